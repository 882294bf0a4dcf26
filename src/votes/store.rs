//! The file of votes, and how several programs share it.
//!
//! Writers take the file's advisory lock, read its end, and append their lines in one write.
//! If the file does not end with a line end, a writer was killed in the middle of a line; a
//! line end is written first, so that the torn line stays alone. What can not be read as a
//! vote is told and left where it is: nothing here ever rewrites the file.
//!
//! A lock is waited for, but not for ever: a program that was stopped while it held one must not
//! stop all others.

use std::borrow::Cow;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::ledger::Ledger;
use super::place::Place;
use super::vote::{Key, Line, Undo, Vote};
use crate::corpus::bounded;
use crate::text::clean::Name;

/// How long a vote waits for its turn to be written: hundreds of writers take less.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a reader waits for writers before it reads beside them.
const READING_PATIENCE: Duration = Duration::from_secs(2);
/// How often a lock that others have is asked for.
const ASKING: Duration = Duration::from_millis(2);

/// The file of votes of this run.
#[derive(Debug, Clone)]
pub struct Store {
    place: Place,
    /// How long a writer waits for others.
    patience: Duration,
}

/// Why votes could not be kept, read or carried over.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file of votes can not be written.
    #[error(
        "{}: the vote can not be kept: {why}; nothing was changed; name a file that can be written with --votes FILE",
        Name(file)
    )]
    Write {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The vote is in the file, but the disk did not confirm it.
    #[error(
        "{}: the vote is written, but may not be on the disk yet: {why}; see faq votes before you repeat it",
        Name(file)
    )]
    Flush {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The file of votes can not be read.
    #[error("{}: votes can not be read: {why}; name another file with --votes FILE", Name(file))]
    Read {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// A file to import from can not be read.
    #[error(
        "{}: can not be imported: {why}; name a file that faq votes --export wrote",
        Name(file)
    )]
    Import {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// A file to export to can not be written.
    #[error(
        "{}: can not be exported to: {why}; name another file, or - for standard output",
        Name(file)
    )]
    Export {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
}

/// A file as it was read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The votes.
    pub ledger: Ledger,
    /// The 1-based numbers of the lines that are no votes.
    pub foreign: Vec<usize>,
}

/// What an import brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Votes that are new here.
    pub new: usize,
    /// Votes that were here already, or twice in the file.
    pub known: usize,
    /// Votes that others took back, newly learnt.
    pub undone: usize,
    /// The 1-based numbers of the lines of the file that are no votes.
    pub foreign: Vec<usize>,
}

impl Store {
    /// The store at a place.
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self { place, patience: PATIENCE }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Path {
        self.place.file()
    }

