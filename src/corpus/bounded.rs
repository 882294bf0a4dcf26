//! Reading to the end, where there is one.
//!
//! A device has no end, a pipe may have none, and a file may be a hole of a terabyte. Whatever is
//! read whole is read up to [`LARGEST`] and refused beyond: the program says so instead of taking
//! all the memory there is.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The most bytes of one page, batch or file of votes.
pub const LARGEST: u64 = 512 << 20;

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
    }
}
