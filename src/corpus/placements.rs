//! The placements of all entries, each worked out when it is first asked for.
//!
//! A search shows five entries and has no use for the topics of the other thousands.

use super::Corpus;
use super::facets::{Facet, FacetRules, Placement, ValueRef};
use crate::store::once::OnceList;

/// The facets of a corpus.
#[derive(Debug)]
pub struct Placements<'c> {
    corpus: &'c Corpus,
    rules: &'c FacetRules,
    placed: OnceList<Placement>,
}

impl<'c> Placements<'c> {
    /// Nothing is placed yet.
    #[must_use]
    pub fn new(corpus: &'c Corpus, rules: &'c FacetRules) -> Self {
        Self { corpus, rules, placed: OnceList::new(corpus.len()) }
    }

    /// The rules they follow.
    #[must_use]
    pub fn rules(&self) -> &'c FacetRules {
        self.rules
    }

    /// The placement of the entry with index `entry` in the corpus.
    #[must_use]
    pub fn of(&self, entry: usize) -> &Placement {
        self.placed.get(entry).unwrap_or_else(|| {
            let found = self.corpus.entry(entry);
            self.placed.fill(entry, self.rules.place(found.id(), found.text()))
        })
    }

    /// Those of `entries` that stand under `value` of `facet`, in the same order.
    #[must_use]
    pub fn under(&self, facet: Facet, value: ValueRef, entries: &[usize]) -> Vec<usize> {
        let holds = |&entry: &usize| self.of(entry).under(facet).any(|held| held == value);
        entries.iter().copied().filter(holds).collect()
    }
}
