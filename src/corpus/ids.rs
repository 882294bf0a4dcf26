//! Finding entries by id, or by the beginning of one.

use serde::{Deserialize, Serialize};

use super::identity::Id;
use crate::messages::Lang;
use crate::text::clean::brief;

/// Why an id, or the beginning of one, does not name one entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}", self.message(Lang::En))]
pub enum IdError {
    /// It is too short, or not hexadecimal.
    Malformed(String),
    /// No entry has it.
    Unknown(String),
    /// Several entries have ids that begin so: the id as given, and their places in the corpus.
    Ambiguous(String, Vec<usize>),
}

impl IdError {
    /// What is wrong and how to fix it.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Malformed(id) => lang.malformed_id(&brief(id)),
            Self::Unknown(id) => lang.unknown_id(&brief(id)),
            Self::Ambiguous(id, _) => lang.ambiguous_id(id),
        }
    }
}

/// The fewest digits that name an entry.
pub(super) const SHORTEST: usize = 4;

/// The index of the one entry whose id begins with `prefix`, in either case. `ids` are by entry,
/// `order` has the entries in the order of their ids.
pub(crate) fn find(ids: &[[u8; 6]], order: &[[u8; 4]], prefix: &str) -> Result<usize, IdError> {
    let digits = prefix.to_ascii_lowercase();
    if digits.len() < SHORTEST || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(IdError::Malformed(prefix.to_owned()));
    }
    let entry = |place: &[u8; 4]| u32::from_le_bytes(*place) as usize;
    let id = |place: &[u8; 4]| {
        Id::from_bytes(ids.get(entry(place)).copied().unwrap_or_default()).to_string()
    };
    let from = order.partition_point(|place| id(place) < digits);
    let count = order[from..].partition_point(|place| id(place).starts_with(&digits));
    match &order[from..from + count] {
        [one] => Ok(entry(one)),
        [] => Err(IdError::Unknown(prefix.to_owned())),
        several => Err(IdError::Ambiguous(prefix.to_owned(), several.iter().map(entry).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_will_do_if_it_is_long_and_alone() {
        let ids: Vec<[u8; 6]> = (0..600).map(|n: u32| Id::of(&n.to_string()).bytes()).collect();
        let mut order: Vec<u32> = (0..600).collect();
        order.sort_by_key(|&n| ids[n as usize]);
        let order: Vec<[u8; 4]> = order.into_iter().map(u32::to_le_bytes).collect();
        let find = |prefix: &str| find(&ids, &order, prefix);
        for (index, id) in ids.iter().enumerate() {
            let id = Id::from_bytes(*id).to_string();
            assert_eq!(find(&id), Ok(index));
            match find(&id[..SHORTEST].to_uppercase()) {
                Ok(found) => assert_eq!(found, index),
                Err(IdError::Ambiguous(_, entries)) => assert!(entries.contains(&index)),
                Err(error) => panic!("{error}"),
            }
        }
        assert!(matches!(find("abc"), Err(IdError::Malformed(_))));
        assert!(matches!(find("xyzxyz"), Err(IdError::Malformed(_))));
        assert!(matches!(find("0000000000001"), Err(IdError::Unknown(_))));
    }
}
