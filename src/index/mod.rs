//! The inverted index: which entry holds which term, how often and where.
//!
//! Terms are words as written, folded, not stems: "exact over stem over typo" is decided at query
//! time, by the weight of an alternative. Everything lies in sections of the corpus's image, and a
//! query reads the rows it needs; terms are numbered in byte order, so building twice gives the
//! same bytes, on any number of threads.
//!
//! `build` reads the entries, partition by partition (`segment`), and `merge` puts the
//! partitions together; `tables` derives stems, n-grams and the forward index from the result.

mod acronyms;
mod build;
mod coherence;
mod dictionary;
mod merge;
pub mod ngrams;
pub mod postings;
mod segment;
mod tables;

pub use self::build::build;
#[cfg(test)]
pub(crate) use self::build::image_of;
pub use self::postings::idf;

use self::postings::{Posting, Postings, entry_terms};
use crate::image::{Image, Rows, Section, rising, varint};

/// The index of an image.
#[derive(Clone, Copy, Debug)]
pub struct Index<'i> {
    image: &'i Image,
    entries: usize,
    /// Mean content words of an entry, at least 1.
    pub average_len: f64,
    /// Mean content words of a first sentence, at least 1.
    pub average_first: f64,
    /// How much more alike neighbouring entries are than others, in [0, 1]: how much their order
    /// means.
    pub coherence: f64,
    /// How many questions an entry is known to answer, on the average.
    pub known_questions: f64,
}

impl<'i> Index<'i> {
    /// The index in `image`; `None` if it holds none.
    pub fn open(image: &'i Image) -> Option<Self> {
        let [entries, totals @ ..] = image.items::<8>(Section::Totals) else { return None };
        let entries = usize::try_from(u64::from_le_bytes(*entries)).ok()?;
        let totals = <[[u8; 8]; 4]>::try_from(totals).ok()?.map(f64::from_le_bytes);
        let [average_len, average_first, coherence, known_questions] = totals;
        let is_valid = [average_len, average_first].iter().all(|m| m.is_finite() && *m >= 1.0)
            && (0.0..=1.0).contains(&coherence)
            && (0.0..=f64::MAX).contains(&known_questions)
            && image.items::<8>(Section::Lengths).len() == entries
            && image.items::<16>(Section::TextRanges).len() == entries;
        is_valid.then_some(Self {
            image,
            entries,
            average_len,
            average_first,
            coherence,
            known_questions,
        })
    }

    /// How many entries it is of.
    pub(crate) fn len(&self) -> usize {
        self.entries
    }

    /// The term dictionary: its strings in byte order, a term's number being its place.
    pub(crate) fn terms(&self) -> Rows<'i> {
        self.image.rows(Section::Terms)
    }

    /// The text of a term.
    pub fn term(&self, term: u32) -> &'i str {
        self.terms().text(term as usize)
    }

    /// The number of a term, if it is in the dictionary.
    pub fn find(&self, term: &str) -> Option<u32> {
        self.terms().find(term).map(|at| at as u32)
    }

    /// The terms whose stem is `stem`, rising.
    pub fn stem_terms(&self, stem: &str) -> Vec<u32> {
        let Some(at) = self.image.rows(Section::Stems).find(stem) else { return Vec::new() };
        self.rising(Section::StemTerms, at)
    }

    /// Whether some entry holds a term where people see it, and not only in a further way to ask.
    pub fn is_seen(&self, term: u32) -> bool {
        let unseen = self.image.items::<4>(Section::UnseenTerms);
        unseen.binary_search_by_key(&term, |&number| u32::from_le_bytes(number)).is_err()
    }

    /// In how many entries a term occurs.
    pub fn doc_freq(&self, term: u32) -> usize {
        self.postings(term).doc_freq()
    }

    /// The entries a term occurs in.
    pub fn postings(&self, term: u32) -> Postings<'i> {
        let row = self.image.rows(Section::Postings).get(term as usize);
        Postings::new(row, self.entries)
    }

    /// Adds to `all` each entry that holds a term and that `wanted` keeps, with each position
    /// there, rising: counted in content words from the beginning of the entry. A stop word or
    /// a compound has the position of the content word beside it.
    pub fn positions(&self, term: u32, wanted: &dyn Fn(u32) -> bool, all: &mut Vec<(u32, u32)>) {
        let mut rest = self.image.rows(Section::Positions).get(term as usize);
        for Posting { entry, count, .. } in self.postings(term) {
            let is_wanted = wanted(entry);
            let mut position = 0u32;
            for step in (0..count).map_while(|_| varint::take(&mut rest)) {
                position = position.saturating_add(step);
                if is_wanted {
                    all.push((entry, position));
                }
            }
        }
    }

    /// The terms of an entry but for stop words, rising, each with how often it occurs there.
    pub fn entry_terms(&self, entry: usize) -> impl Iterator<Item = (u32, u32)> + use<'i> {
        entry_terms(self.image.rows(Section::EntryTerms).get(entry))
    }

    /// In how many entries an n-gram occurs, and the terms that hold it, rising.
    pub fn ngram(&self, ngram: u128) -> (usize, Vec<u32>) {
        let keys = self.image.items::<16>(Section::Ngrams);
        match keys.binary_search_by_key(&ngram, |key| u128::from_le_bytes(*key)) {
            Ok(at) => {
                let entries = self.image.u32(Section::NgramCounts, at) as usize;
                (entries, self.rising(Section::NgramTerms, at))
            }
            Err(_) => (0, Vec::new()),
        }
    }

    /// The term numbers in a row of a section.
    fn rising(&self, section: Section, row: usize) -> Vec<u32> {
        rising(self.image.rows(section).get(row), self.terms().len()).collect()
    }

    /// The content words of what an acronym stands for, folded, with a space between: each of its
    /// long forms.
    pub fn long_forms(&self, short: &str) -> impl Iterator<Item = &'i str> + use<'i> {
        acronyms::after(self.image.rows(Section::Acronyms), short)
    }

    /// The acronyms whose long form begins with this stem, each with that form.
    pub fn acronyms(&self, stem: &str) -> impl Iterator<Item = (&'i str, &'i str)> + use<'i> {
        let rows = acronyms::after(self.image.rows(Section::LongForms), stem);
        rows.map(|row| row.split_once('\t').unwrap_or_default())
    }

    /// Content words of an entry.
    pub fn entry_len(&self, entry: usize) -> u32 {
        self.image.u32(Section::Lengths, 2 * entry)
    }

    /// Content words of its first sentence.
    pub fn first_len(&self, entry: usize) -> u32 {
        self.image.u32(Section::Lengths, 2 * entry + 1)
    }
}
