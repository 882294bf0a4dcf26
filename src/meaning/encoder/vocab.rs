//! The vocabulary: a flat table of pieces, searched in place.
//!
//! Loading costs nothing: the build script has sorted the pieces by their bytes (the layout is
//! described in `build/vocab.rs`), and a search narrows a range of rows one byte at a time, so
//! that one walk over the text finds every piece that starts there. The other candidates, a
//! double-array trie and the `fst` crate, would have made the walk faster; but a query takes
//! microseconds either way, and the table needs no dependency and half the bytes of the trie.

use crate::meaning::AssetError;

/// The vocabulary as the build script prepared it.
static PREPARED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocab.bin"));

/// How scores are stored: in units of 1e-7. Dividing gives the very `f64` of the JSON file.
const UNITS: f64 = 1e7;

/// A piece that starts where the walk started.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its length in bytes.
    pub(super) length: usize,
    /// Its number.
    pub(super) id: u16,
    /// The logarithm of its probability.
    pub(super) score: f64,
}

/// Pieces, ids and scores, sorted by the bytes of the pieces.
pub(super) struct Vocabulary<'a> {
    ends: &'a [[u8; 4]],
    scores: &'a [[u8; 4]],
    ids: &'a [[u8; 2]],
    bytes: &'a [u8],
}

impl Vocabulary<'static> {
    /// The vocabulary inside the binary.
    pub(super) fn shipped() -> Result<Self, AssetError> {
        Self::open(PREPARED)
    }
}

impl<'a> Vocabulary<'a> {
    /// Checks that the table has all its parts. What they say is checked where it is used.
    fn open(table: &'a [u8]) -> Result<Self, AssetError> {
        let short = AssetError::Vocabulary("cut short");
        let parts = || {
            let (count, rest) = table.split_first_chunk::<4>()?;
            let count = u32::from_le_bytes(*count) as usize;
            let (ends, rest) = rest.split_at_checked(count.checked_add(1)?.checked_mul(4)?)?;
            let (scores, rest) = rest.split_at_checked(count.checked_mul(4)?)?;
            let (ids, bytes) = rest.split_at_checked(count.checked_mul(2)?)?;
            let (ends, scores) = (ends.as_chunks().0, scores.as_chunks().0);
            Some(Self { ends, scores, ids: ids.as_chunks().0, bytes })
        };
        parts().ok_or(short)
    }

    /// The number of pieces.
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Every piece `text` starts with, shortest first.
    pub(super) fn prefixes(&self, text: &[u8]) -> impl Iterator<Item = Piece> {
        let mut rows = 0..self.len();
        text.iter()
            .enumerate()
            .map_while(move |(depth, byte)| {
                rows = self.narrow(rows.clone(), depth, *byte);
                let first = rows.clone().next()?;
                Some((self.piece(first).len() == depth + 1).then(|| Piece {
                    length: depth + 1,
                    id: u16::from_le_bytes(self.ids[first]),
                    score: f64::from(i32::from_le_bytes(self.scores[first])) / UNITS,
                }))
            })
            .flatten()
    }

    /// The rows among `rows`, which agree up to `depth`, that go on with `byte`.
    fn narrow(
        &self,
        rows: std::ops::Range<usize>,
        depth: usize,
        byte: u8,
    ) -> std::ops::Range<usize> {
        let split = |rows: std::ops::Range<usize>, below: &dyn Fn(u8) -> bool| {
            let (mut low, mut high) = (rows.start, rows.end);
            while low < high {
                let middle = low.midpoint(high);
                // a piece that ends here comes before all that go on
                if self.piece(middle).get(depth).is_none_or(|at| below(*at)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        let start = split(rows.clone(), &|at| at < byte);
        start..split(start..rows.end, &|at| at <= byte)
    }

    fn piece(&self, row: usize) -> &'a [u8] {
        let end = |row: usize| u32::from_le_bytes(self.ends[row]) as usize;
        self.bytes.get(end(row)..end(row + 1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_every_piece_and_its_prefixes() {
        let vocabulary = Vocabulary::shipped().unwrap();
        assert_eq!(vocabulary.len(), 24_000);
        for row in 0..vocabulary.len() {
            let found: Vec<Piece> = vocabulary.prefixes(vocabulary.piece(row)).collect();
            let last = found.last().unwrap();
            assert_eq!(last.length, vocabulary.piece(row).len());
            assert_eq!(last.id, u16::from_le_bytes(vocabulary.ids[row]));
            assert!(found.is_sorted_by(|a, b| a.length < b.length));
        }
        assert_eq!(vocabulary.prefixes(b"").count(), 0);
    }

    proptest! {
        #[test]
        fn no_table_crashes_it(
            table in proptest::collection::vec(0_u8..40, 0..400), text in ".{0,8}"
        ) {
            if let Ok(vocabulary) = Vocabulary::open(&table) {
                vocabulary.prefixes(text.as_bytes()).for_each(drop);
            }
        }
    }
}
