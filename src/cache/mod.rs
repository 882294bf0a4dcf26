//! The cache: images of large sets of pages, in the user's cache folder.
//!
//! An image serves while its pages are what they were ([`fingerprint`]). It lies in a file named
//! after the list of pages and their state, so that it is never replaced while another run has it
//! mapped; it is written aside and renamed, so that a reader finds all of it or nothing. Damage
//! that shows in magic, version or lengths makes it invalid, and it is silently built anew.
//! Beside the images stands the vector cache ([`crate::embed::cache`]). All of it can be deleted
//! at any time, and never grows past [`MAX_SIZE`].
//!
//! The layout is our own, as an engine would rank by its own arithmetic. Measured on 96 MB of French
//! law: it reads, indexes and stores in 1.5 s where tantivy takes 3.9 s and 126 more crates, stores
//! 148 MB where tantivy packs the texts into 79 MB, and searches in 7 to 17 ms where tantivy takes 2
//! to 3 ms but neither corrects, nor highlights, nor looks at pairs, n-grams and neighbours.

pub mod fingerprint;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use self::fingerprint::{Fingerprint, is_digits};
use crate::corpus::{Corpus, Error};
use crate::embed::DIGEST;
use crate::embed::cache::{EXTENSION as VECTORS, VectorCache};
use crate::files::dirs::{CACHE, UserDir};
use crate::files::read::open_regular;
use crate::files::write::{is_abandoned, is_partial, replace_with};
use crate::image::{Image, Section};
use crate::index::Index;
use crate::prepared::VERSION;
use crate::text::clean::Name;

/// Bytes of pages below which no image is cached: a search of 48 kB takes 6.5 ms, of 96 kB 8.3,
/// of 880 kB 35, and of the image of any of these 2.9 to 3.4.
pub const MIN_PAGES: u64 = 64 << 10;

/// The most bytes the cache may take; the oldest images go first.
pub const MAX_SIZE: u64 = 2 << 30;

/// The ending of images.
const IMAGE: &str = "image";

/// The endings of what earlier versions cached.
const EARLIER: [&str; 4] = ["key", "store", "half", "vectors"];

/// The cache of this user.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: UserDir,
}

/// A file of the cache.
#[derive(Debug, Clone)]
pub struct CacheFile {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    modified: SystemTime,
}

