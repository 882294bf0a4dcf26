//! Merging: which entries are the same answer.
//!
//! Entries are equal if their identity texts are. Most differ in the first or last words of
//! them, so a [`key`](super::identity::key) made of these tells most entries apart. Of those that
//! share one, most are equal to the byte; what is left is told apart by hashes of their identity
//! texts. These are 128 bits keyed at random (SipHash, as the standard library has it): pages
//! written to collide do not.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use super::identity::identity_bytes;
use crate::parallel;

/// With so many different texts of its key each text is compared.
const FEW: usize = 8;

/// For each of `entries`, the index of the first that is equal to it: its own, if it is that.
///
/// `key` is the [`key`](super::identity::key) of its `text`; all texts have so many `bytes`.
pub(super) fn leaders<'a, E: Sync>(
    entries: &'a [E],
    bytes: u64,
    key: impl Fn(&E) -> u64,
    text: impl Fn(&'a E) -> &'a str + Sync,
) -> Vec<usize> {
    let mut leaders: Vec<usize> = (0..entries.len()).collect();
    let text = |index: usize| text(&entries[index]);
    let keys: Vec<u64> = entries.iter().map(key).collect();
    let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
    for index in crowd(&keys) {
        groups.entry(keys[index]).or_default().push(index);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    let mut rest = Vec::new();
    for (led, different) in parallel::map(&groups, bytes, |group| compared(group, text)) {
        led.into_iter().for_each(|(index, leader)| leaders[index] = leader);
        rest.extend(different);
    }
    let states = [RandomState::new(), RandomState::new()];
    let hashes = parallel::map(&rest, bytes, |&index| {
        let identity = identity_bytes(text(index));
        states.each_ref().map(|state| state.hash_one(&identity))
    });
    let mut known: HashMap<[u64; 2], usize> = HashMap::new();
    for (index, hash) in rest.into_iter().zip(hashes) {
        leaders[index] = *known.entry(hash).or_insert(index);
    }
    // What is equal to the byte to another follows that to its leader.
    for index in 0..leaders.len() {
        leaders[index] = leaders[leaders[index]];
    }
    leaders
}

/// Those of `group`, which is in order, that are equal to the byte to one of the first [`FEW`]
/// different ones, each with that; and the different ones, unless they are one.
fn compared<'a>(
    group: &[usize],
    text: impl Fn(usize) -> &'a str,
) -> (Vec<(usize, usize)>, Vec<usize>) {
    let (mut led, mut different) = (Vec::new(), Vec::new());
    let mut few: Vec<&str> = Vec::new();
    for &index in group {
        let own = text(index);
        if let Some(at) = few.iter().position(|&other| other == own) {
            led.push((index, different[at]));
            continue;
        }
        different.push(index);
        if few.len() < FEW {
            few.push(own);
        }
    }
    if different.len() == 1 {
        different.clear();
    }
    (led, different)
}

/// The indices of the keys that stand more than once, in order, and few others.
fn crowd(keys: &[u64]) -> Vec<usize> {
    // A bit for each of the values that a part of the key can have, and for each of the values
    // met twice. They fit the processor's cache where a table of the keys would not.
    let width = (16 * keys.len().max(4)).next_power_of_two();
    let mut once = vec![0u64; width / 64];
    let mut twice = once.clone();
    let place = |key: u64| {
        let value = (key >> 16) as usize % width;
        (value / 64, 1 << (value % 64))
    };
    for &key in keys {
        let (word, bit) = place(key);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    let met_twice = |&index: &usize| {
        let (word, bit) = place(keys[index]);
        twice[word] & bit != 0
    };
    (0..keys.len()).filter(met_twice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::identity;
    use proptest::prelude::*;

    /// Texts with equal ends, and some that are equal but for how they are written.
    fn text() -> impl Strategy<Value = String> {
        let end = "œuvre d’un été, et d'un autre de même ".repeat(2);
        let middle = prop::sample::select(vec![
            "", "é", "e", "É ", "oe", "œ", "  ", "a", "1", "2", "3", "Z", "z", "\n",
        ]);
        let whole = prop::sample::select(vec!["a", "À", "b", "", "l’an", "L'AN"]);
        prop_oneof![
            middle.prop_map(move |m| format!("{end}{m}{end}")),
            whole.prop_map(str::to_owned)
        ]
    }

    proptest! {
        #[test]
        fn the_leader_is_the_first_with_the_same_identity_text(texts in prop::collection::vec(text(), 0..40)) {
            let identities: Vec<Vec<u8>> = texts.iter().map(|text| identity_bytes(text)).collect();
            let first = |text: &Vec<u8>| identities.iter().position(|other| other == text);
            let expected: Vec<usize> = identities.iter().filter_map(first).collect();
            let keys: Vec<u64> = texts.iter().map(|text| identity::key(text)).collect();
            let crowd = crowd(&keys);
            let twice = |&index: &usize| keys.iter().filter(|&&key| key == keys[index]).count() > 1;
            prop_assert!((0..keys.len()).filter(twice).all(|index| crowd.contains(&index)));
            prop_assert_eq!(leaders(&texts, u64::MAX, |text| identity::key(text), |text| text), expected.clone());
            prop_assert_eq!(leaders(&texts, 0, |_| 0, |text| text), expected);
        }
    }
}
