//! The inverted index: which entry holds which form, how often and where.
//!
//! Forms are kept as written (folded), not as stems: "exact over stem over typo" is decided
//! at query time, by the weight of an alternative. Everything lies in sections of one
//! [`Store`], in memory or in a file, and a query reads the parts it needs; forms are
//! numbered in byte order, so building twice gives the same bytes, on any number of threads.
//!
//! | section | holds |
//! |---|---|
//! | forms | every form, in byte order |
//! | postings | by form, the entries it stands in ([`postings`]) |
//! | positions | by form, where it stands in each |
//! | stems, classes | every stem, and the forms of each |
//! | pieces | every four-letter piece, in how many entries, and the forms that hold it ([`pieces`]) |
//! | held | by entry, its forms ([`Index::held`]) |
//! | places | by entry, its length and that of its first sentence |
//! | acronyms | by short form and by stem of the long form ([`acronym`]) |
//! | totals | counts and means over all entries |

pub mod acronym;
mod build;
mod derive;
mod merge;
mod order;
pub mod pieces;
pub mod postings;
mod segment;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use self::acronym::Acronym;
use self::pieces::Piece;
use self::postings::{Held, PostingList};
use crate::store::varint::{self, Reader};
use crate::store::words::{WordSections, Words};
use crate::store::{Store, Writer};

/// The numbers of the sections; those below are the corpus's.
mod section {
    use super::WordSections;

    pub(super) const TOTALS: usize = 8;
    pub(super) const PLACES: usize = 9;
    pub(super) const FORMS: WordSections = WordSections { text: 10, ends: 11 };
    pub(super) const POSTINGS: usize = 12;
    pub(super) const POSTING_BOUNDS: usize = 13;
    pub(super) const POSITIONS: usize = 14;
    pub(super) const POSITION_BOUNDS: usize = 15;
    pub(super) const STEMS: WordSections = WordSections { text: 16, ends: 17 };
    pub(super) const CLASSES: usize = 18;
    pub(super) const CLASS_BOUNDS: usize = 19;
    pub(super) const PIECE_KEYS: usize = 20;
    pub(super) const PIECE_COUNTS: usize = 21;
    pub(super) const PIECE_FORMS: usize = 22;
    pub(super) const PIECE_BOUNDS: usize = 23;
    pub(super) const HELD: usize = 24;
    pub(super) const HELD_BOUNDS: usize = 25;
    pub(super) const ACRONYMS: WordSections = WordSections { text: 26, ends: 27 };
    pub(super) const LONG_FORMS: WordSections = WordSections { text: 28, ends: 29 };
}

/// The most bytes of all forms together: where they end is kept as a u32.
const LARGEST: usize = u32::MAX as usize;

/// All entries, ready to be searched.
#[derive(Clone, Debug)]
pub struct Index {
    store: Arc<Store>,
    totals: Totals,
    places: OnceLock<Vec<Place>>,
    vocabulary: OnceLock<Vocabulary>,
}

/// Counts and means over all entries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Totals {
    entries: usize,
    /// Mean content words of an entry, at least 1.
    average_len: f64,
    /// Mean content words of a first sentence, at least 1.
    average_first: f64,
    /// See [`Index::order`].
    order: f64,
}

/// The lengths of an entry, in content words.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    len: u32,
    first: u32,
}

/// All forms at once, for those who walk them.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The forms, end to end, in byte order.
    pub text: String,
    /// Where each ends.
    pub ends: Vec<u32>,
}

impl Index {
    /// The index in `store`; `None` if it holds none.
    #[must_use]
    pub fn open(store: Arc<Store>) -> Option<Index> {
        let totals = Totals::read(&store)?;
        Some(Index::new(store, totals))
    }

    fn new(store: Arc<Store>, totals: Totals) -> Index {
        Index { store, totals, places: OnceLock::new(), vocabulary: OnceLock::new() }
    }

