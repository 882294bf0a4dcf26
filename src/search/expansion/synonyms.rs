//! Synonyms as data: what the pages call `tarif`, people call `prix`.
//!
//! A JSON file of groups, each a list of words or short phrases that may stand for one another.
//! They are compared by the stems of their content words, so a group need not list plurals. The
//! lexicon widens a query, at a lower weight than the word itself; it never says which entry is
//! right.

use serde::Deserialize;

use crate::image::{Builder, Image, Section, Version};
use crate::prepared::LEXICON;
use crate::text::tokens::{Kind, tokenize};
use crate::text::{distance, fold::fold, stem::stem, stop::is_stop};

/// The version of the image of a lexicon, whose sections are `Lexicon…` of [`Section`]. It names
/// what they are made of; a test compares their bytes with `seeds/lexicon.json`.
const VERSION: Version = *b"words and stems.";

/// A negated term means its opposite, and as stop words these would be lost: `sans frais` would
/// be read as `frais`. A term with one of them is left out.
const NEGATIONS: &[&str] = &["hors", "ni", "non", "pas", "sans"];

#[derive(Default, Deserialize)]
struct File {
    groups: Vec<Vec<String>>,
}

/// A word or phrase of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Synonym<'l> {
    pub(super) written: &'l str,
    /// The stems of its content words, with a space between.
    stems: &'l str,
}

/// Groups of synonyms.
#[derive(Debug)]
pub struct Lexicon {
    image: Image,
}

impl Lexicon {
    /// The lexicon shipped with the program.
    pub fn shipped() -> Lexicon {
        let image = Image::of_static(LEXICON, &VERSION);
        image.map_or_else(|| Lexicon::of(&File::default()), |image| Lexicon { image })
    }

    /// Reads a lexicon from JSON.
    ///
    /// # Errors
    /// When it is not an object with `groups`, a list of lists of strings.
    pub fn parse(json: &str) -> Result<Lexicon, serde_json::Error> {
        serde_json::from_str(json).map(|file| Lexicon::of(&file))
    }

    fn of(file: &File) -> Lexicon {
        let numbered = (0..).zip(&file.groups);
        let terms = numbered.flat_map(|(group, terms)| terms.iter().map(move |term| (group, term)));
        let analysed = terms.map(|(group, term)| (group, term.as_str(), stems(term).join(" ")));
        let terms: Vec<(u32, &str, String)> =
            analysed.filter(|(.., stems)| !stems.is_empty()).collect();
        let mut order: Vec<u32> = (0..).zip(&terms).map(|(place, _)| place).collect();
        order.sort_by_key(|&place| first(&terms[place as usize].2));
        let mut image = Builder::default();
        image.push_strings(Section::LexiconTerms, terms.iter().map(|term| term.1));
        image.push_strings(Section::LexiconStems, terms.iter().map(|term| &term.2));
        image.push_u32s(Section::LexiconGroups, terms.iter().map(|term| term.0));
        image.push_u32s(Section::LexiconOrder, order);
        Lexicon { image: image.finish(&VERSION) }
    }

