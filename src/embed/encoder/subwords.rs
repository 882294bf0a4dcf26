//! The vocabulary of the tokenizer: subwords with their scores, searched in place.
//!
//! Parsing `tokenizer.json` at every start took 9 to 10 ms; a table prepared with the program
//! takes none. A search narrows a range of rows one byte at a time, so that one walk over the
//! text finds every subword that starts there. A double-array trie or the `fst` crate would have
//! made the walk faster; but a query takes microseconds either way.

use crate::embed::error::AssetError;
use crate::embed::vector::DIGEST;
use crate::image::{Image, Rows, Section, Version};

/// The vocabulary, prepared from `tokenizer.json`.
static SUBWORDS: &[u8] = include_bytes!("../../prepared/subwords.image");

/// How scores are stored: in units of 1e-7. Dividing gives the very `f64` of the JSON file.
const UNITS: f64 = 1e7;

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

    /// The image of a vocabulary: subwords in byte order, each with its score and id.
    #[cfg(test)]
    fn image(subwords: &[(&str, i32, u16)]) -> Image {
        use crate::image::{Builder, RowsBuilder};
        let mut image = Builder::default();
        let mut rows = RowsBuilder::default();
        subwords.iter().for_each(|(subword, ..)| rows.push(subword.as_bytes()));
        image.push_rows(Section::Subwords, &rows);
        let scores: Vec<u8> = subwords.iter().flat_map(|subword| subword.1.to_le_bytes()).collect();
        image.push(Section::SubwordScores, &scores);
        let ids: Vec<u8> = subwords.iter().flat_map(|subword| subword.2.to_le_bytes()).collect();
        image.push(Section::SubwordIds, &ids);
        image.finish(&version())
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
}

/// The version of the vocabulary's image: the beginning of the digest of the model.
fn version() -> Version {
    DIGEST.as_bytes().first_chunk().copied().unwrap_or_default()
}

/// The rows among `rows`, which agree up to `depth`, that go on with `byte`.
fn narrow(
    all: Rows<'_>,
    rows: std::ops::Range<usize>,
    depth: usize,
    byte: u8,
) -> std::ops::Range<usize> {
    let split = |rows: std::ops::Range<usize>, below: &dyn Fn(u8) -> bool| {
        let (mut low, mut high) = (rows.start, rows.end);
        while low < high {
            let middle = low.midpoint(high);
            // A subword that ends here comes before all that go on.
            if all.get(middle).get(depth).is_none_or(|at| below(*at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    let start = split(rows.clone(), &|at| at < byte);
    start..split(start..rows.end, &|at| at <= byte)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{env, fs};

    use super::super::weights::SUBWORDS as COUNT;
    use super::*;

    /// The subwords of `tokenizer.json`: subword, score in units of 1e-7, id.
    fn tokenizer(json: &serde_json::Value) -> Vec<(&str, i32, u16)> {
        let rows = json["model"]["vocab"].as_array().expect("a Unigram tokenizer");
        let mut subwords: Vec<(&str, i32, u16)> = (0..)
            .zip(rows)
            .map(|(id, row)| {
                let score = row[1].as_f64().expect("a score");
                let units = (score * UNITS).round();
                assert!(units / UNITS == score, "the units say the score exactly");
                (row[0].as_str().expect("a subword"), units as i32, id)
            })
            .collect();
        subwords.sort_unstable();
        subwords
    }

    #[test]
    fn prepared_subwords_are_those_of_the_tokenizer() {
        let json = include_str!("../model/tokenizer.json");
        let json = serde_json::from_str(json).expect("JSON");
        let image = Vocabulary::image(&tokenizer(&json));
        if env::var_os("FAQ_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/prepared/subwords.image");
            fs::write(path, image.bytes()).expect("a file in the project");
        } else {
            assert!(
                image.bytes() == SUBWORDS,
                "the model changed: FAQ_BLESS=1 cargo test prepared"
            );
        }
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
}
