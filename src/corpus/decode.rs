//! Decoding: the bytes of a page to text in NFC, every line end a `\n`.
//!
//! A page is UTF-8, or UTF-16 with a byte order mark. Bytes that are not valid UTF-8 are read
//! as Windows-1252, the encoding that web pages mislabel most (WHATWG Encoding Standard); so a
//! page without any valid multi-byte sequence is Windows-1252 as a whole, and in any other page
//! only its stray bytes are.
//!
//! All of this is a matter of single lines, so large pages are decoded in blocks of whole lines,
//! side by side. Where no block needs fixing, the bytes are the text and nothing is copied.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::parallel;
use crate::text::alphabet::Alphabet;

/// Bytes that one thread decodes at a time.
const BLOCK: usize = 1 << 20;

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// The letters that nearly all French accents are. None of them needs normalisation.
const LETTERS: std::ops::RangeInclusive<char> = 'À'..='ÿ';

/// The first byte of each of [`LETTERS`] in UTF-8, and of nothing else.
const LETTER_BYTE: u8 = 0xC3;

/// A decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text in NFC, every line end a `\n`; valid UTF-8.
    pub text: Vec<u8>,
    /// What was not valid in the encoding of the page, if anything.
    pub damage: Option<Damage>,
    /// The characters of the text; all letters from À to ÿ if it has one of them.
    pub alphabet: Alphabet,
    /// How many bytes it was decoded from.
    pub bytes: u64,
}

/// What a page held that its encoding does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// How the offending bytes were read.
    pub reading: Reading,
    /// The 1-based line of the first one.
    pub line: usize,
    /// How many there are: bytes, or 16-bit units in UTF-16.
    pub count: usize,
}

/// How bytes that cannot be decoded were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// The whole page is Windows-1252.
    Windows1252,
    /// A UTF-8 page whose stray bytes were read as Windows-1252.
    StrayBytes,
    /// A UTF-16 page with unpaired surrogates or half a unit, read as U+FFFD.
    Utf16,
}

impl Decoded {
    /// The text.
    pub fn as_str(&self) -> &str {
        crate::image::text(&self.text)
    }
}

/// Decodes the bytes of a page or another text file. Never fails: what cannot be decoded is read
/// as [`Reading`] says.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let length = bytes.len() as u64;
    let (text, damage, alphabet) = match bytes[..] {
        [0xFF, 0xFE, ..] => decode_utf16(&bytes[2..], u16::from_le_bytes),
        [0xFE, 0xFF, ..] => decode_utf16(&bytes[2..], u16::from_be_bytes),
        _ => decode_utf8(bytes),
    };
    Decoded { text, damage, alphabet, bytes: length }
}

fn decode_utf8(mut bytes: Vec<u8>) -> (Vec<u8>, Option<Damage>, Alphabet) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let blocks = blocks(&bytes, BLOCK);
    let decoded =
        parallel::map(&blocks, bytes.len() as u64, |range| Block::of(&bytes[range.clone()]));
    let is_clean = decoded.iter().all(|block| block.fixed.is_none());
    let mut text = if is_clean { Vec::new() } else { Vec::with_capacity(bytes.len()) };
    let mut damage: Option<Damage> = None;
    let mut alphabet = Alphabet::default();
    let mut multi_byte = false;
    let mut lines = 0;
    for (range, block) in blocks.into_iter().zip(decoded) {
        multi_byte |= block.multi_byte;
        alphabet.merge(&block.alphabet);
        match (&mut damage, block.stray) {
            (Some(damage), Some((_, count))) => damage.count += count,
            (None, Some((line, count))) => {
                damage = Some(Damage { reading: Reading::StrayBytes, line: lines + line, count });
            }
            (_, None) => {}
        }
        lines += block.lines;
        if !is_clean {
            text.extend_from_slice(block.fixed.as_deref().map_or(&bytes[range], str::as_bytes));
        }
    }
    if let Some(damage) = damage.as_mut().filter(|_| !multi_byte) {
        damage.reading = Reading::Windows1252;
    }
    (if is_clean { bytes } else { text }, damage, alphabet)
}

/// Runs of whole lines of about `size` bytes, in order.
pub(super) fn blocks(bytes: &[u8], size: usize) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let last = (start + size).min(bytes.len()) - 1;
        let end = memchr::memchr(b'\n', &bytes[last..]).map_or(bytes.len(), |at| last + at + 1);
        blocks.push(start..end);
        start = end;
    }
    blocks
}

