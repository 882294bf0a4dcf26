//! Segments: one thread's share of the entries, read once and turned round.
//!
//! A thread reads its entries in order, numbers forms as it meets them, and every few
//! megabytes turns the stream of occurrences into postings by counting, so that what it holds
//! at a time stays small whatever the corpus. [`super::merge`] puts the shares together.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Place;
use super::acronym::{self, Acronym};
use super::postings::{Posting, push_chunk};
use crate::store::varint;
use crate::text::{fold::fold_into, sentences::ends_by_marks, stop::is_stop, tokens};

/// Sentences looked at for a first one that is long enough.
const FIRST_SENTENCES: usize = 8;

/// Content words the first sentence must have to count as one ("Oui." alone does not).
const FIRST_SENTENCE_WORDS: u32 = 2;

/// Occurrences after which a segment is closed: a few megabytes of text.
const SEGMENT: usize = 1 << 19;

/// Occurrences that a segment can hold: where those of a form end is kept as a u32, and each may
/// take five bytes. Only an entry of gigabytes has as many.
const MOST: usize = u32::MAX as usize / 5;

/// Forms, numbered by first meeting.
pub(super) struct FormTable {
    /// With the span, so that a form met again is told in two looks at memory.
    numbers: HashTable<(u32, Span)>,
    hasher: DefaultHashBuilder,
    text: String,
    spans: Vec<Span>,
    stops: Vec<bool>,
    /// The most bytes that all forms may have together, at most [`super::LARGEST`].
    most: usize,
    /// Whether there was more than can be numbered, and some of it was left out.
    pub(super) is_overfull: bool,
}

/// Where a form begins and ends in the text of all.
type Span = (u32, u32);

impl FormTable {
    fn new(most: usize) -> Self {
        Self {
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            text: String::new(),
            spans: Vec::new(),
            stops: Vec::new(),
            most,
            is_overfull: false,
        }
    }

    /// The form of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        let (start, end) = self.spans[number as usize];
        &self.text[start as usize..end as usize]
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.spans.len()
    }

    /// The numbers of all forms, in byte order of these.
    fn sorted(&self) -> Vec<u32> {
        // The first eight bytes as a number decide nearly always.
        let head = |number: u32| {
            let mut head = [0; 8];
            let form = self.get(number).as_bytes();
            let len = form.len().min(head.len());
            head[..len].copy_from_slice(&form[..len]);
            u64::from_be_bytes(head)
        };
        let mut sorted: Vec<(u64, u32)> = (0..self.len() as u32).map(|n| (head(n), n)).collect();
        sorted
            .sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.get(a.1).cmp(self.get(b.1))));
        sorted.into_iter().map(|(_, number)| number).collect()
    }

    fn number(&mut self, form: &str) -> u32 {
        let Self { numbers, hasher, text, spans, stops, most, is_overfull } = self;
        let bytes = text.as_bytes();
        let at = |&(start, end): &Span| &bytes[start as usize..end as usize];
        let hash = hasher.hash_one(form.as_bytes());
        if let Some(&(number, _)) = numbers.find(hash, |(_, span)| at(span) == form.as_bytes()) {
            return number;
        }
        if form.len() > *most - text.len() {
            *is_overfull = true;
            return self.number("");
        }
        let number = spans.len() as u32;
        let span = (text.len() as u32, (text.len() + form.len()) as u32);
        numbers.insert_unique(hash, (number, span), |(_, span)| hasher.hash_one(at(span)));
        text.push_str(form);
        spans.push(span);
        stops.push(is_stop(form));
        number
    }
}

/// An occurrence of a form.
#[derive(Clone, Copy)]
struct Met {
    form: u32,
    entry: u32,
    position: u32,
}

/// The postings of a run of entries, form by form.
#[derive(Default)]
pub(super) struct Segment {
    postings: Vec<u8>,
    positions: Vec<u8>,
    /// By form known when the segment was closed: where its postings and positions end.
    ends: Vec<[u32; 2]>,
}

impl Segment {
    /// The postings of a form, empty where it has none.
    pub(super) fn postings(&self, form: u32) -> &[u8] {
        &self.postings[self.range(form, 0)]
    }

    /// The positions of a form.
    pub(super) fn positions(&self, form: u32) -> &[u8] {
        &self.positions[self.range(form, 1)]
    }

    /// The bytes of all positions.
    pub(super) fn position_bytes(&self) -> usize {
        self.positions.len()
    }

    fn range(&self, form: u32, which: usize) -> Range<usize> {
        let at = form as usize;
        let Some(end) = self.ends.get(at) else { return 0..0 };
        let start = if at == 0 { 0 } else { self.ends[at - 1][which] };
        start as usize..end[which] as usize
    }
}

