//! Decoding all bytes of a file at once.

use super::decoder::Decoder;
pub use super::encoding::{Damage, Reading};
use super::encoding::{Utf16, without_mark};

/// A decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text in NFC, every line end a `\n`.
    pub text: String,
    /// What was not valid in the encoding of the page, if anything.
    pub damage: Option<Damage>,
}

/// Decodes `bytes`. Never fails: what can not be decoded is read as [`Reading`] says.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut decoder = Decoder::new([0; 2]);
    match Utf16::of(bytes) {
        Some((order, rest)) => decoder.push_utf16(rest, order),
        None => decoder.push(without_mark(bytes)),
    }
    let text = decoder.text.into_owned();
    let damage = decoder.damage.map(|damage| damage.on_page(decoder.multi_byte));
    Decoded { text, damage }
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
}
