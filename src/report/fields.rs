//! The fields of an entry that a script asks for, in the order that it names them.

use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::entries::{Results, Row};
use super::format::Format;
use crate::corpus::Corpus;

/// Every field of an entry in JSON, in its order there.
pub const FIELDS: [&str; 21] = [
    "rank",
    "score",
    "id",
    "title",
    "text",
    "question",
    "question_source",
    "question_matches",
    "url",
    "updated",
    "tags",
    "facets",
    "labels",
    "stated",
    "topics",
    "sources",
    "by",
    "closest",
    "matches",
    "explain",
    "votes",
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

impl<'a> Results<'a> {
    /// The same, with these fields of each entry alone.
    pub fn with_fields(mut self, fields: Fields<'a>) -> Self {
        self.results.fields = fields;
        self
    }
}

impl Row<'_> {
    /// Every field it has, as JSON has it.
    pub(super) fn object(&self) -> Map<String, Value> {
        match Row::serialize(self, serde_json::value::Serializer) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(names) = self.fields.names() else { return Row::serialize(self, serializer) };
        let all = self.object();
        serializer.collect_map(names.iter().filter_map(|name| Some((name, all.get(name)?))))
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
