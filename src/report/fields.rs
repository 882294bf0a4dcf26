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

/// Whether a field is called `name`, in some format.
pub fn is_field(name: &str) -> bool {
    FIELDS.contains(&name) || PLACE.contains(&name)
}

/// The fields that the entries of `corpus` have in `format`.
pub fn known_fields(format: Format, corpus: &Corpus) -> Vec<&str> {
    let facets = corpus.facets();
    let facets = facets.all().map(|facet| facets.facet_key(facet));
    match format {
        Format::Csv | Format::Tsv => FIELDS.into_iter().chain(PLACE).chain(facets).collect(),
        _ => FIELDS.to_vec(),
    }
}

/// A field in a cell: several values are separated by `;`, and what has parts is JSON.
pub(super) fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        // Without the `.0` that JSON has.
        Some(Value::Number(number)) if number.is_f64() => {
            number.as_f64().unwrap_or_default().to_string()
        }
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
