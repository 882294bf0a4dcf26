//! The characters that texts are written in.
//!
//! Unicode has some sixty ways to write an `e`; a French corpus uses eight of them. A pattern is
//! widened only to the forms that can occur, so its classes stay small and the literal searches
//! under the regex engine stay fast. The alphabet is collected while pages are read.

use super::ascii;

/// The letters that nearly all French accents are. None of them needs normalisation.
pub(crate) const LETTERS: std::ops::RangeInclusive<char> = 'À'..='ÿ';

/// The first byte of each of [`LETTERS`] in UTF-8, and of nothing else.
const LETTER_BYTE: u8 = 0xC3;

/// A set of non-ASCII characters.
///
/// ASCII is not recorded: it is always taken to occur. A [`Pattern`](crate::search::pattern::Pattern)
/// is exact on texts whose characters are all in its alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alphabet {
    /// A bit per code point, up to the last one in the set.
    seen: Vec<u64>,
}

impl Alphabet {
    /// The alphabet of all `texts` together; linear in their bytes.
    pub fn of<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut alphabet = Self::default();
        for text in texts {
            text.as_ref().chars().for_each(|c| _ = alphabet.insert(c));
        }
        alphabet
    }

    /// The alphabet of `text`, with all of [`LETTERS`] if it has one of them: as fast as memory is.
    pub(crate) fn with_letters(text: &str) -> Self {
        let mut alphabet = Self::default();
        if memchr::memchr(LETTER_BYTE, text.as_bytes()).is_some() {
            LETTERS.for_each(|c| _ = alphabet.insert(c));
        }
        ascii::each_other_lead(text.as_bytes(), LETTER_BYTE, |at| {
            text[at..].chars().next().into_iter().for_each(|c| _ = alphabet.insert(c));
        });
        alphabet
    }

    /// Adds `c`; returns whether it is new, which ASCII never is.
    pub fn insert(&mut self, c: char) -> bool {
        if c.is_ascii() {
            return false;
        }
        let (word, bit) = (c as usize / 64, 1 << (c as usize % 64));
        if word >= self.seen.len() {
            self.seen.resize(word + 1, 0);
        }
        let new = self.seen[word] & bit == 0;
        self.seen[word] |= bit;
        new
    }

    /// Adds the characters of `other`.
    pub fn merge(&mut self, other: &Self) {
        if other.seen.len() > self.seen.len() {
            self.seen.resize(other.seen.len(), 0);
        }
        for (word, more) in self.seen.iter_mut().zip(&other.seen) {
            *word |= more;
        }
    }

    /// The characters of the set, in code point order.
    pub fn chars(&self) -> impl Iterator<Item = char> + '_ {
        let words = self.seen.iter().enumerate();
        words.filter(|(_, word)| **word != 0).flat_map(|(at, word)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.filter_map(move |bit| char::from_u32((at * 64) as u32 + bit))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_occurs_is_in_the_alphabet() {
        let alphabet = Alphabet::of(["plain ascii, then é", "l’œuvre 😀"]);
        assert_eq!(alphabet.chars().collect::<String>(), "éœ’😀");
    }

    #[test]
    fn alphabets_merge_in_any_order() {
        let [few, many] = ["é", "à😀"].map(|text| Alphabet::of([text]));
        for (mut one, other) in [(few.clone(), &many), (many.clone(), &few)] {
            one.merge(other);
            assert_eq!(one, Alphabet::of(["éà😀"]));
            assert!(!one.insert('é') && one.insert('è') && !one.insert('e'));
        }
    }
}
