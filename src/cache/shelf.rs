//! The files of the cache: keys, which are small, and the stores they point to.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use crate::store::Writer;
use crate::store::blocks::{BlockWriter, Blocks};

/// The most bytes the cache may take; the oldest stores go first.
pub const BOUND: u64 = 2 << 30;

/// After this time what a killed run left half written is swept away.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Keys larger than this are not ours.
const LONGEST_KEY: u64 = 64 << 20;

const KEY: &str = "key";
const STORE: &str = "store";
const HALF: &str = "half";

/// A folder of keys and stores.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

/// A file of the cache.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// When it was written.
    pub written: SystemTime,
}

impl Shelf {
    /// The files in `folder`, which need not exist.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, name: &str, kind: &str) -> PathBuf {
        self.folder.join(format!("{name}.{kind}"))
    }

    /// A key, as it was written.
    #[must_use]
    pub fn read_key(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.path(name, KEY);
        let is_key = fs::metadata(&path).is_ok_and(|m| m.is_file() && m.len() <= LONGEST_KEY);
        is_key.then(|| fs::read(&path).ok()).flatten()
    }

    /// A store; `None` if there is none, or it is damaged where it begins or ends.
    #[must_use]
    pub fn open_store(&self, name: &str) -> Option<Blocks> {
        // A key may hold anything: a store is a file of this folder.
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let path = self.path(name, STORE);
        if !fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            return None;
        }
        Blocks::open(File::open(path).ok()?)
    }

    /// Writes a key in place of the one of that name.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write_key(&self, name: &str, key: &[u8]) -> io::Result<()> {
        self.write(&self.path(name, KEY), |out| out.write_all(key))
    }

    /// Writes a store in place of the one of that name.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write_store(&self, name: &str, store: &Writer<'_>) -> io::Result<()> {
        self.write(&self.path(name, STORE), |out| {
            let mut blocks = BlockWriter::new(out);
            store.write(|piece| blocks.push(piece))?;
            blocks.finish().map(drop)
        })
    }

    /// Writes a file aside and renames it, so that it is there whole or not at all.
    fn write(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> io::Result<()> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        self.make_folder()?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let half = self.path(&format!("{}-{number}", process::id()), HALF);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&half).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 20, file);
            fill(&mut out)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)?;
            fs::rename(&half, path)
        });
        if written.is_err() {
            let _ = fs::remove_file(&half);
        }
        written
    }

    /// Makes the folder, for this user only: it holds the texts of pages.
    fn make_folder(&self) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// Removes the oldest stores until all fit within [`BOUND`], but not the one called
    /// `newest`; and what can serve no more: keys without a store, files left half written.
    pub fn make_room(&self, newest: &str) {
        self.make_room_within(BOUND, newest);
    }

    fn make_room_within(&self, bound: u64, newest: &str) {
        let mut stores = self.files(&[STORE]);
        stores.sort_by_key(|store| (store.path != self.path(newest, STORE), store.written));
        // The newest stands first, the others from the oldest on.
        let mut bytes: u64 = stores.iter().map(|store| store.bytes).sum();
        for store in stores.iter().skip(1) {
            if bytes > bound && fs::remove_file(&store.path).is_ok() {
                bytes -= store.bytes;
            }
        }
        let is_old = |file: &Kept| file.written.elapsed().is_ok_and(|age| age > ABANDONED);
        for half in self.files(&[HALF]).iter().filter(|half| is_old(half)) {
            let _ = fs::remove_file(&half.path);
        }
        let is_lost = |key: &super::key::Key| !self.path(&key.store, STORE).exists();
        for (file, _) in self.keys().iter().filter(|(_, key)| is_lost(key)) {
            let _ = fs::remove_file(&file.path);
        }
    }

    /// The keys that can be read, by path.
    #[must_use]
    pub fn keys(&self) -> Vec<(Kept, super::key::Key)> {
        let read = |file: Kept| {
            let name = file.path.file_stem()?.to_str()?;
            let key = serde_json::from_slice(&self.read_key(name)?).ok()?;
            Some((file, key))
        };
        self.files(&[KEY]).into_iter().filter_map(read).collect()
    }

    /// The store that a key points to.
    #[must_use]
    pub fn store_of(&self, key: &super::key::Key) -> Option<Kept> {
        let path = self.path(&key.store, STORE);
        self.files(&[STORE]).into_iter().find(|store| store.path == path)
    }

    /// All files of the cache, by path.
    #[must_use]
    pub fn all(&self) -> Vec<Kept> {
        self.files(&[KEY, STORE, HALF])
    }

    fn files(&self, kinds: &[&str]) -> Vec<Kept> {
        let kept = |file: io::Result<fs::DirEntry>| {
            let path = file.ok()?.path();
            let kind = path.extension()?.to_str()?;
            let name = path.file_stem()?.to_str()?;
            let is_ours =
                kinds.contains(&kind) && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
            let metadata = fs::symlink_metadata(&path).ok().filter(|m| is_ours && m.is_file())?;
            let written = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            Some(Kept { path, bytes: metadata.len(), written })
        };
        let Ok(files) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<Kept> = files.filter_map(kept).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// Removes every file of the cache, and tells how many they were and their bytes.
    ///
    /// # Errors
    /// The first one that can not be removed, for another reason than being gone already.
    pub fn clear(&self) -> io::Result<(usize, u64)> {
        let files = self.all();
        for file in &files {
            match fs::remove_file(&file.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    let why = format!("{}: {error}", crate::text::clean::Name(&file.path));
                    return Err(io::Error::new(error.kind(), why));
                }
                _ => {}
            }
        }
        Ok((files.len(), files.iter().map(|file| file.bytes).sum()))
    }
}
