//! The five parts of a score.
//!
//! Words and first sentence are counted for every entry that holds a word of the query. The
//! other three are counted for the best of these by the first two alone, among all and among
//! those that may appear ([`Tuning::depth`] each): the parts only add, so the order holds
//! across the cut, and what a common word costs does not grow with the corpus.
//!
//! [`Tuning::depth`]: crate::search::Tuning::depth

use std::collections::{BTreeSet, HashMap};

use hashbrown::DefaultHashBuilder;

use crate::search::index::Index;
use crate::search::index::pieces;
use crate::search::plan::Plan;
use crate::search::plan::expand::Group;
use crate::search::rank::gather::{self, Count, Held};
use crate::search::rank::score::{idf, saturation};

/// What an entry is worth, not yet as shares of what the query could reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// The words, over the whole entry.
    pub(super) words: f64,
    /// The words, over its first sentence.
    pub(super) first: f64,
    /// Query words that stand near one another.
    pub(super) pairs: f64,
    /// Four-letter pieces in common.
    pub(super) pieces: f64,
    /// What the entries around it lend.
    pub(super) lent: f64,
}

impl Parts {
    pub(super) fn sum(&self) -> f64 {
        self.words + self.first + self.pairs + self.pieces + self.lent
    }
}

/// A plan in an index, its groups found.
pub(super) struct Counted<'r> {
    pub(super) plan: &'r Plan,
    pub(super) index: &'r Index,
    /// By group: the entries that hold it.
    pub(super) held: Vec<Held>,
    /// By group: how telling it is.
    pub(super) idf: Vec<f64>,
}

