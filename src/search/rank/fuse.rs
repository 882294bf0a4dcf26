//! Words and meaning in one score.
//!
//! ```text
//! score = (words^0.7 + 1.25 · nearer) / (1 + 1.25 / 2)
//! ```
//!
//! *words* is the score by words alone; *nearer* is how much nearer the question is to an entry
//! than to the entries on average, with a little of what its neighbours have, and not less than
//! 0. Both mean the same whatever the query, so that scores can be compared between queries,
//! which a fusion of z-scores does not give; on the development sets (the README has them) it is
//! no worse than one. Past 0.8 the sum is bent, as that of words is.
//!
//! What may appear is for words and filters to say. Meaning adds entries to the first page of
//! hits only, and the more is asked, the less near they need be: one word alone is a name to be
//! looked up, and a whole sentence is a question. Where the words are silent, meaning speaks if
//! an entry is very near; and where no entry is near at all, words that happen to meet are
//! silenced.

use super::parts::Parts;
use super::score::{Score, ceiling};
use super::tuning::Tuning;
use super::{By, Hit, Ranking, before};

/// How near a question is to each entry, brought onto the scale of scores.
#[derive(Clone, Debug)]
pub struct Sense {
    /// As the vectors tell it.
    near: Vec<f64>,
    /// How much nearer than on average, neighbours included; at least 0.
    nearer: Vec<f64>,
    /// The words of the question, stop words included.
    words: usize,
    /// Whether words have no say in the order.
    alone: bool,
}

/// What words and meaning add to a score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    pub(super) words: f64,
    pub(super) meaning: f64,
}

impl Shares {
    /// The score, and what it is of the sum of both.
    pub(super) fn score(self) -> (Score, f64) {
        let sum = self.words + self.meaning;
        let score = Score::new(ceiling(sum));
        (score, if sum > 0.0 { score.get() / sum } else { 0.0 })
    }
}

impl Sense {
    /// `near` is the nearness of each entry to a question of `words` words; `order` how much the
    /// order of the entries tells ([`crate::search::Index::order`]). With `alone`, words have no
    /// say in the order of what is found.
    #[must_use]
    pub fn new(near: Vec<f64>, order: f64, words: usize, alone: bool, t: &Tuning) -> Self {
        let mean = near.iter().sum::<f64>() / near.len().max(1) as f64;
        let above: Vec<f64> = near.iter().map(|near| near - mean).collect();
        let lend = |entry: usize| {
            let mut share = t.lend * order / 2.0;
            let mut lent = 0.0;
            for d in 1..=t.reach {
                let both = [entry.checked_sub(d), Some(entry + d)];
                lent +=
                    share * both.into_iter().flatten().filter_map(|e| above.get(e)).sum::<f64>();
                share *= t.fade;
            }
            lent
        };
        let nearer = (0..above.len()).map(|entry| (above[entry] + lend(entry)).max(0.0)).collect();
        Self { near, nearer, words, alone }
    }

    /// The nearness of an entry, as the vectors tell it.
    pub(super) fn near(&self, entry: usize) -> f64 {
        self.near.get(entry).copied().unwrap_or_default()
    }

    fn nearer(&self, entry: usize) -> f64 {
        self.nearer.get(entry).copied().unwrap_or_default()
    }

    /// Whether the question is far from all entries: on another subject than they are. Of few
    /// entries there is too little to tell that by.
    fn is_elsewhere(&self, least: f64) -> bool {
        const ENOUGH: usize = 30;
        self.near.len() >= ENOUGH && self.near.iter().all(|&near| near < least)
    }

    /// Whether an entry that may appear is so near that the words need not be asked.
    fn speaks(&self, least: f64, allow: &dyn Fn(usize) -> bool) -> bool {
        self.near.iter().enumerate().any(|(entry, &near)| near >= least && allow(entry))
    }

    /// The entries that are near enough to be added to what words found, nearest first.
    fn additions(&self, t: &Tuning) -> Vec<usize> {
        let least = t.add / (self.words + 1) as f64;
        let is_near = |&entry: &usize| self.near(entry) >= t.near && self.nearer(entry) >= least;
        let mut entries: Vec<usize> = (0..self.near.len()).filter(is_near).collect();
        entries.sort_by(|&a, &b| self.nearer(b).total_cmp(&self.nearer(a)));
        entries
    }
}

