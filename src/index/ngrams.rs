//! Four-letter n-grams of words: `certification` and `certifié` share `cert`, `erti`, `rtif`,
//! `tifi`.
//!
//! A second, low-weight ranking over n-grams bridges what the stemmer leaves apart and
//! softens misspellings (McNamee and Mayfield 2004, "Character n-gram tokenization for
//! European language text retrieval": n = 4 is best for French). The n-grams of an entry are
//! not stored; those of its terms are, and the forward index does the rest.

use crate::text::stop::is_stop;

/// Letters in an n-gram.
const LETTERS: usize = 4;

/// Words longer than this, in bytes, are not cut.
const LONGEST: usize = 64;

/// The n-grams of a word, in order, each as a number of 21 bits a letter. A shorter word is one
/// n-gram, filled up. Stop words and words that are not all letters have none.
pub fn ngrams(word: &str) -> Vec<u128> {
    if word.len() > LONGEST || is_stop(word) || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut letters: Vec<char> = word.chars().collect();
    while letters.len() < LETTERS {
        letters.push(' ');
    }
    letters.windows(LETTERS).map(key).collect()
}

fn key(letters: &[char]) -> u128 {
    letters.iter().fold(0, |key, &letter| key << 21 | u128::from(u32::from(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_share_ngrams() {
        let a = ngrams("certification");
        assert!(ngrams("certifie").iter().filter(|p| a.contains(p)).count() >= 4);
        assert_eq!(ngrams("ror"), [key(&['r', 'o', 'r', ' '])]);
        assert!(ngrams("l1111-8").is_empty() && ngrams("quelle").is_empty());
    }
}
