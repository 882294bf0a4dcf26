//! Identity: when two answers are the same answer, and the id that scripts keep.
//!
//! The rule is frozen: ids stand in people's notes and votes, so nothing here may change,
//! whatever search learns to fold (see [`crate::text::fold`], which stays apart).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The identity text: NFKD without marks, each character lowercased (then NFKD without marks
/// again), `œ` `æ` `ß` spelt out, three apostrophes made one, white space collapsed and trimmed.
///
/// Character by character: decomposition in context would only reorder marks, which are
/// dropped.
#[must_use]
pub fn identity_text(text: &str) -> String {
    let mut identity = Identity { text: String::with_capacity(text.len()), space: false };
    for c in text.chars() {
        if c.is_ascii() {
            identity.push(c.to_ascii_lowercase());
            continue;
        }
        for base in without_marks(c) {
            base.to_lowercase().flat_map(without_marks).for_each(|c| identity.push(c));
        }
    }
    identity.text
}

struct Identity {
    text: String,
    /// Whether white space was met since the last character.
    space: bool,
}

impl Identity {
    /// Adds a lowercase character without marks.
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.space = !self.text.is_empty();
            return;
        }
        if std::mem::take(&mut self.space) {
            self.text.push(' ');
        }
        match c {
            'œ' => self.text.push_str("oe"),
            'æ' => self.text.push_str("ae"),
            'ß' => self.text.push_str("ss"),
            '’' | '‘' | 'ʼ' => self.text.push('\''),
            c => self.text.push(c),
        }
    }
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
    #[must_use]
    pub fn of(text: &str) -> Self {
        Fingerprint::of(text).id()
    }

    /// Its six bytes.
    pub(super) fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// The id of six bytes.
    pub(super) fn from_bytes(bytes: [u8; 6]) -> Self {
        Self(bytes)
    }
}

/// What is read is no id: ids are 12 lowercase hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 12 lowercase hexadecimal digits")]
pub struct NoId;

impl FromStr for Id {
    type Err = NoId;

    fn from_str(digits: &str) -> Result<Self, NoId> {
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digits.len() != 12 || !digits.bytes().all(lower) {
            return Err(NoId);
        }
        let mut id = [0; 6];
        for (byte, at) in id.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NoId)?;
        }
        Ok(Self(id))
    }
}

impl TryFrom<String> for Id {
    type Error = NoId;

    fn try_from(digits: String) -> Result<Self, NoId> {
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
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

/// The whole SHA-256 of an identity text: equal digests mean equal entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(super) fn of(text: &str) -> Self {
        Self(Sha256::digest(identity_text(text)).into())
    }

    pub(super) fn id(self) -> Id {
        let [a, b, c, d, e, f, ..] = self.0;
        Id([a, b, c, d, e, f])
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

    proptest! {
        /// The rule as the contract words it, on whole strings.
        #[test]
        fn equals_the_rule_applied_to_whole_strings(text in "[ a-zÀ-ÿœŒßİ’ﬁ½\u{301}\u{323}\u{A0}]{0,30}|\\PC{0,30}") {
            let drop_marks = |text: &str| text.nfkd().filter(|&c| !is_combining_mark(c)).collect::<String>();
            let lower: String = drop_marks(&text).chars().flat_map(char::to_lowercase).collect();
            let spelt = drop_marks(&lower).replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
            let spelt = spelt.replace(['’', '‘', 'ʼ'], "'");
            let words: Vec<&str> = spelt.split_whitespace().collect();
            prop_assert_eq!(identity_text(&text), words.join(" "));
        }
    }

    #[test]
    fn an_id_is_the_head_of_the_sha256_of_the_identity_text() {
        // printf %s 'abc' | sha256sum
        let id = Id::of(" ÀBC ");
        assert_eq!(id.to_string(), "ba7816bf8f01");
        assert_eq!("ba7816bf8f01".parse(), Ok(id));
        for other in ["", "ba7816bf8f0", "BA7816BF8F01", "ba7816bf8f01a", "ba7816bf8fé"] {
            assert_eq!(other.parse::<Id>(), Err(NoId), "{other}");
        }
    }
}
