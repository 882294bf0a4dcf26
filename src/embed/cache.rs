//! The vector cache: the vectors of entries, by the id of what was encoded, so that a page captured
//! anew pays for what changed only.
//!
//! One file a model, in the user's cache folder. Rows are only ever appended, under a lock, and
//! from several runs at once; a row that a kill cut short is cut off by the next writer.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::vector::{DIGEST, DIMENSIONS, Packed};
use crate::corpus::identity::Id;
use crate::files::read::{open_regular, read_file};
use crate::files::write::append_locked;

/// The layout: rows of an id, 6 bytes, and the vector of the entry, 384 bytes. Of several rows of
/// an id the last counts.
const ROW: usize = ID + DIMENSIONS;

const ID: usize = 6;

/// The most bytes of a vector cache: 1.3 million vectors. A longer one is begun anew.
const MAX_SIZE: u64 = 512 << 20;

/// How long a writer waits for others that is asked to store vectors.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The ending of its file.
pub const EXTENSION: &str = "vec";

/// The vector cache of the program's model.
#[derive(Debug, Clone)]
pub struct VectorCache {
    path: PathBuf,
}

impl VectorCache {
    /// The vector cache in a folder, which must exist before it is written to.
    pub fn new(folder: &Path) -> Self {
        Self { path: folder.join(format!("{}.{EXTENSION}", &DIGEST[..16])) }
    }

    /// How many rows it has at most.
    pub fn rows(&self) -> usize {
        let length = std::fs::metadata(&self.path).map_or(0, |file| file.len());
        usize::try_from(length / ROW as u64).unwrap_or(usize::MAX)
    }

    /// Calls `see` with each id and vector, oldest first. What cannot be read is not there.
    pub fn read(&self, mut see: impl FnMut(Id, Packed)) {
        let read = open_regular(&self.path).and_then(|(file, _)| read_file(&file, MAX_SIZE));
        for row in read.unwrap_or_default().as_chunks::<ROW>().0 {
            if let Some((id, vector)) = row.split_first_chunk::<ID>()
                && let Some(vector) = vector.first_chunk()
            {
                see(Id::from_bytes(*id), Packed::from_bytes(vector));
            }
        }
    }

    /// Appends the vectors of some entries; another writer is waited for as long as `patience`.
    ///
    /// # Errors
    /// Those of the system, or that another program keeps the file locked.
    pub fn append(&self, vectors: &[(Id, Packed)], patience: Duration) -> io::Result<()> {
        let mut file = append_locked(&self.path, patience)?;
        let length = file.metadata()?.len();
        // A write that was cut short must not shift those after it.
        let whole = length - length % ROW as u64;
        let coming = (vectors.len() * ROW) as u64;
        file.set_len(if whole + coming > MAX_SIZE { 0 } else { whole })?;
        file.write_all(&rows(vectors))
    }

    /// Makes sure that `coming` more vectors fit: if they would make the file too long, it is begun
    /// anew with those `known` that are still wanted.
    ///
    /// # Errors
    /// Those of [`VectorCache::append`], or that there are more than the cache ever holds.
    pub fn make_room(&self, known: &[(Id, Packed)], coming: usize) -> io::Result<()> {
        let most = usize::try_from(MAX_SIZE / ROW as u64).unwrap_or(usize::MAX);
        if known.len() + coming > most {
            return Err(io::Error::other(format!("no more than {most} vectors are cached")));
        }
        let mut file: File = append_locked(&self.path, PATIENCE)?;
        if file.metadata()?.len() + (coming * ROW) as u64 > MAX_SIZE {
            file.set_len(0)?;
            file.write_all(&rows(known))?;
        }
        Ok(())
    }
}

fn rows(vectors: &[(Id, Packed)]) -> Vec<u8> {
    let row = |(id, vector): &(Id, Packed)| id.bytes().into_iter().chain(vector.to_bytes());
    vectors.iter().flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::files::test_folder::TestFolder;

    fn vector(number: u8) -> (Id, Packed) {
        let id = Id::of(&format!("entry {number}"));
        (id, Packed::from_bytes(&[number; DIMENSIONS]))
    }

    fn cached(cache: &VectorCache, count: u8) -> Vec<Option<Packed>> {
        let mut rows = vec![None; usize::from(count)];
        cache.read(|id, packed| {
            let place = (0..count).find(|&number| vector(number).0 == id);
            place.into_iter().for_each(|place| rows[usize::from(place)] = Some(packed));
        });
        rows
    }

    #[test]
    fn what_is_appended_is_found_by_id() {
        let folder = TestFolder::new();
        let cache = VectorCache::new(&folder);
        assert_eq!(cached(&cache, 2), [None, None]);
        cache.append(&[vector(1), vector(7)], PATIENCE).expect("appended");
        cache.append(&[vector(0)], PATIENCE).expect("appended");
        assert_eq!(cached(&cache, 3), [Some(vector(0).1), Some(vector(1).1), None]);
    }

    #[test]
    fn a_row_cut_short_costs_itself_only() {
        let folder = TestFolder::new();
        let cache = VectorCache::new(&folder);
        cache.append(&[vector(0), vector(1)], PATIENCE).expect("appended");
        let mut bytes = fs::read(&cache.path).expect("the file");
        bytes.truncate(2 * ROW - 1);
        fs::write(&cache.path, &bytes).expect("the file");
        assert_eq!(cached(&cache, 2), [Some(vector(0).1), None]);
        cache.append(&[vector(1)], PATIENCE).expect("appended");
        assert_eq!(cached(&cache, 2), [Some(vector(0).1), Some(vector(1).1)]);
    }

    #[test]
    fn room_is_made_for_what_is_coming() {
        let folder = TestFolder::new();
        let cache = VectorCache::new(&folder);
        cache.append(&[vector(0), vector(1)], PATIENCE).expect("appended");
        cache.make_room(&[vector(1)], 10).expect("room enough");
        assert_eq!(cached(&cache, 2), [Some(vector(0).1), Some(vector(1).1)], "nothing to do");
        let most = MAX_SIZE as usize / ROW;
        assert!(cache.make_room(&[vector(1)], most).is_err());
        cache.make_room(&[vector(1)], most - 1).expect("room, once the other goes");
        assert_eq!(cached(&cache, 2), [None, Some(vector(1).1)]);
        let file = File::options().write(true).open(&cache.path).expect("the file");
        file.set_len(MAX_SIZE).expect("a sparse file");
        cache.append(&[vector(0)], PATIENCE).expect("appended");
        assert_eq!(cached(&cache, 2), [Some(vector(0).1), None], "too long, begun anew");
    }

    #[test]
    fn several_writers_at_once_lose_nothing() {
        let folder = TestFolder::new();
        std::thread::scope(|scope| {
            for number in 0..20 {
                let cache = VectorCache::new(&folder);
                scope.spawn(move || {
                    cache.append(&[vector(2 * number)], PATIENCE).expect("appended");
                    cache.append(&[vector(2 * number + 1)], PATIENCE).expect("appended");
                });
            }
        });
        assert!(cached(&VectorCache::new(&folder), 40).iter().all(Option::is_some));
    }
}
