//! Finding entries by id, or by the beginning of one.

use super::identity::Id;
use crate::image::{Image, Section};
use crate::messages::Lang;
use crate::text::clean::brief;

/// The fewest digits that name an entry.
pub const SHORTEST: usize = 4;

/// The ids of all entries, searched in place.
#[derive(Debug, Clone, Copy)]
pub struct IdTable<'i> {
    /// By entry.
    ids: &'i [[u8; 6]],
    /// The entries in the order of their ids.
    order: &'i [[u8; 4]],
}

/// Why an id names no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// Too short, or not hexadecimal.
    Malformed(String),
    /// No entry has it.
    Unknown(String),
    /// Several entries do.
    Ambiguous {
        /// The id as given.
        id: String,
        /// The indices of the entries.
        entries: Vec<usize>,
    },
}

impl IdError {
    /// What is wrong and how to fix it.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Malformed(id) => lang.malformed_id(&brief(id)),
            Self::Unknown(id) => lang.unknown_id(&brief(id)),
            Self::Ambiguous { id, .. } => lang.ambiguous_id(id),
        }
    }
}

impl std::fmt::Display for IdError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for IdError {}

impl<'i> IdTable<'i> {
    /// The ids that an image holds.
    pub(super) fn of(image: &'i Image) -> Self {
        Self { ids: image.items(Section::Ids), order: image.items(Section::IdOrder) }
    }

    /// The ids of sections that are being built.
    pub(crate) fn new(ids: &'i [u8], order: &'i [u8]) -> Self {
        Self { ids: ids.as_chunks().0, order: order.as_chunks().0 }
    }

    /// The index of the one entry whose id begins with `prefix`, in either case.
    ///
    /// # Errors
    /// [`IdError`] if there is none, or more than one.
    pub fn find(self, prefix: &str) -> Result<usize, IdError> {
        let digits = prefix.to_ascii_lowercase();
        if digits.len() < SHORTEST || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(IdError::Malformed(prefix.to_owned()));
        }
        let id = |place: &[u8; 4]| {
            let entry = u32::from_le_bytes(*place) as usize;
            Id::from_bytes(self.ids.get(entry).copied().unwrap_or_default()).to_string()
        };
        let from = self.order.partition_point(|place| id(place) < digits);
        let count = self.order[from..].partition_point(|place| id(place).starts_with(&digits));
        let entry = |place: &[u8; 4]| u32::from_le_bytes(*place) as usize;
        match &self.order[from..from + count] {
            [one] => Ok(entry(one)),
            [] => Err(IdError::Unknown(prefix.to_owned())),
            several => {
                let entries = several.iter().map(entry).collect();
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
        let mut order: Vec<u32> = (0..600).collect();
        order.sort_by_key(|&n| all[n as usize]);
        let ids: Vec<u8> = all.iter().flat_map(|id| id.bytes()).collect();
        let order: Vec<u8> = order.iter().flat_map(|n| n.to_le_bytes()).collect();
        let ids = IdTable::new(&ids, &order);
        for (index, id) in all.iter().enumerate() {
            let id = id.to_string();
            assert_eq!(ids.find(&id), Ok(index));
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
