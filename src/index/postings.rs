//! Postings: the entries that hold a term, in bytes.
//!
//! ```text
//! list      how many entries, then for each: entry, code, [first]
//! entry     difference to the one before
//! code      occurrences · 2 + (1 if some stand in the first sentence)
//! first     occurrences in the first sentence, if any do
//! ```
//!
//! All numbers are `varint`s. While the index is built a list is a chunk for
//! each run of entries, which `join` puts together without reading the postings again.

use std::iter;

use crate::image::varint::{self, take};

/// One entry's occurrences of one term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The entry, from 0 in the order of building.
    pub entry: u32,
    /// How often the term occurs there; at least 1.
    pub count: u32,
    /// How often in the first sentence.
    pub first: u32,
}

/// The postings of a term, entries rising.
#[derive(Clone, Debug)]
pub struct Postings<'i> {
    /// What is still to be read.
    rest: &'i [u8],
    doc_freq: usize,
    /// How many of them are still to come.
    left: usize,
    /// The least entry that the next posting can be of.
    next: u32,
    /// How many entries the index has.
    entries: usize,
}

impl<'i> Postings<'i> {
    /// The postings of a list in an index of so many entries.
    pub(super) fn new(mut list: &'i [u8], entries: usize) -> Self {
        let doc_freq = (take(&mut list).unwrap_or_default() as usize).min(entries);
        Self { rest: list, doc_freq, left: doc_freq, next: 0, entries }
    }

    /// The postings of a chunk.
    pub(super) fn of_chunk(mut chunk: &'i [u8]) -> Self {
        let [count, _] = [(); 2].map(|()| take(&mut chunk).unwrap_or_default() as usize);
        Self { rest: chunk, doc_freq: count, left: count, next: 0, entries: usize::MAX }
    }

    /// In how many entries the term occurs.
    pub fn doc_freq(&self) -> usize {
        self.doc_freq
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let mut read = || {
            let entry = self.next.checked_add(take(&mut self.rest)?)?;
            self.next = entry.checked_add(1)?;
            let code = take(&mut self.rest)?;
            let first = if code & 1 == 1 { take(&mut self.rest)? } else { 0 };
            Some(Posting { entry, count: code >> 1, first })
        };
        let posting = read().filter(|posting| (posting.entry as usize) < self.entries);
        if posting.is_none() {
            self.left = 0;
        }
        posting
    }
}

/// Appends a chunk: how many postings, the last entry, and the postings as in a list.
pub(super) fn push_chunk(bytes: &mut Vec<u8>, postings: &[Posting]) {
    let (Some(first), Some(last)) = (postings.first(), postings.last()) else { return };
    varint::push(bytes, postings.len() as u32);
    varint::push(bytes, last.entry);
    varint::push(bytes, first.entry);
    push_code(bytes, *first);
    for two in postings.windows(2) {
        varint::push(bytes, two[1].entry - two[0].entry - 1);
        push_code(bytes, two[1]);
    }
}

fn push_code(bytes: &mut Vec<u8>, posting: Posting) {
    varint::push(bytes, posting.count << 1 | u32::from(posting.first > 0));
    if posting.first > 0 {
        varint::push(bytes, posting.first);
    }
}

/// Appends the list of `chunks`, whose entries rise from one to the next.
pub(super) fn join<'c>(bytes: &mut Vec<u8>, chunks: impl Iterator<Item = &'c [u8]> + Clone) {
    let count = chunks.clone().filter_map(|mut chunk| take(&mut chunk)).sum();
    varint::push(bytes, count);
    let mut next = 0;
    for mut chunk in chunks {
        let mut number = || take(&mut chunk).unwrap_or_default();
        let (_, last, first) = (number(), number(), number());
        varint::push(bytes, first - next);
        bytes.extend_from_slice(chunk);
        next = last + 1;
    }
}

/// How rare a term is that occurs in `doc_freq` of `entries` entries.
///
/// The idf of BM25 in the form that never is negative: ln(1 + (N − n + ½)/(n + ½))
/// (Robertson and Zaragoza 2009, §3.1, with the 1 + of Lucene). `doc_freq` may be fractional.
pub fn idf(entries: usize, doc_freq: f64) -> f64 {
    let n = entries as f64;
    (1.0 + (n - doc_freq.min(n) + 0.5) / (doc_freq + 0.5)).ln()
}

/// The terms of a row of the forward index, rising, each with how often it occurs.
pub(super) fn entry_terms(mut row: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let mut term = 0u32;
    iter::from_fn(move || {
        term = term.saturating_add(take(&mut row)?);
        Some((term, take(&mut row)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn chunks_joined_are_the_list(
            steps in prop::collection::vec((1u32..300, 1u32..200, 0u32..3), 1..40), cut in 0usize..40,
        ) {
            let mut entry = 0;
            let postings: Vec<Posting> = steps.iter().map(|&(step, count, first)| {
                entry += step;
                Posting { entry, count, first }
            }).collect();
            let (head, tail) = postings.split_at(cut.min(postings.len()));
            let chunks: Vec<Vec<u8>> = [head, tail].iter().filter(|c| !c.is_empty()).map(|chunk| {
                let mut bytes = Vec::new();
                push_chunk(&mut bytes, chunk);
                bytes
            }).collect();
            let mut list = Vec::new();
            join(&mut list, chunks.iter().map(Vec::as_slice));
            let read = Postings::new(&list, entry as usize + 1);
            prop_assert_eq!(read.doc_freq(), postings.len());
            prop_assert_eq!(read.collect::<Vec<_>>(), postings);
        }
    }
}
