//! The encoder against the golden vectors of the reference, and against itself.

use fearless_simd::Simd;
use proptest::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::*;
use crate::embed::vector::DIGEST;

/// A line of `reference.jsonl`: what the numpy reference makes of a text.
#[derive(Deserialize)]
struct Golden {
    text: String,
    kind: String,
    /// With the marks of start and end.
    ids: Vec<u16>,
    embedding: Vec<f32>,
}

impl Golden {
    fn kind(&self) -> Kind {
        if self.kind == "query" { Kind::Query } else { Kind::Passage }
    }
}

fn golden() -> Vec<Golden> {
    let lines = include_str!("../model/reference.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every SIMD level of this machine, widest first.
fn levels() -> Vec<Level> {
    let best = Level::new();
    let mut levels = vec![best];
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    {
        levels.extend(best.as_avx2().map(Simd::level));
        levels.extend(best.as_sse4_2().map(Simd::level));
        levels.extend(best.as_sse2().map(Simd::level));
    }
    levels
}

#[test]
fn golden_ids_are_equal_and_vectors_close() {
    let encoder = Encoder::load().unwrap();
    for line in golden() {
        let ids = encoder.ids(line.kind(), &line.text);
        assert_eq!([&[0], &ids[..], &[2]].concat(), line.ids, "{:?}", line.text);
        let vector = encoder.encode(line.kind(), &line.text);
        let cosine: f32 = vector.0.iter().zip(&line.embedding).map(|(a, b)| a * b).sum();
        assert!(cosine >= 0.999, "{cosine} for {:?}", line.text);
    }
}

#[test]
fn every_simd_width_gives_the_same_bits() {
    let mut encoder = Encoder::load().unwrap();
    let golden = golden();
    let short = |line: &&Golden| line.ids.len() < 130;
    let texts: Vec<&Golden> = golden.iter().filter(short).step_by(17).collect();
    let expected: Vec<Vector> =
        texts.iter().map(|line| encoder.encode(line.kind(), &line.text)).collect();
    for level in levels() {
        encoder.level = level;
        for (line, expected) in texts.iter().zip(&expected) {
            let vector = encoder.encode(line.kind(), &line.text);
            assert_eq!(vector, *expected, "{level:?} for {:?}", line.text);
        }
    }
}

#[test]
fn the_digest_is_that_of_the_model() {
    let mut digest = Sha256::new();
    digest.update(ASSET);
    digest.update(include_bytes!("../model/tokenizer.json"));
    let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, DIGEST);
}

/// Where the data of the shipped asset begins.
fn header_length() -> usize {
    8 + ASSET.first_chunk().map_or(0, |length| u64::from_le_bytes(*length)) as usize
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_model_cut_short_is_an_error(keep in 0.0..1.0_f64) {
        let keep = (keep * ASSET.len() as f64) as usize;
        prop_assert!(Encoder::check(&ASSET[..keep]).is_err());
    }

    #[test]
    fn a_damaged_header_never_crashes(at in 0.0..1.0_f64, byte: u8) {
        let mut bytes = ASSET[..header_length()].to_vec();
        let at = (at * bytes.len() as f64) as usize;
        bytes[at] = byte;
        prop_assert!(Encoder::check(&bytes).is_err());
    }

    #[test]
    fn a_damaged_number_never_crashes(at in 0.0..1.0_f64, byte: u8, text in ".{0,20}") {
        let mut bytes = ASSET.to_vec();
        let data = header_length();
        let at = data + (at * (bytes.len() - data) as f64) as usize;
        bytes[at..].iter_mut().take(4096).for_each(|damaged| *damaged = byte);
        let weights = Weights::open(&bytes).unwrap();
        let ids = Encoder::load().unwrap().ids(Kind::Query, &text);
        let vector = forward::vector(Level::new(), &weights, &ids);
        prop_assert!(vector.0.iter().all(|value| value.is_finite()));
    }
}
