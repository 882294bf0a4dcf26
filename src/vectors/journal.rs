//! The journal: vectors of entries, kept one by one as they are made.
//!
//! One file of the cache folder for each model, whatever the pages: an entry is found by its id
//! wherever it stands, and a page captured anew pays for what changed only. A kill loses what
//! was not written yet, and nothing else.
//!
//! ```text
//! 0    id            6 bytes, and two of zeros
//! 8    vector        384 numbers of one byte
//! 392  checksum      XXH3 of what stands before it, seeded with the model, u64
//! ```
//!
//! Rows are appended under a lock, and the last one of an id counts. A row that does not fit its
//! checksum is no row.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::corpus::identity::Id;
use crate::meaning::{DIGEST, DIMENSIONS, Packed};
use crate::store::lock::wait_for;

/// The most bytes of a journal, some 335,000 entries; a longer one is begun anew.
const BOUND: u64 = 128 << 20;
/// How long those wait for another writer who promised to keep vectors.
pub const PATIENCE: Duration = Duration::from_secs(5);

const ID: usize = 6;
const BEGIN: usize = 8;
const END: usize = BEGIN + DIMENSIONS;
const ROW: usize = END + 8;

/// The kept vectors of one model.
#[derive(Debug, Clone)]
pub struct Journal {
    folder: PathBuf,
    file: PathBuf,
    seed: u64,
}

impl Journal {
    /// The journal of the program's model in a folder, which need not exist.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        // The name that the cache knows vectors by ([`crate::cache::shelf`]).
        let file = folder.join(format!("{}.vectors", &DIGEST[..16]));
        Self { folder: folder.to_owned(), file, seed: xxh3_64(DIGEST.as_bytes()) }
    }

    /// Fills `rows` with the vectors that are kept, at the places that `wanted` has for their
    /// ids. What can not be read is not there.
    pub fn read(&self, wanted: &HashMap<Id, usize>, rows: &mut [Option<Packed>]) {
        if !fs::symlink_metadata(&self.file).is_ok_and(|file| file.is_file() && file.len() <= BOUND)
        {
            return;
        }
        let Ok(bytes) = fs::read(&self.file) else { return };
        for row in bytes.as_chunks::<ROW>().0 {
            let place = id(row).and_then(|id| wanted.get(&id));
            if let Some(&place) = place
                && let Some(packed) = self.packed(row)
            {
                rows[place] = Some(packed);
            }
        }
    }

    /// Appends the vectors of some entries; another writer is waited for as long as `patience`.
    ///
    /// # Errors
    /// Those of the file system, or that another program keeps the file locked.
    pub fn append(&self, vectors: &[(Id, Packed)], patience: Duration) -> io::Result<()> {
        let mut file = self.open(patience)?;
        let length = file.metadata()?.len();
        let bytes = (vectors.len() * ROW) as u64;
        // A write that was cut short must not shift those after it.
        let whole = length - length % ROW as u64;
        file.set_len(if whole + bytes > BOUND { 0 } else { whole })?;
        let rows: Vec<u8> = vectors.iter().flat_map(|(id, packed)| self.row(*id, packed)).collect();
        file.write_all(&rows)
    }

    /// Sees to it that `coming` vectors more can be kept: if they would make the file too long,
    /// it is begun anew with those `known` that are still wanted.
    ///
    /// # Errors
    /// Those of [`Journal::append`], or that they are more than a journal ever holds.
    pub fn make_room(&self, known: &[(Id, Packed)], coming: usize) -> io::Result<()> {
        let rows = |bytes: u64| usize::try_from(bytes / ROW as u64).unwrap_or(usize::MAX);
        if known.len() + coming > rows(BOUND) {
            let most = rows(BOUND);
            return Err(io::Error::other(format!("no more than {most} vectors are kept")));
        }
        let file = self.open(PATIENCE)?;
        if rows(file.metadata()?.len()) + coming > rows(BOUND) {
            file.set_len(0)?;
            drop(file);
            self.append(known, PATIENCE)?;
        }
        Ok(())
    }

    /// The file, made if need be, open and locked.
    fn open(&self, patience: Duration) -> io::Result<File> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        if fs::symlink_metadata(&self.file).is_ok_and(|file| !file.is_file()) {
            return Err(io::Error::other("not a regular file"));
        }
        let mut options = OpenOptions::new();
        // Where there are no locks, an append is still one write at the end.
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&self.file)?;
        wait_for(|| file.try_lock(), patience)?;
        Ok(file)
    }

    fn row(&self, id: Id, packed: &Packed) -> [u8; ROW] {
        let mut row = [0; ROW];
        row[..ID].copy_from_slice(&id.bytes());
        row[BEGIN..END].copy_from_slice(&packed.to_bytes());
        let sum = xxh3_64_with_seed(&row[..END], self.seed);
        row[END..].copy_from_slice(&sum.to_le_bytes());
        row
    }

    fn packed(&self, row: &[u8; ROW]) -> Option<Packed> {
        let sum = xxh3_64_with_seed(&row[..END], self.seed);
        let vector = row[BEGIN..END].first_chunk::<DIMENSIONS>()?;
        (row[END..] == sum.to_le_bytes()).then(|| Packed::from_bytes(vector))
    }
}

