//! Filters: which entries may appear at all, whatever their score.
//!
//! Options and clauses on facets, page names, exact phrases and exclusions. Within one facet any
//! value will do; across facets, phrases and exclusions all conditions apply. What is asked for
//! several times is looked for once, as each of very many entries is looked at.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::query::{Query, Term};
use crate::corpus::facets::{Facet, Facets, ValueRef};
use crate::corpus::{Entry, Error};
use crate::text::fold::fold;
use crate::text::phrase::{Phrase, Stream};
use crate::text::phrases::Phrases;

/// What an entry must have, and must not have, to appear.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    wanted: Values,
    unwanted: Values,
    files: BTreeSet<String>,
    unwanted_files: BTreeSet<String>,
    pub(super) phrases: Vec<Phrase>,
    unwanted_phrases: Phrases,
}

/// Values by their facets.
type Values = BTreeMap<Facet, BTreeSet<ValueRef>>;

impl Filter {
    /// A filter on values of facets: names of facets, each with a value, by key or label.
    ///
    /// # Errors
    /// [`Error::UnknownFacet`], and [`Error::UnknownValue`] for a value that a facet does not have.
    pub fn on_facets<'v>(
        facets: &Facets,
        named: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Self, Error> {
        let mut wanted = Values::new();
        for (facet, name) in named {
            let facet = facets.named(facet)?;
            wanted.entry(facet).or_default().insert(facets.find(facet, name)?);
        }
        Ok(Self { wanted, ..Self::default() })
    }

    /// This filter and the filters, phrases and exclusions of `query`.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] for a value that the facets do not have.
    pub fn and_query(mut self, facets: &Facets, query: &Query) -> Result<Self, Error> {
        let (mut known, mut unwanted) = (HashSet::new(), Vec::new());
        for clause in query.clauses().iter().filter(|clause| known.insert(*clause)) {
            match (&clause.term, clause.excluded) {
                (Term::Facet(facet, name), excluded) => {
                    let values = if excluded { &mut self.unwanted } else { &mut self.wanted };
                    values.entry(*facet).or_default().insert(facets.find(*facet, name)?);
                }
                (Term::File(part), false) => _ = self.files.insert(fold(part)),
                (Term::File(part), true) => _ = self.unwanted_files.insert(fold(part)),
                (Term::Phrase(text), false) => self.phrases.extend(Phrase::new(text)),
                (Term::Phrase(text) | Term::Text(text), true) => unwanted.extend(Phrase::new(text)),
                (Term::Prefix(text), true) => unwanted.extend(Phrase::new(&format!("{text}*"))),
                (Term::Text(_) | Term::Prefix(_), false) => {}
            }
        }
        unwanted.iter().for_each(|phrase| _ = self.unwanted_phrases.add(phrase));
        Ok(self)
    }

    /// Whether a value is one of those asked for of its facet, or none is.
    pub fn asks_for(&self, facet: Facet, value: ValueRef) -> bool {
        self.wanted.get(&facet).is_none_or(|wanted| wanted.contains(&value))
    }

    /// Whether `entry` may appear.
    pub fn keeps(&self, entry: Entry<'_>) -> bool {
        self.keeps_file(entry) && self.keeps_text(entry) && self.keeps_values(entry)
    }

    fn keeps_file(&self, entry: Entry<'_>) -> bool {
        if self.files.is_empty() && self.unwanted_files.is_empty() {
            return true;
        }
        let pages = entry.corpus().pages();
        let names: Vec<String> =
            entry.sources().map(|source| fold(&pages[source.page].file)).collect();
        let is_in_name = |part: &String| names.iter().any(|name| name.contains(part));
        (self.files.is_empty() || self.files.iter().any(is_in_name))
            && !self.unwanted_files.iter().any(is_in_name)
    }

    /// Whether it asks for facets or files, and not only for words.
    pub(super) fn is_on_pages(&self) -> bool {
        let facets = self.wanted.is_empty() && self.unwanted.is_empty();
        !(facets && self.files.is_empty() && self.unwanted_files.is_empty())
    }

    /// Whether an entry contains the phrases asked for, and nothing that is excluded.
    pub(super) fn keeps_text(&self, entry: Entry<'_>) -> bool {
        if self.phrases.is_empty() && self.unwanted_phrases.is_empty() {
            return true;
        }
        let folded = fold(&entry.asked_and_text());
        let stream = Stream::of(&folded);
        self.phrases.iter().all(|phrase| phrase.is_in(&stream))
            && !self.unwanted_phrases.any_in(&stream)
    }

    fn keeps_values(&self, entry: Entry<'_>) -> bool {
        if self.wanted.is_empty() && self.unwanted.is_empty() {
            return true;
        }
        let placement = entry.placement();
        let has_any = |(&facet, values): (&Facet, &BTreeSet<ValueRef>)| {
            placement.under(facet).any(|value| values.contains(&value))
        };
        self.wanted.iter().all(has_any) && !self.unwanted.iter().any(has_any)
    }
}
