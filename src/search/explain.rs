//! The parts of a score.

use super::expand::Kind;

/// An alternative present in an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct AlternativePart {
    /// What was looked for, folded.
    pub term: String,
    /// The form found, folded; the term itself for a phrase.
    pub form: String,
    /// How it stands for the query word.
    pub kind: Kind,
    /// Its weight.
    pub weight: f64,
    /// How often it stands in the entry.
    pub count: usize,
}

/// What one query word added to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupPart {
    /// The query word, folded.
    pub word: String,
    /// How telling it is.
    pub idf: f64,
    /// Its alternatives present in the entry, best first; empty when it is missing.
    pub found: Vec<AlternativePart>,
    /// Added to the score for the whole entry.
    pub contribution: f64,
    /// Added to the score for the first sentence.
    pub first: f64,
}

/// The parts of a score: `score` = (words + first + pairs + pieces + answer + context) × coverage, all as
/// shares of the best score the query could reach.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// One for each query word, in query order.
    pub groups: Vec<GroupPart>,
    /// Sum of the words' contributions over the whole entry.
    pub words: f64,
    /// Sum over the first sentence.
    pub first: f64,
    /// Words that stand near one another.
    pub pairs: f64,
    /// Four-letter pieces in common.
    pub pieces: f64,
    /// The entry begins as the question asks.
    pub answer: f64,
    /// What the entries before and after add.
    pub context: f64,
    /// Factor in (0, 1]: how much of the query is held.
    pub coverage: f64,
    /// The score.
    pub score: f64,
}
