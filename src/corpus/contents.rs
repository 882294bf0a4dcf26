//! The contents of a page as one number, so that it can be told later whether they changed.
//!
//! XXH3-128 over the XXH3-128 of each part of two megabytes: large pages are read in parts,
//! side by side, and each is hashed as it passes.

use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::bounded::open_only_regular;
use super::load::PART;

/// The hash of the contents of a file.
///
/// # Errors
/// Those of reading it, and one of its own if it is no regular file.
pub fn contents(path: &Path) -> io::Result<u128> {
    let (file, _) = open_only_regular(path)?;
    let mut hashing = Hashing::new(file, 0, 0..u64::MAX);
    io::copy(&mut hashing, &mut io::sink())?;
    Ok(together(&hashing.finish()))
}

/// The hash of contents whose parts have these.
pub(super) fn together(parts: &[u128]) -> u128 {
    let bytes: Vec<u8> = parts.iter().flat_map(|part| part.to_le_bytes()).collect();
    xxh3_128(&bytes)
}

/// A source that hashes what is read from it.
pub(super) struct Hashing<R> {
    source: R,
    /// The offset of what is read next.
    at: u64,
    /// Which bytes are hashed; begins where a part does.
    range: Range<u64>,
    open: Xxh3,
    parts: Vec<u128>,
}

impl<R> Hashing<R> {
    /// Hashes the bytes in `range` of a source that stands at the offset `at`.
    pub(super) fn new(source: R, at: u64, range: Range<u64>) -> Self {
        Self { source, at, range, open: Xxh3::new(), parts: Vec::new() }
    }

    /// The hashes of the parts in the range.
    pub(super) fn finish(mut self) -> Vec<u128> {
        let end = self.at.min(self.range.end);
        if end > self.range.start && !end.is_multiple_of(PART) {
            self.parts.push(self.open.digest128());
        }
        self.parts
    }

    fn see(&mut self, bytes: &[u8]) {
        let skip = self.range.start.saturating_sub(self.at).min(bytes.len() as u64);
        let mut bytes = &bytes[skip as usize..];
        self.at += skip;
        while !bytes.is_empty() {
            let left = PART - self.at % PART;
            let (now, rest) = bytes.split_at(bytes.len().min(left as usize));
            if self.at < self.range.end {
                self.open.update(now);
                if now.len() as u64 == left {
                    self.parts.push(self.open.digest128());
                    self.open.reset();
                }
            }
            self.at += now.len() as u64;
            bytes = rest;
        }
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(bytes)?;
        self.see(&bytes[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_read_apart_hash_as_the_whole() {
        let bytes: Vec<u8> = (0..2 * PART + 12_345).map(|at| (at * at % 253) as u8).collect();
        let hash = |range: Range<u64>, before: u64| {
            let at = range.start.saturating_sub(before);
            let mut hashing = Hashing::new(&bytes[at as usize..], at, range);
            io::copy(&mut hashing, &mut io::sink()).expect("memory can be read");
            hashing.finish()
        };
        let whole = hash(0..u64::MAX, 0);
        assert_eq!(whole.len(), 3);
        let apart = [hash(0..PART, 0), hash(PART..2 * PART, 1), hash(2 * PART..u64::MAX, 1)];
        assert_eq!(apart.concat(), whole);
        assert_ne!(hash(0..u64::MAX, 0), hash(PART..u64::MAX, 0));
    }
}
