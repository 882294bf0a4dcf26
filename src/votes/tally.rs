//! Tallies: what the votes say about an entry, and how surely.
//!
//! One yes out of one is a share of 100 %, and says little. The interval tells how little.

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::vote::{Verdict, Vote};
use crate::corpus::identity::Id;

/// The normal quantile of a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// The votes on one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many found it useful.
    pub yes: usize,
    /// How many did not.
    pub no: usize,
    /// What voters added, in the order of the file.
    pub comments: Vec<String>,
}

impl Tally {
    /// How many voted.
    pub fn total(&self) -> usize {
        self.yes + self.no
    }

    /// Counts one vote more.
    pub fn add(&mut self, vote: &Vote) {
        match vote.vote {
            Verdict::Yes => self.yes += 1,
            Verdict::No => self.no += 1,
        }
        self.comments.extend(vote.comment.clone());
    }

    /// Counts a vote no longer that was counted.
    pub fn remove(&mut self, vote: &Vote) {
        let count = match vote.vote {
            Verdict::Yes => &mut self.yes,
            Verdict::No => &mut self.no,
        };
        *count = count.saturating_sub(1);
        let comment =
            self.comments.iter().rposition(|comment| Some(comment) == vote.comment.as_ref());
        comment.map(|at| self.comments.remove(at));
    }

    /// The middle of the 95 % interval: a half without votes, the share of yes with many.
    pub fn middle(&self) -> f64 {
        let (low, high) = wilson(self.yes, self.total());
        f64::midpoint(low, high)
    }

    /// The share of yes and the ends of its interval, in [0, 1] to six decimals; without votes
    /// the share is a half, about which nothing is known.
    pub fn shares(&self) -> [f64; 3] {
        let (low, high) = wilson(self.yes, self.total());
        let share = if self.total() == 0 { 0.5 } else { self.yes as f64 / self.total() as f64 };
        [share, low, high].map(|share| (share * 1e6).round() / 1e6)
    }
}

/// `yes`, `no`, `share`, `low` and `high`, without the comments.
impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [share, low, high] = self.shares();
        let mut tally = serializer.serialize_struct("Tally", 5)?;
        tally.serialize_field("yes", &self.yes)?;
        tally.serialize_field("no", &self.no)?;
        tally.serialize_field("share", &share)?;
        tally.serialize_field("low", &low)?;
        tally.serialize_field("high", &high)?;
        tally.end()
    }
}

/// The 95 % interval of a share of `yes` out of `total`, by Wilson's score method:
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209–212. Unlike the textbook
/// interval it stays in [0, 1] and says something of one vote. Without votes it is [0, 1].
fn wilson(yes: usize, total: usize) -> (f64, f64) {
    if total == 0 {
        return (0.0, 1.0);
    }
    let n = total as f64;
    let p = yes as f64 / n;
    let z2n = Z * Z / n;
    let reach = Z * (p * (1.0 - p) / n + z2n / (4.0 * n)).sqrt();
    let end = |sign: f64| ((p + z2n / 2.0 + sign * reach) / (1.0 + z2n)).clamp(0.0, 1.0);
    (end(-1.0), end(1.0))
}

/// The tallies of the entries that have votes.
pub type Tallies = HashMap<Id, Tally>;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics
    /// in Medicine 17 (1998), 857–872, table I, method 3.
    #[test]
    fn the_interval_of_the_textbooks() {
        for (yes, total, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (found_low, found_high) = wilson(yes, total);
            let near = |a: f64, b: f64| (a - b).abs() < 6e-5;
            assert!(
                near(found_low, low) && near(found_high, high),
                "{yes}/{total}: {found_low} {found_high}"
            );
        }
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn a_vote_taken_away_leaves_what_was_before() {
        let vote = |verdict, comment: Option<&str>| {
            Vote::now(Id::of("a"), verdict, comment.map(str::to_owned))
        };
        let mut tally = Tally::default();
        tally.add(&vote(Verdict::Yes, Some("x")));
        tally.add(&vote(Verdict::No, Some("y")));
        let before = tally.clone();
        for taken in [vote(Verdict::Yes, Some("x")), vote(Verdict::No, None)] {
            tally.add(&taken);
            tally.remove(&taken);
            assert_eq!(tally, before);
        }
    }

    #[test]
    fn the_middle_starts_at_a_half_and_nears_the_share() {
        let middle = |yes, no| Tally { yes, no, ..Tally::default() }.middle();
        assert!((middle(0, 0) - 0.5).abs() < 1e-9);
        assert!(middle(1, 0) > 0.5 && middle(10, 0) > middle(1, 0) && middle(10, 0) < 1.0);
        assert!((middle(9000, 1000) - 0.9).abs() < 1e-3);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_share_and_narrows(yes in 0usize..500, no in 0usize..500) {
            prop_assume!(yes + no > 0);
            let (low, high) = wilson(yes, yes + no);
            let share = yes as f64 / (yes + no) as f64;
            prop_assert!(0.0 <= low && low <= share + 1e-9 && share <= high + 1e-9 && high <= 1.0);
            let (low10, high10) = wilson(yes * 10, (yes + no) * 10);
            prop_assert!(high10 - low10 < high - low);
        }
    }
}
