//! From features to hits: scores, the threshold, the cutoff of the tail.

use super::features::{Features, Scorer};
use super::hybrid::{self, Similarities};
use super::score::{Score, ceiling};
use crate::index::Index;
use crate::search::expansion::Expansion;
use crate::search::found::Hit;

/// How many n-grams a word is taken to have in the estimate of the best possible score.
const NGRAMS_OF_A_WORD: f64 = 4.0;

/// An expansion counted in an index, ready to score any entry.
pub struct Ranking<'r> {
    pub(super) scorer: Scorer<'r>,
    /// The entries that contain a query word, all of them where all are required; rising.
    found: Vec<(u32, Features)>,
    /// Those that contain every word of the query as typed, rising.
    exact: Vec<u32>,
    /// The sum of features that the query could reach.
    ideal: f64,
    pub(super) similarities: Option<&'r Similarities>,
}

impl<'r> Ranking<'r> {
    /// Counts `expansion` in the index that it was made over; without `similarities`, words alone
    /// rank. `allow` says which entries may appear: of many, these are scored in full.
    pub fn new(
        expansion: &'r Expansion,
        index: &'r Index<'r>,
        similarities: Option<&'r Similarities>,
        allow: &dyn Fn(usize) -> bool,
    ) -> Self {
        let scorer = Scorer::new(expansion, index);
        let t = &expansion.tuning;
        let ideal = scorer.idf.iter().sum::<f64>()
            * (1.0 + t.first + t.pairs + NGRAMS_OF_A_WORD * t.ngrams);
        let required = expansion.require_all.then(|| scorer.with_all_words(|_| true));
        let has_required =
            |entry: u32| required.as_ref().is_none_or(|all| all.binary_search(&entry).is_ok());
        let mut found = scorer.features(&|entry| has_required(entry as u32) && allow(entry));
        found.retain(|&(entry, _)| has_required(entry));
        let exact = scorer.with_all_words(|frequency| frequency.best >= 1.0);
        Ranking { scorer, found, exact, ideal, similarities }
    }

    /// The entries that `allow` lets through, best first; ties by entry.
    pub fn hits(&self, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        match self.similarities {
            Some(similarities) => self.hybrid_hits(similarities, allow),
            None => {
                let threshold = self.scorer.expansion.tuning.threshold;
                let mut hits = self.keyword_hits(threshold, allow).0;
                hits.sort_unstable_by(Hit::best_first);
                hits
            }
        }
    }

    /// How good a score is as evidence that the pages have an answer: score · (n + 1) ·
    /// (1 − unknown · u), where n counts the words of the query and u is the share of them that
    /// no entry contains, in any spelling.
    ///
    /// A score is a share of what the query could reach, so the same share of a longer query is
    /// more evidence; words that the pages never use point to another subject.
    pub(super) fn evidence(&self, score: f64) -> f64 {
        let n = self.scorer.words().count() as f64;
        let unknown = self.scorer.unknown_words() as f64;
        let unknown = unknown / n.max(1.0);
        score * (n + 1.0) * (1.0 - self.scorer.expansion.tuning.unknown * unknown)
    }

    /// Whether an entry contains every word of the query as typed.
    pub(super) fn is_exact(&self, entry: usize) -> bool {
        self.exact.binary_search(&(entry as u32)).is_ok()
    }

    /// All zero for an entry that contains no word of the query.
    pub(super) fn features(&self, entry: usize) -> Features {
        let found = self.found.binary_search_by_key(&(entry as u32), |found| found.0);
        found.map(|at| self.found[at].1).unwrap_or_default()
    }

    /// The score by words alone.
    pub(super) fn keyword_score(&self, features: &Features) -> Score {
        Score::new(ceiling(features.sum() / self.ideal.max(f64::MIN_POSITIVE)))
    }

    /// What words and meaning add to the score of an entry.
    pub(super) fn contributions(
        &self,
        similarities: &Similarities,
        entry: usize,
        features: &Features,
    ) -> (f64, f64) {
        let has_words = f64::from(u8::from(features.sum() > 0.0));
        let words = self.keyword_score(features).get() * has_words;
        similarities.contributions(entry, words, &self.scorer.expansion.tuning)
    }

    /// The entries that words find, in no order, and whether they are below the threshold: the
    /// best is, and lacks some word of the query. Then none is a hit, nor is one in a far tail; but
    /// an entry that contains every word as typed always is.
    fn keyword_hits(&self, threshold: f64, allow: &dyn Fn(usize) -> bool) -> (Vec<Hit>, bool) {
        let t = &self.scorer.expansion.tuning;
        let allowed = self.found.iter().filter(|(entry, _)| allow(*entry as usize));
        let hit = |(entry, features): &(u32, Features)| {
            let score = Some(self.keyword_score(features));
            Hit { entry: *entry as usize, score, words: true, meaning: false }
        };
        let mut hits: Vec<Hit> = allowed.map(hit).collect();
        if hits.len() > t.page {
            hits.select_nth_unstable_by(t.page, Hit::best_first);
        }
        let page = t.page.min(hits.len());
        let Some(best) = hits[..page].iter().min_by(|a, b| Hit::best_first(a, b)).copied() else {
            return (hits, threshold > f64::NEG_INFINITY);
        };
        let score = |hit: &Hit| hit.score.map_or(0.0, Score::get);
        let is_below = self.evidence(score(&best)) < threshold
            && !self.scorer.words().all(|counts| counts.get(best.entry).is_some());
        let least = score(&best) * t.tail_cutoff;
        let mut rank = 0;
        hits.retain(|hit| {
            rank += 1;
            let is_near = rank <= page || score(hit) >= least;
            (!is_below && is_near) || self.is_exact(hit.entry)
        });
        (hits, is_below)
    }

    fn hybrid_hits(&self, similarities: &Similarities, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        let t = &self.scorer.expansion.tuning;
        let (found, is_below) = self.keyword_hits(similarities.threshold(t, allow), allow);
        let mut entries: Vec<usize> = found.into_iter().map(|hit| hit.entry).collect();
        entries.sort_unstable();
        let by_words = entries.len();
        if !is_below && !self.scorer.expansion.require_all {
            let others = similarities.additions(t).into_iter();
            let others = others.filter(|e| entries[..by_words].binary_search(e).is_err());
            let added: Vec<usize> = others.filter(|&entry| allow(entry)).take(t.page).collect();
            entries.extend(added);
        }
        let hit = |(place, &entry): (usize, &usize)| {
            let features = self.features(entry);
            let (words, meaning) = self.contributions(similarities, entry, &features);
            let score = Some(hybrid::score(words, meaning));
            let (words, meaning) = (features.sum() > 0.0, meaning > 0.0);
            (Hit { entry, score, words, meaning }, place < by_words)
        };
        let mut hits: Vec<(Hit, bool)> = entries.iter().enumerate().map(hit).collect();
        hits.sort_unstable_by(|a, b| Hit::best_first(&a.0, &b.0));
        let mut rank = 0;
        hits.retain(|(_, by_words)| {
            rank += 1;
            *by_words || rank <= t.page
        });
        hits.into_iter().map(|(hit, _)| hit).collect()
    }
}
