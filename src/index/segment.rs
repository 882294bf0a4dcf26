//! Segments: the entries of one partition, read once and inverted.
//!
//! A thread reads its entries in order, numbers terms as it meets them, and every few
//! megabytes inverts the stream of occurrences into postings by counting, so that what it holds
//! at a time stays small whatever the corpus. Facets are placed on the same tokens.
//! [`super::merge`] puts the partitions together.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::mem;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::acronyms::{self, Acronym};
use super::postings::{Posting, push_chunk};
use crate::corpus::details::Details;
use crate::corpus::facets::FacetRules;
use crate::corpus::identity::Id;
use crate::image::{RowsBuilder, varint};
use crate::text::phrase::Stream;
use crate::text::tokens::{self, Kind, Token};
use crate::text::{fold::fold_into, sentences::ends_by_marks, stop::is_stop};

/// Sentences looked at for a first one that is long enough.
const FIRST_SENTENCES: usize = 8;

/// Content words the first sentence must have to count as one ("Oui." alone does not).
const FIRST_SENTENCE_WORDS: u32 = 2;

/// Occurrences after which a segment is closed: a few megabytes of text.
const SEGMENT: usize = 1 << 19;

/// Occurrences that a segment can hold: where those of a term end is kept as a u32, and each may
/// take five bytes. Only an entry of gigabytes has as many.
const MOST: usize = u32::MAX as usize / 5;

/// Terms, numbered by first meeting.
#[derive(Default)]
pub(super) struct TermTable {
    /// With the head, so that most terms met again are found in one look at memory.
    numbers: HashTable<(Head, u32)>,
    hasher: DefaultHashBuilder,
    text: String,
    /// Where each begins and ends in the text of all.
    spans: Vec<(u32, u32)>,
    /// What is known of each: [`STOPS`], [`SEEN`], [`BEGINS`], [`RULES`].
    marks: Vec<u8>,
    /// The nodes that the term leads to from the root of the trie of the facet rules.
    first_nodes: Vec<Box<[u32]>>,
    /// The most bytes that all terms may have together, counted in u32.
    max: usize,
    /// Whether there was more than can be numbered, and some of it was left out.
    pub(super) is_full: bool,
}

/// The term is a stop word.
const STOPS: u8 = 1;
/// An entry holds it where people see it, and not only in a further way to ask.
const SEEN: u8 = 2;
/// Phrases of the facet rules begin with it.
const BEGINS: u8 = 4;
/// Phrases of the facet rules have it.
const RULES: u8 = 8;

/// The first bytes of a term, zeros behind one that is shorter: no term has a zero in it, so this
/// is all of a term whose head ends in one.
type Head = [u8; 16];

/// The head of the term that stands at the beginning of `text` and has so many bytes.
fn head(text: &[u8], length: usize) -> Head {
    let length = length.min(size_of::<Head>());
    let mut head = Head::default();
    match text.first_chunk() {
        // Faster than copying as many bytes as the term has.
        Some(&bytes) => {
            let kept = u128::MAX.checked_shr(8 * (size_of::<Head>() - length) as u32);
            head = (u128::from_le_bytes(bytes) & kept.unwrap_or_default()).to_le_bytes();
        }
        None => head[..length].copy_from_slice(&text[..length]),
    }
    head
}

impl TermTable {
    pub(super) fn get(&self, number: u32) -> &str {
        let (start, end) = self.spans[number as usize];
        &self.text[start as usize..end as usize]
    }

    pub(super) fn is_seen(&self, number: u32) -> bool {
        self.marks[number as usize] & SEEN > 0
    }

