//! One pass over text, for all that loading has to know of its characters and lines.
//!
//! Sixty-four bytes at a time become masks of sixty-four bits, by the `wide` crate: lines and
//! accents come so often in French that looking for them byte by byte, or with one search each,
//! costs more than all the rest of loading. The letters from À to ÿ, which nearly all accents
//! are, are noted as there or not; all other characters outside ASCII are rare enough to be
//! told one by one.

use std::ops::RangeInclusive;

use wide::u8x16;

/// The characters that are not told one by one.
pub(super) const LETTERS: RangeInclusive<char> = 'À'..='ÿ';

/// The first byte of each of them, and of nothing else.
const LETTER_BYTE: u8 = 0xC3;

/// What the last pass over a text told.
#[derive(Debug)]
pub(super) struct Sweep {
    /// The ASCII bytes besides blanks that the lines looked for may begin with.
    firsts: [u8; 2],
    /// The offsets of the characters outside ASCII that are not among [`LETTERS`].
    rare: Vec<usize>,
    /// The lines that begin with a blank, one of the bytes looked for or outside ASCII.
    pub heads: Vec<Head>,
    /// How many `\n` there are.
    pub lines: usize,
    /// Whether there is a `\r`.
    pub returns: bool,
    /// Whether there is one of [`LETTERS`].
    pub letters: bool,
}

/// Where a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Its byte offset.
    pub at: usize,
    /// How many `\n` stand before it.
    pub line: usize,
}

/// What kinds of bytes there are among 64: a bit for each that is of a kind.
#[derive(Default)]
struct Masks {
    line_ends: u64,
    /// What a line looked for may begin with.
    firsts: u64,
    /// First bytes of characters outside ASCII that are not among [`LETTERS`].
    rare: u64,
    /// Whether any byte is a `\r`.
    returns: bool,
    /// Whether any byte is the first of one of [`LETTERS`].
    letters: bool,
}

impl Sweep {
    /// Nothing swept yet; lines are looked for that begin with one of `firsts`, which are
    /// ASCII.
    pub fn new(firsts: [u8; 2]) -> Self {
        let (rare, heads) = (Vec::new(), Vec::new());
        Self { firsts, rare, heads, lines: 0, returns: false, letters: false }
    }

    /// Sweeps `text`, which begins at the head of a line.
    pub fn run(&mut self, text: &str) {
        self.rare.clear();
        self.heads.clear();
        self.lines = 0;
        self.returns = false;
        self.letters = false;
        let mut line_begins = true;
        let bytes = text.as_bytes();
        let (blocks, rest) = bytes.as_chunks::<64>();
        for (index, block) in blocks.iter().enumerate() {
            line_begins = self.block(index * 64, block, line_begins);
        }
        // What fills the last block up is no text, but might be taken for the head of a line.
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        self.block(blocks.len() * 64, &last, line_begins);
        self.heads.truncate(self.heads.partition_point(|head| head.at < bytes.len()));
    }

    /// Whether there is a character outside ASCII.
    pub fn is_wide(&self) -> bool {
        self.letters || !self.rare.is_empty()
    }

    /// The characters of `text`, which was swept last, that are told one by one, with their
    /// offsets.
    pub fn rare_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, char)> + 'a {
        let character = |&at: &usize| text[at..].chars().next().map(|c| (at, c));
        self.rare.iter().filter_map(character)
    }

    /// Notes what stands in the block at `at`; `line_begins` says whether its first byte is the
    /// head of a line, and what is returned says it of the next block.
    fn block(&mut self, at: usize, block: &[u8; 64], line_begins: bool) -> bool {
        let Masks { line_ends, firsts, mut rare, returns, letters } = Masks::of(block, self.firsts);
        let mut heads = (line_ends << 1 | u64::from(line_begins)) & firsts & !line_ends;
        while let Some(bit) = next_bit(&mut heads) {
            let before = line_ends & ((1 << bit) - 1);
            let line = self.lines + before.count_ones() as usize;
            self.heads.push(Head { at: at + bit, line });
        }
        while let Some(bit) = next_bit(&mut rare) {
            self.rare.push(at + bit);
        }
        self.returns |= returns;
        self.letters |= letters;
        self.lines += line_ends.count_ones() as usize;
        line_ends >> 63 == 1
    }
}

