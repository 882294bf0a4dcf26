//! The rows of an answer, made while they are written.
//!
//! A large page has very many entries, and a pattern may match each of them every few bytes: all
//! their rows at once would take many times the memory of the page, and to write them is most of
//! the work. So a run of them is made and rendered side by side while the one before is written.

use std::fmt;
use std::io::{self, Write};
use std::iter;
use std::ops::Range;

use super::fields::Fields;
use super::row::Row;
use crate::corpus::Entry;
use crate::parallel;
use crate::votes::Tallies;

/// The rows of texts of so many bytes are rendered at once.
const RUN: usize = 2 << 20;
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

    /// All rows at once.
    pub fn all(&self) -> Vec<Row<'a>> {
        let rows = |share: &Range<usize>| share.clone().map(|at| self.row(at)).collect::<Vec<_>>();
        let all = parallel::map(&shares(0..self.len()), self.bytes(0..self.len()), rows);
        all.into_iter().flatten().collect()
    }

    /// The titles, which take no rows.
    pub(super) fn titles(&self) -> Vec<String> {
        let titles = |share: &Range<usize>| {
            self.entries[share.clone()].iter().map(|entry| entry.title()).collect::<Vec<_>>()
        };
        parallel::map(&shares(0..self.len()), self.bytes(0..self.len()), titles).concat()
    }

    /// Writes what `render` makes of each row, in order.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        render: impl Fn(&Row<'a>, &mut dyn Write) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        let share = |share: &Range<usize>| {
            let mut rendered = Vec::new();
            share.clone().try_for_each(|at| render(&self.row(at), &mut rendered))?;
            Ok(rendered)
        };
        let run = |run: &Range<usize>| match self.is_large(run) {
            true => (Some(run.start), Vec::new()),
            false => {
                let shares = shares(run.clone());
                (None, parallel::map(&shares, self.bytes(run.clone()), share))
            }
        };
        let runs = self.runs();
        parallel::ahead(&runs, run, |(large, rendered): (_, Vec<io::Result<Vec<u8>>>)| {
            // What is rendered of a large text may be many times as large.
            large.map_or(Ok(()), |at| render(&self.row(at), out))?;
            rendered.into_iter().try_for_each(|rendered| out.write_all(&rendered?))
        })
    }

    /// Places of texts of about [`RUN`] bytes; a text of so many stands alone.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut at = 0;
        let run = || {
            let (from, mut bytes) = (at, 0);
            while at < self.len() && bytes < RUN {
                let length = self.entries[at].text_len();
                if length >= RUN && from < at {
                    break;
                }
                bytes += length;
                at += 1;
            }
            (from < at).then_some(from..at)
        };
        iter::from_fn(run).collect()
    }

    fn is_large(&self, run: &Range<usize>) -> bool {
        run.len() == 1 && self.bytes(run.clone()) >= RUN as u64
    }

    /// The bytes of the texts of some.
    fn bytes(&self, places: Range<usize>) -> u64 {
        self.entries[places].iter().map(|entry| entry.text_len() as u64).sum()
    }

    fn row(&self, at: usize) -> Row<'a> {
        let entry = self.entries[at];
        let votes = self.tallies.and_then(|tallies| tallies.get(&entry.id()));
        Row { fields: self.fields, votes, ..(self.row)(at + 1, entry) }
    }
}

fn shares(places: Range<usize>) -> Vec<Range<usize>> {
    let share = |from: usize| from..places.end.min(from + SHARE);
    places.clone().step_by(SHARE).map(share).collect()
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
