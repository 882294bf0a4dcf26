//! Synonyms as data: what the pages call `tarif`, people call `prix`.
//!
//! A JSON file of groups, each a list of words or short phrases that may stand for one another.
//! They are compared by the stems of their content words, so a group need not list plurals. The
//! lexicon widens a query, at a lower weight than the word itself; it never says which entry is
//! right.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::tokens::{Kind, tokenize};
use crate::text::{distance, fold::fold, stem::stem, stop::is_stop};

const SHIPPED: &str = include_str!("../../../seeds/lexicon.json");

/// A negated term means its opposite, and as stop words these would be lost: `sans frais` would
/// be read as `frais`. A term with one of them is left out.
const NEGATIONS: &[&str] = &["hors", "ni", "non", "pas", "sans"];

#[derive(Deserialize)]
struct File {
    groups: Vec<Vec<String>>,
}

/// A word or phrase of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Synonym {
    pub(super) written: String,
    /// The same, folded.
    pub(super) text: String,
    /// The stems of its content words.
    pub(super) stems: Vec<String>,
}

/// Groups of synonyms.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    groups: Vec<Vec<Synonym>>,
    /// By first stem: (group, place in it).
    by_first_stem: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Lexicon {
    /// The lexicon shipped with the program.
    pub fn shipped() -> Lexicon {
        Lexicon::parse(SHIPPED).unwrap_or_default()
    }

    /// Reads a lexicon from JSON.
    ///
    /// # Errors
    /// When it is not an object with `groups`, a list of lists of strings.
    pub fn parse(json: &str) -> Result<Lexicon, serde_json::Error> {
        let file: File = serde_json::from_str(json)?;
        let mut lexicon = Lexicon::default();
        for (group, words) in file.groups.iter().enumerate() {
            let synonyms = words.iter().map(|word| Synonym::new(word));
            let synonyms: Vec<Synonym> = synonyms.filter(|s| !s.stems.is_empty()).collect();
            for (place, synonym) in synonyms.iter().enumerate() {
                let places = lexicon.by_first_stem.entry(synonym.stems[0].clone()).or_default();
                places.push((group, place));
            }
            lexicon.groups.push(synonyms);
        }
        Ok(lexicon)
    }

    /// The single word nearest to a misspelt one, and its typing errors: the fewest, then first in
    /// the file.
    pub(super) fn nearest(&self, word: &str) -> Option<(&Synonym, usize)> {
        if !distance::may_be_misspelt(word) {
            return None;
        }
        let words = self.groups.iter().flatten().filter(|synonym| synonym.stems.len() == 1);
        let near = words.filter_map(|s| Some((s, distance::errors(word, &s.text)?)));
        near.min_by_key(|&(_, errors)| errors)
    }

    /// The terms that `stems` begins with: how many stems each takes, and its synonyms.
    pub(super) fn at<'l>(
        &'l self,
        stems: &'l [&str],
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = &'l Synonym>)> {
        let places = stems.first().and_then(|stem| self.by_first_stem.get(*stem));
        places.into_iter().flatten().filter_map(move |&(group, place)| {
            let synonyms = &self.groups[group];
            let found = &synonyms[place].stems;
            let is_here =
                stems.len() >= found.len() && found.iter().zip(stems).all(|(a, b)| a == b);
            is_here.then(|| (found.len(), synonyms.iter().filter(move |s| s.stems != *found)))
        })
    }
}

impl Synonym {
    /// Without stems if it is negated.
    fn new(written: &str) -> Synonym {
        let text = fold(written);
        let mut stems = Vec::new();
        if !text.split(' ').any(|word| NEGATIONS.contains(&word)) {
            let tokens = tokenize(&text);
            let is_word = |kind: Kind, is_all: bool| {
                kind == Kind::Word || kind == Kind::Compound && is_all && !text.contains('-')
            };
            let content = tokens.iter().filter(|token| {
                let is_all = token.start == 0 && token.end == text.len();
                is_word(token.kind, is_all) && !is_stop(&token.text)
            });
            stems = content.map(|token| stem(&token.text)).collect();
        }
        Synonym { written: written.to_owned(), text, stems }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_work_both_ways_and_through_plurals() {
        let lexicon =
            Lexicon::parse(r#"{"groups":[["prix","tarif"],["PSC","Pro Santé Connect"]]}"#).unwrap();
        let found = |stems: &[&str]| -> Vec<(usize, String)> {
            lexicon
                .at(stems)
                .flat_map(|(n, terms)| terms.map(move |t| (n, t.text.clone())).collect::<Vec<_>>())
                .collect()
        };
        assert_eq!(found(&[&stem("tarifs")]), [(1, "prix".to_owned())]);
        assert_eq!(found(&[&stem("psc")]), [(1, "pro sante connect".to_owned())]);
        assert_eq!(found(&["pro", "sant", "connect"]).len(), 1, "{:?}", lexicon.by_first_stem);
    }

    #[test]
    fn negated_terms_are_left_out() {
        let json = r#"{"groups":[["gratuit","sans frais","non payant"]]}"#;
        let lexicon = Lexicon::parse(json).expect("valid");
        for word in ["frais", "payant"] {
            assert!(lexicon.at(&[&stem(word)]).next().is_none(), "{word}");
        }
    }

    #[test]
    fn every_shipped_term_has_stems_and_synonyms() {
        let lexicon = Lexicon::shipped();
        let groups = lexicon.groups.iter();
        assert!(groups.clone().all(|terms| terms.len() > 1), "no group of one");
        let file: File = serde_json::from_str(SHIPPED).expect("valid");
        let terms: usize = file.groups.iter().map(Vec::len).sum();
        assert_eq!(groups.map(Vec::len).sum::<usize>(), terms);
    }
}
