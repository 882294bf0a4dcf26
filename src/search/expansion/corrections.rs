//! Corrections of a misspelt word, among the terms of the index.

use super::levenshtein::within_budget;
use crate::index::Index;
use crate::text::{distance, stop::is_stop};

/// The likeliest corrections of `word`, at most `limit`, each a term and its typing errors, at
/// least 1; best first: in most entries, then in alphabetical order. All have the fewest errors
/// found, so that farther terms do not dilute a sure correction.
pub(super) fn corrections(index: &Index<'_>, word: &str, limit: usize) -> Vec<(u32, usize)> {
    if !distance::may_be_misspelt(word) {
        return Vec::new();
    }
    let is_word = |term: u32| {
        let meant = index.term(term);
        !is_stop(&meant) && meant.chars().all(char::is_alphabetic)
    };
    let mut found = within_budget(index.terms(), word);
    found.retain(|&(term, errors)| errors > 0 && is_word(term));
    let least = found.iter().map(|&(_, errors)| errors).min().unwrap_or(0);
    found.retain(|&(_, errors)| errors == least);
    let df = |term: u32| index.doc_freq(term);
    found.sort_by(|&(a, _), &(b, _)| df(b).cmp(&df(a)).then_with(|| a.cmp(&b)));
    found.truncate(limit);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::image_of;

    #[test]
    fn the_nearest_then_the_commonest() {
        let image = image_of(&["la sécurité du certificat", "sécurité", "sécurités diverses"]);
        let index = Index::open(&image).expect("an index");
        let found = corrections(&index, "securitte", 2);
        assert_eq!(index.term(found[0].0), "securite");
        assert!(corrections(&index, "l1111-8", 2).is_empty());
    }
}
