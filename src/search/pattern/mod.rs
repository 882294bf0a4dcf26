//! Regular expressions that are blind to accents, case, ligatures and typographic style.
//!
//! Readers type `l'oeuvre`; the page says `L’Œuvre`. Folding the page would lose where a
//! match stands in it, and folding the pattern would change what its classes and escapes
//! mean. So the text stays as it is, and what the *pattern* means is widened: a literal
//! letter becomes all the forms of that letter which occur in the corpus (its [`Alphabet`]).
//! Matches are byte ranges of the original text.
//!
//! | module | what it knows |
//! |---|---|
//! | `lexicon` | which characters fold to which letters |
//! | `weave`, `run` | every way to write a row of letters, some of them repeated (`turns`) |
//! | `class` | letters in `[…]` |
//! | `flags`, `widen` | the walk over the parsed pattern |
//! | `scan` | which entries of a corpus match |

mod class;
mod flags;
mod lexicon;
mod run;
mod scan;
mod turns;
mod weave;
mod widen;

use std::fmt;
use std::ops::Range;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Capture, Class, Hir, HirKind, Look, Repetition};
use unicode_normalization::UnicodeNormalization;

pub use crate::text::alphabet::Alphabet;

use crate::text::fold::fold;
use lexicon::class_of;
use turns::Turns;
use widen::{Meanings, Parsed};

/// The most memory, in bytes, that a compiled pattern may take.
pub const SIZE_LIMIT: usize = 10 << 20;

/// The longest pattern, in bytes, that is looked at. No one types that much; a program that
/// generates patterns learns it at once, before time and memory go into parsing.
const LENGTH_LIMIT: usize = 32 << 10;

/// What a pattern tells apart, and how it is read. All off: a regular expression, blind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternOptions {
    /// `E` does not match é, and œ is `oe` but not `OE`. Accents are still folded.
    pub case_sensitive: bool,
    /// Letters match as written: é is not e, œ is not oe. Apostrophes, quotes, dashes and
    /// spaces of one kind are still the same.
    pub accent_sensitive: bool,
    /// The whole pattern is a literal.
    pub fixed_strings: bool,
    /// The whole match must stand between word boundaries, as ripgrep's `--word-regexp`.
    pub word: bool,
}

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// Not a regular expression: the regex crate's message, which quotes the pattern and
    /// points at the place.
    Syntax(String),
    /// The pattern, or what it stands for, is too large to run within `limit` bytes.
    TooLarge {
        /// [`SIZE_LIMIT`].
        limit: usize,
    },
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(message) => f.write_str(message),
            Self::TooLarge { limit } => {
                write!(f, "the pattern is too large: it needs more than {limit} bytes to run")
            }
        }
    }
}

impl std::error::Error for PatternError {}

impl From<regex_syntax::Error> for PatternError {
    fn from(error: regex_syntax::Error) -> Self {
        Self::Syntax(error.to_string())
    }
}

impl From<regex::Error> for PatternError {
    fn from(error: regex::Error) -> Self {
        match error {
            regex::Error::CompiledTooBig(limit) => Self::TooLarge { limit },
            error => Self::Syntax(error.to_string()),
        }
    }
}

/// A compiled pattern.
#[derive(Clone)]
pub struct Pattern {
    source: String,
    hir: Hir,
    /// `hir`, compiled.
    plain: Regex,
    marked: Option<Marked>,
}

/// The same pattern for texts with characters that folding drops: combining marks that have
/// no composed form, soft hyphens, joiners. It is slower, and few texts hold any.
#[derive(Clone)]
struct Marked {
    dropped: Regex,
    pattern: Regex,
}

impl Pattern {
    /// Compiles `pattern` for texts written in `alphabet`.
    ///
    /// `pattern` is brought to NFC first; texts should be in NFC. On a text with characters
    /// outside `alphabet`, forms of letters may be missed, or not excluded by a `[^…]`.
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
            return Err(PatternError::TooLarge { limit: SIZE_LIMIT });
        }
        let pattern: String = pattern.nfc().collect();
        let parsed = Parsed::read(&pattern, options.fixed_strings)?;
        let meanings = Meanings::new(letters(alphabet, &pattern), options.accent_sensitive);
        let widen = |swallow: Option<&Hir>| {
            let widened = parsed.widen(options, &meanings, swallow)?;
            Ok(bounded(widened, options.word))
        };
        let plain = widen(None)?;
        let dropped = dropped(alphabet).filter(|_| !options.accent_sensitive);
        let marked = dropped.map(|dropped| Marked::new(dropped, &plain, widen));
        let marked = marked.transpose()?.flatten();
        let hir = plain.clone();
        let plain = compile(plain)?;
        let source = pattern;
        Ok(Self { source, hir, plain, marked })
    }

    /// Whether the pattern matches anywhere in `text`, be it an empty match.
    pub fn is_match(&self, text: &str) -> bool {
        self.for_text(text).is_match(text)
    }

    /// The matches in `text`: non-empty byte ranges, in order, not overlapping.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let found = self.for_text(text).find_iter(text);
        found.map(|found| found.range()).filter(|range| !range.is_empty())
    }

    fn for_text(&self, text: &str) -> &Regex {
        let marked = self.marked.as_ref();
        let marked = marked.filter(|marked| marked.dropped.is_match(text));
        marked.map_or(&self.plain, |marked| &marked.pattern)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

impl Marked {
    /// None if the pattern has no literal that a dropped character could follow.
    fn new(
        dropped: Hir,
        plain: &Hir,
        widen: impl Fn(Option<&Hir>) -> Result<Hir, PatternError>,
    ) -> Result<Option<Self>, PatternError> {
        let pattern = widen(Some(&Turns::ANY.of(dropped.clone())))?;
        if pattern == *plain {
            return Ok(None);
        }
        let (dropped, pattern) = (compile(dropped)?, compile(pattern)?);
        Ok(Some(Self { dropped, pattern }))
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

/// `hir`, between word boundaries if `word`.
fn bounded(hir: Hir, word: bool) -> Hir {
    if !word {
        return hir;
    }
    let (start, end) = (Look::WordStartHalfUnicode, Look::WordEndHalfUnicode);
    Hir::concat(vec![Hir::look(start), hir, Hir::look(end)])
}

/// Compiles `hir` by way of the pattern it prints, which the regex crate reads back as `hir`.
fn compile(hir: Hir) -> Result<Regex, PatternError> {
    // Printing puts every alternation and repetition into a group of its own.
    const NEST_LIMIT: u32 = 4 * widen::NEST_LIMIT;
    let mut builder = RegexBuilder::new(&printable(hir).to_string());
    Ok(builder.size_limit(SIZE_LIMIT).nest_limit(NEST_LIMIT).build()?)
}

/// `hir` with a group around each repetition that is repeated: printed as it stands,
/// `(?:a{2,3})?` would be read back as `a{2,3}?`.
fn printable(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Repetition(outer) => {
            let mut sub = printable(*outer.sub);
            if matches!(sub.kind(), HirKind::Repetition(_)) {
                sub = Hir::capture(Capture { index: 1, name: None, sub: Box::new(sub) });
            }
            Hir::repetition(Repetition { sub: Box::new(sub), ..outer })
        }
        HirKind::Capture(group) => {
            let sub = Box::new(printable(*group.sub));
            Hir::capture(Capture { sub, name: None, ..group })
        }
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(printable).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(printable).collect()),
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
    }
}

#[cfg(test)]
mod tests;
