//! Mapping a cache file into memory: the only unsafe code of the program.
//!
//! A search over a large corpus looks at a few kilobytes of an image of hundreds of megabytes, and
//! reading those by hand would need a second way to every text and posting.

#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::Mmap;

/// A file mapped read-only.
#[derive(Debug)]
pub struct Map(Mmap);

impl Map {
    /// Maps a file of the cache folder, which nothing ever writes to: images are written aside
    /// and renamed, under names of their own.
    ///
    /// # Errors
    /// Those of the system.
    pub fn new(file: &File) -> io::Result<Self> {
        // SAFETY: the mapping is read-only, and this program never changes or truncates a file
        // once it has its name in a folder that only this user can write to.
        unsafe { Mmap::map(file).map(Self) }
    }
}

impl Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
