//! Rows of bytes of any length, and strings in byte order: how most sections are laid out.
//!
//! ```text
//! bytes   the rows, end to end
//! ends    where each row ends in the bytes, u64
//! count   how many rows, u64
//! ```

use std::iter;
use std::ops::Range;

use super::varint;

/// A text read from an image: empty if its bytes are not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> &str {
    simdutf8::basic::from_utf8(bytes).unwrap_or_default()
}

/// Rows of bytes, read in place. Where they are strings in byte order, they are a dictionary.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rows<'i> {
    ends: &'i [[u8; 8]],
    bytes: &'i [u8],
}

impl<'i> Rows<'i> {
    /// The rows that `section` holds; none if it is cut short.
    pub(super) fn open(section: &'i [u8]) -> Self {
        let parts = || {
            let (rest, count) = section.split_last_chunk::<8>()?;
            let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
            let start = rest.len().checked_sub(count.checked_mul(8)?)?;
            let (bytes, ends) = rest.split_at(start);
            Some(Self { ends: ends.as_chunks().0, bytes })
        };
        parts().unwrap_or_default()
    }

    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// The row at `at`; empty where there is none.
    pub fn get(self, at: usize) -> &'i [u8] {
        let end = |at: usize| self.ends.get(at).map(|&end| u64::from_le_bytes(end) as usize);
        let start = at.checked_sub(1).map_or(Some(0), end);
        start.zip(end(at)).and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// The string at `at`; empty where there is none.
    pub fn text(self, at: usize) -> &'i str {
        text(self.get(at))
    }

    /// The first place among `places` whose row is not `before`: rows that are come first.
    pub fn partition_point(
        self,
        mut places: Range<usize>,
        before: impl Fn(&[u8]) -> bool,
    ) -> usize {
        while !places.is_empty() {
            let middle = places.start.midpoint(places.end);
            if before(self.get(middle)) { places.start = middle + 1 } else { places.end = middle }
        }
        places.start
    }

    /// The place of a string, if it is there.
    pub fn find(self, string: &str) -> Option<usize> {
        let string = string.as_bytes();
        let at = self.partition_point(0..self.len(), |other| other < string);
        (at < self.len() && self.get(at) == string).then_some(at)
    }

    /// The places of the strings that begin with `prefix`.
    pub fn with_prefix(self, prefix: &str) -> Range<usize> {
        let prefix = prefix.as_bytes();
        let from = self.partition_point(0..self.len(), |string| string < prefix);
        from..self.partition_point(from..self.len(), |string| string.starts_with(prefix))
    }
}

#[derive(Debug, Default)]
pub(crate) struct RowsBuilder {
    bytes: Vec<u8>,
    ends: Vec<[u8; 8]>,
}

impl RowsBuilder {
    /// Rows of these lengths, to be filled in any order: their bytes, and where each begins.
    pub fn of_lengths(lengths: impl Iterator<Item = u64>) -> (Self, Vec<usize>) {
        let mut rows = Self::default();
        let mut starts = Vec::new();
        let mut end = 0;
        for length in lengths {
            starts.push(end as usize);
            end += length;
            rows.ends.push(end.to_le_bytes());
        }
        rows.bytes = vec![0; end as usize];
        (rows, starts)
    }

    pub fn push(&mut self, row: &[u8]) {
        self.bytes.extend_from_slice(row);
        self.end_row();
    }

    /// Adds a row of rising numbers, as varints of their differences.
    pub fn push_rising(&mut self, numbers: impl IntoIterator<Item = u32>) {
        let mut last = 0;
        for number in numbers {
            varint::push(&mut self.bytes, number - last);
            last = number;
        }
        self.end_row();
    }

    /// The bytes of all rows: what is appended belongs to the row that [`RowsBuilder::end_row`]
    /// ends next.
    pub fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Ends a row whose bytes were appended to [`RowsBuilder::bytes`].
    pub fn end_row(&mut self) {
        self.ends.push((self.bytes.len() as u64).to_le_bytes());
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, at: usize) -> &[u8] {
        Rows { ends: &self.ends, bytes: &self.bytes }.get(at)
    }

    /// Adds the rows of `others`, which come one after another.
    pub fn append(&mut self, others: impl IntoIterator<Item = Self>) {
        for other in others {
            let start = self.bytes.len() as u64;
            let ends = other.ends.into_iter().map(u64::from_le_bytes);
            self.ends.extend(ends.map(|end| (start + end).to_le_bytes()));
            match self.bytes.is_empty() {
                true => self.bytes = other.bytes,
                false => self.bytes.extend_from_slice(&other.bytes),
            }
        }
    }

    /// The bytes that [`Rows::open`] reads.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.reserve_exact(8 * (self.ends.len() + 1));
        self.bytes.extend_from_slice(self.ends.as_flattened());
        self.bytes.extend((self.ends.len() as u64).to_le_bytes());
        self.bytes
    }
}

/// Rising numbers of a row, written as differences; what exceeds `below` ends them.
pub(crate) fn rising(mut row: &[u8], below: usize) -> impl Iterator<Item = u32> {
    let mut number = 0u32;
    let numbers = iter::from_fn(move || {
        number = number.saturating_add(varint::take(&mut row)?);
        Some(number)
    });
    numbers.take_while(move |&number| (number as usize) < below)
}