    pub(super) fn is_stop(&self, number: u32) -> bool {
        self.marks[number as usize] & STOPS > 0
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    /// The numbers of all terms, in their byte order.
    fn sorted(&self) -> Vec<u32> {
        // The heads as numbers decide nearly always.
        let heads = self.numbers.iter().map(|&(head, n)| (u128::from_be_bytes(head), n));
        let mut sorted: Vec<(u128, u32)> = heads.collect();
        sorted
            .sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.get(a.1).cmp(self.get(b.1))));
        sorted.into_iter().map(|(_, number)| number).collect()
    }

    /// The number of the term that a token of `folded` is.
    fn of_token(&mut self, token: &Token<'_>, folded: &str, rules: &FacetRules) -> u32 {
        let text = match token.text {
            Cow::Borrowed(_) => &folded[token.start..],
            Cow::Owned(ref text) => text,
        };
        self.number(&token.text, head(text.as_bytes(), token.text.len()), rules)
    }

    fn number(&mut self, term: &str, head: Head, rules: &FacetRules) -> u32 {
        let Self { numbers, hasher, text, spans, marks, first_nodes, max, is_full } = self;
        let at = |number: u32, spans: &[(u32, u32)]| {
            let (start, end) = spans[number as usize];
            &text.as_bytes()[start as usize..end as usize]
        };
        let hash_of = |head: Head, term: &[u8]| match head {
            [.., 0] => hasher.hash_one(u128::from_le_bytes(head)),
            _ => hasher.hash_one(term),
        };
        let hash = hash_of(head, term.as_bytes());
        let known = numbers.find(hash, |&(other, number)| {
            other == head && (head.ends_with(&[0]) || at(number, spans) == term.as_bytes())
        });
        if let Some(&(_, number)) = known {
            return number;
        }
        if term.len() > *max - text.len() {
            *is_full = true;
            return self.number("", Head::default(), rules);
        }
        let number = spans.len() as u32;
        numbers.insert_unique(hash, (head, number), |&(head, number)| {
            hash_of(head, at(number, spans))
        });
        spans.push((text.len() as u32, (text.len() + term.len()) as u32));
        text.push_str(term);
        let nodes = rules.first_nodes(term);
        let of = |mark, holds| if holds { mark } else { 0 };
        let of_rules = of(BEGINS, !nodes.is_empty()) | of(RULES, rules.has(term));
        marks.push(of(STOPS, is_stop(term)) | of_rules);
        first_nodes.push(nodes.into());
        number
    }
}

/// The postings of a run of entries, term by term.
#[derive(Default)]
pub(super) struct Segment {
    postings: Vec<u8>,
    positions: Vec<u8>,
    /// By term known when the segment was closed: where its postings and positions end.
    ends: Vec<[u32; 2]>,
}

impl Segment {
    /// How many bytes all postings and all positions have.
    pub(super) fn bytes(&self) -> [usize; 2] {
        [self.postings.len(), self.positions.len()]
    }

    /// The postings of a term, a chunk, and its positions; empty where it has none.
    pub(super) fn of_term(&self, term: u32) -> [&[u8]; 2] {
        let at = term as usize;
        let Some(&end) = self.ends.get(at) else { return [&[]; 2] };
        let start = if at == 0 { [0; 2] } else { self.ends[at - 1] };
        let bounds = |which: usize| start[which] as usize..end[which] as usize;
        [&self.postings[bounds(0)], &self.positions[bounds(1)]]
    }
}

/// What a thread made of its entries.
#[derive(Default)]
pub(super) struct Partition {
    pub(super) terms: TermTable,
    /// The numbers of the terms, in their byte order.
    pub(super) sorted: Vec<u32>,
    pub(super) segments: Vec<Segment>,
    /// By entry: its content words, and those of its first sentence.
    pub(super) lengths: Vec<[u32; 2]>,
    /// How many questions the entries are known to answer.
    pub(super) questions: usize,
    pub(super) acronyms: Vec<Acronym>,
    /// By entry: its facet values.
    pub(super) placements: RowsBuilder,
    /// The number of the first entry.
    pub(super) base: u32,
    /// The occurrences of the open segment: term, and entry and position.
    stream: Vec<(u32, (u32, u32))>,
    /// Room for them in the order of the terms.
    by_term: Vec<(u32, u32)>,
    /// Room for the folded text of an entry, and for its words, which are terms.
    folded: String,
    words: Stream<u32>,
    /// Room for the words of an entry that phrases of the facet rules begin with: place and term.
    starts: Vec<(usize, u32)>,
    /// Position of the next content word of the entry being read.
    next: u32,
    /// Ordinal of the last token that stood by itself.
    last: Option<usize>,
}

