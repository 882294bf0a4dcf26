//! From features to hits: scores, what may appear, how sure the search is.

use super::certainty::{Certainty, Evidence, Nearest};
use super::features::{Features, Scorer};
use super::hybrid::{self, Similarities};
use super::score::{Score, ceiling};
use crate::index::Index;
use crate::search::expansion::{Expansion, Group};
use crate::search::found::Hit;
use crate::text::french::{self, Frequency};
use crate::text::stop::is_stop;

/// How many n-grams a word is taken to have in the estimate of the best possible score.
const NGRAMS_OF_A_WORD: f64 = 4.0;

/// A word that one entry in so many contains, and more than one, is what the pages are about.
const SUBJECT_SHARE: usize = 6;

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
    /// The entries whose sentences are compared, rising; `None` where all are.
    near: Option<Vec<u32>>,
}

impl<'r> Ranking<'r> {
    /// Counts `expansion` in the index that it was made over; without `similarities`, words alone
    /// rank.
    pub fn new(
        expansion: &'r Expansion,
        index: &'r Index<'r>,
        similarities: Option<&'r Similarities>,
    ) -> Self {
        let scorer = Scorer::new(expansion, index);
        let t = &expansion.tuning;
        let ideal = scorer.idf.iter().sum::<f64>()
            * (1.0 + t.first + t.pairs + NGRAMS_OF_A_WORD * t.ngrams);
        let required = expansion.require_all.then(|| scorer.with_all_words(|_| true));
        let has_required =
            |entry: u32| required.as_ref().is_none_or(|all| all.binary_search(&entry).is_ok());
        let mut found = scorer.features(&|entry| has_required(entry as u32));
        found.retain(|&(entry, _)| has_required(entry));
        let exact = scorer.with_all_words(|frequency| frequency.best >= 1.0);
        let mut ranking = Ranking { scorer, found, exact, ideal, similarities, near: None };
        ranking.near = ranking.nearest();
        ranking
    }

    /// The best entries by words and passages alone; `None` if there are no more in all.
    fn nearest(&self) -> Option<Vec<u32>> {
        let (depth, entries) = (self.scorer.expansion.tuning.rerank_depth, self.scorer.index.len());
        let similarities = self.similarities.filter(|_| entries > depth)?;
        let t = &self.scorer.expansion.tuning;
        let mut worth: Vec<f64> =
            (0..entries).map(|entry| similarities.contributions(entry, 0.0, true, t).1).collect();
        for (entry, features) in &self.found {
            let words = self.keyword_score(features).get();
            let (words, meaning) = similarities.contributions(*entry as usize, words, true, t);
            worth[*entry as usize] = words + meaning;
        }
        let mut best: Vec<u32> = (0..entries as u32).collect();
        let order =
            |a: &u32, b: &u32| worth[*b as usize].total_cmp(&worth[*a as usize]).then(a.cmp(b));
        best.select_nth_unstable_by(depth, order);
        best.truncate(depth);
        best.sort_unstable();
        Some(best)
    }

    /// The entries that `allow` lets through, best first, ties by entry; and how sure the search
    /// is of the best.
    ///
    /// Found is what contains a word of the query, and what is similar enough to a question. Past
    /// the first page, no entry is that scores far below the best, but for one that contains every
    /// word as typed: such an entry always is, though nothing else answers.
    pub fn hits(&self, allow: &dyn Fn(usize) -> bool) -> (Vec<Hit>, Certainty) {
        let t = &self.scorer.expansion.tuning;
        let by_words = self.found.iter().map(|(entry, features)| (*entry as usize, *features));
        let mut hits: Vec<Hit> = by_words
            .filter(|(entry, _)| allow(*entry))
            .map(|(entry, features)| self.hit(entry, &features))
            .collect();
        hits.extend(
            self.by_meaning()
                .filter(|&entry| allow(entry))
                .map(|entry| self.hit(entry, &Features::default())),
        );
        hits.sort_unstable_by(Hit::best_first);
        let certainty = self.certainty(&hits, allow);
        let score = |hit: &Hit| hit.score.map_or(0.0, Score::get);
        let least = hits.first().map_or(0.0, |best| score(best) * t.tail_cutoff);
        let mut rank = 0;
        hits.retain(|hit| {
            rank += 1;
            let is_near = hit.words && score(hit) >= least;
            (certainty > Certainty::None && (rank <= t.page || is_near)) || self.is_exact(hit.entry)
        });
        (hits, certainty)
    }

