//! The votes file, and how several programs share it.
//!
//! Writers take the file's advisory lock, look at its end, and append their lines in one write.
//! If the file does not end with a line end, a writer was killed in the middle of a line; a line
//! end is written first, so that the torn line stays alone. A line that is no vote is reported
//! and left where it is: nothing here ever rewrites the file.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::ledger::Ledger;
use super::vote::{Line, Vote};
use crate::corpus::decode::decode;
use crate::files::dirs::{STATE, UserDir};
use crate::files::read::{MAX_STREAM, open_regular, read_file};
use crate::files::write::{append_locked, replace_with, wait_for_lock};
use crate::messages::Lang;

/// How long a writer waits for others: hundreds of them take less.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a reader waits for writers before it reads beside them.
const READING_PATIENCE: Duration = Duration::from_secs(2);

/// The votes file of a run.
#[derive(Debug, Clone)]
pub struct VotesFile {
    path: PathBuf,
    /// The folder to create for it; none for a file that the user names.
    folder: Option<UserDir>,
    patience: Duration,
}

/// Why votes could not be written, read or carried over: the file, and what the system says.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub enum VotesError {
    /// The votes file cannot be written; nothing was changed.
    Write(PathBuf, io::Error),
    /// The lines are written, but the disk did not confirm them.
    Sync(PathBuf, io::Error),
    /// Lines cannot be added to a votes file in UTF-16.
    Utf16(PathBuf),
    /// The votes file cannot be read.
    Read(PathBuf, io::Error),
    /// A file to import cannot be read.
    Import(PathBuf, io::Error),
    /// A file to export to cannot be written.
    Export(PathBuf, io::Error),
    /// An export would overwrite the votes file.
    ExportOntoVotes(PathBuf),
}

impl VotesError {
    /// The error in words, with its fix.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Write(file, why) => lang.votes_not_written(file, why),
            Self::Sync(file, why) => lang.votes_not_synced(file, why),
            Self::Utf16(file) => lang.votes_in_utf16(file),
            Self::Read(file, why) => lang.votes_not_read(file, why),
            Self::Import(file, why) => lang.votes_not_imported(file, why),
            Self::Export(file, why) => lang.votes_not_exported(file, why),
            Self::ExportOntoVotes(file) => lang.export_onto_votes(file),
        }
    }
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

impl VotesFile {
    /// The file that the user names.
    pub fn named(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), folder: None, patience: PATIENCE }
    }

    /// `faq/votes.jsonl` in the user's state folder; `None` where there is no home.
    ///
    /// `variable` looks up an environment variable.
    pub fn of_user(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let folder = UserDir::find(STATE, variable)?;
        Some(Self {
            folder: Some(folder.clone()),
            ..Self::named(folder.path().join("votes.jsonl"))
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads all votes, none where the file does not exist; and the 1-based numbers of the lines
    /// that are no votes.
    ///
    /// # Errors
    /// [`VotesError::Read`].
    pub fn read(&self) -> Result<(Ledger, Vec<usize>), VotesError> {
        match open_regular(&self.path).and_then(|(file, _)| read_beside_writers(&file)) {
            Err(why) if matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Ok(Default::default())
            }
            read => read.map_err(|why| VotesError::Read(self.path.clone(), why)),
        }
    }

    /// Adds a vote. It is on the disk when this returns.
    ///
    /// # Errors
    /// [`VotesError::Sync`] if the disk did not confirm the vote, [`VotesError::Write`] and
    /// [`VotesError::Utf16`] if nothing was changed.
    pub fn add(&self, vote: Vote) -> Result<(), VotesError> {
        self.append(|_| Ok(((), vec![Line::Vote(vote)])))
    }

    /// Takes back one's own last vote, and returns it; `None` if there is none.
    ///
    /// # Errors
    /// As [`VotesFile::add`].
    pub fn undo(&self) -> Result<Option<Vote>, VotesError> {
        if !self.path.exists() {
            return Ok(None);
        }
        self.append(|file| {
            let last = ledger(&read_file(file, MAX_STREAM)?).0.last_own().cloned();
            let undo = last.as_ref().and_then(|vote| vote.key.clone()).map(Line::undo);
            Ok((last, undo.into_iter().collect()))
        })
    }

    /// Takes back a vote that [`VotesFile::add`] added.
    ///
    /// # Errors
    /// As [`VotesFile::add`].
    pub fn take_back(&self, vote: &Vote) -> Result<(), VotesError> {
        self.append(|_| Ok(((), vote.key.clone().map(Line::undo).into_iter().collect())))
    }

    /// Brings in the votes of another file, of which these are the bytes: each vote once, and
    /// what was taken back there.
    ///
    /// # Errors
    /// As [`VotesFile::add`].
    pub fn import(&self, bytes: &[u8]) -> Result<Imported, VotesError> {
        let (lines, foreign) = parse(bytes);
        let mut imported = Imported { foreign, ..Imported::default() };
        if lines.is_empty() {
            return Ok(imported);
        }
        self.append(|file| {
            let (mut ledger, _) = ledger(&read_file(file, MAX_STREAM)?);
            let mut new = Vec::new();
            for mut line in lines {
                if let Line::Vote(vote) = &mut line {
                    vote.imported = true;
                }
                let is_new = ledger.take(line.clone());
                match line {
                    Line::Vote(_) if is_new => imported.new += 1,
                    Line::Vote(_) => imported.known += 1,
                    Line::Undo { .. } => imported.undone += usize::from(is_new),
                }
                new.extend(is_new.then_some(line));
            }
            Ok((imported, new))
        })
    }

    /// Appends the lines that `make` returns beside its answer. It gets the file, created if need
    /// be, locked and at its start; the lines are on the disk when this returns.
    fn append<T>(
        &self,
        make: impl FnOnce(&File) -> io::Result<(T, Vec<Line>)>,
    ) -> Result<T, VotesError> {
        let failed = |why| VotesError::Write(self.path.clone(), why);
        self.folder.as_ref().map_or(Ok(()), UserDir::create).map_err(failed)?;
        let mut file = append_locked(&self.path, self.patience).map_err(failed)?;
        let (answer, lines) = make(&file).map_err(failed)?;
        if !lines.is_empty() {
            if begins_as_utf16(&mut file).map_err(failed)? {
                return Err(VotesError::Utf16(self.path.clone()));
            }
            append(&mut file, &lines).map_err(failed)?;
        }
        // Others may go on while the disk works: several syncs are then one.
        let _ = file.unlock();
        file.sync_data().map_err(|why| VotesError::Sync(self.path.clone(), why))?;
        Ok(answer)
    }

    /// Writes an export to the file at `path`, which readers find as it was or whole.
    ///
    /// # Errors
    /// [`VotesError::Export`], and [`VotesError::ExportOntoVotes`] for the votes file itself.
    pub fn export(&self, path: &Path, bytes: &[u8]) -> Result<(), VotesError> {
        // What a link leads to is replaced, not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::canonicalize(&self.path).is_ok_and(|own| own == target) {
            return Err(VotesError::ExportOntoVotes(path.to_owned()));
        }
        let is_stream = fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file());
        let written = match is_stream {
            true => fs::write(&target, bytes),
            false => replace_with(&target, &[bytes]),
        };
        written.map_err(|why| VotesError::Export(path.to_owned(), why))
    }
}

