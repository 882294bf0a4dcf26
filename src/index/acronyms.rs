//! Acronyms the entries explain themselves: "Haute Autorité de Santé (HAS)".
//!
//! Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in
//! biomedical text": a short form in brackets after its long form, or the other way round;
//! the letters of the short form, read from the right, must be found in order in the long
//! form, the first one at the start of a word. Runs on the raw text, since capitals tell an
//! acronym from an aside.

use std::collections::BTreeSet;

use crate::image::Rows;
use crate::text::{fold::fold, stem::stem, stop::is_stop, tokens};

/// A short form and what it stands for, both folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acronym {
    /// `has`
    pub short: String,
    /// The content words of the long form: `haute autorite sante`.
    pub long: String,
}

/// Longest short form, in characters.
const SHORT_MAX: usize = 10;

/// Adds the acronyms explained in one raw text to `found`.
pub fn learn(text: &str, found: &mut Vec<Acronym>) {
    for (open, _) in text.match_indices('(') {
        let inside = &text[open + 1..];
        let Some(len) = inside.find([')', '\n', '(']).filter(|&n| n <= 120) else {
            continue;
        };
        let inside = inside[..len].trim();
        let before = before(&text[..open]);
        if let Some(first) = inside.split([',', ';']).next().filter(|s| is_short(s)) {
            found.extend(long_form(before, first));
        } else if let Some(short) = before.split_whitespace().next_back().filter(|s| is_short(s)) {
            found.extend(long_form(inside, short));
        }
    }
}

/// The rows of two lists of strings: `short TAB long`, and `stem TAB short TAB long`, the stem
/// being that of the first word of the long form. Both in byte order, each row once.
pub(super) fn rows(found: &[Acronym]) -> [BTreeSet<String>; 2] {
    let by_short = found.iter().map(|Acronym { short, long }| format!("{short}\t{long}"));
    let by_stem = found.iter().map(|Acronym { short, long }| {
        let first = long.split(' ').next().unwrap_or_default();
        format!("{}\t{short}\t{long}", stem(first))
    });
    [by_short.collect(), by_stem.collect()]
}

/// What follows `key` and a tab in the strings of a list that begin so.
pub(super) fn after<'i>(strings: Rows<'i>, key: &str) -> impl Iterator<Item = &'i str> + use<'i> {
    let head = format!("{key}\t");
    let places = strings.with_prefix(&head);
    places.map(move |at| strings.text(at).get(head.len()..).unwrap_or_default())
}

/// The text that may hold a long form: the same line, back to the last full stop.
fn before(text: &str) -> &str {
    let from = text.rfind(['\n', ';', ':', '(', ')']).map_or(0, |at| at + 1);
    text[from..].trim()
}

/// 2 to 10 letters or digits, at least two of them capitals, one word.
fn is_short(s: &str) -> bool {
    let s = s.trim();
    let chars = s.chars().count();
    let capitals = s.chars().filter(|c| c.is_uppercase()).count();
    (2..=SHORT_MAX).contains(&chars)
        && capitals >= 2
        && s.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '+')
}

/// The shortest end of `before` that spells out `short`.
fn long_form(before: &str, short: &str) -> Option<Acronym> {
    let key: Vec<char> = fold(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let words: Vec<&str> = before.split_whitespace().collect();
    let most = (key.len() + 5).min(key.len() * 2);
    let tail = words[words.len().saturating_sub(most)..].join(" ");
    let tail = fold(&tail);
    let start = match_back(&tail.chars().collect::<Vec<_>>(), &key)?;
    let long: String = tail.chars().skip(start).collect();
    let long: Vec<String> = tokens::tokenize(&long)
        .into_iter()
        .filter(|t| t.kind == tokens::Kind::Word && !is_stop(&t.text))
        .map(|t| t.text.into_owned())
        .collect();
    let short: String = key.into_iter().collect();
    (long.len() >= 2 && !long.contains(&short)).then(|| Acronym { short, long: long.join(" ") })
}

/// Where in `text` the long form begins: each letter of `key` found from the right, the
/// first at the start of a word.
fn match_back(text: &[char], key: &[char]) -> Option<usize> {
    let mut at = text.len();
    for (k, &letter) in key.iter().enumerate().rev() {
        loop {
            at = at.checked_sub(1)?;
            let starts = at == 0 || !text[at - 1].is_alphanumeric();
            if text[at] == letter && (k > 0 || starts) {
                break;
            }
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        learn(text, &mut found);
        found.into_iter().map(|Acronym { short, long }| (short, long)).collect()
    }

    #[test]
    fn both_orders() {
        let has = [("has".to_owned(), "haute autorite sante".to_owned())];
        assert_eq!(learnt("La Haute Autorité de Santé (HAS) a publié"), has);
        assert_eq!(learnt("La HAS (Haute Autorité de Santé) a publié"), has);
    }

    #[test]
    fn asides_are_not_acronyms() {
        assert!(learnt("le délai (six mois) court").is_empty());
        assert!(learnt("la date (soit le 16/05/2026)").is_empty());
        assert!(learnt("(HDS").is_empty());
    }
}
