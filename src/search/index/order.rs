//! Whether the order of the entries means something.
//!
//! On a page of answers the neighbours of an answer are about its subject, and what they say
//! it leaves unsaid; in a shuffled heap they are strangers. The entries themselves tell which.

use crate::search::index::Index;
use crate::search::rank::score::idf;
use crate::text::stop::is_stop;

/// Times as alike as strangers that neighbours must be for the order to tell everything.
const ORDERED: f64 = 2.0;

/// How much the order of the entries tells, in [0, 1]: 0 where neighbours are no more
/// alike than strangers, 1 where they are `ORDERED` times as alike or more.
///
/// Alike is the cosine of two entries' words, each weighed by (1 + ln tf) · idf; strangers are
/// entries half the pages apart.
pub fn order(index: &Index) -> f64 {
    let far = index.len() / 2;
    if far < 2 {
        return 0.0;
    }
    let mut norms = vec![0.0f64; index.len()];
    let mut near_dots = vec![0.0f64; index.len()];
    let mut far_dots = vec![0.0f64; index.len()];
    for form in (0..index.forms.len() as u32).filter(|&f| !is_stop(index.forms.get(f))) {
        let idf = idf(index.len(), index.entry_count(form) as f64);
        let list: Vec<(usize, f64)> = index
            .postings(form)
            .map(|p| (p.entry, idf * (1.0 + (p.positions.len() as f64).ln())))
            .collect();
        let mut ahead = 0;
        for (i, &(entry, w)) in list.iter().enumerate() {
            norms[entry] += w * w;
            if let Some(next) = list.get(i + 1).filter(|n| n.0 == entry + 1) {
                near_dots[entry] += w * next.1;
            }
            ahead += list[ahead..].iter().take_while(|l| l.0 < entry + far).count();
            if let Some(other) = list.get(ahead).filter(|o| o.0 == entry + far) {
                far_dots[entry] += w * other.1;
            }
        }
    }
    let alike = |dots: &[f64], by: usize| -> f64 {
        let pairs = index.len() - by;
        let cosine = |e: usize| dots[e] / (norms[e] * norms[e + by]).sqrt().max(f64::MIN_POSITIVE);
        (0..pairs).map(cosine).sum::<f64>() / pairs as f64
    };
    let (near, far) = (alike(&near_dots, 1), alike(&far_dots, far));
    if near <= 0.0 {
        0.0
    } else {
        ((near / far.max(f64::MIN_POSITIVE) - 1.0) / (ORDERED - 1.0)).clamp(0.0, 1.0)
    }
}
