//! Four-letter pieces of words: `certification` and `certifié` share `cert`, `erti`, `rtif`,
//! `tifi`.
//!
//! A second, low-weight ranking over pieces bridges what the stemmer leaves apart and
//! softens misspellings (McNamee and Mayfield 2004, "Character n-gram tokenization for
//! European language text retrieval": n = 4 is best for French). The pieces of an entry are
//! not stored; those of its forms are, and the postings of the forms do the rest.

use crate::search::index::forms::{Forms, Rows};
use crate::text::stop::is_stop;

/// Letters in a piece.
const PIECE: usize = 4;

/// One piece.
pub type Piece = [char; PIECE];

/// Which forms hold which piece.
#[derive(Clone, Debug, Default)]
pub struct PieceTable {
    keys: Vec<Piece>,
    forms: Rows,
}

impl PieceTable {
    /// Cuts every form, stop words and codes apart.
    pub fn build(forms: &Forms) -> PieceTable {
        let mut pairs: Vec<(Piece, u32)> = Vec::new();
        for id in 0..forms.len() as u32 {
            pairs.extend(pieces(forms.get(id)).into_iter().map(|p| (p, id)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut keys: Vec<Piece> = Vec::new();
        let mut rows = Vec::with_capacity(pairs.len());
        for (piece, form) in pairs {
            if keys.last() != Some(&piece) {
                keys.push(piece);
            }
            rows.push((keys.len() as u32 - 1, form));
        }
        PieceTable { forms: Rows::group(keys.len(), rows.iter().copied()), keys }
    }

    /// The forms that hold `piece`.
    pub fn forms(&self, piece: &Piece) -> &[u32] {
        self.keys.binary_search(piece).map_or(&[], |row| self.forms.get(row as u32))
    }
}

/// The pieces of a word, in order; a shorter word is one piece, filled up. Stop words and
/// words that are not all letters have none.
pub fn pieces(word: &str) -> Vec<Piece> {
    if is_stop(word) || word.len() > 64 || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut letters: Vec<char> = word.chars().collect();
    while letters.len() < PIECE {
        letters.push(' ');
    }
    letters.windows(PIECE).map(|w| [w[0], w[1], w[2], w[3]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_share_pieces() {
        let a = pieces("certification");
        assert!(pieces("certifie").iter().filter(|p| a.contains(p)).count() >= 4);
        assert_eq!(pieces("ror"), [['r', 'o', 'r', ' ']]);
        assert!(pieces("l1111-8").is_empty() && pieces("quelle").is_empty());
    }
}
