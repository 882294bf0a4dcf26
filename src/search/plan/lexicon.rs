//! Synonyms as data: what the pages call `tarif`, people call `prix`.
//!
//! A JSON file of groups, each a list of words or short phrases that may stand for one
//! another. Terms are kept as the stems of their content words, so a group need not list
//! plurals. The lexicon widens a query, at a lower weight than the word itself; it never
//! says which entry is right.

use crate::text::{distance, fold::fold, stem::stem, stop::is_stop, tokens};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The lexicon shipped with the tool.
const SHIPPED: &str = include_str!("../../../seeds/lexicon.json");

/// Why a lexicon could not be read.
#[derive(Debug)]
pub struct LexiconError(serde_json::Error);

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the lexicon is not {{\"groups\": [[\"word\", …], …]}}: {}", self.0)
    }
}

impl std::error::Error for LexiconError {}

#[derive(Deserialize)]
struct File {
    groups: Vec<Vec<String>>,
}

/// A word or phrase of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As written in the file.
    pub written: String,
    /// The same, folded.
    pub text: String,
    /// The stems of its content words.
    pub stems: Vec<String>,
}

/// Groups of synonyms.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    groups: Vec<Vec<Term>>,
    /// By first stem: (group, term).
    starts: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Lexicon {
    /// The lexicon shipped with the tool.
    pub fn shipped() -> Lexicon {
        Lexicon::parse(SHIPPED).unwrap_or_default()
    }

    /// Reads a lexicon from JSON.
    ///
    /// # Errors
    /// When it is not an object with `groups`, a list of lists of strings.
    pub fn parse(json: &str) -> Result<Lexicon, LexiconError> {
        let file: File = serde_json::from_str(json).map_err(LexiconError)?;
        let mut lexicon = Lexicon::default();
        for words in &file.groups {
            let terms: Vec<Term> =
                words.iter().map(|w| term(w)).filter(|t| !t.stems.is_empty()).collect();
            let group = lexicon.groups.len();
            for (i, t) in terms.iter().enumerate() {
                lexicon.starts.entry(t.stems[0].clone()).or_default().push((group, i));
            }
            lexicon.groups.push(terms);
        }
        Ok(lexicon)
    }

    /// The single word nearest to a misspelt one: fewest typing errors, then first in the file.
    pub fn nearest(&self, word: &str) -> Option<&Term> {
        if !distance::may_be_misspelt(word) {
            return None;
        }
        let words = self.groups.iter().flatten().filter(|term| term.stems.len() == 1);
        let near = words.filter_map(|term| Some((term, distance::errors(word, &term.text)?)));
        near.min_by_key(|&(_, errors)| errors).map(|(term, _)| term)
    }

    /// The terms that `stems` begins with: how many stems each takes, and its synonyms.
    pub fn at<'l>(
        &'l self,
        stems: &'l [&str],
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = &'l Term>)> {
        let starts = stems.first().and_then(|s| self.starts.get(*s)).map_or(&[][..], Vec::as_slice);
        starts.iter().filter_map(move |&(group, i)| {
            let terms = &self.groups[group];
            let len = terms[i].stems.len();
            let here = stems.len() >= len && terms[i].stems.iter().zip(stems).all(|(a, b)| a == b);
            here.then(|| (len, terms.iter().filter(move |t| t.stems != terms[i].stems)))
        })
    }
}

/// Words that turn the meaning of a term. Being stop words they would be lost, and `sans frais`
/// read as `frais`: a term with one of them is left out.
const TURNING: &[&str] = &["hors", "ni", "non", "pas", "sans"];

fn term(written: &str) -> Term {
    let text = fold(written);
    if text.split(' ').any(|word| TURNING.contains(&word)) {
        return Term { written: written.to_owned(), text, stems: Vec::new() };
    }
    let stems = tokens::tokenize(&text)
        .iter()
        .filter(|t| t.kind != tokens::Kind::Clitic && !is_stop(&t.text))
        .filter(|t| {
            t.kind == tokens::Kind::Word
                || t.start == 0 && t.end == text.len() && !text.contains('-')
        })
        .map(|t| stem(&t.text))
        .collect();
    Term { written: written.to_owned(), text, stems }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lexicon_reads() {
        assert!(Lexicon::parse(SHIPPED).is_ok());
    }

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
        assert_eq!(found(&["pro", "sant", "connect"]).len(), 1, "{:?}", lexicon.starts);
    }

    #[test]
    fn a_term_is_not_known_by_what_it_denies() {
        let json = r#"{"groups":[["gratuit","sans frais","non payant"]]}"#;
        let lexicon = Lexicon::parse(json).expect("sound");
        for word in ["frais", "payant"] {
            assert!(lexicon.at(&[&stem(word)]).next().is_none(), "{word}");
        }
    }

    #[test]
    fn no_shipped_term_shrinks_to_nothing() {
        let lexicon = Lexicon::shipped();
        let groups = lexicon.groups.iter();
        assert!(groups.clone().all(|terms| terms.len() > 1), "a group of one says nothing");
        let file: File = serde_json::from_str(SHIPPED).expect("sound");
        let terms: usize = file.groups.iter().map(Vec::len).sum();
        assert_eq!(groups.map(Vec::len).sum::<usize>(), terms);
    }

    #[test]
    fn a_broken_lexicon_is_an_error() {
        assert!(Lexicon::parse("[]").is_err());
    }
}
