//! A search from query to hits, over one corpus.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::filter::Filter;
use super::index::Index;
use super::plan::expand::Kind;
use super::plan::lexicon::Lexicon;
use super::plan::{Options, Plan, Rank, Taken, Word};
use super::query::{Query, Term};
use super::question::question;
use super::rank::fuse::Sense;
use super::rank::score::Score;
use super::rank::tuning::Tuning;
use super::rank::{By, Ranking};
use crate::corpus::Corpus;
use crate::corpus::facets::UnknownValue;
use crate::corpus::placements::Placements;
use crate::meaning::Vector;
use crate::text::fold::{Folded, fold};
use crate::text::phrase::{Phrase, Stream};
use crate::text::tokens::tokenize;
use crate::vectors::Meaning;

/// Searches one corpus.
pub struct Searcher<'c> {
    corpus: &'c Corpus,
    placements: &'c Placements<'c>,
    lexicon: &'c Lexicon,
    index: OnceLock<Index>,
    told: &'c (dyn Fn(usize) + Sync),
    meaning: &'c (dyn Fn() -> Option<&'c Meaning> + Sync),
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
    /// What the query means, if that was asked.
    sense: Option<Arc<Sense>>,
    question: Option<Vector>,
}

/// An entry found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its index in the corpus.
    pub entry: usize,
    /// How well it answers; `None` where nothing was ranked.
    pub score: Option<Score>,
    /// What found it; nothing where nothing was ranked.
    pub by: By,
}

impl Found {
    /// The vector of what was asked; `None` if the encoder was not.
    #[must_use]
    pub fn question(&self) -> Option<&Vector> {
        self.question.as_ref()
    }
}

/// A word of the query taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// As typed.
    pub from: String,
    /// As the pages write it, in lower case.
    pub to: String,
}

/// A stretch of an entry that a search or a pattern matches.
///
/// A large entry has millions of them, so they are small, and share what they match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Half-open, in bytes of the entry's text.
    pub range: Range<usize>,
    /// `None` for a pattern.
    pub term: Option<Arc<MatchedTerm>>,
}

/// What a stretch matches of a query.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MatchedTerm {
    /// Folded: the word asked, its correction, its synonym.
    pub term: String,
    /// How the stretch stands for the query's word.
    pub kind: Kind,
}

impl Match {
    /// The matches of a pattern, which has no terms.
    pub fn of_ranges(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Self> {
        ranges.into_iter().map(|range| Self { range, term: None }).collect()
    }
}

impl<'c> Searcher<'c> {
    /// Searches `corpus`; nothing is indexed yet.
    #[must_use]
    pub fn new(corpus: &'c Corpus, placements: &'c Placements<'c>, lexicon: &'c Lexicon) -> Self {
        let (index, told, tuning) = (OnceLock::new(), &|_| (), Tuning::default());
        Self { corpus, placements, lexicon, index, told, meaning: &|| None, tuning }
    }

    /// The same; `meaning` is asked for what the entries mean when a query is first to be ranked
    /// by it, and answers `None` if that is not to be had: words alone rank then.
    #[must_use]
    pub fn knowing(self, meaning: &'c (dyn Fn() -> Option<&'c Meaning> + Sync)) -> Self {
        Self { meaning, ..self }
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
        let corrected = loose.as_ref().map(|plan| self.corrected(plan)).unwrap_or_default();
        let sense = ranked.as_ref().and_then(|_| self.sense(query, &corrected, options.rank));
        let (sense, question) = sense.unzip();
        let hits = match &ranked {
            Some(plan) => self.ranked(plan, &filter, sense.clone()),
            None if asks_by_filters_alone(query) => self.kept(&filter),
            None => Vec::new(),
        };
        let corrections = corrections(query, corrected);
        let phrases = phrases(query);
        Ok(Found { hits, corrections, loose, phrases, ranked, filter, sense, question })
    }

    /// What a query means and the question it puts, if it is to be ranked by that and meaning
    /// can be had.
    fn sense(
        &self,
        query: &Query,
        corrected: &[(String, String)],
        rank: Rank,
    ) -> Option<(Arc<Sense>, Vector)> {
        let meaning = if rank == Rank::Words { None } else { (self.meaning)() }?;
        let text = question(query, &|word| self.spelt(word, corrected));
        let question = meaning.question(&text);
        let near = meaning.vectors().nearness(&question);
        if near.len() != self.corpus.len() {
            return None;
        }
        let (words, alone) = (text.split_whitespace().count(), rank == Rank::Meaning);
        let sense = Sense::new(near, self.index().order(), words, alone, &self.tuning);
        Some((Arc::new(sense), question))
    }

