//! Regular expressions that ignore accents, case, ligatures and typographic style.
//!
//! Readers type `l'oeuvre`; the page says `L’Œuvre`. Folding the page would lose the offsets of
//! matches, and folding the pattern would change what its classes and escapes mean. So the text
//! stays as it is and the *pattern* is widened: a literal letter becomes all the forms of that
//! letter that occur in the corpus (its [`Alphabet`]). Matches are byte ranges of the original
//! text.

mod alternatives;
mod class;
mod letter_forms;
mod options;
mod repetition;
#[cfg(test)]
mod tests;
mod widen;

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir};
use unicode_normalization::UnicodeNormalization;

pub use self::options::{PatternError, PatternOptions};
pub use crate::text::alphabet::Alphabet;

use self::letter_forms::{class_of, fold_char};
use self::options::{LENGTH_LIMIT, SIZE_LIMIT};
use self::repetition::{count, repeated};
use self::widen::{Widener, parse};

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    /// What finds the characters that folding drops (combining marks without a composed form, soft
    /// hyphens, joiners), and the same pattern for texts with any: it is slower, and few have.
    ignoring: Option<(Regex, Regex)>,
}

impl Pattern {
    /// Compiles `pattern` for texts written in `alphabet`.
    ///
    /// `pattern` is brought to NFC first; texts should be in NFC. On a text with characters
    /// outside `alphabet`, forms of letters may be missed, or not be excluded by a `[^…]`.
    ///
    /// # Errors
    ///
    /// [`PatternError::Syntax`] if `pattern` is not a regular expression,
    /// [`PatternError::TooLong`] if it is longer than 32 KiB, and [`PatternError::TooLarge`] if it
    /// would compile to more than 10 MiB.
    pub fn new(
        pattern: &str,
        options: PatternOptions,
        alphabet: &Alphabet,
    ) -> Result<Self, PatternError> {
        Self::any_of(&[pattern], options, alphabet).map_err(|(_, error)| error)
    }

    /// Compiles what matches where any of `patterns` does, of several the first: each is an
    /// expression of its own, and none matches nothing.
    ///
    /// # Errors
    ///
    /// As [`Pattern::new`], with the index of the first pattern that is refused alone;
    /// [`PatternError::TooMany`] for several that are too long or too large together.
    pub fn any_of(
        patterns: &[&str],
        options: PatternOptions,
        alphabet: &Alphabet,
    ) -> Result<Self, (Option<usize>, PatternError)> {
        if let Some(long) = patterns.iter().position(|pattern| pattern.len() > LENGTH_LIMIT) {
            return Err((Some(long), PatternError::TooLong));
        }
        if patterns.iter().map(|pattern| pattern.len()).sum::<usize>() > LENGTH_LIMIT {
            return Err((None, PatternError::TooMany));
        }
        Self::compiled(patterns, options, alphabet).map_err(|error| {
            let alone = |pattern| Self::compiled(&[pattern], options, alphabet).err();
            match patterns {
                [_] => (Some(0), error),
                _ => (0..)
                    .zip(patterns)
                    .find_map(|(at, &pattern)| Some((Some(at), alone(pattern)?)))
                    .unwrap_or((None, PatternError::TooMany)),
            }
        })
    }

    fn compiled(
        patterns: &[&str],
        options: PatternOptions,
        alphabet: &Alphabet,
    ) -> Result<Self, PatternError> {
        let patterns: Vec<String> =
            patterns.iter().map(|pattern| pattern.nfc().collect()).collect();
        let parsed = |pattern: &String| parse(pattern, options.fixed_strings);
        let trees = patterns.iter().map(parsed).collect::<Result<Vec<_>, _>>()?;
        let letters = letters(alphabet, &patterns.concat());
        let widen = |ignorable: Option<Hir>| {
            let mut widener = Widener::new(&letters, ignorable, options);
            let each =
                patterns.iter().zip(&trees).map(|(pattern, tree)| widener.widen(pattern, tree));
            Ok::<_, PatternError>(Hir::alternation(each.collect::<Result<_, _>>()?))
        };
        let plain = widen(None)?;
        let regex = compile(&plain)?;
        let mut ignoring = None;
        if let Some(dropped) = dropped(alphabet).filter(|_| !options.accent_sensitive) {
            let hir = widen(Some(repeated(&count(0, None, true), dropped.clone())))?;
            // They are equal if the pattern has no literal that such a character could follow.
            if hir != plain {
                ignoring = Some((compile(&dropped)?, compile(&hir)?));
            }
        }
        Ok(Self { regex, ignoring })
    }

    /// Whether the pattern matches anywhere in `text`, be it an empty match.
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
        let (dropped, regex) = self.ignoring.as_ref()?;
        dropped.is_match(text).then_some(regex)
    }
}

/// ASCII, `alphabet`, and what `pattern` itself is written in.
fn letters(alphabet: &Alphabet, pattern: &str) -> Vec<char> {
    let mut all = alphabet.clone();
    pattern.chars().for_each(|c| _ = all.insert(c));
    ('\0'..='\x7f').chain(all.chars()).collect()
}

/// The class of the characters of `alphabet` that folding drops, if there are any.
fn dropped(alphabet: &Alphabet) -> Option<Hir> {
    let is_dropped = |ch: &char| fold_char(*ch).is_empty();
    let class = class_of(alphabet.chars().filter(is_dropped));
    (!class.ranges().is_empty()).then(|| Hir::class(Class::Unicode(class)))
}

/// Printed, an expression reads as itself; its depth is bounded by that of the pattern.
fn compile(hir: &Hir) -> Result<Regex, PatternError> {
    let mut builder = RegexBuilder::new(&hir.to_string());
    Ok(builder.size_limit(SIZE_LIMIT).nest_limit(u32::MAX).build()?)
}
