//! What is derived from terms and postings: stems, n-grams, the forward index, means.

use std::collections::HashMap;

use hashbrown::DefaultHashBuilder;

use super::coherence::coherence;
use super::ngrams::ngrams;
use super::postings::{Postings, entry_terms};
use crate::image::{Builder, RowsBuilder, Section, varint};
use crate::parallel;
use crate::text::{stem::stem, stop::is_stop};

/// The sections of all that is derived. `lengths` are those of the entries and of their first
/// sentences.
pub(super) fn tables(
    terms: &[&str],
    postings: &RowsBuilder,
    lengths: &[[u32; 2]],
    bytes: u64,
) -> Builder {
    let entries = lengths.len();
    let (forward, ((stems, stem_terms), ngrams)) = parallel::both(
        bytes,
        || forward_index(terms, postings, entries),
        || parallel::both(bytes, || stems(terms), || NgramTable::of(terms)),
    );
    let coherence = || {
        let doc_freq = |term: u32| Postings::new(postings.get(term as usize), entries).doc_freq();
        coherence(entries, &doc_freq, &|entry| entry_terms(forward.get(entry)))
    };
    let (coherence, counts) =
        parallel::both(bytes, coherence, || ngrams.entry_counts(&forward, bytes));
    let mut image = Builder::default();
    image.push_strings(Section::Stems, stems.iter().map(String::as_str));
    image.push_rows(Section::StemTerms, &stem_terms);
    let keys: Vec<u8> = ngrams.keys.iter().flat_map(|ngram| ngram.to_le_bytes()).collect();
    image.push(Section::Ngrams, &keys);
    image.push_u32s(Section::NgramCounts, counts);
    image.push_rows(Section::NgramTerms, &ngrams.terms);
    image.push_rows(Section::EntryTerms, &forward);
    let mean = |of: usize| {
        let sum: f64 = lengths.iter().map(|lengths| f64::from(lengths[of])).sum();
        (sum / entries.max(1) as f64).max(1.0)
    };
    let means = [mean(0), mean(1), coherence].map(f64::to_le_bytes);
    image.push(
        Section::Totals,
        [&[(entries as u64).to_le_bytes()], &means[..]].concat().as_flattened(),
    );
    image
}

/// By entry: its terms but for stop words, and how often each occurs there. The postings
/// inverted, once to measure the rows and once to fill them.
fn forward_index(terms: &[&str], postings: &RowsBuilder, entries: usize) -> RowsBuilder {
    let content: Vec<u32> =
        (0..terms.len() as u32).filter(|&term| !is_stop(terms[term as usize])).collect();
    let mut lengths = vec![0u64; entries];
    each_entry_term(&content, postings, entries, |entry, bytes| {
        lengths[entry] += bytes.len() as u64;
    });
    let (mut rows, mut next) = RowsBuilder::of_lengths(lengths.into_iter());
    each_entry_term(&content, postings, entries, |entry, number| {
        let at = next[entry];
        rows.bytes()[at..at + number.len()].copy_from_slice(number);
        next[entry] += number.len();
    });
    rows
}

/// Calls `see` with each posting of the terms `content`, rising: its entry, and what is to be
/// added to the row of that entry.
fn each_entry_term(
    content: &[u32],
    postings: &RowsBuilder,
    entries: usize,
    mut see: impl FnMut(usize, &[u8]),
) {
    let mut last = vec![0u32; entries];
    let mut bytes = Vec::with_capacity(10);
    for &term in content {
        for posting in Postings::new(postings.get(term as usize), entries) {
            let entry = posting.entry as usize;
            bytes.clear();
            varint::push(&mut bytes, term - last[entry]);
            varint::push(&mut bytes, posting.count);
            last[entry] = term;
            see(entry, &bytes);
        }
    }
}

