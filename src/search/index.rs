//! The inverted index: which entry holds which form, how often and where.
//!
//! Forms are kept as written (folded), not as stems: "exact over stem over typo" is decided
//! at query time, by the weight of an alternative. Everything lies in flat arrays of `u32`,
//! since one index may hold 75,000 entries and more (issue 5); all numbers go by first
//! meeting, so building twice gives the same index.

use super::acronym::{self, Acronym};
use super::forms::{Arena, Forms, FormsBuilder, Rows};
use super::pieces::PieceTable;
use crate::text::{distance, fold::fold, stem::stem, stop::is_stop, tokens};
use std::ops::Range;

/// Positions left free between two entries, so that no window spans them.
const GAP: u32 = 64;

/// Content words the first sentence must have to count as one ("Oui." alone does not).
const FIRST_SENTENCE_WORDS: usize = 4;

/// An entry's place in the index.
#[derive(Clone, Debug)]
struct Place {
    /// Position of its first content word.
    base: u32,
    /// One past the position of the last word of its first sentence.
    first_end: u32,
    /// One past the position of its last content word.
    end: u32,
    /// Whether it opens with yes or no.
    yes_no: bool,
}

/// What is known of a form, apart from where it stands.
#[derive(Clone, Debug)]
struct FormFacts {
    /// Where it was first met: entry, and byte range in the folded entry.
    sample: (u32, u32, u32),
    /// Its letters as bits, for the search of corrections.
    letters: u32,
    /// Its length in characters.
    chars: u32,
}

/// One entry's occurrences of one form.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'i> {
    /// The entry, from 0 in the order of building.
    pub entry: usize,
    /// The positions, rising, over the content words of the whole index. A stop word or the
    /// whole of a compound has the position of the content word beside it.
    pub positions: &'i [u32],
}

/// All entries, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index {
    forms: Forms,
    facts: Vec<FormFacts>,
    /// By form: the entries it stands in, rising.
    entries: Rows,
    /// By item of `entries`: where its positions begin; one more at the end.
    positions_from: Vec<u32>,
    positions: Vec<u32>,
    places: Vec<Place>,
    /// Stems in byte order, and the forms of each.
    stems: Arena,
    classes: Rows,
    pieces: PieceTable,
    acronyms: Vec<Acronym>,
    average_len: f64,
    average_first: f64,
}

/// One token of the stream, while building.
#[derive(Clone, Copy)]
struct Met {
    form: u32,
    position: u32,
}

#[derive(Default)]
struct Builder {
    forms: FormsBuilder,
    samples: Vec<(u32, u32, u32)>,
    stream: Vec<Met>,
    /// By entry: where its tokens end in the stream.
    stream_ends: Vec<usize>,
    places: Vec<Place>,
    /// Position of the next content word.
    next: u32,
    /// Ordinal of the last token that stood by itself.
    last: Option<usize>,
    acronyms: Vec<Acronym>,
}

impl Index {
    /// Indexes the raw texts of the entries, in order.
    pub fn build<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Index {
        let mut builder = Builder::default();
        for text in texts {
            builder.add(text.as_ref());
        }
        builder.finish()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The dictionary.
    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    /// The forms that share the stem `stem`.
    pub fn stem_class(&self, stem: &str) -> &[u32] {
        let (mut from, mut to) = (0, self.stems.len() as u32);
        while from < to {
            let mid = from + (to - from) / 2;
            match self.stems.get(mid).cmp(stem) {
                std::cmp::Ordering::Less => from = mid + 1,
                std::cmp::Ordering::Greater => to = mid,
                std::cmp::Ordering::Equal => return self.classes.get(mid),
            }
        }
        &[]
    }

    /// The four-letter pieces of the forms.
    pub fn pieces(&self) -> &PieceTable {
        &self.pieces
    }

    /// The acronyms the entries explain.
    pub fn acronyms(&self) -> &[Acronym] {
        &self.acronyms
    }

    /// In how many entries a form stands.
    pub fn entry_count(&self, form: u32) -> usize {
        self.entries.range(form).len()
    }

    /// The occurrences of a form, entry by entry.
    pub fn postings(&self, form: u32) -> impl Iterator<Item = Posting<'_>> {
        self.entries.range(form).map(|at| {
            let positions = self.positions_from[at] as usize..self.positions_from[at + 1] as usize;
            Posting { entry: self.entries.item(at) as usize, positions: &self.positions[positions] }
        })
    }

    /// Content words of an entry.
    pub fn entry_len(&self, entry: usize) -> u32 {
        self.places[entry].end - self.places[entry].base
    }

    /// Content words of its first sentence.
    pub fn first_len(&self, entry: usize) -> u32 {
        self.places[entry].first_end - self.places[entry].base
    }

    /// One past the last position of the first sentence of an entry.
    pub fn first_end(&self, entry: usize) -> u32 {
        self.places[entry].first_end
    }

    /// Mean content words of an entry, at least 1.
    pub fn average_len(&self) -> f64 {
        self.average_len
    }

    /// Mean content words of a first sentence, at least 1.
    pub fn average_first(&self) -> f64 {
        self.average_first
    }

    /// Whether an entry opens with yes or no.
    pub fn says_yes_or_no(&self, entry: usize) -> bool {
        self.places[entry].yes_no
    }

    /// Where a form was first met: the entry, and the bytes of the folded entry. Through it
    /// a report can show the word as the page writes it.
    pub fn sample(&self, form: u32) -> (usize, Range<usize>) {
        let (entry, start, end) = self.facts[form as usize].sample;
        (entry as usize, start as usize..end as usize)
    }

