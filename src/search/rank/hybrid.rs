//! Words and meaning in one score.
//!
//! ```text
//! score = (words^0.7 + 1.25 · margin) / (1 + 1.25 / 2)
//! ```
//!
//! *words* is the score by words alone; *margin* is by how much the similarity of the question to
//! an entry exceeds the mean over all entries, neighbours smoothed in, and at least 0. Both mean
//! the same whatever the query, so that scores compare between queries, which a fusion of z-scores
//! does not give; on the development sets (the README has them) it is no worse than one. Past 0.8
//! the sum is bent, as that of the words is.
//!
//! Words and filters say what may appear. Meaning adds entries to the first page of hits only,
//! and the longer the question, the smaller the margin they need: one word is a name to look up,
//! a sentence is a question. Where the words stay below the threshold, meaning overrules it if an
//! entry is very similar; and where no entry is similar at all, it withholds words that happen to
//! meet.

use super::score::{Score, ceiling};
use crate::search::tuning::Tuning;

/// The similarity of each entry to a question.
#[derive(Clone, Debug)]
pub struct Similarities {
    pub(super) cosines: Vec<f64>,
    /// Above the mean, neighbours smoothed in; at least 0.
    margins: Vec<f64>,
    /// The words of the question, stop words included.
    words: usize,
    meaning_only: bool,
}

/// The score that words and meaning add up to.
pub(super) fn score(words: f64, meaning: f64) -> Score {
    Score::new(ceiling(words + meaning))
}

impl Similarities {
    /// From the cosine of each entry with a question of `words` words. `order` is the coherence
    /// of the order of the entries ([`crate::index::Index::coherence`]). With `meaning_only`, words
    /// do not weigh in the order of what is found.
    pub fn new(
        cosines: Vec<f64>,
        order: f64,
        words: usize,
        meaning_only: bool,
        t: &Tuning,
    ) -> Self {
        let mean = cosines.iter().sum::<f64>() / cosines.len().max(1) as f64;
        let above: Vec<f64> = cosines.iter().map(|cosine| cosine - mean).collect();
        let near = |entry: usize| above.get(entry).copied().unwrap_or_default();
        let smoothed = |entry: usize| t.smoothed(t.smoothing * order, entry, near);
        let margins =
            (0..above.len()).map(|entry| (above[entry] + smoothed(entry)).max(0.0)).collect();
        Self { cosines, margins, words, meaning_only }
    }

    /// What words and meaning add to the score of an entry that scores `words` by words alone, 0
    /// if it contains none.
    pub(super) fn contributions(&self, entry: usize, words: f64, t: &Tuning) -> (f64, f64) {
        let margin = self.margins.get(entry).copied().unwrap_or_default();
        if self.meaning_only {
            return (0.0, 2.0 * margin);
        }
        let total = 1.0 + t.meaning / 2.0;
        (words.powf(t.words_exponent) / total, t.meaning * margin / total)
    }

    /// The evidence that words must give for anything to be found: none if an entry that `allow`
    /// lets through is very similar, and infinitely much if no entry at all is similar. Few
    /// entries are too little to judge that by.
    pub(super) fn threshold(&self, t: &Tuning, allow: &dyn Fn(usize) -> bool) -> f64 {
        const ENOUGH: usize = 30;
        let is_answer =
            |(entry, &cosine): (usize, &f64)| cosine >= t.answer_similarity && allow(entry);
        let is_far = |&cosine: &f64| cosine < t.topic_similarity;
        if self.cosines.iter().enumerate().any(is_answer) {
            f64::NEG_INFINITY
        } else if self.cosines.len() >= ENOUGH && self.cosines.iter().all(is_far) {
            f64::INFINITY
        } else {
            t.threshold
        }
    }

    /// The entries similar enough to be added to what words found, best first.
    pub(super) fn additions(&self, t: &Tuning) -> Vec<usize> {
        let least = t.added_margin / (self.words + 1) as f64;
        let is_similar = |&entry: &usize| {
            self.cosines[entry] >= t.added_similarity && self.margins[entry] >= least
        };
        let mut entries: Vec<usize> = (0..self.cosines.len()).filter(is_similar).collect();
        entries.sort_by(|&a, &b| self.margins[b].total_cmp(&self.margins[a]));
        entries
    }
}
