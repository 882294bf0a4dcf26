//! The rows of an answer, made while they are written.
//!
//! A large page has very many entries, and a pattern may match each of them every few bytes: all
//! their rows at once would take many times the memory of the page. So a run of them is made side
//! by side and written before the next.

use std::fmt;
use std::iter;
use std::ops::Range;

use serde::{Serialize, Serializer};

use super::entries::Row;
use super::fields::Fields;
use crate::corpus::Entry;
use crate::parallel;
use crate::votes::Tallies;

/// The rows of texts of so many bytes are made at once.
const RUN: usize = 4 << 20;
/// Entries that a thread takes at a time.
const SHARE: usize = 32;

/// The rows of entries, in their order, each made when it is asked for.
pub struct Rows<'a> {
    entries: Vec<Entry<'a>>,
    row: Box<dyn Fn(usize, Entry<'a>) -> Row<'a> + Sync + 'a>,
    pub(super) fields: Fields<'a>,
    pub(super) tallies: Option<&'a Tallies>,
}

impl<'a> Rows<'a> {
    /// The rows that `row` makes of entries, given their rank, from 1.
    pub fn new(
        entries: impl IntoIterator<Item = Entry<'a>>,
        row: impl Fn(usize, Entry<'a>) -> Row<'a> + Sync + 'a,
    ) -> Self {
        let entries = entries.into_iter().collect();
        Self { entries, row: Box::new(row), fields: Fields::default(), tallies: None }
    }

    /// The rows of entries that nothing was looked for in.
    pub fn of(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        Self::new(entries, Row::new)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The rows, from the first.
    pub fn iter(&self) -> impl Iterator<Item = Row<'a>> + '_ {
        let mut at = 0;
        let runs = iter::from_fn(move || {
            let (from, mut bytes) = (at, 0);
            while at < self.len() && bytes < RUN {
                bytes += self.entries[at].text_len();
                at += 1;
            }
            (from < at).then(|| shared(from..at, bytes, |at| self.row(at)))
        });
        runs.flatten()
    }

    /// The titles, which take no rows.
    pub(super) fn titles(&self) -> Vec<String> {
        shared(0..self.len(), usize::MAX, |at| self.entries[at].title()).collect()
    }

    fn row(&self, at: usize) -> Row<'a> {
        let entry = self.entries[at];
        let votes = self.tallies.and_then(|tallies| tallies.get(&entry.id()));
        Row { fields: self.fields, votes, ..(self.row)(at + 1, entry) }
    }
}

/// What `make` makes of `places`, side by side if what they stand for has some bytes.
fn shared<T: Send>(
    places: Range<usize>,
    bytes: usize,
    make: impl Fn(usize) -> T + Sync,
) -> impl Iterator<Item = T> {
    let shares: Vec<_> =
        places.clone().step_by(SHARE).map(|from| from..places.end.min(from + SHARE)).collect();
    let made = |share: &Range<usize>| share.clone().map(&make).collect::<Vec<_>>();
    parallel::map(&shares, bytes as u64, made).into_iter().flatten()
}

impl Default for Rows<'_> {
    fn default() -> Self {
        Self::of([])
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.entries).finish()
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
