//! Filling in vectors: those at hand, and missing ones encoded.
//!
//! The vectors of a corpus are those of its image, of the shipped pages where the same entries
//! stand there, and of the vector cache. A corpus whose image has them all needs none of this.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::cache::VectorCache;
use super::encoder::Encoder;
use super::vector::{DIMENSIONS, Kind, Packed};
use super::vectors::{Vectors, push_vectors};
use crate::corpus::identity::Id;
use crate::corpus::{Corpus, Entry};
use crate::image::{Builder, Image, Section};
use crate::parallel;
use crate::prepared::VERSION;

/// What is encoded of an entry: it, or its beginning. A longer one would take a core 20 s.
const MAX_ENTRY: usize = 256 << 10;

/// The vectors that there are of the entries of a corpus.
#[derive(Debug)]
pub struct Filling<'c> {
    corpus: &'c Corpus,
    /// By entry: the id of what is encoded of it.
    ids: Vec<Id>,
    rows: Vec<Option<Packed>>,
}

/// The id of what is encoded of an entry: its own, if it has no question.
fn passage_id(entry: Entry<'_>) -> Id {
    match entry.passage() {
        Cow::Borrowed(_) => entry.id(),
        Cow::Owned(passage) => Id::of(&passage),
    }
}

impl<'c> Filling<'c> {
    /// The vectors at hand: those of the shipped pages, and those in the vector cache.
    pub fn at_hand(corpus: &'c Corpus, cache: Option<&VectorCache>) -> Self {
        let entries: Vec<usize> = (0..corpus.len()).collect();
        let id = |&entry: &usize| passage_id(corpus.entry(entry));
        let ids = parallel::map(&entries, corpus.text_bytes(), id);
        let places: HashMap<Id, usize> = ids.iter().copied().zip(0..).collect();
        let mut rows = vec![None; ids.len()];
        if let Some(shipped) = Corpus::shipped() {
            let vectors = shipped.image().items::<DIMENSIONS>(Section::Vectors);
            for (entry, vector) in shipped.entries().zip(vectors) {
                if let Some(&place) = places.get(&passage_id(entry)) {
                    rows[place] = Some(Packed::from_bytes(vector));
                }
            }
        }
        if let Some(cache) = cache.filter(|_| rows.contains(&None)) {
            cache.read(|id, vector| {
                if let Some(&place) = places.get(&id) {
                    rows[place] = Some(vector);
                }
            });
        }
        Self { corpus, ids, rows }
    }

    /// The entries without a vector, in order.
    pub fn missing(&self) -> Vec<usize> {
        let missing = self.rows.iter().enumerate().filter(|(_, row)| row.is_none());
        missing.map(|(entry, _)| entry).collect()
    }

    /// The bytes of the texts of the entries without a vector.
    pub fn missing_bytes(&self) -> u64 {
        let length = |entry| self.corpus.entry(entry).text_len().min(MAX_ENTRY) as u64;
        self.missing().into_iter().map(length).sum()
    }

    /// The subwords that the missing texts are cut into; `None` if there are more than `most`.
    pub fn missing_subwords(&self, encoder: &Encoder, most: usize) -> Option<usize> {
        /// A subword of French has some four bytes, and never so many on the average.
        const LONGEST: usize = 12;
        if self.missing_bytes() > (most * LONGEST) as u64 {
            return None;
        }
        let subwords =
            self.missing().into_iter().map(|entry| encoder.subwords(&self.passage(entry)));
        // Each text has two marks besides.
        let sum = subwords.map(|subwords| subwords + 2).sum();
        (sum <= most).then_some(sum)
    }

    /// The vectors that there are, by id.
    pub fn known(&self) -> Vec<(Id, Packed)> {
        let all = self.ids.iter().zip(&self.rows);
        all.filter_map(|(&id, &row)| Some((id, row?))).collect()
    }

    fn passage(&self, entry: usize) -> Cow<'c, str> {
        match self.corpus.entry(entry).passage() {
            Cow::Borrowed(text) => text[..text.floor_char_boundary(MAX_ENTRY)].into(),
            Cow::Owned(mut text) => {
                text.truncate(text.floor_char_boundary(MAX_ENTRY));
                text.into()
            }
        }
    }

    /// Encodes the missing vectors on `threads` threads and calls `see` with each, on this thread,
    /// in the order in which they are finished: the id of what was encoded, the vector, and the bytes of
    /// the text. Stops when `see` answers false.
    pub fn encode(
        &mut self,
        encoder: &Encoder,
        threads: usize,
        mut see: impl FnMut(Id, Packed, usize) -> bool,
    ) {
        let missing = self.missing();
        let texts: Vec<_> = missing.iter().map(|&entry| self.passage(entry)).collect();
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        encoder.encode_all(Kind::Passage, &texts, threads, |number, vector| {
            let (entry, vector) = (missing[number], Packed::from(&vector));
            self.rows[entry] = Some(vector);
            see(self.ids[entry], vector, texts[number].len())
        });
    }

    /// The vectors, if none is missing.
    pub fn vectors(&self) -> Option<Vectors> {
        let mut image = Builder::default();
        push_vectors(&mut image, &self.rows);
        Vectors::open(Arc::new(image.finish(&VERSION)))
    }

    /// The image of the corpus, its bytes copied, with the vectors.
    pub fn image(&self) -> Option<Image> {
        let image = Image::of_bytes(self.corpus.image().bytes().to_vec(), &VERSION)?;
        let mut image = image.into_builder();
        push_vectors(&mut image, &self.rows);
        Some(image.finish(&VERSION))
    }
}
