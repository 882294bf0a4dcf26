//! The stock of a corpus: the texts of its pages, and which parts of them are entries.
//!
//! Entries are ranges of the texts as they were read; nothing is copied. What only some
//! commands ask for, as the ids do, is worked out when it is asked for.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::entry::{Place, Source, Stretch};
use super::identity::Id;
use super::merge::leaders;
use super::page::{Span, Text};
use crate::text::alphabet::Alphabet;

/// The entries of a corpus, each once.
#[derive(Debug, Clone)]
pub(super) struct Stock {
    /// The texts that have entries, in the order of these.
    texts: Vec<Held>,
    alphabet: Alphabet,
    /// In the order of their first sources, so that those of one text stand together.
    places: Vec<Place>,
    /// Those of the first entry, then those of the second and so on.
    sources: Vec<Source>,
    /// Where the sources of each entry begin; they end where those of the next begin.
    begins: Vec<usize>,
    /// Those of the entries that were asked for.
    ids: OnceLock<Vec<OnceLock<Id>>>,
}

/// A text with entries.
#[derive(Debug, Clone)]
struct Held {
    text: Cow<'static, str>,
    /// Its first entry.
    first: usize,
}

impl Stock {
    /// Merges `found`, all entries of all pages in page order, which stand in `texts`;
    /// `alphabet` is that of the texts, and `numbers` tells how many entries each page has.
    pub fn new(
        mut texts: Vec<Text>,
        alphabet: Alphabet,
        found: &[Span],
        numbers: impl Iterator<Item = usize>,
    ) -> Self {
        let text = |span: &Span| &texts[span.text].text[span.range.clone()];
        let leaders = leaders(found, |span| span.key, text);
        let mut counts = vec![0; found.len()];
        leaders.iter().for_each(|&leader| counts[leader] += 1);
        let count = counts.iter().filter(|&&count| count > 0).count();
        let (mut places, mut begins) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut firsts: Vec<(usize, usize)> = Vec::new();
        // From here on, `counts` holds where the next source of each leader goes.
        let mut begin = 0;
        for (span, count) in found.iter().zip(&mut counts).filter(|(_, count)| **count > 0) {
            if firsts.last().is_none_or(|&(text, _)| text != span.text) {
                firsts.push((span.text, places.len()));
            }
            places.push(Place { range: span.range.clone(), drops: span.drops });
            begins.push(begin);
            begin += std::mem::replace(count, begin);
        }
        let mut sources = vec![Source { page: 0, entry: 0, line: 0 }; found.len()];
        let numbered = numbers
            .enumerate()
            .flat_map(|(page, count)| (1..=count).map(move |entry| (page, entry)));
        for ((span, &leader), (page, entry)) in found.iter().zip(&leaders).zip(numbered) {
            sources[counts[leader]] = Source { page, entry, line: span.line };
            counts[leader] += 1;
        }
        let held = |(text, first): (usize, usize)| {
            let Text { text, .. } = std::mem::take(&mut texts[text]);
            Held { text, first }
        };
        let texts = firsts.into_iter().map(held).collect();
        Self { texts, alphabet, places, sources, begins, ids: OnceLock::new() }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn text(&self, index: usize) -> &str {
        let text = self.texts.partition_point(|held| held.first <= index) - 1;
        &self.texts[text].text[self.places[index].range.clone()]
    }

    pub fn id(&self, index: usize) -> Id {
        let ids = self.ids.get_or_init(|| vec![OnceLock::new(); self.len()]);
        *ids[index].get_or_init(|| Id::of(self.text(index)))
    }

    pub fn sources(&self, index: usize) -> &[Source] {
        let end = self.begins.get(index + 1).copied().unwrap_or(self.sources.len());
        &self.sources[self.begins[index]..end]
    }

    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let ends = self.texts.iter().skip(1).map(|next| next.first).chain([self.len()]);
        self.texts.iter().zip(ends).map(|(Held { text, first }, end)| Stretch {
            text,
            first: *first,
            places: &self.places[*first..end],
        })
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
                found.push(Span { text: page, range, line: number, key, drops: false });
                start += entry.len() + 1;
            }
            texts.push(Text { text: Cow::Borrowed(text), dropped: Vec::new() });
        }
        let stock = Stock::new(texts, Alphabet::default(), &found, [2, 3].into_iter());
        let entries: Vec<&str> = (0..stock.len()).map(|entry| stock.text(entry)).collect();
        assert_eq!(entries, ["L’été", "Autre", "Encore"]);
        let source = |page, entry| Source { page, entry, line: entry - 1 };
        assert_eq!(stock.sources(0), [source(0, 1), source(1, 2)]);
        assert_eq!(stock.sources(1), [source(0, 2), source(1, 3)]);
        assert_eq!(stock.sources(2), [source(1, 1)]);
        assert_eq!(stock.id(0), Id::of("l'ete"));
        assert_eq!(stock.stretches().count(), 2);
        for Stretch { text, first, places } in stock.stretches() {
            for (entry, place) in (first..).zip(places) {
                assert_eq!(&text[place.range.clone()], stock.text(entry));
            }
        }
    }
}