/// Some whole lines of a page, decoded.
#[derive(Default)]
struct Block {
    /// The text, where it is not the bytes as they stand.
    fixed: Option<String>,
    /// How many `\n` the text has.
    lines: usize,
    /// The 1-based line of the first stray byte, and how many there are.
    stray: Option<(usize, usize)>,
    /// Whether a multi-byte sequence was valid.
    multi_byte: bool,
    alphabet: Alphabet,
}

impl Block {
    fn of(bytes: &[u8]) -> Self {
        let mut block = Self::default();
        let text = simdutf8::basic::from_utf8(bytes).map(Cow::Borrowed);
        let text = text.unwrap_or_else(|_| block.salvage(bytes).into());
        block.take(text);
        block
    }

    /// The text of lines that are not all UTF-8.
    fn salvage(&mut self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            self.multi_byte |= !chunk.valid().is_ascii();
            for &byte in chunk.invalid() {
                let line = || line_of_end(&text);
                let (_, count) = self.stray.get_or_insert_with(|| (line(), 0));
                *count += 1;
                text.push(windows_1252(byte));
            }
        }
        text
    }

    /// Takes the text of the block, fixed if need be, and notes what it holds.
    fn take(&mut self, text: Cow<'_, str>) {
        let lines = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let mut needs_fix = memchr::memchr(b'\r', text.as_bytes()).is_some();
        let mut has_letters = false;
        let mut known = Alphabet::default();
        each_non_ascii(&text, |c| match c {
            None => has_letters = true,
            Some(c) => {
                if known.insert(c) {
                    needs_fix |= c == MARK || !is_settled(c);
                }
            }
        });
        if self.stray.is_none() {
            self.multi_byte = has_letters || known.chars().next().is_some();
        }
        if needs_fix {
            let fixed = fix(&text);
            known = Alphabet::default();
            each_non_ascii(&fixed, |c| match c {
                None => has_letters = true,
                Some(c) => _ = known.insert(c),
            });
            self.lines = lines(&fixed);
            self.fixed = Some(fixed);
        } else {
            self.lines = lines(&text);
            self.fixed = if let Cow::Owned(text) = text { Some(text) } else { None };
        }
        if has_letters {
            LETTERS.for_each(|c| _ = known.insert(c));
        }
        self.alphabet = known;
    }
}

/// Calls `see` with each character outside ASCII; `None` stands for one of [`LETTERS`].
fn each_non_ascii(text: &str, mut see: impl FnMut(Option<char>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            0..0x80 => at += ascii_prefix(&bytes[at..]),
            LETTER_BYTE => {
                see(None);
                at += 2;
            }
            _ => {
                let Some(c) = text[at..].chars().next() else { return };
                see(Some(c));
                at += c.len_utf8();
            }
        }
    }
}

/// How many bytes at the head are ASCII, counted in words of eight.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let words = bytes.as_chunks::<8>().0.iter();
    let words = words.take_while(|word| u64::from_ne_bytes(**word) & 0x8080_8080_8080_8080 == 0);
    let at = words.count() * 8;
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Whether `c` stands in NFC whatever surrounds it.
fn is_settled(c: char) -> bool {
    is_nfc_quick(iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0
}

/// Whole lines with `\n` for every line end, without the byte order marks that gluing pages
/// together leaves at the head of lines, in NFC.
fn fix(lines: &str) -> String {
    let unified = match lines.contains('\r') {
        true => lines.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => Cow::Borrowed(lines),
    };
    let mut fixed = String::with_capacity(unified.len());
    for line in unified.split_inclusive('\n') {
        let line = line.strip_prefix(MARK).unwrap_or(line);
        match line.contains(|c: char| c > *LETTERS.end()) && !is_nfc(line) {
            true => fixed.extend(line.nfc()),
            false => fixed.push_str(line),
        }
    }
    fixed
}

/// The 1-based line that the end of `text` stands in; LF, CRLF and CR end a line.
fn line_of_end(text: &str) -> usize {
    let lf = text.matches('\n').count();
    let cr = text.matches('\r').count();
    1 + lf + cr - text.matches("\r\n").count()
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Vec<u8>, Option<Damage>, Alphabet) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut damage: Option<Damage> = None;
    let mut replace = |text: &mut String| {
        let line = line_of_end(text);
        let damage = damage.get_or_insert(Damage { reading: Reading::Utf16, line, count: 0 });
        damage.count += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    };
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(_) => replace(&mut text),
        }
    }
    if !rest.is_empty() {
        replace(&mut text);
    }
    let mut block = Block::default();
    block.take(text.into());
    (block.fixed.unwrap_or_default().into_bytes(), damage, block.alphabet)
}

