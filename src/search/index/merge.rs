//! Putting the shares of the threads together: one dictionary in byte order, and one list of
//! postings a form.
//!
//! Shares hold entries in order, one behind another, and so do the segments of a share; the
//! list of a form is that of its chunks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::derive;
use super::postings::join;
use super::segment::{Segment, Share};
use super::{Place, Rows, Totals, acronym, section};
use crate::corpus::workers;
use crate::store::{Store, Writer, words};

/// The index over all shares, which were read from so many bytes, and its totals; `None` if the
/// forms have more than `most` bytes together.
pub(super) fn merge(mut shares: Vec<Share>, bytes: u64, most: usize) -> Option<(Store, Totals)> {
    if shares.iter().any(|share| share.forms.is_overfull) {
        return None;
    }
    let mut writer = Writer::default();
    let mut places = Vec::new();
    let mut acronyms = Vec::new();
    for share in &mut shares {
        places.append(&mut share.places);
        acronyms.append(&mut share.acronyms);
    }
    let [by_short, by_stem] = acronym::rows(&acronyms);
    words::put(&mut writer, section::ACRONYMS, by_short.iter().map(String::as_str))?;
    words::put(&mut writer, section::LONG_FORMS, by_stem.iter().map(String::as_str))?;
    let numbers: Vec<u32> = places.iter().flat_map(|&Place { len, first }| [len, first]).collect();
    writer.put_u32s(section::PLACES, &numbers);

    let dictionary = Dictionary::of(&shares);
    let forms = dictionary.texts(&shares);
    if forms.iter().map(|form| form.len()).sum::<usize>() > most {
        return None;
    }
    words::put(&mut writer, section::FORMS, forms.iter().copied())?;
    let mut postings = Rows::default();
    for form in 0..forms.len() {
        postings.begin();
        join(&mut postings.bytes, dictionary.chunks(&shares, form, Segment::postings));
    }
    postings.finish();
    let (positions, totals) = workers::both(
        bytes,
        || dictionary.positions(&shares),
        || derive::put(&mut writer, &forms, &postings, &places, bytes),
    );
    postings.put(&mut writer, section::POSTINGS, section::POSTING_BOUNDS);
    positions.put(&mut writer, section::POSITIONS, section::POSITION_BOUNDS);
    Some((writer.finish(), totals?))
}

/// All forms in byte order, each with its numbers in the shares that met it.
#[derive(Default)]
struct Dictionary {
    /// (share, number there), form by form, shares rising.
    members: Vec<(u32, u32)>,
    /// By form: where its members end.
    ends: Vec<u32>,
}

impl Dictionary {
    fn of(shares: &[Share]) -> Self {
        let head = |share: usize, at: usize| {
            let number = *shares[share].sorted.get(at)?;
            Some(Reverse((shares[share].forms.get(number), share, at)))
        };
        let mut heads: BinaryHeap<_> =
            (0..shares.len()).filter_map(|share| head(share, 0)).collect();
        let mut dictionary = Self::default();
        while let Some(Reverse((form, share, at))) = heads.pop() {
            dictionary.members.push((share as u32, shares[share].sorted[at]));
            heads.extend(head(share, at + 1));
            if heads.peek().is_none_or(|Reverse(next)| next.0 != form) {
                dictionary.ends.push(dictionary.members.len() as u32);
            }
        }
        dictionary
    }

    fn members(&self, form: usize) -> &[(u32, u32)] {
        let start = if form == 0 { 0 } else { self.ends[form - 1] };
        &self.members[start as usize..self.ends[form] as usize]
    }

    fn texts<'s>(&self, shares: &'s [Share]) -> Vec<&'s str> {
        let text = |form| {
            let (share, number) = self.members(form)[0];
            shares[share as usize].forms.get(number)
        };
        (0..self.ends.len()).map(text).collect()
    }

    /// By form: its positions in all entries.
    fn positions(&self, shares: &[Share]) -> Rows {
        let mut positions = Rows::default();
        let segments = shares.iter().flat_map(|share| &share.segments);
        positions.bytes.reserve_exact(segments.map(Segment::position_bytes).sum());
        for form in 0..self.ends.len() {
            positions.begin();
            let chunks = self.chunks(shares, form, Segment::positions);
            chunks.for_each(|chunk| positions.bytes.extend_from_slice(chunk));
        }
        positions.finish();
        positions
    }

    /// What each segment holds of a form, in the order of the entries.
    fn chunks<'s>(
        &'s self,
        shares: &'s [Share],
        form: usize,
        of: fn(&Segment, u32) -> &[u8],
    ) -> impl Iterator<Item = &'s [u8]> + Clone {
        let members = self.members(form).iter();
        let chunks = members.flat_map(move |&(share, number)| {
            shares[share as usize].segments.iter().map(move |segment| of(segment, number))
        });
        chunks.filter(|chunk| !chunk.is_empty())
    }
}