    fn synonym(&self, place: usize) -> Synonym<'_> {
        let text = |section| self.image.rows(section).text(place);
        Synonym { written: text(Section::LexiconTerms), stems: text(Section::LexiconStems) }
    }

    fn synonyms(&self) -> impl Iterator<Item = Synonym<'_>> {
        (0..self.image.rows(Section::LexiconTerms).len()).map(|place| self.synonym(place))
    }

    /// The terms of the group of the one at `place`, itself included.
    fn group_of(&self, place: usize) -> impl Iterator<Item = Synonym<'_>> {
        let groups = self.image.items::<4>(Section::LexiconGroups);
        let is_of_it = move |at: usize| groups.get(at) == groups.get(place);
        let before = (0..place).rev().take_while(move |&at| is_of_it(at)).count();
        (place - before..groups.len())
            .take_while(move |&at| is_of_it(at))
            .map(|at| self.synonym(at))
    }

    /// The single word nearest to a misspelt one, and its typing errors: the fewest, then first in
    /// the file.
    pub(super) fn nearest(&self, word: &str) -> Option<(Synonym<'_>, usize)> {
        let words = self.synonyms().filter(|synonym| !synonym.stems.contains(' '));
        let near = words.filter_map(|s| Some((s, distance::errors(word, &s.text())?)));
        near.min_by_key(|&(_, errors)| errors)
    }

    /// Whether a term is a word of this stem.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.at(&[stem]).next().is_some()
    }

    /// The terms that `stems` begins with, in the order of the file: how many stems each takes,
    /// and its synonyms.
    pub(super) fn at<'l>(
        &'l self,
        stems: &'l [&str],
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = Synonym<'l>>)> {
        let order = self.image.items::<4>(Section::LexiconOrder);
        let place = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as usize;
        let first_of = move |bytes: &[u8; 4]| first(self.synonym(place(bytes)).stems);
        let stem = stems.first().copied().unwrap_or_default();
        let from = order.partition_point(|bytes| first_of(bytes) < stem);
        let same = order[from..].iter().take_while(move |bytes| first_of(bytes) == stem);
        same.filter_map(move |bytes| {
            let synonym = self.synonym(place(bytes));
            let length = synonym.stems().count();
            let is_here =
                stems.get(..length).is_some_and(|here| synonym.stems().eq(here.iter().copied()));
            let others = move |other: &Synonym<'_>| other.stems != synonym.stems;
            is_here.then(|| (length, self.group_of(place(bytes)).filter(others)))
        })
    }
}

impl<'l> Synonym<'l> {
    /// The term, folded.
    pub(super) fn text(self) -> String {
        fold(self.written)
    }

    /// The stems of its content words, at least one.
    pub(super) fn stems(self) -> impl Iterator<Item = &'l str> {
        self.stems.split(' ')
    }
}

/// The first of stems with a space between.
fn first(stems: &str) -> &str {
    stems.split_once(' ').map_or(stems, |(first, _)| first)
}

/// The stems of the content words of a term; none if it is negated.
fn stems(written: &str) -> Vec<String> {
    let text = fold(written);
    if text.split(' ').any(|word| NEGATIONS.contains(&word)) {
        return Vec::new();
    }
    let is_word = |kind: Kind, is_all: bool| {
        kind == Kind::Word || kind == Kind::Compound && is_all && !text.contains('-')
    };
    let tokens = tokenize(&text);
    let content = tokens.iter().filter(|token| {
        let is_all = token.start == 0 && token.end == text.len();
        is_word(token.kind, is_all) && !is_stop(&token.text)
    });
    content.map(|token| stem(&token.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepared::is_prepared;

    #[test]
    fn groups_work_both_ways_and_through_plurals() {
        let lexicon =
            Lexicon::parse(r#"{"groups":[["prix","tarif"],["PSC","Pro Santé Connect"]]}"#).unwrap();
        let found = |stems: &[&str]| -> Vec<(usize, String)> {
            lexicon
                .at(stems)
                .flat_map(|(n, terms)| terms.map(move |t| (n, t.text())).collect::<Vec<_>>())
                .collect()
        };
        assert_eq!(found(&[&stem("tarifs")]), [(1, "prix".to_owned())]);
        assert_eq!(found(&[&stem("psc")]), [(1, "pro sante connect".to_owned())]);
        assert_eq!(found(&["pro", "sant", "connect"]).len(), 1);
    }

    #[test]
    fn negated_terms_are_left_out() {
        let json = r#"{"groups":[["gratuit","sans frais","non payant"]]}"#;
        let lexicon = Lexicon::parse(json).expect("valid");
        for word in ["frais", "payant"] {
            assert!(!lexicon.knows(&stem(word)), "{word}");
        }
    }

    #[test]
    fn every_shipped_term_has_stems_and_synonyms() {
        let file: File =
            serde_json::from_str(include_str!("../../../seeds/lexicon.json")).expect("valid");
        assert!(file.groups.iter().all(|terms| terms.len() > 1), "no group of one");
        let terms = file.groups.iter().flatten();
        assert!(terms.eq(Lexicon::shipped().synonyms().map(|synonym| synonym.written)));
    }

    #[test]
    fn prepared_lexicon_is_that_of_the_folder() {
        let made = Lexicon::parse(include_str!("../../../seeds/lexicon.json")).expect("valid");
        let is_prepared = is_prepared("src/prepared/lexicon.image", LEXICON, &made.image.bytes());
        assert!(is_prepared, "the lexicon or how it is read changed: see src/prepared");
    }
}