    /// Reads all votes; none where the file does not exist.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn read(&self) -> Result<Reading, StoreError> {
        let file = self.file();
        let refused = |why| StoreError::Read { file: file.to_owned(), why };
        match refuse_irregular(file).and_then(|()| bounded::open_only_regular(file)) {
            Ok((mut open, _)) => read_beside_writers(&mut open).map_err(refused),
            Err(why) if is_absent(&why) => Ok(Reading::default()),
            Err(why) => Err(refused(why)),
        }
    }

    /// Keeps a vote.
    ///
    /// It is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Write`] if nothing was changed, [`StoreError::Flush`] if the disk did not
    /// confirm what was.
    pub fn add(&self, vote: Vote) -> Result<(), StoreError> {
        self.write(|open| append(open, &[Line::Vote(vote)]))
    }

    /// Takes back one's own last vote, and returns it; `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError::Write`] if nothing was changed, [`StoreError::Flush`] if the disk did not
    /// confirm what was.
    pub fn undo(&self) -> Result<Option<Vote>, StoreError> {
        if !self.file().exists() {
            return Ok(None);
        }
        self.write(|open| {
            let reading = read_all(open)?;
            let last = reading.ledger.last_own();
            let Some((vote, key)) = last.and_then(|vote| Some((vote.clone(), vote.key.clone()?)))
            else {
                return Ok(None);
            };
            append(open, &[Line::Undo(Undo::now(key))])?;
            Ok(Some(vote))
        })
    }

    /// Brings in the votes of another file, of which these are the bytes: each vote once, and
    /// what was taken back there.
    ///
    /// # Errors
    /// [`StoreError::Write`] if nothing was changed, [`StoreError::Flush`] if the disk did not
    /// confirm what was.
    pub fn import(&self, bytes: &[u8]) -> Result<Imported, StoreError> {
        let mut imported = Imported::default();
        let lines = lines(&in_utf8(bytes), |number| imported.foreign.push(number));
        if lines.is_empty() {
            return Ok(imported);
        }
        self.write(|open| {
            let mut ledger = read_all(open)?.ledger;
            let mut new = Vec::new();
            for mut line in lines.iter().cloned() {
                if let Line::Vote(vote) = &mut line {
                    vote.imported = true;
                }
                let is_new = ledger.take(line.clone());
                match line {
                    Line::Vote(_) if is_new => imported.new += 1,
                    Line::Vote(_) => imported.known += 1,
                    Line::Undo(_) => imported.undone += usize::from(is_new),
                }
                new.extend(is_new.then_some(line));
            }
            if new.is_empty() { Ok(()) } else { append(open, &new) }
        })?;
        Ok(imported)
    }

    /// Calls `change` with the file, made if need be, open and locked; what it wrote is on the
    /// disk when this returns.
    fn write<T>(&self, change: impl FnOnce(&mut File) -> io::Result<T>) -> Result<T, StoreError> {
        let write = || {
            self.make_folder()?;
            refuse_irregular(self.file())?;
            let mut open =
                File::options().read(true).append(true).create(true).open(self.file())?;
            wait_for(|| open.try_lock(), self.patience)?;
            let done = change(&mut open)?;
            // Others may go on while the disk works: several flushes are then one.
            let _ = open.unlock();
            Ok((done, open.sync_data()))
        };
        let file = || self.file().to_owned();
        let (done, flushed) = write().map_err(|why| StoreError::Write { file: file(), why })?;
        flushed.map_err(|why| StoreError::Flush { file: file(), why })?;
        Ok(done)
    }

    /// Makes the folder of the file, private to the user, unless the user named the file.
    fn make_folder(&self) -> io::Result<()> {
        let Place::State { file, home } = &self.place else { return Ok(()) };
        if let Some(home) = home.as_ref().filter(|home| !home.is_dir()) {
            let why = format!("the home folder {} does not exist", Name(home));
            return Err(io::Error::new(ErrorKind::NotFound, why));
        }
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        file.parent().map_or(Ok(()), |folder| builder.create(folder))
    }
}

/// Asks for a lock until it is had, or `patience` is over.
///
/// Some network file systems know no locks, each saying so in an error of its own; a single
/// append is then still one write.
fn wait_for(lock: impl Fn() -> Result<(), TryLockError>, patience: Duration) -> io::Result<()> {
    let deadline = Instant::now() + patience;
    while let Err(TryLockError::WouldBlock) = lock() {
        if Instant::now() > deadline {
            let why = format!("another program has kept it locked for {} s", patience.as_secs());
            return Err(io::Error::new(ErrorKind::TimedOut, why));
        }
        thread::sleep(ASKING);
    }
    Ok(())
}

/// Reads all lines while nobody writes. Where somebody keeps the lock, the last line is left out
/// that has no line end: it may be one that is being written.
fn read_beside_writers(open: &mut File) -> io::Result<Reading> {
    let alone = wait_for(|| open.try_lock_shared(), READING_PATIENCE).is_ok();
    let bytes = bounded::read_from(open)?;
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let is_utf16 = matches!(in_utf8(&bytes), Cow::Owned(_));
    Ok(reading(if alone || is_utf16 { &bytes } else { &bytes[..whole] }))
}

/// Refuses a pipe or a device, before it could be waited for.
fn refuse_irregular(file: &Path) -> io::Result<()> {
    match fs::metadata(file) {
        Ok(facts) if !facts.is_file() => Err(io::Error::other("not a regular file")),
        _ => Ok(()),
    }
}

