//! Ranking: every entry that holds something of the query, best first.

use super::expand::{Group, Kind, Target};
use super::explain::{AlternativePart, Explanation, GroupPart};
use super::gather::{self, Held};
use super::index::Index;
use super::pieces::{self, Piece};
use super::plan::Plan;
use super::score::{Score, idf, saturation};

/// An entry found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entry, from 0 in the order of building.
    pub entry: usize,
    /// How well it answers.
    pub score: Score,
}

/// A plan with everything counted, ready to score any entry.
pub struct Ranking<'r> {
    plan: &'r Plan,
    index: &'r Index,
    held: Vec<Held>,
    idf: Vec<f64>,
    /// By pair of neighbouring groups: its idf, and the entries with their counts.
    pairs: Vec<(f64, Vec<(u32, f64)>)>,
    pieces: Vec<f64>,
    /// By entry: words alone, for the context.
    words: Vec<f64>,
    ideal: f64,
    ideal_idf: f64,
}

impl Plan {
    /// The entries that `allow` lets through, best first; ties by entry.
    pub fn rank(&self, index: &Index, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        Ranking::new(self, index).hits(allow)
    }

    /// What the score of an entry is made of.
    pub fn explain(&self, index: &Index, entry: usize) -> Explanation {
        Ranking::new(self, index).explain(entry)
    }

    /// Counts the plan in the index; ranks and explains without counting again.
    pub fn ranking<'r>(&'r self, index: &'r Index) -> Ranking<'r> {
        Ranking::new(self, index)
    }
}

