//! The five parts of a score, each counted over all entries at once.

use crate::search::index::pieces;
use crate::search::plan::expand::Group;
use crate::search::rank::Ranking;
use crate::search::rank::gather::{self, Count};
use crate::search::rank::score::{idf, saturation};
use std::collections::BTreeSet;

impl Ranking<'_> {
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

    pub(super) fn count_words(&mut self) {
        for g in 0..self.held.len() {
            for &(entry, c) in &self.held[g].entries {
                let entry = entry as usize;
                self.words[entry] += self.word(g, entry, &c);
                self.first[entry] += self.first_word(g, entry, &c);
            }
        }
    }

    /// Query words side by side that also stand near one another in the entry.
    pub(super) fn count_pairs(&mut self) {
        let t = &self.plan.tuning;
        if t.pairs <= 0.0 {
            return;
        }
        let plain = self.plan.groups.iter().filter(|g| !g.whole);
        let positions: Vec<_> = plain.map(|g| gather::word_positions(self.index, g)).collect();
        for two in positions.windows(2) {
            let found = gather::pairs(&two[0], &two[1], t.window);
            let worth = t.pairs * idf(self.index.len(), found.len() as f64);
            for (entry, near) in found {
                let entry = entry as usize;
                self.pairs[entry] += worth * saturation(near, t.k1, t.b, self.relative_len(entry));
            }
        }
    }

    /// BM25 over the pieces of the query words, each piece once.
    pub(super) fn count_pieces(&mut self) {
        let t = &self.plan.tuning;
        if t.pieces <= 0.0 {
            return;
        }
        let cut = |g: &Group| pieces::pieces(&g.word);
        let asked: BTreeSet<_> =
            self.plan.groups.iter().filter(|g| !g.whole && !g.literal).flat_map(cut).collect();
        let mut counts = vec![0u32; self.index.len()];
        let mut touched: Vec<usize> = Vec::new();
        for piece in &asked {
            for p in
                self.index.pieces().forms(piece).iter().flat_map(|&form| self.index.postings(form))
            {
                if counts[p.entry] == 0 {
                    touched.push(p.entry);
                }
                counts[p.entry] += p.positions.len() as u32;
            }
            let worth = t.pieces * idf(self.index.len(), touched.len() as f64);
            for e in touched.drain(..) {
                let tf = f64::from(std::mem::take(&mut counts[e]));
                self.pieces[e] += worth * saturation(tf, t.k1, t.pieces_b, self.relative_len(e));
            }
        }
    }

    /// What the entries around each entry lend it: an answer leaves unsaid what the answers
    /// around it say. A word is worth the more of what it is worth in the entry and what the
    /// neighbours lend, so an entry that says it well gains nothing. Where the order of the
    /// entries tells nothing ([`crate::search::Index::order`]), nothing is lent.
    pub(super) fn count_lent(&mut self) {
        let lend = self.plan.tuning.context * self.index.order();
        if lend <= 0.0 {
            return;
        }
        let mut near = vec![0.0f64; self.index.len()];
        let mut touched: Vec<usize> = Vec::new();
        for g in 0..self.held.len() {
            for &(entry, c) in &self.held[g].entries {
                self.spread(
                    entry as usize,
                    lend * self.word(g, entry as usize, &c) / 2.0,
                    &mut near,
                    &mut touched,
                );
            }
            for e in touched.drain(..) {
                let own = self.held[g].get(e).map_or(0.0, |c| self.word(g, e, c));
                self.lent[e] += (std::mem::take(&mut near[e]) - own).max(0.0);
            }
        }
    }

    /// Adds `share` to the entries next to `entry`, and less to those farther away.
    fn spread(&self, entry: usize, mut share: f64, near: &mut [f64], touched: &mut Vec<usize>) {
        for d in 1..=self.plan.tuning.reach {
            let both = [entry.checked_sub(d), Some(entry + d).filter(|&e| e < near.len())];
            for e in both.into_iter().flatten() {
                if near[e] == 0.0 {
                    touched.push(e);
                }
                near[e] += share;
            }
            share *= self.plan.tuning.fade;
        }
    }
}
