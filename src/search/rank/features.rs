//! The five features of a score by words.
//!
//! - *words*: BM25 (Robertson and Zaragoza 2009), each query word with its alternatives blended
//!   into one pseudo-term;
//! - *first*: the same over the questions of an entry and its first sentence, where an answer names
//!   its subject;
//! - *pairs*: the proximity of neighbouring query words, with an idf of their own;
//! - *ngrams*: BM25 over four-letter n-grams, which forgives endings and misspellings;
//! - *context*: smoothing over the neighbouring entries, for an answer leaves unsaid what those
//!   around it say.
//!
//! The first two are computed for every entry that contains a query word; the others for the best
//! of these by the first two alone
//! ([`Tuning::rerank_depth`]): they only add, so the order holds across the cut, and the cost
//! of a common word does not grow with the corpus.
//!
//! [`Tuning::rerank_depth`]: crate::search::Tuning::rerank_depth

use std::collections::{BTreeSet, HashMap};

use hashbrown::DefaultHashBuilder;

use super::counts::{self, Frequency, TermCounts};
use super::score::saturation;
use crate::index::idf;
use crate::index::{Index, ngrams};
use crate::search::expansion::{Alternative, Expansion, Group, Target};

/// The features of an entry, before they are divided by what the query could reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Features {
    pub(super) words: f64,
    pub(super) first: f64,
    pub(super) pairs: f64,
    pub(super) ngrams: f64,
    pub(super) context: f64,
}

impl Features {
    pub(super) fn sum(&self) -> f64 {
        self.words + self.first + self.pairs + self.ngrams + self.context
    }
}

/// An expansion counted in an index.
pub(super) struct Scorer<'r> {
    pub(super) expansion: &'r Expansion,
    pub(super) index: &'r Index<'r>,
    /// By group.
    pub(super) counts: Vec<TermCounts>,
    /// By group.
    pub(super) idf: Vec<f64>,
}

impl<'r> Scorer<'r> {
    pub(super) fn new(expansion: &'r Expansion, index: &'r Index<'r>) -> Self {
        let groups = expansion.groups.iter();
        let counts: Vec<TermCounts> = groups.map(|group| TermCounts::new(index, group)).collect();
        let synonym = expansion.tuning.synonym;
        let df = |counts: &TermCounts| {
            counts.word_df as f64 + synonym * (counts.entries.len() - counts.word_df) as f64
        };
        let idf = counts.iter().map(|counts| idf(index.len(), df(counts))).collect();
        Self { expansion, index, counts, idf }
    }

    /// The features of each entry that contains a query word, entries rising; `allow` says which
    /// of them may appear.
    pub(super) fn features(&self, allow: &dyn Fn(usize) -> bool) -> Vec<(u32, Features)> {
        let mut all = self.first_stage();
        let chosen = chosen(&all, self.expansion.tuning.rerank_depth, allow);
        self.add_pairs(&mut all, &chosen);
        self.add_ngrams(&mut all, &chosen);
        self.add_context(&mut all, &chosen);
        all
    }

    /// The counts of the query's words; a compound is no word of its own.
    pub(super) fn words(&self) -> impl Iterator<Item = &TermCounts> {
        let groups = self.expansion.groups.iter().zip(&self.counts);
        groups.filter(|(group, _)| !group.term.compound).map(|(_, counts)| counts)
    }

