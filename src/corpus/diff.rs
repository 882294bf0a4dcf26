//! Two sets of pages compared: what someone who captures a site again wants to read.
//!
//! Entries of one id are the same, or changed where pages reworded their question. Of the
//! others, a new one whose words are mostly those of an old one is that entry changed; what is left
//! is added or removed.
//!
//! To compare all with all would cost the product of two sites. The old entries are therefore
//! indexed by their words, and each new one is compared with the few that share the most of its
//! rarest words: a bounded number, so that the cost grows with the texts.

use std::collections::{BTreeSet, HashMap};

use hashbrown::HashMap as FastMap;

use super::entries::{Corpus, Entry};
use super::facets::Facets;
use super::identity::Id;
use super::line::normalized;
use crate::text::fold::fold;

/// The similarity from which a text is an old one changed, and not another.
///
/// Measured on the shipped entries, words blind to case and accents. Where a tenth of the words was
/// dropped, replaced or joined by others, 95 % of the texts are at .88 or more; three tenths, .73; a
/// half, .60; where a sentence was dropped, .65; where one of another entry was added, .61. The most
/// similar other entry is at .56 or less for 90 % of the entries; most of the rest are families that
/// say the same of encryption, of pseudonyms and of codes.
pub const CHANGED: f64 = 0.6;
/// How many places of old entries are looked up for a new one.
const MOST_LOOKED_UP: usize = 1024;
/// With how many old entries a new one is compared in full.
const MOST_COMPARED: usize = 8;

/// How two sets of pages differ. Entries are given by their place in the corpus, old and new.
#[derive(Debug, Default, PartialEq)]
pub struct Comparison {
    /// How many entries stand in both, under the same topics.
    pub same: usize,
    /// New entries, in page order.
    pub added: Vec<usize>,
    /// Old entries, in page order.
    pub removed: Vec<usize>,
    /// In the order of the new pages.
    pub changed: Vec<Changed>,
    /// Entries in both, under other topics: old and new, in the order of the new pages.
    pub moved: Vec<(usize, usize)>,
}

/// An entry whose text changed, and with it the id, or whose question did.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Its place in the old corpus.
    pub old: usize,
    /// Its place in the new corpus.
    pub new: usize,
    /// The share of words that both texts have, in (0, 1].
    pub similarity: f64,
    /// The question as pages put it before and now, where they reworded it.
    pub questions: Option<[String; 2]>,
}

impl Comparison {
    /// Compares two sets of pages.
    pub fn of(old: &Corpus, new: &Corpus) -> Self {
        let mut old_by_id: HashMap<Id, usize> =
            old.entries().map(|entry| (entry.id(), entry.index())).collect();
        let mut comparison = Self::default();
        for entry in new.entries() {
            let new = entry.index();
            let Some(index) = old_by_id.remove(&entry.id()) else {
                comparison.added.push(new);
                continue;
            };
            let was = old.entry(index);
            let questions = reworded(was, entry);
            if questions.is_some() {
                comparison.changed.push(Changed { old: index, new, similarity: 1.0, questions });
            } else if topics(was) == topics(entry) {
                comparison.same += 1;
            } else {
                comparison.moved.push((index, new));
            }
        }
        comparison.removed = old_by_id.into_values().collect();
        comparison.removed.sort_unstable();
        comparison.pair_changed(old, new);
        comparison
    }

    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.differences() == 0
    }

    /// How many entries differ.
    pub fn differences(&self) -> usize {
        self.added.len() + self.removed.len() + self.changed.len() + self.moved.len()
    }

    /// Finds which of the removed and added entries are one that changed, the most similar first.
    fn pair_changed(&mut self, old_pages: &Corpus, new_pages: &Corpus) {
        let mut numbers = FastMap::new();
        let mut bags = |corpus: &Corpus, entries: &[usize]| -> Vec<Vec<u32>> {
            entries.iter().map(|&entry| bag(corpus.entry(entry).text(), &mut numbers)).collect()
        };
        let (olds, news) = (bags(old_pages, &self.removed), bags(new_pages, &self.added));
        let mut places = vec![Vec::new(); numbers.len()];
        for (at, bag) in (0..).zip(&olds) {
            bag.chunk_by(|a, b| a == b).for_each(|word| places[word[0] as usize].push(at));
        }
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (at, bag) in news.iter().enumerate() {
            let near = nearest(&places, bag, at * olds.len() / news.len()).into_iter();
            let near = near.map(|near| (similarity(&olds[near], bag), near, at));
            pairs.extend(near.filter(|&(similarity, ..)| similarity >= CHANGED));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.1).cmp(&(b.2, b.1))));
        let (mut old_taken, mut new_taken) = (vec![false; olds.len()], vec![false; news.len()]);
        for (similarity, old, new) in pairs {
            if !old_taken[old] && !new_taken[new] {
                (old_taken[old], new_taken[new]) = (true, true);
                let (from, to) = (self.removed[old], self.added[new]);
                let questions = reworded(old_pages.entry(from), new_pages.entry(to));
                self.changed.push(Changed { old: from, new: to, similarity, questions });
            }
        }
        self.changed.sort_unstable_by_key(|changed| changed.new);
        for (entries, taken) in [(&mut self.removed, old_taken), (&mut self.added, new_taken)] {
            let mut taken = taken.into_iter();
            entries.retain(|_| taken.next() != Some(true));
        }
    }
}

