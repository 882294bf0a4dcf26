//! The characters that texts are written in.
//!
//! Unicode has some sixty ways to write an `e`; a French corpus uses eight of them. A pattern is
//! widened only to the forms that can occur, so its classes stay small and the literal searches
//! under the regex engine stay fast. The alphabet is collected while pages are read.

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
        // The first bytes of characters that are neither ASCII nor one of the letters.
        let is_first = |byte: u8| byte >= 0xC2 && byte != LETTER_BYTE;
        let mut alphabet = Self::default();
        if memchr::memchr(LETTER_BYTE, text.as_bytes()).is_some() {
            LETTERS.for_each(|c| _ = alphabet.insert(c));
        }
        let (chunks, rest) = text.as_bytes().as_chunks::<32>();
        let mut last = [0; 32];
        last[..rest.len()].copy_from_slice(rest);
        for (start, chunk) in (0..).step_by(32).zip(chunks.iter().chain([&last])) {
            if any(chunk, is_first) {
                let firsts = (start..).zip(chunk).filter(|(_, byte)| is_first(**byte));
                let chars = firsts.filter_map(|(at, _)| text[at..].chars().next());
                chars.for_each(|c| _ = alphabet.insert(c));
            }
        }
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

/// Whether `is` holds of any of the bytes. Sums of numbers, unlike disjunctions, are made for many
/// bytes in one instruction.
fn any(bytes: &[u8; 32], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().map(|&byte| u8::from(is(byte))).sum::<u8>() > 0
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