/// The lines of an export: every vote that stands, and what was taken back, so that it is taken
/// back there too.
pub fn exported(ledger: &Ledger) -> impl Iterator<Item = Line> {
    let votes = ledger.votes().map(|vote| Line::Vote(Vote { imported: false, ..vote.clone() }));
    votes.chain(ledger.undone().map(|key| Line::Undo { undo: key.clone(), at: 0 }))
}

/// Reads the file while nobody writes. Where a writer keeps the lock, a last line without a line
/// end is left out: it may be half written.
fn read_beside_writers(file: &File) -> io::Result<(Ledger, Vec<usize>)> {
    let alone = wait_for_lock(|| file.try_lock_shared(), READING_PATIENCE).is_ok();
    let mut bytes = read_file(file, MAX_STREAM)?;
    if !alone && !is_utf16(&bytes) {
        bytes.truncate(bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1));
    }
    Ok(ledger(&bytes))
}

/// The votes in the bytes of a file, and the numbers of the lines that are none.
fn ledger(bytes: &[u8]) -> (Ledger, Vec<usize>) {
    let (lines, foreign) = parse(bytes);
    let mut ledger = Ledger::default();
    for line in lines {
        ledger.take(line);
    }
    (ledger, foreign)
}

/// The votes and undos of a file, and the 1-based numbers of the lines that are neither.
fn parse(bytes: &[u8]) -> (Vec<Line>, Vec<usize>) {
    let (mut lines, mut foreign) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(as_utf8(bytes).split(|&byte| byte == b'\n')) {
        match Line::read(line) {
            Some(line) => lines.push(line),
            None if line.trim_ascii().is_empty() => {}
            None => foreign.push(number),
        }
    }
    (lines, foreign)
}

/// UTF-16 is decoded: a Windows shell writes it into the files it redirects to. All else stays
/// byte for byte, as the keys of votes without one are made of the bytes of their lines.
fn as_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    if is_utf16(bytes) { decode(bytes.to_vec()).text.into() } else { bytes.into() }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

fn begins_as_utf16(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(2).read_to_end(&mut head)?;
    Ok(is_utf16(&head))
}

/// Appends lines in one write, after a line end if the last line has none. A write that the
/// system cut short is cut off again where it can be.
fn append(file: &mut File, lines: &[Line]) -> io::Result<()> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut text = String::new();
    if end > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            text.push('\n');
        }
    }
    for line in lines {
        text.push_str(&line.written()?);
    }
    file.write_all(text.as_bytes()).inspect_err(|_| {
        let _ = file.set_len(end);
    })
}

#[cfg(test)]
mod tests;