impl Cache {
    /// The cache of this user; `None` without a home.
    ///
    /// `variable` looks up an environment variable.
    pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        UserDir::find(CACHE, variable).map(|dir| Self { dir })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        self.dir.path()
    }

    /// The vector cache.
    pub fn vectors(&self) -> VectorCache {
        VectorCache::new(self.folder())
    }

    /// Creates the folder, for this user only.
    ///
    /// # Errors
    /// Those of the system, and that the home folder does not exist.
    pub fn create(&self) -> io::Result<()> {
        self.dir.create()
    }

    /// Checks that nobody else can change what is in the folder: what is read from it is trusted
    /// not to change.
    ///
    /// # Errors
    /// [`Error`], for a folder that exists and is not this user's alone.
    pub fn check(&self) -> Result<(), Error> {
        #[cfg(unix)]
        if let Ok(metadata) = fs::metadata(self.folder()) {
            use std::os::unix::fs::MetadataExt;
            if metadata.mode() & 0o002 != 0 {
                return Err(Error::CacheIsOpen(self.folder().to_owned()));
            }
            if metadata.uid() != rustix::process::geteuid().as_raw() {
                return Err(Error::CacheOfAnother(self.folder().to_owned()));
            }
        }
        Ok(())
    }

    /// The corpus of the pages with this fingerprint, if its image is there and valid.
    pub fn open(&self, pages: &Fingerprint) -> Option<Corpus> {
        [true, false].into_iter().find_map(|vectors| open(&self.path(pages, vectors)))
    }

    /// Stores the image of the pages with this fingerprint in place of those of earlier states, and
    /// makes room for it.
    pub fn store(&self, pages: &Fingerprint, image: &Image) -> io::Result<()> {
        self.create()?;
        let path = self.path(pages, image.has(Section::Vectors));
        replace_with(&path, &image.pieces())?;
        for file in self.files() {
            let is_earlier = file.name().starts_with(&pages.list) && file.path != path;
            if is_earlier || file.is_abandoned() {
                let _ = fs::remove_file(&file.path);
            }
        }
        self.make_room(MAX_SIZE, &path);
        Ok(())
    }

    /// Images are told apart by whether they have vectors: one that is mapped is not replaced.
    fn path(&self, pages: &Fingerprint, vectors: bool) -> PathBuf {
        let model = if vectors { &DIGEST[..16] } else { "0000000000000000" };
        self.folder().join(format!("{}-{}-{model}.{IMAGE}", pages.list, pages.state))
    }

    /// Removes the oldest images until all files fit into `max` bytes, but not the `newest`.
    fn make_room(&self, max: u64, newest: &Path) {
        let mut files = self.files();
        let mut bytes: u64 = files.iter().map(|file| file.bytes).sum();
        files.retain(|file| file.is_image() && file.path != newest);
        files.sort_by_key(|file| file.modified);
        for file in files {
            if bytes > max && fs::remove_file(&file.path).is_ok() {
                bytes -= file.bytes;
            }
        }
    }

    /// The images that this version of the program can open, by path; none if the folder cannot
    /// be trusted.
    pub fn images(&self) -> impl Iterator<Item = (CacheFile, Corpus)> {
        let files = if self.check().is_ok() { self.files() } else { Vec::new() };
        let images = files.into_iter().filter(CacheFile::is_image);
        images.filter_map(|file| open(&file.path).map(|corpus| (file, corpus)))
    }

    /// All files of the cache, by path, those of earlier versions too.
    pub fn files(&self) -> Vec<CacheFile> {
        let Ok(files) = fs::read_dir(self.folder()) else { return Vec::new() };
        let files = files.flatten().filter_map(|file| CacheFile::of(file.path()));
        let mut files: Vec<CacheFile> = files.filter(CacheFile::is_ours).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// Removes every file of the cache, and returns how many they were and their bytes.
    ///
    /// # Errors
    /// The first one that cannot be removed, for another reason than being gone already.
    pub fn clear(&self) -> io::Result<(usize, u64)> {
        let (mut count, mut bytes) = (0, 0);
        for file in self.files() {
            match fs::remove_file(&file.path) {
                Ok(()) => (count, bytes) = (count + 1, bytes + file.bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    let why = format!("{}: {error}; remove it by hand", Name(&file.path));
                    return Err(io::Error::new(error.kind(), why));
                }
            }
        }
        Ok((count, bytes))
    }
}

/// The corpus in the image at `path`, if it is one of this version, with an index.
fn open(path: &Path) -> Option<Corpus> {
    let (file, _) = open_regular(path).ok()?;
    let image = Image::of_file(&file, &VERSION).ok()??;
    Index::open(&image)?;
    Corpus::open(image)
}

impl CacheFile {
    fn of(path: PathBuf) -> Option<Self> {
        let metadata = fs::symlink_metadata(&path).ok().filter(Metadata::is_file)?;
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Some(Self { path, bytes: metadata.len(), modified })
    }

    fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// Whether it has a name of ours: hexadecimal digits and an ending.
    fn is_ours(&self) -> bool {
        let (stem, ending) = self.name().split_once('.').unwrap_or_default();
        let mut parts = stem.split('-');
        let is_of_image = parts.clone().count() == 3 && parts.all(|part| is_digits(part, 16));
        match ending {
            _ if is_partial(self.name().as_ref()) => is_of_image,
            IMAGE => is_of_image,
            VECTORS => is_digits(stem, 16),
            _ => EARLIER.contains(&ending) && !stem.is_empty() && is_digits(stem, stem.len()),
        }
    }

    fn is_image(&self) -> bool {
        self.name().ends_with(&format!(".{IMAGE}"))
    }

    /// Whether a killed run left it half written.
    fn is_abandoned(&self) -> bool {
        is_partial(self.name().as_ref()) && is_abandoned(self.modified)
    }
}
