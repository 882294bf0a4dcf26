//! Data files beside the pages: rules and synonyms that go with them.
//!
//! They are read with the care that pages get: only regular files, of a bounded size, in any
//! encoding that pages may have.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::bounded::open_only_regular;
use super::decode::decode;
use super::source::Seeds;

/// More than this is no file of rules.
const LARGEST: u64 = 16 << 20;

/// The file called `name` in the first folder of pages that holds one: its path, and its text
/// or why it can not be read.
#[must_use]
pub fn data_file(seeds: &Seeds, name: &str) -> Option<(PathBuf, io::Result<String>)> {
    let mut paths = seeds.folders().map(|folder| folder.join(name));
    let path = paths.find(|path| path.symlink_metadata().is_ok())?;
    let text = read(&path);
    Some((path, text))
}

fn read(path: &Path) -> io::Result<String> {
    // Looked at first: to open a device may do something to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let (file, facts) = open_only_regular(path)?;
    if facts.len() > LARGEST {
        return Err(io::Error::other("larger than 16 MiB"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(decode(&bytes).text)
}