    /// Forms that may be within `budget` errors of a word with these letters and length.
    pub fn near(&self, letters: u32, chars: usize, budget: usize) -> impl Iterator<Item = u32> {
        self.facts.iter().enumerate().filter_map(move |(id, f)| {
            let near = (f.chars as usize).abs_diff(chars) <= budget
                && distance::may_be_near(letters, f.letters, budget);
            near.then_some(id as u32)
        })
    }
}

impl Builder {
    fn add(&mut self, text: &str) {
        acronym::learn(text, &mut self.acronyms);
        let folded = fold(text);
        let heads = sentence_ends(text).map(|cut| fold(&text[..cut]).len()).collect::<Vec<_>>();
        let entry = self.places.len() as u32;
        let base = self.base();
        self.last = None;
        let mut first_end = None;
        let mut heads = heads.into_iter().peekable();
        tokens::visit(&folded, |t| {
            while heads.peek().is_some_and(|&h| t.start >= h) {
                heads.next();
                if first_end.is_none() && self.next - base >= FIRST_SENTENCE_WORDS as u32 {
                    first_end = Some(self.next);
                }
            }
            self.meet(entry, &t);
        });
        let end = self.next;
        self.places.push(Place {
            base,
            first_end: first_end.unwrap_or(end),
            end,
            yes_no: opens_yes_or_no(&folded),
        });
        self.stream_ends.push(self.stream.len());
        self.next += GAP;
    }

    /// Position of the first content word of the entry being read.
    fn base(&self) -> u32 {
        self.places.last().map_or(0, |p| p.end + GAP)
    }

    fn meet(&mut self, entry: u32, token: &tokens::Token<'_>) {
        let form = self.forms.id(&token.text);
        if form as usize == self.samples.len() {
            self.samples.push((entry, token.start as u32, token.end as u32));
        }
        let shares = token.kind == tokens::Kind::Whole && self.last == Some(token.position);
        let position = self.next.saturating_sub(u32::from(shares)).max(self.base());
        self.stream.push(Met { form, position });
        if !shares {
            self.last = Some(token.position);
            self.next += u32::from(!is_stop(&token.text));
        }
    }

    fn finish(self) -> Index {
        let forms = self.forms.finish();
        let count = forms.len();
        let (entries, positions_from, positions) = invert(count, &self.stream, &self.stream_ends);
        let facts = self
            .samples
            .iter()
            .enumerate()
            .map(|(id, &sample)| facts(forms.get(id as u32), sample))
            .collect();
        let (stems, classes) = stem_classes(&forms);
        let mean = |f: fn(&Place) -> u32| {
            let sum: f64 = self.places.iter().map(|p| f64::from(f(p))).sum();
            (sum / self.places.len().max(1) as f64).max(1.0)
        };
        Index {
            pieces: PieceTable::build(&forms),
            average_len: mean(|p| p.end - p.base),
            average_first: mean(|p| p.first_end - p.base),
            acronyms: acronym::settle(self.acronyms),
            places: self.places,
            forms,
            facts,
            entries,
            positions_from,
            positions,
            stems,
            classes,
        }
    }
}

fn opens_yes_or_no(folded: &str) -> bool {
    let first = folded.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty());
    first.is_some_and(|w| w == "oui" || w == "non")
}

fn facts(form: &str, sample: (u32, u32, u32)) -> FormFacts {
    FormFacts { sample, letters: distance::letters(form), chars: form.chars().count() as u32 }
}

/// Turns the stream of tokens into postings, by counting.
fn invert(forms: usize, stream: &[Met], ends: &[usize]) -> (Rows, Vec<u32>, Vec<u32>) {
    let by_form = Rows::group(forms, stream.iter().enumerate().map(|(i, m)| (m.form, i as u32)));
    let mut pairs = Vec::new();
    let mut positions_from = Vec::new();
    let mut positions = Vec::with_capacity(stream.len());
    for form in 0..forms as u32 {
        let mut last = None;
        for &at in by_form.get(form) {
            let entry = ends.partition_point(|&end| end <= at as usize) as u32;
            if last != Some(entry) {
                pairs.push((form, entry));
                positions_from.push(positions.len() as u32);
                last = Some(entry);
            }
            positions.push(stream[at as usize].position);
        }
    }
    positions_from.push(positions.len() as u32);
    (Rows::group(forms, pairs.iter().copied()), positions_from, positions)
}

/// Groups forms by stem; stems in byte order.
fn stem_classes(forms: &Forms) -> (Arena, Rows) {
    let mut by_stem: Vec<(String, u32)> =
        (0..forms.len() as u32).map(|id| (stem(forms.get(id)), id)).collect();
    by_stem.sort_unstable();
    let mut stems = Arena::default();
    let mut pairs = Vec::with_capacity(by_stem.len());
    for (i, (stem, form)) in by_stem.iter().enumerate() {
        if i == 0 || by_stem[i - 1].0 != *stem {
            stems.push(stem);
        }
        pairs.push((stems.len() as u32 - 1, *form));
    }
    let classes = Rows::group(stems.len(), pairs.iter().copied());
    (stems, classes)
}

/// Byte offsets where a sentence of the raw text ends: after `.`, `!` or `?` before a space,
/// and at line ends. Only the first few are needed.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let next = chars.peek().map(|&(_, c)| c);
            let stops = matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace);
            if stops || c == '\n' {
                return Some(at + c.len_utf8());
            }
        }
    })
    .take(8)
}
