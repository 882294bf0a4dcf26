//! Filling in vectors: those at hand, and missing ones encoded.
//!
//! The vectors of a corpus are those of its image, of the shipped pages where the same texts stand
//! there, and of the vector cache. A corpus whose image has them all needs none of this.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::cache::VectorCache;
use super::encoder::Encoder;
use super::vector::{DIMENSIONS, Kind, Packed};
use super::vectors::{Vectors, encoded_sentences};
use crate::corpus::identity::Id;
use crate::corpus::{Corpus, Entry};
use crate::image::{Builder, Image, RowsBuilder, Section};
use crate::parallel;
use crate::prepared::VERSION;

/// What is encoded of a passage: it, or its beginning. A longer one would take a core 20 s.
const MAX_PASSAGE: usize = 256 << 10;

/// The vectors that there are of the texts of a corpus.
#[derive(Debug)]
pub struct Filling<'c> {
    corpus: &'c Corpus,
    /// By entry, its passages and then its sentences.
    texts: Vec<Text>,
    /// By text.
    rows: Vec<Option<Packed>>,
}

#[derive(Debug, Clone)]
struct Text {
    entry: u32,
    part: Part,
    id: Id,
}

#[derive(Debug, Clone)]
enum Part {
    Passage(u32),
    Sentence(Range<usize>),
}

/// Which of the missing texts are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// What ranking by meaning needs.
    Passages,
    /// That, and sentences, which make it better.
    All,
}

/// The texts of an entry, in order.
fn texts(entry: Entry<'_>) -> Vec<Text> {
    let text = |part, id| Text { entry: entry.index() as u32, part, id };
    let passages = (0..).zip(entry.passages()).map(|(place, passage)| {
        let id = if place == 0 { entry.id() } else { Id::of(&passage) };
        text(Part::Passage(place), id)
    });
    let sentences = encoded_sentences(entry.text()).into_iter().map(|range| {
        let id = Id::of(&entry.text()[range.clone()]);
        text(Part::Sentence(range), id)
    });
    passages.chain(sentences).collect()
}

/// Calls `see` with the id and the vector of each text of those entries of a corpus that are
/// `wanted`, as far as its image holds them: ids of other texts would be computed for nothing.
fn in_image(corpus: &Corpus, wanted: impl Fn(Id) -> bool, mut see: impl FnMut(Id, Packed)) {
    for entry in corpus.entries().filter(|entry| wanted(entry.id())) {
        let vectors =
            [Section::Vectors, Section::SentenceVectors].into_iter().flat_map(|section| {
                corpus.image().rows(section).get(entry.index()).as_chunks::<DIMENSIONS>().0
            });
        texts(entry).into_iter().zip(vectors).for_each(|(text, vector)| {
            see(text.id, Packed::from_bytes(vector));
        });
    }
}

impl<'c> Filling<'c> {
    /// No vector is at hand.
    pub fn new(corpus: &'c Corpus) -> Self {
        let entries: Vec<usize> = (0..corpus.len()).collect();
        let texts = parallel::map(&entries, corpus.text_bytes(), |&at| texts(corpus.entry(at)));
        let texts: Vec<Text> = texts.into_iter().flatten().collect();
        Self { corpus, rows: vec![None; texts.len()], texts }
    }

    /// The vectors at hand: those of the shipped pages, and those in the vector cache.
    pub fn at_hand(corpus: &'c Corpus, cache: Option<&VectorCache>) -> Self {
        let mut filling = Self::new(corpus);
        let mut places: HashMap<Id, Vec<usize>> = HashMap::new();
        for (text, place) in filling.texts.iter().zip(0..) {
            places.entry(text.id).or_default().push(place);
        }
        let mut see = |id, vector| {
            for &place in places.get(&id).into_iter().flatten() {
                filling.rows[place] = Some(vector);
            }
        };
        if let Some(shipped) = Corpus::shipped() {
            in_image(&shipped, |id| places.contains_key(&id), &mut see);
        }
        if let Some(cache) = cache {
            cache.read(see);
        }
        filling
    }

    /// Forgets each `n`th vector, which is then encoded anew.
    #[cfg(all(test, feature = "meaning"))]
    pub(crate) fn forget_each(&mut self, n: usize) {
        self.rows.iter_mut().step_by(n).for_each(|row| *row = None);
    }

    /// The places of the texts without a vector, in order.
    fn missing(&self, wanted: Wanted) -> Vec<usize> {
        let is_wanted =
            |text: &Text| wanted == Wanted::All || matches!(text.part, Part::Passage(_));
        let all = self.texts.iter().zip(&self.rows).enumerate();
        let missing = all.filter(|(_, (text, row))| row.is_none() && is_wanted(text));
        missing.map(|(place, _)| place).collect()
    }

    /// How many texts have no vector.
    pub fn missing_texts(&self) -> usize {
        self.missing(Wanted::All).len()
    }

