//! Whether the order of the entries means something.
//!
//! On a page of answers the neighbours of an answer are about its subject, and what they say
//! it leaves unsaid; in a shuffled heap they are strangers. The entries themselves tell which.

use super::postings::{Postings, entry_terms, idf};
use crate::image::RowsBuilder;

/// Times as similar as strangers that neighbours must be for the order to mean everything.
const ORDERED: f64 = 2.0;

/// How many pairs of entries are looked at, evenly spaced: more would show the same.
const PAIRS: usize = 2000;

/// How much the order of the entries means, in [0, 1]: 0 where neighbours are no more similar
/// than strangers, 1 where they are `ORDERED` times as similar or more.
///
/// Similarity is the cosine of two entries' terms, each weighed by (1 + ln tf) · idf; strangers
/// are entries half the pages apart.
pub(super) fn coherence(postings: &RowsBuilder, forward: &RowsBuilder) -> f64 {
    let entries = forward.len();
    let far = entries / 2;
    if far < 2 {
        return 0.0;
    }
    let weighed = |entry: usize| -> Vec<(u32, f64)> {
        let weigh = |(term, tf): (u32, u32)| {
            let doc_freq = Postings::new(postings.get(term as usize), entries).doc_freq();
            (term, idf(entries, doc_freq as f64) * (1.0 + f64::from(tf).ln()))
        };
        entry_terms(forward.get(entry)).map(weigh).collect()
    };
    let similarity = |by: usize| -> f64 {
        let pairs = entries - by;
        let step = pairs.div_ceil(PAIRS);
        let sampled = (0..pairs).step_by(step);
        let count = sampled.len() as f64;
        sampled.map(|at| cosine(&weighed(at), &weighed(at + by))).sum::<f64>() / count
    };
    let (near, far) = (similarity(1), similarity(far));
    if near <= 0.0 {
        0.0
    } else {
        ((near / far.max(f64::MIN_POSITIVE) - 1.0) / (ORDERED - 1.0)).clamp(0.0, 1.0)
    }
}

/// The cosine of two vectors, given by their numbers that are not 0, in order.
fn cosine(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let norm = |v: &[(u32, f64)]| v.iter().map(|(_, w)| w * w).sum::<f64>();
    let mut rest = b;
    let mut dot = 0.0;
    for &(term, weight) in a {
        rest = &rest[rest.partition_point(|other| other.0 < term)..];
        dot += rest.first().filter(|other| other.0 == term).map_or(0.0, |other| weight * other.1);
    }
    dot / (norm(a) * norm(b)).sqrt().max(f64::MIN_POSITIVE)
}
