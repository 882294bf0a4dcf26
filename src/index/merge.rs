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
    let dictionary = dictionary(&partitions);
    let terms: Vec<&str> = dictionary.iter().map(|&(term, _)| term).collect();
    if terms.iter().map(|term| term.len()).sum::<usize>() > max {
        return None;
    }
    image.push_strings(Section::Terms, terms.iter().copied());
    let is_seen = |&(partition, number): &(usize, u32)| partitions[partition].terms.is_seen(number);
    let unseen = (0..).zip(&dictionary).filter(|(_, (_, members))| !members.iter().any(is_seen));
    image.push_u32s(Section::UnseenTerms, unseen.map(|(term, _)| term));
    let mut postings = RowsBuilder::default();
    for (_, members) in &dictionary {
        join(postings.bytes(), chunks(&partitions, members, Segment::postings));
        postings.end_row();
    }
    let positions = || {
        let segments = partitions.iter().flat_map(|partition| &partition.segments);
        let mut positions = RowsBuilder::default();
        positions.bytes().reserve_exact(segments.map(|segment| segment.positions.len()).sum());
        for (_, members) in &dictionary {
            let chunks = chunks(&partitions, members, Segment::positions);
            chunks.for_each(|chunk| positions.bytes().extend_from_slice(chunk));
            positions.end_row();
        }
        positions
    };
    let tables = || tables::tables(&terms, &postings, &lengths, bytes);
    let (positions, tables) = parallel::both(bytes, positions, tables);
    drop(partitions);
    image.push_rows(Section::Postings, &postings);
    drop(postings);
    image.push_rows(Section::Positions, &positions);
    drop(positions);
    image.append(tables);
    Some(())
}

/// All terms in byte order, each with the partitions that hold it, rising, and its number there.
fn dictionary(partitions: &[Partition]) -> Vec<(&str, Vec<(usize, u32)>)> {
    let head = |partition: usize, at: usize| {
        let number = *partitions[partition].sorted.get(at)?;
        Some(Reverse((partitions[partition].terms.get(number), partition, at)))
    };
    let mut heads: BinaryHeap<_> =
        (0..partitions.len()).filter_map(|partition| head(partition, 0)).collect();
    let mut dictionary: Vec<(&str, Vec<(usize, u32)>)> = Vec::new();
    while let Some(Reverse((term, partition, at))) = heads.pop() {
        let member = (partition, partitions[partition].sorted[at]);
        match dictionary.last_mut().filter(|last| last.0 == term) {
            Some((_, members)) => members.push(member),
            None => dictionary.push((term, vec![member])),
        }
        heads.extend(head(partition, at + 1));
    }
    dictionary
}

/// What each segment holds of a term, in the order of the entries.
fn chunks<'s>(
    partitions: &'s [Partition],
    members: &'s [(usize, u32)],
    of: fn(&Segment, u32) -> &[u8],
) -> impl Iterator<Item = &'s [u8]> + Clone {
    let chunks = members.iter().flat_map(move |&(partition, number)| {
        partitions[partition].segments.iter().map(move |segment| of(segment, number))
    });
    chunks.filter(|chunk| !chunk.is_empty())
}
