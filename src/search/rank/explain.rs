//! The parts of a score.

use crate::search::index::Index;
use crate::search::plan::expand::{Group, Kind, Target};
use crate::search::rank::Ranking;
use crate::search::rank::gather;

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
    /// Its share of [`Explanation::words`].
    pub contribution: f64,
    /// Its share of [`Explanation::first`].
    pub first: f64,
}

/// The parts of a score: `score` = words + first + pairs + pieces + context.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// One for each query word, in query order.
    pub groups: Vec<GroupPart>,
    /// The words, over the whole entry: the sum of the groups' contributions.
    pub words: f64,
    /// The words, over the first sentence: the sum of the groups' `first`.
    pub first: f64,
    /// Query words that stand near one another.
    pub pairs: f64,
    /// Four-letter pieces in common.
    pub pieces: f64,
    /// What the entries around it lend.
    pub context: f64,
    /// The score, in (0, 1].
    pub score: f64,
    /// What one unit of BM25 is worth in this score.
    pub scale: f64,
}

impl Ranking<'_> {
    /// What the score of an entry is made of.
    pub fn explain(&self, entry: usize) -> Explanation {
        let mut e = self.parts(entry);
        let part = |g: usize| {
            let group = &self.plan.groups[g];
            let c = self.held[g].get(entry);
            GroupPart {
                word: group.word.clone(),
                idf: self.idf[g],
                found: found(self.index, group, entry),
                contribution: c.map_or(0.0, |c| self.word(g, entry, c) * e.scale),
                first: c.map_or(0.0, |c| self.first_word(g, entry, c) * e.scale),
            }
        };
        e.groups = (0..self.held.len()).map(part).collect();
        e
    }
}

/// The alternatives of a group present in an entry, best first.
fn found(index: &Index, group: &Group, entry: usize) -> Vec<AlternativePart> {
    let mut all = Vec::new();
    for a in &group.alternatives {
        let mut count = 0;
        gather::occurrences(index, a, &mut |e, positions| {
            count += if e == entry { positions.len() } else { 0 }
        });
        if count > 0 {
            let form = match a.target {
                Target::Form(f) => index.forms().get(f).to_owned(),
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
