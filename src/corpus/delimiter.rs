//! The lines of a page that are not text: the delimiter, the five headings, the counters.
//!
//! All are compared after folding, in the same form: no case, no accents, one kind of
//! apostrophe and of space, none before a double punctuation mark, none at either end.

use serde::{Deserialize, Serialize};

use crate::text::fold::{fold, fold_char};

/// The line that closes an answer on the pages of the Agence du Numérique en Santé.
pub const SITE_DELIMITER: &str = "Cette réponse vous a-t-elle été utile ?";

/// The line that ends an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delimiter {
    text: String,
    form: String,
}

/// What a line is to a [`Delimiter`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing<'a> {
    /// The line is the delimiter, with this heading or counter glued to its end, if any.
    Delimiter(&'a str),
    /// The line begins with the delimiter but goes on as text, so it ends nothing.
    Buried,
    /// Any other line.
    Other,
}

/// A line at the head of a page that belongs to the page, not to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageData {
    /// "Votre question concerne quel … ?"
    Heading,
    /// "90 questions / réponses"
    Counter(u64),
}

impl Delimiter {
    /// A delimiter that reads `text`; `None` if nothing is left of it after folding.
    pub fn new(text: &str) -> Option<Self> {
        let form = line_form(text);
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
        } else if line_form(rest).is_empty() {
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
        Self { text: SITE_DELIMITER.to_owned(), form: line_form(SITE_DELIMITER) }
    }
}

/// Reads a line that may be a heading or a counter.
pub(super) fn page_data(line: &str) -> Option<PageData> {
    // Longer than any heading: spares folding long lines of text.
    const LONGEST: usize = 200;
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    if !begins_as_page_data(line) {
        return None;
    }
    let form = line_form(line);
    if form.starts_with("votre question concerne quel") && form.ends_with('?') {
        return Some(PageData::Heading);
    }
    counter(&form).map(PageData::Counter)
}

/// Whether the first letters of `line`, but for digits and blanks, are those of a heading or
/// counter. Spares the lines at the head of entries being folded whole.
fn begins_as_page_data(line: &str) -> bool {
    let mut letters = [' '; 4];
    let mut known = 0;
    for c in line.chars() {
        fold_char(c, &mut |f| {
            if known < letters.len() && f != ' ' && !f.is_ascii_digit() {
                letters[known] = f;
                known += 1;
            }
        });
        if known == letters.len() {
            break;
        }
    }
    matches!(letters, ['v', 'o', 't', 'r'] | ['q', 'u', 'e', 's'])
}

/// The number in "90 questions / reponses", with or without blanks inside.
fn counter(form: &str) -> Option<u64> {
    let compact: String = form.chars().filter(|&c| c != ' ').collect();
    let words = compact.trim_start_matches(|c: char| c.is_ascii_digit());
    let (left, right) = words.split_once('/')?;
    let is_counter =
        matches!(left, "question" | "questions") && matches!(right, "reponse" | "reponses");
    if is_counter { compact[..compact.len() - words.len()].parse().ok() } else { None }
}

/// The form in which lines are compared.
fn line_form(line: &str) -> String {
    let folded = fold(line);
    let mut form = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !form.is_empty() && !word.starts_with(is_double_mark) {
            form.push(' ');
        }
        form.push_str(word);
    }
    form
}

/// The marks that French sets a space before.
fn is_double_mark(c: char) -> bool {
    matches!(c, '?' | '!' | ':' | ';')
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
        ] {
            assert_eq!(site.read(line), CLOSED, "{line}");
        }
        for line in [
            "",
            "Cette réponse vous a-t-elle été utile",
            "Сette réponse vous a-t-elle été utile ?",
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
        for data in ["90 questions / réponses", "Votre question concerne quel produit ?"] {
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

    #[test]
    fn headings_and_counters() {
        for (line, data) in [
            ("Votre question concerne quelle thématique ?", true),
            ("Votre question concerne quel couloir Ségur\u{A0}?", true),
            ("Votre question concerne quel couloir", false),
            ("1\u{202F}234 Questions/Réponses", true),
            ("1 question / réponse", true),
            ("questions / réponses", false),
            ("90 questions / réponses par jour", false),
            ("99999999999999999999 questions / réponses", false),
        ] {
            assert_eq!(page_data(line).is_some(), data, "{line}");
        }
        assert_eq!(page_data("1\u{202F}234 questions / réponses"), Some(PageData::Counter(1234)));
    }

    proptest! {
        #[test]
        fn a_line_is_the_delimiter_when_their_forms_are_equal(
            delimiter in "[a-cé ?:'’œ-]{1,8}", line in "[a-cé ?:'’œ\u{A0}\u{301}-]{0,10}",
        ) {
            prop_assume!(Delimiter::new(&delimiter).is_some());
            let delimiter = Delimiter::new(&delimiter).expect("assumed");
            if line_form(&line) == delimiter.form {
                prop_assert_eq!(delimiter.read(&line), CLOSED);
            } else if delimiter.read(&line) == CLOSED {
                // Several delimiters glued together are one more way to write it.
                let repeated = line_form(&line).replace(' ', "");
                prop_assert_eq!(repeated.replace(&delimiter.form.replace(' ', ""), ""), "");
            }
        }
    }
}