    /// The store that holds the index.
    #[must_use]
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Whether all that was read so far was as it was written ([`Store::is_sound`]).
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.store.is_sound()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.totals.entries
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The dictionary.
    #[must_use]
    pub fn forms(&self) -> Words<'_> {
        Words::new(&self.store, section::FORMS)
    }

    /// The dictionary, read whole.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let (text, ends) = self.forms().all();
            Vocabulary { text: text.into_owned(), ends }
        })
    }

    /// The forms that share the stem `stem`, rising.
    #[must_use]
    pub fn stem_class(&self, stem: &str) -> Vec<u32> {
        let Some(class) = Words::new(&self.store, section::STEMS).find(stem) else {
            return Vec::new();
        };
        self.rising(section::CLASSES, self.store.bounds(section::CLASS_BOUNDS, class as usize))
    }

    /// In how many entries a form stands.
    #[must_use]
    pub fn entry_count(&self, form: u32) -> usize {
        let bounds = self.store.bounds(section::POSTING_BOUNDS, form as usize);
        let head = bounds.start..bounds.end.min(bounds.start.saturating_add(5));
        let bytes = self.store.bytes(section::POSTINGS, head);
        Reader::new(&bytes).next().unwrap_or_default() as usize
    }

    /// The entries a form stands in.
    #[must_use]
    pub fn postings(&self, form: u32) -> PostingList<'_> {
        let bounds = self.store.bounds(section::POSTING_BOUNDS, form as usize);
        PostingList::new(self.store.bytes(section::POSTINGS, bounds), self)
    }

    /// Calls `see` with each entry that holds a form and that `wanted` keeps, and the positions
    /// there, rising: counted in content words from the beginning of the entry. A stop word or
    /// the whole of a compound has the position of the content word beside it.
    pub fn positions(
        &self,
        form: u32,
        wanted: &dyn Fn(u32) -> bool,
        see: &mut dyn FnMut(u32, &[u32]),
    ) {
        let bounds = self.store.bounds(section::POSITION_BOUNDS, form as usize);
        let bytes = self.store.bytes(section::POSITIONS, bounds);
        let mut reader = Reader::new(&bytes);
        let mut here = Vec::new();
        for posting in self.postings(form).iter() {
            here.clear();
            let mut position = 0;
            for step in reader.by_ref().take(posting.count as usize) {
                position = step.saturating_add(position);
                here.push(position);
            }
            if wanted(posting.entry) {
                see(posting.entry, &here);
            }
        }
    }

    /// The forms of an entry but for stop words, rising, each with how often it stands there.
    #[must_use]
    pub fn held(&self, entry: usize) -> Held<'_> {
        let bounds = self.store.bounds(section::HELD_BOUNDS, entry);
        Held::new(self.store.bytes(section::HELD, bounds))
    }

    /// In how many entries a piece stands, and the forms that hold it, rising.
    #[must_use]
    pub fn piece(&self, piece: Piece) -> (usize, Vec<u32>) {
        let store = &self.store;
        let count = (store.len(section::PIECE_KEYS) / 16) as usize;
        let key = |at: usize| -> u128 {
            let low = store.u64(section::PIECE_KEYS, 2 * at);
            u128::from(store.u64(section::PIECE_KEYS, 2 * at + 1)) << 64 | u128::from(low)
        };
        let (mut from, mut to) = (0, count);
        while from < to {
            let middle = from + (to - from) / 2;
            if key(middle) < piece.key() { from = middle + 1 } else { to = middle }
        }
        if from == count || key(from) != piece.key() {
            return (0, Vec::new());
        }
        let entries = store.u32(section::PIECE_COUNTS, from) as usize;
        (entries, self.rising(section::PIECE_FORMS, store.bounds(section::PIECE_BOUNDS, from)))
    }

    /// Rising form numbers, written as differences.
    fn rising(&self, section: usize, bounds: Range<u64>) -> Vec<u32> {
        let bytes = self.store.bytes(section, bounds);
        let mut form = 0u32;
        let forms: Vec<u32> = Reader::new(&bytes)
            .map(|step| {
                form = form.saturating_add(step);
                form
            })
            .collect();
        if forms.last().is_some_and(|&last| last as usize >= self.forms().len()) {
            self.store.doubt();
            return Vec::new();
        }
        forms
    }

    /// The acronyms with this short form.
    #[must_use]
    pub fn acronyms_of(&self, short: &str) -> Vec<Acronym> {
        acronym::read(Words::new(&self.store, section::ACRONYMS), short, |short, long| {
            Acronym::new(short, long)
        })
    }

    /// The acronyms whose long form begins with this stem.
    #[must_use]
    pub fn acronyms_from(&self, stem: &str) -> Vec<Acronym> {
        acronym::read(Words::new(&self.store, section::LONG_FORMS), stem, |_, rest| {
            let (short, long) = rest.split_once('\t').unwrap_or_default();
            Acronym::new(short, long)
        })
    }

    fn places(&self) -> &[Place] {
        self.places.get_or_init(|| {
            let bytes = self.store.whole(section::PLACES);
            let (rows, _) = bytes.as_chunks::<8>();
            let place = |&[a, b, c, d, e, f, g, h]: &[u8; 8]| Place {
                len: u32::from_le_bytes([a, b, c, d]),
                first: u32::from_le_bytes([e, f, g, h]),
            };
            let mut places: Vec<Place> = rows.iter().map(place).collect();
            places.resize(self.len(), Place::default());
            places
        })
    }

    /// Content words of an entry.
    #[must_use]
    pub fn entry_len(&self, entry: usize) -> u32 {
        self.places()[entry].len
    }

    /// Content words of its first sentence.
    #[must_use]
    pub fn first_len(&self, entry: usize) -> u32 {
        self.places()[entry].first
    }

    /// Mean content words of an entry, at least 1.
    #[must_use]
    pub fn average_len(&self) -> f64 {
        self.totals.average_len
    }

    /// Mean content words of a first sentence, at least 1.
    #[must_use]
    pub fn average_first(&self) -> f64 {
        self.totals.average_first
    }

    /// How much the order of the entries tells, in [0, 1].
    #[must_use]
    pub fn order(&self) -> f64 {
        self.totals.order
    }
}

