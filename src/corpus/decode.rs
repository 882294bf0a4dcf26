//! Decoding: the bytes of a page to text, salvaging what can not be decoded.
//!
//! A page is UTF-8, or UTF-16 with a byte order mark. Bytes that are not valid UTF-8 are read
//! as Windows-1252, the encoding that web pages mislabel most (WHATWG Encoding Standard); so
//! a page without any valid multi-byte sequence is Windows-1252 as a whole, and in any other
//! page only its stray bytes are. Line ends become `\n` and the text is put into NFC.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text in NFC, every line end a `\n`.
    pub text: String,
    /// What was not valid in the encoding of the page, if anything.
    pub damage: Option<Damage>,
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

/// Decodes `bytes`. Never fails: what can not be decoded is read as [`Reading`] says.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    let (text, damage) = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    };
    Decoded { text: compose(without_marks_at_line_heads(unify_line_ends(text))), damage }
}

fn utf8(bytes: &[u8]) -> (String, Option<Damage>) {
    let mut text = String::with_capacity(bytes.len());
    let mut damage = None;
    let mut multi_byte = false;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        multi_byte |= !chunk.valid().is_ascii();
        for &byte in chunk.invalid() {
            note(&mut damage, Reading::StrayBytes, &text);
            text.push(windows_1252(byte));
        }
    }
    if let Some(damage) = &mut damage
        && !multi_byte
    {
        damage.reading = Reading::Windows1252;
    }
    (text, damage)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<Damage>) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut damage = None;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = decoded.unwrap_or_else(|_| {
            note(&mut damage, Reading::Utf16, &text);
            char::REPLACEMENT_CHARACTER
        });
        text.push(c);
    }
    if !rest.is_empty() {
        note(&mut damage, Reading::Utf16, &text);
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, damage)
}

/// Counts one more offence, standing behind `text`.
fn note(damage: &mut Option<Damage>, reading: Reading, text: &str) {
    match damage {
        Some(damage) => damage.count += 1,
        None => *damage = Some(Damage { reading, line: line_of_end(text), count: 1 }),
    }
}

/// The 1-based line that the end of `text` stands in; LF, CRLF and CR end a line.
fn line_of_end(text: &str) -> usize {
    let lf = text.matches('\n').count();
    let cr = text.matches('\r').count();
    1 + lf + cr - text.matches("\r\n").count()
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

fn unify_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Byte order marks that gluing pages together leaves at the head of lines are dropped too.
fn without_marks_at_line_heads(text: String) -> String {
    let text = if text.contains("\n\u{FEFF}") { text.replace("\n\u{FEFF}", "\n") } else { text };
    text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
}

fn compose(text: String) -> String {
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn damage(reading: Reading, line: usize, count: usize) -> Option<Damage> {
        Some(Damage { reading, line, count })
    }

    #[test]
    fn utf8_with_or_without_mark_in_nfc_with_one_kind_of_line_end() {
        for bytes in
            ["à\r\nb\rc\n", "\u{FEFF}a\u{300}\n\u{FEFF}b\nc\r\n", "\u{FEFF}\u{FEFF}à\nb\nc\n"]
        {
            let decoded = decode(bytes.as_bytes());
            assert_eq!(decoded, Decoded { text: "à\nb\nc\n".into(), damage: None });
        }
    }

    #[test]
    fn a_nul_is_a_character_like_others() {
        assert_eq!(decode(b"a\0b").text, "a\0b");
    }

    #[test]
    fn a_page_without_utf8_sequences_is_windows_1252() {
        let decoded = decode(b"ok\r\nl\x92\x9Cuvre \xE9t\xE9\n");
        assert_eq!(decoded.text, "ok\nl’œuvre été\n");
        assert_eq!(decoded.damage, damage(Reading::Windows1252, 2, 4));
    }

    #[test]
    fn in_a_utf8_page_only_stray_bytes_are() {
        let decoded = decode(b"\xC3\xA9\rt\xE9 \xC0\xAF\n");
        assert_eq!(decoded.text, "é\nté À¯\n", "an overlong slash is two stray bytes");
        assert_eq!(decoded.damage, damage(Reading::StrayBytes, 2, 3));
    }

    #[test]
    fn utf16_of_either_order_and_its_unpaired_halves() {
        assert_eq!(decode(b"\xFF\xFE\xE9\0\n\0").text, "é\n");
        assert_eq!(decode(b"\xFE\xFF\0\xE9").text, "é");
        let decoded = decode(b"\xFF\xFEa\0\n\0\x00\xD8b\0c");
        assert_eq!(decoded.text, "a\n\u{FFFD}b\u{FFFD}");
        assert_eq!(decoded.damage, damage(Reading::Utf16, 2, 2));
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
