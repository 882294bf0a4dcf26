//! Where the groups of a plan stand: weighted counts by entry, and positions.

use crate::search::index::Index;
use crate::search::index::postings::Posting;
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
    /// Counts a group in every entry that holds it.
    pub fn count(index: &Index, group: &Group) -> Held {
        let mut all: Vec<(usize, Posting)> = Vec::new();
        for (which, alternative) in group.alternatives.iter().enumerate() {
            match &alternative.target {
                Target::Form(form) => {
                    all.extend(index.postings(*form).iter().map(|posting| (which, posting)));
                }
                Target::Phrase(words) => {
                    all.extend(phrase(index, words).into_iter().map(|posting| (which, posting)));
                }
            }
        }
        // Runs in order, one for each alternative: a stable sort merges them.
        if group.alternatives.len() > 1 {
            all.sort_by_key(|(_, posting)| posting.entry);
        }
        let mut held = Held::default();
        for here in all.chunk_by(|a, b| a.1.entry == b.1.entry) {
            let mut count = Count::default();
            for (which, posting) in here {
                count.add(group.alternatives[*which].weight, posting);
            }
            held.entries.push((here[0].1.entry, count));
            let is_word = here.iter().any(|(which, _)| group.alternatives[*which].kind.is_word());
            held.as_word += usize::from(is_word);
        }
        held
    }

    /// The count in an entry, if it holds the group.
    pub fn get(&self, entry: usize) -> Option<&Count> {
        let at = self.entries.binary_search_by_key(&(entry as u32), |e| e.0).ok()?;
        Some(&self.entries[at].1)
    }
}

impl Count {
    fn add(&mut self, weight: f64, posting: &Posting) {
        self.all += weight * f64::from(posting.count);
        self.best = self.best.max(weight);
        if posting.first > 0 {
            self.first += weight * f64::from(posting.first);
            self.first_best = self.first_best.max(weight);
        }
    }
}

/// How often an alternative stands in one entry.
pub fn count_in(index: &Index, alternative: &Alternative, entry: u32) -> u32 {
    let found = |posting: &Posting| posting.entry == entry;
    let posting = match &alternative.target {
        Target::Form(form) => {
            let list = index.postings(*form);
            list.iter().take_while(|posting| posting.entry <= entry).find(found)
        }
        Target::Phrase(words) => phrase(index, words).into_iter().find(found),
    };
    posting.map_or(0, |posting| posting.count)
}

/// The entries that hold words side by side; it stands where its first word does.
///
/// Begins with the rarest word, and looks at the others only where the ones before stand.
fn phrase(index: &Index, words: &[Vec<u32>]) -> Vec<Posting> {
    let often = |forms: &Vec<u32>| forms.iter().map(|&form| index.entry_count(form)).sum::<usize>();
    let mut rarest: Vec<(u32, &Vec<u32>)> = (0..).zip(words).collect();
    rarest.sort_by_key(|(_, forms)| often(forms));
    // Where the phrase would begin.
    let mut begins: Option<Vec<(u32, u32)>> = None;
    for (offset, forms) in rarest {
        let wanted = |entry: u32| {
            let at = |found: &Vec<(u32, u32)>| found.partition_point(|&(e, _)| e < entry);
            begins.as_ref().is_none_or(|b| b.get(at(b)).is_some_and(|&(e, _)| e == entry))
        };
        let places = positions(index, forms, &wanted).into_iter();
        let mut here: Vec<(u32, u32)> =
            places.filter_map(|(entry, p)| Some((entry, p.checked_sub(offset)?))).collect();
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

/// All (entry, position) of any of `forms` in the entries wanted, in order.
fn positions(index: &Index, forms: &[u32], wanted: &dyn Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for &form in forms {
        index.positions(form, wanted, &mut |entry, positions| {
            all.extend(positions.iter().map(|&at| (entry, at)));
        });
    }
    if forms.len() > 1 {
        all.sort();
    }
    all.dedup();
    all
}

/// All (entry, position) of the word of a group, however written, in the entries wanted.
pub fn word_positions(
    index: &Index,
    group: &Group,
    wanted: &dyn Fn(u32) -> bool,
) -> Vec<(u32, u32)> {
    let forms: Vec<u32> = group
        .alternatives
        .iter()
        .filter(|a| a.kind.is_word())
        .filter_map(|a| match a.target {
            Target::Form(f) => Some(f),
            Target::Phrase(_) => None,
        })
        .collect();
    positions(index, &forms, wanted)
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
