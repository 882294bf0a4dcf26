//! Words and meaning in one score.
//!
//! ```text
//! score = (words + 2.5 · (passage + 0.5 · sentence)) / 4.75
//! ```
//!
//! *words* is the score by words alone; *passage* is the cosine of the question with the nearest
//! passage of the entry, *sentence* with its nearest sentence, both at least 0. All three mean the
//! same whatever the query, so that scores compare between queries. On ten sets of questions a
//! fusion of z-scores is no better, nor is one with each feature of the words, the coverage of the
//! question, the length of the answer or its neighbours weighed in by logistic regression.

use super::score::Score;
use crate::embed::Vector;
use crate::embed::vectors::Vectors;
use crate::search::tuning::Tuning;

/// How similar the entries of a corpus are to a question.
#[derive(Clone, Debug)]
pub struct Similarities {
    question: Vector,
    vectors: Vectors,
    /// By entry: the cosine of its nearest passage.
    passages: Vec<f32>,
    is_name: bool,
    meaning_only: bool,
}

impl Similarities {
    /// Compares `question` with each entry. One word is a name to look up, and finds nothing by
    /// its meaning; with `meaning_only`, words do not weigh.
    pub fn new(question: Vector, is_name: bool, vectors: &Vectors, meaning_only: bool) -> Self {
        let passages = vectors.similarities(&question);
        Self { question, vectors: vectors.clone(), passages, is_name, meaning_only }
    }

    /// Whether more is asked than for a name.
    pub(super) fn asks_with_words(&self) -> bool {
        !self.is_name
    }

    /// The vector of the question.
    pub fn question(&self) -> &Vector {
        &self.question
    }

    /// The cosine of the nearest passage of an entry, at least 0.
    pub(super) fn passage(&self, entry: usize) -> f64 {
        self.passages.get(entry).map_or(0.0, |&cosine| f64::from(cosine).max(0.0))
    }

    /// What words and meaning add to the score of an entry that scores `words` by words alone, 0
    /// if it contains none. The sentences of one that is `far` are taken for as similar as its
    /// passage.
    pub(super) fn contributions(
        &self,
        entry: usize,
        words: f64,
        far: bool,
        t: &Tuning,
    ) -> (f64, f64) {
        let passage = self.passage(entry);
        let sentence = if far {
            passage
        } else {
            f64::from(self.vectors.sentence_similarity(&self.question, entry)).max(0.0)
        };
        let meaning = (passage + t.sentence * sentence) / (1.0 + t.sentence);
        if self.meaning_only {
            return (0.0, meaning);
        }
        let weight = t.meaning * (1.0 + t.sentence);
        (words / (1.0 + weight), weight * meaning / (1.0 + weight))
    }
}

/// The score that words and meaning add up to.
pub(super) fn score(words: f64, meaning: f64) -> Score {
    Score::new(words + meaning)
}
