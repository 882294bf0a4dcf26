//! Text → subword ids: the Unigram segmentation of SentencePiece.
//!
//! Kudo, "Subword Regularization" (ACL 2018): of all ways to cut a word into subwords, take the
//! one with the highest sum of log-probabilities, by Viterbi. Normalisation before it is
//! Unicode NFKC, then the few deletions and spaces of SentencePiece's `nmt_nfkc`. No
//! lower-casing, accents kept, no byte fallback. Linear in the text: a subword has at most 18
//! bytes.
//!
//! The vocabulary is a table prepared with the program, as parsing `tokenizer.json` takes 10 ms. A
//! search narrows a range of rows one byte at a time, so that one walk over the text finds every
//! subword that starts there.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::embed::error::AssetError;
use crate::embed::vector::DIGEST;
use crate::image::{Image, Rows, Section, Version};
use crate::prepared::SUBWORDS;

/// How scores are stored: in units of 1e-7. Dividing gives the very `f64` of the JSON file.
const UNITS: f64 = 1e7;

/// What stands for everything the vocabulary does not know.
const UNKNOWN: u16 = 3;

/// Written in front of every word.
const WORD: char = '\u{2581}';

/// What becomes a space.
const SPACES: &str = "\t\n\r\u{c}\u{1680}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\
    \u{2028}\u{2029}\u{2581}\u{feff}\u{fffd}";

/// The lowest score of the vocabulary less ten, as SentencePiece has it. The lowest is that of
/// the four special subwords, -99.
const UNKNOWN_SCORE: f64 = -109.0;

/// The best way to reach a place in a word: its score, where its last subword starts, and the id
/// of that.
type Step = (f64, usize, u16);

/// The subwords in byte order, with their scores and ids.
pub(super) struct Vocabulary {
    image: Image,
}

impl Vocabulary {
    /// The vocabulary inside the program.
    pub(super) fn shipped() -> Result<Self, AssetError> {
        let image = Image::of_static(SUBWORDS, &version());
        let damaged = || AssetError::Damaged("its vocabulary is of another model".to_owned());
        image.map(|image| Self { image }).ok_or_else(damaged)
    }

    fn rows(&self) -> Rows<'_> {
        self.image.rows(Section::Subwords)
    }

    /// Every subword that `text` starts with, shortest first: its length in bytes, its id and the
    /// logarithm of its probability.
    pub(super) fn prefixes(&self, text: &[u8]) -> impl Iterator<Item = (usize, u16, f64)> {
        let all = self.rows();
        let mut rows = 0..all.len();
        let walk = text.iter().enumerate().map_while(move |(depth, byte)| {
            rows = narrow(all, rows.clone(), depth, *byte);
            let first = rows.clone().next()?;
            Some((all.get(first).len() == depth + 1).then(|| self.subword(first, depth + 1)))
        });
        walk.flatten()
    }

    fn subword(&self, row: usize, length: usize) -> (usize, u16, f64) {
        let score = self.image.u32(Section::SubwordScores, row).cast_signed();
        let id = self.image.items::<2>(Section::SubwordIds).get(row).copied().unwrap_or_default();
        (length, u16::from_le_bytes(id), f64::from(score) / UNITS)
    }

    /// Ids of the subwords of `text`, without the marks of start and end. Each is below the
    /// number of word vectors.
    pub(super) fn ids(&self, text: &str) -> Vec<u16> {
        let text = normalize(text);
        let mut ids = Vec::with_capacity(text.len() / 3);
        let mut word = String::new();
        let mut best = Vec::new();
        for part in text.split(' ').filter(|part| !part.is_empty()) {
            word.clear();
            word.push(WORD);
            word.push_str(part);
            self.cut(&word, &mut best, &mut ids);
        }
        ids
    }

    /// Appends the subwords of `word` to `ids`. `best` is room to work in.
    fn cut(&self, word: &str, best: &mut Vec<Option<Step>>, ids: &mut Vec<u16>) {
        best.clear();
        best.resize(word.len() + 1, None);
        best[0] = Some((0.0, 0, UNKNOWN));
        for (start, letter) in word.char_indices() {
            let Some((base, ..)) = best[start] else { continue };
            let mut reach = |end: usize, score: f64, id: u16| {
                if best[end].is_none_or(|(best, ..)| score > best) {
                    best[end] = Some((score, start, id));
                }
            };
            let mut alone = false;
            for (length, id, score) in self.prefixes(&word.as_bytes()[start..]) {
                alone |= length == letter.len_utf8();
                reach(start + length, base + score, id);
            }
            if !alone {
                reach(start + letter.len_utf8(), base + UNKNOWN_SCORE, UNKNOWN);
            }
        }
        let first = ids.len();
        let mut end = word.len();
        while end > 0 {
            let Some((_, start, id)) = best[end] else { break };
            if !(id == UNKNOWN && ids.len() > first && ids.last() == Some(&UNKNOWN)) {
                ids.push(id);
            }
            end = start;
        }
        ids[first..].reverse();
    }
}