    /// How many entries lack a vector of a passage.
    pub fn missing_entries(&self) -> usize {
        let mut entries: Vec<u32> =
            self.missing(Wanted::Passages).iter().map(|&place| self.texts[place].entry).collect();
        entries.dedup();
        entries.len()
    }

    /// The bytes of the texts without a vector.
    pub fn missing_bytes(&self, wanted: Wanted) -> u64 {
        let length = |place: usize| {
            let text = &self.texts[place];
            match &text.part {
                Part::Passage(_) => {
                    self.corpus.entry(text.entry as usize).text_len().min(MAX_PASSAGE)
                }
                Part::Sentence(range) => range.len(),
            }
        };
        self.missing(wanted).into_iter().map(|place| length(place) as u64).sum()
    }

    /// The subwords that the missing passages are cut into; `None` if there are more than `most`.
    pub fn missing_subwords(&self, encoder: &Encoder, most: usize) -> Option<usize> {
        /// A subword of French has some four bytes, and never so many on the average.
        const LONGEST: usize = 12;
        if self.missing_bytes(Wanted::Passages) > (most * LONGEST) as u64 {
            return None;
        }
        let missing = self.missing(Wanted::Passages).into_iter();
        // Each text has two marks besides.
        let sum = missing.map(|place| encoder.subwords(&self.text(place)) + 2).sum();
        (sum <= most).then_some(sum)
    }

    /// The vectors that there are, by id.
    pub fn known(&self) -> Vec<(Id, Packed)> {
        let all = self.texts.iter().zip(&self.rows);
        all.filter_map(|(text, &row)| Some((text.id, row?))).collect()
    }

    fn text(&self, place: usize) -> Cow<'c, str> {
        let text = &self.texts[place];
        let entry = self.corpus.entry(text.entry as usize);
        match &text.part {
            Part::Sentence(range) => entry.text()[range.clone()].into(),
            Part::Passage(number) => match entry.passages().nth(*number as usize) {
                Some(Cow::Owned(mut passage)) => {
                    passage.truncate(passage.floor_char_boundary(MAX_PASSAGE));
                    passage.into()
                }
                _ => entry.text()[..entry.text().floor_char_boundary(MAX_PASSAGE)].into(),
            },
        }
    }

    /// Encodes the missing vectors on `threads` threads and calls `see` with each, on this thread,
    /// in the order in which they are finished: the id of the text, the vector, and the bytes of
    /// the text. Stops when `see` answers false.
    pub fn encode(
        &mut self,
        wanted: Wanted,
        encoder: &Encoder,
        threads: usize,
        mut see: impl FnMut(Id, Packed, usize) -> bool,
    ) {
        let missing = self.missing(wanted);
        let texts: Vec<_> = missing.iter().map(|&place| self.text(place)).collect();
        let encode = |text: &Cow<'_, str>| Packed::from(&encoder.encode(Kind::Passage, text));
        parallel::as_done(&texts, threads, encode, |number, vector| {
            let place = missing[number];
            self.rows[place] = Some(vector);
            see(self.texts[place].id, vector, texts[number].len())
        });
    }

    /// The vectors, if no passage is without one.
    pub fn vectors(&self) -> Option<Vectors> {
        let mut image = Builder::default();
        let ranges = self.corpus.image().section(Section::TextRanges);
        image.push(Section::TextRanges, ranges.to_vec());
        self.push(&mut image);
        Vectors::open(Arc::new(image.finish(&VERSION)))
    }

    /// The image of the corpus, its bytes copied, with the vectors.
    pub fn image(&self) -> Image {
        let mut image = self.corpus.image().to_builder();
        self.push(&mut image);
        image.finish(&VERSION)
    }

    /// Adds the vectors to an image. An entry that lacks one of a passage gets none of these, and
    /// no entry gets any of its sentences unless all have them.
    fn push(&self, image: &mut Builder) {
        let (mut passages, mut sentences) = (RowsBuilder::default(), RowsBuilder::default());
        let has_sentences = self.missing(Wanted::All) == self.missing(Wanted::Passages);
        let mut all = self.texts.iter().zip(&self.rows).peekable();
        for entry in 0..self.corpus.len() as u32 {
            let (mut of_passages, mut of_sentences) = (Vec::new(), Vec::new());
            let mut has_passages = true;
            while let Some((text, row)) = all.next_if(|(text, _)| text.entry == entry) {
                let bytes = row.iter().flat_map(Packed::to_bytes);
                match text.part {
                    Part::Sentence(_) => of_sentences.extend(bytes),
                    Part::Passage(_) => {
                        has_passages &= row.is_some();
                        of_passages.extend(bytes);
                    }
                }
            }
            passages.push(if has_passages { &of_passages } else { &[] });
            sentences.push(if has_sentences { &of_sentences } else { &[] });
        }
        image.push_rows(Section::Vectors, passages);
        image.push_rows(Section::SentenceVectors, sentences);
    }
}
