//! Facets: questions that sort entries, and the rules that place entries under their values.
//!
//! The shipped rules have the site's five questions. Some pages state the values of an answer;
//! most keep the questions and lose the values, so these are derived: each has phrases that must
//! match and, where no word can tell, entries assigned by id. The rules are data,
//! `seeds/facets.json`; a file of that name beside other pages replaces it, with facets of its
//! own if it likes.

mod conditions;
mod names;
mod placement;
mod rules;

pub use self::names::{Facets, Name};
pub(crate) use self::names::{TOPICS, UNPLACED, UNPLACED_LABEL, is_key};
pub use self::placement::{Facet, Placement, ValueRef, by_value};
pub use self::rules::FacetRules;
