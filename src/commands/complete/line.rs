//! A command line as it is typed, up to the cursor, split into words as a shell would.
//!
//! Bash, zsh and fish agree on blanks, quotation marks and backslashes, and a line that is being
//! typed may end within any of them. Nothing is expanded: what completes needs only words.

/// The words of `line`, without their quoting. The last one is that at the cursor, empty behind a
/// blank.
pub fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut within = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let mut push = |c: char| words.last_mut().into_iter().for_each(|word| word.push(c));
        match (quote, c) {
            (Some(mark), _) if c == mark => quote = None,
            (Some('\''), _) => push(c),
            (Some(_), '\\') => match chars.next_if(|next| "\"\\$`".contains(*next)) {
                Some(next) => push(next),
                None => push(c),
            },
            (None, '\\') => chars.next().into_iter().for_each(push),
            (None, '\'' | '"') => quote = Some(c),
            (None, ' ' | '\t' | '\n') => {
                if within {
                    words.push(String::new());
                }
                within = false;
                continue;
            }
            (Some(_), _) | (None, _) => push(c),
        }
        within = true;
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
