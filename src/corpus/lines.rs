//! Reading whole lines, a buffer full at a time, from a range of a file.
//!
//! Ranges that follow one another give each line once: a range has the lines that begin in it.

use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memrchr};

/// Bytes that are read at a time: with what becomes of them they fit the cache of a core.
const BUFFER: usize = 256 << 10;

/// A source of lines.
#[derive(Debug)]
pub(super) struct LineReader<R> {
    source: R,
    buffer: Vec<u8>,
    /// How many bytes of the buffer are filled.
    held: usize,
    /// Whether they were only looked at.
    peeked: bool,
    /// Whether the source has no more.
    ended: bool,
}

impl<R: Read> LineReader<R> {
    /// Reads from `source`, which has about `size` bytes; 0 if that is not known.
    pub fn new(source: R, size: u64) -> Self {
        let size = if size == 0 { BUFFER } else { BUFFER.min(size as usize + 1) };
        Self { source, buffer: vec![0; size], held: 0, peeked: false, ended: false }
    }

    /// The first bytes of the source.
    pub fn peek(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        self.peeked = true;
        Ok(&self.buffer[..self.held])
    }

    /// All bytes of the source.
    pub fn all(mut self) -> io::Result<Vec<u8>> {
        self.buffer.truncate(self.held);
        self.source.read_to_end(&mut self.buffer)?;
        Ok(self.buffer)
    }

    /// Lets `see` have the lines that begin in `range`, some at a time, each ended by its `\n`
    /// but perhaps the last. The source stands one byte before the range, unless that begins
    /// at 0.
    pub fn lines(mut self, range: Range<u64>, mut see: impl FnMut(&[u8])) -> io::Result<()> {
        // The offset of the buffer, and how much of it is known to have no line end.
        let mut at = range.start.saturating_sub(1);
        let mut known = 0;
        let mut begun = range.start == 0;
        loop {
            self.fill()?;
            if !begun {
                match memchr(b'\n', &self.buffer[..self.held]) {
                    Some(end) if at + (end as u64) + 1 < range.end => {
                        at += self.drop_first(end + 1);
                        begun = true;
                    }
                    Some(_) => return Ok(()),
                    None if self.ended || at + self.held as u64 >= range.end => return Ok(()),
                    None => {
                        at += self.drop_first(self.held);
                        continue;
                    }
                }
            }
            let held = &self.buffer[..self.held];
            let last = usize::try_from((range.end - 1).saturating_sub(at)).unwrap_or(usize::MAX);
            let last = last.max(known);
            if let Some(end) = held.get(last..).and_then(|rest| memchr(b'\n', rest)) {
                see(&held[..=last + end]);
                return Ok(());
            }
            if self.ended {
                see(held);
                return Ok(());
            }
            if let Some(end) = memrchr(b'\n', &held[known..]) {
                see(&held[..=known + end]);
                at += self.drop_first(known + end + 1);
            }
            known = self.held;
        }
    }

    /// Fills the buffer, a larger one if it is full already.
    fn fill(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.peeked) {
            return Ok(());
        }
        if self.held == self.buffer.len() {
            self.buffer.resize(2 * self.held, 0);
        }
        while !self.ended && self.held < self.buffer.len() {
            match self.source.read(&mut self.buffer[self.held..]) {
                Ok(0) => self.ended = true,
                Ok(more) => self.held += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Drops so many bytes from the buffer and returns their number.
    fn drop_first(&mut self, bytes: usize) -> u64 {
        self.buffer.copy_within(bytes..self.held, 0);
        self.held -= bytes;
        bytes as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], range: Range<u64>, size: u64, peek: bool) -> Vec<u8> {
        let start = (range.start.saturating_sub(1) as usize).min(bytes.len());
        let mut reader = LineReader::new(&bytes[start..], size);
        if peek {
            reader.peek().expect("bytes can be read");
        }
        let mut seen = Vec::new();
        reader.lines(range, |lines| seen.extend_from_slice(lines)).expect("bytes can be read");
        seen
    }

    proptest! {
        #[test]
        fn ranges_in_a_row_give_each_line_once(
            text in "[ab\n]{0,60}", mut cuts in prop::collection::vec(0u64..70, 0..6), size in 0u64..9, peek: bool,
        ) {
            cuts.extend([0, u64::MAX]);
            cuts.sort_unstable();
            cuts.dedup();
            let mut all = Vec::new();
            for cut in cuts.windows(2) {
                let lines = read(text.as_bytes(), cut[0]..cut[1], size, peek);
                let begins = all.len() as u64;
                prop_assert!(lines.is_empty() || (cut[0]..cut[1]).contains(&begins));
                prop_assert!(all.is_empty() || lines.is_empty() || all.ends_with(b"\n"));
                all.extend(lines);
            }
            prop_assert_eq!(all, text.as_bytes());
        }

        #[test]
        fn all_is_all(text in "[ab\n]{0,60}", size in 0u64..9, peek: bool) {
            let mut reader = LineReader::new(text.as_bytes(), size);
            if peek {
                let first = reader.peek().expect("bytes can be read");
                prop_assert!(text.as_bytes().starts_with(first));
            }
            prop_assert_eq!(reader.all().expect("bytes can be read"), text.as_bytes());
        }
    }
}
