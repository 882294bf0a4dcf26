//! The fields of an entry that a script asks for, in the order that it names them.

use serde_json::Value;

use super::format::Format;
use crate::corpus::Corpus;

/// Every field of an entry in JSON, in its order there.
pub const FIELDS: [&str; 21] = [
    "rank", "score", "id", "title", "text", "question", "question_source", "question_matches",
    "url", "updated", "tags", "facets", "labels", "stated", "topics", "sources", "by", "closest",
    "matches", "explain", "votes",
];

/// The fields that CSV and TSV have beside these: of the first place, and each facet.
const PLACE: [&str; 3] = ["file", "entry", "line"];

/// The fields to keep; by default all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'a>(&'a [String]);

/// A field that no entry has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField {
    /// As asked for.
    pub name: String,
    /// Those there are.
    pub known: Vec<String>,
}

impl<'a> Fields<'a> {
    /// These fields of the entries of `corpus` in `format`; all if there is none.
    ///
    /// # Errors
    /// When the entries have no such field.
    pub fn new(names: &'a [String], format: Format, corpus: &Corpus) -> Result<Self, UnknownField> {
        let known = Self::known(format, corpus);
        match names.iter().find(|name| !known.contains(&name.as_str())) {
            None => Ok(Self(names)),
            Some(name) => {
                let known = known.into_iter().map(str::to_owned).collect();
                Err(UnknownField { name: name.clone(), known })
            }
        }
    }

    /// Those that the entries of `corpus` have in `format`.
    pub fn known(format: Format, corpus: &Corpus) -> Vec<&str> {
        let facets = corpus.facets();
        let mut known: Vec<&str> = FIELDS.to_vec();
        if matches!(format, Format::Csv | Format::Tsv) {
            known
                .extend(PLACE.into_iter().chain(facets.all().map(|facet| facets.facet_key(facet))));
        }
        known
    }

    /// The names, unless all are kept.
    pub(super) fn names(self) -> Option<&'a [String]> {
        (!self.0.is_empty()).then_some(self.0)
    }
}

/// A field in a cell: several values are separated by `;`, and what has parts is JSON.
pub(super) fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items))
            if !items.iter().any(|item| item.is_object() || item.is_array()) =>
        {
            items.iter().map(|item| cell(Some(item))).collect::<Vec<_>>().join(";")
        }
        Some(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::SCHEMA_DOCUMENT;

    #[test]
    fn the_fields_are_those_of_the_schema() {
        let schema: Value = serde_json::from_str(SCHEMA_DOCUMENT).expect("JSON");
        let entry = schema["$defs"]["entry"]["properties"].as_object().expect("properties");
        let properties: BTreeSet<&str> = entry.keys().map(String::as_str).collect();
        assert_eq!(properties, BTreeSet::from(FIELDS));
    }

    #[test]
    fn a_cell_has_the_values_or_json_of_what_has_parts() {
        let shown = |json: &str| cell(serde_json::from_str::<Value>(json).ok().as_ref());
        assert_eq!(shown("\"a\""), "a");
        assert_eq!(shown("[\"a\",2]"), "a;2");
        assert_eq!(shown("{\"a\":[1]}"), "{\"a\":[1]}");
        assert_eq!((shown("null"), cell(None)), (String::new(), String::new()));
    }
}
