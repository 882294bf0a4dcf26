//! JSON: a schema.org FAQPage, or any document of its questions.

use serde_json::Value;

use super::problem::Trouble;
use super::row::Row;
use super::{Given, Problems, schema_org};

/// Whether a text is a JSON document.
pub(super) fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Reads the entries of a document.
pub(super) fn read(page: &str, problems: &mut Problems) -> Vec<Given> {
    let mut entries = Vec::new();
    let document: Value = match serde_json::from_str(page) {
        Ok(document) => document,
        Err(error) => {
            problems.push((error.line(), Trouble::Malformed(error.to_string())));
            return entries;
        }
    };
    let rows = schema_org::of_json(&document);
    if rows.is_empty() {
        problems.push((1, Trouble::NoQuestion));
    }
    let (mut rest, mut line) = (page.as_bytes(), 1);
    for (name, row) in rows {
        // Questions stand in the order of the document. Once one is not found as it would be
        // written, the lines of the others are not looked for.
        let written = serde_json::to_string(name).unwrap_or_default();
        let found = memchr::memmem::find(rest, written.as_bytes());
        line += memchr::memchr_iter(b'\n', &rest[..found.unwrap_or(0)]).count();
        rest = &rest[found.unwrap_or(rest.len())..];
        Row { line, ..row }.give(&mut entries, problems);
    }
    entries
}
