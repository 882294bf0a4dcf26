//! A command line as it is typed, up to the cursor, split into words as a shell would.
//!
//! Bash, zsh and fish agree on blanks, quotation marks and backslashes, and a line that is being
//! typed may end within any of them. Nothing is expanded: what completes needs only words.

/// Stands at the end of the line while it is split.
const CURSOR: char = '\0';

/// The words of `line`, without their quoting. The last one is that at the cursor, empty behind a
/// blank.
pub fn words(line: &str) -> Vec<String> {
    let closed = |quote| shell_words::split(&format!("{line}{CURSOR}{quote}")).ok();
    let mut words = ["", "'", "\""].into_iter().find_map(closed).unwrap_or_default();
    match words.last_mut().filter(|word| word.ends_with(CURSOR)) {
        Some(last) => drop(last.pop()),
        // The line ends in a comment.
        None => words.push(String::new()),
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_those_of_a_shell() {
        for (line, split) in [
            ("faq show ", &["faq", "show", ""][..]),
            ("faq  show b9", &["faq", "show", "b9"]),
            ("faq 'a b' \"c d", &["faq", "a b", "c d"]),
            (r#"faq a\ b "\"x\y" '\"#, &["faq", "a b", "\"x\\y", "\\"]),
            ("faq topic:\"a b", &["faq", "topic:a b"]),
            ("faq '' x", &["faq", "", "x"]),
            ("", &[""]),
            (" faq \\", &["faq", ""]),
        ] {
            assert_eq!(words(line), split, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_quoted_for_a_shell_is_read_back(args in prop::collection::vec("[^\0]{1,8}", 1..5)) {
            let line = shell_words::join(&args);
            prop_assert_eq!(words(&line), args);
        }
    }
}
