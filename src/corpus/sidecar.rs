//! Data files beside the pages: rules and synonyms that go with them.
//!
//! They are read with the care that pages get: only regular files, of a bounded size, in any
//! encoding that pages may have.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::decode::decode;
use super::source::Seeds;
use crate::files::read::{not_regular, open_regular, read_file};

/// Data files are not larger than this.
const MAX_SIZE: u64 = 16 << 20;

/// The file called `name` in the first folder of pages that holds one: its path, and its text
/// or why it cannot be read.
pub fn data_file(seeds: &Seeds, name: &str) -> Option<(PathBuf, io::Result<String>)> {
    let mut paths = seeds.folders().map(|folder| folder.join(name));
    let path = paths.find(|path| path.symlink_metadata().is_ok())?;
    let text = read(&path);
    Some((path, text))
}

fn read(path: &Path) -> io::Result<String> {
    // Looked at first: to open a device may do something to it.
    if !fs::metadata(path)?.is_file() {
        return Err(not_regular());
    }
    let (file, _) = open_regular(path)?;
    Ok(decode(read_file(&file, MAX_SIZE)?).as_str().to_owned())
}
