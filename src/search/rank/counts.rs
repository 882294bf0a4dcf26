//! How often the terms of a query occur in each entry, and where.

use crate::index::Index;
use crate::index::postings::Posting;
use crate::search::expansion::{Alternative, Group, Target};

/// How often the alternatives of a group occur in one entry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frequency {
    /// Weight of the best alternative present.
    pub(super) best: f64,
    /// Occurrences, each by the weight of its alternative.
    pub(super) tf: f64,
    /// Both, in the first sentence.
    pub(super) first_best: f64,
    pub(super) first_tf: f64,
}

/// The entries that contain a group.
#[derive(Clone, Debug, Default)]
pub(super) struct TermCounts {
    /// Rising.
    pub(super) entries: Vec<(u32, Frequency)>,
    /// In how many the word itself occurs, in any spelling.
    pub(super) word_df: usize,
}

impl TermCounts {
    pub(super) fn new(index: &Index<'_>, group: &Group) -> TermCounts {
        let mut all: Vec<(usize, Posting)> = Vec::new();
        for (which, alternative) in group.alternatives.iter().enumerate() {
            let postings = postings(index, &alternative.target).into_iter();
            all.extend(postings.map(|posting| (which, posting)));
        }
        // One rising run for each alternative: a stable sort merges them.
        if group.alternatives.len() > 1 {
            all.sort_by_key(|(_, posting)| posting.entry);
        }
        let mut counts = TermCounts::default();
        for here in all.chunk_by(|a, b| a.1.entry == b.1.entry) {
            let mut frequency = Frequency::default();
            for (which, posting) in here {
                let weight = group.alternatives[*which].weight;
                frequency.tf += weight * f64::from(posting.count);
                frequency.best = frequency.best.max(weight);
                if posting.first > 0 {
                    frequency.first_tf += weight * f64::from(posting.first);
                    frequency.first_best = frequency.first_best.max(weight);
                }
            }
            counts.entries.push((here[0].1.entry, frequency));
            let is_word = here.iter().any(|(which, _)| group.alternatives[*which].kind.is_word());
            counts.word_df += usize::from(is_word);
        }
        counts
    }

    /// `None` where an entry does not contain the group.
    pub(super) fn get(&self, entry: usize) -> Option<&Frequency> {
        let at = self.entries.binary_search_by_key(&(entry as u32), |found| found.0).ok()?;
        Some(&self.entries[at].1)
    }
}

/// The entries that contain a target, rising.
pub(super) fn postings(index: &Index<'_>, target: &Target) -> Vec<Posting> {
    match target {
        Target::Term(term) => index.postings(*term).collect(),
        Target::Phrase(words) => phrase(index, words),
    }
}

/// The entries that contain words side by side; a phrase is in the first sentence if its first
/// word is. Begins with the rarest word, and reads the others only where those before occur.
fn phrase(index: &Index<'_>, words: &[Vec<u32>]) -> Vec<Posting> {
    let df = |terms: &Vec<u32>| terms.iter().map(|&term| index.doc_freq(term)).sum::<usize>();
    let mut rarest: Vec<(u32, &Vec<u32>)> = (0..).zip(words).collect();
    rarest.sort_by_key(|(_, terms)| df(terms));
    // Where the phrase would begin.
    let mut begins: Option<Vec<(u32, u32)>> = None;
    for (offset, terms) in rarest {
        let wanted = |entry: u32| {
            let at = |found: &Vec<(u32, u32)>| found.partition_point(|&(e, _)| e < entry);
            begins.as_ref().is_none_or(|b| b.get(at(b)).is_some_and(|&(e, _)| e == entry))
        };
        let found = positions(index, terms, &wanted).into_iter();
        let mut here: Vec<(u32, u32)> =
            found.filter_map(|(entry, p)| Some((entry, p.checked_sub(offset)?))).collect();
        if let Some(begins) = &begins {
            here.retain(|place| begins.binary_search(place).is_ok());
        }
        begins = Some(here);
    }
    let posting = |run: &[(u32, u32)]| {
        let entry = run[0].0;
        let end = index.first_len(entry as usize);
        let first = run.partition_point(|&(_, position)| position < end) as u32;
        Posting { entry, count: run.len() as u32, first }
    };
    begins.unwrap_or_default().chunk_by(|a, b| a.0 == b.0).map(posting).collect()
}

/// All (entry, position) of any of `terms` in the entries wanted, in order.
fn positions(index: &Index<'_>, terms: &[u32], wanted: &dyn Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for &term in terms {
        index.positions(term, wanted, &mut all);
    }
    if terms.len() > 1 {
        all.sort();
    }
    all.dedup();
    all
}

/// All (entry, position) of the word of a group, in any spelling, in the entries wanted.
pub(super) fn word_positions(
    index: &Index<'_>,
    group: &Group,
    wanted: &dyn Fn(u32) -> bool,
) -> Vec<(u32, u32)> {
    let words = group.alternatives.iter().filter(|alternative| alternative.kind.is_word());
    let term = |word: &Alternative| match word.target {
        Target::Term(term) => Some(term),
        Target::Phrase(_) => None,
    };
    positions(index, &words.filter_map(term).collect::<Vec<_>>(), wanted)
}

/// The proximity of two words, by entry: each occurrence of the first counts 1 over the distance
/// to the nearest occurrence of the second within `window` content words after it, half that
/// before it.
pub(super) fn proximity(
    first: &[(u32, u32)],
    second: &[(u32, u32)],
    window: u32,
) -> Vec<(u32, f64)> {
    let mut found: Vec<(u32, f64)> = Vec::new();
    for &(entry, p) in first {
        let next = second.partition_point(|&s| s <= (entry, p));
        let after = second.get(next).filter(|s| s.0 == entry).map(|s| s.1 - p);
        let at = second.partition_point(|&s| s < (entry, p));
        let before = at.checked_sub(1).map(|i| second[i]).filter(|s| s.0 == entry).map(|s| p - s.1);
        let near = |distance: Option<u32>, worth: f64| {
            distance.filter(|&d| d <= window).map_or(0.0, |d| worth / f64::from(d))
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
