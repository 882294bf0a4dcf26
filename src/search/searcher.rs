//! A search from query to hits, over one corpus.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::courtesy::without_courtesy;
use super::expansion::{Expansion, Kind, Lexicon, Options, QueryTerm, Rank};
use super::filter::Filter;
use super::found::{Correction, Hit, Match, MatchedTerm};
use super::query::{Query, Term};
use super::question::question;
use super::rank::{Certainty, Ranking, Score, Similarities};
use super::tuning::Tuning;
use crate::corpus::{Corpus, Entry, Error};
use crate::embed::Vector;
use crate::embed::vectors::Meaning;
use crate::index::Index;
use crate::text::fold::{Folded, fold};
use crate::text::french::{self, Frequency};
use crate::text::phrase::{Phrase, Stream};
use crate::text::stop::is_stop;
use crate::text::tokens::tokenize;

/// Searches one corpus.
pub struct Searcher<'c> {
    pub(super) corpus: &'c Corpus,
    index: Index<'c>,
    lexicon: &'c Lexicon,
    meaning: &'c (dyn Fn() -> Option<&'c Meaning> + Sync),
    tuning: Tuning,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Every entry found, best first; in page order where nothing was ranked.
    pub hits: Vec<Hit>,
    /// Words taken for others.
    pub corrections: Vec<Correction>,
    /// The query, where there is something to rank by.
    ranked: Option<Expansion>,
    /// The same without exact phrases, which are highlighted whole.
    loose: Option<Expansion>,
    filter: Filter,
    /// Where meaning ranks.
    meaning: Option<Similarities>,
    /// Whether the best hit answers, as far as the search can tell; false where there is none.
    pub confident: bool,
    /// The words of the query that no entry contains, as typed.
    pub missing: Vec<String>,
    /// The query as it was read, where that is not as it was typed.
    pub interpreted: Option<Interpreted>,
}

/// How a query was read, where that is not as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreted {
    /// The query that was searched for.
    pub query: String,
    /// Its exact phrases were read as words, since nothing holds them.
    pub unquoted: bool,
}

impl Found {
    /// The score of the best hit, 0 if there is none or nothing was ranked.
    pub(super) fn best_score(&self) -> f64 {
        self.hits.first().and_then(|hit| hit.score).map_or(0.0, Score::get)
    }

    /// The vector of what was asked; `None` if the encoder was not.
    pub fn question(&self) -> Option<&Vector> {
        self.meaning.as_ref().map(Similarities::question)
    }
}

impl<'c> Searcher<'c> {
    /// Searches `corpus` by words; `None` if its image has no valid index.
    pub fn new(corpus: &'c Corpus, lexicon: &'c Lexicon) -> Option<Self> {
        let index = Index::open(corpus.image())?;
        Some(Self { corpus, index, lexicon, meaning: &|| None, tuning: Tuning::default() })
    }

