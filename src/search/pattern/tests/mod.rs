//! What a pattern matches, sentence by sentence.

mod letters;
mod limits;
mod properties;
mod syntax;

use super::{Alphabet, Pattern, PatternOptions};

const DEFAULT: PatternOptions = PatternOptions {
    case_sensitive: false,
    accent_sensitive: false,
    fixed_strings: false,
    word: false,
};
const CASED: PatternOptions = PatternOptions { case_sensitive: true, ..DEFAULT };
const ACCENTED: PatternOptions = PatternOptions { accent_sensitive: true, ..DEFAULT };
const FIXED: PatternOptions = PatternOptions { fixed_strings: true, ..DEFAULT };
const WORD: PatternOptions = PatternOptions { word: true, ..DEFAULT };

/// The parts of `text` that `pattern` finds.
fn found<'t>(pattern: &str, options: PatternOptions, text: &'t str) -> Vec<&'t str> {
    let alphabet = Alphabet::of([text]);
    let compiled = Pattern::new(pattern, options, &alphabet).expect("the pattern is valid");
    let found: Vec<_> = compiled.find_iter(text).map(|range| &text[range]).collect();
    assert!(found.is_empty() || compiled.is_match(text));
    found
}

/// Each pattern finds exactly all of each text.
fn same(options: PatternOptions, patterns: &[&str], texts: &[&str]) {
    for pattern in patterns {
        for text in texts {
            assert_eq!(found(pattern, options, text), [*text], "{pattern:?} in {text:?}");
        }
    }
}

/// No pattern finds anything in any text.
fn differ(options: PatternOptions, patterns: &[&str], texts: &[&str]) {
    for pattern in patterns {
        for text in texts {
            assert_eq!(found(pattern, options, text), [""; 0], "{pattern:?} in {text:?}");
        }
    }
}
