//! Where an entry contains what an expansion looks for: what reports highlight.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use super::{Alternative, Expansion, Kind, Target};
use crate::search::found::{Match, MatchedTerm};
use crate::search::index::Index;
use crate::text::stop::is_stop;
use crate::text::tokens::{self, Token, tokenize};

impl Expansion {
    /// The matches in a folded entry, as bytes of it, in order and not overlapping. Of two that
    /// overlap the better kind wins, then the earlier, then the longer.
    #[must_use]
    pub fn matches(&self, index: &Index, folded: &str) -> Vec<Match> {
        let mut all = self.all_matches(index, &tokenize(folded));
        all.sort_by(|a, b| {
            let key = |m: &Match| (m.kind(), m.range.start, Reverse(m.range.end));
            let [a_term, b_term] = [a, b].map(|m| m.term.as_ref().map(|term| &term.term));
            key(a).cmp(&key(b)).then_with(|| a_term.cmp(&b_term))
        });
        let kinds = all.chunk_by(|a, b| a.kind() == b.kind());
        kinds.fold(Vec::new(), fill)
    }

    fn alternatives(&self) -> impl Iterator<Item = &Alternative> {
        self.groups.iter().flat_map(|group| &group.alternatives)
    }

    fn all_matches(&self, index: &Index, tokens: &[Token<'_>]) -> Vec<Match> {
        let mut all = self.term_matches(index, tokens);
        all.extend(self.phrase_matches(index, tokens));
        all
    }

    fn term_matches(&self, index: &Index, tokens: &[Token<'_>]) -> Vec<Match> {
        let mut best: BTreeMap<Cow<'_, str>, (Kind, &str)> = BTreeMap::new();
        for alternative in self.alternatives() {
            if let Target::Term(term) = alternative.target {
                let new = (alternative.kind, alternative.term.as_str());
                let best = best.entry(index.forms().get(term)).or_insert(new);
                *best = (*best).min(new);
            }
        }
        let shared = |(term, (kind, asked))| (term, shared(asked, kind));
        let best: BTreeMap<Cow<'_, str>, _> = best.into_iter().map(shared).collect();
        let matched = |token: &Token<'_>| {
            let term = Some(Arc::clone(best.get(token.text.as_ref())?));
            Some(Match { range: token.start..token.end, term })
        };
        tokens.iter().filter_map(matched).collect()
    }

    fn phrase_matches(&self, index: &Index, tokens: &[Token<'_>]) -> Vec<Match> {
        let is_content =
            |token: &&Token<'_>| token.kind == tokens::Kind::Word && !is_stop(&token.text);
        let content: Vec<&Token<'_>> = tokens.iter().filter(is_content).collect();
        let mut all = Vec::new();
        for alternative in self.alternatives() {
            let Target::Phrase(words) = &alternative.target else { continue };
            let is_any_of = |(token, terms): (&&Token<'_>, &Vec<u32>)| {
                terms.iter().any(|&term| index.forms().get(term) == token.text)
            };
            let term = shared(&alternative.term, alternative.kind);
            for run in content.windows(words.len()) {
                if run.iter().zip(words).all(is_any_of) {
                    let range = run[0].start..run[run.len() - 1].end;
                    all.push(Match { range, term: Some(Arc::clone(&term)) });
                }
            }
        }
        all
    }
}

fn shared(term: &str, kind: Kind) -> Arc<MatchedTerm> {
    Arc::new(MatchedTerm { term: term.to_owned(), kind })
}

/// `better`, and those of `matches` that overlap none of them and none before; both are in order.
fn fill(better: Vec<Match>, matches: &[Match]) -> Vec<Match> {
    let mut filled: Vec<Match> = Vec::with_capacity(better.len() + matches.len());
    let mut better = better.into_iter().peekable();
    for found in matches {
        let Range { start, end } = found.range;
        filled.extend(iter::from_fn(|| better.next_if(|other| other.range.end <= start)));
        let before = filled.last().is_some_and(|other| other.range.end > start);
        if !before && better.peek().is_none_or(|other| other.range.start >= end) {
            filled.push(found.clone());
        }
    }
    filled.extend(better);
    filled
}
