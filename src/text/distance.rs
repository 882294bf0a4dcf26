//! The distance between two words, in typing errors.
//!
//! An error is one letter inserted, dropped or replaced, or two neighbours swapped: the
//! optimal string alignment distance (Damerau 1964 restricted, as in Boytsov 2011), taken
//! from the crate `strsim`. The budget by word length and the higher cost of the first letter
//! follow Meilisearch: people seldom miss the first letter, and short words have too many
//! neighbours to guess among.

/// The longest word, in characters, that is corrected: beyond it the cost is not worth it.
const LONGEST: usize = 40;

/// The errors allowed in a word of `letters` characters: none up to 4, one up to 8, two beyond.
pub fn budget(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        9..=LONGEST => 2,
        _ => 0,
    }
}

/// Whether a folded word may be misspelt: letters alone, long enough to have a budget.
///
/// Codes and numbers are right or wrong, never nearly right.
pub fn may_be_misspelt(word: &str) -> bool {
    budget(word.chars().count()) > 0 && word.chars().all(char::is_alphabetic)
}

/// The number of errors that turn `typed` into `meant`, or `None` beyond the budget of
/// `typed`. A wrong first letter counts one more, unless the first two are swapped.
pub fn errors(typed: &str, meant: &str) -> Option<usize> {
    let budget = budget(typed.chars().count());
    let plain = strsim::osa_distance(typed, meant);
    if plain > budget {
        return None;
    }
    let cost = plain + usize::from(wrong_first(typed, meant));
    (cost <= budget).then_some(cost)
}

/// The distances of a word to what is spelt letter by letter: for walks over a dictionary, whose
/// words share the work on a common prefix, and of which one that cannot be completed within a
/// budget rules out every word behind it.
///
/// The walk of a Levenshtein automaton over a trie (Schulz and Mihov 2002), with the rows of the
/// distance table for states.
pub struct Spelling {
    typed: Vec<char>,
    spelt: Vec<char>,
    /// Row n: the distances of the first n letters spelt to each prefix of the word.
    rows: Vec<usize>,
}

impl Spelling {
    /// Nothing spelt yet, to be compared with `typed`.
    pub fn new(typed: &str) -> Self {
        let typed: Vec<char> = typed.chars().collect();
        let rows = (0..=typed.len()).collect();
        Self { typed, spelt: Vec::new(), rows }
    }

    /// The letters spelt.
    pub fn spelt(&self) -> &[char] {
        &self.spelt
    }

    /// Takes back all but the first `letters`.
    pub fn truncate(&mut self, letters: usize) {
        self.spelt.truncate(letters);
        self.rows.truncate((letters + 1) * self.width());
    }

    /// Spells one letter more.
    pub fn push(&mut self, letter: char) {
        self.spelt.push(letter);
        let (width, at) = (self.width(), self.spelt.len());
        self.rows.resize((at + 1) * width, at);
        let (before, row) = self.rows.split_at_mut(at * width);
        let last = &before[before.len() - width..];
        for (n, &c) in self.typed.iter().enumerate() {
            let replaced = last[n] + usize::from(c != letter);
            row[n + 1] = replaced.min(last[n + 1] + 1).min(row[n] + 1);
            if at > 1 && n > 0 && c == self.spelt[at - 2] && self.typed[n - 1] == letter {
                let swapped = before[before.len() - 2 * width + n - 1] + 1;
                row[n + 1] = row[n + 1].min(swapped);
            }
        }
    }

    /// The distance of the word to what is spelt.
    pub fn distance(&self) -> usize {
        self.rows[self.rows.len() - 1]
    }

    /// Whether no word that begins with what is spelt is within `budget`. A swap with the next
    /// letter looks back one row more.
    pub fn is_ruled_out(&self, budget: usize) -> bool {
        let least = |rows: &[usize]| rows.iter().copied().min().unwrap_or_default();
        let (before, last) = self.rows.split_at(self.rows.len() - self.width());
        let before = &before[before.len().saturating_sub(self.width())..];
        least(last) > budget && least(before) >= budget
    }

    fn width(&self) -> usize {
        self.typed.len() + 1
    }
}

fn wrong_first(typed: &str, meant: &str) -> bool {
    let (mut t, mut m) = (typed.chars(), meant.chars());
    let (t, m) = ((t.next(), t.next()), (m.next(), m.next()));
    t.0 != m.0 && !(t.0 == m.1 && t.1 == m.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_of_each_kind() {
        for typed in ["chifrement", "chiffremment", "chiffrememt", "chiffremetn"] {
            assert_eq!(errors(typed, "chiffrement"), Some(1), "{typed}");
        }
        assert_eq!(errors("securitte", "securite"), Some(1));
    }

    #[test]
    fn a_wrong_first_letter_costs_two() {
        assert_eq!(errors("tertificat", "certificat"), Some(2));
        assert_eq!(errors("boyage", "voyage"), None);
        assert_eq!(errors("ecrtificat", "certificat"), Some(1));
    }

    #[test]
    fn what_is_spelt_is_compared_as_words_are() {
        let mut spelling = Spelling::new("chiffremetn");
        for word in ["chiffre", "chiffrement", "chiffres", "cihffremetn", "x"] {
            let shared = spelling.spelt().iter().zip(word.chars()).take_while(|(a, b)| **a == *b);
            let shared = shared.count();
            spelling.truncate(shared);
            word.chars().skip(shared).for_each(|letter| spelling.push(letter));
            assert_eq!(spelling.distance(), strsim::osa_distance("chiffremetn", word), "{word}");
            assert!(!spelling.is_ruled_out(spelling.distance()), "{word}");
        }
        assert!(spelling.is_ruled_out(0));
    }

    #[test]
    fn short_words_and_codes_are_left_alone() {
        assert_eq!(errors("code", "mode"), None);
        assert!(!may_be_misspelt("l1111-8") && !may_be_misspelt("cps"));
    }
}
