//! The terms of all partitions in byte order, each with its numbers there, and their lists of
//! postings.

use std::iter;

use super::postings::join;
use super::segment::Partition;
use crate::image::RowsBuilder;

/// All terms in byte order.
pub(super) struct Dictionary<'p> {
    pub(super) partitions: &'p [Partition],
    pub(super) terms: Vec<&'p str>,
    /// By term and partition: its number there.
    numbers: Vec<Option<u32>>,
}

impl<'p> Dictionary<'p> {
    pub(super) fn of(partitions: &'p [Partition]) -> Self {
        let sorted = |(at, partition): (usize, &'p Partition)| {
            let numbers = partition.sorted.iter();
            numbers.map(move |&number| (partition.terms.get(number), at, number))
        };
        let mut all: Vec<_> = partitions.iter().enumerate().flat_map(sorted).collect();
        // Each partition's are in order, and merged.
        all.sort();
        let (mut terms, mut numbers) = (Vec::new(), Vec::new());
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            terms.push(same[0].0);
            let row = numbers.len();
            numbers.extend(iter::repeat_n(None, partitions.len()));
            same.iter().for_each(|&(_, at, number)| numbers[row + at] = Some(number));
        }
        Self { partitions, terms, numbers }
    }

    /// The partitions that hold a term, each with its number there.
    pub(super) fn members(&self, term: u32) -> impl Iterator<Item = (&'p Partition, u32)> + Clone {
        let count = self.partitions.len();
        let numbers = &self.numbers[term as usize * count..][..count];
        self.partitions
            .iter()
            .zip(numbers)
            .filter_map(|(partition, number)| number.map(|number| (partition, number)))
    }

    /// The terms that the partition at `at` holds, each with its number there.
    pub(super) fn held_by(&self, at: usize) -> impl Iterator<Item = (u32, u32)> {
        let numbers = self.numbers.iter().skip(at).step_by(self.partitions.len());
        (0..).zip(numbers).filter_map(|(term, number)| Some((term, (*number)?)))
    }

    /// What each segment holds of a term, in the order of the entries: postings and positions.
    fn chunks(&self, term: u32) -> impl Iterator<Item = [&'p [u8]; 2]> + Clone {
        let chunks = self.members(term).flat_map(|(partition, number)| {
            partition.segments.iter().map(move |segment| segment.of_term(number))
        });
        chunks.filter(|[postings, _]| !postings.is_empty())
    }

    /// By term: its postings, and its positions.
    pub(super) fn lists(&self) -> [RowsBuilder; 2] {
        let mut lists = [RowsBuilder::default(), RowsBuilder::default()];
        let segments = || self.partitions.iter().flat_map(|partition| &partition.segments);
        let bytes = |which: usize| segments().map(|segment| segment.bytes()[which]).sum();
        (0..2).for_each(|which| lists[which].bytes().reserve_exact(bytes(which)));
        let [postings, positions] = &mut lists;
        let mut chunks = Vec::new();
        for term in 0..self.terms.len() as u32 {
            chunks.clear();
            chunks.extend(self.chunks(term));
            join(postings.bytes(), chunks.iter().map(|chunk| chunk[0]));
            postings.end_row();
            chunks.iter().for_each(|chunk| positions.bytes().extend_from_slice(chunk[1]));
            positions.end_row();
        }
        lists
    }
}
