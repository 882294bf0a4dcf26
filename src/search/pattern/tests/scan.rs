//! Searching whole texts finds what searching entry by entry does.

use proptest::prelude::*;
use regex_syntax::hir::Hir;

use super::super::scan::Front;
use super::properties::{options, pattern, tricky};
use super::*;
use crate::corpus::entry::{Place, Stretch};
use crate::text::fold::fold;

/// What may stand between entries, which are trimmed and not empty.
const BETWEEN: [&str; 6] = ["\n", " \n", "\nfin\n", "\n fi\n \t", "\n\u{a0}of\n", "\n\ne\n"];

/// The text of entries as pages have it, behind `text`, and their places.
fn page(mut text: String, entries: &[(String, &str)]) -> (String, Vec<Place>) {
    let mut places = Vec::new();
    for (entry, between) in entries {
        let entry = entry.trim();
        if !entry.is_empty() {
            let range = text.len()..text.len() + entry.len();
            text.push_str(entry);
            let drops = entry.chars().any(|c| fold(&c.to_string()).is_empty());
            places.push(Place { range, drops });
        }
        text.push_str(between);
    }
    (text, places)
}

fn entries() -> impl Strategy<Value = Vec<(String, &'static str)>> {
    let entry =
        prop_oneof![tricky(0..8), "[a-f \n]{0,4}", "(oe|fi|\n| ){0,5}", "[oefi\u{AD}]{1,4}"];
    let between = prop::sample::select(BETWEEN.to_vec());
    prop::collection::vec((entry, between), 0..8)
}

/// Patterns that know where they stand, or go on over lines.
fn placed_pattern() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "e",
        "o",
        "fi",
        "\\A",
        "\\z",
        "^",
        "$",
        "\\b",
        "\\B",
        "\\b{start}",
        "\\b{end-half}",
        "\\s",
        "\\s+",
        "\\s*",
        "\\n",
        "\n{1,3}",
        "[^a]",
        "[^a]*",
        "(?s).+",
        "(?s:.)",
        ".*",
        ".+",
        "(?-m)",
        "(?R)",
        "(?-u:\\b)",
        "(?:a\\s*b)+",
        "(?:e\\s+)?",
        "|",
        "(?:a\\n|e){2,3}",
        "\\W",
        "x{0}",
        "(",
        ")",
        "(?:",
    ];
    let pieces = prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..4);
    pieces.prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn as_entry_by_entry(
        entries in entries(), pattern in prop_oneof![pattern(), placed_pattern(), placed_pattern()],
        options in options(), trimmed: bool,
    ) {
        // Most patterns are no literals.
        let fixed_strings = options.fixed_strings && options.word;
        let options = PatternOptions { fixed_strings, ..options };
        let (text, places) = page(String::from(if trimmed { "  " } else { "" }), &entries);
        let stretch = Stretch { text: &text, first: 3, places: &places };
        let alphabet = Alphabet::of([stretch.text]);
        let Ok(pattern) = Pattern::new(&pattern, options, &alphabet) else { return Ok(()) };
        let Some(front) = Front::of(&pattern) else { return Ok(()) };
        let found = front.matching(&pattern, &stretch);
        prop_assert_eq!(found, pattern.one_by_one(&stretch), "{:?}", pattern);
    }
}

#[test]
fn edges_that_were_trimmed_and_entries_with_characters_that_folding_drops() {
    let entries =
        ["un deux", "deux un", "d\u{AD}eux", "trois"].map(|text| (text.to_owned(), " \n fin\n  "));
    let (text, places) = page("  ".to_owned(), &entries);
    let stretch = Stretch { text: &text, first: 0, places: &places };
    for (pattern, expected) in [
        ("^deux", vec![1, 2]),
        ("(?R)^deux", vec![1, 2]),
        ("deux$", vec![0, 2]),
        (r"\Adeux", vec![1, 2]),
        (r"deux\z", vec![0, 2]),
        (r"\bdeux\b", vec![0, 1, 2]),
        ("deux", vec![0, 1, 2]),
        ("fin", vec![]),
        (r"un\s", vec![0]),
    ] {
        let pattern = Pattern::new(pattern, BLIND, &Alphabet::of([&text])).expect("it is valid");
        let front = Front::of(&pattern).expect("it has a front");
        assert_eq!(front.matching(&pattern, &stretch), expected, "{pattern:?}");
        assert_eq!(pattern.one_by_one(&stretch), expected, "{pattern:?}");
    }
}

/// The front of `pattern`, printed; empty if there is none.
fn front(pattern: &str) -> String {
    let pattern = Pattern::new(pattern, CASED_AND_ACCENTED, &Alphabet::default());
    let pattern = pattern.expect("the pattern is valid");
    Front::of(&pattern).map(|front| front.to_string()).unwrap_or_default()
}

const CASED_AND_ACCENTED: PatternOptions =
    PatternOptions { case_sensitive: true, accent_sensitive: true, ..BLIND };

#[test]
fn fronts_stop_where_lines_could_go_on() {
    let printed = |pattern: &str| {
        regex_syntax::parse(pattern).map(|hir: Hir| hir.to_string()).expect("a pattern")
    };
    for (pattern, expected) in [
        ("abc", "abc"),
        (r"\Aabc\z", "abc"),
        (r"\babc\b", r"\babc\b"),
        ("(?m)^abc$", "(?m)^abc$"),
        (r"ab\s+c", r"ab\s"),
        (r"ab\s*c", "ab"),
        (r"ab(?:c\s*|d)e", "ab(?:c|d)"),
        (r"a(?:b\s*){2,}", "ab"),
        ("a.*b", "a.*b"),
        (r"a[^b]*b", "a"),
    ] {
        assert_eq!(front(pattern), printed(expected), "{pattern}");
    }
    for pattern in ["", "a*", r"\s*a", r"\b", "(?s).*a", "a|"] {
        assert_eq!(front(pattern), "", "{pattern}");
    }
}
