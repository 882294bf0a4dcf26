//! Finding entries by id, or by the beginning of one.

use super::error::Error;
use super::identity::Id;

/// The fewest digits that name an entry.
pub(super) const SHORTEST: usize = 4;

/// The index of the one entry whose id begins with `prefix`, in either case. `ids` are by entry,
/// `order` has the entries in the order of their ids.
pub(crate) fn find(ids: &[[u8; 6]], order: &[[u8; 4]], prefix: &str) -> Result<usize, Error> {
    let digits = prefix.to_ascii_lowercase();
    if digits.len() < SHORTEST || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::MalformedId(prefix.to_owned()));
    }
    let entry = |place: &[u8; 4]| u32::from_le_bytes(*place) as usize;
    let id = |place: &[u8; 4]| {
        Id::from_bytes(ids.get(entry(place)).copied().unwrap_or_default()).to_string()
    };
    let from = order.partition_point(|place| id(place) < digits);
    let count = order[from..].partition_point(|place| id(place).starts_with(&digits));
    match &order[from..from + count] {
        [one] => Ok(entry(one)),
        [] => Err(Error::UnknownId(prefix.to_owned())),
        several => Err(Error::AmbiguousId(prefix.to_owned(), several.iter().map(entry).collect())),
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
                Err(Error::AmbiguousId(_, entries)) => assert!(entries.contains(&index)),
                Err(error) => panic!("{error}"),
            }
        }
        assert!(matches!(find("abc"), Err(Error::MalformedId(_))));
        assert!(matches!(find("xyzxyz"), Err(Error::MalformedId(_))));
        assert!(matches!(find("0000000000001"), Err(Error::UnknownId(_))));
    }
}
