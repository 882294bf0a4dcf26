//! What holds for every pattern and every text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::super::PatternError;
use super::*;
use crate::text::fold::fold;

/// Characters that fold in every way there is.
const TRICKY: &str = "oœŒOeéÉEêếaæsßẞfiﬁﬀﬃl ﬂ'’\"«-–\u{a0}\u{331}\u{ad}.²ˢ";

fn tricky(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let letters: Vec<char> = TRICKY.chars().collect();
    let letters = prop::collection::vec(prop::sample::select(letters), length);
    letters.prop_map(|letters| letters.into_iter().nfc().collect())
}

/// Pieces that make up valid and invalid patterns.
fn pattern() -> impl Strategy<Value = String> {
    let pieces = [
        "o", "e", "é", "œ", "s", "f", "i", "'", "-", " ", ".", "(", ")", "(?:", "(?i)", "(?-i:",
        "(?x)", "(?U)", "(?<n>", "|", "*", "+", "?", "{2}", "{0,3}", "{1,}", "[", "[^", "]", "a-f",
        "&&", "^", "$", "\\b", "\\w", "\\-", "\\x65", "\u{331}", "#", "\n",
    ];
    let pieces = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12);
    pieces.prop_map(|pieces| pieces.concat())
}

/// Patterns that differ from the regex crate's in nothing but case and accents.
fn plain_pattern() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "o", "e", "é", "œ", "ß", "ff", "[a-f]", "[^é]", ".", "\\w", "\\b", "^", "$",
    ]);
    leaf.prop_map(String::from).prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}{b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(?:{a}|{b})")),
            (inner.clone(), prop::sample::select(vec!["?", "*", "+?", "{2,3}", "??"]))
                .prop_map(|(a, times)| format!("(?:{a}){times}")),
            inner.prop_map(|a| format!("(?i:{a})")),
        ]
    })
}

fn options() -> impl Strategy<Value = PatternOptions> {
    any::<[bool; 4]>().prop_map(|[case_sensitive, accent_sensitive, fixed_strings, word]| {
        PatternOptions { case_sensitive, accent_sensitive, fixed_strings, word }
    })
}

/// The folding of each character of `text` by itself.
fn units(text: &str) -> Vec<String> {
    let folded = text.chars().map(|ch| fold(&ch.to_string()));
    folded.filter(|folded| !folded.is_empty()).collect()
}

