//! Four-letter pieces of words: `certification` and `certifié` share `cert`, `erti`, `rtif`,
//! `tifi`.
//!
//! A second, low-weight ranking over pieces bridges what the stemmer leaves apart and
//! softens misspellings (McNamee and Mayfield 2004, "Character n-gram tokenization for
//! European language text retrieval": n = 4 is best for French). The pieces of an entry are
//! not stored; those of its forms are, and the forms of an entry do the rest.

use crate::text::stop::is_stop;

/// Letters in a piece.
const PIECE: usize = 4;

/// Words longer than this, in bytes, are not cut.
const LONGEST: usize = 64;

/// One piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece([char; PIECE]);

impl Piece {
    /// The piece as a number; pieces sort alike. 21 bits a letter, which leaves 44 free.
    #[must_use]
    pub fn key(self) -> u128 {
        self.0.iter().fold(0, |key, &letter| key << 21 | u128::from(u32::from(letter)))
    }
}

/// The pieces of a word, in order; a shorter word is one piece, filled up. Stop words and
/// words that are not all letters have none.
#[must_use]
pub fn pieces(word: &str) -> Vec<Piece> {
    if word.len() > LONGEST || is_stop(word) || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut letters: Vec<char> = word.chars().collect();
    while letters.len() < PIECE {
        letters.push(' ');
    }
    letters.windows(PIECE).map(|w| Piece([w[0], w[1], w[2], w[3]])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_share_pieces() {
        let a = pieces("certification");
        assert!(pieces("certifie").iter().filter(|p| a.contains(p)).count() >= 4);
        assert_eq!(pieces("ror"), [Piece(['r', 'o', 'r', ' '])]);
        assert!(pieces("l1111-8").is_empty() && pieces("quelle").is_empty());
        assert!(Piece(['z', 'z', 'z', 'z']).key() < Piece(['é', 'a', 'a', 'a']).key());
    }
}
