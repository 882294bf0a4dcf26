//! The placements of all entries, each worked out when it is first asked for.
//!
//! A search shows five entries and has no use for the topics of the other thousands.

use std::cell::OnceCell;

use super::Corpus;
use super::facets::{Facet, FacetRules, Placement, ValueRef};

/// The facets of a corpus.
#[derive(Debug)]
pub struct Placements<'c> {
    corpus: &'c Corpus,
    rules: &'c FacetRules,
    placed: Vec<OnceCell<Placement>>,
}

impl<'c> Placements<'c> {
    /// Nothing is placed yet.
    #[must_use]
    pub fn new(corpus: &'c Corpus, rules: &'c FacetRules) -> Self {
        Self { corpus, rules, placed: vec![OnceCell::new(); corpus.len()] }
    }

    /// The rules they follow.
    #[must_use]
    pub fn rules(&self) -> &'c FacetRules {
        self.rules
    }

    /// The placement of the entry with index `entry` in the corpus.
    #[must_use]
    pub fn of(&self, entry: usize) -> &Placement {
        self.placed[entry].get_or_init(|| {
            let entry = self.corpus.entry(entry);
            self.rules.place(entry.id(), entry.text())
        })
    }

    /// Those of `entries` that stand under `value` of `facet`, in the same order.
    #[must_use]
    pub fn under(&self, facet: Facet, value: ValueRef, entries: &[usize]) -> Vec<usize> {
        let holds = |&entry: &usize| self.of(entry).under(facet).any(|held| held == value);
        entries.iter().copied().filter(holds).collect()
    }
}