    /// How the pages write a folded word of the query, or the one it was corrected to: mostly, in
    /// the first few entries that hold it.
    fn spelt(&self, word: &str, corrected: &[(String, String)]) -> Option<String> {
        /// How many entries are looked at, and how long they may be.
        const ENTRIES: usize = 5;
        const LONGEST: usize = 8 << 10;
        if let Some((_, to)) = corrected.iter().find(|(from, _)| from == word) {
            return Some(to.clone());
        }
        let index = self.index();
        let postings = index.postings(index.forms().find(word)?);
        let entries = postings.iter().take(ENTRIES);
        let texts = entries.map(|posting| self.corpus.entry(posting.entry as usize).text());
        let mut spellings: Vec<(String, usize)> = Vec::new();
        for spelling in
            texts.filter(|text| text.len() <= LONGEST).flat_map(|text| spellings_in(text, word))
        {
            match spellings.iter_mut().find(|met| met.0 == spelling) {
                Some(met) => met.1 += 1,
                None => spellings.push((spelling, 1)),
            }
        }
        // The first of those that are met most often.
        let most = spellings.iter().map(|met| met.1).max()?;
        spellings.into_iter().find(|met| met.1 == most).map(|met| met.0)
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
        kept.map(|entry| Hit { entry, score: None, by: By::default() }).collect()
    }

    fn ranked(&self, plan: &Plan, filter: &Filter, sense: Option<Arc<Sense>>) -> Vec<Hit> {
        let allow = |entry| self.keeps(filter, entry);
        let hits = plan.ranking(self.index(), &allow).with(sense).hits(&allow).into_iter();
        hits.map(|hit| Hit { entry: hit.entry, score: Some(hit.score), by: hit.by }).collect()
    }

    /// What was corrected, each word folded and as the pages write it.
    fn corrected(&self, plan: &Plan) -> Vec<(String, String)> {
        let spelt = |correction: super::plan::Correction| {
            let to = match correction.to {
                Taken::FromLexicon(word) => word,
                Taken::FromPages { entry, word } => {
                    let text = self.corpus.entry(entry).text();
                    written(text, &word).unwrap_or(word)
                }
            };
            (correction.from, to)
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
            let mut terms = HashSet::new();
            all.extend(loose.map(|m| {
                let term = MatchedTerm { term: m.term, kind: m.kind };
                let shared = terms.get(&term).map(Arc::clone).unwrap_or_else(|| Arc::new(term));
                terms.insert(Arc::clone(&shared));
                Match { range: m.range, term: Some(shared) }
            }));
        }
        for m in &mut all {
            m.range = folded.original(m.range.clone());
        }
        // In the original: one character may fold to several words (½ to 1⁄2).
        all.sort_by_key(|m| (m.range.start, m.term.as_ref().map(|term| term.kind)));
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
        let ranking = |plan: &'f Plan| plan.ranking(self.index(), &allow);
        found.ranked.as_ref().map(|plan| ranking(plan).with(found.sense.clone()))
    }
}

/// What was corrected, each word as it was typed.
fn corrections(query: &Query, corrected: Vec<(String, String)>) -> Vec<Correction> {
    let typed = if corrected.is_empty() { HashMap::new() } else { typed(query) };
    let correction = |(from, to)| {
        let from = typed.get(&from).cloned().unwrap_or(from);
        Correction { from, to }
    };
    corrected.into_iter().map(correction).collect()
}

/// How `text` writes a folded word where it first does, in lower case.
fn written(text: &str, word: &str) -> Option<String> {
    spellings_in(text, word).into_iter().next()
}

/// How `text` writes a folded word, each time, in lower case.
fn spellings_in(text: &str, word: &str) -> Vec<String> {
    let folded = Folded::new(text);
    let tokens = tokenize(folded.as_str());
    let written = tokens.iter().filter(|token| token.text == word);
    written.map(|token| text[folded.original(token.start..token.end)].to_lowercase()).collect()
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
    if phrases.is_empty() {
        return Vec::new();
    }
    let tokens = tokenize(folded);
    let stream = Stream::new(&tokens);
    let ranges = phrases.iter().flat_map(|phrase| phrase.words_in(&stream));
    let found = |range: Range<usize>| {
        let term = MatchedTerm { term: folded[range.clone()].to_owned(), kind: Kind::Exact };
        Match { range, term: Some(Arc::new(term)) }
    };
    ranges.map(found).collect()
}
