//! The parts of a score.

use serde::Serialize;

use super::Ranking;
use super::counts::count_in;
use crate::search::expansion::{Group, Kind, Target};
use crate::search::index::Index;

/// An alternative present in an entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupPart {
    /// The query word, folded.
    pub word: String,
    /// How telling it is.
    pub idf: f64,
    /// Its share of [`Explanation::words`].
    pub contribution: f64,
    /// Its share of [`Explanation::first`].
    #[serde(rename = "first_sentence")]
    pub first: f64,
    /// Its alternatives present in the entry, best first; empty when it is missing.
    pub found: Vec<AlternativePart>,
}

/// What meaning added to a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MeaningPart {
    /// Its share of the score.
    #[serde(rename = "meaning")]
    pub contribution: f64,
    /// How near the question is to the entry, in [-1, 1].
    #[serde(rename = "nearness")]
    pub near: f64,
}

/// The parts of a score: `score` = (words + first + pairs + pieces + context + meaning) × votes.
///
/// Serialized, it is the `explain` object of the JSON documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// One for each query word, in query order.
    #[serde(rename = "terms")]
    pub groups: Vec<GroupPart>,
    /// The words, over the whole entry: the sum of the groups' contributions.
    pub words: f64,
    /// The words, over the first sentence: the sum of the groups' `first`.
    #[serde(rename = "first_sentence")]
    pub first: f64,
    /// Query words that stand near one another.
    pub pairs: f64,
    /// Four-letter pieces in common.
    pub pieces: f64,
    /// What the entries around it lend.
    pub context: f64,
    /// What meaning adds, if it was asked.
    #[serde(flatten)]
    pub meaning: Option<MeaningPart>,
    /// The factor of the votes, where they weigh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<f64>,
    /// The score, in (0, 1].
    pub score: f64,
    /// What one unit of BM25 is worth in this score.
    #[serde(skip)]
    pub scale: f64,
}

impl Ranking<'_> {
    /// What the score of an entry is made of; by words nothing, if it holds none of the query.
    pub fn explain(&self, entry: usize) -> Explanation {
        let scorer = &self.scorer;
        let parts = self.features(entry);
        let sum = parts.sum();
        let (score, words, meaning) = match self.similarities {
            None => {
                let score = self.keyword_score(&parts);
                (score, score.get(), None)
            }
            Some(similarities) => {
                let shares = self.contributions(similarities, entry, &parts);
                let (score, factor) = shares.score();
                let contribution = shares.meaning * factor;
                let meaning = MeaningPart { near: similarities.cosine(entry), contribution };
                (score, shares.words * factor, Some(meaning))
            }
        };
        let scale = if sum > 0.0 { words / sum } else { 0.0 };
        let part = |g: usize| {
            let group = &scorer.expansion.groups[g];
            let c = scorer.counts[g].get(entry);
            GroupPart {
                word: group.term.text.clone(),
                idf: scorer.idf[g],
                found: c.map_or_else(Vec::new, |_| present(scorer.index, group, entry)),
                contribution: c.map_or(0.0, |c| scorer.word(g, entry, c) * scale),
                first: c.map_or(0.0, |c| scorer.first_word(g, entry, c) * scale),
            }
        };
        Explanation {
            groups: (0..scorer.counts.len()).map(part).collect(),
            words: parts.words * scale,
            first: parts.first * scale,
            pairs: parts.pairs * scale,
            pieces: parts.ngrams * scale,
            context: parts.context * scale,
            meaning,
            votes: None,
            score: score.get(),
            scale,
        }
    }
}

/// The alternatives of a group present in an entry, best first.
fn present(index: &Index, group: &Group, entry: usize) -> Vec<AlternativePart> {
    let mut all = Vec::new();
    for a in &group.alternatives {
        let count = count_in(index, a, entry as u32) as usize;
        if count > 0 {
            let form = match a.target {
                Target::Term(f) => index.forms().get(f).into_owned(),
                Target::Phrase(_) => a.term.clone(),
            };
            all.push(AlternativePart {
                term: a.term.clone(),
                form,
                kind: a.kind,
                weight: a.weight,
                count,
            });
        }
    }
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.kind.cmp(&b.kind)));
    all
}
