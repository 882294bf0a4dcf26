//! Building the index: one pass over the texts, then everything is turned round by counting.

use crate::search::index::acronym::{self, Acronym};
use crate::search::index::forms::{Arena, Forms, FormsBuilder, Rows};
use crate::search::index::order;
use crate::search::index::pieces::PieceTable;
use crate::search::index::{FormFacts, Index, Place};
use crate::text::{distance, fold::fold, stem::stem, stop::is_stop, tokens};

/// Positions left free between two entries, so that no window spans them.
const GAP: u32 = 64;

/// Sentences looked at for a first one that is long enough.
const FIRST_SENTENCES: usize = 8;

/// Content words the first sentence must have to count as one ("Oui." alone does not).
const FIRST_SENTENCE_WORDS: usize = 2;

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
    /// By form: whether it is a stop word.
    stops: Vec<bool>,
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
}

impl Builder {
    fn add(&mut self, text: &str) {
        acronym::learn(text, &mut self.acronyms);
        let (folded, heads) = fold_sentences(text);
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
        self.places.push(Place { base, first_end: first_end.unwrap_or(end), end });
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
            self.stops.push(is_stop(&token.text));
        }
        let shares = token.kind == tokens::Kind::Whole
            && self.last.is_some_and(|last| token.position <= last);
        let position = self.next.saturating_sub(u32::from(shares)).max(self.base());
        self.stream.push(Met { form, position });
        if !shares {
            self.last = Some(token.position);
            self.next += u32::from(!self.stops[form as usize]);
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
        let mut index = Index {
            order: 0.0,
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
        };
        index.order = order::order(&index);
        index
    }
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

/// The folded text, and where its first few sentences end in it. Folding looks at one
/// character at a time, so sentences may be folded one by one.
fn fold_sentences(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut ends = Vec::new();
    let mut from = 0;
    for end in sentence_ends(text) {
        folded.push_str(&fold(&text[from..end]));
        ends.push(folded.len());
        from = end;
    }
    folded.push_str(&fold(&text[from..]));
    (folded, ends)
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
    .take(FIRST_SENTENCES)
}
