//! What is refused, how soon, and what is not.

use std::time::{Duration, Instant};

use super::super::PatternError;
use super::*;

fn refusal(pattern: &str, options: PatternOptions) -> PatternError {
    let alphabet = Alphabet::of(["éèêëïîôùç œæ’«»–\u{a0}"]);
    Pattern::new(pattern, options, &alphabet).expect_err("the pattern is refused")
}

#[test]
fn syntax_errors_are_the_regex_crates() {
    let patterns =
        ["(", "a{2,1}", "[z-a]", r"\p{Nope}", "(?<a>x)(?<a>y)", r"(?-u)\xFF", "*", "é(", r"\1"];
    for pattern in patterns {
        let expected = regex::Regex::new(pattern).expect_err("invalid").to_string();
        assert_eq!(refusal(pattern, BLIND), PatternError::Syntax(expected));
    }
    let expected = "regex parse error:\n    (\n    ^\nerror: unclosed group";
    assert_eq!(refusal("(", WORD).to_string(), expected);
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let many = ["e".repeat(1 << 20), r"\pL".repeat(20_000), "(?i)".repeat(300_000)];
    let nested =
        ["((a{100}){100}){100}", r"((\w{100}){100}){100}", "e{1000}{1000}"].map(String::from);
    for pattern in many.into_iter().chain(nested) {
        let start = Instant::now();
        let refused = refusal(&pattern, BLIND);
        assert_eq!(refused, PatternError::TooLarge, "{pattern:.20}");
        let limit = Duration::from_millis(if cfg!(debug_assertions) { 10_000 } else { 500 });
        assert!(start.elapsed() < limit, "{pattern:.20} took {:?}", start.elapsed());
    }
}

#[test]
fn deep_nesting_is_refused_cleanly() {
    let deep = |depth: usize| format!("{}e{}", "(".repeat(depth), ")".repeat(depth));
    assert!(matches!(refusal(&deep(10_000), BLIND), PatternError::Syntax(_)));
    let classes = format!("{}e{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(matches!(refusal(&classes, BLIND), PatternError::Syntax(_)));
    let repeated = format!("e{}", "*".repeat(10_000));
    assert!(matches!(refusal(&repeated, BLIND), PatternError::Syntax(_)));
    let sets = format!("[{}a]", "a&&".repeat(10_000));
    assert!(matches!(refusal(&sets, BLIND), PatternError::Syntax(_)));
    same(BLIND, &[&deep(200)], &["é"]);
}

#[test]
fn long_repetitions_are_possible() {
    let text = "eé".repeat(600);
    assert_eq!(found("e{1000}", BLIND, &text).len(), 1);
    assert_eq!(found("(?:oe){200}", BLIND, &"œ".repeat(200)).len(), 1);
    assert_eq!(found(&"s".repeat(200), BLIND, &"ß".repeat(100)).len(), 1);
    assert_eq!(found(&"f?".repeat(100), BLIND, &"f".repeat(90)).len(), 1);
}

#[test]
fn forms_outside_the_alphabet_cost_nothing() {
    let pattern = Pattern::new("ete", BLIND, &Alphabet::of(["é"])).expect("valid");
    assert!(pattern.is_match("été") && pattern.is_match("ETE"));
    assert!(pattern.ignoring.is_none());
}
