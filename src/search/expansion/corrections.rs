//! Corrections of a misspelt word, among the terms of the index.

use crate::image::Rows;
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
///
/// It is the walk of a Levenshtein automaton over a trie (Schulz and Mihov 2002), with the rows of
/// the distance table for states and the sorted dictionary for the trie: terms with a common prefix
/// share its rows, and a prefix that is over budget rules out every term behind it at once.
fn within_budget(terms: Rows<'_>, word: &str) -> Vec<(u32, usize)> {
    let typed: Vec<char> = word.chars().collect();
    let budget = distance::budget(typed.len());
    let least = |row: &[usize]| row.iter().copied().min().unwrap_or_default();
    // The term last read, as far as it was read. Row n: the distances of its first n letters to
    // each prefix of the word.
    let mut read: Vec<char> = Vec::new();
    let mut rows: Vec<Vec<usize>> = vec![(0..=typed.len()).collect()];
    let (mut found, mut at) = (Vec::new(), 0);
    'terms: while at < terms.len() {
        let term = terms.text(at);
        let shared = term.chars().zip(&read).take_while(|(a, b)| a == *b).count();
        read.truncate(shared);
        rows.truncate(shared + 1);
        let mut end: usize = read.iter().map(|letter| letter.len_utf8()).sum();
        for letter in term[end..].chars() {
            end += letter.len_utf8();
            read.push(letter);
            let row = next_row(&typed, &read, &rows);
            // A swap with the next letter looks back one row more.
            let is_ruled_out = least(&row) > budget && least(&rows[rows.len() - 1]) >= budget;
            rows.push(row);
            if is_ruled_out {
                at = skip(terms, at, &term[..end]);
                continue 'terms;
            }
        }
        if rows[read.len()][typed.len()] <= budget {
            found.extend(distance::errors(word, term).map(|errors| (at as u32, errors)));
        }
        at += 1;
    }
    found
}

/// The row of the last letter of `read`: the optimal string alignment distance.
fn next_row(typed: &[char], read: &[char], rows: &[Vec<usize>]) -> Vec<usize> {
    let at = read.len();
    let (letter, last) = (read[at - 1], &rows[at - 1]);
    let mut row = Vec::with_capacity(last.len());
    row.push(at);
    for (n, &c) in typed.iter().enumerate() {
        let replaced = last[n] + usize::from(c != letter);
        let mut least = replaced.min(last[n + 1] + 1).min(row[n] + 1);
        if at > 1 && n > 0 && c == read[at - 2] && typed[n - 1] == letter {
            least = least.min(rows[at - 2][n - 1] + 1);
        }
        row.push(least);
    }
    row
}

/// The first term from `at` on that does not begin with `prefix`: by doubling steps, then
/// halving them, since it is mostly close.
fn skip(terms: Rows<'_>, at: usize, prefix: &str) -> usize {
    let has_prefix = |at: usize| terms.text(at).starts_with(prefix);
    let mut step = 1;
    while has_prefix(at + step) {
        step *= 2;
    }
    let (mut from, mut to) = (at + step / 2, at + step);
    while from + 1 < to {
        let middle = from + (to - from) / 2;
        if has_prefix(middle) { from = middle } else { to = middle }
    }
    to
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
        fn the_walk_finds_what_comparing_every_term_finds(
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
            prop_assert_eq!(within_budget(image.rows(Section::Terms), &word), expected);
        }
    }
}
