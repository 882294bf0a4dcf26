//! What is derived from forms and postings: stems, pieces, the forms of each entry, means.

use std::thread;

use super::pieces::{Piece, pieces};
use super::postings::{Held, postings};
use super::{Place, Rows, Totals, order, section};
use crate::store::{Writer, varint, words};
use crate::text::{stem::stem, stop::is_stop};

/// Puts all of it and gives the totals.
pub(super) fn put(
    writer: &mut Writer<'_>,
    forms: &[&str],
    postings: &Rows,
    places: &[Place],
) -> Totals {
    let (held, table) = thread::scope(|scope| {
        let held = scope.spawn(|| held(forms, postings, places.len()));
        let table = PieceTable::of(forms);
        (held.join().unwrap_or_else(|why| std::panic::resume_unwind(why)), table)
    });
    let (counts, order) = thread::scope(|scope| {
        let order = scope.spawn(|| {
            let count = |form: u32| varint::Reader::new(postings.row(form as usize)).next();
            let of = |entry: usize| Held::new(held.row(entry).into());
            order::order(places.len(), &|form| count(form).unwrap_or_default() as usize, &of)
        });
        let counts = table.entry_counts(&held);
        (counts, order.join().unwrap_or_else(|why| std::panic::resume_unwind(why)))
    });
    put_stems(writer, forms);
    table.put(writer, &counts);
    held.put(writer, section::HELD, section::HELD_BOUNDS);
    let mean = |of: fn(&Place) -> u32| {
        let sum: f64 = places.iter().map(|place| f64::from(of(place))).sum();
        (sum / places.len().max(1) as f64).max(1.0)
    };
    let (average_len, average_first) = (mean(|place| place.len), mean(|place| place.first));
    let totals = Totals { entries: places.len(), average_len, average_first, order };
    writer.put_u64s(section::TOTALS, &totals.numbers());
    totals
}

/// By entry: its forms but for stop words, and how often each stands there. The postings
/// turned round, once to measure the rows and once to fill them.
fn held(forms: &[&str], lists: &Rows, entries: usize) -> Rows {
    let content: Vec<u32> =
        (0..forms.len() as u32).filter(|&form| !is_stop(forms[form as usize])).collect();
    let mut last = vec![0u32; entries];
    let mut bounds = vec![0u64; entries + 1];
    let mut number = Vec::with_capacity(10);
    for &form in &content {
        for posting in postings(lists.row(form as usize)) {
            let entry = posting.entry as usize;
            number.clear();
            varint::push(&mut number, form - last[entry]);
            varint::push(&mut number, posting.count);
            last[entry] = form;
            bounds[entry + 1] += number.len() as u64;
        }
    }
    for at in 1..bounds.len() {
        bounds[at] += bounds[at - 1];
    }
    let mut bytes = vec![0; bounds[entries] as usize];
    let mut next = bounds.clone();
    last.fill(0);
    for &form in &content {
        for posting in postings(lists.row(form as usize)) {
            let entry = posting.entry as usize;
            number.clear();
            varint::push(&mut number, form - last[entry]);
            varint::push(&mut number, posting.count);
            last[entry] = form;
            let at = next[entry] as usize;
            bytes[at..at + number.len()].copy_from_slice(&number);
            next[entry] += number.len() as u64;
        }
    }
    Rows { bytes, bounds }
}

/// Groups forms by stem; stems in byte order.
fn put_stems(writer: &mut Writer<'_>, forms: &[&str]) {
    let mut by_stem: Vec<(String, u32)> =
        (0..).zip(forms).map(|(number, form)| (stem(form), number)).collect();
    by_stem.sort_unstable();
    let mut classes = Rows::default();
    for class in by_stem.chunk_by(|a, b| a.0 == b.0) {
        classes.begin();
        classes.push_rising(class.iter().map(|&(_, form)| form));
    }
    classes.finish();
    let stems = by_stem.chunk_by(|a, b| a.0 == b.0).map(|class| class[0].0.as_str());
    words::put(writer, section::STEMS, stems);
    classes.put(writer, section::CLASSES, section::CLASS_BOUNDS);
}

/// Which forms hold which piece, and which pieces each form holds.
struct PieceTable {
    /// The pieces, rising.
    keys: Vec<Piece>,
    /// By piece: its forms, rising.
    forms: Rows,
    /// By form: where its pieces begin in `pieces`; one more at the end.
    starts: Vec<u32>,
    /// The pieces of all forms, as places in `keys`.
    pieces: Vec<u32>,
}

impl PieceTable {
    fn of(forms: &[&str]) -> Self {
        let mut pairs: Vec<(Piece, u32)> = Vec::new();
        for (number, form) in (0..).zip(forms) {
            pairs.extend(pieces(form).into_iter().map(|piece| (piece, number)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut keys = Vec::new();
        let mut rows = Rows::default();
        let mut starts = vec![0u32; forms.len() + 1];
        for holders in pairs.chunk_by(|a, b| a.0 == b.0) {
            keys.push(holders[0].0);
            rows.begin();
            rows.push_rising(holders.iter().map(|&(_, form)| form));
            holders.iter().for_each(|&(_, form)| starts[form as usize + 1] += 1);
        }
        rows.finish();
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut of_forms = vec![0; pairs.len()];
        for (place, holders) in (0..).zip(pairs.chunk_by(|a, b| a.0 == b.0)) {
            for &(_, form) in holders {
                of_forms[next[form as usize] as usize] = place;
                next[form as usize] += 1;
            }
        }
        Self { keys, forms: rows, starts, pieces: of_forms }
    }

    /// By piece: in how many entries it stands. The entries are shared out among threads.
    fn entry_counts(&self, held: &Rows) -> Vec<u32> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        /// Entries below which a further thread costs more than it spares.
        const LEAST: usize = 2048;
        let share = held.len().div_ceil(cores).max(LEAST);
        let count = |from: usize| self.count_in(held, from..(from + share).min(held.len()));
        let mut starts = (0..held.len()).step_by(share);
        let first = starts.next().unwrap_or_default();
        thread::scope(|scope| {
            let count = &count;
            let others: Vec<_> = starts.map(|from| scope.spawn(move || count(from))).collect();
            let mut counts = count(first);
            for other in others {
                let other = other.join().unwrap_or_else(|why| std::panic::resume_unwind(why));
                counts.iter_mut().zip(other).for_each(|(sum, more)| *sum += more);
            }
            counts
        })
    }

    fn count_in(&self, held: &Rows, entries: std::ops::Range<usize>) -> Vec<u32> {
        let mut counts = vec![0u32; self.keys.len()];
        // By piece: one more than the last entry it was met in.
        let mut met = vec![0usize; self.keys.len()];
        for entry in entries {
            for (form, _) in Held::new(held.row(entry).into()).iter() {
                let form = form as usize;
                for &piece in
                    &self.pieces[self.starts[form] as usize..self.starts[form + 1] as usize]
                {
                    let piece = piece as usize;
                    counts[piece] += u32::from(met[piece] != entry + 1);
                    met[piece] = entry + 1;
                }
            }
        }
        counts
    }

    fn put(self, writer: &mut Writer<'_>, counts: &[u32]) {
        let keys = self.keys.iter().flat_map(|piece| piece.key().to_le_bytes()).collect();
        writer.put(section::PIECE_KEYS, keys);
        writer.put_u32s(section::PIECE_COUNTS, counts);
        self.forms.put(writer, section::PIECE_FORMS, section::PIECE_BOUNDS);
    }
}