/// Whether some whole characters of `text` fold to `wanted`: a match never starts or ends
/// inside a ligature, which is where grep and `fold(text).contains(…)` differ.
fn holds(text: &str, wanted: &str) -> bool {
    let units = units(text);
    (0..units.len()).any(|start| {
        let mut folded = String::new();
        units[start..].iter().any(|unit| {
            folded.push_str(unit);
            folded == wanted
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_literal_finds_what_folds_alike(text in tricky(0..12), query in tricky(1..4)) {
        prop_assume!(!fold(&query).is_empty());
        let options = PatternOptions { fixed_strings: true, ..Default::default() };
        let pattern = Pattern::new(&query, options, &Alphabet::of([&text])).unwrap();
        prop_assert_eq!(pattern.is_match(&text), holds(&text, &fold(&query)));
        for range in pattern.find_iter(&text) {
            prop_assert_eq!(fold(&text[range]), fold(&query));
        }
    }

    #[test]
    fn ranges_are_ordered_and_on_characters(text in tricky(0..20), pattern in prop_oneof![pattern(), any::<String>()], options in options()) {
        let Ok(pattern) = Pattern::new(&pattern, options, &Alphabet::of([&text])) else { return Ok(()) };
        let mut end = 0;
        for range in pattern.find_iter(&text) {
            prop_assert!(end <= range.start && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
        prop_assert!(end == 0 || pattern.is_match(&text));
        let searched = pattern.ignoring_in(&text).unwrap_or(&pattern.regex);
        prop_assert_eq!(pattern.is_match(&text), searched.is_match(&text));
    }

    #[test]
    fn errors_are_those_of_the_regex_crate(pattern in pattern()) {
        let composed: String = pattern.nfc().collect();
        let ours = Pattern::new(&pattern, PatternOptions::default(), &Alphabet::default());
        let theirs = regex::Regex::new(&composed).map_err(|error| PatternError::Syntax(error.to_string()));
        prop_assert_eq!(ours.err(), theirs.err());
    }

    #[test]
    fn sensitive_to_all_is_the_regex_crate(pattern in plain_pattern(), text in tricky(0..20)) {
        let options = PatternOptions { case_sensitive: true, accent_sensitive: true, ..Default::default() };
        let ours = Pattern::new(&pattern, options, &Alphabet::of([&text])).unwrap();
        let theirs = regex::RegexBuilder::new(&pattern).multi_line(true).build().unwrap();
        let ranges = theirs.find_iter(&text).map(|found| found.range());
        let ranges: Vec<_> = ranges.filter(|range| !range.is_empty()).collect();
        prop_assert_eq!(ours.find_iter(&text).collect::<Vec<_>>(), ranges);
        prop_assert_eq!(ours.is_match(&text), theirs.is_match(&text));
    }

    #[test]
    fn ignoring_case_and_accents_is_the_regex_crate_on_folded_text(pattern in letter_pattern(), text in "[oesfixé]{0,16}") {
        let text: String = text.nfc().collect();
        let ours = Pattern::new(&pattern, PatternOptions::default(), &Alphabet::of([&text])).unwrap();
        let theirs = regex::Regex::new(&pattern).unwrap();
        let folded = fold(&text);
        let theirs: Vec<&str> = theirs.find_iter(&folded).map(|found| found.as_str()).filter(|found| !found.is_empty()).collect();
        let ours: Vec<String> = ours.find_iter(&text).map(|range| fold(&text[range])).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn repetitions_find_ligatures((before, letter, times, after) in row(), turns in 0..7_usize, seed in any::<usize>()) {
        let pattern = format!("^{before}{letter}{times}{after}$");
        let text = format!("{before}{}{after}", letter.repeat(turns));
        if !regex::Regex::new(&pattern).unwrap().is_match(&text) { return Ok(()) }
        let text = with_ligature(&text, seed);
        let ours = Pattern::new(&pattern, PatternOptions::default(), &Alphabet::of([&text])).unwrap();
        prop_assert!(ours.is_match(&text), "{:?} in {:?}", pattern, text);
    }
}

/// Letters, some repeated, lazily or not.
fn letter_pattern() -> impl Strategy<Value = String> {
    let letter = prop::sample::select(vec!["o", "e", "s", "f", "i", "x"]);
    let times = prop::sample::select(vec![
        "", "", "", "?", "*", "+", "??", "*?", "+?", "{2}", "{1,3}", "{2,}?", "{5,}",
    ]);
    prop::collection::vec((letter, times), 1..6)
        .prop_map(|row| row.into_iter().map(|(l, t)| format!("{l}{t}")).collect())
}

/// Letters of which one is repeated: those before it, it, how often, those after it.
fn row() -> impl Strategy<Value = (String, &'static str, &'static str, String)> {
    let times = ["?", "*", "+", "??", "+?", "{1}", "{2}", "{1,2}", "{0,3}", "{2,}"];
    let times = prop::sample::select(times.to_vec());
    let repeated = prop::sample::select(vec!["o", "e", "s", "f", "i"]);
    ("[oesfi]{0,2}", repeated, times, "[oesfi]{0,2}")
}

/// `text` with one of its letter pairs, picked by `seed`, written as a ligature.
fn with_ligature(text: &str, seed: usize) -> String {
    let pairs = [("ffi", "ﬃ"), ("oe", "œ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("ss", "ß")];
    let places: Vec<_> = pairs
        .iter()
        .flat_map(|(letters, ligature)| {
            text.match_indices(letters).map(move |(at, _)| (at, letters, ligature))
        })
        .collect();
    match places.get(seed % places.len().max(1)) {
        Some((at, letters, ligature)) => {
            format!("{}{ligature}{}", &text[..*at], &text[at + letters.len()..])
        }
        None => text.to_string(),
    }
}
