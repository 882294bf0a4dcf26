//! JSON: a schema.org FAQPage, or any document of its questions.

use serde_json::Value;

use super::problem::{Problem, Trouble};
use super::schema_org;
use super::{Given, note};

/// Whether a text is a JSON document.
pub(super) fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Reads the entries of a document.
pub(super) fn read(page: &str, problems: &mut Vec<Problem>) -> Vec<Given> {
    let mut entries = Vec::new();
    let document: Value = match serde_json::from_str(page) {
        Ok(document) => document,
        Err(error) => {
            note(problems, error.line(), Trouble::Malformed(error.to_string()));
            return entries;
        }
    };
    let mut places = Places { page, at: 0, line: 1, is_lost: false };
    let rows = schema_org::of_json(&document);
    if rows.is_empty() {
        note(problems, 1, Trouble::NoQuestion);
    }
    for (name, mut row) in rows {
        row.line = places.line_of(name);
        row.give(&mut entries, problems);
    }
    entries
}

/// Finds the lines of questions, which stand in the order of the document.
struct Places<'p> {
    page: &'p str,
    at: usize,
    line: usize,
    /// Whether one was not found as it would be written: then the others are not looked for.
    is_lost: bool,
}

impl Places<'_> {
    fn line_of(&mut self, name: &str) -> usize {
        let written = serde_json::to_string(name).unwrap_or_default();
        let rest = &self.page.as_bytes()[self.at..];
        let found =
            if self.is_lost { None } else { memchr::memmem::find(rest, written.as_bytes()) };
        match found {
            Some(at) => {
                self.line += memchr::memchr_iter(b'\n', &rest[..at]).count();
                self.at += at;
            }
            None => self.is_lost = true,
        }
        self.line
    }
}
