//! A search from query to hits, over one corpus.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::filter::Filter;
use super::index::Index;
use super::plan::expand::Kind;
use super::plan::lexicon::Lexicon;
use super::plan::{Options, Plan, Taken, Word};
use super::query::{Query, Term};
use super::rank::Ranking;
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
    index: OnceLock<Index>,
    told: &'c (dyn Fn(usize) + Sync),
    tuning: Tuning,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Every entry found, best first; in page order where nothing was ranked.
    pub hits: Vec<Hit>,
    /// Words taken for others.
    pub corrections: Vec<Correction>,
    /// For [`Searcher::matches`] and [`Searcher::explainer`]: the query without exact phrases, and
    /// these apart; the whole, where there is something to rank by.
    loose: Option<Plan>,
    phrases: Vec<Phrase>,
    ranked: Option<Plan>,
    filter: Filter,
}

/// An entry found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its index in the corpus.
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
    /// Searches `corpus`; nothing is indexed yet.
    #[must_use]
    pub fn new(corpus: &'c Corpus, placements: &'c Placements<'c>, lexicon: &'c Lexicon) -> Self {
        let (index, told, tuning) = (OnceLock::new(), &|_| (), Tuning::default());
        Self { corpus, placements, lexicon, index, told, tuning }
    }

    /// The same; `told` is told the bytes of each text as it is indexed, on any thread.
    #[must_use]
    pub fn telling(self, told: &'c (dyn Fn(usize) + Sync)) -> Self {
        Self { told, ..self }
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
        let ranked = self.plan(&words, options);
        let loose: Vec<Word> = words.iter().filter(|word| !word.literal).cloned().collect();
        let same = loose.len() == words.len();
        let loose = if same { ranked.clone() } else { self.plan(&loose, options) };
        let hits = match &ranked {
            Some(plan) => self.ranked(plan, &filter),
            None if asks_by_filters_alone(query) => self.kept(&filter),
            None => Vec::new(),
        };
        let corrections = loose.as_ref().map(|plan| self.corrections(plan, query));
        let corrections = corrections.unwrap_or_default();
        Ok(Found { hits, corrections, loose, phrases: phrases(query), ranked, filter })
    }

    /// The index, made when a word is first looked up: filters alone need none.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let kept = self.corpus.store().and_then(|store| Index::open(Arc::clone(store)));
            kept.filter(|index| index.len() == self.corpus.len()).unwrap_or_else(|| {
                let texts: Vec<&str> = self.corpus.entries().map(|entry| entry.text()).collect();
                Index::build_telling(&texts, self.told)
            })
        })
    }

    /// The index, if words were looked up in one that was not kept with the corpus.
    #[must_use]
    pub fn built(&self) -> Option<&Index> {
        self.index.get().filter(|_| self.corpus.store().is_none())
    }

    /// The words understood; `None` if there is none to rank by.
    fn plan(&self, words: &[Word], options: &Options) -> Option<Plan> {
        if words.is_empty() {
            return None;
        }
        let plan = Plan::tuned(self.index(), self.lexicon, words, options, &self.tuning);
        (!plan.groups().is_empty()).then_some(plan)
    }

    fn keeps(&self, filter: &Filter, entry: usize) -> bool {
        filter.keeps(self.corpus, self.corpus.entry(entry), || self.placements.of(entry))
    }

    fn kept(&self, filter: &Filter) -> Vec<Hit> {
        let kept = (0..self.corpus.len()).filter(|&entry| self.keeps(filter, entry));
        kept.map(|entry| Hit { entry, score: None }).collect()
    }

    fn ranked(&self, plan: &Plan, filter: &Filter) -> Vec<Hit> {
        let hits = plan.rank(self.index(), &|entry| self.keeps(filter, entry)).into_iter();
        hits.map(|hit| Hit { entry: hit.entry, score: Some(hit.score) }).collect()
    }

    /// What was corrected, each word as it was typed and as the pages write it.
    fn corrections(&self, plan: &Plan, query: &Query) -> Vec<Correction> {
        let typed = typed(query);
        let spelt = |correction: super::plan::Correction| {
            let to = match correction.to {
                Taken::FromLexicon(word) => word,
                Taken::FromPages { entry, word } => {
                    let text = self.corpus.entry(entry).text();
                    written(text, &word).unwrap_or(word)
                }
            };
            Correction { from: typed.get(&correction.from).cloned().unwrap_or(correction.from), to }
        };
        plan.corrections(self.index()).into_iter().map(spelt).collect()
    }

    /// What the search looked for in an entry, in order and not overlapping.
    #[must_use]
    pub fn matches(&self, found: &Found, entry: usize) -> Vec<Match> {
        let folded = Folded::new(self.corpus.entry(entry).text());
        let mut all = phrase_matches(&found.phrases, folded.as_str());
        if let Some(plan) = &found.loose {
            let loose = plan.matches(self.index(), folded.as_str()).into_iter();
            all.extend(loose.map(|m| Match { range: m.range, term: m.term, kind: m.kind }));
        }
        for m in &mut all {
            m.range = folded.original(m.range.clone());
        }
        // In the original: one character may fold to several words (½ to 1⁄2).
        all.sort_by_key(|m| (m.range.start, m.kind));
        let mut end = 0;
        all.retain(|m| {
            m.range.start >= end && {
                end = m.range.end;
                true
            }
        });
        all
    }

    /// What tells the parts of scores; `None` where nothing was ranked. It counts the query in
    /// the index once, for all entries that are asked about.
    #[must_use]
    pub fn explainer<'f>(&'f self, found: &'f Found) -> Option<Ranking<'f>> {
        let allow = |entry| self.keeps(&found.filter, entry);
        found.ranked.as_ref().map(|plan| plan.ranking(self.index(), &allow))
    }
}

/// How `text` writes a folded word where it first does, in lower case.
fn written(text: &str, word: &str) -> Option<String> {
    let folded = Folded::new(text);
    let tokens = tokenize(folded.as_str());
    let token = tokens.iter().find(|token| token.text == word)?;
    Some(text[folded.original(token.start..token.end)].to_lowercase())
}

/// Whether `query` has filters or exclusions, and no text beside them.
fn asks_by_filters_alone(query: &Query) -> bool {
    let is_text = |term: &Term| matches!(term, Term::Text(_) | Term::Prefix(_));
    !query.is_blank()
        && query.clauses().iter().all(|clause| clause.excluded || !is_text(&clause.term))
}

/// The words of `query` as they were typed, by their folded form; the first of each.
fn typed(query: &Query) -> HashMap<String, String> {
    let mut typed = HashMap::new();
    for clause in query.clauses() {
        let Term::Text(text) = &clause.term else { continue };
        let folded = Folded::new(text);
        for token in tokenize(folded.as_str()) {
            let word = &text[folded.original(token.start..token.end)];
            typed.entry(token.text.into_owned()).or_insert_with(|| word.to_owned());
        }
    }
    typed
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
