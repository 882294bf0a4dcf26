//! A search from query to hits, over one corpus.

use std::ops::Range;

use super::filter::Filter;
use super::index::Index;
use super::plan::expand::Kind;
use super::plan::lexicon::Lexicon;
use super::plan::{Options, Plan, Word};
use super::query::{Query, Term};
use super::rank::explain::Explanation;
use super::rank::score::Score;
use super::rank::tuning::Tuning;
use crate::corpus::Corpus;
use crate::corpus::facets::UnknownValue;
use crate::corpus::placements::Placements;
use crate::text::fold::{Folded, fold};
use crate::text::phrase::{Phrase, Stream};
use crate::text::tokens::tokenize;

/// Searches one corpus.
pub struct Searcher<'c> {
    corpus: &'c Corpus,
    placements: &'c Placements<'c>,
    lexicon: &'c Lexicon,
    index: Index,
    tuning: Tuning,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Every entry found, best first; in page order where nothing was ranked.
    pub hits: Vec<Hit>,
    /// Words taken for others.
    pub corrections: Vec<Correction>,
    /// For [`Found::matches`] and [`Found::explain`]: the query without exact phrases, and
    /// these apart; the whole, where there is something to rank by.
    loose: Plan,
    phrases: Vec<Phrase>,
    ranked: Option<Plan>,
}

/// An entry found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its index in [`Corpus::entries`].
    pub entry: usize,
    /// How well it answers; `None` where nothing was ranked.
    pub score: Option<Score>,
}

/// A word of the query taken for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub from: String,
    /// As the pages write it, in lower case.
    pub to: String,
}

/// A stretch of an entry that a search looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its bytes in the entry's text.
    pub range: Range<usize>,
    /// What was looked for, folded: the word asked, its correction, its synonym.
    pub term: String,
    /// How the stretch stands for the query's word.
    pub kind: Kind,
}

impl<'c> Searcher<'c> {
    /// Indexes `corpus`.
    #[must_use]
    pub fn new(corpus: &'c Corpus, placements: &'c Placements<'c>, lexicon: &'c Lexicon) -> Self {
        let index = Index::build(corpus.entries.iter().map(|entry| entry.text.as_str()));
        Self { corpus, placements, lexicon, index, tuning: Tuning::default() }
    }

    /// The same, at other settings of the ranking: to measure what each is worth.
    #[must_use]
    pub fn tuned(self, tuning: Tuning) -> Self {
        Self { tuning, ..self }
    }

    /// Finds what `query` asks among what `filter` keeps.
    ///
    /// A query of filters alone finds all that they keep; one without any word finds nothing.
    ///
    /// # Errors
    /// [`UnknownValue`] when a filter in the query names a value that there is not.
    pub fn search(
        &self,
        query: &Query,
        filter: &Filter,
        options: &Options,
    ) -> Result<Found, UnknownValue> {
        let filter = filter.clone().and_query(self.placements.rules(), query)?;
        let words = words(query);
        let plan = self.plan(&words, options);
        let ranked = (!plan.groups().is_empty()).then_some(plan);
        let loose: Vec<Word> = words.into_iter().filter(|word| !word.literal).collect();
        let loose = self.plan(&loose, options);
        Ok(Found {
            hits: self.hits(ranked.as_ref(), &filter),
            corrections: self.corrections(&loose, query),
            loose,
            phrases: phrases(query),
            ranked,
        })
    }

    fn plan(&self, words: &[Word], options: &Options) -> Plan {
        Plan::tuned(&self.index, self.lexicon, words, options, &self.tuning)
    }

    fn hits(&self, plan: Option<&Plan>, filter: &Filter) -> Vec<Hit> {
        let keeps = |entry: usize| {
            filter.keeps(self.corpus, &self.corpus.entries[entry], || self.placements.of(entry))
        };
        let Some(plan) = plan else {
            let all = if filter.is_empty() { 0 } else { self.corpus.entries.len() };
            let kept = (0..all).filter(|&entry| keeps(entry));
            return kept.map(|entry| Hit { entry, score: None }).collect();
        };
        let ranked = plan.rank(&self.index, &keeps).into_iter();
        ranked.map(|hit| Hit { entry: hit.entry, score: Some(hit.score) }).collect()
    }

    /// What was corrected, each word as it was typed and as the pages write it.
    fn corrections(&self, plan: &Plan, query: &Query) -> Vec<Correction> {
        let spelt = |correction: super::plan::Correction| {
            let (entry, range) = correction.sample;
            let text = &self.corpus.entries[entry].text;
            let to = text[Folded::new(text).original(range)].to_lowercase();
            Correction { from: as_typed(query, &correction.from), to }
        };
        plan.corrections(&self.index).into_iter().map(spelt).collect()
    }

    /// What the search looked for in an entry, in order and not overlapping.
    #[must_use]
    pub fn matches(&self, found: &Found, entry: usize) -> Vec<Match> {
        let folded = Folded::new(&self.corpus.entries[entry].text);
        let mut all = phrase_matches(&found.phrases, folded.as_str());
        let loose = found.loose.matches(&self.index, folded.as_str()).into_iter();
        all.extend(loose.map(|m| Match { range: m.range, term: m.term, kind: m.kind }));
        all.sort_by_key(|m| (m.range.start, m.kind));
        let mut end = 0;
        all.retain(|m| {
            m.range.start >= end && {
                end = m.range.end;
                true
            }
        });
        for m in &mut all {
            m.range = folded.original(m.range.clone());
        }
        all
    }

    /// What the score of an entry is made of; `None` where nothing was ranked.
    #[must_use]
    pub fn explain(&self, found: &Found, entry: usize) -> Option<Explanation> {
        found.ranked.as_ref().map(|plan| plan.explain(&self.index, entry))
    }
}

/// The word of `query` that folds to `word`.
fn as_typed(query: &Query, word: &str) -> String {
    let mut typed = query.clauses().iter().filter_map(|clause| {
        let Term::Text(text) = &clause.term else { return None };
        let folded = Folded::new(text);
        let token = tokenize(folded.as_str()).into_iter().find(|token| token.text == word)?;
        Some(text[folded.original(token.start..token.end)].to_owned())
    });
    typed.next().unwrap_or_else(|| word.to_owned())
}

/// The words to rank by.
fn words(query: &Query) -> Vec<Word> {
    let word = |term: &Term| match term {
        Term::Text(text) => Some(Word { text: fold(text), prefix: false, literal: false }),
        Term::Prefix(text) => Some(Word { text: fold(text), prefix: true, literal: false }),
        Term::Phrase(text) => Some(Word { text: fold(text), prefix: false, literal: true }),
        Term::Facet(..) | Term::File(_) => None,
    };
    let asked = query.clauses().iter().filter(|clause| !clause.excluded);
    asked.filter_map(|clause| word(&clause.term)).collect()
}

/// The exact phrases asked for.
fn phrases(query: &Query) -> Vec<Phrase> {
    let asked = query.clauses().iter().filter(|clause| !clause.excluded);
    let phrase = |term: &Term| if let Term::Phrase(text) = term { Phrase::new(text) } else { None };
    asked.filter_map(|clause| phrase(&clause.term)).collect()
}

/// The words of the phrases where these stand whole, each its own match.
fn phrase_matches(phrases: &[Phrase], folded: &str) -> Vec<Match> {
    let tokens = tokenize(folded);
    let stream = Stream::new(&tokens);
    let ranges = phrases.iter().flat_map(|phrase| phrase.words_in(&stream));
    ranges
        .map(|range| Match { term: folded[range.clone()].to_owned(), range, kind: Kind::Exact })
        .collect()
}
