//! What a score is made of.

use serde::Serialize;

use super::counts::postings;
use super::hybrid::score;
use super::ranking::Ranking;
use crate::index::Index;
use crate::search::expansion::{Group, Kind, Target};

/// An alternative present in an entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlternativePart {
    /// What was looked for, folded.
    pub term: String,
    /// The term found, folded; for a phrase, `term` itself.
    #[serde(rename = "form")]
    pub found: String,
    /// How it stands for the query word.
    pub kind: Kind,
    /// In (0, 1].
    pub weight: f64,
    /// Occurrences in the entry.
    pub count: usize,
}

/// What one query word added to a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupPart {
    /// The query word, folded.
    pub word: String,
    /// Inverse document frequency.
    pub idf: f64,
    /// Its share of [`Explanation::words`].
    pub contribution: f64,
    /// Its share of [`Explanation::first`].
    #[serde(rename = "first_sentence")]
    pub first: f64,
    /// Its alternatives in the entry, best first.
    pub found: Vec<AlternativePart>,
}

/// The parts of a score: `score` = (words + first + pairs + ngrams + context + meaning) × votes.
///
/// Serialized, it is the `explain` object of the JSON documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// By query word, in query order.
    #[serde(rename = "terms")]
    pub groups: Vec<GroupPart>,
    /// The words, over the whole entry: the sum of the groups' contributions.
    pub words: f64,
    /// The words, over the first sentence: the sum of the groups' `first`.
    #[serde(rename = "first_sentence")]
    pub first: f64,
    /// Proximity of neighbouring query words.
    pub pairs: f64,
    /// Four-letter n-grams in common.
    #[serde(rename = "pieces")]
    pub ngrams: f64,
    /// Smoothing over the neighbouring entries.
    pub context: f64,
    /// Similarity in meaning, if it ranks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<f64>,
    /// The cosine of the nearest passage, at least 0; the nearest sentence counts besides.
    #[serde(rename = "nearness", skip_serializing_if = "Option::is_none")]
    pub cosine: Option<f64>,
    /// Further ways to ask for the entry, which rank and are shown nowhere else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The factor of the votes, where they weigh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<f64>,
    /// The score, in (0, 1].
    pub score: f64,
}

impl Ranking<'_> {
    /// The explanation of the score of an entry.
    pub fn explain(&self, entry: usize) -> Explanation {
        let scorer = &self.scorer;
        let parts = self.features(entry);
        let share = |part: f64, sum: f64| if sum > 0.0 { part / sum } else { 0.0 };
        let (score, words, meaning) = match self.similarities {
            None => {
                let score = self.keyword_score(&parts);
                (score, score.get(), None)
            }
            Some(similarities) => {
                let (words, meaning) = self.contributions(similarities, entry, &parts);
                let score = score(words, meaning);
                let factor = share(score.get(), words + meaning);
                (score, words * factor, Some(meaning * factor))
            }
        };
        let scale = share(words, parts.sum());
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
            ngrams: parts.ngrams * scale,
            context: parts.context * scale,
            meaning,
            cosine: self.similarities.map(|similarities| similarities.passage(entry)),
            also: Vec::new(),
            votes: None,
            score: score.get(),
        }
    }
}

/// The alternatives of a group present in an entry, best first.
fn present(index: &Index<'_>, group: &Group, entry: usize) -> Vec<AlternativePart> {
    let mut all = Vec::new();
    for a in &group.alternatives {
        let postings = postings(index, &a.target);
        let Some(here) = postings.iter().find(|posting| posting.entry == entry as u32) else {
            continue;
        };
        let found = match a.target {
            Target::Term(term) => index.term(term).to_owned(),
            Target::Phrase(_) => a.term.clone(),
        };
        let (term, kind, weight) = (a.term.clone(), a.kind, a.weight);
        all.push(AlternativePart { term, found, kind, weight, count: here.count as usize });
    }
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.kind.cmp(&b.kind)));
    all
}