/// The stems in byte order, and by stem its terms, rising.
fn stems(terms: &[&str]) -> (Vec<String>, RowsBuilder) {
    let mut by_stem: Vec<(String, u32)> =
        (0..).zip(terms).map(|(number, term)| (stem(term), number)).collect();
    // Terms are sorted, and a stem is mostly the beginning of its terms: nearly in order.
    by_stem.sort();
    let mut stems = Vec::new();
    let mut rows = RowsBuilder::default();
    for class in by_stem.chunk_by(|a, b| a.0 == b.0) {
        stems.push(class[0].0.clone());
        rows.push_rising(class.iter().map(|member| member.1));
    }
    (stems, rows)
}

/// Which terms hold which n-gram, and which n-grams each term holds.
struct NgramTable {
    /// The n-grams, rising.
    keys: Vec<u128>,
    /// By n-gram: its terms, rising.
    terms: RowsBuilder,
    /// By term: where its n-grams begin in `ngrams`; one more at the end.
    starts: Vec<u32>,
    /// The n-grams of all terms, as places in `keys`.
    ngrams: Vec<u32>,
}

impl NgramTable {
    fn of(terms: &[&str]) -> Self {
        let mut numbers: HashMap<u128, u32, DefaultHashBuilder> = HashMap::default();
        let mut starts = vec![0u32];
        // N-grams are numbered as they are met, and by their order afterwards.
        let mut of_terms: Vec<u32> = Vec::new();
        for term in terms {
            let begin = of_terms.len();
            for ngram in ngrams(term) {
                let next = numbers.len() as u32;
                let number = *numbers.entry(ngram).or_insert(next);
                if !of_terms[begin..].contains(&number) {
                    of_terms.push(number);
                }
            }
            starts.push(of_terms.len() as u32);
        }
        let mut keys: Vec<(u128, u32)> = numbers.into_iter().collect();
        keys.sort_unstable();
        let mut places = vec![0; keys.len()];
        (0..).zip(&keys).for_each(|(place, &(_, number))| places[number as usize] = place);
        of_terms.iter_mut().for_each(|number| *number = places[*number as usize]);
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
        for (term, own) in (0..).zip(starts.windows(2)) {
            let own = &of_terms[own[0] as usize..own[1] as usize];
            own.iter().for_each(|&ngram| holders[ngram as usize].push(term));
        }
        let mut rows = RowsBuilder::default();
        holders.into_iter().for_each(|terms| rows.push_rising(terms));
        let keys = keys.into_iter().map(|(ngram, _)| ngram).collect();
        Self { keys, terms: rows, starts, ngrams: of_terms }
    }

    /// By n-gram: in how many entries it occurs. The entries are shared out among threads.
    fn entry_counts(&self, forward: &RowsBuilder, bytes: u64) -> Vec<u32> {
        /// Entries that a thread takes at a time, at least.
        const LEAST: usize = 4096;
        let share = forward.len().div_ceil(8).max(LEAST);
        let starts: Vec<usize> = (0..forward.len()).step_by(share).collect();
        let counts = parallel::map(&starts, bytes, |&from| {
            self.count_in(forward, from..(from + share).min(forward.len()))
        });
        let mut sums = vec![0; self.keys.len()];
        for counts in counts {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        sums
    }

    fn count_in(&self, forward: &RowsBuilder, entries: std::ops::Range<usize>) -> Vec<u32> {
        let mut counts = vec![0u32; self.keys.len()];
        // By n-gram: one more than the last entry it was met in.
        let mut met = vec![0usize; self.keys.len()];
        for entry in entries {
            for (term, _) in entry_terms(forward.get(entry)) {
                let term = term as usize;
                let own = self.starts[term] as usize..self.starts[term + 1] as usize;
                for &ngram in &self.ngrams[own] {
                    let ngram = ngram as usize;
                    counts[ngram] += u32::from(met[ngram] != entry + 1);
                    met[ngram] = entry + 1;
                }
            }
        }
        counts
    }
}
