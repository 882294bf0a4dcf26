//! The topics of `faq help`: a text each, in both languages.
//!
//! In a text, a line that begins with `# ` is a heading, an indented one stays as it is, and all
//! others are paragraphs to be filled.

use super::Lang;

struct Topic {
    name: &'static str,
    en: &'static str,
    fr: &'static str,
}

macro_rules! topics {
    ($($name:literal)*) => {
        const NAMES: &[&str] = &[$($name),*];
        const TOPICS: &[Topic] = &[$(
            Topic {
                name: $name,
                en: include_str!(concat!("topics/en/", $name, ".txt")),
                fr: include_str!(concat!("topics/fr/", $name, ".txt")),
            },
        )*];
    };
}

topics! {
    "ranking" "meaning" "facets" "pages" "json" "privacy" "environment" "exit-codes" "recipes" "changes"
}

impl Lang {
    /// The names of the topics of the help, which are the same in both languages.
    pub const TOPICS: &[&str] = NAMES;

    /// The text of the topic called `name`.
    #[must_use]
    pub fn topic(self, name: &str) -> Option<&'static str> {
        let topic = TOPICS.iter().find(|topic| topic.name == name)?;
        Some(match self {
            Self::En => topic.en,
            Self::Fr => topic.fr,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_in_shape() {
        for topic in TOPICS {
            let shape = |text: &str| {
                let commands = text.lines().filter(|line| line.starts_with("  faq "));
                let headings = text.lines().filter(|line| line.starts_with("# ")).count();
                (headings, commands.count(), text.matches("\n\n").count())
            };
            assert_eq!(shape(topic.en), shape(topic.fr), "{}", topic.name);
        }
    }
}
