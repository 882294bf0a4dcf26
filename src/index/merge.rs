//! Putting the partitions of the threads together: one dictionary in byte order, and one list of
//! postings a term.
//!
//! Partitions hold entries in order, one behind another, and so do the segments of a partition;
//! the list of a term is that of its chunks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::iter;

use super::acronyms;
use super::postings::join;
use super::segment::Partition;
use super::tables::Tables;
use crate::image::{Builder, RowsBuilder, Section};
use crate::parallel;

/// All terms in byte order.
pub(super) struct Dictionary<'p> {
    pub(super) partitions: &'p [Partition],
    pub(super) terms: Vec<&'p str>,
    /// By term and partition: its number there.
    numbers: Vec<Option<u32>>,
}

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
    let found: Vec<_> =
        partitions.iter_mut().flat_map(|partition| partition.acronyms.drain(..)).collect();
    let [by_short, by_stem] = acronyms::rows(&found);
    image.push_strings(Section::Acronyms, by_short.iter().map(String::as_str));
    image.push_strings(Section::LongForms, by_stem.iter().map(String::as_str));
    let lengths: Vec<[u32; 2]> =
        partitions.iter().flat_map(|partition| &partition.lengths).copied().collect();
    image.push_u32s(Section::Lengths, lengths.iter().copied().flatten());
    let dictionary = Dictionary::of(&partitions);
    if dictionary.terms.iter().map(|term| term.len()).sum::<usize>() > max {
        return None;
    }
    image.push_strings(Section::Terms, dictionary.terms.iter().copied());
    let unseen = (0..dictionary.terms.len() as u32).filter(|&term| {
        !dictionary.members(term).any(|(partition, number)| partition.terms.is_seen(number))
    });
    image.push_u32s(Section::UnseenTerms, unseen);
    let lists = || dictionary.lists();
    let tables = || Tables::of(&dictionary, bytes);
    let ([postings, positions], tables) = parallel::both(bytes, lists, tables);
    tables.push(image, &postings, &lengths, bytes);
    image.push_rows(Section::Postings, postings);
    image.push_rows(Section::Positions, positions);
    Some(())
}

impl<'p> Dictionary<'p> {
    fn of(partitions: &'p [Partition]) -> Self {
        let head = |partition: usize, at: usize| {
            let number = *partitions[partition].sorted.get(at)?;
            Some(Reverse((partitions[partition].terms.get(number), partition, at)))
        };
        let mut heads: BinaryHeap<_> =
            (0..partitions.len()).filter_map(|partition| head(partition, 0)).collect();
        let (mut terms, mut numbers) = (Vec::new(), Vec::new());
        while let Some(Reverse((term, partition, at))) = heads.pop() {
            if terms.last() != Some(&term) {
                terms.push(term);
                numbers.extend(iter::repeat_n(None, partitions.len()));
            }
            let row = numbers.len() - partitions.len();
            numbers[row + partition] = Some(partitions[partition].sorted[at]);
            heads.extend(head(partition, at + 1));
        }
        Self { partitions, terms, numbers }
    }

    /// The partitions that hold a term, each with its number there.
    fn members(&self, term: u32) -> impl Iterator<Item = (&'p Partition, u32)> + Clone {
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
    fn lists(&self) -> [RowsBuilder; 2] {
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