/// The question that pages put before an entry, old and new, if none of the new ones was there
/// before. One that only one side has is no change: captures of a site often lose them.
fn reworded(old: Entry<'_>, new: Entry<'_>) -> Option<[String; 2]> {
    let (before, now) = (old.given_details().questions, new.given_details().questions);
    let known: BTreeSet<String> = before.iter().map(|question| normalized(question)).collect();
    let is_known = now.iter().any(|question| known.contains(&normalized(question)));
    let both = || Some([before.into_iter().next()?, now.into_iter().next()?]);
    if is_known { None } else { both() }
}

/// The keys of the topics of an entry.
fn topics(entry: Entry<'_>) -> BTreeSet<&str> {
    let facets = entry.corpus().facets();
    facets.topics_of(&entry.placement(), Facets::key).into_iter().collect()
}

/// The words of a text by number, sorted, each as often as it occurs. New words get numbers.
fn bag(text: &str, numbers: &mut FastMap<String, u32>) -> Vec<u32> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut bag: Vec<u32> = words
        .map(|word| {
            // A word beyond the 2³² that numbers can tell apart would share the last.
            let new = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry_ref(word).or_insert(new)
        })
        .collect();
    bag.sort_unstable();
    bag
}

/// The old bags that share the most of the rarest words of `bag`, at most [`MOST_COMPARED`];
/// `places` says by word which bags it is in.
///
/// Of a word that is in too many bags, those around `expected` are looked up: pages captured
/// again keep most of their order.
fn nearest(places: &[Vec<u32>], bag: &[u32], expected: usize) -> Vec<usize> {
    let words = bag.chunk_by(|a, b| a == b).map(|word| &places[word[0] as usize]);
    let mut places: Vec<&Vec<u32>> = words.filter(|places| !places.is_empty()).collect();
    places.sort_by_key(|places| places.len());
    let mut shared: HashMap<u32, f64> = HashMap::new();
    let mut left = MOST_LOOKED_UP;
    for places in places {
        if left == 0 {
            break;
        }
        let middle = places.partition_point(|&at| (at as usize) < expected);
        let start = middle.saturating_sub(left / 2).min(places.len().saturating_sub(left));
        let window = &places[start..places.len().min(start + left)];
        left -= window.len();
        for &at in window {
            *shared.entry(at).or_default() += 1.0 / places.len() as f64;
        }
    }
    let mut shared: Vec<(u32, f64)> = shared.into_iter().collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shared.into_iter().take(MOST_COMPARED).map(|(at, _)| at as usize).collect()
}

