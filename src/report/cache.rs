//! The content of `faq cache`: what is kept of large pages.

use serde::Serialize;

use super::SCHEMA;
use crate::cache::key::Key;
use crate::cache::shelf::{BOUND, Shelf};

/// What the cache holds.
#[derive(Debug, Serialize)]
pub struct CacheReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The verb.
    pub command: &'static str,
    /// Where it is.
    pub folder: String,
    /// How many corpora it holds.
    pub total: usize,
    /// The bytes of all its files.
    pub bytes: u64,
    /// The most it may take.
    pub bound: u64,
    /// The corpora.
    pub results: Vec<CacheRow>,
}

/// A corpus that is kept.
#[derive(Debug, Serialize)]
pub struct CacheRow {
    /// Its pages.
    pub pages: Vec<String>,
    /// How many entries it has.
    pub entries: usize,
    /// The bytes of its pages.
    pub page_bytes: u64,
    /// The bytes that are kept.
    pub bytes: u64,
}

impl CacheReport {
    /// The report on the files of `shelf`.
    #[must_use]
    pub fn new(shelf: &Shelf) -> Self {
        let row = |(_, key): (_, Key)| {
            let (pages, page_bytes) = key.pages();
            let pages = pages.iter().map(|page| page.to_string_lossy().into_owned()).collect();
            let bytes = shelf.store_of(&key)?.bytes;
            Some(CacheRow { pages, entries: key.entries, page_bytes, bytes })
        };
        let results: Vec<CacheRow> = shelf.keys().into_iter().filter_map(row).collect();
        Self {
            schema: SCHEMA,
            command: "cache",
            folder: shelf.folder().to_string_lossy().into_owned(),
            total: results.len(),
            bytes: shelf.all().iter().map(|file| file.bytes).sum(),
            bound: BOUND,
            results,
        }
    }
}

impl CacheRow {
    /// Its pages in a word: the first, and how many more.
    #[must_use]
    pub fn named(&self) -> String {
        match &self.pages[..] {
            [] => String::new(),
            [only] => only.clone(),
            [first, more @ ..] => format!("{first} and {} more", more.len()),
        }
    }
}

/// Bytes as people read them: `1.4 MB`.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