    /// The same, by meaning too: `meaning` is called when a query is first to be ranked by it, and
    /// returns `None` if there is none; words alone rank then.
    pub fn with_meaning(self, meaning: &'c (dyn Fn() -> Option<&'c Meaning> + Sync)) -> Self {
        Self { meaning, ..self }
    }

    /// The same, at other settings of the ranking: to measure what each is worth.
    pub fn tuned(self, tuning: Tuning) -> Self {
        Self { tuning, ..self }
    }

    /// Finds what `query` asks among what `filter` keeps.
    ///
    /// A query of filters alone finds all that they keep; one without any word finds nothing.
    /// Courtesy around a question is left out, and so are sentences around it that alone score far
    /// below it; exact phrases that nothing holds are read as words.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] when a filter in the query names a value that there is not.
    pub fn search(
        &self,
        query: &Query,
        filter: &Filter,
        options: &Options,
    ) -> Result<Found, Error> {
        let written = query.to_string();
        let parse = |text: &str| Query::parse(text, self.corpus.facets());
        let asked = without_courtesy(&written).map_or_else(|| query.clone(), parse);
        let query = self.without_preamble(&asked, options)?.unwrap_or(asked);
        let mut found = self.search_as_read(&query, filter, options)?;
        let is_read_so =
            |query: &Query, unquoted| Interpreted { query: query.to_string(), unquoted };
        found.interpreted = (query.to_string() != written).then(|| is_read_so(&query, false));
        let unquoted = query.without_phrases().filter(|_| found.hits.is_empty());
        if let Some(query) = unquoted {
            let again = self.search_as_read(&query, filter, options)?;
            if !again.hits.is_empty() {
                found = Found { interpreted: Some(is_read_so(&query, true)), ..again };
            }
        }
        Ok(found)
    }

    /// Finds what `query` asks as it stands.
    pub(super) fn search_as_read(
        &self,
        query: &Query,
        filter: &Filter,
        options: &Options,
    ) -> Result<Found, Error> {
        let filter = filter.clone().and_query(self.corpus.facets(), query)?;
        let words = words(query);
        let typed = typed(query);
        let mut ranked = self.expand(&words, options);
        if let Some(ranked) = &mut ranked {
            ranked.looks_up = self.has_name(&typed) || words.iter().any(|word| word.literal);
        }
        let loose: Vec<QueryTerm> = words.iter().filter(|word| !word.literal).cloned().collect();
        let same = loose.len() == words.len();
        let loose = if same { ranked.clone() } else { self.expand(&loose, options) };
        let mut corrections = loose.as_ref().map_or_else(Vec::new, |loose| {
            loose.corrections(&self.index, &|word, entry| {
                let spellings = spellings_in(&self.corpus.entry(entry).asked_and_text(), word);
                spellings.into_iter().next().unwrap_or_else(|| word.to_owned())
            })
        });
        let meaning =
            ranked.as_ref().and_then(|_| self.similarities(query, &corrections, options.rank));
        let (hits, certainty, mut missing) = match &ranked {
            Some(ranked) => self.rank(ranked, meaning.as_ref(), &filter, options),
            None if asks_by_filters_alone(query, &filter) => {
                let kept =
                    (0..self.corpus.len()).filter(|&entry| filter.keeps(self.corpus.entry(entry)));
                let unranked = |entry| Hit { entry, score: None, words: false, meaning: false };
                (kept.map(unranked).collect(), Certainty::Confident, Vec::new())
            }
            None => (Vec::new(), Certainty::None, Vec::new()),
        };
        let confident = certainty == Certainty::Confident && !hits.is_empty();
        let as_typed = |word: &mut String| {
            if let Some(typed) = typed.get(word) {
                word.clone_from(typed);
            }
        };
        missing.retain(|word| corrections.iter().all(|correction| correction.from != *word));
        missing.iter_mut().for_each(as_typed);
        corrections.iter_mut().for_each(|correction| as_typed(&mut correction.from));
        Ok(Found {
            hits,
            corrections,
            ranked,
            loose,
            filter,
            meaning,
            confident,
            missing,
            interpreted: None,
        })
    }

    /// Whether one of the words `typed` is a name that the pages contain: an acronym in capitals, or
    /// a word of four letters or more that the French of the administration does without.
    fn has_name(&self, typed: &HashMap<String, String>) -> bool {
        let is_acronym = |word: &str| {
            word.chars().nth(1).is_some() && word.chars().all(|c| c.is_uppercase() || c == '-')
        };
        // A query all in capitals tells no acronym from a word.
        let shouts =
            typed.len() > 2 && !typed.values().any(|word| word.contains(char::is_lowercase));
        let is_rare = |word: &str| {
            let frequency = french::frequency(word).unwrap_or(Frequency::Unmet);
            word.chars().nth(3).is_some()
                && word.chars().all(char::is_alphabetic)
                && frequency == Frequency::Unmet
        };
        typed.iter().any(|(word, written)| {
            (is_rare(word) || !shouts && is_acronym(written))
                && !is_stop(word)
                && self.index.find(word).is_some_and(|term| self.index.is_seen(term))
        })
    }

    /// What is found and kept by `filter`, how sure the search is of the best, and the words that
    /// no entry contains.
    ///
    /// A filter on facets or files keeps part of what is found without it, in the same order with
    /// the same scores; only where that is nothing, it is searched for among what it keeps.
    fn rank(
        &self,
        ranked: &Expansion,
        similarities: Option<&Similarities>,
        filter: &Filter,
        options: &Options,
    ) -> (Vec<Hit>, Certainty, Vec<String>) {
        let ranking = Ranking::new(ranked, &self.index, similarities);
        let has_text = |entry: usize| filter.keeps_text(self.corpus.entry(entry));
        let keeps = |entry: usize| filter.keeps(self.corpus.entry(entry));
        let (mut hits, mut certainty) = ranking.hits(&has_text);
        if filter.is_on_pages() {
            let found_any = !hits.is_empty();
            hits.retain(|hit| keeps(hit.entry));
            if hits.is_empty() && found_any {
                (hits, certainty) = ranking.hits(&keeps);
            } else {
                certainty = certainty.min(ranking.certainty(&hits, &keeps));
            }
        }
        if options.require_all {
            hits.retain(|hit| self.holds_all(ranked, self.corpus.entry(hit.entry)));
        }
        let missing = ranking.unknown_words().map(|group| group.term.text.clone()).collect();
        (hits, certainty, missing)
    }

    /// Whether an entry that the index says to have every word has them where people see them, and
    /// not only in further ways to ask.
    fn holds_all(&self, expansion: &Expansion, entry: Entry<'_>) -> bool {
        entry.details().also.is_empty()
            || expansion.is_all_in(&self.index, &fold(&entry.asked_and_text()))
    }

    /// How similar the entries are to the question that a query puts, and that question; `None`
    /// if meaning is not to rank, or is not to be had.
    fn similarities(
        &self,
        query: &Query,
        corrections: &[Correction],
        rank: Rank,
    ) -> Option<Similarities> {
        let meaning = if rank == Rank::Words { None } else { (self.meaning)() }?;
        let text = question(query, &|word| self.spelt(word, corrections));
        let question = meaning.question(&text);
        let is_name = text.split_whitespace().nth(1).is_none();
        let vectors = meaning.vectors();
        (vectors.len() == self.corpus.len())
            .then(|| Similarities::new(question, is_name, vectors, rank == Rank::Meaning))
    }

    /// How the pages write a folded word of the query, or the one it was corrected to: mostly, in
    /// the first few entries that hold it.
    fn spelt(&self, word: &str, corrections: &[Correction]) -> Option<String> {
        /// How many entries are looked at, and how long they may be.
        const ENTRIES: usize = 5;
        const LONGEST: usize = 8 << 10;
        if let Some(correction) = corrections.iter().find(|correction| correction.from == word) {
            return Some(correction.to.clone());
        }
        let Some(term) = self.index.find(word) else { return french::written(word) };
        let entries = self.index.postings(term).take(ENTRIES);
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
        spellings.into_iter().rev().max_by_key(|met| met.1).map(|met| met.0)
    }

    /// The words, expanded; `None` if there is none to rank by.
    fn expand(&self, words: &[QueryTerm], options: &Options) -> Option<Expansion> {
        let expansion = Expansion::new(&self.index, self.lexicon, words, options, &self.tuning);
        (!expansion.groups.is_empty()).then_some(expansion)
    }

    /// What the search looked for in the text of an entry or in its question, in order and not
    /// overlapping.
    pub fn matches_in(&self, found: &Found, text: &str) -> Vec<Match> {
        let folded = Folded::new(text);
        let loose = found.loose.as_ref();
        let mut all =
            loose.map_or_else(Vec::new, |loose| loose.matches(&self.index, folded.as_str()));
        // Before the others of one place and kind; an entry may have millions of these.
        all.splice(..0, phrase_matches(&found.filter.phrases, folded.as_str()));
        // In the original, in the same memory: one character may fold to several words (½ to 1⁄2).
        let in_original = |m: Match| Match::new(folded.original(m.range()), m.term);
        let mut all: Vec<Match> = all.into_iter().filter_map(in_original).collect();
        all.sort_by_key(|m| (m.range().start, m.term.as_ref().map(|term| term.kind)));
        let mut end = 0;
        all.retain(|m| {
            let range = m.range();
            let is_apart = range.start >= end;
            end = if is_apart { range.end } else { end };
            is_apart
        });
        all
    }

    /// What explains scores; `None` where nothing was ranked. It counts the query in the index
    /// once, for all entries that are asked about.
    pub fn explainer<'f>(&'f self, found: &'f Found) -> Option<Ranking<'f>> {
        Some(Ranking::new(found.ranked.as_ref()?, &self.index, found.meaning.as_ref()))
    }
}

