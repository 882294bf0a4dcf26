//! JSONL: an object a line, as `faq list --jsonl` writes them.

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::problem::Trouble;
use super::row::{self, Row};
use super::{Given, Problems};
use crate::corpus::details::GivenValue;
use crate::corpus::facets::Facets;
use crate::corpus::line::is_blank;

/// Whether a text begins with a line of this form.
pub(super) fn is_jsonl(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.starts_with('{')
        && serde_json::from_str::<Map<String, Value>>(line)
            .is_ok_and(|row| row.contains_key("text"))
}

/// Reads the entries of a page; `facets` are those in force.
pub(super) fn read(page: &str, facets: &Facets, problems: &mut Problems) -> Vec<Given> {
    let mut entries = Vec::new();
    let mut unknown = HashSet::new();
    for (line, text) in (1..).zip(page.lines()).filter(|(_, text)| !is_blank(text)) {
        match serde_json::from_str(text) {
            Ok(object) => {
                let row = row_of(line, object, problems);
                for facet in row.values.iter().map(|value| &value.facet) {
                    if facets.named(facet).is_err() && unknown.insert(facet.clone()) {
                        problems.push((line, Trouble::NoFacet(facet.clone())));
                    }
                }
                row.give(&mut entries, problems);
            }
            Err(error) => problems.push((line, Trouble::Malformed(reason(&error, line)))),
        }
    }
    entries
}

/// Why a text that begins in `line` of the page is no JSON, and where on the page.
pub(super) fn reason(error: &serde_json::Error, line: usize) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((why, _)) => {
            format!("{why} at line {} column {}", line + error.line() - 1, error.column())
        }
        None => text,
    }
}

fn row_of(line: usize, mut object: Map<String, Value>, problems: &mut Problems) -> Row {
    let mut bad = |field: &str| problems.push((line, Trouble::BadField(field.to_owned())));
    let mut text = |name| field::<String>(&mut object, name, &mut bad).unwrap_or_default();
    let mut row = Row {
        line,
        text: text("text"),
        question: text("question"),
        is_curated: text("question_source") == "curated",
        urls: vec![text("url")],
        dates: vec![text("updated")],
        ..Row::default()
    };
    let tags: Option<Value> = field(&mut object, "tags", &mut bad);
    match tags.as_ref().map(strings) {
        Some(Some(tags)) => row.tags = tags,
        Some(None) => bad("tags"),
        None => {}
    }
    let mut by_facet = |name| field::<Map<String, Value>>(&mut object, name, &mut bad);
    let (facets, stated) = (by_facet("facets"), by_facet("stated").unwrap_or_default());
    let labels = by_facet("labels").unwrap_or_default();
    row.is_placed = facets.is_some();
    for (facet, values) in facets.iter().flatten() {
        let Some(names) = strings(values) else {
            bad(&format!("facets.{facet}"));
            continue;
        };
        let labels = labels.get(facet).and_then(strings).unwrap_or_default();
        for (at, name) in names.iter().enumerate() {
            row.values.extend(row::value(facet, name, labels.get(at).map(String::as_str)));
        }
    }
    let called = |value: &GivenValue| {
        let name = value.key.as_ref().unwrap_or(&value.label);
        (value.facet.clone(), name.clone())
    };
    let mut known = HashMap::new();
    for (at, value) in row.values.iter().enumerate() {
        known.entry(called(value)).or_insert(at);
    }
    for (facet, names) in stated {
        let Some(names) = strings(&names) else {
            bad(&format!("stated.{facet}"));
            continue;
        };
        for value in names.iter().filter_map(|name| row::value(&facet, name, None)) {
            let at = *known.entry(called(&value)).or_insert(row.values.len());
            match row.values.get_mut(at) {
                Some(known) => known.is_stated = true,
                None => row.values.push(GivenValue { is_stated: true, ..value }),
            }
        }
    }
    row
}

/// What an object has under a name, taken out of it; something of another kind is none, and `bad`.
fn field<T: DeserializeOwned>(
    object: &mut Map<String, Value>,
    name: &str,
    bad: &mut impl FnMut(&str),
) -> Option<T> {
    serde_json::from_value(object.remove(name)?).unwrap_or_else(|_| {
        bad(name);
        None
    })
}

/// A list of texts, or one text; `None` for anything else.
fn strings(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(texts) => texts.iter().map(|text| text.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}