/// What a thread made of its entries.
pub(super) struct Share {
    pub(super) forms: FormTable,
    /// The numbers of the forms, in byte order of these.
    pub(super) sorted: Vec<u32>,
    pub(super) segments: Vec<Segment>,
    pub(super) places: Vec<Place>,
    pub(super) acronyms: Vec<Acronym>,
    /// The number of the first entry.
    base: u32,
    /// Holds one folded text after another.
    folded: String,
    /// The occurrences of the open segment.
    stream: Vec<Met>,
    /// Position of the next content word of the entry being read.
    next: u32,
    /// Ordinal of the last token that stood by itself.
    last: Option<usize>,
}

impl Share {
    /// Reads the entries from number `base` on; `done` is told the bytes of each. Forms may have
    /// `most` bytes together.
    pub(super) fn read<'t>(
        base: usize,
        texts: impl Iterator<Item = &'t str>,
        done: &(dyn Fn(usize) + Sync),
        most: usize,
    ) -> Share {
        let mut share = Share {
            forms: FormTable::new(most),
            sorted: Vec::new(),
            segments: Vec::new(),
            places: Vec::new(),
            acronyms: Vec::new(),
            base: base as u32,
            folded: String::new(),
            stream: Vec::new(),
            next: 0,
            last: None,
        };
        for text in texts {
            share.add(text);
            done(text.len());
        }
        share.close();
        share.sorted = share.forms.sorted();
        share
    }

    fn add(&mut self, text: &str) {
        acronym::learn(text, &mut self.acronyms);
        let mut folded = std::mem::take(&mut self.folded);
        let heads = fold_sentences(text, &mut folded);
        self.next = 0;
        self.last = None;
        let mut first = None;
        let mut heads = heads.into_iter().peekable();
        let entry = self.base + self.places.len() as u32;
        tokens::visit(&folded, |token| {
            while heads.next_if(|&head| token.start >= head).is_some() {
                if first.is_none() && self.next >= FIRST_SENTENCE_WORDS {
                    first = Some(self.next);
                }
            }
            self.meet(entry, &token);
        });
        self.folded = folded;
        self.places.push(Place { len: self.next, first: first.unwrap_or(self.next) });
        if self.stream.len() >= SEGMENT {
            self.close();
        }
    }

    fn meet(&mut self, entry: u32, token: &tokens::Token<'_>) {
        let form = self.forms.number(&token.text);
        let shares = token.kind == tokens::Kind::Compound
            && self.last.is_some_and(|last| token.position <= last);
        let position = self.next.saturating_sub(u32::from(shares));
        self.stream.push(Met { form, entry, position });
        if !shares {
            self.last = Some(token.position);
            self.next += u32::from(!self.forms.stops[form as usize]);
        }
    }

    /// Turns the stream round: by form, in the order of its occurrences.
    fn close(&mut self) {
        if self.stream.len() > MOST {
            self.forms.is_overfull = true;
            self.stream.clear();
        }
        let mut starts = vec![0u32; self.forms.len() + 1];
        for met in &self.stream {
            starts[met.form as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut by_form = vec![(0, 0); self.stream.len()];
        let mut next = starts.clone();
        for met in self.stream.drain(..) {
            let at = &mut next[met.form as usize];
            by_form[*at as usize] = (met.entry, met.position);
            *at += 1;
        }
        let mut segment = Segment::default();
        let mut postings = Vec::new();
        for bounds in starts.windows(2) {
            postings.clear();
            let met = &by_form[bounds[0] as usize..bounds[1] as usize];
            for here in met.chunk_by(|a, b| a.0 == b.0) {
                postings.push(self.posting(here, &mut segment.positions));
            }
            push_chunk(&mut segment.postings, &postings);
            segment.ends.push([segment.postings.len() as u32, segment.positions.len() as u32]);
        }
        self.segments.push(segment);
    }

    /// The posting of occurrences in one entry; their positions go to `positions`.
    fn posting(&self, here: &[(u32, u32)], positions: &mut Vec<u8>) -> Posting {
        let entry = here[0].0;
        let first_end = self.places[(entry - self.base) as usize].first;
        let mut last = 0;
        let mut first = 0;
        for &(_, position) in here {
            // A whole stands where its last part does, so positions never fall.
            let position = position.max(last);
            varint::push(positions, position - last);
            first += u32::from(position < first_end);
            last = position;
        }
        Posting { entry, count: here.len() as u32, first }
    }
}

/// Folds `text` into `folded` and tells where its first few sentences end there. Folding looks
/// at one character at a time, so sentences may be folded one by one.
fn fold_sentences(text: &str, folded: &mut String) -> Vec<usize> {
    folded.clear();
    let mut ends = Vec::with_capacity(FIRST_SENTENCES);
    let mut from = 0;
    for end in ends_by_marks(text).take(FIRST_SENTENCES) {
        fold_into(&text[from..end], folded);
        ends.push(folded.len());
        from = end;
    }
    fold_into(&text[from..], folded);
    ends
}
