//! Reading to the end, where there is one.
//!
//! A device has no end, a pipe may have none, and a file may be a hole of a terabyte. Input of
//! unknown size is read up to [`MAX_STREAM`], a page that is a file up to [`MAX_PAGE`]; beyond, it
//! is refused with [`ErrorKind::FileTooLarge`] before it takes all the memory there is.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
#[cfg(unix)]
use std::sync::Mutex;

#[cfg(unix)]
use crate::parallel;

/// Files of so many bytes are read side by side.
#[cfg(unix)]
const LARGE: u64 = 8 << 20;

/// The most bytes of a batch, a votes file, or a page that is not a file.
pub const MAX_STREAM: u64 = 512 << 20;

/// The most bytes of a page that is a file.
pub const MAX_PAGE: u64 = 4 << 30;

/// Opens a file without waiting for the other end of a pipe, and returns its metadata: a pipe may
/// have taken the place of a file since someone looked.
pub fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    // Changes nothing about regular files.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = match options.open(path) {
        // Someone holds a lease on it and has to give it back first. No pipe answers so.
        Err(error) if error.kind() == ErrorKind::WouldBlock => File::open(path)?,
        opened => opened?,
    };
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// Like [`open`], for a file that must be a regular one.
///
/// # Errors
/// Those of the system, and [`ErrorKind::InvalidInput`] for what is not a regular file.
pub fn open_regular(path: &Path) -> io::Result<(File, Metadata)> {
    let (file, metadata) = open(path)?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(not_regular()) }
}

/// The error for what is not a regular file.
pub(crate) fn not_regular() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "not a regular file")
}

/// Reads the file at `path` to its end, up to [`MAX_STREAM`] bytes.
///
/// # Errors
/// Those of the system, and [`ErrorKind::FileTooLarge`].
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_file(&File::open(path)?, MAX_STREAM)
}

/// Reads an open file from its beginning to its end, up to `max` bytes.
///
/// # Errors
/// As [`read`].
pub fn read_file(file: &File, max: u64) -> io::Result<Vec<u8>> {
    // Refused by its size before it is read, where it has one. It may still grow meanwhile.
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    if size > max {
        return Err(too_large(max));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(size).unwrap_or(0).saturating_add(1))?;
    #[cfg(unix)]
    if size >= LARGE {
        // Zeros are had from the system where there was room a moment ago, and cost nothing.
        drop(std::mem::take(&mut bytes));
        if let Some(bytes) = read_blocks(file, size) {
            return Ok(bytes);
        }
    }
    read_up_to(max, file, bytes)
}

/// Reads a file of `size` bytes in blocks, side by side; `None` if its size has changed, or if it
/// cannot be read so.
#[cfg(unix)]
fn read_blocks(file: &File, size: u64) -> Option<Vec<u8>> {
    use std::os::unix::fs::FileExt;
    const BLOCK: usize = 4 << 20;
    let mut bytes = vec![0; usize::try_from(size).ok()?];
    let blocks: Vec<(u64, Mutex<&mut [u8]>)> =
        (0..).step_by(BLOCK).zip(bytes.chunks_mut(BLOCK).map(Mutex::new)).collect();
    let read = parallel::map(&blocks, size, |(start, block)| {
        block.lock().is_ok_and(|mut block| file.read_exact_at(&mut block, *start).is_ok())
    });
    let is_whole = read.iter().all(|&is_read| is_read);
    (is_whole && file.metadata().is_ok_and(|now| now.len() == size)).then_some(bytes)
}

/// Reads a stream to its end, up to [`MAX_STREAM`] bytes.
///
/// # Errors
/// As [`read`].
pub fn read_stream(stream: impl Read) -> io::Result<Vec<u8>> {
    read_up_to(MAX_STREAM, stream, Vec::new())
}

fn read_up_to(max: u64, stream: impl Read, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    stream.take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max { Err(too_large(max)) } else { Ok(bytes) }
}

/// The error for input of more than `max` bytes.
pub fn too_large(max: u64) -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, format!("larger than {} MiB", max >> 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
        let path = std::env::temp_dir().join(format!("faq-pipe-{}", std::process::id()));
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.is_ok_and(|status| status.success()));
        assert!(open(&path).is_ok_and(|(_, metadata)| !metadata.is_file()));
        assert!(open_regular(&path).is_err());
        std::fs::remove_file(path).expect("the pipe");
        assert!(open_regular(Path::new(env!("CARGO_MANIFEST_DIR"))).is_err());
    }

    #[test]
    fn up_to_the_bound_and_not_a_byte_beyond() {
        let read = |max| read_up_to(max, &b"abcd"[..], Vec::new());
        assert_eq!(read(4).expect("all of it"), b"abcd");
        assert_eq!(read(3).expect_err("one too many").kind(), ErrorKind::FileTooLarge);
        assert!(read_up_to(1 << 20, io::repeat(0), Vec::new()).is_err(), "without end");
    }
}