impl Masks {
    fn of(block: &[u8; 64], firsts: [u8; 2]) -> Self {
        let mut masks = Self::default();
        let (mut returns, mut letters) = (u8x16::ZERO, u8x16::ZERO);
        for (quarter, bytes) in block.as_chunks::<16>().0.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            let mask = |kind: u8x16| u64::from(kind.to_bitmask()) << (quarter * 16);
            let is = |byte| bytes.simd_eq(u8x16::splat(byte));
            let from = |byte| bytes.max(u8x16::splat(byte)).simd_eq(bytes);
            let to = |byte| bytes.min(u8x16::splat(byte)).simd_eq(bytes);
            let letter = is(LETTER_BYTE);
            masks.line_ends |= mask(is(b'\n'));
            masks.firsts |= mask(to(b' ') | is(firsts[0]) | is(firsts[1]) | from(0x80));
            masks.rare |= mask(from(0xC0) & !letter);
            letters |= letter;
            returns |= is(b'\r');
        }
        Self { returns: returns.any(), letters: letters.any(), ..masks }
    }
}

/// Takes the lowest bit that is set, and tells its place.
fn next_bit(mask: &mut u64) -> Option<usize> {
    let bit = (*mask != 0).then(|| mask.trailing_zeros() as usize);
    *mask &= mask.wrapping_sub(1);
    bit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use proptest::prelude::*;
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    fn is_told(text: &str) -> Result<(), TestCaseError> {
        let mut sweep = Sweep::new(*b"cC");
        for _ in 0..2 {
            sweep.run(text);
            let wide = || text.char_indices().filter(|(_, c)| !c.is_ascii());
            let rare: Vec<(usize, char)> = wide().filter(|(_, c)| !LETTERS.contains(c)).collect();
            prop_assert_eq!(sweep.rare_in(text).collect::<Vec<_>>(), rare);
            prop_assert_eq!(sweep.letters, wide().any(|(_, c)| LETTERS.contains(&c)));
            prop_assert_eq!(sweep.is_wide(), !text.is_ascii());
            prop_assert_eq!(sweep.lines, text.matches('\n').count());
            prop_assert_eq!(sweep.returns, text.contains('\r'));
            let mut at = 0;
            let mut heads = Vec::new();
            for (line, content) in text.split('\n').enumerate() {
                let is_first = |b: &u8| matches!(b, b'c' | b'C' | 0..=b' ' | 0x80..);
                if content.as_bytes().first().is_some_and(is_first) {
                    heads.push(Head { at, line });
                }
                at += content.len() + 1;
            }
            prop_assert_eq!(&sweep.heads, &heads);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn all_is_told(text in "[a-dC \n\r\0\u{BF}ÀéÿĀ˿\u{300}’😀\u{FEFF}]{0,300}", lead in 0usize..70) {
            is_told(&text)?;
            is_told(&format!("{}{text}", "a".repeat(lead)))?;
        }
    }

    #[test]
    fn normalization_leaves_the_letters_and_folding_does_not_drop_them() {
        for c in LETTERS {
            assert_eq!(c.encode_utf8(&mut [0; 4]).as_bytes()[0], LETTER_BYTE);
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            assert!(!fold(&c.to_string()).is_empty(), "{c:?}");
        }
        for c in ['\u{BF}', '\u{100}'] {
            assert_ne!(c.encode_utf8(&mut [0; 4]).as_bytes()[0], LETTER_BYTE);
        }
    }
}
