//! Whether the order of the entries means something.
//!
//! On a page of answers the neighbours of an answer are about its subject, and what they say
//! it leaves unsaid; in a shuffled heap they are strangers. The entries themselves tell which.

use super::postings::Held;
use crate::search::rank::score::idf;

/// Times as alike as strangers that neighbours must be for the order to tell everything.
const ORDERED: f64 = 2.0;

/// How many pairs of entries are looked at, evenly spaced: more would tell the same.
const PAIRS: usize = 2000;

/// How much the order of the entries tells, in [0, 1]: 0 where neighbours are no more
/// alike than strangers, 1 where they are `ORDERED` times as alike or more.
///
/// Alike is the cosine of two entries' words, each weighed by (1 + ln tf) · idf; strangers are
/// entries half the pages apart. `count` tells in how many entries a form stands, `held` the
/// forms of an entry.
pub(super) fn order<'h>(
    entries: usize,
    count: &dyn Fn(u32) -> usize,
    held: &dyn Fn(usize) -> Held<'h>,
) -> f64 {
    let far = entries / 2;
    if far < 2 {
        return 0.0;
    }
    let weighed = |entry: usize| -> Vec<(u32, f64)> {
        let weight = |form, tf: u32| idf(entries, count(form) as f64) * (1.0 + f64::from(tf).ln());
        held(entry).iter().map(|(form, tf)| (form, weight(form, tf))).collect()
    };
    let alike = |by: usize| -> f64 {
        let pairs = entries - by;
        let step = pairs.div_ceil(PAIRS);
        let looked_at = (0..pairs).step_by(step);
        let count = looked_at.len() as f64;
        looked_at.map(|at| cosine(&weighed(at), &weighed(at + by))).sum::<f64>() / count
    };
    let (near, far) = (alike(1), alike(far));
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
    for &(form, weight) in a {
        rest = &rest[rest.partition_point(|other| other.0 < form)..];
        dot += rest.first().filter(|other| other.0 == form).map_or(0.0, |other| weight * other.1);
    }
    dot / (norm(a) * norm(b)).sqrt().max(f64::MIN_POSITIVE)
}