fn is_absent(why: &io::Error) -> bool {
    matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn read_all(open: &mut File) -> io::Result<Reading> {
    open.seek(SeekFrom::Start(0))?;
    Ok(reading(&bounded::read_from(open)?))
}

fn reading(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    for line in lines(&in_utf8(bytes), |number| reading.foreign.push(number)) {
        reading.ledger.take(line);
    }
    reading
}

/// The bytes of a file as UTF-8. What a Windows shell redirected into a file is UTF-16.
fn in_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let decoded = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (units, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = units.iter().map(|&pair| unit(pair)).collect();
        Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => decoded(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => decoded(u16::from_be_bytes, rest),
        _ => Cow::Borrowed(bytes),
    }
}

/// The lines that can be read; `foreign` is told the numbers of those that can not.
fn lines(bytes: &[u8], mut foreign: impl FnMut(usize)) -> Vec<Line> {
    let mut read = Vec::new();
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        match Line::read(line) {
            Some(line) => read.push(line),
            None if line.trim_ascii().is_empty() => {}
            None => foreign(index + 1),
        }
    }
    read
}

/// Appends lines in one write, behind a line end if the last line has none. A write that the
/// system cut short is cut off again where it can be.
fn append(open: &mut File, lines: &[Line]) -> io::Result<()> {
    let end = open.seek(SeekFrom::End(0))?;
    let mut text = String::new();
    if end > 1 {
        let mut head = [0; 2];
        open.seek(SeekFrom::Start(0))?;
        open.read_exact(&mut head)?;
        if matches!(in_utf8(&head), Cow::Owned(_)) {
            return Err(io::Error::other("it is in UTF-16, save it as UTF-8 first"));
        }
    }
    if end > 0 {
        let mut last = [0];
        open.seek(SeekFrom::End(-1))?;
        open.read_exact(&mut last)?;
        if last != *b"\n" {
            text.push('\n');
        }
    }
    for line in lines {
        text.push_str(&line.written()?);
    }
    open.write_all(text.as_bytes()).inspect_err(|_| {
        let _ = open.set_len(end);
    })
}

/// The lines of a file that another store can import: every vote that stands, and the keys of
/// what was taken back, so that it goes there too.
///
/// # Errors
/// Those of [`Line::written`].
pub fn exported(ledger: &Ledger) -> io::Result<String> {
    let own = |vote: &Vote| Line::Vote(Vote { imported: false, ..vote.clone() });
    let undo = |key: &Key| Line::Undo(Undo { undo: key.clone(), at: 0 });
    let lines = ledger.votes().map(own).chain(ledger.undone().map(undo));
    lines.map(|line| line.written().map_err(io::Error::from)).collect()
}

/// Writes an export in one step: who reads the file sees the old one or all of the new.
///
/// # Errors
/// [`StoreError::Export`]; also when the file is the store's own, which is never rewritten.
pub fn export_to(file: &Path, store: &Store, text: &str) -> Result<(), StoreError> {
    let refused = |why| StoreError::Export { file: file.to_owned(), why };
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    if fs::canonicalize(store.file()).is_ok_and(|own| own == target) {
        return Err(refused(io::Error::other("it is the file of votes itself")));
    }
    if fs::metadata(&target).is_ok_and(|facts| !facts.is_file()) {
        return fs::write(&target, text).map_err(refused);
    }
    let mut name = target.file_name().unwrap_or_default().to_owned();
    // A name that nobody can have laid a link under.
    name.push(format!(".{}.part", Key::random()));
    let part = target.with_file_name(name);
    let write = || {
        let mut open = File::create_new(&part)?;
        if let Ok(facts) = fs::metadata(&target) {
            open.set_permissions(facts.permissions())?;
        }
        open.write_all(text.as_bytes())?;
        open.sync_data()?;
        fs::rename(&part, &target)
    };
    write().map_err(|why| {
        let _ = fs::remove_file(&part);
        refused(why)
    })
}

#[cfg(test)]
mod tests;
