//! Corrections of a misspelt word, among the terms of the index.

use crate::image::Strings;
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
        !is_stop(meant) && meant.chars().all(char::is_alphabetic)
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

/// The terms within the budget of `word` ([`distance::budget`]) and their errors, terms rising.
/// Most terms are ruled out before their distance is computed: an error changes the length by at
/// most one letter, and the set of letters by at most two.
fn within_budget(terms: Strings<'_>, word: &str) -> Vec<(u32, usize)> {
    let (length, letters) = outline(word);
    let budget = distance::budget(length);
    let errors = |at: usize| {
        let term = terms.get(at);
        let (term_length, term_letters) = outline(term);
        let differing = (letters ^ term_letters).count_ones() as usize;
        let is_near = length.abs_diff(term_length) <= budget && differing <= 2 * budget;
        let errors = if is_near { distance::errors(word, term) } else { None };
        errors.map(|errors| (at as u32, errors))
    };
    (0..terms.len()).filter_map(errors).collect()
}

/// The length of a word in letters, and which letters it has, 64 classes of them.
fn outline(word: &str) -> (usize, u64) {
    word.chars().fold((0, 0), |(length, set), c| (length + 1, set | 1 << (u32::from(c) % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{Builder, Section};
    use crate::index::image_of;
    use crate::prepared::VERSION;
    use proptest::prelude::*;

    #[test]
    fn the_nearest_then_the_commonest() {
        let image = image_of(&["la sécurité du certificat", "sécurité", "sécurités diverses"]);
        let index = Index::open(&image).expect("an index");
        let found = corrections(&index, "securitte", 2);
        assert_eq!(index.term(found[0].0), "securite");
        assert!(corrections(&index, "l1111-8", 2).is_empty());
    }

    proptest! {
        #[test]
        fn no_term_within_the_budget_is_ruled_out(
            terms in prop::collection::btree_set("[abcé]{0,12}|certifi[cat]{0,4}", 0..60),
            word in "[abcé]{5,11}|ce?r?tif?i[cat]{1,5}",
        ) {
            let mut image = Builder::default();
            image.push_strings(Section::Terms, terms.iter().map(String::as_str));
            let image = image.finish(&VERSION);
            let terms = (0..).zip(&terms);
            let expected: Vec<(u32, usize)> = terms
                .filter_map(|(at, term)| Some((at, distance::errors(&word, term)?)))
                .collect();
            prop_assert_eq!(within_budget(image.strings(Section::Terms), &word), expected);
        }
    }
}
