//! How a pattern is read, and why it may be refused.

use crate::messages::Lang;

/// The most memory, in bytes, that a compiled pattern may take.
pub(super) const SIZE_LIMIT: usize = 10 << 20;

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
    /// Each of several patterns may do, but not all together.
    TooMany,
}

impl PatternError {
    /// The message for people.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(message) => lang.reason(message),
            Self::TooLarge => lang.pattern_too_large(SIZE_LIMIT),
            Self::TooMany => lang.patterns_too_many().to_owned(),
        }
    }

    /// The same of so many patterns together.
    #[must_use]
    pub fn of(self, patterns: usize) -> Self {
        if patterns > 1 && self == Self::TooLarge { Self::TooMany } else { self }
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
