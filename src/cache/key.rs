//! Keys: whether what was kept is still what the pages say.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::corpus::contents::contents;
use crate::corpus::delimiter::Delimiter;
use crate::corpus::source::{Seeds, files_of};
use crate::corpus::{Corpus, Page};

/// The build of the program that wrote a key: all that reading and indexing hang on.
const BUILD: &str = env!("FAQ_BUILD");

/// A page changed within this time before it was read may have changed again within the
/// same tick of the file system's clock, which on the coarsest (FAT) is two seconds.
const TICK: Duration = Duration::from_secs(2);

/// The pages asked for, as the file system shows them.
#[derive(Debug, Clone)]
pub struct Listing {
    pages: Vec<Listed>,
    delimiter: String,
    /// When they were looked at, in nanoseconds since 1970.
    at: u64,
}

#[derive(Debug, Clone)]
struct Listed {
    /// As named, which reports repeat.
    path: PathBuf,
    /// Where it really is.
    real: PathBuf,
    stamp: Stamp,
}

/// What tells, without reading it, that a file is the one it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u64,
    /// The same, of the inode; 0 where the system does not tell.
    changed: u64,
    inode: u64,
    device: u64,
}

/// What was kept, and of which pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Key {
    build: String,
    delimiter: String,
    /// When the pages were looked at before they were read, in nanoseconds since 1970.
    pub read: u64,
    pages: Vec<KeyPage>,
    /// How many entries there are.
    pub entries: usize,
    /// The name of the file that holds corpus and index.
    pub store: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeyPage {
    path: PathBuf,
    stamp: Stamp,
    /// The hash of its contents, in hexadecimal digits.
    contents: String,
}

impl Listing {
    /// The pages of `seeds`; `None` if they are not files, or not all can be looked at.
    #[must_use]
    pub fn of(seeds: &Seeds, delimiter: &Delimiter) -> Option<Self> {
        let at = nanoseconds(SystemTime::now());
        let mut seen = HashSet::new();
        let mut pages = Vec::new();
        for path in files_of(seeds)? {
            let real = fs::canonicalize(&path).ok()?;
            let stamp = Stamp::of(&fs::metadata(&real).ok().filter(Metadata::is_file)?);
            if seen.insert(real.clone()) {
                pages.push(Listed { path, real, stamp });
            }
        }
        Some(Self { pages, delimiter: delimiter.text().to_owned(), at })
    }

    /// The bytes of all pages.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.pages.iter().map(|page| page.stamp.bytes).sum()
    }

    /// A name for these pages, whatever they hold.
    #[must_use]
    pub fn name(&self) -> String {
        let mut hash = Xxh3::new();
        let mut add = |bytes: &[u8]| {
            hash.update(&(bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(BUILD.as_bytes());
        add(self.delimiter.as_bytes());
        for page in &self.pages {
            add(page.path.as_os_str().as_encoded_bytes());
            add(page.real.as_os_str().as_encoded_bytes());
        }
        digits(hash.digest128())
    }

    /// The key of `corpus`, read from these pages; `None` if it was not read from just these.
    #[must_use]
    pub fn key(&self, corpus: &Corpus) -> Option<Key> {
        let same = corpus.skipped.is_empty()
            && corpus.pages.len() == self.pages.len()
            && corpus.pages.iter().zip(&self.pages).all(|(a, b)| a.path.as_ref() == Some(&b.path));
        if !same
            || Self::stamps(&self.pages)? != self.pages.iter().map(|p| p.stamp).collect::<Vec<_>>()
        {
            return None;
        }
        let page = |(listed, page): (&Listed, &Page)| KeyPage {
            path: listed.real.clone(),
            stamp: listed.stamp,
            contents: digits(page.contents),
        };
        let pages: Vec<KeyPage> = self.pages.iter().zip(&corpus.pages).map(page).collect();
        let contents: String = pages.iter().map(|page| page.contents.as_str()).collect();
        let store = digits(xxh3_128(format!("{}{contents}", self.name()).as_bytes()));
        Some(Key {
            build: BUILD.to_owned(),
            delimiter: self.delimiter.clone(),
            read: self.at,
            pages,
            entries: corpus.len(),
            store,
        })
    }

    fn stamps(pages: &[Listed]) -> Option<Vec<Stamp>> {
        pages.iter().map(|page| Some(Stamp::of(&fs::metadata(&page.real).ok()?))).collect()
    }
}

impl Key {
    /// Whether the pages are still what they were; if it took reading them to tell, with the
    /// key that spares the next one that.
    #[must_use]
    pub fn serves(&self, listing: &Listing) -> Option<Option<Key>> {
        let same = self.build == BUILD
            && self.delimiter == listing.delimiter
            && self.pages.len() == listing.pages.len()
            && self.pages.iter().zip(&listing.pages).all(|(kept, now)| kept.path == now.real);
        if !same {
            return None;
        }
        let mut renewed = self.clone();
        renewed.read = listing.at;
        let mut read_any = false;
        for (kept, now) in renewed.pages.iter_mut().zip(&listing.pages) {
            if kept.stamp == now.stamp && now.stamp.is_settled(self.read) {
                continue;
            }
            if kept.stamp.bytes != now.stamp.bytes
                || digits(contents(&now.real).ok()?) != kept.contents
            {
                return None;
            }
            kept.stamp = now.stamp;
            read_any = true;
        }
        Some(read_any.then_some(renewed))
    }

    /// The pages, and the bytes of all.
    #[must_use]
    pub fn pages(&self) -> (Vec<&Path>, u64) {
        let paths = self.pages.iter().map(|page| page.path.as_path()).collect();
        (paths, self.pages.iter().map(|page| page.stamp.bytes).sum())
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds);
        #[cfg(unix)]
        let (changed, inode, device) = {
            use std::os::unix::fs::MetadataExt;
            let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
            let nanoseconds = u64::try_from(metadata.ctime_nsec()).unwrap_or_default();
            (seconds.saturating_mul(1_000_000_000) + nanoseconds, metadata.ino(), metadata.dev())
        };
        #[cfg(not(unix))]
        let (changed, inode, device) = (0, 0, 0);
        Self { bytes: metadata.len(), modified, changed, inode, device }
    }

    /// Whether the file was last changed so long before `read` that a later change shows.
    fn is_settled(&self, read: u64) -> bool {
        let tick = TICK.as_nanos() as u64;
        self.modified.max(self.changed).saturating_add(tick) < read
    }
}

fn digits(number: u128) -> String {
    format!("{number:032x}")
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}
