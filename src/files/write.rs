//! Writing so that whoever reads finds all of a file or none of it.
//!
//! [`replace`] writes aside, syncs and renames; [`append_locked`] appends under the file's
//! advisory lock, which is not waited for without end: a program that was stopped while it held
//! one must not stop all others.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::read::not_regular;

/// How often a lock that another program holds is tried.
const RETRY: Duration = Duration::from_millis(2);

/// Partial files older than this were left by a run that was killed.
const ABANDONED: Duration = Duration::from_secs(3600);

/// The ending of a file that is being written.
const PARTIAL: &str = ".part";

/// Bytes written at a time: of a megabyte or more, the system may take six times as long to copy
/// each.
const CHUNK: usize = 1 << 18;

/// Replaces the file at `path`, or creates it: writes aside, syncs, renames. A file that is
/// replaced keeps its permissions. What killed runs left beside it is removed.
///
/// # Errors
/// Those of the system and of `fill`; the old file is then still there, and nothing beside it.
pub fn replace(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    remove_abandoned(path);
    // A name that nobody can have laid a link under.
    let random = RandomState::new().hash_one(path);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{random:016x}{PARTIAL}"));
    let partial = path.with_file_name(name);
    let write = || {
        let file = OpenOptions::new().write(true).create_new(true).open(&partial)?;
        if let Ok(metadata) = fs::metadata(path) {
            file.set_permissions(metadata.permissions())?;
        }
        let mut out = BufWriter::with_capacity(CHUNK, file);
        fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_data()?;
        fs::rename(&partial, path)
    };
    write().inspect_err(|_| {
        let _ = fs::remove_file(&partial);
    })
}

/// Whether a file of this name is one that [`replace`] is writing, or left.
pub fn is_partial(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(PARTIAL.as_bytes())
}

/// Whether a file was last written so long ago that no run can still be writing it.
pub fn is_abandoned(modified: SystemTime) -> bool {
    modified.elapsed().is_ok_and(|age| age > ABANDONED)
}

/// Removes the partial files of `path` that killed runs left.
fn remove_abandoned(path: &Path) {
    let Some(name) = path.file_name() else { return };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(files) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return };
    let is_ours = |file: &fs::DirEntry| {
        let other = file.file_name();
        other.as_encoded_bytes().starts_with(name.as_encoded_bytes())
            && other.len() == name.len() + 1 + 16 + PARTIAL.len()
            && is_partial(&other)
            && file.metadata().and_then(|file| file.modified()).is_ok_and(is_abandoned)
    };
    for file in files.flatten().filter(is_ours) {
        let _ = fs::remove_file(file.path());
    }
}

/// Opens the file at `path` for appending and reading, created if need be, and locks it against
/// other runs, waiting as long as `patience`. The lock goes with the file.
///
/// # Errors
/// Those of the system, one of its own for what is not a regular file, and
/// [`ErrorKind::TimedOut`] when another program keeps the lock.
pub fn append_locked(path: &Path, patience: Duration) -> io::Result<File> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(not_regular());
    }
    let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    wait_for_lock(|| file.try_lock(), patience)?;
    Ok(file)
}

/// Tries `lock` until it is granted or `patience` is over.
///
/// Some network file systems have no locks, each saying so in an error of its own; a single append
/// is then still one write.
///
/// # Errors
/// [`ErrorKind::TimedOut`] when another program keeps the lock for all that time.
pub fn wait_for_lock(
    lock: impl Fn() -> Result<(), TryLockError>,
    patience: Duration,
) -> io::Result<()> {
    let deadline = Instant::now() + patience;
    while let Err(TryLockError::WouldBlock) = lock() {
        if Instant::now() > deadline {
            let why = format!("another program has kept it locked for {} s", patience.as_secs());
            return Err(io::Error::new(ErrorKind::TimedOut, why));
        }
        thread::sleep(RETRY);
    }
    Ok(())
}

/// Writes through [`replace`] what is in memory already: slices that come one after another.
///
/// # Errors
/// As [`replace`].
pub fn replace_with(path: &Path, slices: &[impl AsRef<[u8]>]) -> io::Result<()> {
    let mut chunks = slices.iter().flat_map(|bytes| bytes.as_ref().chunks(CHUNK));
    replace(path, |out| chunks.try_for_each(|chunk| out.write_all(chunk)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::test_folder::TestFolder;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = TestFolder::new();
        let path = folder.join("file");
        replace_with(&path, &["first"]).expect("written");
        replace(&path, |_| Err(io::Error::other("no"))).expect_err("refused");
        assert_eq!(fs::read(&path).expect("the file"), b"first");
        replace_with(&path, &["second"]).expect("written");
        assert_eq!(fs::read(&path).expect("the file"), b"second");
        assert_eq!(fs::read_dir(&*folder).expect("the folder").count(), 1, "nothing beside it");
    }

    #[test]
    fn what_killed_runs_left_is_removed_once_it_is_old() {
        let folder = TestFolder::new();
        let path = folder.join("file");
        let part = |name: &str| folder.join(name);
        let hour_ago = SystemTime::now() - 2 * ABANDONED;
        for (name, old) in [
            ("file.0123456789abcdef.part", true),
            ("file.fedcba9876543210.part", false),
            ("other.0123456789abcdef.part", true),
        ] {
            let file = File::create(part(name)).expect("a file");
            if old {
                file.set_modified(hour_ago).expect("a time");
            }
        }
        replace_with(&path, &[""]).expect("written");
        assert!(!part("file.0123456789abcdef.part").exists());
        assert!(part("file.fedcba9876543210.part").exists(), "another run may be writing it");
        assert!(part("other.0123456789abcdef.part").exists(), "not this file's");
    }

    #[test]
    fn a_lock_is_waited_for_and_not_without_end() {
        let folder = TestFolder::new();
        let path = folder.join("file");
        let held = append_locked(&path, Duration::ZERO).expect("the lock");
        let refused = append_locked(&path, Duration::from_millis(20)).expect_err("held");
        assert_eq!(refused.kind(), ErrorKind::TimedOut);
        drop(held);
        assert!(append_locked(&path, Duration::from_secs(5)).is_ok());
        assert!(append_locked(&folder, Duration::ZERO).is_err(), "not a file");
    }
}
