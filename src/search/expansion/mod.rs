//! Query expansion: which terms of the index stand for each word of a query, at which weight.
//!
//! French pages use the plural, the noun for the verb, the official word for the plain one and
//! the acronym for the name, and people mistype. So a word becomes a [`Group`] of alternatives
//! ([`expand`]): its stem class, its corrections ([`corrections`]), its synonyms ([`synonyms`])
//! and the acronyms that the pages explain.

mod corrections;
pub(super) mod expand;
mod matches;
mod synonyms;

use std::collections::HashSet;

use self::expand::Expander;
use super::found::Correction;
use super::tuning::Tuning;
use crate::index::Index;
use crate::text::{stem::stem, stop::is_stop, tokens};

pub(super) use self::expand::{Alternative, Group, Target};
pub use self::expand::{Kind, QueryTerm};
pub use self::synonyms::Lexicon;

/// What a search may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Correct misspelt words.
    pub typos: bool,
    /// Use the lexicon, and the acronyms that the pages explain.
    pub synonyms: bool,
    /// Find only entries that contain every word of the query, in any spelling.
    pub require_all: bool,
    /// What entries are ranked by.
    pub rank: Rank,
}

/// What entries are ranked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// Words and meaning; words alone where there is no encoder.
    #[default]
    Auto,
    /// Words.
    Words,
    /// Meaning; words still say what may appear.
    Meaning,
}

impl Default for Options {
    fn default() -> Options {
        Options { typos: true, synonyms: true, require_all: false, rank: Rank::Auto }
    }
}

/// A query expanded over an index, and valid for that index only.
#[derive(Clone, Debug)]
pub struct Expansion {
    pub(super) groups: Vec<Group>,
    pub(super) require_all: bool,
    /// Whether something is looked up: an exact phrase, or a name that the pages contain; how the
    /// query was typed says so.
    pub(super) looks_up: bool,
    pub(super) tuning: Tuning,
}

/// A query of more words than this is not corrected: each correction scans the words of the pages.
const MOST_CORRECTED: usize = 100;

impl Expansion {
    /// Expands `terms`, each stem once, without stop words unless there is nothing else.
    pub fn new(
        index: &Index<'_>,
        lexicon: &Lexicon,
        terms: &[QueryTerm],
        options: &Options,
        tuning: &Tuning,
    ) -> Expansion {
        let lexicon = options.synonyms.then_some(lexicon);
        let terms = content_terms(index, terms);
        let words = terms.iter().filter(|term| !term.compound).count();
        let typos = options.typos && words <= MOST_CORRECTED;
        let expander = Expander { index, lexicon, typos, tuning };
        let terms = expander.without_misspelt_stop_words(terms);
        let groups = expander.expand(terms);
        let require_all = options.require_all;
        Expansion { groups, require_all, looks_up: false, tuning: tuning.clone() }
    }

    /// The groups of its words; a compound is no word of its own.
    pub(super) fn words(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| !group.term.compound)
    }

    /// The corrections, in query order, `from` folded. `spelling` gives the spelling of a folded
    /// word in an entry that contains it.
    pub fn corrections(
        &self,
        index: &Index<'_>,
        spelling: &dyn Fn(&str, usize) -> String,
    ) -> Vec<Correction> {
        let correction = |group: &Group| {
            let best = group.alternatives.first()?;
            let by_pages = || {
                let term = index.find(&best.term).filter(|_| best.kind == Kind::Typo)?;
                Some(spelling(&best.term, index.postings(term).next()?.entry as usize))
            };
            let to = group.correction.clone().or_else(by_pages)?;
            Some(Correction { from: group.term.text.clone(), to })
        };
        self.groups.iter().filter_map(correction).collect()
    }
}

/// The content terms of a query, each stem once; its stop words when there is nothing else.
fn content_terms(index: &Index<'_>, terms: &[QueryTerm]) -> Vec<QueryTerm> {
    let is_known = |term: &QueryTerm| !term.compound || index.find(&term.text).is_some();
    let all: Vec<QueryTerm> = split(terms).into_iter().filter(is_known).collect();
    let is_content = |term: &QueryTerm| term.literal || term.prefix || !is_stop(&term.text);
    let stop_words_only = !all.iter().any(is_content);
    let mut seen = HashSet::new();
    let mut is_first = |term: &QueryTerm| {
        let as_is = term.literal || term.prefix;
        let key = if as_is { term.text.clone() } else { stem(&term.text) };
        seen.insert((key, term.literal, term.prefix))
    };
    let is_wanted = |term: &QueryTerm| is_content(term) || stop_words_only;
    all.into_iter().filter(|term| is_wanted(term) && is_first(term)).collect()
}

/// The tokens of a query. Plain words that follow one another are tokenized together, so that
/// `L 1111-8` is one reference.
fn split(terms: &[QueryTerm]) -> Vec<QueryTerm> {
    let mut all = Vec::new();
    for run in terms.chunk_by(|a, b| !a.prefix && !b.prefix && a.literal == b.literal) {
        let text = run.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" ");
        let tokens = tokens::tokenize(&text);
        let end = tokens.iter().map(|token| token.end).max();
        let mut last = None;
        for token in &tokens {
            let is_seen = last.is_some_and(|last| token.position <= last);
            let compound = token.kind == tokens::Kind::Compound && is_seen;
            last = last.max(Some(token.position));
            all.push(QueryTerm {
                text: token.text.clone().into_owned(),
                prefix: run[0].prefix && Some(token.end) == end && !compound,
                literal: run[0].literal,
                compound,
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::image_of;
    use crate::text::fold::fold;

    fn expanded(index: &Index<'_>, query: &str, options: &Options) -> Expansion {
        let term = |word: &str| QueryTerm { text: fold(word), ..QueryTerm::default() };
        let terms: Vec<QueryTerm> = query.split_whitespace().map(term).collect();
        Expansion::new(index, &Lexicon::shipped(), &terms, options, &Tuning::default())
    }

    #[test]
    fn a_form_that_no_entry_has_is_reported_with_its_accents_and_finds_its_stem() {
        let image = image_of(&["Se faire héberger.", "Autre chose."]);
        let index = Index::open(&image).expect("an index");
        let expansion = expanded(&index, "hebergementt", &Options::default());
        let corrections = expansion.corrections(&index, &|word, _| word.to_owned());
        let to: Vec<&str> = corrections.iter().map(|correction| &*correction.to).collect();
        assert_eq!(to, ["hébergement"]);
        assert_eq!(expansion.matches(&index, "se faire heberger.").len(), 1);
        let exact = Options { typos: false, ..Options::default() };
        assert!(expanded(&index, "hebergementt", &exact).groups[0].alternatives.is_empty());
    }
}
