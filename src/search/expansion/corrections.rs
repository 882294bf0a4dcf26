//! Corrections of a misspelt word: terms of the index, words of the lexicon, and forms of French
//! whose stem is that of a term.
//!
//! A word that is French is not misspelt: where no entry has it, it is unknown. Any other is taken
//! for the nearest word that the pages know, unless one of French that has nothing to do with them
//! is likelier meant ([`is_beaten`]): then it is unknown, too.

use std::cmp::{Ordering, Reverse};

use super::expand::Expander;
use super::synonyms::Synonym;
use crate::image::Rows;
use crate::index::Index;
use crate::text::distance::{self, Spelling};
use crate::text::french::{self, Form, Frequency};
use crate::text::stem::stem;
use crate::text::stop::is_stop;

/// A word that a misspelt one may be meant for.
pub(super) struct Meant {
    /// Folded.
    pub(super) text: String,
    /// As French writes it; `None` for a term of the index.
    pub(super) written: Option<String>,
    /// Typing errors, at least 1.
    pub(super) errors: usize,
}

impl<'s> Expander<'s> {
    /// The likeliest corrections of `word` that lead to terms of the index, at most `limit`, best
    /// first: these terms, those in most entries first, then forms of French of their stems, the
    /// most frequent first. All have the fewest errors found, so that farther words do not dilute
    /// a sure correction.
    pub(super) fn corrections(&self, word: &str, limit: usize) -> Vec<Meant> {
        if !is_misspelt(word) {
            return Vec::new();
        }
        let terms = nearest_terms(self.index, word);
        let (forms, rivals) = self.inflections(word, terms.first().map(|&(_, errors)| errors));
        let term = |(term, errors): (u32, usize)| {
            let text = self.index.term(term).to_owned();
            Meant { text, written: None, errors }
        };
        let form = |Form { folded, written, errors, .. }: Form| Meant {
            text: folded,
            written: Some(written),
            errors,
        };
        let mut found: Vec<Meant> = terms.into_iter().map(term).collect();
        found.extend(forms.into_iter().map(form));
        let least = found.iter().map(|meant| meant.errors).min().unwrap_or(0);
        found.retain(|meant| meant.errors == least);
        found.truncate(limit);
        if found.first().is_some_and(|best| is_beaten(&best.text, best.errors, &rivals)) {
            found.clear();
        }
        found
    }

    /// The word of the lexicon that `word` is misspelt from, if neither index nor lexicon know it.
    pub(super) fn of_lexicon(&self, word: &str) -> Option<Synonym<'s>> {
        if !is_misspelt(word) {
            return None;
        }
        let (synonym, errors) = self.lexicon?.nearest(word)?;
        let (_, rivals) = self.inflections(word, Some(errors));
        (!is_beaten(&synonym.text(), errors, &rivals)).then_some(synonym)
    }

    /// The forms of French that are nearest to `word`, within `most` errors or its budget: the
    /// inflections of terms that are in no entry, the most frequent first, and the rivals, which
    /// are stop words and what neither index nor lexicon know.
    fn inflections(&self, word: &str, most: Option<usize>) -> (Vec<Form>, Vec<Form>) {
        let most = most.unwrap_or_else(|| distance::budget(word.chars().count()));
        let near = (1..=most)
            .map(|budget| french::near(word, budget))
            .find(|near| !near.is_empty())
            .unwrap_or_default();
        let (stops, mut near): (Vec<_>, Vec<_>) =
            near.into_iter().partition(|form| is_stop(&form.folded));
        near.retain(|form| self.index.find(&form.folded).is_none());
        let is_of_index = |form: &Form| !self.index.stem_terms(&stem(&form.folded)).is_empty();
        let (mut inflections, mut rivals): (Vec<_>, Vec<_>) =
            near.into_iter().partition(is_of_index);
        inflections.sort_by_key(|form| Reverse(form.frequency));
        rivals.retain(|form| !self.lexicon.is_some_and(|known| known.knows(&stem(&form.folded))));
        rivals.extend(stops);
        (inflections, rivals)
    }
}

/// Whether a word that no entry has may be misspelt.
fn is_misspelt(word: &str) -> bool {
    distance::may_be_misspelt(word) && french::frequency(word).is_none()
}

/// Whether one of the rivals is likelier meant than `meant`, at `errors`: it is nearer, or as near
/// and far more common, as stop words are. A word of the pages that is none of French, as a name,
/// is common there.
fn is_beaten(meant: &str, errors: usize, rivals: &[Form]) -> bool {
    let frequency = french::frequency(meant).unwrap_or(Frequency::Everyday);
    rivals.iter().any(|form| match form.errors.cmp(&errors) {
        Ordering::Less => form.frequency > Frequency::Unmet,
        Ordering::Equal => {
            let far_below = if is_stop(&form.folded) { Frequency::Usual } else { Frequency::Rare };
            form.frequency == Frequency::Everyday && frequency <= far_below
        }
        Ordering::Greater => false,
    })
}

/// The terms that are nearest to `word`, all at the same number of errors, at least 1: those in
/// most entries first, then in alphabetical order.
fn nearest_terms(index: &Index<'_>, word: &str) -> Vec<(u32, usize)> {
    let is_word = |term: u32| {
        let meant = index.term(term);
        !is_stop(meant) && meant.chars().all(char::is_alphabetic)
    };
    let mut found = within_budget(index.terms(), word);
    found.retain(|&(term, errors)| errors > 0 && is_word(term));
    let least = found.iter().map(|&(_, errors)| errors).min().unwrap_or(0);
    found.retain(|&(_, errors)| errors == least);
    let df = |term: u32| index.doc_freq(term);
    found.sort_by(|&(a, _), &(b, _)| df(b).cmp(&df(a)).then_with(|| a.cmp(&b)));
    found
}