    fn hit(&self, entry: usize, features: &Features) -> Hit {
        let by_words = features.sum() > 0.0;
        let (score, meaning) = match self.similarities {
            None => (self.keyword_score(features), false),
            Some(similarities) => {
                let (words, meaning) = self.contributions(similarities, entry, features);
                (hybrid::score(words, meaning), self.is_similar(similarities, entry))
            }
        };
        Hit { entry, score: Some(score), words: by_words, meaning }
    }

    /// Whether an entry is similar enough to the question to be found without any of its words.
    fn is_similar(&self, similarities: &Similarities, entry: usize) -> bool {
        similarities.passage(entry) >= self.scorer.expansion.tuning.similar
    }

    /// The entries found by meaning alone.
    fn by_meaning(&self) -> impl Iterator<Item = usize> {
        let may_add = |similarities: &&Similarities| {
            !self.scorer.expansion.require_all && similarities.asks_with_words()
        };
        let similarities = self.similarities.filter(may_add);
        let all = 0..similarities.map_or(0, |_| self.scorer.index.len());
        all.filter(move |&entry| {
            similarities.is_some_and(|similarities| self.is_similar(similarities, entry))
                && self.found.binary_search_by_key(&(entry as u32), |found| found.0).is_err()
        })
    }

    /// How sure the search is of the first of `hits`.
    pub(in crate::search) fn certainty(
        &self,
        hits: &[Hit],
        allow: &dyn Fn(usize) -> bool,
    ) -> Certainty {
        let score = |at: usize| hits.get(at).and_then(|hit| hit.score).map_or(0.0, Score::get);
        let words = |hit: &Hit| self.keyword_score(&self.features(hit.entry)).get();
        let count = self.scorer.words().count();
        let is_common = |group: &&Group| {
            french::frequency(&group.term.text).is_some_and(|met| met >= Frequency::Usual)
        };
        let nearest = |similarities: &Similarities| {
            let allowed = (0..self.scorer.index.len()).filter(|&entry| allow(entry));
            let cosine = allowed.map(|entry| similarities.passage(entry)).fold(0.0, f64::max);
            Nearest { cosine, lead: score(0) - score(1) }
        };
        // A name or a phrase; one word alone; or, beside one that no entry contains, one that many
        // do: the subject.
        let most = self.scorer.words().map(|counts| counts.word_df).max().unwrap_or_default();
        let has_subject = most > 1 && SUBJECT_SHARE * most >= self.scorer.index.len();
        let is_looked_up = self.scorer.expansion.looks_up
            || count <= 1
            || (count == 2 && has_subject && self.unknown_words().count() == 1);
        let asks =
            |group: &Group| group.term.literal || group.term.prefix || !is_stop(&group.term.text);
        let count = count as f64;
        let evidence = Evidence {
            asks: self.scorer.expansion.words().any(asks),
            is_verbatim: hits.first().is_some_and(|hit| self.is_exact(hit.entry)),
            is_looked_up,
            words: hits.iter().filter(|hit| hit.words).map(words).fold(0.0, f64::max),
            count,
            unknown_common: self.unknown_words().filter(is_common).count() as f64 / count.max(1.0),
            known_questions: self.scorer.index.known_questions,
            meaning: self.similarities.map(nearest),
        };
        evidence.certainty()
    }

    /// The words of the query that no entry contains, in any spelling, where people see it.
    pub(in crate::search) fn unknown_words(&self) -> impl Iterator<Item = &Group> {
        self.scorer.unknown_words()
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
        let has_words = features.sum() > 0.0;
        let words = if has_words { self.keyword_score(features).get() } else { 0.0 };
        let near = self.near.as_ref();
        let far = near.is_some_and(|near| near.binary_search(&(entry as u32)).is_err());
        similarities.contributions(entry, words, far, &self.scorer.expansion.tuning)
    }
}
