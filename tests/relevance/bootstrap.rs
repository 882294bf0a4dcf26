//! The paired bootstrap over questions (Efron and Tibshirani 1993): how much of a difference between
//! two rankings is chance.

use std::fmt;

use crate::set::Scores;
use crate::typos::Chance;

/// How often the questions are drawn again.
const SAMPLES: usize = 2_000;

/// The mean difference in MRR@10, and where 95 % of the means of drawn questions lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    mean: f64,
    least: f64,
    most: f64,
}

impl Difference {
    /// From one ranking of the same questions to another.
    pub fn between(from: &[Scores], to: &[Scores]) -> Self {
        let changes: Vec<f64> = from.iter().zip(to).map(|(from, to)| to.mrr - from.mrr).collect();
        let count = changes.len();
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        let mut mean =
            || (0..count).map(|_| changes[chance.below(count)]).sum::<f64>() / count as f64;
        let mut means: Vec<f64> = (0..SAMPLES).map(|_| mean()).collect();
        means.sort_by(f64::total_cmp);
        let at = |share: usize| means[SAMPLES * share / 1_000];
        Self { mean: changes.iter().sum::<f64>() / count as f64, least: at(25), most: at(975) }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+.4} [{:+.4}, {:+.4}]", self.mean, self.least, self.most)
    }
}

#[test]
fn the_same_change_everywhere_is_sure_and_a_balanced_one_is_chance() {
    let scores = |mrr: f64| Scores { mrr, hit: 0.0, recall: 0.0 };
    let all = |mrr: &dyn Fn(usize) -> f64| (0..100).map(|n| scores(mrr(n))).collect::<Vec<_>>();
    let half = all(&|_| 0.5);
    let sure = Difference::between(&half, &all(&|_| 0.75));
    assert_eq!(sure, Difference { mean: 0.25, least: 0.25, most: 0.25 });
    let chance = Difference::between(&half, &all(&|n| if n % 2 == 0 { 0.0 } else { 1.0 }));
    assert!(chance.mean == 0.0 && chance.least < -0.05 && 0.05 < chance.most, "{chance}");
}
