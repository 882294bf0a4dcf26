//! Whether the best answer answers the question: a logistic regression of a few figures of a
//! search, and two thresholds.
//!
//! Fitted on ten sets of questions that are answered, and on questions that are not: off the
//! subject, and near it (the README has how many of each are told). What tells them apart, in this
//! order: the cosine of the nearest entry, the lead of the first entry over the second, the score by
//! words, and the share of the words of the question that no entry contains.

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
    /// The share of the words of the query that no entry contains, in any spelling.
    pub(super) unknown: f64,
    /// How many words the query has.
    pub(super) count: f64,
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
        match self.meaning {
            Some(Nearest { cosine, lead, asked }) => {
                13.1 * cosine + 13.3 * lead + 2.9 * self.words
                    - 1.8 * self.unknown
                    - 0.8 * asked
                    - 7.3
            }
            None => 10.5 * self.words + 1.5 * (1.0 + self.count).ln() - 2.2 * self.unknown - 4.7,
        }
    }

    /// Nothing is shown below the first threshold, unless one word is looked up. It is higher where
    /// entries are known to answer questions: these keep what is answered apart from other subjects
    /// better.
    pub(super) fn certainty(&self) -> Certainty {
        const SHOWN: f64 = -3.2;
        const SHOWN_IF_ASKED: f64 = -2.6;
        const SURE: f64 = -0.6;
        let asked = self.meaning.map_or(0.5, |nearest| nearest.asked);
        let shown = SHOWN + asked * (SHOWN_IF_ASKED - SHOWN);
        match self.log_odds() {
            odds if odds < shown && self.count > 1.0 => Certainty::None,
            odds if odds < SURE => Certainty::Doubtful,
            _ => Certainty::Confident,
        }
    }
}
