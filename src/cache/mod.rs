//! The cache: large corpora, read and indexed once.
//!
//! A corpus that takes longer to read than to open is kept, with its index, in one checked
//! file ([`crate::store`]) of the user's cache folder. It can be deleted at any time, and it
//! is never believed on its word:
//!
//! - it belongs to one list of pages, one delimiter and one build of the program ([`key`]);
//! - it serves while the pages are what they were: same size, times and inode, or else the
//!   same contents; a page changed so lately that its times can not tell is read again;
//! - damage is noticed where it is read, and what was read is thrown away ([`Store`]);
//! - it is written aside and renamed, so a reader finds all of it or nothing ([`shelf`]).
//!
//! The folder is kept below [`shelf::BOUND`], oldest out first.
//!
//! Beside the stores stand the vectors of entries, where there are any: one file a model, which
//! [`crate::vectors::journal`] writes.
//!
//! # Why a form of our own
//!
//! Measured on 75,563 entries of French law, 96 MB, on two cores, whole runs, next to tantivy 0.25
//! (its French stemmer, accents folded, positions and texts stored) and the crate `fst` 0.4 for
//! the dictionary of 91,868 forms:
//!
//! | | flat sections | tantivy | |
//! |---|---:|---:|---|
//! | read, index and keep | 1.5 s | 3.9 s | |
//! | kept | 148 MB | 79 MB | tantivy packs the texts |
//! | one search | 7 to 17 ms | 2 to 3 ms | tantivy maps its files, and gives up early on common words; it neither corrects, nor highlights, nor looks at pairs, pieces and neighbours |
//! | crates | 0 more | 126 more | |
//!
//! | | sorted list | fst |
//! |---|---:|---:|
//! | dictionary | 1.08 MB | 0.47 MB |
//! | look-up | 0.45 µs | 0.20 µs |
//!
//! An engine would have to be asked for all that the ranking looks at, and would answer by its own
//! arithmetic: rankings with and without cache could not be equal to the last bit. A dictionary
//! that looks words up a quarter of a microsecond sooner does not pay for a crate and a second
//! form of the words; corrections walk the sorted list in 1 ms.

pub mod key;
#[cfg(test)]
mod properties;
pub mod shelf;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use self::key::{Key, Listing, Service};
use self::shelf::{BOUND, Shelf};
use crate::corpus::Corpus;
use crate::corpus::delimiter::Delimiter;
use crate::corpus::source::Seeds;
use crate::search::Index;
use crate::store::{Store, Writer};

/// Bytes of pages below which they are not kept: a search of 48 kB takes 6.5 ms, of 96 kB 8.3,
/// of 880 kB 35, and of what was kept of any of these 2.9 to 3.4.
pub const LEAST: u64 = 64 << 10;

/// The section of a store that holds its own name; those before are corpus and index.
const NAME: usize = 30;

/// The cache of this user.
#[derive(Debug, Clone)]
pub struct Cache {
    shelf: Shelf,
}

/// A corpus that is not in the cache, and the state of its pages before they are read.
#[derive(Debug, Clone)]
pub struct Absent {
    listing: Listing,
}

/// What the cache has for some pages.
#[derive(Debug)]
pub enum Lookup {
    /// The corpus and its index.
    Kept(Corpus),
    /// Nothing that serves; what will be read may be kept.
    Absent(Absent),
    /// These pages are not kept: too small, or not files.
    NotKept,
}

impl Cache {
    /// The cache folder: `$XDG_CACHE_HOME/faq`, else `~/.cache/faq` (on Windows
    /// `%LOCALAPPDATA%\faq\cache`); `None` without a home.
    ///
    /// `variable` looks up an environment variable; empty ones and relative paths count as
    /// unset.
    pub fn choose(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let folder = |name: &str| variable(name).map(PathBuf::from).filter(|p| p.is_absolute());
        let folder = if cfg!(windows) {
            folder("LOCALAPPDATA").map(|folder| folder.join("faq").join("cache"))
        } else {
            let home = || folder("HOME").map(|home| home.join(".cache"));
            folder("XDG_CACHE_HOME").or_else(home).map(|folder| folder.join("faq"))
        };
        folder.map(|folder| Self { shelf: Shelf::new(folder) })
    }

    /// The files of the cache.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Looks for the pages of `seeds`, split at `delimiter`.
    #[must_use]
    pub fn find(&self, seeds: &Seeds, delimiter: &Delimiter) -> Lookup {
        let Some(listing) = Listing::of(seeds, delimiter) else { return Lookup::NotKept };
        if listing.bytes() < LEAST {
            return Lookup::NotKept;
        }
        match self.open(&listing, delimiter) {
            Some(corpus) => Lookup::Kept(corpus),
            None => Lookup::Absent(Absent { listing }),
        }
    }

    fn open(&self, listing: &Listing, delimiter: &Delimiter) -> Option<Corpus> {
        let name = listing.name();
        let key = self.key(&name)?;
        let renewed = match key.serves(listing) {
            Service::Over => return None,
            Service::Good => None,
            Service::Renewed(renewed) => serde_json::to_vec(&renewed).ok(),
        };
        let store = Store::in_file(self.shelf.open_store(&key.store)?)?;
        let corpus = Corpus::open(Arc::new(store), delimiter.clone())?;
        // A store may be sound, and another's.
        let is_its_own =
            corpus.store().is_some_and(|store| *store.whole(NAME) == *key.store.as_bytes());
        if !is_its_own || corpus.len() != key.entries || !listing.is_of(&corpus) {
            return None;
        }
        if let Some(renewed) = renewed {
            // A courtesy to the next search, which then need not read the pages.
            let _ = self.shelf.write_key(&name, &renewed);
        }
        Some(corpus)
    }

    /// Keeps a corpus just read and its index, in place of what was kept of these pages before.
    /// A corpus that is not whole (a page was skipped), that changed while it was read, or that
    /// would not fit is not kept; nor is one that can not be written, which is no one's business.
    pub fn keep(&self, absent: &Absent, corpus: &Corpus, index: &Index) {
        let Some(key) = absent.listing.key(corpus) else { return };
        let mut writer = Writer::default();
        if corpus.put(&mut writer).is_none() || !index.is_sound() {
            return;
        }
        writer.put_store(index.store());
        writer.put(NAME, key.store.clone().into_bytes());
        let Ok(json) = serde_json::to_vec(&key) else { return };
        if writer.size() > BOUND {
            return;
        }
        let name = absent.listing.name();
        let before = self.key(&name);
        if self.shelf.write_store(&key.store, &writer).is_ok()
            && self.shelf.write_key(&name, &json).is_ok()
        {
            before.filter(|old| old.store != key.store).inspect(|old| self.shelf.drop_store(old));
        }
        self.shelf.make_room(&key.store);
    }

    /// Throws away what is kept of the pages of `seeds`: it turned out to be damaged.
    pub fn forget(&self, seeds: &Seeds, delimiter: &Delimiter) {
        let name = Listing::of(seeds, delimiter).map(|listing| listing.name());
        if let Some(key) = name.and_then(|name| self.key(&name)) {
            self.shelf.drop_store(&key);
        }
    }

    fn key(&self, name: &str) -> Option<Key> {
        serde_json::from_slice(&self.shelf.read_key(name)?).ok()
    }
}
