//! Whether the best answer answers the question: a logistic regression of a few figures of a
//! search, and two thresholds.
//!
//! Fitted on ten sets of questions that are answered, two of them again with part of the questions
//! known, and on questions that are not: off the subject, near it, and of one set asked of another
//! (the README has how many of each are told). An unknown word counts where it is common in French:
//! a question on another subject has such words, while a rare one, a name or a misspelling says
//! little; fitted beside it, its weight was next to nothing.

/// How sure a search is of its best answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Nothing answers; it is not shown.
    None,
    /// It may well not answer.
    Doubtful,
    /// It answers, mostly.
    Confident,
}

/// The figures of a search, each over the entries that may appear.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// The best score by words.
    pub(super) words: f64,
    /// How many words the query has.
    pub(super) count: f64,
    /// The share of these that no entry contains, in any spelling.
    pub(super) unknown: f64,
    /// The share of these that no entry contains and that are common in French.
    pub(super) unknown_common: f64,
    /// Where meaning ranks.
    pub(super) meaning: Option<Nearest>,
}

/// What meaning says of a search.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nearest {
    /// The cosine of the nearest passage.
    pub(super) cosine: f64,
    /// By how much the score of the first entry exceeds that of the second.
    pub(super) lead: f64,
    /// The share of entries that are known to answer some question: a question that an entry
    /// answers is nearer to another one than to its text.
    pub(super) asked: f64,
}

impl Evidence {
    /// The log-odds that the best answer answers.
    fn log_odds(&self) -> f64 {
        let words = (1.0 + self.count).ln();
        match self.meaning {
            Some(Nearest { cosine, lead, asked }) => {
                6.8 * cosine + 4.9 * self.words + 3.8 * lead + 0.8 * words
                    - 2.0 * self.unknown_common
                    - 1.5 * asked
                    - 5.1
            }
            None => 4.5 * self.words + 0.9 * words - 2.2 * self.unknown - 2.1,
        }
    }

    /// Nothing is shown below the first threshold, unless one word is looked up.
    pub(super) fn certainty(&self) -> Certainty {
        const SHOWN: f64 = -1.9;
        const SURE: f64 = -0.5;
        match self.log_odds() {
            odds if odds < SHOWN && self.count > 1.0 => Certainty::None,
            odds if odds < SURE => Certainty::Doubtful,
            _ => Certainty::Confident,
        }
    }
}
