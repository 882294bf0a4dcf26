//! Where the groups of a plan stand: weighted counts by entry, and positions.

use crate::search::index::Index;
use crate::search::plan::expand::{Alternative, Group, Target};

/// How often a group stands in one entry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Weight of the best alternative present.
    pub best: f64,
    /// Occurrences, each by the weight of its alternative.
    pub all: f64,
    /// The same in the first sentence.
    pub first: f64,
    /// Weight of the best alternative in the first sentence.
    pub first_best: f64,
}

/// The entries that hold a group, rising.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Entries with their counts.
    pub entries: Vec<(u32, Count)>,
    /// In how many entries the word itself stands, however written.
    pub as_word: usize,
}

impl Held {
    /// The count in an entry, if it holds the group.
    pub fn get(&self, entry: usize) -> Option<&Count> {
        let at = self.entries.binary_search_by_key(&(entry as u32), |e| e.0).ok()?;
        Some(&self.entries[at].1)
    }
}

/// The occurrences of an alternative: entry, and positions rising.
pub fn occurrences(index: &Index, alternative: &Alternative, see: &mut dyn FnMut(usize, &[u32])) {
    match &alternative.target {
        Target::Form(form) => index.postings(*form).for_each(|p| see(p.entry, p.positions)),
        Target::Phrase(words) => phrase(index, words, see),
    }
}

/// Counts groups, one after another, without clearing the whole index between them.
#[derive(Default)]
pub struct Counter {
    counts: Vec<Count>,
    word: Vec<bool>,
    touched: Vec<u32>,
}

impl Counter {
    /// A counter for an index.
    pub fn new(index: &Index) -> Counter {
        Counter {
            counts: vec![Count::default(); index.len()],
            word: vec![false; index.len()],
            touched: Vec::new(),
        }
    }

    /// Counts a group in every entry that holds it.
    pub fn count(&mut self, index: &Index, group: &Group) -> Held {
        for a in &group.alternatives {
            occurrences(index, a, &mut |entry, positions| {
                let first = positions.partition_point(|&p| p < index.first_end(entry));
                self.add(entry, a, positions.len(), first);
            });
        }
        self.touched.sort_unstable();
        let as_word = self.touched.iter().filter(|&&e| self.word[e as usize]).count();
        let mut entries = Vec::with_capacity(self.touched.len());
        for e in self.touched.drain(..) {
            entries.push((e, std::mem::take(&mut self.counts[e as usize])));
            self.word[e as usize] = false;
        }
        Held { entries, as_word }
    }

    fn add(&mut self, entry: usize, a: &Alternative, all: usize, first: usize) {
        let c = &mut self.counts[entry];
        if c.best == 0.0 {
            self.touched.push(entry as u32);
        }
        c.all += a.weight * all as f64;
        c.best = c.best.max(a.weight);
        if first > 0 {
            c.first += a.weight * first as f64;
            c.first_best = c.first_best.max(a.weight);
        }
        self.word[entry] |= a.kind.is_word();
    }
}

/// Entries and positions of words side by side; the position told is that of the first.
fn phrase(index: &Index, words: &[Vec<u32>], see: &mut dyn FnMut(usize, &[u32])) {
    let all: Vec<Vec<(u32, u32)>> = words.iter().map(|forms| positions(index, forms)).collect();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for &(entry, p) in &all[0] {
        let follows = |(i, list): (usize, &Vec<(u32, u32)>)| {
            list.binary_search(&(entry, p + 1 + i as u32)).is_ok()
        };
        if all[1..].iter().enumerate().all(follows) {
            found.push((entry, p));
        }
    }
    for run in found.chunk_by(|a, b| a.0 == b.0) {
        let positions: Vec<u32> = run.iter().map(|r| r.1).collect();
        see(run[0].0 as usize, &positions);
    }
}

/// All (entry, position) of any of `forms`, in order.
fn positions(index: &Index, forms: &[u32]) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for &form in forms {
        for p in index.postings(form) {
            all.extend(p.positions.iter().map(|&at| (p.entry as u32, at)));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// All (entry, position) of the word of a group, however written, in order.
pub fn word_positions(index: &Index, group: &Group) -> Vec<(u32, u32)> {
    let forms: Vec<u32> = group
        .alternatives
        .iter()
        .filter(|a| a.kind.is_word())
        .filter_map(|a| match a.target {
            Target::Form(f) => Some(f),
            Target::Phrase(_) => None,
        })
        .collect();
    positions(index, &forms)
}

/// How often two groups stand near one another, by entry: each occurrence of the first
/// counts 1 over the distance to the nearest occurrence of the second within `window`
/// content words behind it, half that before it.
pub fn pairs(first: &[(u32, u32)], second: &[(u32, u32)], window: u32) -> Vec<(u32, f64)> {
    let mut found: Vec<(u32, f64)> = Vec::new();
    for &(entry, p) in first {
        let behind = second.partition_point(|&s| s <= (entry, p));
        let after = second.get(behind).filter(|s| s.0 == entry).map(|s| s.1 - p);
        let at = second.partition_point(|&s| s < (entry, p));
        let before = at.checked_sub(1).map(|i| second[i]).filter(|s| s.0 == entry).map(|s| p - s.1);
        let near = |d: Option<u32>, worth: f64| {
            d.filter(|&d| d <= window).map_or(0.0, |d| worth / f64::from(d))
        };
        let worth = near(after, 1.0).max(near(before, 0.5));
        if worth > 0.0 {
            match found.last_mut() {
                Some(last) if last.0 == entry => last.1 += worth,
                _ => found.push((entry, worth)),
            }
        }
    }
    found
}
