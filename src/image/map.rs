//! Mapping a cache file into memory: the only unsafe code of the program.
//!
//! A search over a large corpus looks at a few kilobytes of an image of hundreds of megabytes, and
//! reading those by hand would need a second way to every text and posting.

#![allow(unsafe_code)]

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// Maps a file of the cache folder, which nothing ever writes to: images are written aside and
/// renamed, under names of their own.
pub fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the mapping is read-only, and this program never changes or truncates a file once it
    // has its name in a folder that only this user can write to.
    unsafe { Mmap::map(file) }
}
