//! The file of facet rules: its shape, and what is refused.
//!
//! ```json
//! {"facets": [{"key": "produit", "question": "…", "values": [
//!   {"key": "hds", "label": "…", "any": ["hds", "audit & hébergeur*"], "none": [], "entries": []}]}]}
//! ```
//!
//! A value takes an entry that `entries` names by id, or that one of `any` matches and none of
//! `none`. A rule is a phrase ([`crate::text::phrase`]), or several joined by `&` that must
//! all be there.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Facet, FacetNames, FacetRules, UNPLACED, ValueNames};
use crate::text::phrase::Phrase;

/// Why a file of rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Not JSON, or not of the documented shape; says line and column.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A facet, or a value of one, stands twice.
    #[error("{0:?} stands twice")]
    Twice(String),
    /// One of the five facets is not there.
    #[error(
        "the facet {0} is missing; give it, with its question and an empty list of values if need be"
    )]
    Missing(Facet),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    pub(super) facets: Vec<FacetFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacetFile {
    pub(super) key: Facet,
    question: String,
    values: Vec<ValueFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueFile {
    key: Key,
    label: String,
    #[serde(default)]
    any: Vec<Conjunction>,
    #[serde(default)]
    none: Vec<Conjunction>,
    #[serde(default)]
    entries: Vec<String>,
}

impl FacetFile {
    /// Adds the facet and its values to `rules`.
    pub(super) fn compile(self, rules: &mut FacetRules) -> Result<(), RulesError> {
        let mut keys = HashSet::new();
        let twice = self.values.iter().find(|value| !keys.insert(&value.key.0));
        if let Some(value) = twice {
            return Err(RulesError::Twice(value.key.0.clone()));
        }
        let facet = self.key as u32;
        let mut names = Vec::new();
        for (value, file) in (0..).zip(self.values) {
            let phrases = |rules: Vec<Conjunction>| -> Vec<Vec<Phrase>> {
                rules.into_iter().map(|rule| rule.0).collect()
            };
            rules.conditions.add((facet, value), &phrases(file.any), &phrases(file.none));
            for id in file.entries {
                rules.assigned.entry(id.to_ascii_lowercase()).or_default().push((facet, value));
            }
            names.push(ValueNames { key: file.key.0, label: file.label });
        }
        rules.facets.0[facet as usize] = FacetNames { question: self.question, values: names };
        Ok(())
    }
}

/// The key of a value.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Key(String);

impl TryFrom<String> for Key {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        let valid = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if key == UNPLACED {
            Err(format!("the key {key:?} is kept for what no rule places"))
        } else if !key.is_empty() && key.bytes().all(valid) {
            Ok(Self(key))
        } else {
            Err(format!("the key {key:?} may hold only a-z, 0-9 and -"))
        }
    }
}

/// Phrases that must all be there, joined by `&`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Conjunction(Vec<Phrase>);

impl TryFrom<String> for Conjunction {
    type Error = String;

    fn try_from(rule: String) -> Result<Self, String> {
        let blank = || format!("the rule {rule:?} holds no word where one must stand");
        rule.split('&')
            .map(|text| Phrase::new(text).ok_or_else(blank))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}
