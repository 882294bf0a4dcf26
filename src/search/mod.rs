//! Which entry answers a question best.
//!
//! A [`Query`] is read into a [`Filter`], which says what may appear, and a [`Plan`], the query
//! understood against the [`Index`], which says what stands for each word; [`rank`] says in
//! what order. [`Searcher`] does all that. [`pattern`] is the other way to search: by regular
//! expressions.

pub mod filter;
pub mod index;
pub mod pattern;
pub mod plan;
pub mod query;
mod question;
pub mod rank;
pub mod searcher;

#[cfg(test)]
pub(crate) mod properties;

pub use filter::Filter;
pub use index::Index;
pub use plan::expand::{Alternative, Group, Kind};
pub use plan::lexicon::Lexicon;
pub use plan::{Options, Plan, Rank};
pub use query::Query;
pub use rank::By;
pub use rank::explain::{AlternativePart, Explanation, GroupPart, MeaningPart};
pub use rank::score::Score;
pub use rank::tuning::Tuning;
pub use searcher::{Correction, Found, Hit, Match, MatchedTerm, Searcher};
