//! The inverted index: which entry holds which form, how often and where.
//!
//! Forms are kept as written (folded), not as stems: "exact over stem over typo" is decided
//! at query time, by the weight of an alternative. Everything lies in flat arrays of `u32`,
//! since one index may hold 75,000 entries and more; all numbers go by first
//! meeting, so building twice gives the same index.

pub mod acronym;
pub mod build;
pub mod forms;
pub mod order;
pub mod pieces;

use crate::search::index::acronym::Acronym;
use crate::search::index::forms::{Arena, Forms, Rows};
use crate::search::index::pieces::PieceTable;
use crate::text::distance;
use std::ops::Range;

/// An entry's place in the index.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Position of its first content word.
    pub(super) base: u32,
    /// One past the position of the last word of its first sentence.
    pub(super) first_end: u32,
    /// One past the position of its last content word.
    pub(super) end: u32,
}

/// What is known of a form, apart from where it stands.
#[derive(Clone, Debug)]
pub(super) struct FormFacts {
    /// Where it was first met: entry, and byte range in the folded entry.
    pub(super) sample: (u32, u32, u32),
    /// Its letters as bits, for the search of corrections.
    pub(super) letters: u32,
    /// Its length in characters.
    pub(super) chars: u32,
}

/// One entry's occurrences of one form.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'i> {
    /// The entry, from 0 in the order of building.
    pub entry: usize,
    /// The positions, rising, over the content words of the whole index. A stop word or the
    /// whole of a compound has the position of the content word beside it.
    pub positions: &'i [u32],
}

/// All entries, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) forms: Forms,
    pub(super) facts: Vec<FormFacts>,
    /// By form: the entries it stands in, rising.
    pub(super) entries: Rows,
    /// By item of `entries`: where its positions begin; one more at the end.
    pub(super) positions_from: Vec<u32>,
    /// Positions of all postings, end to end.
    pub(super) positions: Vec<u32>,
    pub(super) places: Vec<Place>,
    /// Stems in byte order, and the forms of each.
    pub(super) stems: Arena,
    pub(super) classes: Rows,
    pub(super) pieces: PieceTable,
    pub(super) acronyms: Vec<Acronym>,
    pub(super) average_len: f64,
    pub(super) average_first: f64,
    /// See [`Index::order`].
    pub(super) order: f64,
}

impl Index {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The dictionary.
    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    /// The forms that share the stem `stem`.
    pub fn stem_class(&self, stem: &str) -> &[u32] {
        let (mut from, mut to) = (0, self.stems.len() as u32);
        while from < to {
            let mid = from + (to - from) / 2;
            match self.stems.get(mid).cmp(stem) {
                std::cmp::Ordering::Less => from = mid + 1,
                std::cmp::Ordering::Greater => to = mid,
                std::cmp::Ordering::Equal => return self.classes.get(mid),
            }
        }
        &[]
    }

    /// The four-letter pieces of the forms.
    pub fn pieces(&self) -> &PieceTable {
        &self.pieces
    }

    /// The acronyms the entries explain.
    pub fn acronyms(&self) -> &[Acronym] {
        &self.acronyms
    }

    /// In how many entries a form stands.
    pub fn entry_count(&self, form: u32) -> usize {
        self.entries.range(form).len()
    }

    /// The occurrences of a form, entry by entry.
    pub fn postings(&self, form: u32) -> impl Iterator<Item = Posting<'_>> {
        self.entries.range(form).map(|at| {
            let positions = self.positions_from[at] as usize..self.positions_from[at + 1] as usize;
            Posting { entry: self.entries.item(at) as usize, positions: &self.positions[positions] }
        })
    }

    /// Content words of an entry.
    pub fn entry_len(&self, entry: usize) -> u32 {
        self.places[entry].end - self.places[entry].base
    }

    /// Content words of its first sentence.
    pub fn first_len(&self, entry: usize) -> u32 {
        self.places[entry].first_end - self.places[entry].base
    }

    /// One past the last position of the first sentence of an entry.
    pub fn first_end(&self, entry: usize) -> u32 {
        self.places[entry].first_end
    }

    /// Mean content words of an entry, at least 1.
    pub fn average_len(&self) -> f64 {
        self.average_len
    }

    /// Mean content words of a first sentence, at least 1.
    pub fn average_first(&self) -> f64 {
        self.average_first
    }

    /// How much the order of the entries tells, in [0, 1].
    pub fn order(&self) -> f64 {
        self.order
    }

    /// Where a form was first met: the entry, and the bytes of the folded entry. Through it
    /// a report can show the word as the page writes it.
    pub fn sample(&self, form: u32) -> (usize, Range<usize>) {
        let (entry, start, end) = self.facts[form as usize].sample;
        (entry as usize, start as usize..end as usize)
    }

    /// Forms that may be within `budget` errors of a word with these letters and length.
    pub fn near(&self, letters: u32, chars: usize, budget: usize) -> impl Iterator<Item = u32> {
        self.facts.iter().enumerate().filter_map(move |(id, f)| {
            let near = (f.chars as usize).abs_diff(chars) <= budget
                && distance::may_be_near(letters, f.letters, budget);
            near.then_some(id as u32)
        })
    }
}
