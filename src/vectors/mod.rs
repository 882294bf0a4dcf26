//! What the entries of a corpus mean: a vector for each, and how near a question is to them.
//!
//! Vectors are prepared with the program for its own pages ([`shipped`]), kept in the cache for
//! others ([`journal`]), and made where they are missing ([`gather`]). A corpus is
//! ranked with all its vectors or with none, so [`Vectors`] has one for every entry.

pub mod gather;
pub mod journal;
pub mod shipped;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::corpus::identity::Id;
use crate::meaning::{DIMENSIONS, Encoder, Kind, Packed, Vector};
use crate::text::sentences::sentences;

/// How much of what all entries have in common is taken off before angles are compared.
///
/// The cosines of this model lie between .75 and .95 whatever the texts, because its vectors
/// share a direction; and entries on one subject share one more. 0.65: measured on four sets
/// of 48 to 889 entries (`tests/relevance`), nothing taken off costs them up to .02 of MRR@10
/// for meaning alone, and so does taking all of it off.
const COMMON: f64 = 0.65;

/// The vectors of all entries of a corpus.
#[derive(Debug, Clone)]
pub struct Vectors {
    rows: Vec<Packed>,
    /// What is taken off: [`COMMON`] times the mean of all.
    common: [f32; DIMENSIONS],
    /// Its dot product with itself.
    square: f64,
    /// Its dot product with each of the rows, at length 1.
    along: Vec<f32>,
}

/// Two entries that say nearly the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The one that comes first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// The cosine of their vectors.
    pub cosine: f32,
}

impl Vectors {
    /// The vectors of entries, in the order of the corpus.
    #[must_use]
    pub fn new(rows: Vec<Packed>) -> Self {
        let mut sums = [0.0; DIMENSIONS];
        for row in &rows {
            let direction = row.direction();
            for (sum, value) in sums.iter_mut().zip(direction.values()) {
                *sum += f64::from(*value);
            }
        }
        let share = COMMON / rows.len().max(1) as f64;
        let common = sums.map(|sum| (sum * share) as f32);
        let square = common.iter().map(|value| f64::from(*value) * f64::from(*value)).sum();
        let along = rows.iter().map(|row| row.along(&common)).collect();
        Self { rows, common, square, along }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How near `text` is to each entry: the cosine in [-1, 1], what all entries have in common
    /// taken off both.
    #[must_use]
    pub fn nearness(&self, text: &Vector) -> Vec<f64> {
        let dot = |a: f32, b: &f32| f64::from(a) * f64::from(*b);
        let along: f64 = text.values().iter().zip(&self.common).map(|(a, b)| dot(*a, b)).sum();
        let length = |along: f64| (1.0 - 2.0 * along + self.square).max(f64::MIN_POSITIVE).sqrt();
        let near = |(row, row_along): (&Packed, &f32)| {
            let row_along = f64::from(*row_along);
            let dot = f64::from(row.cosine(text)) - along - row_along + self.square;
            (dot / (length(along) * length(row_along))).clamp(-1.0, 1.0)
        };
        self.rows.iter().zip(&self.along).map(near).collect()
    }

    /// How near the entry at `index` is to each entry, itself included.
    #[must_use]
    pub fn nearness_of(&self, index: usize) -> Vec<f64> {
        self.nearness(&self.rows[index].direction())
    }

    /// The pairs of entries whose cosine is at least `least`, nearest first, and no more than
    /// `most`. The time is that of comparing every entry with every other.
    #[must_use]
    pub fn pairs(&self, least: f32, most: usize) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (first, a) in self.rows.iter().enumerate() {
            for (second, b) in self.rows.iter().enumerate().skip(first + 1) {
                let cosine = a.cosine_packed(b);
                if cosine >= least {
                    pairs.push(Pair { first, second, cosine });
                }
            }
            if pairs.len() > 4 * most {
                nearest(&mut pairs, most);
            }
        }
        nearest(&mut pairs, most);
        pairs
    }
}

/// Sorts pairs, the nearest first, and drops all after the first `most`.
fn nearest(pairs: &mut Vec<Pair>, most: usize) {
    pairs.sort_by(|a, b| b.cosine.total_cmp(&a.cosine));
    pairs.truncate(most);
}

