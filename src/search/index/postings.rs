//! Postings: the entries that hold a form, in bytes.
//!
//! ```text
//! list      how many entries, then for each: entry, code, [first]
//! entry     difference to the one before
//! code      occurrences · 2 + (1 if some stand in the first sentence)
//! first     occurrences in the first sentence, if any do
//! ```
//!
//! All numbers are [`varint`]s. While the index is built a list is a chunk for
//! each run of entries, which `join` puts together without reading the postings again.

use std::borrow::Cow;

use super::Index;
use crate::store::varint::{self, Reader};

/// One entry's occurrences of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The entry, from 0 in the order of building.
    pub entry: u32,
    /// How often the form stands there; at least 1.
    pub count: u32,
    /// How often in the first sentence.
    pub first: u32,
}

/// The entries a form stands in.
#[derive(Debug)]
pub struct PostingList<'i> {
    bytes: Cow<'i, [u8]>,
    entries: u32,
    index: &'i Index,
}

impl<'i> PostingList<'i> {
    pub(super) fn new(bytes: Cow<'i, [u8]>, index: &'i Index) -> Self {
        Self { bytes, entries: index.len() as u32, index }
    }

    /// In how many entries the form stands.
    #[must_use]
    pub fn len(&self) -> usize {
        Reader::new(&self.bytes).next().unwrap_or_default() as usize
    }

    /// Whether it stands in none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The postings, entries rising.
    pub fn iter(&self) -> impl Iterator<Item = Posting> + '_ {
        let mut reader = Reader::new(&self.bytes);
        let mut left = reader.next().unwrap_or_default();
        let mut next = 0u32;
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let posting = posting(&mut reader, &mut next).filter(|p| p.entry < self.entries);
            if posting.is_none() {
                self.index.store.doubt();
                left = 0;
            }
            posting
        })
    }
}

/// The postings of a whole list that was just written.
pub(super) fn postings(list: &[u8]) -> impl Iterator<Item = Posting> + '_ {
    let mut reader = Reader::new(list);
    reader.next();
    let mut next = 0;
    std::iter::from_fn(move || posting(&mut reader, &mut next))
}

/// Reads a posting; `next` is the least entry it can be of, afterwards that of the one behind.
fn posting(reader: &mut Reader<'_>, next: &mut u32) -> Option<Posting> {
    let entry = next.checked_add(reader.next()?)?;
    *next = entry.checked_add(1)?;
    let code = reader.next()?;
    let first = if code & 1 == 1 { reader.next()? } else { 0 };
    Some(Posting { entry, count: code >> 1, first })
}

/// Appends a chunk: how many postings, the first entry, the last, and the rest of the list.
pub(super) fn push_chunk(bytes: &mut Vec<u8>, postings: &[Posting]) {
    let [first, .., last] = postings else {
        if let [only] = postings {
            varint::push(bytes, 1);
            varint::push(bytes, only.entry);
            varint::push(bytes, 0);
            push_code(bytes, *only);
        }
        return;
    };
    varint::push(bytes, postings.len() as u32);
    varint::push(bytes, first.entry);
    varint::push(bytes, last.entry - first.entry);
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
    let count = chunks.clone().filter_map(|chunk| Reader::new(chunk).next()).sum();
    varint::push(bytes, count);
    let mut next = 0;
    for chunk in chunks {
        let mut reader = Reader::new(chunk);
        let mut number = || reader.next().unwrap_or_default();
        let (_, first, span) = (number(), number(), number());
        varint::push(bytes, first - next);
        bytes.extend_from_slice(reader.rest());
        next = first + span + 1;
    }
}

/// The forms of an entry.
#[derive(Debug)]
pub struct Held<'i> {
    bytes: Cow<'i, [u8]>,
}

impl<'i> Held<'i> {
    pub(super) fn new(bytes: Cow<'i, [u8]>) -> Self {
        Self { bytes }
    }

    /// Forms, rising, and how often each stands in the entry.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut reader = Reader::new(&self.bytes);
        let mut form = 0u32;
        std::iter::from_fn(move || {
            form = form.saturating_add(reader.next()?);
            Some((form, reader.next()?))
        })
    }
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
            prop_assert_eq!(Reader::new(&list).next(), Some(postings.len() as u32));
            prop_assert_eq!(super::postings(&list).collect::<Vec<_>>(), postings);
        }
    }
}
