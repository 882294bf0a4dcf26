//! The delimiter: the line that ends an entry.
//!
//! It is compared after folding: no case, no accents, one kind of apostrophe and of space, none
//! before a double punctuation mark, none at either end.

use serde::{Deserialize, Serialize};

use super::frame::page_data;
pub use super::line::SITE_DELIMITER;
use super::line::{is_double_mark, normalized};
use crate::text::fold::fold_char;

/// The line that ends an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delimiter {
    text: String,
    form: String,
}

/// What a line is to a [`Delimiter`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing<'a> {
    /// The line is the delimiter, with this page data glued to its end, if any.
    Delimiter(&'a str),
    /// The line begins with the delimiter but goes on as text, so it ends nothing.
    Buried,
    /// Any other line.
    Other,
}

impl Delimiter {
    /// A delimiter that reads `text`; `None` if nothing is left of it after folding.
    pub fn new(text: &str) -> Option<Self> {
        let form = normalized(text);
        (!form.is_empty()).then(|| Self { text: text.trim().to_owned(), form })
    }

    /// The delimiter as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says what `line` is. Delimiters glued one behind another are one.
    pub(super) fn read<'a>(&self, line: &'a str) -> Closing<'a> {
        if line == self.text {
            return Closing::Delimiter("");
        }
        let Some(mut rest) = self.strip(line) else { return Closing::Other };
        while let Some(further) = self.strip(rest) {
            rest = further;
        }
        if page_data(rest).is_some() {
            Closing::Delimiter(rest)
        } else if normalized(rest).is_empty() {
            Closing::Delimiter("")
        } else if self.runs_on_into(rest) {
            Closing::Other
        } else {
            Closing::Buried
        }
    }

    /// Whether `rest` only goes on with the last word or rule of the delimiter: "Finalement"
    /// after "FIN", or "--" after "---".
    fn runs_on_into(&self, rest: &str) -> bool {
        let last = self.form.chars().next_back();
        let next = rest.chars().next();
        last == next
            || last.zip(next).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
    }

    /// What follows the delimiter at the head of `line`; `None` if it does not stand there.
    ///
    /// Walks the line only as far as it agrees, so that most lines cost one character.
    fn strip<'a>(&self, line: &'a str) -> Option<&'a str> {
        let mut wanted = self.form.chars().peekable();
        let mut blank = false;
        let mut begun = false;
        for (offset, c) in line.char_indices() {
            if wanted.peek().is_none() {
                return Some(&line[offset..]);
            }
            let mut agrees = true;
            fold_char(c, &mut |f| {
                if f == ' ' {
                    blank = begun;
                } else {
                    let wants_blank = wanted.next_if_eq(&' ').is_some();
                    let blank_agrees =
                        wants_blank == (std::mem::take(&mut blank) && !is_double_mark(f));
                    agrees &= blank_agrees && wanted.next_if_eq(&f).is_some();
                    begun = true;
                }
            });
            if !agrees {
                return None;
            }
        }
        wanted.peek().is_none().then_some("")
    }
}

impl Default for Delimiter {
    /// [`SITE_DELIMITER`].
    fn default() -> Self {
        Self { text: SITE_DELIMITER.to_owned(), form: normalized(SITE_DELIMITER) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CLOSED: Closing<'_> = Closing::Delimiter("");

    #[test]
    fn one_line_in_all_its_spellings() {
        let site = Delimiter::default();
        for line in [
            "Cette réponse vous a-t-elle été utile ?",
            "  CETTE REPONSE VOUS A-T-ELLE ETE UTILE?\t",
            "Cette re\u{301}ponse vous a\u{2011}t\u{2011}elle e\u{301}te\u{301} utile\u{A0}?",
            "\u{FEFF}Cette\u{2009}réponse  vous a-t-elle été utile\u{202F}？",
            "Cette réponse vous a-t-elle été utile ?Cette réponse vous a-t-elle été utile ?",
            &SITE_DELIMITER.chars().flat_map(|c| [c, '\u{336}', '\u{35a}']).collect::<String>(),
        ] {
            assert_eq!(site.read(line), CLOSED, "{line}");
        }
        for line in [
            "",
            "Cette réponse vous a-t-elle été utile",
            "Сette réponse vous а-t-elle été utile ?",
            "Cette réponse vousa-t-elle été utile ?",
            "> Cette réponse vous a-t-elle été utile ?",
        ] {
            assert_eq!(site.read(line), Closing::Other, "{line}");
        }
    }

    #[test]
    fn what_is_glued_behind_it_counts_only_as_page_data() {
        let site = Delimiter::default();
        let line = |rest: &str| format!("Cette réponse vous a-t-elle été utile ?{rest}");
        for data in [
            "90 questions / réponses",
            "Votre question concerne quel produit ?",
            "Question/Réponse",
        ] {
            assert_eq!(site.read(&line(data)), Closing::Delimiter(data));
        }
        assert_eq!(site.read(&line(" Oui, merci.")), Closing::Buried);
    }

    #[test]
    fn another_delimiter_folds_alike() {
        let fence = Delimiter::new(" — Était-ce « l’aide » attendue ? ").expect("not blank");
        assert_eq!(
            fence.read("- etait-ce \"l'aide\" attendue?"),
            Closing::Other,
            "« keeps its space"
        );
        assert_eq!(fence.read("- etait-ce \" l'aide \" attendue?"), CLOSED);
        assert_eq!(Delimiter::new(" \u{301}\u{200B}"), None);
        let word = Delimiter::new("FIN").expect("not blank");
        assert_eq!(word.read("Finalement, oui."), Closing::Other);
        assert_eq!(word.read("Fin : merci"), Closing::Buried);
    }

    proptest! {
        #[test]
        fn a_line_is_the_delimiter_when_their_forms_are_equal(
            delimiter in "[a-cé ?:'’œ-]{1,8}", line in "[a-cé ?:'’œ\u{A0}\u{301}-]{0,10}",
        ) {
            prop_assume!(Delimiter::new(&delimiter).is_some());
            let delimiter = Delimiter::new(&delimiter).expect("assumed");
            if normalized(&line) == delimiter.form {
                prop_assert_eq!(delimiter.read(&line), CLOSED);
            } else if delimiter.read(&line) == CLOSED {
                // Several delimiters glued together are one more way to write it.
                let repeated = normalized(&line).replace(' ', "");
                prop_assert_eq!(repeated.replace(&delimiter.form.replace(' ', ""), ""), "");
            }
        }
    }
}
