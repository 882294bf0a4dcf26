//! Pages in every encoding, against decoding them character by character.

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
    for bytes in ["à\r\nb\rc\n", "\u{FEFF}a\u{300}\n\u{FEFF}b\nc\r\n", "\u{FEFF}\u{FEFF}à\nb\nc\n"]
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
fn encodings_as_pages_declare_them() {
    for (head, name) in [
        ("<meta charset=iso-8859-15>", Some("ISO-8859-15")),
        ("<META CHARSET = 'latin1' />", Some("windows-1252")),
        (
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=macintosh\">",
            Some("macintosh"),
        ),
        ("<!-- <meta charset=koi8-r> --><meta charset=\"big5\">", Some("Big5")),
        ("<?xml version='1.0' encoding='ISO-8859-2'?><html>", Some("ISO-8859-2")),
        ("<meta name=charset-x><meta charset=koi8-r>", Some("KOI8-R")),
        ("<meta charset=utf-8>", None),
        ("<meta charset=utf-16>", None),
        ("<meta charset=zzz>", None),
        ("<p>charset=koi8-r</p>", None),
        ("<meta charset=", None),
    ] {
        assert_eq!(declared(head.as_bytes()).map(Encoding::name), name, "{head}");
    }
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

#[test]
fn a_line_keeps_its_words_and_single_no_break_spaces() {
    for (text, line) in [
        ("  Quoi  donc\t là ?\n", "Quoi donc là ?"),
        ("Quoi\u{a0}?", "Quoi\u{a0}?"),
        ("Quoi\u{202f}!", "Quoi\u{202f}!"),
        ("a\u{a0}\u{a0}b\u{2028}c \u{a0}d", "a b c d"),
        ("e\u{301}te\u{301}", "été"),
        (" \u{a0}", ""),
        ("\u{feff} Quoi", "Quoi"),
    ] {
        assert_eq!(one_line(text), line);
        assert_eq!(one_line(line), line);
    }
}