impl Partition {
    /// Reads the entries from number `base` on; `done` is called with the bytes of each. Terms may
    /// have `max` bytes together.
    pub(super) fn read<'t>(
        base: usize,
        entries: impl Iterator<Item = (&'t str, Id, &'t Details)>,
        rules: &FacetRules,
        done: &(dyn Fn(usize) + Sync),
        max: usize,
    ) -> Self {
        let terms = TermTable { max, ..TermTable::default() };
        let mut partition = Self { terms, base: base as u32, ..Self::default() };
        for (text, id, details) in entries {
            partition.add(text, id, details, rules);
            done(text.len());
        }
        partition.close();
        // What only reading needs.
        (partition.stream, partition.by_term) = Default::default();
        partition.sorted = partition.terms.sorted();
        partition
    }

    /// Reads one entry.
    fn add(&mut self, text: &str, id: Id, details: &Details, rules: &FacetRules) {
        acronyms::learn(text, &mut self.acronyms);
        self.next = 0;
        self.last = None;
        let mut folded = mem::take(&mut self.folded);
        // Questions stand before the text: they are of its first field, as its first sentence is.
        let curated = details.curated.iter().map(|text| (text, SEEN));
        let also = details.also.iter().map(|text| (text, 0));
        self.questions += details.asked().count() + details.also.len();
        for (asked, seen) in curated.chain(also) {
            folded.clear();
            fold_into(asked, &mut folded);
            tokens::visit(&folded, |token| {
                let term = self.terms.of_token(&token, &folded, rules);
                self.meet(term, &token, seen);
            });
            self.last = None;
        }
        folded.clear();
        for question in &details.questions {
            fold_into(question, &mut folded);
            fold_into("\n", &mut folded);
        }
        let text_start = folded.len();
        let mut ends = fold_sentences(text, &mut folded).into_iter().peekable();
        let (mut text_begin, mut first) = (None, None);
        self.words.clear();
        self.starts.clear();
        tokens::visit(&folded, |token| {
            if token.start >= text_start {
                text_begin.get_or_insert(self.next);
            }
            while ends.next_if(|&end| token.start >= end).is_some() {
                let begin = text_begin.unwrap_or_default();
                if first.is_none() && self.next - begin >= FIRST_SENTENCE_WORDS {
                    first = Some(self.next);
                }
            }
            let term = self.terms.of_token(&token, &folded, rules);
            let marks = self.meet(term, &token, SEEN);
            let at = self.words.push((token.kind, token.start, token.position), term);
            if marks & BEGINS > 0 {
                self.starts.extend(at.map(|at| (at, term)));
            }
        });
        self.folded = folded;
        let starts =
            self.starts.iter().map(|&(at, term)| (at, &self.terms.first_nodes[term as usize]));
        let in_rules = |&term: &u32| {
            (self.terms.marks[term as usize] & RULES > 0).then(|| self.terms.get(term))
        };
        let words = (&self.words, in_rules);
        rules.place_from(id, details, words, starts).write(self.placements.bytes());
        self.placements.end_row();
        self.lengths.push([self.next, first.unwrap_or(self.next)]);
        if self.stream.len() >= SEGMENT {
            self.close();
        }
    }

    /// Notes an occurrence of a term in the entry being read; `seen` is [`SEEN`] where people see
    /// it. Returns the marks of the term.
    fn meet(&mut self, term: u32, token: &Token<'_>, seen: u8) -> u8 {
        let marks = &mut self.terms.marks[term as usize];
        *marks |= seen;
        let shares =
            token.kind == Kind::Compound && self.last.is_some_and(|last| token.position <= last);
        let entry = self.base + self.lengths.len() as u32;
        let position = self.next.saturating_sub(u32::from(shares));
        self.stream.push((term, (entry, position)));
        if !shares {
            self.last = Some(token.position);
            self.next += u32::from(*marks & STOPS == 0);
        }
        *marks
    }

    /// Inverts the stream: by term, in the order of its occurrences.
    fn close(&mut self) {
        if self.stream.len() > MOST {
            self.terms.is_full = true;
            self.stream.clear();
        }
        let mut starts = vec![0u32; self.terms.len() + 1];
        for &(term, _) in &self.stream {
            starts[term as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut by_term = mem::take(&mut self.by_term);
        by_term.resize(by_term.len().max(self.stream.len()), (0, 0));
        let mut next = starts.clone();
        for (term, met) in self.stream.drain(..) {
            let at = &mut next[term as usize];
            by_term[*at as usize] = met;
            *at += 1;
        }
        let mut segment = Segment::default();
        let mut postings = Vec::new();
        for bounds in starts.windows(2) {
            postings.clear();
            let met = &by_term[bounds[0] as usize..bounds[1] as usize];
            for here in met.chunk_by(|a, b| a.0 == b.0) {
                postings.push(self.posting(here, &mut segment.positions));
            }
            push_chunk(&mut segment.postings, &postings);
            segment.ends.push([segment.postings.len() as u32, segment.positions.len() as u32]);
        }
        self.segments.push(segment);
        self.by_term = by_term;
    }

    /// The posting of occurrences in one entry; their positions go to `positions`.
    fn posting(&self, here: &[(u32, u32)], positions: &mut Vec<u8>) -> Posting {
        let entry = here[0].0;
        let [_, first_end] = self.lengths[(entry - self.base) as usize];
        let mut last = 0;
        let mut first = 0;
        for &(_, position) in here {
            // A compound stands where its last word does, so positions never fall.
            let position = position.max(last);
            varint::push(positions, position - last);
            first += u32::from(position < first_end);
            last = position;
        }
        Posting { entry, count: here.len() as u32, first }
    }
}

/// Appends `text`, folded, to `folded` and tells where its first few sentences end there. Folding looks
/// at one character at a time, so sentences may be folded one by one.
fn fold_sentences(text: &str, folded: &mut String) -> Vec<usize> {
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
