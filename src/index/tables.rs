//! What is made of a dictionary: lists, stems, n-grams, the forward index, means.

use std::collections::HashMap;

use hashbrown::DefaultHashBuilder;

use super::coherence::coherence;
use super::dictionary::Dictionary;
use super::ngrams::ngrams;
use super::postings::{Postings, entry_terms};
use crate::image::{Builder, RowsBuilder, Section, varint};
use crate::parallel;
use crate::text::stem::stem;

/// Adds the lists of a dictionary, and what is derived from it, to `image`; `lengths` are those of
/// the entries and of their first sentences.
pub(super) fn push_tables(
    image: &mut Builder,
    dictionary: &Dictionary<'_>,
    lengths: &[[u32; 2]],
    bytes: u64,
) {
    let terms = &dictionary.terms;
    let of_terms = || parallel::both(bytes, || stems(terms), || NgramTable::of(terms));
    let derived = || parallel::both(bytes, || forward_index(dictionary, bytes), of_terms);
    let ([postings, positions], (forward, ((stems, stem_terms), ngrams))) =
        parallel::both(bytes, || dictionary.lists(), derived);
    let (coherence, counts) = parallel::both(
        bytes,
        || coherence(&postings, &forward),
        || ngrams.entry_counts(&forward, bytes),
    );
    image.push_rows(Section::Postings, postings);
    image.push_rows(Section::Positions, positions);
    image.push_strings(Section::Stems, stems);
    image.push_rows(Section::StemTerms, stem_terms);
    let keys = ngrams.keys.iter().flat_map(|ngram| ngram.to_le_bytes());
    image.push(Section::Ngrams, keys.collect());
    image.push_u32s(Section::NgramCounts, counts);
    image.push_rows(Section::NgramTerms, ngrams.terms);
    image.push_rows(Section::EntryTerms, forward);
    let per_entry = |sum: f64| sum / lengths.len().max(1) as f64;
    let mean = |of: usize| per_entry(lengths.iter().map(|all| f64::from(all[of])).sum()).max(1.0);
    let questions: usize = dictionary.partitions.iter().map(|part| part.questions).sum();
    let means = [mean(0), mean(1), coherence, per_entry(questions as f64)].map(f64::to_le_bytes);
    let totals = [&[(lengths.len() as u64).to_le_bytes()], &means[..]].concat();
    image.push(Section::Totals, totals.into_flattened());
}

/// By entry: its terms but for stop words, and how often each occurs there. The postings of each
/// partition inverted, once to measure the rows and once to fill them.
fn forward_index(dictionary: &Dictionary<'_>, bytes: u64) -> RowsBuilder {
    let partitions: Vec<usize> = (0..dictionary.partitions.len()).collect();
    let parts = parallel::map(&partitions, bytes, |&at| {
        let entries = dictionary.partitions[at].lengths.len();
        let mut lengths = vec![0u64; entries];
        each_entry_term(dictionary, at, |entry, step, count| {
            lengths[entry] += (varint::length(step) + varint::length(count)) as u64;
        });
        let (mut rows, mut next) = RowsBuilder::of_lengths(lengths.into_iter());
        each_entry_term(dictionary, at, |entry, step, count| {
            let (bytes, at) = (rows.bytes(), &mut next[entry]);
            for number in [step, count] {
                varint::each_byte(number, |byte| {
                    bytes[*at] = byte;
                    *at += 1;
                });
            }
        });
        rows
    });
    let mut rows = RowsBuilder::default();
    rows.append(parts);
    rows
}

/// Calls `see` with each posting of the content words of a partition, in each entry terms rising: the
/// entry there, the step from the term before in that entry, and how often it occurs.
fn each_entry_term(dictionary: &Dictionary<'_>, at: usize, mut see: impl FnMut(usize, u32, u32)) {
    let partition = &dictionary.partitions[at];
    let held = dictionary.held_by(at).filter(|&(_, number)| !partition.terms.is_stop(number));
    let held: Vec<(u32, u32)> = held.collect();
    let mut last = vec![0u32; partition.lengths.len()];
    // Segment by segment, as the rows of the entries of one fit the processor's cache.
    for segment in &partition.segments {
        for &(term, number) in &held {
            let [chunk, _] = segment.of_term(number);
            for posting in Postings::of_chunk(chunk) {
                let entry = (posting.entry - partition.base) as usize;
                see(entry, term - last[entry], posting.count);
                last[entry] = term;
            }
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
        // By n-gram: in how many entries it was met, and one more than the last of them.
        let mut met = vec![[0u32; 2]; self.keys.len()];
        for entry in entries {
            let here = entry as u32 + 1;
            for (term, _) in entry_terms(forward.get(entry)) {
                let term = term as usize;
                let own = self.starts[term] as usize..self.starts[term + 1] as usize;
                for &ngram in &self.ngrams[own] {
                    let [count, last] = &mut met[ngram as usize];
                    *count += u32::from(*last != here);
                    *last = here;
                }
            }
        }
        met.into_iter().map(|[count, _]| count).collect()
    }
}
