//! What is derived from forms and postings: stems, pieces, the forms of each entry, means.

use std::collections::HashMap;

use hashbrown::DefaultHashBuilder;

use super::pieces::{Piece, pieces};
use super::postings::{Held, postings};
use super::{Place, Rows, Totals, order, section};
use crate::corpus::workers;
use crate::store::{Writer, varint, words};
use crate::text::{stem::stem, stop::is_stop};

/// Puts all of it and gives the totals; `None` if the stems have more than 4 GiB together.
pub(super) fn put(
    writer: &mut Writer<'_>,
    forms: &[&str],
    postings: &Rows,
    places: &[Place],
    bytes: u64,
) -> Option<Totals> {
    let (held, (stems, table)) = workers::both(
        bytes,
        || held(forms, postings, places.len()),
        || workers::both(bytes, || Stems::of(forms), || PieceTable::of(forms)),
    );
    let order = || {
        let count = |form: u32| varint::Reader::new(postings.row(form as usize)).next();
        let of = |entry: usize| Held::new(held.row(entry).into());
        order::order(places.len(), &|form| count(form).unwrap_or_default() as usize, &of)
    };
    let (order, counts) = workers::both(bytes, order, || table.entry_counts(&held, bytes));
    words::put(writer, section::STEMS, stems.stems.iter().map(String::as_str))?;
    stems.classes.put(writer, section::CLASSES, section::CLASS_BOUNDS);
    table.put(writer, &counts);
    held.put(writer, section::HELD, section::HELD_BOUNDS);
    let mean = |of: fn(&Place) -> u32| {
        let sum: f64 = places.iter().map(|place| f64::from(of(place))).sum();
        (sum / places.len().max(1) as f64).max(1.0)
    };
    let (average_len, average_first) = (mean(|place| place.len), mean(|place| place.first));
    let totals = Totals { entries: places.len(), average_len, average_first, order };
    writer.put_u64s(section::TOTALS, &totals.numbers());
    Some(totals)
}

/// By entry: its forms but for stop words, and how often each stands there. The postings
/// turned round, once to measure the rows and once to fill them.
fn held(forms: &[&str], lists: &Rows, entries: usize) -> Rows {
    let content: Vec<u32> =
        (0..forms.len() as u32).filter(|&form| !is_stop(forms[form as usize])).collect();
    let mut bounds = vec![0u64; entries + 1];
    each_held(&content, lists, entries, |entry, bytes| bounds[entry + 1] += bytes.len() as u64);
    for at in 1..bounds.len() {
        bounds[at] += bounds[at - 1];
    }
    let mut bytes = vec![0; bounds[entries] as usize];
    let mut next = bounds.clone();
    each_held(&content, lists, entries, |entry, number| {
        let at = next[entry] as usize;
        bytes[at..at + number.len()].copy_from_slice(number);
        next[entry] += number.len() as u64;
    });
    Rows { bytes, bounds }
}

/// Calls `see` with each posting of the forms `content`, rising: its entry, and what is to be
/// added to the row of that entry.
fn each_held(content: &[u32], lists: &Rows, entries: usize, mut see: impl FnMut(usize, &[u8])) {
    let mut last = vec![0u32; entries];
    let mut bytes = Vec::with_capacity(10);
    for &form in content {
        for posting in postings(lists.row(form as usize)) {
            let entry = posting.entry as usize;
            bytes.clear();
            varint::push(&mut bytes, form - last[entry]);
            varint::push(&mut bytes, posting.count);
            last[entry] = form;
            see(entry, &bytes);
        }
    }
}

/// Forms grouped by stem.
struct Stems {
    /// In byte order.
    stems: Vec<String>,
    /// By stem: its forms, rising.
    classes: Rows,
}

impl Stems {
    fn of(forms: &[&str]) -> Self {
        let mut by_stem: Vec<(String, u32)> =
            (0..).zip(forms).map(|(number, form)| (stem(form), number)).collect();
        // Forms are sorted, and a stem is mostly the beginning of its forms: nearly in order.
        by_stem.sort();
        let mut stems: Vec<String> = Vec::new();
        let mut classes = Rows::default();
        let mut last = 0;
        for (stem, form) in by_stem {
            if stems.last() != Some(&stem) {
                stems.push(stem);
                classes.begin();
                last = 0;
            }
            varint::push(&mut classes.bytes, form - last);
            last = form;
        }
        classes.finish();
        Self { stems, classes }
    }
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
        let mut numbers: HashMap<Piece, u32, DefaultHashBuilder> = HashMap::default();
        let mut starts = vec![0u32];
        // Pieces are numbered as they are met, and by their order afterwards.
        let mut of_forms: Vec<u32> = Vec::new();
        for form in forms {
            let begin = of_forms.len();
            for piece in pieces(form) {
                let next = numbers.len() as u32;
                let number = *numbers.entry(piece).or_insert(next);
                if !of_forms[begin..].contains(&number) {
                    of_forms.push(number);
                }
            }
            starts.push(of_forms.len() as u32);
        }
        let mut keys: Vec<(Piece, u32)> = numbers.into_iter().collect();
        keys.sort_unstable();
        let mut places = vec![0; keys.len()];
        (0..).zip(&keys).for_each(|(place, &(_, number))| places[number as usize] = place);
        of_forms.iter_mut().for_each(|number| *number = places[*number as usize]);
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
        for (form, own) in (0..).zip(starts.windows(2)) {
            let own = &of_forms[own[0] as usize..own[1] as usize];
            own.iter().for_each(|&piece| holders[piece as usize].push(form));
        }
        let mut rows = Rows::default();
        for forms in holders {
            rows.begin();
            rows.push_rising(forms.into_iter());
        }
        rows.finish();
        let keys = keys.into_iter().map(|(piece, _)| piece).collect();
        Self { keys, forms: rows, starts, pieces: of_forms }
    }

    /// By piece: in how many entries it stands. The entries are shared out among threads.
    fn entry_counts(&self, held: &Rows, bytes: u64) -> Vec<u32> {
        /// Entries that a thread takes at a time, at least.
        const LEAST: usize = 4096;
        let share = held.len().div_ceil(8).max(LEAST);
        let starts: Vec<usize> = (0..held.len()).step_by(share).collect();
        let counts = workers::map(&starts, bytes, |&from| {
            self.count_in(held, from..(from + share).min(held.len()))
        });
        let mut sums = vec![0; self.keys.len()];
        for counts in counts {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        sums
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
