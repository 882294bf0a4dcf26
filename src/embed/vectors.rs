//! The vectors of all entries of a corpus, and how similar a text is to them.
//!
//! They lie in an image: that of the corpus where it has them, or one of their own while they are
//! not in the cache yet. A corpus is ranked with all its vectors or with none.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::encoder::Encoder;
use super::vector::{DIMENSIONS, Kind, Packed, Vector};
use crate::corpus::Entry;
use crate::image::{Builder, Image, Section};
use crate::text::sentences::sentences;

/// How much of the mean of all vectors is subtracted before angles are compared.
///
/// The cosines of this model lie between .75 and .95 whatever the texts, because its vectors
/// share a direction; and entries on one subject share one more. 0.65: measured on four sets
/// of 48 to 889 entries (`tests/relevance`), nothing subtracted costs them up to .02 of MRR@10
/// for meaning alone, and so does subtracting all of it.
const COMMON: f64 = 0.65;

/// Bytes of the common part in [`Section::VectorTotals`]: 384 f32, then the dot product of it
/// with itself, f64. Behind it stands, by entry, its dot product with the entry's vector, f32.
const COMMON_BYTES: usize = 4 * DIMENSIONS + 8;

/// The vectors of all entries of a corpus.
#[derive(Debug, Clone)]
pub struct Vectors {
    image: Arc<Image>,
    /// What is subtracted: [`COMMON`] times the mean of all.
    common: [f32; DIMENSIONS],
    /// Its dot product with itself.
    square: f64,
}

/// Two entries, in order, and the cosine of their vectors.
pub type Pair = (usize, usize, f32);

/// Adds vectors to an image, in the order of the entries; with all of them, it can be opened by
/// [`Vectors::open`].
pub(crate) fn push_vectors(image: &mut Builder, rows: &[Option<Packed>]) {
    let missing = Packed::from_bytes(&[0; DIMENSIONS]);
    let bytes: Vec<u8> = rows.iter().flat_map(|row| row.unwrap_or(missing).to_bytes()).collect();
    image.push(Section::Vectors, &bytes);
    let rows: Option<Vec<Packed>> = rows.iter().copied().collect();
    if let Some(rows) = rows {
        image.push(Section::VectorTotals, &totals(&rows));
    }
}

fn totals(rows: &[Packed]) -> Vec<u8> {
    let mut sums = [0.0; DIMENSIONS];
    for row in rows {
        let direction = row.direction();
        for (sum, value) in sums.iter_mut().zip(direction.values()) {
            *sum += f64::from(*value);
        }
    }
    let share = COMMON / rows.len().max(1) as f64;
    let common = sums.map(|sum| (sum * share) as f32);
    let square: f64 = common.iter().map(|value| f64::from(*value) * f64::from(*value)).sum();
    let mut bytes: Vec<u8> = common.iter().flat_map(|value| value.to_le_bytes()).collect();
    bytes.extend(square.to_le_bytes());
    bytes.extend(rows.iter().flat_map(|row| row.along(&common).to_le_bytes()));
    bytes
}

impl Vectors {
    /// The vectors in an image; `None` unless it has one for each entry.
    pub fn open(image: Arc<Image>) -> Option<Self> {
        let (head, along) = image.section(Section::VectorTotals).split_at_checked(COMMON_BYTES)?;
        let (values, square) = head.split_at(4 * DIMENSIONS);
        let mut common = [0.0; DIMENSIONS];
        for (value, bytes) in common.iter_mut().zip(values.as_chunks::<4>().0) {
            *value = f32::from_le_bytes(*bytes);
        }
        let square = f64::from_le_bytes(*square.first_chunk()?);
        let rows = image.items::<DIMENSIONS>(Section::Vectors).len();
        let is_valid = along.len() == 4 * rows && square.is_finite();
        is_valid.then_some(Self { image, common, square })
    }

    fn rows(&self) -> impl ExactSizeIterator<Item = Packed> {
        self.image.items(Section::Vectors).iter().map(Packed::from_bytes)
    }

    /// The dot product of the common part with each row, at length 1.
    fn along(&self) -> impl Iterator<Item = f32> {
        let section = self.image.section(Section::VectorTotals);
        let along = section.get(COMMON_BYTES..).unwrap_or_default().as_chunks::<4>().0;
        along.iter().map(|&bytes| f32::from_le_bytes(bytes))
    }

    /// The similarity of `text` to each entry: the cosine in [-1, 1], what all entries have in
    /// common subtracted from both.
    pub fn similarities(&self, text: &Vector) -> Vec<f64> {
        let dot = |a: f32, b: &f32| f64::from(a) * f64::from(*b);
        let along: f64 = text.values().iter().zip(&self.common).map(|(a, b)| dot(*a, b)).sum();
        let length = |along: f64| (1.0 - 2.0 * along + self.square).max(f64::MIN_POSITIVE).sqrt();
        let similarity = |(row, row_along): (Packed, f32)| {
            let row_along = f64::from(row_along);
            let dot = f64::from(row.cosine(text)) - along - row_along + self.square;
            (dot / (length(along) * length(row_along))).clamp(-1.0, 1.0)
        };
        self.rows().zip(self.along()).map(similarity).collect()
    }

    /// The similarity of the entry at `index` to each entry, itself included.
    pub fn similarities_of(&self, index: usize) -> Vec<f64> {
        let row = self.rows().nth(index);
        row.map_or_else(Vec::new, |row| self.similarities(&row.direction()))
    }

