//! Where an entry contains what an expansion looks for: what reports highlight.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::{Alternative, Expansion, Kind, Target};
use crate::index::Index;
use crate::search::found::{Match, MatchedTerm};
use crate::text::stop::is_stop;
use crate::text::tokens::{self, Token, tokenize, visit};

impl Expansion {
    /// The matches in a folded entry, as bytes of it, in order and not overlapping. Of two that
    /// overlap the better kind wins, then the earlier, then the longer.
    pub fn matches(&self, index: &Index<'_>, folded: &str) -> Vec<Match> {
        let mut all = self.term_matches(index, folded);
        all.extend(self.phrase_matches(index, folded));
        if all.windows(2).all(|two| two[0].range().end <= two[1].range().start) {
            return all;
        }
        all.sort_by(|a, b| {
            let key = |m: &Match| {
                (m.term.as_ref().map(|term| term.kind), m.range().start, Reverse(m.range().end))
            };
            key(a).cmp(&key(b)).then_with(|| a.term.cmp(&b.term))
        });
        let mut apart: BTreeMap<usize, Match> = BTreeMap::new();
        for found in all {
            let range = found.range();
            let before = apart.range(..range.end).next_back();
            if before.is_none_or(|(_, before)| before.range().end <= range.start) {
                apart.insert(range.start, found);
            }
        }
        apart.into_values().collect()
    }

    /// Whether a folded text has every word of the query, in some alternative.
    pub fn is_all_in(&self, index: &Index<'_>, folded: &str) -> bool {
        let tokens = tokenize(folded);
        let words: HashSet<&str> = tokens.iter().map(|token| token.text.as_ref()).collect();
        let content = content(&tokens);
        let is_in = |alternative: &Alternative| match &alternative.target {
            Target::Term(term) => words.contains(index.term(*term)),
            Target::Phrase(words) => runs(words, &content, index).next().is_some(),
        };
        self.words().all(|group| group.alternatives.iter().any(is_in))
    }

    fn alternatives(&self) -> impl Iterator<Item = &Alternative> {
        self.groups.iter().flat_map(|group| &group.alternatives)
    }

    fn term_matches(&self, index: &Index<'_>, folded: &str) -> Vec<Match> {
        let mut best: BTreeMap<&str, (Kind, &str)> = BTreeMap::new();
        for alternative in self.alternatives() {
            if let Target::Term(term) = alternative.target {
                let new = (alternative.kind, alternative.term.as_str());
                let best = best.entry(index.term(term)).or_insert(new);
                *best = (*best).min(new);
            }
        }
        let shared = |(word, (kind, term)): (_, (Kind, &str))| {
            (word, Arc::new(MatchedTerm { term: term.to_owned(), kind }))
        };
        let best: HashMap<&str, Arc<MatchedTerm>> = best.into_iter().map(shared).collect();
        let mut all = Vec::new();
        // Without a list of the tokens: an entry may be very long.
        visit(folded, |token| {
            let term = best.get(token.text.as_ref()).map(Arc::clone);
            all.extend(term.and_then(|term| Match::new(token.start..token.end, Some(term))));
        });
        all
    }

    fn phrase_matches(&self, index: &Index<'_>, folded: &str) -> Vec<Match> {
        let is_phrase = |alternative: &Alternative| matches!(alternative.target, Target::Phrase(_));
        if !self.alternatives().any(is_phrase) {
            return Vec::new();
        }
        let tokens = tokenize(folded);
        let content = content(&tokens);
        let mut all = Vec::new();
        for alternative in self.alternatives() {
            let Target::Phrase(words) = &alternative.target else { continue };
            let Alternative { term, kind, .. } = alternative;
            let term = Arc::new(MatchedTerm { term: term.clone(), kind: *kind });
            let matched = |range| Match::new(range, Some(Arc::clone(&term)));
            all.extend(runs(words, &content, index).filter_map(matched));
        }
        all
    }
}

/// The words among tokens that are no stop words: phrases are of such.
fn content<'t, 'f>(tokens: &'t [Token<'f>]) -> Vec<&'t Token<'f>> {
    let is_content = |token: &&Token<'_>| token.kind == tokens::Kind::Word && !is_stop(&token.text);
    tokens.iter().filter(is_content).collect()
}

/// Where the words of a phrase follow one another, each in one of its spellings.
fn runs(
    words: &[Vec<u32>],
    content: &[&Token<'_>],
    index: &Index<'_>,
) -> impl Iterator<Item = Range<usize>> {
    let is_any_of = |(token, terms): (&&Token<'_>, &Vec<u32>)| {
        terms.iter().any(|&term| index.term(term) == token.text)
    };
    let runs = content.windows(words.len());
    let runs = runs.filter(move |run| run.iter().zip(words).all(is_any_of));
    runs.map(|run| run[0].start..run[run.len() - 1].end)
}
