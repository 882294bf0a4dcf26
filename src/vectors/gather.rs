//! Putting the vectors of a corpus together: those at hand, and the missing ones made.

use std::collections::HashMap;

use super::journal::Journal;
use super::{Vectors, shipped};
use crate::corpus::Corpus;
use crate::corpus::identity::Id;
use crate::corpus::workers;
use crate::meaning::{Encoder, Kind, Packed};

/// What stands for an entry: it, or its beginning. A longer one would take a core 20 s.
const LONGEST: usize = 256 << 10;

/// The vectors that there are of the entries of a corpus.
#[derive(Debug)]
pub struct Gathered<'c> {
    corpus: &'c Corpus,
    ids: Vec<Id>,
    rows: Vec<Option<Packed>>,
}

/// A vector just made.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// The id of its entry.
    pub id: Id,
    /// The vector.
    pub vector: Packed,
    /// The bytes of the entry's text.
    pub bytes: usize,
}

impl<'c> Gathered<'c> {
    /// Those of the shipped pages, and those kept in a journal.
    #[must_use]
    pub fn at_hand(corpus: &'c Corpus, journal: Option<&Journal>) -> Self {
        let entries: Vec<usize> = (0..corpus.len()).collect();
        let ids = workers::map(&entries, corpus.text_bytes(), |&entry| corpus.entry(entry).id());
        let wanted: HashMap<Id, usize> = ids.iter().copied().zip(0..).collect();
        let mut rows = vec![None; ids.len()];
        for (id, packed) in shipped::rows() {
            if let Some(&place) = wanted.get(&id) {
                rows[place] = Some(packed);
            }
        }
        if let Some(journal) = journal.filter(|_| rows.contains(&None)) {
            journal.read(&wanted, &mut rows);
        }
        Self { corpus, ids, rows }
    }

    /// The entries without a vector, in order.
    #[must_use]
    pub fn missing(&self) -> Vec<usize> {
        let missing = self.rows.iter().enumerate().filter(|(_, row)| row.is_none());
        missing.map(|(entry, _)| entry).collect()
    }

    /// The bytes of the texts of the entries without a vector.
    #[must_use]
    pub fn missing_bytes(&self) -> u64 {
        self.missing().into_iter().map(|entry| self.text(entry).len() as u64).sum()
    }

    /// The pieces that the missing texts are cut into; `None` if there are more than `most`.
    #[must_use]
    pub fn missing_pieces(&self, encoder: &Encoder, most: usize) -> Option<usize> {
        /// A piece of French has some four bytes, and never so many on the average.
        const LONGEST: usize = 12;
        if self.missing_bytes() > (most * LONGEST) as u64 {
            return None;
        }
        let pieces = self.missing().into_iter().map(|entry| encoder.pieces(self.text(entry)));
        // Each text has two marks besides.
        let sum = pieces.map(|pieces| pieces + 2).sum();
        (sum <= most).then_some(sum)
    }

    /// The vectors that there are, by id.
    #[must_use]
    pub fn known(&self) -> Vec<(Id, Packed)> {
        let all = self.ids.iter().zip(&self.rows);
        all.filter_map(|(&id, &row)| Some((id, row?))).collect()
    }

    fn text(&self, entry: usize) -> &'c str {
        let text = self.corpus.entry(entry).text();
        &text[..text.floor_char_boundary(LONGEST)]
    }

    /// Makes the missing vectors on `threads` threads and shows each to `see`, on this thread, in
    /// the order in which they are finished; stops when `see` answers false.
    pub fn embed(&mut self, encoder: &Encoder, threads: usize, mut see: impl FnMut(Made) -> bool) {
        let missing = self.missing();
        let texts: Vec<&str> = missing.iter().map(|&entry| self.text(entry)).collect();
        encoder.encode_all(Kind::Passage, &texts, threads, |number, vector| {
            let (entry, vector) = (missing[number], Packed::from(&vector));
            self.rows[entry] = Some(vector);
            see(Made { id: self.ids[entry], vector, bytes: texts[number].len() })
        });
    }

    /// The vectors, if none is missing.
    #[must_use]
    pub fn all(self) -> Option<Vectors> {
        self.rows.into_iter().collect::<Option<Vec<Packed>>>().map(Vectors::new)
    }
}