impl<'r> Ranking<'r> {
    fn new(plan: &'r Plan, index: &'r Index) -> Ranking<'r> {
        let held: Vec<Held> = plan.groups.iter().map(|g| gather::count(index, g)).collect();
        let synonym = plan.tuning.synonym;
        let df = |h: &Held| h.as_word as f64 + synonym * (h.entries.len() - h.as_word) as f64;
        let idfs: Vec<f64> = held.iter().map(|h| idf(index.len(), df(h))).collect();
        let mut ranking = Ranking {
            plan,
            index,
            ideal_idf: idfs.iter().sum(),
            held,
            idf: idfs,
            pairs: Vec::new(),
            pieces: Vec::new(),
            words: Vec::new(),
            ideal: 1.0,
        };
        ranking.count_pairs();
        ranking.count_pieces();
        ranking.count_words();
        ranking
    }

    fn count_pairs(&mut self) {
        let plain: Vec<&Group> = self.plan.groups.iter().filter(|g| !g.whole).collect();
        let positions: Vec<Vec<(u32, u32)>> =
            plain.iter().map(|g| gather::word_positions(self.index, g)).collect();
        for two in positions.windows(2) {
            let found = gather::pairs(&two[0], &two[1], self.plan.tuning.window);
            self.pairs.push((idf(self.index.len(), found.len() as f64), found));
        }
    }

    /// BM25 over the pieces of the query words.
    fn count_pieces(&mut self) {
        let t = &self.plan.tuning;
        self.pieces = vec![0.0; self.index.len()];
        let mut asked: Vec<Piece> = Vec::new();
        for group in self.plan.groups.iter().filter(|g| !g.whole && !g.literal) {
            asked.extend(pieces::pieces(&group.word));
        }
        asked.sort_unstable();
        asked.dedup();
        let mut counts = vec![0.0f64; self.index.len()];
        let mut touched: Vec<usize> = Vec::new();
        for piece in asked {
            for &form in self.index.pieces().forms(&piece) {
                for p in self.index.postings(form) {
                    if counts[p.entry] == 0.0 {
                        touched.push(p.entry);
                    }
                    counts[p.entry] += p.positions.len() as f64;
                }
            }
            let worth = idf(self.index.len(), touched.len() as f64);
            for e in touched.drain(..) {
                self.pieces[e] +=
                    worth * saturation(counts[e], t.k1, t.pieces_b, self.relative_len(e));
                counts[e] = 0.0;
            }
        }
    }

    fn count_words(&mut self) {
        self.words = vec![0.0; self.index.len()];
        for g in 0..self.held.len() {
            for &(entry, _) in &self.held[g].entries {
                self.words[entry as usize] += self.word(g, entry as usize);
            }
        }
        let piece_share = 4.0 * self.plan.tuning.pieces;
        self.ideal =
            self.ideal_idf * (1.0 + self.plan.tuning.first + self.plan.tuning.pairs + piece_share);
    }

    fn relative_len(&self, entry: usize) -> f64 {
        f64::from(self.index.entry_len(entry)) / self.index.average_len()
    }

    /// What group `g` adds to an entry.
    fn word(&self, g: usize, entry: usize) -> f64 {
        let t = &self.plan.tuning;
        self.held[g].get(entry).map_or(0.0, |c| {
            self.idf[g] * c.best * saturation(c.all / c.best, t.k1, t.b, self.relative_len(entry))
        })
    }

    /// What group `g` adds through the first sentence.
    fn first(&self, g: usize, entry: usize) -> f64 {
        let t = &self.plan.tuning;
        let relative = f64::from(self.index.first_len(entry)) / self.index.average_first();
        self.held[g].get(entry).filter(|c| c.first > 0.0).map_or(0.0, |c| {
            t.first
                * self.idf[g]
                * c.first_best
                * saturation(c.first / c.first_best, t.k1, t.first_b, relative)
        })
    }

    fn pairs_of(&self, entry: usize) -> f64 {
        let t = &self.plan.tuning;
        let worth = |(idf, found): &(f64, Vec<(u32, f64)>)| {
            let at = found.binary_search_by_key(&(entry as u32), |f| f.0).ok();
            at.map_or(0.0, |at| idf * saturation(found[at].1, t.k1, t.b, self.relative_len(entry)))
        };
        t.pairs * self.pairs.iter().map(worth).sum::<f64>()
    }

    /// The share of the query's weight that an entry holds, in [0, 1].
    fn held_share(&self, entry: usize) -> f64 {
        let held = |g: usize| self.held[g].get(entry).map_or(0.0, |c| c.best * self.idf[g]);
        (0..self.held.len()).map(held).sum::<f64>() / self.ideal_idf.max(f64::MIN_POSITIVE)
    }

    fn context(&self, entry: usize) -> f64 {
        let before = entry.checked_sub(1).map_or(0.0, |e| self.words[e]);
        let after = self.words.get(entry + 1).copied().unwrap_or(0.0);
        self.plan.tuning.context * 0.5 * (before + after)
    }

    fn answer(&self, entry: usize) -> f64 {
        let says = self.plan.yes_no && self.index.says_yes_or_no(entry);
        if says { self.plan.tuning.yes_no * self.ideal_idf } else { 0.0 }
    }

    /// The parts of an entry's score, without the alternatives of the groups.
    fn parts(&self, entry: usize) -> Explanation {
        let mut e = Explanation::default();
        let ideal = self.ideal.max(f64::MIN_POSITIVE);
        e.words = self.words[entry] / ideal;
        e.first = (0..self.held.len()).map(|g| self.first(g, entry)).sum::<f64>() / ideal;
        e.pairs = self.pairs_of(entry) / ideal;
        e.pieces = self.plan.tuning.pieces * self.pieces[entry] / ideal;
        e.answer = self.answer(entry) / ideal;
        e.context = self.context(entry) / ideal;
        e.coverage = 1.0 - self.plan.tuning.coverage * (1.0 - self.held_share(entry));
        let sum = e.words + e.first + e.pairs + e.pieces + e.answer + e.context;
        e.score = Score::new(sum * e.coverage).get();
        e
    }

    /// The entries that `allow` lets through, best first; ties by entry.
    pub fn hits(&self, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self
            .candidates()
            .filter(|&e| allow(e))
            .map(|entry| Hit { entry, score: Score::new(self.parts(entry).score) })
            .collect();
        hits.sort_by(|a, b| b.score.cmp(&a.score).then(a.entry.cmp(&b.entry)));
        let best = hits.first().map_or(0.0, |h| h.score.get());
        let least = if best < self.plan.tuning.floor {
            f64::INFINITY
        } else {
            best * self.plan.tuning.tail
        };
        hits.retain(|h| h.score.get() >= least || self.holds_all_exactly(h.entry));
        hits
    }

    fn candidates(&self) -> impl Iterator<Item = usize> {
        let all = self.plan.options.require_all;
        (0..self.index.len()).filter(move |&e| {
            let holds = |h: &Held| h.get(e).is_some();
            let plain = || self.plan.groups.iter().zip(&self.held).filter(|(g, _)| !g.whole);
            if all {
                plain().all(|(_, h)| holds(h)) && plain().count() > 0
            } else {
                self.words[e] > 0.0
            }
        })
    }

    /// Whether an entry holds every word of the query as typed.
    fn holds_all_exactly(&self, entry: usize) -> bool {
        self.plan
            .groups
            .iter()
            .zip(&self.held)
            .filter(|(g, _)| !g.whole)
            .all(|(_, h)| h.get(entry).is_some_and(|c| c.best >= 1.0))
    }

    /// What the score of an entry is made of.
    pub fn explain(&self, entry: usize) -> Explanation {
        let mut e = self.parts(entry);
        let ideal = self.ideal.max(f64::MIN_POSITIVE);
        e.groups = (0..self.held.len())
            .map(|g| GroupPart {
                word: self.plan.groups[g].word.clone(),
                idf: self.idf[g],
                found: found(self.index, &self.plan.groups[g], entry),
                contribution: self.word(g, entry) / ideal,
                first: self.first(g, entry) / ideal,
            })
            .collect();
        e
    }
}

/// The alternatives of a group present in an entry, best first.
fn found(index: &Index, group: &Group, entry: usize) -> Vec<AlternativePart> {
    let mut all = Vec::new();
    for a in &group.alternatives {
        let mut count = 0;
        gather::occurrences(index, a, &mut |e, positions| {
            count += if e == entry { positions.len() } else { 0 }
        });
        if count > 0 {
            let form = match a.target {
                Target::Form(f) => index.forms().get(f).to_owned(),
                Target::Phrase(_) => a.term.clone(),
            };
            all.push(AlternativePart {
                term: a.term.clone(),
                form,
                kind: a.kind,
                weight: a.weight,
                count,
            });
        }
    }
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(Kind::cmp(&a.kind, &b.kind)));
    all
}