/// The terms within the budget of `word` ([`distance::budget`]) and their errors, terms rising.
///
/// The sorted dictionary is the trie of the walk ([`Spelling`]).
fn within_budget(terms: Rows<'_>, word: &str) -> Vec<(u32, usize)> {
    let budget = distance::budget(word.chars().count());
    let mut spelling = Spelling::new(word);
    let (mut found, mut at) = (Vec::new(), 0);
    'terms: while at < terms.len() {
        let term = terms.text(at);
        let shared = term.chars().zip(spelling.spelt()).take_while(|(a, b)| a == *b).count();
        spelling.truncate(shared);
        let mut end: usize = spelling.spelt().iter().map(|letter| letter.len_utf8()).sum();
        for letter in term[end..].chars() {
            end += letter.len_utf8();
            spelling.push(letter);
            if spelling.is_ruled_out(budget) {
                at = skip(terms, at, &term[..end]);
                continue 'terms;
            }
        }
        if spelling.distance() <= budget {
            found.extend(distance::errors(word, term).map(|errors| (at as u32, errors)));
        }
        at += 1;
    }
    found
}

/// The first term from `at` on that does not begin with `prefix`: by doubling steps, then
/// halving them, since it is mostly close.
fn skip(terms: Rows<'_>, at: usize, prefix: &str) -> usize {
    let has_prefix = |term: &[u8]| term.starts_with(prefix.as_bytes());
    let mut step = 1;
    while has_prefix(terms.get(at + step)) {
        step *= 2;
    }
    terms.partition_point(at + step / 2..at + step, has_prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{Builder, Section};
    use crate::index::image_of;
    use crate::prepared::VERSION;
    use crate::search::{Lexicon, Tuning};
    use crate::text::french::tests::FOLDED;
    use proptest::prelude::*;

    /// The words that `word` is corrected to, on these pages.
    fn corrected(pages: &[&str], word: &str) -> Vec<String> {
        let image = image_of(pages);
        let index = Index::open(&image).expect("an index");
        let lexicon = Lexicon::shipped();
        let (lexicon, tuning) = (Some(&lexicon), Tuning::default());
        let expander = Expander { index: &index, lexicon, typos: true, tuning: &tuning };
        let written = |meant: Meant| meant.written.unwrap_or(meant.text);
        expander.corrections(word, 3).into_iter().map(written).collect()
    }

    #[test]
    fn the_nearest_then_the_commonest() {
        let pages = ["la sécurité du certificat", "sécurité", "sécurités diverses"];
        assert_eq!(corrected(&pages, "securitte")[0], "securite");
        assert_eq!(corrected(&pages, "l1111-8"), [""; 0]);
    }

    #[test]
    fn a_french_word_is_not_corrected() {
        for (word, near) in [
            ("difference", "différents"),
            ("livre", "libre"),
            ("maternelle", "matérielle"),
            ("patient", "paient"),
            ("faille", "famille"),
            ("poisson", "poison"),
        ] {
            assert_eq!(corrected(&[near], word), [""; 0], "{word}");
        }
        assert_eq!(corrected(&["une famille"], "famlle"), ["famille"]);
    }

    #[test]
    fn a_form_that_no_entry_has_leads_to_those_of_its_stem() {
        assert_eq!(corrected(&["rembourser"], "remboursemnt")[0], "remboursement");
        assert_eq!(corrected(&["héberger"], "hebergementt")[0], "hébergement");
        assert_eq!(corrected(&["autre chose"], "remboursemnt"), [""; 0]);
    }

    #[test]
    fn a_french_word_that_is_not_of_the_pages_may_be_meant() {
        // One error to `internet`, two to `internat`.
        assert_eq!(corrected(&["un internat"], "internett"), [""; 0]);
        assert_eq!(corrected(&["un internat", "par internet"], "internett")[0], "internet");
        // As near, but `comment` is asked far more often than anything is committed.
        assert_eq!(corrected(&["il commet une faute"], "commnet"), [""; 0]);
    }

    #[test]
    fn names_of_the_pages_are_corrected_to() {
        assert_eq!(corrected(&["la messagerie mssante"], "msssante"), ["mssante"]);
        assert_eq!(corrected(&["par franceconnect"], "francconnect"), ["franceconnect"]);
    }

    proptest! {
        #[test]
        fn no_french_form_is_corrected(
            place in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), letter in "[a-z]?",
        ) {
            let form = place.get(FOLDED.as_slice());
            let at = at.index(form.len());
            let mut near = form.clone();
            near.replace_range(at..=at, &letter);
            prop_assert_eq!(corrected(&[&near], form), [""; 0]);
        }

        #[test]
        fn the_walk_finds_what_comparing_every_term_finds(
            terms in prop::collection::btree_set("[abcé]{0,12}|certifi[cat]{0,4}", 0..60),
            word in "[abcé]{5,11}|ce?r?tif?i[cat]{1,5}",
        ) {
            let mut image = Builder::default();
            image.push_strings(Section::Terms, &terms);
            let image = image.finish(&VERSION);
            let terms = (0..).zip(&terms);
            let expected: Vec<(u32, usize)> = terms
                .filter_map(|(at, term)| Some((at, distance::errors(&word, term)?)))
                .collect();
            prop_assert_eq!(within_budget(image.rows(Section::Terms), &word), expected);
        }
    }
}
