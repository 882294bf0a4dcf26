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
    identity.extend(text, usize::MAX);
    identity.text
}

struct Identity {
    text: String,
    /// Whether white space was met since the last character.
    space: bool,
}

impl Identity {
    /// Adds the identity text of `text`: all, or so much that there are `enough` bytes.
    fn extend(&mut self, text: &str, enough: usize) {
        // One more, for it might be a space that nothing follows.
        let enough = enough.saturating_add(1);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next()
            && self.text.len() < enough
        {
            let ahead = &text.as_bytes()[at..];
            let run = plain_run(&ahead[..ahead.len().min(enough)]);
            if run > 0 {
                self.flush();
                let from = self.text.len();
                self.text.push_str(&text[at..at + run]);
                self.text[from..].make_ascii_lowercase();
                at += run;
                continue;
            }
            at += c.len_utf8();
            if let Some(letter) = latin(c) {
                self.push(letter);
            } else if c.is_ascii() {
                self.push(c);
            } else {
                for base in without_marks(c) {
                    base.to_lowercase().flat_map(without_marks).for_each(|c| self.push(c));
                }
            }
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
    }

    /// Adds a lowercase character without marks.
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.space = true;
            return;
        }
        self.flush();
        match c {
            'œ' => self.text.push_str("oe"),
            'æ' => self.text.push_str("ae"),
            'ß' => self.text.push_str("ss"),
            '’' | '‘' | 'ʼ' => self.text.push('\''),
            c => self.text.push(c),
        }
    }

    /// Writes the one space for the white space that something now follows, unless that ended
    /// a run and stands there already.
    fn flush(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }
}

/// How many bytes from the first on are ASCII in which only letters' case changes: no control
/// character, and no space but single ones behind others.
fn plain_run(bytes: &[u8]) -> usize {
    let mut before = b' ';
    let is_plain = |&&byte: &&u8| {
        let is_plain = matches!(byte, b' '..=b'~') & !((byte == b' ') & (before == b' '));
        before = byte;
        is_plain
    };
    bytes.iter().take_while(is_plain).count()
}

/// The identity text of a letter from À to ÿ, where that is one letter. A test holds it
/// against the rule.
fn latin(c: char) -> Option<char> {
    const LETTERS: &[u8; 64] = b"aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y";
    let place = (c as usize).checked_sub(0xC0)?;
    LETTERS.get(place).filter(|&&letter| letter != b'.').map(|&letter| char::from(letter))
}

/// A number that entries of equal identity text share, and few others: it is made of the first
/// and last bytes of that text, so that telling entries apart need not read all of each.
///
/// It proves nothing: who writes pages can have as many entries of one key as they like.
pub(super) fn key(text: &str) -> u64 {
    /// So many bytes at either end.
    const END: usize = 32;
    let mut identity = Identity { text: String::with_capacity(4 * END), space: false };
    identity.extend(text, END);
    let mut key = mixed(0, &identity.text.as_bytes()[..identity.text.len().min(END)]);
    let mut length = 2 * END;
    loop {
        let start = text.floor_char_boundary(text.len().saturating_sub(length));
        identity.text.clear();
        identity.space = false;
        identity.extend(&text[start..], usize::MAX);
        // One more than asked: before the first there might have been a space.
        if start == 0 || identity.text.len() > END {
            let end = identity.text.len().saturating_sub(END);
            key = mixed(key, &identity.text.as_bytes()[end..]);
            return key;
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
    #[must_use]
    pub fn of(text: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(identity_text(text)).into();
        let [a, b, c, d, e, f, ..] = digest;
        Self([a, b, c, d, e, f])
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
        assert_eq!("ba7816bf8f01".parse(), Ok(id));
        for other in ["", "ba7816bf8f0", "BA7816BF8F01", "ba7816bf8f01a", "ba7816bf8fé"] {
            assert_eq!(other.parse::<Id>(), Err(NoId), "{other}");
        }
    }
}
