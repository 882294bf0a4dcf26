//! The vectors of all entries of a corpus, and how similar a text is to them.
//!
//! They lie in an image: that of the corpus where it has them, or one of their own while they are
//! not in the cache yet. An entry has a vector for each of its passages, its text alone and its
//! text after each question that it is known to answer, and one for each of its first sentences,
//! which say what a long answer says in passing. A corpus is ranked with the passages of all its
//! entries or by words alone; sentences may be missing, all of them.

use std::ops::Range;
use std::sync::Arc;

use fearless_simd::{Level, dispatch};

use super::encoder::Encoder;
use super::vector::{DIMENSIONS, Kind, Packed, Vector};
use crate::corpus::Entry;
use crate::image::{Image, Section};
use crate::text::sentences::sentences;

/// How many sentences of an entry are encoded, and how much of each, in bytes.
const SENTENCES: usize = 24;
const LONGEST: usize = 300;

/// The vectors of all entries of a corpus.
#[derive(Debug, Clone)]
pub struct Vectors {
    image: Arc<Image>,
}

/// Two entries, in order, and the cosine of their texts.
pub type Pair = (usize, usize, f32);

/// The sentences of a text that are encoded, as bytes; none where it has but one.
pub(super) fn encoded_sentences(text: &str) -> Vec<Range<usize>> {
    let range =
        |range: Range<usize>| range.start..range.start + text[range].floor_char_boundary(LONGEST);
    let ranges: Vec<_> = sentences(text).take(SENTENCES).map(range).collect();
    if ranges.len() > 1 { ranges } else { Vec::new() }
}

impl Vectors {
    /// The vectors in an image; `None` unless it has some for each entry.
    pub fn open(image: Arc<Image>) -> Option<Self> {
        let rows = image.rows(Section::Vectors);
        let entries = image.items::<16>(Section::TextRanges).len();
        let vectors = Self { image: Arc::clone(&image) };
        let has_all = |entry| !vectors.passages(entry).is_empty();
        (rows.len() == entries && (0..entries).all(has_all)).then_some(vectors)
    }

    /// How many entries they are of.
    pub(crate) fn len(&self) -> usize {
        self.image.rows(Section::Vectors).len()
    }

    /// The vectors of the passages of an entry; that of its text comes first.
    fn passages(&self, entry: usize) -> &[[u8; DIMENSIONS]] {
        self.image.rows(Section::Vectors).get(entry).as_chunks::<DIMENSIONS>().0
    }

    fn text(&self, entry: usize) -> Option<Packed> {
        self.passages(entry).first().map(Packed::from_bytes)
    }

    /// The similarity of a question to each entry: the cosine, in [-1, 1], of its nearest passage.
    pub fn similarities(&self, question: &Vector) -> Vec<f32> {
        let cosine = |passage: &[u8; DIMENSIONS]| Packed::from_bytes(passage).cosine(question);
        let nearest = |entry| self.passages(entry).iter().map(cosine).fold(-1.0, f32::max);
        dispatch!(Level::new(), _simd => (0..self.len()).map(nearest).collect())
    }

    /// The place and the cosine of the sentence of an entry that is nearest to a question, the
    /// first of equals; `None` where its sentences are not encoded.
    fn nearest_sentence(&self, question: &Vector, entry: usize) -> Option<(usize, f32)> {
        let rows = self.image.rows(Section::SentenceVectors).get(entry);
        let cosine = |row: &[u8; DIMENSIONS]| Packed::from_bytes(row).cosine(question);
        dispatch!(Level::new(), _simd => nearest(rows.as_chunks().0.iter().map(cosine)))
    }

    /// The cosine of a question with the nearest sentence of an entry, with its text where its
    /// sentences are not encoded.
    pub fn sentence_similarity(&self, question: &Vector, entry: usize) -> f32 {
        let sentence = self.nearest_sentence(question, entry).map(|(_, cosine)| cosine);
        let text = || self.text(entry).map(|text| text.cosine(question));
        sentence.or_else(text).unwrap_or_default()
    }

    /// The cosine of the text of the entry at `index` with that of each entry, itself included.
    pub fn similarities_of(&self, index: usize) -> Vec<f32> {
        let Some(text) = self.text(index) else { return Vec::new() };
        let cosine = |other| self.text(other).map_or(0.0, |other| text.cosine_packed(&other));
        dispatch!(Level::new(), _simd => (0..self.len()).map(cosine).collect())
    }

    /// The pairs of entries whose texts have a cosine of at least `least`, most similar first, and
    /// no more than `most`. The time is that of comparing every entry with every other.
    pub fn pairs(&self, least: f32, most: usize) -> Vec<Pair> {
        let rows: Vec<Packed> = (0..self.len()).filter_map(|entry| self.text(entry)).collect();
        let mut pairs = Vec::new();
        for (first, a) in rows.iter().enumerate() {
            for (second, b) in rows.iter().enumerate().skip(first + 1) {
                let cosine = a.cosine_packed(b);
                if cosine >= least {
                    pairs.push((first, second, cosine));
                }
            }
            if pairs.len() > 4 * most || first + 1 == rows.len() {
                pairs.sort_by(|a: &Pair, b| b.2.total_cmp(&a.2));
                pairs.truncate(most);
            }
        }
        pairs
    }
}

