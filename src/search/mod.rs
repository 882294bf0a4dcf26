//! Which entry answers a question best.
//!
//! [`Index`] holds what the entries say; a [`Query`] is read into a [`Filter`], which says what
//! may appear, and a [`Plan`], the query understood against the index, which says in what
//! order. [`Searcher`] does all that.

pub mod acronym;
pub mod expand;
pub mod explain;
pub mod filter;
pub mod forms;
pub mod fuzzy;
pub mod gather;
pub mod index;
pub mod lexicon;
pub mod matches;
pub mod pattern;
pub mod pieces;
pub mod plan;
pub mod query;
pub mod rank;
pub mod score;
pub mod searcher;
pub mod tuning;

pub use expand::{Alternative, Group, Kind};
pub use explain::{AlternativePart, Explanation, GroupPart};
pub use filter::Filter;
pub use index::Index;
pub use lexicon::Lexicon;
pub use plan::{Options, Plan};
pub use query::Query;
pub use score::Score;
pub use searcher::{Correction, Found, Hit, Match, Searcher};
pub use tuning::Tuning;
