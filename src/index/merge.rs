//! Putting the partitions of the threads together: one dictionary in byte order, and one list of
//! postings a term.
//!
//! Partitions hold entries in order, one behind another, and so do the segments of a partition;
//! the list of a term is that of its chunks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::postings::join;
use super::segment::{Partition, Segment};
use super::{acronyms, tables};
use crate::image::{Builder, RowsBuilder, Section};
use crate::parallel;

/// Adds the index over all partitions, which were read from so many bytes, to `image`; `None` if
/// the terms have more than `max` bytes together.
pub(super) fn merge(
    mut partitions: Vec<Partition>,
    image: &mut Builder,
    bytes: u64,
    max: usize,
) -> Option<()> {
    if partitions.iter().any(|partition| partition.terms.is_full) {
        return None;
    }
    let mut lengths = Vec::new();
    let mut found = Vec::new();
    for partition in &mut partitions {
        lengths.append(&mut partition.lengths);
        found.append(&mut partition.acronyms);
    }
    let [by_short, by_stem] = acronyms::rows(&found);
    image.push_strings(Section::Acronyms, by_short.iter().map(String::as_str));
    image.push_strings(Section::LongForms, by_stem.iter().map(String::as_str));
    image.push_u32s(Section::Lengths, lengths.iter().copied().flatten());
    let dictionary = Dictionary::of(&partitions);
    let terms = dictionary.terms(&partitions);
    if terms.iter().map(|term| term.len()).sum::<usize>() > max {
        return None;
    }
    image.push_strings(Section::Terms, terms.iter().copied());
    let mut postings = RowsBuilder::default();
    for term in 0..terms.len() {
        join(postings.bytes(), dictionary.chunks(&partitions, term, Segment::postings));
        postings.end_row();
    }
    let (positions, tables) = parallel::both(
        bytes,
        || dictionary.positions(&partitions),
        || tables::tables(&terms, &postings, &lengths, bytes),
    );
    drop(partitions);
    image.push_rows(Section::Postings, &postings);
    drop(postings);
    image.push_rows(Section::Positions, &positions);
    drop(positions);
    image.append(tables);
    Some(())
}

/// All terms in byte order, each with its numbers in the partitions that hold it.
#[derive(Default)]
struct Dictionary {
    /// (partition, number there), term by term, partitions rising.
    members: Vec<(u32, u32)>,
    /// By term: where its members end.
    ends: Vec<u32>,
}

impl Dictionary {
    fn of(partitions: &[Partition]) -> Self {
        let head = |partition: usize, at: usize| {
            let number = *partitions[partition].sorted.get(at)?;
            Some(Reverse((partitions[partition].terms.get(number), partition, at)))
        };
        let mut heads: BinaryHeap<_> =
            (0..partitions.len()).filter_map(|partition| head(partition, 0)).collect();
        let mut dictionary = Self::default();
        while let Some(Reverse((term, partition, at))) = heads.pop() {
            dictionary.members.push((partition as u32, partitions[partition].sorted[at]));
            heads.extend(head(partition, at + 1));
            if heads.peek().is_none_or(|Reverse(next)| next.0 != term) {
                dictionary.ends.push(dictionary.members.len() as u32);
            }
        }
        dictionary
    }

    fn members(&self, term: usize) -> &[(u32, u32)] {
        let start = if term == 0 { 0 } else { self.ends[term - 1] };
        &self.members[start as usize..self.ends[term] as usize]
    }

    fn terms<'s>(&self, partitions: &'s [Partition]) -> Vec<&'s str> {
        let text = |term| {
            let (partition, number) = self.members(term)[0];
            partitions[partition as usize].terms.get(number)
        };
        (0..self.ends.len()).map(text).collect()
    }

    /// By term: its positions in all entries.
    fn positions(&self, partitions: &[Partition]) -> RowsBuilder {
        let segments = partitions.iter().flat_map(|partition| &partition.segments);
        let bytes = segments.map(Segment::position_bytes).sum();
        let mut positions = RowsBuilder::with_capacity(self.ends.len(), bytes);
        for term in 0..self.ends.len() {
            let chunks = self.chunks(partitions, term, Segment::positions);
            chunks.for_each(|chunk| positions.bytes().extend_from_slice(chunk));
            positions.end_row();
        }
        positions
    }

    /// What each segment holds of a term, in the order of the entries.
    fn chunks<'s>(
        &'s self,
        partitions: &'s [Partition],
        term: usize,
        of: fn(&Segment, u32) -> &[u8],
    ) -> impl Iterator<Item = &'s [u8]> + Clone {
        let members = self.members(term).iter();
        let chunks = members.flat_map(move |&(partition, number)| {
            partitions[partition as usize].segments.iter().map(move |segment| of(segment, number))
        });
        chunks.filter(|chunk| !chunk.is_empty())
    }
}
