//! The characters a corpus is written in.
//!
//! Unicode knows some sixty ways to write an `e`; a French corpus uses eight of them. A
//! pattern is widened only to the forms that can occur, so its classes stay small and the
//! literal searches under the regex engine stay fast. The price is one pass over the texts,
//! which skips ASCII eight bytes at a time.

/// Sixty-four characters a word, for every code point.
const WORDS: usize = (char::MAX as usize + 1) / 64;

/// The high bit of each of eight bytes: set where a byte is not ASCII.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The set of non-ASCII characters that occur in some texts.
///
/// ASCII is not recorded: it is always taken to occur. A [`Pattern`](super::Pattern) is
/// exact on texts whose characters are all in its alphabet.
#[derive(Clone, PartialEq, Eq)]
pub struct Alphabet {
    seen: Vec<u64>,
}

impl Alphabet {
    /// The alphabet of all `texts` together; linear in their bytes.
    pub fn of<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut alphabet = Self::default();
        for text in texts {
            alphabet.add(text.as_ref());
        }
        alphabet
    }

    /// Adds the characters of `text`.
    pub fn add(&mut self, text: &str) {
        let (words, tail) = text.as_bytes().as_chunks::<8>();
        for (at, word) in words.iter().enumerate() {
            let mut high = u64::from_le_bytes(*word) & HIGH_BITS;
            while high != 0 {
                self.add_at(text, at * 8 + high.trailing_zeros() as usize / 8);
                high &= high - 1;
            }
        }
        for at in text.len() - tail.len()..text.len() {
            self.add_at(text, at);
        }
    }

    /// The non-ASCII characters seen, in code point order.
    pub fn chars(&self) -> impl Iterator<Item = char> + '_ {
        let words = self.seen.iter().enumerate();
        words.filter(|(_, word)| **word != 0).flat_map(|(at, word)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.filter_map(move |bit| char::from_u32((at * 64) as u32 + bit))
        })
    }

    /// Adds the character that starts at byte `at`, if one starts there and is not ASCII.
    fn add_at(&mut self, text: &str, at: usize) {
        let start = text.get(at..).and_then(|rest| rest.chars().next());
        if let Some(ch) = start.filter(|ch| !ch.is_ascii()) {
            self.seen[ch as usize / 64] |= 1 << (ch as usize % 64);
        }
    }
}

impl Default for Alphabet {
    fn default() -> Self {
        let seen = vec![0; WORDS];
        Self { seen }
    }
}

impl std::fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.chars()).finish()
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
    fn every_position_of_a_character_is_seen() {
        for padding in 0..20 {
            let text = format!("{}é{}", "a".repeat(padding), "b".repeat(20 - padding));
            assert_eq!(Alphabet::of([text]), Alphabet::of(["é"]));
        }
    }
}