    /// The words of the query that no entry contains, in any spelling, where people see it.
    pub(super) fn unknown_words(&self) -> impl Iterator<Item = &'r Group> {
        let is_seen = |alternative: &Alternative| match &alternative.target {
            Target::Term(term) => alternative.kind.is_word() && self.index.is_seen(*term),
            Target::Phrase(_) => false,
        };
        self.expansion.words().filter(move |group| !group.alternatives.iter().any(is_seen))
    }

    /// The entries that contain every word of the query as `accept` wants it, rising.
    pub(super) fn with_all_words(&self, accept: impl Fn(&Frequency) -> bool) -> Vec<u32> {
        let Some(rarest) = self.words().min_by_key(|counts| counts.entries.len()) else {
            return Vec::new();
        };
        let has_all =
            |entry: u32| self.words().all(|counts| counts.get(entry as usize).is_some_and(&accept));
        rarest.entries.iter().map(|&(entry, _)| entry).filter(|&entry| has_all(entry)).collect()
    }

    fn relative_len(&self, entry: usize) -> f64 {
        f64::from(self.index.entry_len(entry)) / self.index.average_len
    }

    /// What group `g` adds over the whole entry: idf × weight of the best alternative ×
    /// saturation. That weight bounds it, so no number of synonyms is worth the word itself.
    pub(super) fn word(&self, g: usize, entry: usize, f: &Frequency) -> f64 {
        let t = &self.expansion.tuning;
        self.idf[g] * f.best * saturation(f.tf / f.best, t.k1, t.b, self.relative_len(entry))
    }

    /// What group `g` adds through the first sentence.
    pub(super) fn first_word(&self, g: usize, entry: usize, f: &Frequency) -> f64 {
        if f.first_tf <= 0.0 {
            return 0.0;
        }
        let t = &self.expansion.tuning;
        let relative = f64::from(self.index.first_len(entry)) / self.index.average_first;
        t.first
            * self.idf[g]
            * f.first_best
            * saturation(f.first_tf / f.first_best, t.k1, t.first_b, relative)
    }

    fn first_stage(&self) -> Vec<(u32, Features)> {
        let mut sums = vec![(0.0, 0.0); self.index.len()];
        for (g, counts) in self.counts.iter().enumerate() {
            for (entry, frequency) in &counts.entries {
                let entry = *entry as usize;
                sums[entry].0 += self.word(g, entry, frequency);
                sums[entry].1 += self.first_word(g, entry, frequency);
            }
        }
        let features = |(words, first)| Features { words, first, ..Features::default() };
        let found = (0..).zip(sums).filter(|(_, (words, _))| *words > 0.0);
        found.map(|(entry, sums)| (entry, features(sums))).collect()
    }

    fn add_pairs(&self, all: &mut [(u32, Features)], chosen: &[usize]) {
        let t = &self.expansion.tuning;
        let words: Vec<&Group> = self.expansion.words().collect();
        if t.pairs <= 0.0 || words.len() < 2 {
            return;
        }
        let entries: Vec<u32> = chosen.iter().map(|&at| all[at].0).collect();
        let wanted = |entry: u32| entries.binary_search(&entry).is_ok();
        let positions: Vec<_> =
            words.iter().map(|group| counts::word_positions(self.index, group, &wanted)).collect();
        for two in positions.windows(2) {
            let found = counts::proximity(&two[0], &two[1], t.pair_window);
            // The entries not chosen are taken to be like those that are.
            let df = found.len() as f64 * all.len() as f64 / chosen.len().max(1) as f64;
            let worth = t.pairs * idf(self.index.len(), df);
            for (entry, near) in found {
                let relative = self.relative_len(entry as usize);
                if let Ok(at) = all.binary_search_by_key(&entry, |e| e.0) {
                    all[at].1.pairs += worth * saturation(near, t.k1, t.b, relative);
                }
            }
        }
    }

    fn add_ngrams(&self, all: &mut [(u32, Features)], chosen: &[usize]) {
        let t = &self.expansion.tuning;
        let groups = self.expansion.words().filter(|group| !group.term.literal);
        let ngrams: BTreeSet<_> =
            groups.flat_map(|group| ngrams::ngrams(&group.term.text)).collect();
        let mut worth = Vec::with_capacity(ngrams.len());
        // By term of the index: the n-grams of the query in it, rising.
        let mut by_term: HashMap<u32, Vec<u32>, DefaultHashBuilder> = HashMap::default();
        for (number, ngram) in (0..).zip(ngrams) {
            let (entries, terms) = self.index.ngram(ngram);
            worth.push(t.ngrams * idf(self.index.len(), entries as f64));
            terms.into_iter().for_each(|term| by_term.entry(term).or_default().push(number));
        }
        let mut tf = vec![0u32; worth.len()];
        for &at in chosen {
            let (entry, features) = &mut all[at];
            let entry = *entry as usize;
            for (term, count) in self.index.entry_terms(entry) {
                for &ngram in by_term.get(&term).into_iter().flatten() {
                    let sum = &mut tf[ngram as usize];
                    *sum = sum.saturating_add(count);
                }
            }
            let relative = self.relative_len(entry);
            for (worth, tf) in worth.iter().zip(&mut tf) {
                let tf = f64::from(std::mem::take(tf));
                features.ngrams += worth * saturation(tf, t.k1, t.ngrams_b, relative);
            }
        }
    }

    /// Adds for each word what its neighbours say of it beyond what the entry says itself, so
    /// that an entry that says it well gains nothing. Entries in no coherent order
    /// ([`Index::coherence`]) add nothing.
    fn add_context(&self, all: &mut [(u32, Features)], chosen: &[usize]) {
        let t = &self.expansion.tuning;
        let weight = t.context * self.index.coherence;
        if weight <= 0.0 {
            return;
        }
        for &at in chosen {
            let (entry, features) = &mut all[at];
            let entry = *entry as usize;
            for (g, counts) in self.counts.iter().enumerate() {
                let worth = |e: usize| counts.get(e).map_or(0.0, |f| self.word(g, e, f));
                let near = t.smoothed(weight, entry, worth);
                features.context += (near - worth(entry)).max(0.0);
            }
        }
    }
}

/// The places in `all` of the entries chosen for the second stage, rising.
fn chosen(all: &[(u32, Features)], depth: usize, allow: &dyn Fn(usize) -> bool) -> Vec<usize> {
    if all.len() <= depth {
        return (0..all.len()).collect();
    }
    let sum = |at: usize| all[at].1.sum();
    let best = |mut places: Vec<usize>| {
        if places.len() > depth {
            places
                .select_nth_unstable_by(depth, |&a, &b| sum(b).total_cmp(&sum(a)).then(a.cmp(&b)));
            places.truncate(depth);
        }
        places
    };
    let allowed = (0..all.len()).filter(|&at| allow(all[at].0 as usize)).collect();
    let mut places = [best((0..all.len()).collect()), best(allowed)].concat();
    places.sort_unstable();
    places.dedup();
    places
}
