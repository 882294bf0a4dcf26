//! Data files beside the pages: rules, questions and synonyms that go with them.
//!
//! They are read with the care that pages get: only regular files, of a bounded size, in any
//! encoding that pages may have.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::decode::decode;
use super::details::retain_first;
use super::facets::FacetRules;
use super::questions::Questions;
use super::source::Seeds;
use crate::files::read::{not_regular, open_regular, read_file};

/// Data files are not larger than this.
const MAX_SIZE: u64 = 16 << 20;

/// What data files add to entries.
#[derive(Debug, Clone, Default)]
pub struct DataFiles {
    /// `facets.json`: what places them.
    pub facets: FacetRules,
    /// `questions.json`: the questions that people gave them.
    pub questions: Questions,
}

impl DataFiles {
    /// The program's own.
    pub fn shipped() -> Self {
        Self { facets: FacetRules::shipped(), questions: Questions::default().with_shipped() }
    }

    /// Whether files beside the pages name entries by id.
    pub fn names_ids(&self) -> bool {
        (self.facets.path().is_some() && self.facets.assigns_by_id()) || self.questions.has_files()
    }
}

/// The files called `name` in the folders of pages: their paths, and their texts or why they cannot
/// be read.
pub fn data_files(
    seeds: &Seeds,
    name: &str,
) -> impl Iterator<Item = (PathBuf, io::Result<String>)> {
    let mut paths: Vec<PathBuf> = seeds.folders().map(|folder| folder.join(name)).collect();
    retain_first(&mut paths);
    paths.retain(|path| path.symlink_metadata().is_ok());
    paths.into_iter().map(|path| {
        let text = read(&path);
        (path, text)
    })
}

fn read(path: &Path) -> io::Result<String> {
    // Looked at first: to open a device may do something to it.
    if !fs::metadata(path)?.is_file() {
        return Err(not_regular());
    }
    let (file, _) = open_regular(path)?;
    Ok(decode(read_file(&file, MAX_SIZE)?).as_str().to_owned())
}
