//! The forms within a few typing errors of a word: a walk over the sorted dictionary.
//!
//! Forms that share a beginning share the rows of the distance table that belong to it, and a
//! beginning that is already too far off rules out all forms behind it at once; so a few
//! thousand of some hundred thousand forms are looked at, and nothing but the sorted forms is
//! needed. It is the walk of a Levenshtein automaton over a trie (Schulz and Mihov 2002), with
//! the table rows for states and the sorted list for the trie. What it lets through is
//! verified by [`distance::errors`].

use crate::search::index::Vocabulary;
use crate::text::distance;

/// Forms that [`distance::errors`] may find within `budget` errors of `word`, rising.
pub fn near(vocabulary: &Vocabulary, word: &str, budget: usize) -> Vec<u32> {
    let typed: Vec<char> = word.chars().collect();
    let mut walk = Walk::new(&typed, budget);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(form) = nth(vocabulary, at) {
        match walk.read(form) {
            Reading::Near => found.push(at as u32),
            Reading::Far => {}
            Reading::Lost(prefix) => {
                at = skip(vocabulary, at, &form[..prefix]);
                continue;
            }
        }
        at += 1;
    }
    found.retain(|&form| {
        nth(vocabulary, form as usize).is_some_and(|f| distance::errors(word, f).is_some())
    });
    found
}

fn nth(vocabulary: &Vocabulary, at: usize) -> Option<&str> {
    let end = *vocabulary.ends.get(at)? as usize;
    let start = if at == 0 { 0 } else { vocabulary.ends[at - 1] as usize };
    vocabulary.text.get(start..end)
}

/// The first form from `at` on that does not begin with `prefix`: by doubling steps, then
/// halving them, since it is mostly near.
fn skip(vocabulary: &Vocabulary, at: usize, prefix: &str) -> usize {
    let holds = |at: usize| nth(vocabulary, at).is_some_and(|form| form.starts_with(prefix));
    let mut step = 1;
    while holds(at + step) {
        step *= 2;
    }
    let (mut from, mut to) = (at + step / 2, at + step);
    while from + 1 < to {
        let middle = from + (to - from) / 2;
        if holds(middle) { from = middle } else { to = middle }
    }
    to
}

/// What a walk makes of a form.
enum Reading {
    Near,
    Far,
    /// No form that begins with this many of its bytes can be near.
    Lost(usize),
}

/// The distance table of the word typed and the form last read, row by row.
struct Walk<'w> {
    typed: &'w [char],
    budget: usize,
    /// The form last read, as far as it was, and where each of its characters ends.
    form: Vec<char>,
    ends: Vec<usize>,
    /// Row n: the distances of its first n characters to each beginning of the word.
    rows: Vec<Vec<usize>>,
}

impl<'w> Walk<'w> {
    fn new(typed: &'w [char], budget: usize) -> Self {
        let rows = vec![(0..=typed.len()).collect()];
        Self { typed, budget, form: Vec::new(), ends: Vec::new(), rows }
    }

    fn read(&mut self, form: &str) -> Reading {
        let shared = form.chars().zip(&self.form).take_while(|(a, b)| a == *b).count();
        self.form.truncate(shared);
        self.ends.truncate(shared);
        self.rows.truncate(shared + 1);
        let start = self.ends.last().copied().unwrap_or_default();
        for (offset, letter) in form[start..].char_indices() {
            self.form.push(letter);
            self.ends.push(start + offset + letter.len_utf8());
            self.push_row();
            if self.is_lost() {
                return Reading::Lost(start + offset + letter.len_utf8());
            }
        }
        let distance = self.rows[self.form.len()][self.typed.len()];
        if distance <= self.budget { Reading::Near } else { Reading::Far }
    }

    /// Whether the last row rules out whatever follows: nothing in it is within the budget,
    /// nor could a swap with the next letter, which looks back one row more, bring it back.
    fn is_lost(&self) -> bool {
        let least = |row: &Vec<usize>| row.iter().copied().min().unwrap_or_default();
        let [.., before, last] = &self.rows[..] else { return false };
        least(last) > self.budget && least(before) >= self.budget
    }

    /// Adds the row of the last letter: the optimal string alignment distance.
    fn push_row(&mut self) {
        let at = self.form.len();
        let letter = self.form[at - 1];
        let last = &self.rows[at - 1];
        let mut row = Vec::with_capacity(last.len());
        row.push(at);
        for (n, &typed) in self.typed.iter().enumerate() {
            let replaced = last[n] + usize::from(typed != letter);
            let mut least = replaced.min(last[n + 1] + 1).min(row[n] + 1);
            if at > 1 && n > 0 && typed == self.form[at - 2] && self.typed[n - 1] == letter {
                least = least.min(self.rows[at - 2][n - 1] + 1);
            }
            row.push(least);
        }
        self.rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_walk_finds_what_a_look_at_every_form_would(
            forms in prop::collection::btree_set("[abcé]{0,12}|certifi[cat]{0,4}", 0..60),
            word in "[abcé]{5,11}|ce?r?tif?i[cat]{1,5}",
        ) {
            let mut vocabulary = Vocabulary::default();
            for form in &forms {
                vocabulary.text.push_str(form);
                vocabulary.ends.push(vocabulary.text.len() as u32);
            }
            let budget = distance::budget(word.chars().count());
            let near: Vec<&str> = near(&vocabulary, &word, budget)
                .into_iter().filter_map(|at| nth(&vocabulary, at as usize)).collect();
            let expected: Vec<&str> = forms.iter().map(String::as_str)
                .filter(|form| distance::errors(&word, form).is_some()).collect();
            prop_assert_eq!(near, expected);
        }
    }
}
