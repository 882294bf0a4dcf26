//! The topics of `faq help`: a text each, in both languages.
//!
//! In a text, a line that begins with `# ` is a heading, an indented one stays as it is, and all
//! others are paragraphs to be filled.

use super::Lang;
use crate::text::fold::fold;

macro_rules! topics {
    ($($name:literal $french:literal)*) => {
        impl Lang {
            /// The names of the topics of the help, which are the same in both languages.
            pub const TOPICS: &[&str] = &[$($name),*];
        }
        /// Of each topic its French name, folded, and its text in English and in French.
        const TEXTS: &[[&str; 3]] = &[$([
            $french,
            include_str!(concat!("topics/en/", $name, ".txt")),
            include_str!(concat!("topics/fr/", $name, ".txt")),
        ]),*];
    };
}

topics! {
    "ranking" "classement"
    "meaning" "sens"
    "facets" "facettes"
    "pages" "pages"
    "json" "json"
    "privacy" "confidentialite"
    "environment" "environnement"
    "exit-codes" "codes-de-sortie"
    "recipes" "recettes"
    "changes" "nouveautes"
}

impl Lang {
    /// The text of the topic called `name`, in either language.
    #[must_use]
    pub fn topic(self, name: &str) -> Option<&'static str> {
        let folded = fold(name).replace(' ', "-");
        let mut topics = Self::TOPICS.iter().zip(TEXTS);
        let (_, [_, en, fr]) =
            topics.find(|(name, [french, ..])| [name, french].contains(&&&*folded))?;
        Some(match self {
            Self::En => en,
            Self::Fr => fr,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_has_a_name_in_each_language() {
        for (name, same) in [
            ("confidentialité", "privacy"),
            ("Codes de sortie", "exit-codes"),
            ("nouveautés", "changes"),
        ] {
            assert!(Lang::Fr.topic(name).is_some_and(|text| Lang::Fr.topic(same) == Some(text)));
        }
        assert_eq!(Lang::Fr.topic("vie"), None);
    }

    #[test]
    fn both_languages_say_the_same_in_shape() {
        for [name, en, fr] in TEXTS {
            let shape = |text: &str| {
                let commands = text.lines().filter(|line| line.starts_with("  faq "));
                let headings = text.lines().filter(|line| line.starts_with("# ")).count();
                (headings, commands.count(), text.matches("\n\n").count())
            };
            assert_eq!(shape(en), shape(fr), "{name}");
        }
    }
}
