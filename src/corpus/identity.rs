//! Identity: when two answers are the same answer, and the id that scripts keep.
//!
//! The rule is frozen: ids stand in people's notes and votes, so nothing here may change,
//! whatever search learns to fold (see [`crate::text::fold`], which stays apart).

use std::fmt::{self, Write as _};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::ascii;

/// The identity text: NFKD without marks, each character lowercased (then NFKD without marks
/// again), `œ` `æ` `ß` spelt out, three apostrophes made one, white space collapsed and trimmed.
///
/// Character by character: decomposition in context would only reorder marks, which are
/// dropped.
pub fn identity_text(text: &str) -> String {
    String::from_utf8_lossy(&identity_bytes(text)).into_owned()
}

/// The [`identity_text`], in UTF-8.
pub(super) fn identity_bytes(text: &str) -> Vec<u8> {
    let mut identity = Identity { text: Vec::with_capacity(text.len()), space: false };
    identity.extend(text, usize::MAX);
    identity.text
}

/// An identity text in the making.
struct Identity {
    text: Vec<u8>,
    /// Whether white space was met since the last character.
    space: bool,
}

impl Identity {
    /// Adds the identity text of `text`: all, or so much that there are `enough` bytes.
    fn extend(&mut self, text: &str, enough: usize) {
        let begin = self.text.len();
        let mut at = 0;
        while at < text.len() && self.text.len() < enough {
            let ahead = &text.as_bytes()[at..];
            let plain = plain(&ahead[..ahead.len().min(enough)]);
            at += match ahead {
                _ if plain > 0 => {
                    let visible = ahead[..plain].trim_ascii_end();
                    self.put(visible);
                    self.space = visible.len() < plain;
                    plain
                }
                [b'\t'..=b'\r' | b' ', ..] => {
                    self.space = true;
                    1
                }
                [LETTER, second, ..] if letter(*second).is_some() => {
                    self.put(letter(*second).as_slice());
                    2
                }
                _ => self.extend_slowly(&text[at..]),
            };
        }
        self.text[begin..].make_ascii_lowercase();
    }

    /// Adds what comes of the first character of `text`, and returns its length.
    fn extend_slowly(&mut self, text: &str) -> usize {
        let mut lengths = text.chars().take(1).map(|c| {
            match c {
                '\u{A0}' | '’' | '«' | '»' => self.push(c),
                _ => without_marks(c).for_each(|base| {
                    base.to_lowercase().flat_map(without_marks).for_each(|c| self.push(c));
                }),
            }
            c.len_utf8()
        });
        lengths.next().unwrap_or(1)
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
    let mut identity = Identity { text: Vec::with_capacity(4 * END), space: false };
    identity.extend(text, END);
    let key = mixed(0, &identity.text[..identity.text.len().min(END)]);
    // Some more than asked, as letters take two bytes and blanks none.
    let mut length = END + END / 4;
    loop {
        let start = text.floor_char_boundary(text.len().saturating_sub(length));
        identity.text.clear();
        identity.space = false;
        identity.extend(&text[start..], usize::MAX);
        // One more than asked: before the first there might have been a space.
        if start == 0 || identity.text.len() > END {
            return mixed(key, &identity.text[identity.text.len().saturating_sub(END)..]);
        }
        length *= 2;
    }
}

/// Whether two entries are the same answer: whether their identity texts are equal.
///
/// These are made only as far as the first difference. What both texts begin with alike is
/// skipped, if what comes of it is known: something, and whether that ends with white space.
pub(super) fn same(a: &str, b: &str) -> bool {
    const BLOCK: usize = 64;
    if a == b {
        return true;
    }
    let blocks = a.as_bytes().as_chunks::<BLOCK>().0.iter();
    let blocks = blocks.zip(b.as_bytes().as_chunks::<BLOCK>().0).take_while(|(a, b)| a == b);
    let equal = blocks.count() * BLOCK;
    let rest = a.as_bytes()[equal..].iter().zip(&b.as_bytes()[equal..]);
    let equal = a.floor_char_boundary(equal + rest.take_while(|(a, b)| a == b).count());
    let is_letter = |c: char| c < '\u{300}' && (c.is_ascii_graphic() || c.is_alphanumeric());
    let before = &a[..equal];
    let last = before.chars().next_back();
    let known =
        last.is_some_and(|c| c.is_whitespace() || is_letter(c)) && before.contains(is_letter);
    let skipped = if known { equal } else { 0 };
    let begin = |text: &'_ str| Identity {
        // Whatever letter: it stands for all that comes of what is skipped.
        text: if known { b"x".to_vec() } else { Vec::with_capacity(text.len()) },
        space: known && last.is_some_and(char::is_whitespace),
    };
    agree((begin(a), &a[skipped..]), (begin(b), &b[skipped..]))
}

/// Whether equal identity texts are made, each of one that is begun and what is still to come.
fn agree(
    (mut a, mut rest_of_a): (Identity, &str),
    (mut b, mut rest_of_b): (Identity, &str),
) -> bool {
    let mut window = 16;
    let mut agreed = 0;
    while !(rest_of_a.is_empty() && rest_of_b.is_empty()) {
        for (identity, rest) in [(&mut a, &mut rest_of_a), (&mut b, &mut rest_of_b)] {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(window));
            identity.extend(head, usize::MAX);
            *rest = tail;
        }
        let known = a.text.len().min(b.text.len());
        if a.text[agreed..known] != b.text[agreed..known] {
            return false;
        }
        agreed = known;
        window *= 2;
    }
    a.text == b.text
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

impl FromStr for Id {
    type Err = &'static str;

    fn from_str(digits: &str) -> Result<Self, &'static str> {
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digits.len() != 12 || !digits.bytes().all(lower) {
            return Err(NO_ID);
        }
        let mut id = [0; 6];
        for (byte, at) in id.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NO_ID)?;
        }
        Ok(Self(id))
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(digits: String) -> Result<Self, &'static str> {
        digits.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
        self.0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .try_for_each(|half| f.write_char(digit(half)))
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
        fn the_same_have_equal_identity_texts(
            before in "[a-cé \u{301}]{0,4}|[a-z ]{60,70}", a in "[a-cAé’œ \n\u{301}\u{A0}]{0,6}", b in "[a-cAé'œ \n\u{301}\u{A0}]{0,6}",
            after in "[a-zé]{0,2}|[a-zé ]{60,70}", end in "[a-b\u{301}]{0,1}",
        ) {
            let [a, b] = [a, b].map(|text| format!("{before}{text}{after}").trim().to_owned());
            for b in [b.to_uppercase(), format!("{b}{end}"), b] {
                prop_assert_eq!(same(&a, &b), identity_text(&a) == identity_text(&b), "{:?} {:?}", a, b);
            }
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
            if c < '\u{300}' && c.is_alphanumeric() {
                assert!(same(&format!("{c}  a"), &format!("{c} A")), "U+{:04X}", c as u32);
                assert!(!same(&format!("{c}  a"), &format!("{c}a")), "U+{:04X}", c as u32);
            }
        }
    }

    #[test]
    fn an_id_is_the_head_of_the_sha256_of_the_identity_text() {
        // printf %s 'abc' | sha256sum
        let id = Id::of(" ÀBC ");
        assert_eq!(id.to_string(), "ba7816bf8f01");
        assert_eq!("ba7816bf8f01".parse(), Ok(id));
        for other in ["", "ba7816bf8f0", "BA7816BF8F01", "ba7816bf8f01a", "ba7816bf8fé"] {
            assert_eq!(other.parse::<Id>(), Err(NO_ID), "{other}");
        }
    }
}
