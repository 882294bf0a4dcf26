//! Entries: the answers of all pages, each once, with every place it stands.

use std::collections::HashMap;

use super::identity::{Fingerprint, Id};
use super::page::RawEntry;
use super::{Corpus, Entries};

/// One answer of a corpus.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'c> {
    corpus: &'c Corpus,
    index: usize,
}

impl<'c> Entry<'c> {
    /// The entry at `index` of `corpus`, which has one there.
    pub(super) fn new(corpus: &'c Corpus, index: usize) -> Self {
        Self { corpus, index }
    }

    /// Its place in the corpus, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// Its id, from the identity text.
    #[must_use]
    pub fn id(self) -> Id {
        match &self.corpus.entries {
            Entries::Merged(entries) => entries[self.index].id,
            Entries::Kept(kept) => kept.id(self.index),
        }
    }

    /// Its text in NFC, lines ended by `\n`, as its first source gives it.
    #[must_use]
    pub fn text(self) -> &'c str {
        match &self.corpus.entries {
            Entries::Merged(entries) => &entries[self.index].text,
            Entries::Kept(kept) => kept.text(self.index),
        }
    }

    /// Where it stands, in page order; never empty.
    pub fn sources(self) -> impl Iterator<Item = Source> + use<'c> {
        let (merged, kept) = match &self.corpus.entries {
            Entries::Merged(entries) => (Some(entries[self.index].sources.iter().copied()), None),
            Entries::Kept(kept) => (None, Some(kept.sources(self.index))),
        };
        merged.into_iter().flatten().chain(kept.into_iter().flatten())
    }
}

/// An answer with every place where it stands.
#[derive(Debug, Clone)]
pub(super) struct Merged {
    id: Id,
    text: String,
    sources: Vec<Source>,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The index of the page in [`super::Corpus::pages`].
    pub page: usize,
    /// The number of the entry within its page, from 1, before merging.
    pub entry: usize,
    /// The 1-based line of its first character.
    pub line: usize,
}

/// Gathers the entries of pages, merging those of equal identity.
#[derive(Debug, Default)]
pub(super) struct Merger {
    entries: Vec<Merged>,
    known: HashMap<Fingerprint, usize>,
}

impl Merger {
    /// Adds the entries of the page with index `page`.
    pub(super) fn add(&mut self, page: usize, raw: Vec<RawEntry>) {
        for (index, RawEntry { text, line }) in raw.into_iter().enumerate() {
            let source = Source { page, entry: index + 1, line };
            let fingerprint = Fingerprint::of(&text);
            let place = *self.known.entry(fingerprint).or_insert(self.entries.len());
            match self.entries.get_mut(place) {
                Some(entry) => entry.sources.push(source),
                None => {
                    self.entries.push(Merged { id: fingerprint.id(), text, sources: vec![source] })
                }
            }
        }
    }

    /// The entries, in the order of their first sources.
    pub(super) fn finish(self) -> Vec<Merged> {
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_entries_are_one_with_the_text_of_the_first() {
        let raw = |texts: &[&str]| {
            texts
                .iter()
                .map(|&text| RawEntry { text: text.to_owned(), line: 1 })
                .collect::<Vec<_>>()
        };
        let mut merger = Merger::default();
        merger.add(0, raw(&["L’été", "Autre"]));
        merger.add(1, raw(&["Encore", "l'ÉTÉ"]));
        let entries = merger.finish();
        let texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["L’été", "Autre", "Encore"]);
        let second = Source { page: 1, entry: 2, line: 1 };
        assert_eq!(entries[0].sources, [Source { page: 0, entry: 1, line: 1 }, second]);
    }
}
