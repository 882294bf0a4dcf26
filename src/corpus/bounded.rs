//! Reading to the end, where there is one.
//!
//! A device has no end, a pipe may have none, and a file may be a hole of a terabyte. What tells
//! no size is read up to [`LARGEST`], a page that is a file may have [`LARGEST_PAGE`], and what is
//! larger is refused: the program says so instead of taking all the memory there is.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The most bytes of a batch, a file of votes, or a page that is no file.
pub const LARGEST: u64 = 512 << 20;

/// The most bytes of a page that is a file.
pub const LARGEST_PAGE: u64 = 4 << 30;

/// Opens what has to be a regular file, and tells what it is: a pipe that was put in its place
/// since someone looked is not waited for.
pub(crate) fn open_regular(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    // Changes nothing about regular files.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = match options.open(path) {
        // Someone holds a lease on it, which is theirs to give back first. No pipe answers so.
        Err(error) if error.kind() == ErrorKind::WouldBlock => File::open(path)?,
        opened => opened?,
    };
    let facts = file.metadata()?;
    Ok((file, facts))
}

/// The same, where there is nothing else to say of what is no regular file.
pub(crate) fn open_only_regular(path: &Path) -> io::Result<(File, Metadata)> {
    let (file, facts) = open_regular(path)?;
    if facts.is_file() { Ok((file, facts)) } else { Err(io::Error::other("not a regular file")) }
}

/// Reads the file at `path` to its end.
///
/// # Errors
/// Those of the system, and one of its own when there are more than [`LARGEST`] bytes.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_from(&File::open(path)?)
}

/// Reads an open file from where it stands to its end.
///
/// # Errors
/// As [`read`].
pub fn read_from(file: &File) -> io::Result<Vec<u8>> {
    // Refused by its size before it is read, where it has one. It may still grow meanwhile.
    let size = file.metadata().map_or(0, |facts| facts.len());
    if size > LARGEST {
        return Err(too_large(LARGEST));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(size).unwrap_or(0).saturating_add(1))?;
    up_to(LARGEST, file, bytes)
}

/// Reads `from` to its end.
///
/// # Errors
/// As [`read`].
pub fn read_to_end(from: impl Read) -> io::Result<Vec<u8>> {
    up_to(LARGEST, from, Vec::new())
}

/// Refuses a page of so many bytes, if they are too many.
pub(super) fn page(bytes: u64) -> io::Result<()> {
    if bytes > LARGEST_PAGE { Err(too_large(LARGEST_PAGE)) } else { Ok(()) }
}

/// A source whose end is not sure, read up to a bound and refused beyond.
pub(super) struct Endless<R> {
    source: R,
    most: u64,
    left: u64,
}

impl<R> Endless<R> {
    /// Up to [`LARGEST`]: its size is not known.
    pub(super) fn new(source: R) -> Self {
        Self { source, most: LARGEST, left: LARGEST }
    }

    /// Up to [`LARGEST_PAGE`]: a file that tells its size, but may grow, or tell it wrong.
    pub(super) fn page(source: R) -> Self {
        Self { source, most: LARGEST_PAGE, left: LARGEST_PAGE }
    }
}

impl<R: Read> Read for Endless<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(bytes)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| too_large(self.most))?;
        Ok(read)
    }
}

fn up_to(most: u64, from: impl Read, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes) }
}

fn too_large(most: u64) -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, format!("larger than {} MiB", most >> 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_the_bound_and_not_a_byte_beyond() {
        let read = |most| up_to(most, &b"abcd"[..], Vec::new());
        assert_eq!(read(4).expect("all of it"), b"abcd");
        assert_eq!(read(3).expect_err("one too many").kind(), ErrorKind::FileTooLarge);
        assert!(up_to(1 << 20, io::repeat(0), Vec::new()).is_err(), "without end");
        let endless = io::copy(&mut Endless::new(io::repeat(0)), &mut io::sink());
        assert_eq!(endless.expect_err("without end").kind(), ErrorKind::FileTooLarge);
        assert!(page(LARGEST_PAGE).is_ok() && page(LARGEST_PAGE + 1).is_err());
    }
}
