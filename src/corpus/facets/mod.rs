//! Facets: the site's five questions, and the rules that place entries under their values.
//!
//! The pages keep the questions and lose the values, so values are derived: each has phrases
//! that must match and, where no word can tell, entries assigned by id. The rules are data,
//! `seeds/facets.json`; a file of that name beside other pages replaces it.

mod conditions;
mod names;
mod rules;

pub use self::names::{Facet, Facets, Placement, ValueRef};
pub use self::rules::FacetRules;