/// The Windows-1252 reading of `byte` (WHATWG index windows-1252).
fn windows_1252(byte: u8) -> char {
    /// 0x80 to 0x9F; the rest of the encoding is Latin-1.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(bytes: &[u8]) -> (String, Option<Damage>) {
        let decoded = decode(bytes.to_vec());
        (decoded.as_str().to_owned(), decoded.damage)
    }

    fn damage(reading: Reading, line: usize, count: usize) -> Option<Damage> {
        Some(Damage { reading, line, count })
    }

    #[test]
    fn utf8_with_or_without_mark_in_nfc_with_one_kind_of_line_end() {
        for bytes in
            ["à\r\nb\rc\n", "\u{FEFF}a\u{300}\n\u{FEFF}b\nc\r\n", "\u{FEFF}\u{FEFF}à\nb\nc\n"]
        {
            assert_eq!(decoded(bytes.as_bytes()), ("à\nb\nc\n".into(), None));
        }
    }

    #[test]
    fn a_page_without_utf8_sequences_is_windows_1252() {
        let (text, found) = decoded(b"ok\r\nl\x92\x9Cuvre \xE9t\xE9\n");
        assert_eq!(text, "ok\nl’œuvre été\n");
        assert_eq!(found, damage(Reading::Windows1252, 2, 4));
    }

    #[test]
    fn in_a_utf8_page_only_stray_bytes_are() {
        let (text, found) = decoded(b"\xC3\xA9\rt\xE9 \xC0\xAF\n");
        assert_eq!(text, "é\nté À¯\n", "an overlong slash is two stray bytes");
        assert_eq!(found, damage(Reading::StrayBytes, 2, 3));
    }

    #[test]
    fn utf16_of_either_order_and_its_unpaired_halves() {
        assert_eq!(decoded(b"\xFF\xFE\xE9\0\n\0").0, "é\n");
        assert_eq!(decoded(b"\xFE\xFF\0\xE9").0, "é");
        let (text, found) = decoded(b"\xFF\xFEa\0\n\0\x00\xD8b\0c");
        assert_eq!(text, "a\n\u{FFFD}b\u{FFFD}");
        assert_eq!(found, damage(Reading::Utf16, 2, 2));
    }

    #[test]
    fn normalization_leaves_what_is_not_behind_the_letters() {
        for c in '\0'..=*LETTERS.end() {
            assert!(is_nfc(&format!("e{c}e{c}{c}")), "{c:?}");
        }
    }

    #[test]
    fn every_high_byte_as_the_standard_reads_it() {
        let all: String = (0x80..=0xFFu8).map(windows_1252).collect();
        assert!(
            all.starts_with("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\u{A0}¡")
        );
        assert!(all.ends_with("ýþÿ"));
    }

    /// Bytes in pieces that stand in every way to what is fixed.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let text =
            "[aeé\u{301}\u{315}’\n\r\u{FEFF}\u{AD}\u{2126}]|\n|\r\n".prop_map(String::into_bytes);
        let stray = prop::sample::select(vec![0xE9, 0xC3, 0xAD]).prop_map(|byte| vec![byte]);
        prop::collection::vec(prop_oneof![4 => text, 1 => stray], 0..24)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn blocks_of_any_size_decode_to_the_same(bytes in bytes(), size in 1usize..9) {
            let whole = decode(bytes.clone());
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
            let blocks: Vec<Block> =
                blocks(bytes, size).into_iter().map(|range| Block::of(&bytes[range])).collect();
            let lines: usize = blocks.iter().map(|block| block.lines).sum();
            prop_assert_eq!(lines, whole.as_str().matches('\n').count());
            let stray: usize = blocks.iter().filter_map(|block| block.stray).map(|s| s.1).sum();
            prop_assert_eq!(stray, whole.damage.map_or(0, |damage| damage.count));
            let mut alphabet = Alphabet::default();
            blocks.iter().for_each(|block| alphabet.merge(&block.alphabet));
            prop_assert_eq!(&alphabet, &whole.alphabet);
            let letters = whole.as_str().contains(|c| LETTERS.contains(&c));
            let letters: String = LETTERS.filter(|_| letters).collect();
            let expected = Alphabet::of([whole.as_str(), &letters]);
            prop_assert_eq!(alphabet, expected);
            prop_assert!(is_nfc(whole.as_str()) && !whole.as_str().contains('\r'));
        }
    }
}
