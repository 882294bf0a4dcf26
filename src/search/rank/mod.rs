//! Ranking: every entry that contains something of the query, best first.
//!
//! Five [`features`] are added up and divided by what the query could reach; where there is an
//! encoder, meaning weighs beside them ([`hybrid`]). A few figures of all that say whether the best
//! answers at all ([`certainty`]). Sums run in query order and ties go by entry,
//! so a ranking is repeatable to the last bit.

mod certainty;
mod counts;
mod explain;
pub(super) mod features;
pub(super) mod hybrid;
mod ranking;
pub(crate) mod score;

#[cfg(test)]
mod tests;

pub(super) use certainty::Certainty;
pub use explain::{AlternativePart, Explanation, GroupPart};
pub use hybrid::Similarities;
pub use ranking::Ranking;
pub use score::Score;