/// The wanted words of a query as they were first typed, by their folded forms.
fn typed(query: &Query) -> HashMap<String, String> {
    let mut typed = HashMap::new();
    for term in query.wanted() {
        let Term::Text(text) = term else { continue };
        let folded = Folded::new(text);
        for token in tokenize(folded.as_str()) {
            let word = &text[folded.original(token.start..token.end)];
            typed.entry(token.text.into_owned()).or_insert_with(|| word.to_owned());
        }
    }
    typed
}

/// How `text` writes a folded word, each time, in lower case.
fn spellings_in(text: &str, word: &str) -> Vec<String> {
    let folded = Folded::new(text);
    let tokens = tokenize(folded.as_str());
    let written = tokens.iter().filter(|token| token.text == word);
    written.map(|token| text[folded.original(token.start..token.end)].to_lowercase()).collect()
}

/// Whether `query` has filters or exclusions, or comes with a filter, and there is no text.
fn asks_by_filters_alone(query: &Query, filter: &Filter) -> bool {
    let is_text = |term: &Term| matches!(term, Term::Text(_) | Term::Prefix(_));
    (!query.is_blank() || filter.is_on_pages()) && !query.wanted().any(is_text)
}

/// The words to rank by.
fn words(query: &Query) -> Vec<QueryTerm> {
    let word = |term: &Term| {
        let (prefix, literal) = (matches!(term, Term::Prefix(_)), matches!(term, Term::Phrase(_)));
        Some(QueryTerm { text: fold(term.text()?), prefix, literal, compound: false })
    };
    query.wanted().filter_map(word).collect()
}

/// The words of the phrases where these stand whole, each its own match.
fn phrase_matches(phrases: &[Phrase], folded: &str) -> Vec<Match> {
    if phrases.is_empty() {
        return Vec::new();
    }
    let stream = Stream::of(folded);
    let ranges = phrases.iter().flat_map(|phrase| phrase.words_in(&stream));
    let found = |range: Range<usize>| {
        let term = MatchedTerm { term: folded[range.clone()].to_owned(), kind: Kind::Exact };
        Match::new(range, Some(Arc::new(term)))
    };
    ranges.filter_map(found).collect()
}
