//! Which entries answer a query, and in what order.
//!
//! A [`Query`] becomes a [`Filter`], which says what may appear, and an [`Expansion`], which says
//! what may stand for each of its words in an [index](crate::index); [`Ranking`] scores what that
//! finds. [`Searcher`] runs all of it. [`pattern`] is the other way to search: by regular
//! expression.

mod courtesy;
pub(crate) mod expansion;
mod filter;
mod found;
pub mod pattern;
mod preamble;
mod query;
mod question;
pub(crate) mod rank;
mod searcher;
mod tuning;

#[cfg(test)]
pub(crate) mod properties;

pub use expansion::{Expansion, Kind, Lexicon, Options, QueryTerm, Rank};
pub use filter::Filter;
pub use found::{Correction, Hit, Match, MatchedTerm};
pub use query::Query;
pub use rank::{AlternativePart, Explanation, GroupPart, Ranking, Score, Similarities};
pub use searcher::{Found, Interpreted, Searcher};
pub use tuning::Tuning;
