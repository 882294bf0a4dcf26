//! How a pattern is read, and why it may be refused.

use crate::messages::Lang;

/// The most memory, in bytes, that a compiled pattern may take.
pub(super) const SIZE_LIMIT: usize = 10 << 20;

/// The longest pattern, in bytes, that is looked at, or several together. No one types that much;
/// a program that generates patterns learns it at once, before time and memory go into parsing.
pub(super) const LENGTH_LIMIT: usize = 32 << 10;

/// How a pattern is read, and what it tells apart. By default a regular expression that ignores
/// case and accents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternOptions {
    /// `E` does not match é, and œ is `oe` but not `OE`. Accents are still folded.
    pub case_sensitive: bool,
    /// Letters match as written: é is not e, œ is not oe. Apostrophes, quotes, dashes and spaces
    /// of one kind are still the same.
    pub accent_sensitive: bool,
    /// The whole pattern is a literal.
    pub fixed_strings: bool,
    /// The match must stand between word boundaries, as with ripgrep's `--word-regexp`.
    pub word: bool,
}

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub enum PatternError {
    /// Not a regular expression: the regex crate's message, which quotes the pattern and points
    /// at the place.
    Syntax(String),
    /// The pattern, or what it stands for, needs more than 10 MiB to run.
    TooLarge,
    /// The pattern is longer than 32 KiB.
    TooLong,
    /// Each of several patterns may do, but not all together.
    TooMany,
}

impl PatternError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(message) => lang.reason(message),
            Self::TooLarge => lang.pattern_too_large(SIZE_LIMIT),
            Self::TooLong => lang.pattern_too_long(LENGTH_LIMIT >> 10),
            Self::TooMany => lang.patterns_too_many().to_owned(),
        }
    }
}

impl From<regex_syntax::Error> for PatternError {
    fn from(error: regex_syntax::Error) -> Self {
        Self::Syntax(error.to_string())
    }
}

impl From<regex::Error> for PatternError {
    fn from(error: regex::Error) -> Self {
        match error {
            regex::Error::CompiledTooBig(_) => Self::TooLarge,
            error => Self::Syntax(error.to_string()),
        }
    }
}
