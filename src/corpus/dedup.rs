//! Merging: which entries are the same answer.
//!
//! Entries are equal if their identity texts are. Most differ in the first or last words of
//! them, so a [`key`](super::identity::key) made of these tells most entries apart; only those
//! that share one are compared, and mostly no further than to the first word in which they
//! differ. Where many entries share a key, a hash of their identity texts says which to
//! compare. Hashes are keyed at random (SipHash, as the standard library has it), and few are
//! compared by their key alone: pages written to collide cost no more than others that share
//! their ends.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use super::identity::{identity_bytes, same};
use crate::parallel;

/// So many different entries of one key are told apart by comparing each with each.
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
    for (led, others) in parallel::map(&groups, bytes, |group| compared(group, text)) {
        led.into_iter().for_each(|(index, leader)| leaders[index] = leader);
        rest.extend(others);
    }
    let state = RandomState::new();
    let hashes = parallel::map(&rest, bytes, |&index| state.hash_one(identity_bytes(text(index))));
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, hash) in rest.into_iter().zip(hashes) {
        let known = known.entry(hash).or_default();
        match known.iter().find(|&&other| same(text(index), text(other))) {
            Some(&leader) => leaders[index] = leader,
            None => known.push(index),
        }
    }
    leaders
}

/// Compares the entries of `group`, which are in order, with the first [`FEW`] different ones.
/// Gives those that are equal to one of them, each with that, and those that are equal to none.
fn compared<'a>(
    group: &[usize],
    text: impl Fn(usize) -> &'a str,
) -> (Vec<(usize, usize)>, Vec<usize>) {
    let mut few: Vec<(usize, &str)> = Vec::new();
    let (mut led, mut rest) = (Vec::new(), Vec::new());
    for &index in group {
        let own = text(index);
        match few.iter().find(|(_, other)| same(own, other)) {
            Some(&(leader, _)) => led.push((index, leader)),
            None if few.len() < FEW => few.push((index, own)),
            None => rest.push(index),
        }
    }
    (led, rest)
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
    use crate::corpus::identity::{self, identity_text};
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
            let identities: Vec<String> = texts.iter().map(|text| identity_text(text)).collect();
            let first = |text: &String| identities.iter().position(|other| other == text);
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
