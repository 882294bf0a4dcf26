//! The content of `--explain`: the parts of a score.

use serde::Serialize;

use crate::search::Explanation;

/// The parts of a score, all as shares of the best score that the query could reach:
/// `score` = (`words` + `first_sentence` + `pairs` + `pieces` + `context` + `meaning`), × `votes`,
/// the last two where there are any.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainRow {
    /// One for each word of the query that counts.
    pub terms: Vec<TermRow>,
    /// What the words add, over the whole entry.
    pub words: f64,
    /// What they add again in its first sentence.
    pub first_sentence: f64,
    /// Words that stand near one another.
    pub pairs: f64,
    /// Pieces of words in common.
    pub pieces: f64,
    /// What the entries around it on its page lend.
    pub context: f64,
    /// What meaning adds, where it was asked: how much nearer the entry is than others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<f64>,
    /// How near the question is to the entry: a cosine, what all entries share taken off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearness: Option<f64>,
    /// What the votes say, where they were asked: a factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<f64>,
    /// The score, before it is rounded.
    pub score: f64,
}

/// What one word of the query adds to a score.
#[derive(Debug, Clone, Serialize)]
pub struct TermRow {
    /// The word, folded.
    pub word: String,
    /// Its inverse document frequency: how telling it is.
    pub idf: f64,
    /// What it adds over the whole entry.
    pub contribution: f64,
    /// What it adds in the first sentence.
    pub first_sentence: f64,
    /// What stands for it in the entry, best first.
    pub found: Vec<FoundRow>,
}

/// Something in an entry that stands for a word of the query.
#[derive(Debug, Clone, Serialize)]
pub struct FoundRow {
    /// What was looked for: the word, its correction, its synonym.
    pub term: String,
    /// The form found, folded.
    pub form: String,
    /// exact, stem, prefix, typo, synonym or acronym.
    pub kind: &'static str,
    /// How much it counts, in (0, 1].
    pub weight: f64,
    /// How often it stands there.
    pub count: usize,
}

impl From<Explanation> for ExplainRow {
    fn from(e: Explanation) -> Self {
        let found = |part: crate::search::AlternativePart| FoundRow {
            term: part.term,
            form: part.form,
            kind: part.kind.name(),
            weight: part.weight,
            count: part.count,
        };
        let term = |group: crate::search::GroupPart| TermRow {
            word: group.word,
            idf: group.idf,
            contribution: group.contribution,
            first_sentence: group.first,
            found: group.found.into_iter().map(found).collect(),
        };
        Self {
            terms: e.groups.into_iter().map(term).collect(),
            words: e.words,
            first_sentence: e.first,
            pairs: e.pairs,
            pieces: e.pieces,
            context: e.context,
            meaning: e.meaning.map(|part| part.contribution),
            nearness: e.meaning.map(|part| part.near),
            votes: None,
            score: e.score,
        }
    }
}
