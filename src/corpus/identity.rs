//! Identity: when two answers are the same answer, and the id that scripts keep.
//!
//! The rule is frozen: ids stand in people's notes and votes, so nothing here may change,
//! whatever search learns to fold (see [`crate::text::fold`], which stays apart).

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::ascii;

/// The identity text, in UTF-8: NFKD without marks, each character lowercased (then NFKD without
/// marks again), `œ` `æ` `ß` spelt out, three apostrophes made one, white space collapsed and
/// trimmed.
///
/// Character by character: decomposition in context would only reorder marks, which are
/// dropped.
pub(super) fn identity_bytes(text: &str) -> Vec<u8> {
    identity(text, usize::MAX)
}

/// The identity text of `text`: all, or so much that there are `enough` bytes.
fn identity(text: &str, enough: usize) -> Vec<u8> {
    let capacity = text.len().min(enough.saturating_mul(2));
    let mut identity = Identity { text: Vec::with_capacity(capacity), space: false };
    let mut at = 0;
    while at < text.len() && identity.text.len() < enough {
        let ahead = &text.as_bytes()[at..];
        let plain = plain(&ahead[..ahead.len().min(enough)]);
        at += match ahead {
            _ if plain > 0 => {
                let visible = ahead[..plain].trim_ascii_end();
                identity.put(visible);
                identity.space = visible.len() < plain;
                plain
            }
            [b'\t'..=b'\r' | b' ', ..] => {
                identity.space = true;
                1
            }
            [LETTER, second, ..] if letter(*second).is_some() => {
                identity.put(letter(*second).as_slice());
                2
            }
            _ => identity.extend_slowly(&text[at..]),
        };
    }
    identity.text.make_ascii_lowercase();
    identity.text
}

/// An identity text in the making.
struct Identity {
    text: Vec<u8>,
    /// Whether white space was met since the last character.
    space: bool,
}

impl Identity {
    /// Adds what comes of the first character of `text`, and returns its length.
    fn extend_slowly(&mut self, text: &str) -> usize {
        let Some(c) = text.chars().next() else { return 1 };
        match c {
            '\u{A0}' | '’' | '«' | '»' => self.push(c),
            _ => without_marks(c).for_each(|base| {
                base.to_lowercase().flat_map(without_marks).for_each(|c| self.push(c));
            }),
        }
        c.len_utf8()
    }

    /// Adds a lowercase character without marks.
    fn push(&mut self, c: char) {
        match c {
            c if c.is_whitespace() => self.space = true,
            'œ' => self.put(b"oe"),
            'æ' => self.put(b"ae"),
            'ß' => self.put(b"ss"),
            '’' | '‘' | 'ʼ' => self.put(b"'"),
            c => self.put(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }

    /// Adds bytes that begin with a character that is no white space.
    fn put(&mut self, bytes: &[u8]) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() {
            self.text.push(b' ');
        }
        self.text.extend_from_slice(bytes);
    }
}

/// How many bytes `bytes` begin with that stand as they are, but for their case, in an identity
/// text: ASCII that can be seen, and single blanks, of which the first byte is none.
fn plain(bytes: &[u8]) -> usize {
    // Whether the byte before is a blank: the high bit of the lowest byte.
    let mut blank_before = 0x80;
    ascii::run(bytes, |eight| {
        let blanks = ascii::equal(eight, b' ');
        let after_blanks = blanks << 8 | blank_before;
        blank_before = blanks >> 56;
        blanks & after_blanks
    })
}

/// The first byte of the letters from À to ÿ.
const LETTER: u8 = 0xC3;

/// The identity text of one of these, by its second byte, where that is one letter. A test holds
/// it against the rule.
fn letter(second: u8) -> Option<u8> {
    const LETTERS: &[u8; 64] = b"aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y";
    let letter = *LETTERS.get(usize::from(second).checked_sub(0x80)?)?;
    (letter != b'.').then_some(letter)
}

/// A number that entries of equal identity text share, and few others: it is made of the first
/// and last bytes of that text, so that telling entries apart need not read all of each.
///
/// It proves nothing: who writes pages can have as many entries of one key as they like.
pub(super) fn key(text: &str) -> u64 {
    /// So many bytes at either end.
    const END: usize = 32;
    let head = identity(text, END);
    let key = mixed(0, &head[..head.len().min(END)]);
    // Some more than asked, as letters take two bytes and blanks none.
    let mut length = END + END / 4;
    loop {
        let start = text.floor_char_boundary(text.len().saturating_sub(length));
        let tail = identity_bytes(&text[start..]);
        // One more than asked: before the first there might have been a space.
        if start == 0 || tail.len() > END {
            return mixed(key, &tail[tail.len().saturating_sub(END)..]);
        }
        length *= 2;
    }
}

/// `hash` with `bytes` mixed in, as FxHash does (Firefox, rustc).
fn mixed(hash: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    words.fold(hash, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95))
}

