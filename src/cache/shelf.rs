//! The files of the cache: keys, which are small, and the stores they point to.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::key::Key;
use crate::meaning::DIGEST;
use crate::store::Writer;
use crate::store::blocks::{BlockWriter, Blocks};
use crate::text::clean::Name;

/// The most bytes the cache may take; the oldest stores go first.
pub const BOUND: u64 = 2 << 30;

/// After this time what a killed run left half written is swept away.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Keys larger than this are not ours.
const LONGEST_KEY: u64 = 64 << 20;

const KEY: &str = "key";
const STORE: &str = "store";
const HALF: &str = "half";
const VECTORS: &str = "vectors";

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
        if !is_name(name) {
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
        self.make_folder()?;
        // No two writers share a name, be they of machines that share a home.
        let half = self.path(&format!("{:016x}", RandomState::new().hash_one(path)), HALF);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
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

    /// Removes the oldest stores until all files fit within [`BOUND`], but not the one called
    /// `newest`; and what can serve no more: keys without a store or that can not be read,
    /// stores that no key names, files left half written, vectors of another model.
    pub fn make_room(&self, newest: &str) {
        self.make_room_within(BOUND, newest);
    }

    fn make_room_within(&self, bound: u64, newest: &str) {
        let mut stores = self.files(&[STORE]);
        stores.sort_by_key(|store| (store.path != self.path(newest, STORE), store.written));
        // The newest stands first, the others from the oldest on.
        let mut bytes: u64 = self.all().iter().map(|file| file.bytes).sum();
        for store in stores.iter().skip(1) {
            if bytes > bound && fs::remove_file(&store.path).is_ok() {
                bytes -= store.bytes;
            }
        }
        let keys = self.keys();
        for (file, _) in keys.iter().filter(|(_, key)| !self.path(&key.store, STORE).exists()) {
            let _ = fs::remove_file(&file.path);
        }
        // Another run may be about to rename or name what seems to be lost.
        let named: Vec<PathBuf> = keys
            .iter()
            .flat_map(|(file, key)| [file.path.clone(), self.path(&key.store, STORE)])
            .collect();
        let is_old = |file: &Kept| file.written.elapsed().is_ok_and(|age| age > ABANDONED);
        let current = self.path(&DIGEST[..16], VECTORS);
        let mut files = self.all();
        files.retain(|file| file.path != current);
        for lost in files.iter().filter(|file| is_old(file) && !named.contains(&file.path)) {
            let _ = fs::remove_file(&lost.path);
        }
    }

    /// Removes the store that a key names.
    pub fn drop_store(&self, key: &Key) {
        if is_name(&key.store) {
            let _ = fs::remove_file(self.path(&key.store, STORE));
        }
    }

    /// The keys that can be read, by path.
    #[must_use]
    pub fn keys(&self) -> Vec<(Kept, Key)> {
        let read = |file: Kept| {
            let name = file.path.file_stem()?.to_str()?;
            let key = serde_json::from_slice(&self.read_key(name)?).ok()?;
            Some((file, key))
        };
        self.files(&[KEY]).into_iter().filter_map(read).collect()
    }

    /// The store that a key points to.
    #[must_use]
    pub fn store_of(&self, key: &Key) -> Option<Kept> {
        Kept::of(self.path(&key.store, STORE)).filter(|_| is_name(&key.store))
    }

    /// All files of the cache, by path.
    #[must_use]
    pub fn all(&self) -> Vec<Kept> {
        self.files(&[KEY, STORE, HALF, VECTORS])
    }

    fn files(&self, kinds: &[&str]) -> Vec<Kept> {
        let kept = |file: io::Result<fs::DirEntry>| {
            let path = file.ok()?.path();
            let kind = path.extension()?.to_str()?;
            let is_ours = kinds.contains(&kind) && is_name(path.file_stem()?.to_str()?);
            Kept::of(path).filter(|_| is_ours)
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
        let (mut count, mut bytes) = (0, 0);
        for file in self.all() {
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

impl Kept {
    fn of(path: PathBuf) -> Option<Self> {
        let metadata = fs::symlink_metadata(&path).ok().filter(|m| m.is_file())?;
        let written = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Some(Self { path, bytes: metadata.len(), written })
    }
}

/// Whether a key or store of ours can be called so.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(Shelf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("faq-shelf-{}-{name}", std::process::id()));
            fs::create_dir_all(&folder).expect("a folder");
            Self(Shelf::new(folder))
        }

        /// A file of ten bytes, written so many hours ago.
        fn file(&self, name: &str, hours: u64) {
            let path = self.0.folder.join(name);
            fs::write(&path, "ten bytes.").expect("a file");
            let file = File::options().write(true).open(path).expect("the file");
            let time = SystemTime::now() - Duration::from_secs(3600 * hours + 60);
            file.set_modified(time).expect("its time");
        }

        fn names(&self) -> Vec<String> {
            let name = |file: Kept| file.path.file_name().map(|n| n.to_string_lossy().into_owned());
            self.0.all().into_iter().filter_map(name).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0.folder);
        }
    }

    #[test]
    fn the_oldest_go_first_and_the_newest_never() {
        let folder = Folder::new("room");
        for (name, hours) in [("a.store", 0), ("b.store", 0), ("c.store", 0), ("d.half", 0)] {
            folder.file(name, hours);
        }
        folder.file("b.store", 3);
        folder.0.make_room_within(30, "c");
        assert_eq!(folder.names(), ["a.store", "c.store", "d.half"]);
        folder.0.make_room_within(5, "c");
        assert_eq!(folder.names(), ["c.store", "d.half"]);
    }

    #[test]
    fn what_serves_no_more_is_swept_once_it_is_old() {
        let folder = Folder::new("sweep");
        for name in ["a.half", "b.store", "c.key", "other.txt", "not-ours.store"] {
            folder.file(name, 0);
        }
        folder.0.make_room("f");
        assert_eq!(folder.names(), ["a.half", "b.store", "c.key"]);
        ["a.half", "b.store", "c.key"].iter().for_each(|name| folder.file(name, 2));
        folder.0.make_room("f");
        assert_eq!(folder.names(), [""; 0]);
        assert_eq!(folder.0.clear().expect("nothing to remove"), (0, 0));
        let left = fs::read_dir(&folder.0.folder).expect("the folder").count();
        assert_eq!(left, 2, "what is not ours stays");
    }
}
