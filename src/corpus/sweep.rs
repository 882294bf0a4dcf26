//! One pass over text, for all that loading has to know of its characters and lines.
//!
//! Sixty-four bytes at a time become masks of sixty-four bits, by the `wide` crate: lines and
//! French accents come so often that looking for them byte by byte, or with one search each,
//! costs more than all the rest of loading (measured on 96 MB: 57 ms against 20). Characters
//! below U+0300 are only noted as present. Those from there on are rare in French and told by
//! their places, for only among them are those that Unicode normalization may change.

use wide::u8x16;

/// The first character whose places are told.
pub(super) const FAR: char = '\u{300}';

/// The first byte of characters from [`FAR`] on.
const FAR_BYTE: u8 = 0xCC;

/// Indexed by the low six bits of a character's first two bytes.
type Pairs = [bool; 1 << 12];

/// What the last pass over a text told.
#[derive(Debug)]
pub(super) struct Sweep {
    /// The ASCII bytes besides blanks that the lines looked for may begin with.
    firsts: [u8; 2],
    near: Box<Pairs>,
    /// The offsets of the characters from [`FAR`] on.
    far: Vec<usize>,
    /// The lines that begin with a blank, one of the bytes looked for or outside ASCII.
    pub heads: Vec<Head>,
    /// How many `\n` there are.
    pub lines: usize,
    /// Whether there is a `\r`.
    pub returns: bool,
    /// Whether there is a character outside ASCII.
    pub is_wide: bool,
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
    /// First bytes of characters outside ASCII.
    leads: u64,
    /// Whether any byte is a `\r`.
    returns: bool,
}

impl Sweep {
    /// Nothing swept yet; lines are looked for that begin with one of `firsts`, which are
    /// ASCII.
    pub fn new(firsts: [u8; 2]) -> Self {
        let near = Box::new([false; 1 << 12]);
        Self {
            firsts,
            near,
            far: Vec::new(),
            heads: Vec::new(),
            lines: 0,
            returns: false,
            is_wide: false,
        }
    }

    /// Sweeps `text`, which begins at the head of a line.
    pub fn run(&mut self, text: &str) {
        self.near.fill(false);
        self.far.clear();
        self.heads.clear();
        self.lines = 0;
        self.returns = false;
        self.is_wide = false;
        let mut line_begins = true;
        let bytes = text.as_bytes();
        let (blocks, rest) = bytes.as_chunks::<64>();
        for (index, block) in blocks.iter().enumerate() {
            line_begins = self.block(bytes, index * 64, block, line_begins);
        }
        // What fills the last block up is no text: no mask but that of blanks holds it.
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        self.block(bytes, blocks.len() * 64, &last, line_begins);
        self.heads.truncate(self.heads.partition_point(|head| head.at < bytes.len()));
    }

    /// The characters outside ASCII and below [`FAR`] that there are.
    pub fn near(&self) -> impl Iterator<Item = char> {
        ('\u{80}'..FAR).filter(|&c| self.near[pair(c)])
    }

    /// The characters of `text`, which was swept last, from [`FAR`] on, with their offsets.
    pub fn far_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, char)> + 'a {
        let character = |&at: &usize| text[at..].chars().next().map(|c| (at, c));
        self.far.iter().filter_map(character)
    }

    /// Notes what stands in the block of `bytes` at `at`; `line_begins` says whether its first
    /// byte is the head of a line, and what is returned says it of the next block.
    fn block(&mut self, bytes: &[u8], at: usize, block: &[u8; 64], line_begins: bool) -> bool {
        let Masks { line_ends, returns, firsts, mut leads } = Masks::of(block, self.firsts);
        let mut heads = (line_ends << 1 | u64::from(line_begins)) & firsts & !line_ends;
        while let Some(bit) = next_bit(&mut heads) {
            let before = line_ends & ((1 << bit) - 1);
            let line = self.lines + before.count_ones() as usize;
            self.heads.push(Head { at: at + bit, line });
        }
        self.is_wide |= leads != 0;
        while let Some(bit) = next_bit(&mut leads) {
            let second = bytes.get(at + bit + 1).copied().unwrap_or_default();
            self.near[usize::from(block[bit] & 0x3F) << 6 | usize::from(second & 0x3F)] = true;
            if block[bit] >= FAR_BYTE {
                self.far.push(at + bit);
            }
        }
        self.returns |= returns;
        self.lines += line_ends.count_ones() as usize;
        line_ends >> 63 == 1
    }
}

impl Masks {
    fn of(block: &[u8; 64], firsts: [u8; 2]) -> Self {
        let mut masks = Self::default();
        let mut returns = u8x16::ZERO;
        for (quarter, bytes) in block.as_chunks::<16>().0.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            let mask = |kind: u8x16| u64::from(kind.to_bitmask()) << (quarter * 16);
            let is = |byte| bytes.simd_eq(u8x16::splat(byte));
            let from = |byte| bytes.max(u8x16::splat(byte)).simd_eq(bytes);
            let to = |byte| bytes.min(u8x16::splat(byte)).simd_eq(bytes);
            masks.line_ends |= mask(is(b'\n'));
            masks.firsts |= mask(to(b' ') | from(0x80) | is(firsts[0]) | is(firsts[1]));
            masks.leads |= mask(from(0xC0));
            returns |= is(b'\r');
        }
        masks.returns = returns.any();
        masks
    }
}

/// Takes the lowest bit that is set, and tells its place.
fn next_bit(mask: &mut u64) -> Option<usize> {
    let bit = (*mask != 0).then(|| mask.trailing_zeros() as usize);
    *mask &= mask.wrapping_sub(1);
    bit
}

/// The place of a character of two bytes.
fn pair(c: char) -> usize {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes);
    usize::from(bytes[0] & 0x3F) << 6 | usize::from(bytes[1] & 0x3F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    fn is_told(text: &str) -> Result<(), TestCaseError> {
        let mut sweep = Sweep::new(*b"cC");
        for _ in 0..2 {
            sweep.run(text);
            let chars = || text.char_indices().filter(|(_, c)| !c.is_ascii());
            let far: Vec<(usize, char)> = chars().filter(|&(_, c)| c >= FAR).collect();
            prop_assert_eq!(sweep.far_in(text).collect::<Vec<_>>(), far);
            prop_assert_eq!(sweep.is_wide, !text.is_ascii());
            let mut near: Vec<char> = chars().map(|(_, c)| c).filter(|&c| c < FAR).collect();
            near.sort_unstable();
            near.dedup();
            prop_assert_eq!(sweep.near().collect::<Vec<char>>(), near);
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
        fn all_is_told(text in "[a-dC \n\r\0éÿ˿\u{300}’😀\u{FEFF}]{0,300}", lead in 0usize..70) {
            is_told(&text)?;
            is_told(&format!("{}{text}", "a".repeat(lead)))?;
        }
    }

    #[test]
    fn normalization_leaves_what_is_only_noted_as_present() {
        for c in '\0'..FAR {
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
        }
        assert_eq!(FAR.encode_utf8(&mut [0; 4]).as_bytes()[0], FAR_BYTE);
    }
}
