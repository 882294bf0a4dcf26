//! What a search finds, the same from the ranking to the reports: hits, matches, corrections.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::expansion::expand::Kind;
use super::rank::score::Score;

/// An entry found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its index in the corpus.
    pub entry: usize,
    /// `None` where nothing was ranked.
    pub score: Option<Score>,
    /// It contains a word of the query, in some spelling.
    pub words: bool,
    /// It is more similar to the question than entries are on average.
    pub meaning: bool,
}

/// A stretch of an entry that a search or a pattern matches.
///
/// A large entry has millions of them, so they are small, and share what they match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where its bytes in the entry's text begin and end.
    range: [u32; 2],
    /// `None` for a pattern.
    pub term: Option<Arc<MatchedTerm>>,
}

/// What a stretch matches of a query.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct MatchedTerm {
    /// Folded: the query word, its correction, its synonym.
    pub term: String,
    /// How the stretch stands for the query word.
    pub kind: Kind,
}

/// A misspelt word of the query and the one searched for in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// As typed.
    pub from: String,
    /// As the pages write it, in lower case, or as the lexicon does.
    pub to: String,
}

impl Match {
    /// The match of these bytes; `None` where they reach further than four gigabytes.
    pub fn new(range: Range<usize>, term: Option<Arc<MatchedTerm>>) -> Option<Self> {
        let range = [range.start.try_into().ok()?, range.end.try_into().ok()?];
        Some(Self { range, term })
    }

    /// Its bytes in the entry's text.
    pub fn range(&self) -> Range<usize> {
        let [start, end] = self.range.map(|byte| byte as usize);
        start..end
    }
}

impl Hit {
    /// What found it: `words`, `meaning`, both; neither where nothing was ranked.
    pub fn by(&self) -> Vec<&'static str> {
        let names = [(self.words, "words"), (self.meaning, "meaning")];
        names.into_iter().filter(|(found, _)| *found).map(|(_, name)| name).collect()
    }

    /// Higher scores first; ties by entry.
    pub(super) fn best_first(a: &Hit, b: &Hit) -> Ordering {
        b.score.cmp(&a.score).then(a.entry.cmp(&b.entry))
    }
}