/// NFKD of `c`, without the characters of General_Category M.
fn without_marks(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c))
}

/// The id of an entry: the first 6 bytes of the SHA-256 of its identity text.
///
/// Shown, and ordered, as 12 lowercase hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Id([u8; 6]);

impl Id {
    /// The id of an entry with this text.
    pub fn of(text: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(identity_bytes(text)).into();
        let [a, b, c, d, e, f, ..] = digest;
        Self([a, b, c, d, e, f])
    }

    /// Its six bytes.
    pub fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// The id of six bytes.
    pub fn from_bytes(bytes: [u8; 6]) -> Self {
        Self(bytes)
    }
}

const NO_ID: &str = "an id is 12 lowercase hexadecimal digits";

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(digits: String) -> Result<Self, &'static str> {
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digits.len() != 12 || !digits.bytes().all(lower) {
            return Err(NO_ID);
        }
        let number = u64::from_str_radix(&digits, 16).map_err(|_| NO_ID)?;
        let [_, _, id @ ..] = number.to_be_bytes();
        Ok(Self(id))
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, last] = self.0;
        write!(f, "{:012x}", u64::from_be_bytes([0, 0, a, b, c, d, e, last]))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn identity_text(text: &str) -> String {
        String::from_utf8(identity_bytes(text)).expect("UTF-8")
    }

    #[test]
    fn the_frozen_rule() {
        assert_eq!(identity_text("  L’ŒUVRE\u{A0}\n d'Été\u{2009} "), "l'oeuvre d'ete");
        assert_eq!(identity_text("a`b«c»–d"), "a`b«c»–d", "nothing else is folded");
    }

    /// The rule as the contract words it, on whole strings.
    fn by_the_rule(text: &str) -> String {
        let drop_marks =
            |text: &str| text.nfkd().filter(|&c| !is_combining_mark(c)).collect::<String>();
        let lower: String = drop_marks(text).chars().flat_map(char::to_lowercase).collect();
        let spelt = drop_marks(&lower).replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
        let spelt = spelt.replace(['’', '‘', 'ʼ'], "'");
        spelt.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn equals_the_rule_applied_to_whole_strings(text in "[ \n`a-zA-ZÀ-ÿœŒßİ’ﬁ½\u{301}\u{323}\u{A0}]{0,60}|\\PC{0,30}|[ -~]{0,30}") {
            prop_assert_eq!(identity_text(&text), by_the_rule(&text));
        }

        #[test]
        fn equal_entries_have_equal_keys(
            text in "[ \na-zÀ-ÿœß’]{0,20}([ \na-zÀ-ÿœß’\u{301}]{0,80})", spaces in "[ \n\u{A0}]{1,70}", marks in "[\u{301}]{0,80}",
        ) {
            for other in [identity_text(&text), text.to_uppercase(), text.nfd().collect(), format!("{spaces}{text}{marks}"),
                text.replace(' ', &spaces), text.replace('a', &format!("a{marks}"))]
            {
                if identity_text(&other) == identity_text(&text) {
                    prop_assert_eq!(key(&other), key(&text));
                }
            }
        }
    }

    #[test]
    fn every_character_follows_the_rule() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            assert_eq!(identity_text(&text), by_the_rule(&text), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn an_id_is_the_head_of_the_sha256_of_the_identity_text() {
        // printf %s 'abc' | sha256sum
        let id = Id::of(" ÀBC ");
        assert_eq!(id.to_string(), "ba7816bf8f01");
        assert_eq!(Id::try_from("ba7816bf8f01".to_owned()), Ok(id));
        for other in ["", "ba7816bf8f0", "BA7816BF8F01", "ba7816bf8f01a", "ba7816bf8fé"] {
            assert_eq!(Id::try_from(other.to_owned()), Err(NO_ID), "{other}");
        }
    }
}
