//! Finding entries by id, or by the beginning of one.

use super::Corpus;
use super::entry::Entry;
use super::identity::Id;
use crate::text::clean::brief;

/// The fewest digits that name an entry.
pub const SHORTEST: usize = 4;

/// The ids of all entries, sorted.
#[derive(Debug, Clone)]
pub struct Ids {
    sorted: Vec<(String, usize)>,
}

/// Why an id names no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Too short, or not hexadecimal.
    #[error(
        "{:?} is no id; ids are 12 hexadecimal digits, of which the first 4 or more will do (see faq list)",
        brief(_0)
    )]
    Malformed(String),
    /// No entry has it.
    #[error("no entry has the id {}; faq list shows all ids", brief(_0))]
    Unknown(String),
    /// Several entries do.
    #[error("the id {id} is ambiguous; give more digits")]
    Ambiguous {
        /// The id as given.
        id: String,
        /// The indices of the entries.
        entries: Vec<usize>,
    },
}

impl Ids {
    /// The ids of the entries of `corpus`.
    #[must_use]
    pub fn new(corpus: &Corpus) -> Self {
        Self::of(corpus.entries().map(Entry::id))
    }

    fn of(ids: impl Iterator<Item = Id>) -> Self {
        let ids = ids.enumerate().map(|(index, id)| (id.to_string(), index));
        let mut sorted: Vec<(String, usize)> = ids.collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The whole of the id that `prefix` begins.
    ///
    /// # Errors
    /// [`IdError`] if no entry has one, or several do.
    pub fn full(&self, prefix: &str) -> Result<String, IdError> {
        self.one(prefix).map(|(id, _)| id.clone())
    }

    /// The index of the one entry whose id begins with `prefix`, in either case.
    ///
    /// # Errors
    /// [`IdError`] if there is none, or more than one.
    pub fn find(&self, prefix: &str) -> Result<usize, IdError> {
        self.one(prefix).map(|&(_, index)| index)
    }

    fn one(&self, prefix: &str) -> Result<&(String, usize), IdError> {
        let id = prefix.to_ascii_lowercase();
        if id.len() < SHORTEST || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(IdError::Malformed(prefix.to_owned()));
        }
        let from = self.sorted.partition_point(|(other, _)| *other < id);
        let count = self.sorted[from..].partition_point(|(other, _)| other.starts_with(&id));
        match &self.sorted[from..from + count] {
            [one] => Ok(one),
            [] => Err(IdError::Unknown(prefix.to_owned())),
            several => {
                let entries = several.iter().map(|&(_, index)| index).collect();
                Err(IdError::Ambiguous { id: prefix.to_owned(), entries })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_will_do_if_it_is_long_and_alone() {
        let all: Vec<Id> = (0..600).map(|n| Id::of(&n.to_string())).collect();
        let ids = Ids::of(all.iter().copied());
        for (index, id) in all.iter().enumerate() {
            let id = id.to_string();
            assert_eq!((ids.find(&id), ids.full(&id)), (Ok(index), Ok(id.clone())));
            match ids.find(&id[..SHORTEST].to_uppercase()) {
                Ok(found) => assert_eq!(found, index),
                Err(IdError::Ambiguous { entries, .. }) => assert!(entries.contains(&index)),
                Err(error) => panic!("{error}"),
            }
        }
        assert!(matches!(ids.find("abc"), Err(IdError::Malformed(_))));
        assert!(matches!(ids.find("xyzxyz"), Err(IdError::Malformed(_))));
        assert!(matches!(ids.find("0000000000001"), Err(IdError::Unknown(_))));
    }
}