/// Dice's coefficient: twice the words in both, over those of either.
fn similarity(a: &[u32], b: &[u32]) -> f64 {
    let (mut at, mut shared) = (0, 0);
    for word in a {
        while b.get(at).is_some_and(|other| other < word) {
            at += 1;
        }
        if b.get(at) == Some(word) {
            (at, shared) = (at + 1, shared + 1);
        }
    }
    2.0 * f64::from(shared) / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::delimiter::Delimiter;

    fn corpus(entries: &[String]) -> Corpus {
        let page: String = entries
            .iter()
            .map(|entry| format!("{entry}\n{}\n", Delimiter::default().text()))
            .collect();
        Corpus::of_bytes("page.txt", page.as_bytes(), &Delimiter::default()).expect("a page")
    }

    /// The shipped entries of at least twelve words.
    fn shipped() -> Vec<String> {
        let shipped = Corpus::shipped().expect("the shipped pages");
        let texts = shipped.entries().map(|entry| entry.text().to_owned());
        texts.filter(|text| text.split_whitespace().count() >= 12).collect()
    }

    /// `text` with every `nth` word dropped and another in its place, in turn.
    fn edited(text: &str, nth: usize) -> String {
        let words = text.split_whitespace().enumerate().map(|(at, word)| match at % nth {
            0 if (at / nth).is_multiple_of(2) => "remplacé",
            0 => "",
            _ => word,
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn edited_entries_are_changed_ones_and_find_their_old_text() {
        let old = shipped();
        // The least edit finds every text again, a third of the words still nine of ten.
        for (nth, least) in [(10, 1.0), (5, 1.0), (3, 0.9)] {
            let new: Vec<String> = old.iter().map(|text| edited(text, nth)).collect();
            let found = Comparison::of(&corpus(&old), &corpus(&new));
            let right = found.changed.iter().filter(|changed| changed.old == changed.new).count();
            let share = right as f64 / old.len() as f64;
            assert!(share >= least, "1 of {nth}: {share}");
        }
    }

    #[test]
    fn other_entries_are_not_changed_ones() {
        let entries = shipped();
        let (old, new) = entries.split_at(entries.len() / 2);
        let found = Comparison::of(&corpus(old), &corpus(new));
        let share = found.changed.len() as f64 / new.len() as f64;
        assert!(share <= 0.1, "{:?}", found.changed);
        assert_eq!(found.added.len() + found.changed.len(), new.len());
        assert_eq!(found.removed.len() + found.changed.len(), old.len());
    }

    #[test]
    fn a_question_put_otherwise_is_a_change_of_the_same_entry() {
        let page = |questions: &[&str]| {
            let line = |question: &&str| {
                serde_json::json!({"text": "Oui, un.", "question": question}).to_string() + "\n"
            };
            let lines: String = questions.iter().map(line).collect();
            Corpus::of_bytes("page.jsonl", lines.as_bytes(), &Delimiter::default()).expect("a page")
        };
        let old = page(&["Faut-il un agrément ?", "Un agrément, faut-il ?"]);
        for same in [&["UN AGRÉMENT, FAUT-IL?"][..], &[""], &["Quoi ?", "Faut-il un agrément ?"]]
        {
            let found = Comparison::of(&old, &page(same));
            assert_eq!(found, Comparison { same: 1, ..Comparison::default() }, "{same:?}");
        }
        let found = Comparison::of(&old, &page(&["Un agrément est-il requis ?"]));
        let questions = ["Faut-il un agrément ?", "Un agrément est-il requis ?"];
        let questions = Some(questions.map(str::to_owned));
        let changed = vec![Changed { old: 0, new: 0, similarity: 1.0, questions }];
        assert_eq!(found, Comparison { changed, ..Comparison::default() });
        assert!(!found.is_same());
    }

    #[test]
    fn the_same_pages_in_another_order_are_the_same() {
        let mut entries = shipped();
        let old = corpus(&entries);
        entries.reverse();
        let found = Comparison::of(&old, &corpus(&entries));
        assert_eq!(found, Comparison { same: entries.len(), ..Comparison::default() });
    }

    #[test]
    fn entries_that_share_all_their_words_pair_in_order() {
        let family = |year: usize| -> Vec<String> {
            let text =
                |n| format!("Les pièces du dossier {n} sont à rendre avant la fin de {year}");
            (10_000..13_000).map(text).collect()
        };
        let found = Comparison::of(&corpus(&family(2024)), &corpus(&family(2025)));
        let right = found.changed.iter().filter(|changed| changed.old == changed.new).count();
        assert_eq!((right, found.changed.len()), (3000, 3000));
    }

    #[test]
    fn similarity_is_the_share_of_words_in_both() {
        assert_eq!(similarity(&[1, 1, 2], &[1, 1, 2]), 1.0);
        assert_eq!(similarity(&[1, 1, 2], &[1, 3, 4]), 1.0 / 3.0);
        assert_eq!(similarity(&[], &[]), 0.0);
    }
}
