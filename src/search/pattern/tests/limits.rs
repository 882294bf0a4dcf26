//! What is refused, and what is not. The command line tests bound time and memory.

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
        assert_eq!(refusal(pattern, DEFAULT), PatternError::Syntax(expected));
    }
    let expected = "regex parse error:\n    (\n    ^\nerror: unclosed group";
    assert_eq!(refusal("(", WORD).to_string(), expected);
}

#[test]
fn too_large_patterns_are_refused() {
    let many = ["e".repeat(1 << 20), r"\pL".repeat(20_000), "(?i)".repeat(300_000)];
    let nested =
        ["((a{100}){100}){100}", r"((\w{100}){100}){100}", "e{1000}{1000}"].map(String::from);
    for pattern in many {
        assert_eq!(refusal(&pattern, DEFAULT), PatternError::TooLong, "{pattern:.20}");
    }
    for pattern in &nested {
        assert_eq!(refusal(pattern, DEFAULT), PatternError::TooLarge, "{pattern:.20}");
    }
    let refused = |patterns: &[&str]| {
        Pattern::any_of(patterns, DEFAULT, &Alphabet::default()).expect_err("they are refused")
    };
    assert_eq!(refused(&["a", &nested[0], "("]), (Some(1), PatternError::TooLarge));
    assert!(matches!(refused(&["a", "b", "("]), (Some(2), PatternError::Syntax(_))));
    let long = "e".repeat(20 << 10);
    assert_eq!(refused(&[&long, &long]), (None, PatternError::TooMany));
    let half = r"\pL{100}";
    assert_eq!(refused(&[half; 40]), (None, PatternError::TooMany));
}

#[test]
fn deep_nesting_is_refused_cleanly() {
    let deep = |depth: usize| format!("{}e{}", "(".repeat(depth), ")".repeat(depth));
    assert!(matches!(refusal(&deep(10_000), DEFAULT), PatternError::Syntax(_)));
    let classes = format!("{}e{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(matches!(refusal(&classes, DEFAULT), PatternError::Syntax(_)));
    let repeated = format!("e{}", "*".repeat(10_000));
    assert!(matches!(refusal(&repeated, DEFAULT), PatternError::Syntax(_)));
    let sets = format!("[{}a]", "a&&".repeat(10_000));
    assert!(matches!(refusal(&sets, DEFAULT), PatternError::Syntax(_)));
    same(DEFAULT, &[&deep(200)], &["é"]);
}

#[test]
fn long_repetitions_are_possible() {
    let text = "eé".repeat(600);
    assert_eq!(found("e{1000}", DEFAULT, &text).len(), 1);
    assert_eq!(found("(?:oe){200}", DEFAULT, &"œ".repeat(200)).len(), 1);
    assert_eq!(found(&"s".repeat(200), DEFAULT, &"ß".repeat(100)).len(), 1);
    assert_eq!(found(&"f?".repeat(100), DEFAULT, &"f".repeat(90)).len(), 1);
}

#[test]
fn forms_outside_the_alphabet_cost_nothing() {
    let pattern = Pattern::new("ete", DEFAULT, &Alphabet::of(["é"])).expect("valid");
    assert!(pattern.is_match("été") && pattern.is_match("ETE"));
    assert!(pattern.ignoring.is_none());
}
