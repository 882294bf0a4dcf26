//! The terms within a few typing errors of a word: a walk over the sorted dictionary.
//!
//! It is the walk of a Levenshtein automaton over a trie (Schulz and Mihov 2002), with the rows
//! of the distance table for states and the sorted list for the trie. Terms with a common prefix
//! share its rows, and a prefix that is over budget rules out every term behind it at once, so
//! that a few thousand of some hundred thousand terms are read and no other structure is needed.
//! [`distance::errors`] verifies what the walk lets through.

use crate::image::Rows;
use crate::text::distance;

/// The terms within the budget of `word` ([`distance::budget`]) and their errors, terms rising.
pub(super) fn within_budget(terms: Rows<'_>, word: &str) -> Vec<(u32, usize)> {
    let mut walk = Walk::new(word);
    let mut found = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let term = terms.text(at);
        if let Some(prefix) = walk.read(term) {
            at = skip(terms, at, prefix);
            continue;
        }
        if walk.is_within_budget() {
            found.extend(distance::errors(word, term).map(|errors| (at as u32, errors)));
        }
        at += 1;
    }
    found
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

/// The distance table of the word typed and the term last read, row by row.
struct Walk {
    typed: Vec<char>,
    budget: usize,
    /// The term last read, as far as it was read.
    term: Vec<char>,
    /// Row n: the distances of its first n characters to each prefix of the word.
    rows: Vec<Vec<usize>>,
}

impl Walk {
    fn new(word: &str) -> Self {
        let typed: Vec<char> = word.chars().collect();
        let rows = vec![(0..=typed.len()).collect()];
        let budget = distance::budget(typed.len());
        Self { typed, budget, term: Vec::new(), rows }
    }

    /// Reads a term; returns a prefix of it that nothing within the budget can begin with.
    fn read<'t>(&mut self, term: &'t str) -> Option<&'t str> {
        let shared = term.chars().zip(&self.term).take_while(|(a, b)| a == *b).count();
        self.term.truncate(shared);
        self.rows.truncate(shared + 1);
        let mut end: usize = self.term.iter().map(|letter| letter.len_utf8()).sum();
        for letter in term[end..].chars() {
            end += letter.len_utf8();
            self.term.push(letter);
            self.push_row();
            if self.is_ruled_out() {
                return Some(&term[..end]);
            }
        }
        None
    }

    fn is_within_budget(&self) -> bool {
        self.rows[self.term.len()][self.typed.len()] <= self.budget
    }

    /// Whether the last row rules out whatever follows: nothing in it is within the budget, nor
    /// can a swap with the next letter, which looks back one row more, bring it back.
    fn is_ruled_out(&self) -> bool {
        let least = |row: &Vec<usize>| row.iter().copied().min().unwrap_or_default();
        let [.., before, last] = &self.rows[..] else { return false };
        least(last) > self.budget && least(before) >= self.budget
    }

    /// Adds the row of the last letter: the optimal string alignment distance.
    fn push_row(&mut self) {
        let at = self.term.len();
        let letter = self.term[at - 1];
        let last = &self.rows[at - 1];
        let mut row = Vec::with_capacity(last.len());
        row.push(at);
        for (n, &typed) in self.typed.iter().enumerate() {
            let replaced = last[n] + usize::from(typed != letter);
            let mut least = replaced.min(last[n + 1] + 1).min(row[n] + 1);
            if at > 1 && n > 0 && typed == self.term[at - 2] && self.typed[n - 1] == letter {
                least = least.min(self.rows[at - 2][n - 1] + 1);
            }
            row.push(least);
        }
        self.rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Builder, Section};
    use crate::prepared::VERSION;

    proptest! {
        #[test]
        fn the_walk_finds_what_comparing_every_term_finds(
            terms in prop::collection::btree_set("[abcé]{0,12}|certifi[cat]{0,4}", 0..60),
            word in "[abcé]{5,11}|ce?r?tif?i[cat]{1,5}",
        ) {
            let mut image = Builder::default();
            image.push_strings(Section::Terms, terms.iter().map(String::as_str));
            let image = image.finish(&VERSION);
            let expected: Vec<(u32, usize)> = (0..)
                .zip(&terms)
                .filter_map(|(at, term)| Some((at, distance::errors(&word, term)?)))
                .collect();
            prop_assert_eq!(within_budget(image.rows(Section::Terms), &word), expected);
        }
    }
}