/// The version of the vocabulary's image: the beginning of the digest of the model.
fn version() -> Version {
    DIGEST.as_bytes().first_chunk().copied().unwrap_or_default()
}

/// The rows among `rows`, which agree up to `depth`, that go on with `byte`.
fn narrow(all: Rows<'_>, rows: Range<usize>, depth: usize, byte: u8) -> Range<usize> {
    // A subword that ends here comes before all that go on.
    let before = |row: &[u8]| row.get(depth).is_none_or(|at| *at < byte);
    let start = all.partition_point(rows.clone(), before);
    start..all.partition_point(start..rows.end, |row| row.get(depth) == Some(&byte))
}

/// NFKC, control characters deleted, odd white space as spaces.
fn normalize(text: &str) -> String {
    let letters = text.nfkc().filter(|letter| !is_deleted(*letter));
    letters.map(|letter| if SPACES.contains(letter) { ' ' } else { letter }).collect()
}

const fn is_deleted(letter: char) -> bool {
    matches!(letter, '\u{1}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{8f}' | '\u{9f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::weights::SUBWORDS as COUNT;
    use super::*;
    use crate::image::Builder;
    use crate::prepared::is_prepared;

    /// The image of the subwords of a `tokenizer.json`, in byte order.
    fn image(json: &serde_json::Value) -> Image {
        let rows = json["model"]["vocab"].as_array().expect("a Unigram tokenizer");
        let row = |(id, row): (u16, &'_ serde_json::Value)| {
            let score = row[1].as_f64().expect("a score");
            let units = (score * UNITS).round();
            assert!(units / UNITS == score, "the units say the score exactly");
            (row[0].as_str().expect("a subword").to_owned(), units as i32, id)
        };
        let mut subwords: Vec<(String, i32, u16)> = (0..).zip(rows).map(row).collect();
        subwords.sort_unstable();
        let scores: Vec<u8> = subwords.iter().flat_map(|subword| subword.1.to_le_bytes()).collect();
        let ids: Vec<u8> = subwords.iter().flat_map(|subword| subword.2.to_le_bytes()).collect();
        let mut image = Builder::default();
        image.push_strings(Section::Subwords, subwords.iter().map(|subword| &subword.0));
        image.push(Section::SubwordScores, scores);
        image.push(Section::SubwordIds, ids);
        image.finish(&version())
    }

    #[test]
    fn prepared_subwords_are_those_of_the_tokenizer() {
        let json = include_str!("../model/tokenizer.json");
        let image = image(&serde_json::from_str(json).expect("JSON"));
        let is_prepared = is_prepared("src/prepared/subwords.image", SUBWORDS, &image.bytes());
        assert!(is_prepared, "the model changed: see src/prepared");
    }

    #[test]
    fn finds_every_subword_and_its_prefixes() {
        let vocabulary = Vocabulary::shipped().expect("the vocabulary");
        assert_eq!(vocabulary.rows().len(), COUNT);
        for row in 0..COUNT {
            let subword = vocabulary.rows().get(row);
            let found: Vec<_> = vocabulary.prefixes(subword).collect();
            assert_eq!(found.last(), Some(&vocabulary.subword(row, subword.len())));
            assert!(found.is_sorted_by(|a, b| a.0 < b.0));
        }
        assert_eq!(vocabulary.prefixes(b"").count(), 0);
    }

    #[test]
    fn the_lowest_score_is_the_one_written_here() {
        let vocabulary = Vocabulary::shipped().unwrap();
        assert_eq!(vocabulary.prefixes(b"<s>").last(), Some((3, 0, UNKNOWN_SCORE + 10.0)));
    }

    #[test]
    fn runs_of_the_unknown_are_one_id() {
        let vocabulary = Vocabulary::shipped().unwrap();
        let unknown = |text| vocabulary.ids(text).iter().filter(|id| **id == UNKNOWN).count();
        assert_eq!(unknown("\u{13000}\u{13001}"), 1);
        assert_eq!(unknown("\u{13000} \u{13001}"), 2);
        assert_eq!(unknown("\u{13000}a\u{13001}"), 2);
    }

    proptest! {
        #[test]
        fn never_panics_and_ids_are_in_range(letters in proptest::collection::vec(any::<char>(), 0..60)) {
            let text: String = letters.into_iter().collect();
            let ids = Vocabulary::shipped().unwrap().ids(&text);
            prop_assert!(ids.iter().all(|id| *id < 24_000));
            prop_assert!(ids.len() <= 3 * normalize(&text).chars().count());
        }

        #[test]
        fn spaces_around_and_between_do_not_matter(words in proptest::collection::vec("[a-zé']{1,9}", 0..6)) {
            let vocabulary = Vocabulary::shipped().unwrap();
            let loose = format!("  {} \t", words.join(" \u{200b}\n "));
            prop_assert_eq!(vocabulary.ids(&words.join(" ")), vocabulary.ids(&loose));
        }
    }
}
