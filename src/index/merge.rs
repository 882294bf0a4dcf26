//! Putting the partitions of the threads together: one dictionary in byte order, and one list of
//! postings a term.
//!
//! Partitions hold entries in order, one behind another, and so do the segments of a partition;
//! the list of a term is that of its chunks.

use super::acronyms;
use super::dictionary::Dictionary;
use super::segment::Partition;
use super::tables::push_tables;
use crate::image::{Builder, Section};

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
    image.push_strings(Section::Acronyms, by_short);
    image.push_strings(Section::LongForms, by_stem);
    let lengths: Vec<[u32; 2]> =
        partitions.iter().flat_map(|partition| &partition.lengths).copied().collect();
    image.push_u32s(Section::Lengths, lengths.iter().copied().flatten());
    let dictionary = Dictionary::of(&partitions);
    if dictionary.terms.iter().map(|term| term.len()).sum::<usize>() > max {
        return None;
    }
    image.push_strings(Section::Terms, &dictionary.terms);
    let unseen = (0..dictionary.terms.len() as u32).filter(|&term| {
        !dictionary.members(term).any(|(partition, number)| partition.terms.is_seen(number))
    });
    image.push_u32s(Section::UnseenTerms, unseen);
    push_tables(image, &dictionary, &lengths, bytes);
    Some(())
}