impl Counted<'_> {
    /// What each entry that holds a word is worth, entries rising; `allow` tells which of them
    /// may appear.
    pub(super) fn parts(&self, allow: &dyn Fn(usize) -> bool) -> Vec<(u32, Parts)> {
        let mut all = self.words();
        let deep = deep(&all, self.plan.tuning.depth, allow);
        self.pairs(&mut all, &deep);
        self.pieces(&mut all, &deep);
        self.lent(&mut all, &deep);
        all
    }

    /// The words of the query; the joined spellings of compounds are not words of their own.
    pub(super) fn asked(&self) -> impl Iterator<Item = &Held> {
        let groups = self.plan.groups.iter().zip(&self.held);
        groups.filter(|(g, _)| !g.whole).map(|(_, h)| h)
    }

    /// The entries that hold every word of the query in a way that `holds` takes, rising.
    pub(super) fn held_by_all(&self, holds: impl Fn(&Count) -> bool) -> Vec<u32> {
        let Some(rarest) = self.asked().min_by_key(|held| held.entries.len()) else {
            return Vec::new();
        };
        let every = |entry: u32| self.asked().all(|h| h.get(entry as usize).is_some_and(&holds));
        rarest.entries.iter().map(|&(entry, _)| entry).filter(|&entry| every(entry)).collect()
    }

    fn relative_len(&self, entry: usize) -> f64 {
        f64::from(self.index.entry_len(entry)) / self.index.average_len()
    }

    /// What group `g`, counted `c` in an entry, is worth over the whole entry: its idf, by
    /// the weight of the best alternative there, by the saturation of all of them. The best
    /// weight bounds it, so no number of synonyms is worth the word itself.
    pub(super) fn word(&self, g: usize, entry: usize, c: &Count) -> f64 {
        let t = &self.plan.tuning;
        self.idf[g] * c.best * saturation(c.all / c.best, t.k1, t.b, self.relative_len(entry))
    }

    /// What group `g` is worth through the first sentence.
    pub(super) fn first_word(&self, g: usize, entry: usize, c: &Count) -> f64 {
        if c.first <= 0.0 {
            return 0.0;
        }
        let t = &self.plan.tuning;
        let relative = f64::from(self.index.first_len(entry)) / self.index.average_first();
        t.first
            * self.idf[g]
            * c.first_best
            * saturation(c.first / c.first_best, t.k1, t.first_b, relative)
    }

    /// The first two parts, for every entry that holds a word.
    fn words(&self) -> Vec<(u32, Parts)> {
        let mut parts = vec![(0.0, 0.0); self.index.len()];
        for (g, held) in self.held.iter().enumerate() {
            for (entry, count) in &held.entries {
                let entry = *entry as usize;
                parts[entry].0 += self.word(g, entry, count);
                parts[entry].1 += self.first_word(g, entry, count);
            }
        }
        let found = (0..).zip(parts).filter(|(_, parts)| parts.0 > 0.0);
        found.map(|(e, (words, first))| (e, Parts { words, first, ..Parts::default() })).collect()
    }

    /// Query words side by side that also stand near one another in the entry.
    fn pairs(&self, all: &mut [(u32, Parts)], deep: &[usize]) {
        let t = &self.plan.tuning;
        let plain: Vec<&Group> = self.plan.groups.iter().filter(|g| !g.whole).collect();
        if t.pairs <= 0.0 || plain.len() < 2 {
            return;
        }
        let looked_at: Vec<u32> = deep.iter().map(|&at| all[at].0).collect();
        let wanted = |entry: u32| looked_at.binary_search(&entry).is_ok();
        let positions: Vec<_> =
            plain.iter().map(|g| gather::word_positions(self.index, g, &wanted)).collect();
        for two in positions.windows(2) {
            let found = gather::pairs(&two[0], &two[1], t.window);
            // Where not all were looked at, the others are reckoned to be alike.
            let often = found.len() as f64 * all.len() as f64 / deep.len().max(1) as f64;
            let worth = t.pairs * idf(self.index.len(), often);
            for (entry, near) in found {
                let relative = self.relative_len(entry as usize);
                if let Ok(at) = all.binary_search_by_key(&entry, |e| e.0) {
                    all[at].1.pairs += worth * saturation(near, t.k1, t.b, relative);
                }
            }
        }
    }

    /// BM25 over the pieces of the query words, each piece once.
    fn pieces(&self, all: &mut [(u32, Parts)], deep: &[usize]) {
        let t = &self.plan.tuning;
        if t.pieces <= 0.0 {
            return;
        }
        let cut = |g: &Group| pieces::pieces(&g.word);
        let asked: BTreeSet<_> =
            self.plan.groups.iter().filter(|g| !g.whole && !g.literal).flat_map(cut).collect();
        let mut worth = Vec::with_capacity(asked.len());
        // By form: the pieces asked that it holds, in order.
        let mut holds: HashMap<u32, Vec<u32>, DefaultHashBuilder> = HashMap::default();
        for (number, piece) in (0..).zip(asked) {
            let (entries, forms) = self.index.piece(piece);
            worth.push(t.pieces * idf(self.index.len(), entries as f64));
            forms.into_iter().for_each(|form| holds.entry(form).or_default().push(number));
        }
        let mut counts = vec![0u32; worth.len()];
        for &at in deep {
            let (entry, parts) = &mut all[at];
            let entry = *entry as usize;
            for (form, count) in self.index.held(entry).iter() {
                for &piece in holds.get(&form).into_iter().flatten() {
                    let sum = &mut counts[piece as usize];
                    *sum = sum.saturating_add(count);
                }
            }
            let relative = self.relative_len(entry);
            for (worth, count) in worth.iter().zip(&mut counts) {
                let tf = f64::from(std::mem::take(count));
                parts.pieces += worth * saturation(tf, t.k1, t.pieces_b, relative);
            }
        }
    }

    /// What the entries around each entry lend it: an answer leaves unsaid what the answers
    /// around it say. A word is worth the more of what it is worth in the entry and what the
    /// neighbours lend, so an entry that says it well gains nothing. Where the order of the
    /// entries tells nothing ([`crate::search::Index::order`]), nothing is lent.
    fn lent(&self, all: &mut [(u32, Parts)], deep: &[usize]) {
        let lend = self.plan.tuning.context * self.index.order();
        if lend <= 0.0 {
            return;
        }
        for &at in deep {
            let (entry, parts) = &mut all[at];
            let entry = *entry as usize;
            for (g, held) in self.held.iter().enumerate() {
                let worth = |e: usize| held.get(e).map_or(0.0, |c| self.word(g, e, c));
                let mut share = lend / 2.0;
                let mut near = 0.0;
                for d in 1..=self.plan.tuning.reach {
                    let both = [entry.checked_sub(d), Some(entry + d)];
                    near += share * both.into_iter().flatten().map(worth).sum::<f64>();
                    share *= self.plan.tuning.fade;
                }
                parts.lent += (near - worth(entry)).max(0.0);
            }
        }
    }
}

/// The places in `all` of the entries to be looked at closely, rising: the best `depth` of all,
/// and the best `depth` of those that `allow` lets through.
fn deep(all: &[(u32, Parts)], depth: usize, allow: &dyn Fn(usize) -> bool) -> Vec<usize> {
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