/// An encoder, and the vectors of all entries of a corpus.
pub struct Meaning {
    encoder: Encoder,
    vectors: Vectors,
}

impl Meaning {
    /// An encoder, and the vectors of the entries that it will compare texts with.
    pub fn new(encoder: Encoder, vectors: Vectors) -> Self {
        Self { encoder, vectors }
    }

    /// The vector of a question.
    pub fn question(&self, text: &str) -> Vector {
        self.encoder.encode(Kind::Query, text)
    }

    /// The vectors.
    pub fn vectors(&self) -> &Vectors {
        &self.vectors
    }

    /// The sentence of an entry that is most similar to a question, as bytes in its text; `None` if
    /// there is no sentence. Sentences of which there are no vectors are encoded here.
    pub fn closest(&self, question: &Vector, entry: Entry<'_>) -> Option<Range<usize>> {
        let text = entry.text();
        let encoded = || {
            let cosine = |range| {
                let sentence = self.encoder.encode(Kind::Passage, &text[range]);
                Packed::from(&sentence).cosine(question)
            };
            nearest(encoded_sentences(text).into_iter().map(cosine))
        };
        let nearest = self.vectors.nearest_sentence(question, entry.index()).or_else(encoded);
        sentences(text).nth(nearest.map_or(0, |(place, _)| place))
    }
}

/// The place of the highest cosine, the first of equals, and it.
#[inline(always)]
fn nearest(cosines: impl Iterator<Item = f32>) -> Option<(usize, f32)> {
    cosines.enumerate().reduce(|best, other| if other.1 > best.1 { other } else { best })
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Builder, RowsBuilder};
    use crate::prepared::VERSION;

    impl Vectors {
        /// Those of entries, each of which has those of its passages; `None` if one has none.
        pub(crate) fn of_passages(entries: &[Vec<Packed>]) -> Option<Self> {
            let (mut image, mut rows) = (Builder::default(), RowsBuilder::default());
            image.push(Section::TextRanges, vec![0; 16 * entries.len()]);
            for entry in entries {
                rows.push(&entry.iter().flat_map(Packed::to_bytes).collect::<Vec<u8>>());
            }
            image.push_rows(Section::Vectors, rows);
            Self::open(Arc::new(image.finish(&VERSION)))
        }
    }

    /// Any vector.
    pub(crate) fn packed() -> impl Strategy<Value = Packed> {
        proptest::collection::vec(-127..=127_i8, DIMENSIONS).prop_map(|values| {
            let mut bytes = [0; DIMENSIONS];
            bytes.iter_mut().zip(values).for_each(|(byte, value)| *byte = value.cast_unsigned());
            Packed::from_bytes(&bytes)
        })
    }

    fn entries() -> impl Strategy<Value = Vec<Vec<Packed>>> {
        proptest::collection::vec(proptest::collection::vec(packed(), 1..4), 1..6)
    }

    proptest! {
        #[test]
        fn the_nearest_passage_counts(entries in entries(), question in packed()) {
            let vectors = Vectors::of_passages(&entries).expect("all vectors");
            let question = question.direction();
            for (entry, similarity) in entries.iter().zip(vectors.similarities(&question)) {
                prop_assert!(entry.iter().all(|passage| passage.cosine(&question) <= similarity));
                prop_assert!(entry.iter().any(|passage| passage.cosine(&question) == similarity));
            }
        }

        #[test]
        fn an_entry_is_most_similar_to_itself(entries in entries()) {
            let vectors = Vectors::of_passages(&entries).expect("all vectors");
            for index in 0..entries.len() {
                let all = vectors.similarities_of(index);
                prop_assert!(all.iter().all(|&other| other <= all[index] + 1e-6));
            }
            let pairs = vectors.pairs(-1.0, 100);
            prop_assert_eq!(pairs.len(), entries.len() * (entries.len() - 1) / 2);
            prop_assert!(pairs.is_sorted_by(|a, b| a.2 >= b.2));
        }
    }

    #[test]
    fn vectors_without_direction_are_similar_to_nothing() {
        let nothing = Packed::from_bytes(&[0; DIMENSIONS]);
        let two = Vectors::of_passages(&[vec![nothing], vec![nothing]]).expect("all vectors");
        assert_eq!(two.similarities_of(0), [0.0, 0.0]);
        let none = Vectors::of_passages(&[]).expect("all of none");
        assert!(none.similarities(&nothing.direction()).is_empty());
    }

    #[test]
    fn vectors_are_none_unless_all_are_there() {
        let one = vec![Packed::from_bytes(&[1; DIMENSIONS])];
        assert!(Vectors::of_passages(&[one, Vec::new()]).is_none());
    }

    #[test]
    fn the_first_sentences_are_encoded_if_there_are_several() {
        assert!(encoded_sentences("Une seule phrase.").is_empty());
        let text = format!("{} fin.\n{}", "é".repeat(200), "Oui. ".repeat(50));
        let ranges = encoded_sentences(&text);
        assert_eq!(ranges.len(), SENTENCES);
        assert_eq!(&text[ranges[0].clone()], "é".repeat(LONGEST / 2));
    }
}