impl Ranking<'_> {
    /// The shares of an entry, whose words come to `parts`.
    pub(super) fn shares(&self, sense: &Sense, entry: usize, parts: &Parts) -> Shares {
        let t = &self.counted.plan.tuning;
        let nearer = sense.nearer(entry);
        if sense.alone {
            return Shares { words: 0.0, meaning: 2.0 * nearer };
        }
        let whole = 1.0 + t.meaning / 2.0;
        let words = self.by_words(parts).get() * f64::from(u8::from(parts.sum() > 0.0));
        Shares { words: words.powf(t.bend) / whole, meaning: t.meaning * nearer / whole }
    }

    /// The entries that `allow` lets through, best first; ties by entry.
    pub(super) fn fused(&self, sense: &Sense, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        let t = &self.counted.plan.tuning;
        let (found, silent) = self.found_by_words(
            allow,
            sense.speaks(t.speak, allow),
            sense.is_elsewhere(t.elsewhere),
        );
        let mut entries: Vec<usize> = found.into_iter().map(|hit| hit.entry).collect();
        entries.sort_unstable();
        let by_words = entries.len();
        if !silent && self.all.is_none() {
            let others = sense.additions(t).into_iter();
            let others = others.filter(|e| entries[..by_words].binary_search(e).is_err());
            let near: Vec<usize> = others.filter(|&entry| allow(entry)).take(t.sure).collect();
            entries.extend(near);
        }
        let hit = |(place, &entry): (usize, &usize)| {
            let parts = self.parts(entry);
            let shares = self.shares(sense, entry, &parts);
            let by = By { words: parts.sum() > 0.0, meaning: shares.meaning > 0.0 };
            (Hit { entry, score: shares.score().0, by }, place < by_words)
        };
        let mut hits: Vec<(Hit, bool)> = entries.iter().enumerate().map(hit).collect();
        hits.sort_unstable_by(|a, b| before(&a.0, &b.0));
        let mut place = 0;
        hits.retain(|(_, by_words)| {
            place += 1;
            *by_words || place <= t.sure
        });
        hits.into_iter().map(|(hit, _)| hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::search::plan::Word;
    use crate::search::{Index, Lexicon, Options, Plan};

    fn plan(index: &Index, query: &str, require_all: bool) -> Plan {
        let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
        let words: Vec<Word> = query.split(' ').map(word).collect();
        let options = Options { require_all, ..Options::default() };
        Plan::new(index, &Lexicon::default(), &words, &options)
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(vec!["certificat", "delai", "ans", "hds", "prix", "carte"]);
        prop::collection::vec(prop::collection::vec(word, 1..6).prop_map(|w| w.join(" ")), 1..25)
    }

    proptest! {
        #[test]
        fn meaning_orders_and_adds_and_never_withholds(
            texts in texts(),
            near in prop::collection::vec(-1.0..1.0_f64, 25),
            query in "(certificat|delai|xyzzy)( (hds|prix|inconnu)){0,3}",
            barred in any::<u8>(), require_all: bool, alone: bool,
        ) {
            let index = Index::build(&texts);
            let plan = plan(&index, &query, require_all);
            let allow = |entry: usize| entry % 7 != usize::from(barred % 7);
            let words = query.split(' ').count();
            let tuning = Tuning::default();
            let sense = Sense::new(near[..texts.len()].to_vec(), index.order(), words, alone, &tuning);
            let by_words = plan.rank(&index, &allow);
            let ranking = plan.ranking(&index, &allow).with(Some(Arc::new(sense)));
            let hits = ranking.hits(&allow);
            for hit in &by_words {
                prop_assert!(hits.iter().any(|h| h.entry == hit.entry), "words find, meaning orders");
            }
            for pair in hits.windows(2) {
                prop_assert!(before(&pair[0], &pair[1]).is_lt(), "best first, ties by entry");
            }
            for (place, hit) in hits.iter().enumerate() {
                prop_assert!(allow(hit.entry) && hit.score.get() > 0.0 && hit.score.get() <= 1.0);
                prop_assert!(hit.by.words || (!require_all && place < tuning.sure), "{hit:?}");
                let e = ranking.explain(hit.entry);
                let sum = e.words + e.first + e.pairs + e.pieces + e.context
                    + e.meaning.map_or(0.0, |part| part.contribution);
                let least = Score::LEAST.get();
                prop_assert!((sum - hit.score.get()).abs() < 1e-6 || hit.score.get() <= least);
            }
        }
    }
}
