//! Whether the best answer answers the question: a logistic regression of a few figures of a
//! search, and two thresholds; but what is looked up is shown, and up to three words that an entry
//! contains as typed are found.
//!
//! Fitted on ten sets of questions that are answered, two of them again with part of the questions
//! known, and on questions that are not: off the subject, near it, and of one set asked of another
//! (the README has how many of each are told). An unknown word counts where it is common in French:
//! a question on another subject has such words, while a rare one, a name or a misspelling says
//! little: the share of all unknown words, fitted beside that of the common ones, weighed nothing.

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

/// What is known of a search; scores and cosines are over the entries that may appear.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// Whether the query has anything but stop words.
    pub(super) asks: bool,
    /// Whether the best entry contains every word as typed.
    pub(super) is_verbatim: bool,
    /// Whether the query names something that is shown wherever it stands, though it may not answer.
    pub(super) is_looked_up: bool,
    /// The best score by words.
    pub(super) words: f64,
    /// How many words the query has.
    pub(super) count: f64,
    /// The share of these that no entry contains, in any spelling, and that are common in French.
    pub(super) unknown_common: f64,
    /// How many questions an entry is known to answer, on the average: the more there are, the
    /// nearer is a question that is answered to one of them.
    pub(super) known_questions: f64,
    /// Where meaning ranks.
    pub(super) meaning: Option<Nearest>,
}

/// What meaning says of a search.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nearest {
    /// The cosine of the nearest passage.
    pub(super) cosine: f64,
    /// By how much the score of the first entry exceeds that of the second.
    pub(super) lead: f64,
}

impl Evidence {
    /// The log-odds that the best answer answers.
    fn log_odds(&self) -> f64 {
        let count = (1.0 + self.count).ln();
        let known = (1.0 + self.known_questions).ln();
        let unknown = self.unknown_common;
        match self.meaning {
            Some(Nearest { cosine, lead }) => {
                6.7 * cosine + 4.0 * lead + 5.6 * self.words + 0.7 * count
                    - 1.7 * unknown
                    - 1.2 * known
                    - 5.2
            }
            None => 9.2 * self.words + 0.2 * count - 1.2 * unknown - 1.2 * known - 1.35,
        }
    }

    /// Nothing is shown below the first threshold, unless something is looked up. Few words that
    /// stand in an entry as typed are what was sought; stop words alone seek nothing.
    pub(super) fn certainty(&self) -> Certainty {
        const SHOWN: f64 = -1.85;
        const SURE: f64 = -0.95;
        const FEW: f64 = 3.0;
        match self.log_odds() {
            _ if self.asks && self.is_verbatim && self.count <= FEW => Certainty::Confident,
            odds if odds < SHOWN && !self.is_looked_up => Certainty::None,
            odds if odds < SURE || !self.asks => Certainty::Doubtful,
            _ => Certainty::Confident,
        }
    }
}
