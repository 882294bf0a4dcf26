//! A line of the votes file: a vote, or an undo, which takes one back.
//!
//! ```json
//! {"id":"dd0ab2259c08","vote":"yes","at":1767225600,"key":"9f…32 hex digits…","comment":"…"}
//! {"undo":"9f…","at":1767225660}
//! ```
//!
//! `at` is seconds since 1970 in UTC. `key` tells votes apart: two people, or one person twice,
//! may say the same of an entry within a second. A vote written by hand may lack `at` and
//! `key`; its key is then derived from the bytes of the line. Other fields stay as they are.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::corpus::identity::Id;
use crate::messages::Lang;
use crate::text::fold::fold;

/// Whether an answer was useful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It was.
    Yes,
    /// It was not.
    No,
}

impl Verdict {
    /// Parses yes or no in English or French, or its first letter, whatever the case.
    pub fn named(name: &str) -> Option<Self> {
        match fold(name.trim()).as_str() {
            "yes" | "oui" | "y" | "o" => Some(Self::Yes),
            "no" | "non" | "n" => Some(Self::No),
            _ => None,
        }
    }

    /// The word for it.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Yes, Lang::En) => "yes",
            (Self::Yes, Lang::Fr) => "oui",
            (Self::No, Lang::En) => "no",
            (Self::No, Lang::Fr) => "non",
        }
    }
}

/// What tells one vote from all others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// A key that no other vote has: 128 random bits, as 32 hexadecimal digits. The bits are
    /// those that the standard library seeds its hash tables with, mixed with the time and the
    /// process.
    fn random() -> Self {
        let salt = (std::process::id(), SystemTime::now());
        let half = || RandomState::new().hash_one(salt);
        Self(format!("{:016x}{:016x}", half(), half()))
    }

    fn is_valid(&self) -> bool {
        self.0.len() == 32 && self.0.bytes().all(|b| b.is_ascii_hexdigit())
    }

    /// The key of a vote that was written without one.
    fn of(line: &[u8]) -> Self {
        Self(Sha256::digest(line)[..16].iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// One vote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vote {
    /// The entry.
    pub id: Id,
    /// The verdict.
    pub vote: Verdict,
    /// When, in seconds since 1970, UTC; 0 if it is not known.
    #[serde(default)]
    pub at: u64,
    /// What tells it from other votes; always there once read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// What the voter added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Whether it came from another file, so that it is not one's own to take back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// Fields that this program does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Vote {
    /// A vote given now.
    pub fn now(id: Id, vote: Verdict, comment: Option<String>) -> Self {
        let (key, imported) = (Some(Key::random()), false);
        Self { id, vote, at: seconds(), key, comment, imported, other: Map::new() }
    }
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// A vote.
    Vote(Vote),
    /// A vote is taken back.
    Undo {
        /// The key of the vote.
        undo: Key,
        /// When, in seconds since 1970, UTC.
        #[serde(default)]
        at: u64,
    },
}

impl Line {
    /// Takes back the vote with this key, now.
    pub fn undo(key: Key) -> Self {
        Self::Undo { undo: key, at: seconds() }
    }

    /// Reads a line, without its line end. `None` for a torn line, or one of another program.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        // To serde a record may also be an array of its fields; here only an object is a line.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return None;
        }
        let mut line: Self = serde_json::from_slice(bytes).ok()?;
        if matches!(&line, Self::Undo { undo, .. } if !undo.is_valid()) {
            return None;
        }
        if let Self::Vote(vote) = &mut line
            && vote.key.is_none()
        {
            vote.key = Some(Key::of(bytes.trim_ascii()));
        }
        Some(line)
    }

    /// The line as it is written to the votes file, its line end included.
    ///
    /// # Errors
    /// Never for lines that were read or made here.
    pub fn written(&self) -> serde_json::Result<String> {
        serde_json::to_string(self).map(|line| line + "\n")
    }
}

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_in_both_languages() {
        let named = |names: &str| names.split('|').map(Verdict::named).collect::<Vec<_>>();
        assert_eq!(named("yes|OUI|o|y"), [Some(Verdict::Yes); 4]);
        assert_eq!(named("non| N |no"), [Some(Verdict::No); 3]);
        assert_eq!(named("ni|"), [None; 2]);
    }

    #[test]
    fn a_line_comes_back_as_it_was_written() {
        let vote = Vote::now(Id::of("a"), Verdict::No, Some("trop\nlong".to_owned()));
        let undo = Line::undo(vote.key.clone().expect("a key"));
        // Fields of others stay, and long numbers keep their last digit (`float_roundtrip`).
        let other = r#"{"id":"dd0ab2259c08","vote":"yes","team":"sud","x":[155555555555555555555555555555555e9]}"#;
        let other = Line::read(other.as_bytes()).expect("a vote");
        assert!(other.written().expect("a line").contains(r#""team":"sud""#));
        for line in [Line::Vote(vote), undo, other] {
            let written = line.written().expect("a line");
            assert_eq!(written.matches('\n').count(), 1, "one line: {written}");
            assert_eq!(Line::read(written.trim_end().as_bytes()), Some(line));
        }
    }

    #[test]
    fn torn_lines_are_no_votes() {
        let line = br#"{"id":"dd0ab2259c08","vote":"yes"}"#;
        assert!(Line::read(line).is_some());
        for torn in
            [&line[..30], b"", b"{}", br#"{"id":"dd0a","vote":"yes"}"#, b"\xFF", b"null", b"3"]
        {
            assert_eq!(Line::read(torn), None, "{}", String::from_utf8_lossy(torn));
        }
    }
}
