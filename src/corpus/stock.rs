//! The stock of a corpus: the texts of its pages, and which parts of them are entries.
//!
//! Entries are ranges of the texts as they were read; nothing is copied. What only some
//! commands ask for, as the ids do, is worked out when it is asked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::entry::{Place, Source, Stretch};
use super::identity::Id;
use super::merge::leaders;
use super::page::{Span, Text};
use crate::text::alphabet::Alphabet;

/// The entries of a corpus, each once.
#[derive(Debug, Clone)]
pub(super) struct Stock {
    texts: Vec<Cow<'static, str>>,
    alphabet: Alphabet,
    /// In the order of their first sources, so that those of one text stand together.
    entries: Vec<Stored>,
    /// Those of the first entry, then those of the second and so on.
    sources: Vec<Source>,
    ids: Vec<OnceLock<Id>>,
}

#[derive(Debug, Clone)]
struct Stored {
    text: usize,
    range: Range<usize>,
    drops: bool,
    /// Where its sources begin; they end where those of the next begin.
    sources: usize,
}

impl Stock {
    /// Merges `found`, all entries of all pages in page order, which stand in `texts`;
    /// `alphabet` is that of the texts.
    pub fn new(texts: Vec<Text>, alphabet: Alphabet, found: Vec<(Source, Span)>) -> Self {
        let text = |(_, span): &(Source, Span)| &texts[span.text].text[span.range.clone()];
        let leaders = leaders(&found, |(_, span)| span.key, text);
        let mut counts = vec![0; found.len()];
        leaders.iter().for_each(|&leader| counts[leader] += 1);
        // From here on, `counts` holds where the next source of each leader goes.
        let mut entries = Vec::new();
        let mut begin = 0;
        for ((_, span), count) in found.iter().zip(&mut counts).filter(|(_, count)| **count > 0) {
            let Span { text, ref range, drops, .. } = *span;
            entries.push(Stored { text, range: range.clone(), drops, sources: begin });
            begin += std::mem::replace(count, begin);
        }
        let mut sources: Vec<Source> = found.iter().map(|(source, _)| *source).collect();
        for ((source, _), &leader) in found.iter().zip(&leaders) {
            sources[counts[leader]] = *source;
            counts[leader] += 1;
        }
        let ids = vec![OnceLock::new(); entries.len()];
        let texts = texts.into_iter().map(|text| text.text).collect();
        Self { texts, alphabet, entries, sources, ids }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn text(&self, index: usize) -> &str {
        let Stored { text, range, .. } = &self.entries[index];
        &self.texts[*text][range.clone()]
    }

    pub fn id(&self, index: usize) -> Id {
        *self.ids[index].get_or_init(|| Id::of(self.text(index)))
    }

    pub fn sources(&self, index: usize) -> &[Source] {
        let end = self.entries.get(index + 1).map_or(self.sources.len(), |next| next.sources);
        &self.sources[self.entries[index].sources..end]
    }

    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub fn stretches(&self) -> Vec<Stretch<'_>> {
        let mut entry = 0;
        let mut stretch = |entries: &[Stored]| {
            let text = &*self.texts[entries[0].text];
            let entries = entries.iter().map(|stored| {
                entry += 1;
                Place { entry: entry - 1, range: stored.range.clone(), drops: stored.drops }
            });
            Stretch { text, entries: entries.collect() }
        };
        self.entries.chunk_by(|a, b| a.text == b.text).map(&mut stretch).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_entries_are_one_with_the_text_of_the_first() {
        let pages = ["L’été|Autre", "Encore|l'ÉTÉ|autre"];
        let mut texts = Vec::new();
        let mut found = Vec::new();
        for (page, text) in pages.into_iter().enumerate() {
            let mut start = 0;
            for (number, entry) in text.split('|').enumerate() {
                let range = start..start + entry.len();
                let key = super::super::identity::key(entry);
                let span = Span { text: page, range, line: 1, key, drops: false };
                found.push((Source { page, entry: number + 1, line: 1 }, span));
                start += entry.len() + 1;
            }
            texts.push(Text { text: Cow::Borrowed(text), dropped: Vec::new() });
        }
        let stock = Stock::new(texts, Alphabet::default(), found);
        let entries: Vec<&str> = (0..stock.len()).map(|entry| stock.text(entry)).collect();
        assert_eq!(entries, ["L’été", "Autre", "Encore"]);
        let source = |page, entry| Source { page, entry, line: 1 };
        assert_eq!(stock.sources(0), [source(0, 1), source(1, 2)]);
        assert_eq!(stock.sources(1), [source(0, 2), source(1, 3)]);
        assert_eq!(stock.sources(2), [source(1, 1)]);
        assert_eq!(stock.id(0), Id::of("l'ete"));
        let stretches = stock.stretches();
        assert_eq!(stretches.len(), 2);
        for Stretch { text, entries } in stretches {
            for Place { entry, range, .. } in entries {
                assert_eq!(&text[range], stock.text(entry));
            }
        }
    }
}
