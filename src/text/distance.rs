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
    fn short_words_and_codes_are_left_alone() {
        assert_eq!(errors("code", "mode"), None);
        assert!(!may_be_misspelt("l1111-8") && !may_be_misspelt("cps"));
    }
}
