//! Entries: the answers of all pages, each once, with every place it stands.

use std::ops::Range;

use super::identity::Id;
use super::read::{Corpus, Entries};

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

    /// Its id, from the identity text; worked out when it is first asked for.
    #[must_use]
    pub fn id(self) -> Id {
        match &self.corpus.entries {
            Entries::Read(read) => read.id(self.index),
            Entries::Kept(kept) => kept.id(self.index),
        }
    }

    /// Its text in NFC, lines ended by `\n`, as its first source gives it.
    #[must_use]
    pub fn text(self) -> &'c str {
        match &self.corpus.entries {
            Entries::Read(read) => read.text(self.index),
            Entries::Kept(kept) => kept.text(self.index),
        }
    }

    /// Where it stands, in page order; never empty.
    pub fn sources(self) -> impl Iterator<Item = Source> + use<'c> {
        let (read, kept) = match &self.corpus.entries {
            Entries::Read(read) => (Some(read.sources(self.index).iter().copied()), None),
            Entries::Kept(kept) => (None, Some(kept.sources(self.index))),
        };
        read.into_iter().flatten().chain(kept.into_iter().flatten())
    }
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

/// A text in which several entries stand, so that it can be searched in one go.
///
/// Before an entry is white space or the beginning, behind it white space or the end; what
/// else stands between entries belongs to none.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'c> {
    /// The text.
    pub text: &'c str,
    /// The index of its first entry; the others follow.
    pub first: usize,
    /// The places of its entries, in order.
    pub places: &'c [Place],
}

/// Where an entry stands in a [`Stretch`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether it has characters that folding drops.
    pub drops: bool,
}
