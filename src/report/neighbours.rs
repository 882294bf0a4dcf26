//! Titles of a list, cut so that neighbours can be told apart.
//!
//! « La certification est-elle obligatoire si les données sont pseudonymisées ? » and « … si les
//! données sont chiffrées ? » are the same line once their ends are cut off. Where titles would be,
//! what they share is cut instead: « La certification est-elle… données sont chiffrées ? »

use std::collections::HashMap;

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use crate::parallel;

/// The share of the room, one in this many, that stays to the beginning of a title cut in the
/// middle.
const BEGINNING: usize = 3;

/// `titles` cut to `room` columns each. Titles that differ stay different where the first word
/// they differ in fits.
pub fn cut_apart(titles: &[impl AsRef<str>], room: usize) -> Vec<String> {
    let titles: Vec<&str> = titles.iter().map(AsRef::as_ref).collect();
    let bytes: usize = titles.iter().map(|title| title.len()).sum();
    let mut shown = parallel::map(&titles, bytes as u64, |title| cut(title, room));
    let mut alike: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in shown.iter().enumerate() {
        alike.entry(line).or_default().push(at);
    }
    let alike: Vec<Vec<usize>> = alike.into_values().filter(|group| group.len() > 1).collect();
    for mut group in alike {
        group.sort_unstable_by_key(|&at| titles[at]);
        let same: Vec<&[usize]> = group.chunk_by(|&a, &b| titles[a] == titles[b]).collect();
        let title = |at: usize| titles[same[at][0]];
        for (at, places) in same.iter().enumerate() {
            // In order, the title that shares the longest beginning stands beside.
            let beside = [at.checked_sub(1), (at + 1 < same.len()).then_some(at + 1)];
            let shared = beside.into_iter().flatten().map(|other| shared(title(at), title(other)));
            if let Some(from) = shared.max() {
                for &place in *places {
                    shown[place] = cut_before(titles[place], from, room);
                }
            }
        }
    }
    shown
}

/// The bytes of `title` before the first word that it does not share with `other`.
fn shared(title: &str, other: &str) -> usize {
    let same = title.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
    title[..same].rfind(' ').map_or(0, |space| space + 1)
}

/// `title` at `room` columns: its beginning, a mark, and what stands from byte `from` on, with as
/// many words before that as fit.
fn cut_before(title: &str, from: usize, room: usize) -> String {
    let beginning = cut(title, room / BEGINNING);
    let rest = room - beginning.width().min(room);
    let words = title[..from].char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at + 1);
    let fits = |&at: &usize| title[at..].width() < rest;
    let at = words.chain([from]).find(fits).unwrap_or(from);
    format!("{beginning} {}", cut(&title[at..], rest.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_titles_share_is_cut_where_their_ends_would_be_lost() {
        let titles = [
            "La certification HDS est-elle obligatoire si les données de santé sont chiffrées ?",
            "La certification HDS est-elle obligatoire si les données de santé sont pseudonymisées ?",
            "La certification HDS est-elle obligatoire si les données de santé sont chiffrées ?",
            "La certification HDS remplace-t-elle l’agrément qui était délivré par le ministère ?",
            "Court",
        ];
        assert_eq!(
            cut_apart(&titles, 60),
            [
                "La certification… si les données de santé sont chiffrées ?",
                "La certification… les données de santé sont pseudonymisées ?",
                "La certification… si les données de santé sont chiffrées ?",
                "La certification HDS remplace-t-elle l’agrément qui était…",
                "Court",
            ]
        );
    }

    proptest! {
        #[test]
        fn lines_fit_and_differ_where_the_last_words_do(
            shared in "[a-zé]{1,9}( [a-zé]{1,9}){9,19}",
            ends in proptest::collection::hash_set("[a-z]{1,6}", 2..5),
            room in 30..60_usize,
        ) {
            let titles: Vec<String> = ends.iter().map(|end| format!("{shared} {end}")).collect();
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let shown = cut_apart(&titles, room);
            prop_assert!(shown.iter().all(|line| line.width() <= room), "{shown:?}");
            let distinct: std::collections::HashSet<_> = shown.iter().collect();
            prop_assert_eq!(distinct.len(), titles.len(), "{:?}", shown);
        }

        #[test]
        fn any_titles_at_any_width(titles in proptest::collection::vec("\\PC{0,40}", 0..5), room in 0..50_usize) {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let shown = cut_apart(&titles, room);
            prop_assert_eq!(shown.len(), titles.len());
            // One sign may be two columns wide, and the mark of a cut is one more.
            prop_assert!(shown.iter().all(|line| line.width() <= room.max(8)), "{:?}", shown);
        }
    }
}