    /// The pairs of entries whose cosine is at least `least`, most similar first, and no more than
    /// `most`. The time is that of comparing every entry with every other.
    pub fn pairs(&self, least: f32, most: usize) -> Vec<Pair> {
        let rows: Vec<Packed> = self.rows().collect();
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
#[derive(Debug)]
pub struct Meaning {
    encoder: Encoder,
    vectors: Vectors,
    /// The vectors of sentences that were encoded so far, by entry.
    sentences: Mutex<HashMap<usize, Arc<[Packed]>>>,
}

impl Meaning {
    /// An encoder, and the vectors of the entries that it will compare texts with.
    pub fn new(encoder: Encoder, vectors: Vectors) -> Self {
        Self { encoder, vectors, sentences: Mutex::default() }
    }

    /// The vector of a question.
    pub fn question(&self, text: &str) -> Vector {
        self.encoder.encode(Kind::Query, text)
    }

    /// The vectors.
    pub fn vectors(&self) -> &Vectors {
        &self.vectors
    }

    /// The sentence of an entry that is most similar to a question, as bytes in its text; the first
    /// of equals, and `None` if there is no sentence. Sentences of the shipped pages are
    /// prepared, others are encoded here, as far as that takes a moment.
    pub fn closest(&self, question: &Vector, entry: Entry<'_>) -> Option<Range<usize>> {
        /// How many sentences are looked at: some 100 ms.
        const MOST: usize = 24;
        let ranges: Vec<Range<usize>> = sentences(entry.text()).take(MOST).collect();
        if ranges.len() < 2 {
            return ranges.into_iter().next();
        }
        let vectors = self.sentences(entry, &ranges);
        let similarity =
            |(range, vector): (Range<usize>, &Packed)| (range, vector.cosine(question));
        let all = ranges.into_iter().zip(vectors.iter()).map(similarity);
        all.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|best| best.0)
    }

    /// The vectors of sentences of an entry: prepared ones, or encoded now.
    fn sentences(&self, entry: Entry<'_>, ranges: &[Range<usize>]) -> Arc<[Packed]> {
        /// How much of each sentence is encoded.
        const LONGEST: usize = 300;
        /// The most entries whose sentences are remembered, some 40 MB.
        const MOST: usize = 10_000;
        let prepared = self.vectors.image.rows(Section::SentenceVectors).get(entry.index());
        let prepared = prepared.as_chunks::<DIMENSIONS>().0;
        if prepared.len() >= ranges.len() {
            return prepared.iter().map(Packed::from_bytes).collect();
        }
        let known = || self.sentences.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vectors) = known().get(&entry.index()) {
            return Arc::clone(vectors);
        }
        let encode = |range: &Range<usize>| {
            let sentence = &entry.text()[range.clone()];
            let sentence = &sentence[..sentence.floor_char_boundary(LONGEST)];
            Packed::from(&self.encoder.encode(Kind::Passage, sentence))
        };
        let vectors: Arc<[Packed]> = ranges.iter().map(encode).collect();
        let mut known = known();
        if known.len() < MOST {
            known.insert(entry.index(), Arc::clone(&vectors));
        }
        vectors
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prepared::VERSION;

    fn vectors(rows: &[Packed]) -> Vectors {
        let mut image = Builder::default();
        let rows: Vec<Option<Packed>> = rows.iter().copied().map(Some).collect();
        push_vectors(&mut image, &rows);
        Vectors::open(Arc::new(image.finish(&VERSION))).expect("all vectors")
    }

    fn packed() -> impl Strategy<Value = Packed> {
        proptest::collection::vec(-127..=127_i8, DIMENSIONS).prop_map(|values| {
            let mut bytes = [0; DIMENSIONS];
            bytes.iter_mut().zip(values).for_each(|(byte, value)| *byte = value.cast_unsigned());
            Packed::from_bytes(&bytes)
        })
    }

    proptest! {
        /// The formula against subtracting the common part, number by number.
        #[test]
        fn the_common_part_is_subtracted_from_both(rows in proptest::collection::vec(packed(), 1..6), text in packed()) {
            let vectors = vectors(&rows);
            let text = text.direction();
            let less = |vector: &Vector| -> Vec<f64> {
                vector.values().iter().zip(&vectors.common).map(|(a, b)| f64::from(a - b)).collect()
            };
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            let a = less(&text);
            for (similarity, row) in vectors.similarities(&text).into_iter().zip(&rows) {
                let b = less(&row.direction());
                let expected = dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt();
                prop_assert!((similarity - expected).abs() < 1e-4, "{similarity} {expected}");
            }
        }

        #[test]
        fn an_entry_is_most_similar_to_itself(rows in proptest::collection::vec(packed(), 1..6)) {
            let vectors = vectors(&rows);
            for index in 0..rows.len() {
                let all = vectors.similarities_of(index);
                prop_assert!(all.iter().all(|&other| other <= all[index] + 1e-6));
            }
            let pairs = vectors.pairs(-1.0, 100);
            prop_assert_eq!(pairs.len(), rows.len() * (rows.len() - 1) / 2);
            prop_assert!(pairs.is_sorted_by(|a, b| a.2 >= b.2));
        }
    }

    #[test]
    fn vectors_without_direction_are_similar_to_nothing() {
        let nothing = Packed::from_bytes(&[0; DIMENSIONS]);
        assert_eq!(vectors(&[nothing; 2]).similarities_of(0), [0.0, 0.0]);
        assert!(vectors(&[]).similarities(&nothing.direction()).is_empty());
    }

    #[test]
    fn vectors_are_none_unless_all_are_there() {
        let mut image = Builder::default();
        push_vectors(&mut image, &[Some(Packed::from_bytes(&[1; DIMENSIONS])), None]);
        assert!(Vectors::open(Arc::new(image.finish(&VERSION))).is_none());
    }
}
