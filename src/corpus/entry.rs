//! Entries: the answers of all pages, each once, with every place it stands at.

use std::ops::Range;

use super::Corpus;
use super::facets::Placement;
use super::identity::Id;
use super::split::Span;
use super::title;
use crate::image::{Builder, RowsBuilder, Section, text};

/// Bytes of a source: page, entry and line, u32 each.
const SOURCE: usize = 12;

/// One answer of a corpus.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'c> {
    corpus: &'c Corpus,
    index: usize,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The index of the page in [`Corpus::pages`].
    pub page: usize,
    /// The number of the entry within its page, from 1, before merging.
    pub entry: usize,
    /// The 1-based line of its first character.
    pub line: usize,
}

impl<'c> Entry<'c> {
    pub(super) fn new(corpus: &'c Corpus, index: usize) -> Self {
        Self { corpus, index }
    }

    /// The corpus it belongs to.
    #[must_use]
    pub fn corpus(self) -> &'c Corpus {
        self.corpus
    }

    /// Its place in the corpus, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// Its id. An image without an index does not hold it; then it is computed from the text.
    #[must_use]
    pub fn id(self) -> Id {
        match self.corpus.image.items::<6>(Section::Ids).get(self.index) {
            Some(&bytes) => Id::from_bytes(bytes),
            None => Id::of(self.text()),
        }
    }

    /// Its text in NFC, lines ended by `\n`, as its first source gives it.
    #[must_use]
    pub fn text(self) -> &'c str {
        text(self.corpus.image.section(Section::Text).get(self.range()).unwrap_or_default())
    }

    /// The bytes of its text, which need not be read for it.
    #[must_use]
    pub fn text_len(self) -> usize {
        self.range().len()
    }

    fn range(self) -> Range<usize> {
        let ranges = self.corpus.image.items::<16>(Section::TextRanges);
        let range = ranges.get(self.index).map_or(&[][..], |range| range.as_chunks::<8>().0);
        match *range {
            [start, end] => u64::from_le_bytes(start) as usize..u64::from_le_bytes(end) as usize,
            _ => 0..0,
        }
    }

    /// Its title: what a list shows for it, at most 80 characters on one line.
    #[must_use]
    pub fn title(self) -> String {
        title::title(self.text())
    }

    /// Where it stands, in page order; never empty unless the image is corrupt.
    pub fn sources(self) -> impl Iterator<Item = Source> + use<'c> {
        let row = self.corpus.image.rows(Section::Sources).get(self.index);
        let pages = self.corpus.pages().len();
        let sources = row.as_chunks::<SOURCE>().0.iter().map(|source| {
            let (numbers, _) = source.as_chunks::<4>();
            let number = |at: usize| u32::from_le_bytes(numbers[at]) as usize;
            Source { page: number(0), entry: number(1), line: number(2) }
        });
        sources.filter(move |source| source.page < pages)
    }

    /// Its values under each facet. An image without an index does not hold them; then they are
    /// derived from the text.
    #[must_use]
    pub fn placement(self) -> Placement {
        match &self.corpus.rules {
            Some(rules) => rules.place(self.id(), self.text()),
            None => {
                let row = self.corpus.image.rows(Section::Placements).get(self.index);
                Placement::read(row, self.corpus.facets())
            }
        }
    }
}

/// Writes the entries that `spans` are, but for those that are equal to an earlier one: these
/// have no `sources`.
pub(super) fn write(builder: &mut Builder, spans: &[Span], sources: &[Vec<[u32; 3]>]) {
    let leaders = || spans.iter().zip(sources).filter(|(_, sources)| !sources.is_empty());
    let mut ranges = Vec::with_capacity(16 * leaders().count());
    let mut rows = RowsBuilder::default();
    for (span, sources) in leaders() {
        ranges.extend((span.range.start as u64).to_le_bytes());
        ranges.extend((span.range.end as u64).to_le_bytes());
        rows.bytes().extend(sources.iter().flatten().flat_map(|number| number.to_le_bytes()));
        rows.end_row();
    }
    builder.push(Section::TextRanges, &ranges);
    builder.push_rows(Section::Sources, &rows);
}