fn id(row: &[u8; ROW]) -> Option<Id> {
    row.first_chunk::<ID>().map(|bytes| Id::from_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("faq-journal-{}-{name}", std::process::id());
            Self(std::env::temp_dir().join(name))
        }

        fn journal(&self) -> Journal {
            Journal::new(&self.0)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn vector(number: u8) -> (Id, Packed) {
        let id = Id::of(&format!("entry {number}"));
        (id, Packed::from_bytes(&[number; DIMENSIONS]))
    }

    fn kept(journal: &Journal, count: u8) -> Vec<Option<Packed>> {
        let wanted = (0..count).map(|number| (vector(number).0, usize::from(number)));
        let mut rows = vec![None; usize::from(count)];
        journal.read(&wanted.collect(), &mut rows);
        rows
    }

    #[test]
    fn what_is_appended_is_found_by_id() {
        let folder = Folder::new("found");
        let journal = folder.journal();
        assert_eq!(kept(&journal, 2), [None, None]);
        journal.append(&[vector(1), vector(7)], PATIENCE).expect("a folder to write in");
        journal.append(&[vector(0)], PATIENCE).expect("a folder to write in");
        assert_eq!(kept(&journal, 3), [Some(vector(0).1), Some(vector(1).1), None]);
    }

    #[test]
    fn a_row_cut_short_or_damaged_costs_itself_only() {
        let folder = Folder::new("damaged");
        let journal = folder.journal();
        journal.append(&[vector(0), vector(1)], PATIENCE).expect("a folder to write in");
        let mut bytes = fs::read(&journal.file).expect("the journal");
        bytes[BEGIN + 5] ^= 1;
        bytes.truncate(2 * ROW - 1);
        fs::write(&journal.file, &bytes).expect("the journal");
        assert_eq!(kept(&journal, 2), [None, None]);
        journal.append(&[vector(1)], PATIENCE).expect("a folder to write in");
        assert_eq!(kept(&journal, 2), [None, Some(vector(1).1)]);
    }

    #[test]
    fn rows_of_another_model_are_no_rows() {
        let folder = Folder::new("model");
        let journal = folder.journal();
        journal.append(&[vector(0)], PATIENCE).expect("a folder to write in");
        let other = Journal { seed: journal.seed ^ 1, ..journal };
        assert_eq!(kept(&other, 1), [None]);
    }

    #[test]
    fn a_journal_that_is_too_long_is_begun_anew() {
        let folder = Folder::new("long");
        let journal = folder.journal();
        journal.append(&[vector(0)], PATIENCE).expect("a folder to write in");
        let file = File::options().write(true).open(&journal.file).expect("the journal");
        file.set_len(BOUND).expect("a sparse file");
        journal.append(&[vector(1)], PATIENCE).expect("a folder to write in");
        assert_eq!(kept(&journal, 2), [None, Some(vector(1).1)]);
    }

    #[test]
    fn room_is_made_for_what_is_coming() {
        let folder = Folder::new("room");
        let journal = folder.journal();
        journal.append(&[vector(0), vector(1)], PATIENCE).expect("a folder to write in");
        journal.make_room(&[vector(1)], 10).expect("room enough");
        assert_eq!(kept(&journal, 2), [Some(vector(0).1), Some(vector(1).1)], "nothing to do");
        let most = BOUND as usize / ROW;
        assert!(journal.make_room(&[vector(1)], most).is_err());
        journal.make_room(&[vector(1)], most - 1).expect("room, once the other goes");
        assert_eq!(kept(&journal, 2), [None, Some(vector(1).1)]);
    }

    #[test]
    fn several_writers_at_once_lose_nothing() {
        let folder = Folder::new("writers");
        std::thread::scope(|scope| {
            for number in 0..20 {
                let journal = folder.journal();
                scope.spawn(move || {
                    journal.append(&[vector(2 * number)], PATIENCE).expect("a folder to write in");
                    journal
                        .append(&[vector(2 * number + 1)], PATIENCE)
                        .expect("a folder to write in");
                });
            }
        });
        assert!(kept(&folder.journal(), 40).iter().all(Option::is_some));
    }
}
