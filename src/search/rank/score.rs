//! Scores: the formulas, and a number with a total order.

/// How well an entry answers a query: more than 0, at most 1, in millionths. Scores that print alike
/// are equal, so that ties go by page order in what is printed, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u32);

impl Score {
    /// The least score there is.
    pub const LEAST: Score = Score(1);

    const MOST: u32 = 1_000_000;

    /// `raw` rounded, in (0, 1]; NaN becomes the least.
    pub fn new(raw: f64) -> Score {
        let millionths = (raw * f64::from(Self::MOST)).round() as u32;
        Score(millionths.clamp(Self::LEAST.0, Self::MOST))
    }

    /// The number.
    pub fn get(self) -> f64 {
        f64::from(self.0) / f64::from(Self::MOST)
    }
}

/// What `tf` occurrences count, from 0 to 1: tf / (tf + k1·(1 − b + b·len/average)).
///
/// The saturation of BM25 (Robertson and Zaragoza 2009, eq. 3.15) without its factor k1 + 1,
/// so that its ceiling is 1.
pub fn saturation(tf: f64, k1: f64, b: f64, relative_len: f64) -> f64 {
    if tf <= 0.0 { 0.0 } else { tf / (tf + k1 * (1.0 - b + b * relative_len)) }
}

const KNEE: f64 = 0.8;

/// Keeps a share below 1 without losing order: linear up to k = 0.8, from there
/// k + (1 − k)·(1 − e^(−(x − k)/(1 − k))), which approaches 1.
///
/// What a query could reach is an estimate, which an entry can exceed.
pub fn ceiling(share: f64) -> f64 {
    let above = (share - KNEE).max(0.0);
    share.min(KNEE) + (1.0 - KNEE) * (1.0 - (-above / (1.0 - KNEE)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::idf;
    use proptest::prelude::*;

    #[test]
    fn nan_is_the_least_score() {
        assert_eq!(Score::new(f64::NAN), Score::LEAST);
        assert_eq!(Score::new(7.0).get(), 1.0);
        assert!(Score::new(-1.0).get() > 0.0);
    }

    proptest! {
        #[test]
        fn scores_are_ordered_like_their_numbers(a in -1.0..2.0f64, b in -1.0..2.0f64) {
            let (x, y) = (Score::new(a), Score::new(b));
            prop_assert!(x.get() > 0.0 && x.get() <= 1.0);
            prop_assert!(a >= b || x <= y);
        }

        #[test]
        fn the_ceiling_keeps_order(a in 0.0..3.0f64, more in 0.001..1.0f64) {
            prop_assert!(ceiling(a) < ceiling(a + more) && ceiling(a + more) < 1.0);
            prop_assert!(a > KNEE || ceiling(a) == a);
        }

        #[test]
        fn idf_falls_with_df_and_saturation_rises_with_tf(n in 1usize..10_000, df in 0.0..5_000.0f64, tf in 0.0..50.0f64) {
            prop_assert!(idf(n, df) >= idf(n, df + 1.0) && idf(n, df) > 0.0);
            let s = |tf| saturation(tf, 1.2, 0.75, 1.3);
            prop_assert!(s(tf) <= s(tf + 1.0) && s(tf) < 1.0);
        }
    }
}
