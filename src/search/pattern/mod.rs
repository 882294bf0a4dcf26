//! Regular expressions that ignore accents, case, ligatures and typographic style.
//!
//! Readers type `l'oeuvre`; the page says `L’Œuvre`. Folding the page would lose the offsets of
//! matches, and folding the pattern would change what its classes and escapes mean. So the text
//! stays as it is and the *pattern* is widened: a literal letter becomes all the forms of that
//! letter that occur in the corpus (its [`Alphabet`]). Matches are byte ranges of the original
//! text.
//!
//! | module | what it knows |
//! |---|---|
//! | `letter_forms` | which characters fold to which letters |
//! | `alternatives` | every way to write a run of letters, some of them repeated (`repetition`) |
//! | `class` | letters in `[…]` |
//! | `widen` | the walk over the parsed pattern, under its `flags` |

mod alternatives;
mod class;
mod flags;
mod letter_forms;
mod repetition;
mod widen;

use std::fmt;
use std::ops::Range;

use regex_automata::meta::{BuildError, Regex};
use regex_syntax::hir::{Class, Hir};
use unicode_normalization::UnicodeNormalization;

pub use crate::text::alphabet::Alphabet;

use self::letter_forms::class_of;
use self::repetition::Count;
use self::widen::{Widener, parse};
use crate::messages::Lang;
use crate::text::fold::fold;

/// The most memory, in bytes, that a compiled pattern may take.
pub const SIZE_LIMIT: usize = 10 << 20;

/// The longest pattern, in bytes, that is looked at. No one types that much; a program that
/// generates patterns learns it at once, before time and memory go into parsing.
const LENGTH_LIMIT: usize = 32 << 10;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// Not a regular expression: the regex crate's message, which quotes the pattern and points
    /// at the place.
    Syntax(String),
    /// The pattern, or what it stands for, needs more than [`SIZE_LIMIT`] bytes to run.
    TooLarge,
}

impl PatternError {
    /// The message for people; that of a syntax error is in English in either language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(message) => message.clone(),
            Self::TooLarge => lang.pattern_too_large(SIZE_LIMIT),
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::default()))
    }
}

impl std::error::Error for PatternError {}

impl From<regex_syntax::Error> for PatternError {
    fn from(error: regex_syntax::Error) -> Self {
        Self::Syntax(error.to_string())
    }
}

impl From<BuildError> for PatternError {
    fn from(error: BuildError) -> Self {
        match error.size_limit() {
            Some(_) => Self::TooLarge,
            None => Self::Syntax(error.to_string()),
        }
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    /// For texts with characters that folding drops.
    ignoring: Option<Ignoring>,
}

/// The same pattern, for texts with characters that folding drops: combining marks without a
/// composed form, soft hyphens, joiners. It is slower, and few texts hold any.
#[derive(Clone, Debug)]
struct Ignoring {
    /// Matches the characters that folding drops.
    dropped: Regex,
    regex: Regex,
}

impl Pattern {
    /// Compiles `pattern` for texts written in `alphabet`.
    ///
    /// `pattern` is brought to NFC first; texts should be in NFC. On a text with characters
    /// outside `alphabet`, forms of letters may be missed, or not be excluded by a `[^…]`.
    ///
    /// # Errors
    ///
    /// [`PatternError::Syntax`] if `pattern` is not a regular expression, and
    /// [`PatternError::TooLarge`] if it would compile to more than [`SIZE_LIMIT`] bytes.
    pub fn new(
        pattern: &str,
        options: PatternOptions,
        alphabet: &Alphabet,
    ) -> Result<Self, PatternError> {
        if pattern.len() > LENGTH_LIMIT {
            return Err(PatternError::TooLarge);
        }
        let pattern: String = pattern.nfc().collect();
        let tree = parse(&pattern, options.fixed_strings)?;
        let letters = letters(alphabet, &pattern);
        let widener = Widener::new(&letters, options);
        let plain = widener.widen(&pattern, &tree, None)?;
        let regex = compile(&plain)?;
        let mut ignoring = None;
        if let Some(dropped) = dropped(alphabet).filter(|_| !options.accent_sensitive) {
            let any = Count::ANY.of(dropped.clone());
            let hir = widener.widen(&pattern, &tree, Some(&any))?;
            // They are equal if the pattern has no literal that such a character could follow.
            if hir != plain {
                ignoring = Some(Ignoring { dropped: compile(&dropped)?, regex: compile(&hir)? });
            }
        }
        Ok(Self { regex, ignoring })
    }

    /// Whether the pattern matches anywhere in `text`, be it an empty match.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        // What ignores characters matches wherever the plain pattern does.
        self.regex.is_match(text)
            || self.ignoring_in(text).is_some_and(|regex| regex.is_match(text))
    }

    /// The matches in `text`: non-empty byte ranges, in order, not overlapping.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let regex = self.ignoring_in(text).unwrap_or(&self.regex);
        regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty())
    }

    /// The expression that ignores what folding drops, if `text` has any of it.
    fn ignoring_in(&self, text: &str) -> Option<&Regex> {
        let ignoring = self.ignoring.as_ref()?;
        ignoring.dropped.is_match(text).then_some(&ignoring.regex)
    }
}

/// ASCII, `alphabet`, and what `pattern` itself is written in.
fn letters(alphabet: &Alphabet, pattern: &str) -> Vec<char> {
    let mut all = alphabet.clone();
    all.add(pattern);
    ('\0'..='\x7f').chain(all.chars()).collect()
}

/// The class of the characters of `alphabet` that folding drops, if there are any.
fn dropped(alphabet: &Alphabet) -> Option<Hir> {
    let is_dropped = |ch: &char| fold(ch.encode_utf8(&mut [0; 4])).is_empty();
    let class = class_of(alphabet.chars().filter(is_dropped));
    (!class.ranges().is_empty()).then(|| Hir::class(Class::Unicode(class)))
}

fn compile(hir: &Hir) -> Result<Regex, PatternError> {
    // As the regex crate sets it.
    let config = Regex::config().nfa_size_limit(Some(SIZE_LIMIT)).hybrid_cache_capacity(2 << 20);
    Ok(Regex::builder().configure(config).build_from_hir(hir)?)
}

#[cfg(test)]
mod tests;
