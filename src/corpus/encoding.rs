//! What the bytes of a page may be, and how those that are wrong are read.
//!
//! A page is UTF-8, or UTF-16 with a byte order mark. Bytes that are not valid UTF-8 are read
//! as Windows-1252, the encoding that web pages mislabel most (WHATWG Encoding Standard); so
//! a page without any valid multi-byte sequence is Windows-1252 as a whole, and in any other
//! page only its stray bytes are. Line ends become `\n` and the text is put into NFC.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::sweep::LETTERS;

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

/// How bytes that can not be decoded were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// The whole page is Windows-1252.
    Windows1252,
    /// A UTF-8 page whose stray bytes were read as Windows-1252.
    StrayBytes,
    /// A UTF-16 page with unpaired surrogates or half a unit, read as U+FFFD.
    Utf16,
}

/// The order of the bytes of a unit of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Utf16 {
    LittleEndian,
    BigEndian,
}

impl Utf16 {
    /// The order of bytes that begin with its mark, and what stands behind that.
    pub fn of(bytes: &[u8]) -> Option<(Self, &[u8])> {
        match bytes {
            [0xFF, 0xFE, rest @ ..] => Some((Self::LittleEndian, rest)),
            [0xFE, 0xFF, rest @ ..] => Some((Self::BigEndian, rest)),
            _ => None,
        }
    }
}

/// The bytes of a page in UTF-8 without the byte order mark at its head.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

impl Damage {
    /// The damage, once it is known whether the page has a valid `multi_byte` sequence.
    pub(super) fn on_page(self, multi_byte: bool) -> Self {
        match self.reading {
            Reading::StrayBytes if !multi_byte => Self { reading: Reading::Windows1252, ..self },
            _ => self,
        }
    }
}

/// The byte order mark.
pub(super) const MARK: char = '\u{FEFF}';

/// The 1-based line that the end of `text` stands in; LF, CRLF and CR end a line.
pub(super) fn line_of_end(text: &str) -> usize {
    let lf = text.matches('\n').count();
    let cr = text.matches('\r').count();
    1 + lf + cr - text.matches("\r\n").count()
}

/// The Windows-1252 reading of `byte` (WHATWG index windows-1252).
pub(super) fn windows_1252(byte: u8) -> char {
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

/// Whole lines with `\n` for every line end, without the byte order marks that gluing pages
/// together leaves at the head of lines, in NFC.
pub(super) fn mend(lines: &str) -> String {
    let unified = match lines.contains('\r') {
        true => lines.replace("\r\n", "\n").replace('\r', "\n"),
        false => lines.to_owned(),
    };
    let mut mended = String::with_capacity(unified.len());
    for line in unified.split_inclusive('\n') {
        let line = line.strip_prefix(MARK).unwrap_or(line);
        match line.contains(|c: char| c > *LETTERS.end()) && !is_nfc(line) {
            true => mended.extend(line.nfc()),
            false => mended.push_str(line),
        }
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
