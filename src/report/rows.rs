//! The rows of an answer, made while they are written.
//!
//! A large page has very many entries, and a pattern may match each of them every few bytes: all
//! their rows at once would take many times the memory of the page, and to write them is most of
//! the work. So a run of them is made and rendered side by side while the one before is written.

use std::io::{self, BufWriter, Write};
use std::iter;
use std::ops::Range;

use super::row::Row;
use crate::corpus::Entry;
use crate::parallel;
use crate::votes::Tallies;

/// The rows of texts of so many bytes are rendered at once.
const RUN: usize = 2 << 20;
/// Entries that a thread takes at a time.
const CHUNK: usize = 32;
/// As much as a pipe takes at a time.
const BUFFER: usize = 64 << 10;

/// What rows are rendered to, a few bytes at a time.
pub(super) type Buffered<'o> = BufWriter<&'o mut dyn Write>;

/// Calls `write` with a buffer before `out`, which itself is not flushed.
pub(super) fn buffered(
    out: &mut dyn Write,
    write: impl FnOnce(&mut Buffered<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = Buffered::with_capacity(BUFFER, out);
    write(&mut out)?;
    out.into_inner().map(|_| ()).map_err(io::Error::from)
}

/// The rows of entries, in their order, each made when it is asked for.
pub struct Rows<'a> {
    entries: Vec<Entry<'a>>,
    row: Box<dyn Fn(usize, Entry<'a>) -> Row<'a> + Sync + 'a>,
    /// The fields of each that are shown; all if there are none.
    pub fields: &'a [String],
    /// The votes on each, where they are told.
    pub tallies: Option<&'a Tallies>,
}

impl<'a> Rows<'a> {
    /// The rows that `row` makes of entries, given their rank, from 1.
    pub fn new(
        entries: impl IntoIterator<Item = Entry<'a>>,
        row: impl Fn(usize, Entry<'a>) -> Row<'a> + Sync + 'a,
    ) -> Self {
        let entries = entries.into_iter().collect();
        Self { entries, row: Box::new(row), fields: &[], tallies: None }
    }

    /// The rows of entries, without matches.
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
        self.map(|at| self.row(at))
    }

    /// The titles, which take no rows.
    pub(super) fn titles(&self) -> Vec<String> {
        self.map(|at| self.entries[at].title())
    }

    fn map<T: Send>(&self, f: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let of_chunk = |chunk: &Range<usize>| chunk.clone().map(&f).collect::<Vec<_>>();
        let all = 0..self.len();
        parallel::map(&chunks(&all), self.bytes(&all), of_chunk).into_iter().flatten().collect()
    }

    /// Writes what `render` makes of each row, in order.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        render: impl Fn(&Row<'a>, &mut Buffered<'_>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        let write = |rows: &Range<usize>, out: &mut dyn Write| {
            buffered(out, |out| rows.clone().try_for_each(|at| render(&self.row(at), out)))
        };
        let rendered = |chunk: &Range<usize>| {
            let mut rendered = Vec::new();
            write(chunk, &mut rendered).map(|()| rendered)
        };
        // What is rendered of a large text may be many times as large, and is not put together.
        let render_run = |run: &Range<usize>| match self.is_large(run) {
            true => Err(run.clone()),
            false => Ok(parallel::map(&chunks(run), self.bytes(run), rendered)),
        };
        parallel::ahead(&self.runs(), render_run, |run| match run {
            Ok(chunks) => chunks.into_iter().try_for_each(|chunk| out.write_all(&chunk?)),
            Err(large) => write(&large, out),
        })
    }

    /// Ranges of entries with about [`RUN`] bytes of text; a text of so many stands alone.
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
        run.len() == 1 && self.bytes(run) >= RUN as u64
    }

    fn bytes(&self, range: &Range<usize>) -> u64 {
        self.entries[range.clone()].iter().map(|entry| entry.text_len() as u64).sum()
    }

    fn row(&self, at: usize) -> Row<'a> {
        let entry = self.entries[at];
        let votes = self.tallies.and_then(|tallies| tallies.get(&entry.id()));
        Row { fields: self.fields, votes, ..(self.row)(at + 1, entry) }
    }
}

fn chunks(range: &Range<usize>) -> Vec<Range<usize>> {
    let chunk = |start: usize| start..range.end.min(start + CHUNK);
    range.clone().step_by(CHUNK).map(chunk).collect()
}

impl Default for Rows<'_> {
    fn default() -> Self {
        Self::of([])
    }
}