/// An encoder, and the vectors that it made of all entries of a corpus.
#[derive(Debug)]
pub struct Meaning {
    encoder: Encoder,
    vectors: Vectors,
    /// The sentences that were encoded so far, by what their ids would be.
    sentences: Mutex<HashMap<Id, Packed>>,
}

impl Meaning {
    /// What the entries mean, and what can tell how near a question is.
    #[must_use]
    pub fn new(encoder: Encoder, vectors: Vectors) -> Self {
        Self { encoder, vectors, sentences: Mutex::default() }
    }

    /// The vector of a question.
    #[must_use]
    pub fn question(&self, text: &str) -> Vector {
        self.encoder.encode(Kind::Query, text)
    }

    /// The vectors.
    #[must_use]
    pub fn vectors(&self) -> &Vectors {
        &self.vectors
    }

    /// The sentence of an entry's text that is nearest to a question, as bytes in it; the first
    /// of equals, and `None` if there is no sentence. Sentences of the shipped pages are
    /// prepared, all others are encoded here, as far as that takes a moment.
    #[must_use]
    pub fn closest(&self, question: &Vector, text: &str) -> Option<Range<usize>> {
        /// How many sentences are looked at, and how much of each: some 100 ms.
        const MOST: usize = 24;
        const LONGEST: usize = 300;
        let near = |range: Range<usize>| {
            let sentence = &text[range.clone()];
            let sentence = &sentence[..sentence.floor_char_boundary(LONGEST)];
            (range, self.sentence(sentence).cosine(question))
        };
        let mut sentences = sentences(text);
        let first = sentences.next()?;
        let Some(second) = sentences.next() else { return Some(first) };
        let all = [first, second].into_iter().chain(sentences).take(MOST).map(near);
        all.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|best| best.0)
    }

    /// The vector of a sentence: a shipped one, one made before, or made now.
    fn sentence(&self, text: &str) -> Packed {
        /// The most sentences that are remembered, some 40 MB.
        const MOST: usize = 100_000;
        let id = Id::of(text);
        let known = || self.sentences.lock().unwrap_or_else(PoisonError::into_inner);
        let remembered = shipped::find(id).or_else(|| known().get(&id).copied());
        remembered.unwrap_or_else(|| {
            let made = Packed::from(&self.encoder.encode(Kind::Passage, text));
            let mut known = known();
            if known.len() < MOST {
                known.insert(id, made);
            }
            made
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed() -> impl Strategy<Value = Packed> {
        proptest::collection::vec(-127..=127_i8, DIMENSIONS).prop_map(|values| {
            let mut bytes = [0; DIMENSIONS];
            bytes.iter_mut().zip(values).for_each(|(byte, value)| *byte = value.cast_unsigned());
            Packed::from_bytes(&bytes)
        })
    }

    proptest! {
        /// The formula against taking the common part off, number by number.
        #[test]
        fn the_common_part_is_taken_off_both(rows in proptest::collection::vec(packed(), 1..6), text in packed()) {
            let vectors = Vectors::new(rows.clone());
            let text = text.direction();
            let less = |vector: &Vector| -> Vec<f64> {
                vector.values().iter().zip(&vectors.common).map(|(a, b)| f64::from(a - b)).collect()
            };
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            let a = less(&text);
            for (near, row) in vectors.nearness(&text).into_iter().zip(&rows) {
                let b = less(&row.direction());
                let expected = dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt();
                prop_assert!((near - expected).abs() < 1e-4, "{near} {expected}");
            }
        }

        #[test]
        fn an_entry_is_nearest_to_itself(rows in proptest::collection::vec(packed(), 1..6)) {
            let vectors = Vectors::new(rows.clone());
            for index in 0..rows.len() {
                let near = vectors.nearness_of(index);
                prop_assert!(near.iter().all(|&other| other <= near[index] + 1e-6));
            }
            let pairs = vectors.pairs(-1.0, 100);
            prop_assert_eq!(pairs.len(), rows.len() * (rows.len() - 1) / 2);
            prop_assert!(pairs.is_sorted_by(|a, b| a.cosine >= b.cosine));
        }
    }

    #[test]
    fn vectors_without_direction_are_near_to_nothing() {
        let nothing = Packed::from_bytes(&[0; DIMENSIONS]);
        let vectors = Vectors::new(vec![nothing; 2]);
        assert_eq!(vectors.nearness_of(0), [0.0, 0.0]);
        assert!(Vectors::new(Vec::new()).nearness(&nothing.direction()).is_empty());
    }
}
