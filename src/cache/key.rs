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
    seeds: Seeds,
    delimiter: Delimiter,
    pages: Vec<Listed>,
    /// When they were looked at, in nanoseconds since 1970.
    at: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
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
    read: u64,
    pages: Vec<KeyPage>,
    /// How many entries there are.
    pub entries: usize,
    /// The name of the file that holds corpus and index.
    pub store: String,
}

/// Whether a key serves.
#[derive(Debug)]
pub enum Service {
    /// The pages are what they were.
    Good,
    /// They are, but it took reading them to tell; this key spares the next one that.
    Renewed(Key),
    /// They are not, or the key is of something else.
    Over,
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
        Some(Self { seeds: seeds.clone(), delimiter: delimiter.clone(), pages, at })
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
        add(self.delimiter.text().as_bytes());
        for page in &self.pages {
            add(page.path.as_os_str().as_encoded_bytes());
            add(page.real.as_os_str().as_encoded_bytes());
        }
        digits(hash.digest128())
    }

    /// Whether `corpus` is of these pages, by their paths.
    #[must_use]
    pub fn is_of(&self, corpus: &Corpus) -> bool {
        corpus.skipped.is_empty()
            && corpus.pages.len() == self.pages.len()
            && corpus.pages.iter().zip(&self.pages).all(|(a, b)| a.path.as_ref() == Some(&b.path))
    }

    /// The key of `corpus`, read from these pages; `None` if it was not read from just these, or
    /// they changed meanwhile.
    #[must_use]
    pub fn key(&self, corpus: &Corpus) -> Option<Key> {
        let now = Self::of(&self.seeds, &self.delimiter)?;
        if !self.is_of(corpus) || now.pages != self.pages {
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
            delimiter: self.delimiter.text().to_owned(),
            read: self.at,
            pages,
            entries: corpus.len(),
            store,
        })
    }
}

impl Key {
    /// Whether the pages are still what they were.
    #[must_use]
    pub fn serves(&self, listing: &Listing) -> Service {
        let same = self.build == BUILD
            && self.delimiter == listing.delimiter.text()
            && self.pages.len() == listing.pages.len()
            && self.pages.iter().zip(&listing.pages).all(|(kept, now)| kept.path == now.real);
        if !same {
            return Service::Over;
        }
        let mut renewed = self.clone();
        renewed.read = listing.at;
        let mut read_any = false;
        for (kept, now) in renewed.pages.iter_mut().zip(&listing.pages) {
            if kept.stamp == now.stamp && now.stamp.is_settled(self.read) {
                continue;
            }
            let is_same = kept.stamp.bytes == now.stamp.bytes
                && contents(&now.real).is_ok_and(|contents| digits(contents) == kept.contents);
            if !is_same {
                return Service::Over;
            }
            kept.stamp = now.stamp;
            read_any = true;
        }
        if read_any { Service::Renewed(renewed) } else { Service::Good }
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

    /// Whether the file was last changed so long before `read` that a later change shows. Where
    /// the system does not tell when the inode changed, only the contents tell.
    fn is_settled(&self, read: u64) -> bool {
        let tick = TICK.as_nanos() as u64;
        self.changed > 0 && self.modified.max(self.changed).saturating_add(tick) < read
    }
}

fn digits(number: u128) -> String {
    format!("{number:032x}")
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    /// A key of one page, read at second 100, that changed at this second.
    fn key(changed: u64) -> (Key, Listing) {
        let real = PathBuf::from("/nowhere/page.txt");
        let stamp = Stamp { bytes: 9, modified: 7, changed: changed * SECOND, inode: 1, device: 2 };
        let page = KeyPage { path: real.clone(), stamp, contents: digits(0) };
        let key = Key {
            build: BUILD.to_owned(),
            delimiter: Delimiter::default().text().to_owned(),
            read: 100 * SECOND,
            pages: vec![page],
            entries: 1,
            store: String::new(),
        };
        let listed = Listed { path: "page.txt".into(), real, stamp };
        let (seeds, delimiter) = (Seeds::Embedded, Delimiter::default());
        (key, Listing { seeds, delimiter, pages: vec![listed], at: 200 * SECOND })
    }

    #[test]
    fn a_settled_page_is_not_read() {
        let (kept, listing) = key(97);
        assert!(matches!(kept.serves(&listing), Service::Good), "there is no such file to read");
    }

    #[test]
    fn a_page_too_fresh_to_tell_or_changed_is() {
        for changed in [98, 99, 150, 0] {
            let (kept, listing) = key(changed);
            assert!(matches!(kept.serves(&listing), Service::Over), "{changed}");
        }
        let changes: [fn(&mut Stamp); 5] = [
            |s| s.bytes += 1,
            |s| s.modified += 1,
            |s| s.changed += 1,
            |s| s.inode += 1,
            |s| s.device += 1,
        ];
        for change in changes {
            let (kept, mut listing) = key(90);
            change(&mut listing.pages[0].stamp);
            assert!(matches!(kept.serves(&listing), Service::Over));
        }
    }

    #[test]
    fn a_key_of_another_build_delimiter_or_page_is_over() {
        let changes: [fn(&mut Key); 3] = [
            |key| key.build.push('x'),
            |key| key.delimiter.push('x'),
            |key| key.pages[0].path.push("x"),
        ];
        for change in changes {
            let (mut kept, listing) = key(90);
            change(&mut kept);
            assert!(matches!(kept.serves(&listing), Service::Over));
        }
    }
}