impl Totals {
    fn read(store: &Store) -> Option<Self> {
        if store.len(section::TOTALS) != 32 {
            return None;
        }
        let numbers: Vec<u64> = (0..4).map(|at| store.u64(section::TOTALS, at)).collect();
        let means = [f64::from_bits(numbers[1]), f64::from_bits(numbers[2])];
        let order = f64::from_bits(numbers[3]);
        let sane = means.iter().all(|mean| mean.is_finite() && *mean >= 1.0)
            && (0.0..=1.0).contains(&order)
            && store.len(section::PLACES) == numbers[0].checked_mul(8)?
            && store.is_sound();
        let [average_len, average_first] = means;
        let entries = usize::try_from(numbers[0]).ok()?;
        sane.then_some(Self { entries, average_len, average_first, order })
    }

    fn numbers(self) -> [u64; 4] {
        let Self { entries, average_len, average_first, order } = self;
        [entries as u64, average_len.to_bits(), average_first.to_bits(), order.to_bits()]
    }
}

/// Rows of bytes, end to end, while the index is built.
#[derive(Debug, Default)]
struct Rows {
    bytes: Vec<u8>,
    /// Where each row begins; once finished, one more at the end.
    bounds: Vec<u64>,
}

impl Rows {
    /// Begins a row; what is pushed to `bytes` from here on is its.
    fn begin(&mut self) {
        self.bounds.push(self.bytes.len() as u64);
    }

    /// Adds rising numbers to the last row, as differences.
    fn push_rising(&mut self, numbers: impl Iterator<Item = u32>) {
        let mut last = 0;
        for number in numbers {
            varint::push(&mut self.bytes, number - last);
            last = number;
        }
    }

    /// Ends the last row.
    fn finish(&mut self) {
        self.bounds.push(self.bytes.len() as u64);
    }

    /// How many rows there are.
    fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    fn row(&self, at: usize) -> &[u8] {
        &self.bytes[self.bounds[at] as usize..self.bounds[at + 1] as usize]
    }

    /// Puts the rows and their bounds into sections of `writer`.
    fn put(self, writer: &mut Writer<'_>, bytes: usize, bounds: usize) {
        writer.put(bytes, self.bytes);
        writer.put_u64s(bounds, &self.bounds);
    }
}
