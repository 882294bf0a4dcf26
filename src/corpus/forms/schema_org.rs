//! Questions of schema.org, in JSON-LD and in microdata.
//!
//! A `Question` has a `name`, and an `acceptedAnswer` (else a `suggestedAnswer`) with a `text`,
//! which may be HTML unless it says that it is plain text (`encodingFormat`). Several are
//! paragraphs of one.

use std::collections::BTreeMap;
use std::slice;

use serde_json::{Map, Value};

use super::blocks;
use super::document::{Document, Fact};
use super::row::Row;
use super::tags::{self, Token};
use crate::corpus::line::is_blank;

/// The questions of a JSON document in its order, each with its name as it is written there.
pub(super) fn of_json(document: &Value) -> Vec<(&str, Row)> {
    let mut rows = Vec::new();
    // Values, each with the address and the date of the page that it stands on.
    let mut rest = vec![(document, [None; 2])];
    while let Some((value, mut around)) = rest.pop() {
        match value {
            Value::Array(values) => rest.extend(values.iter().rev().map(|value| (value, around))),
            Value::Object(object) if is_a(object, "Question") => {
                let name = text(object, "name").or_else(|| text(object, "text")).unwrap_or("");
                rows.push((name, question(object, name, around)));
            }
            Value::Object(object) => {
                if ["FAQPage", "QAPage", "WebPage"].iter().any(|kind| is_a(object, kind)) {
                    let [url, updated] = around;
                    around =
                        [text(object, "url").or(url), text(object, "dateModified").or(updated)];
                }
                rest.extend(object.values().rev().map(|value| (value, around)));
            }
            _ => {}
        }
    }
    rows
}

/// The date of a page that JSON-LD describes without questions.
pub(super) fn dates_of(document: &Value) -> Vec<&str> {
    let mut dates = Vec::new();
    let mut rest = vec![document];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(values) => rest.extend(values),
            Value::Object(object) => {
                if ["WebPage", "FAQPage", "Article"].iter().any(|kind| is_a(object, kind)) {
                    dates.extend(text(object, "dateModified"));
                }
                rest.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    dates
}

fn question(object: &Map<String, Value>, name: &str, around: [Option<&str>; 2]) -> Row {
    let all = |key: &str| match object.get(key)? {
        Value::Array(answers) if answers.is_empty() => None,
        Value::Array(answers) => Some(answers.as_slice()),
        answer => Some(slice::from_ref(answer)),
    };
    let answers = all("acceptedAnswer").or_else(|| all("suggestedAnswer")).unwrap_or_default();
    let shown = |object, written: &str| match text(object, "encodingFormat") {
        Some("text/plain") => written.to_owned(),
        _ => plain(written),
    };
    let mut row = Row { question: shown(object, name), ..Row::default() };
    let mut about = |object| {
        row.is_curated |= text(object, "creativeWorkStatus") == Some("curated");
        row.urls.extend(text(object, "url").map(str::to_owned));
        row.dates.extend(text(object, "dateModified").map(str::to_owned));
    };
    about(object);
    let mut texts: Vec<String> = Vec::new();
    for answer in answers {
        let Value::Object(answer) = answer else {
            texts.extend(answer.as_str().map(plain));
            continue;
        };
        let written = text(answer, "text").or_else(|| text(answer, "articleBody"));
        texts.extend(written.map(|written| shown(answer, written)));
        about(answer);
    }
    texts.retain(|text| !is_blank(text));
    row.text = texts.join("\n\n");
    let [url, updated] = around.map(|said| said.map(str::to_owned));
    row.urls.extend(url);
    if row.dates.is_empty() {
        row.dates.extend(updated);
    }
    row
}

/// The questions of microdata, in the order of the document.
pub(super) fn of_microdata(document: &Document) -> Vec<Row> {
    // By question: the lines of each of its parts, and the row that they give.
    let mut found: BTreeMap<usize, ([Vec<&str>; 4], Row)> = BTreeMap::new();
    for block in &document.blocks {
        let Some((number, part)) = block.part else { continue };
        let begun = || (Default::default(), Row { line: block.line, ..Row::default() });
        found.entry(number).or_insert_with(begun).0[part as usize].push(&block.text);
    }
    for (number, fact) in &document.facts {
        let Some((_, row)) = number.and_then(|number| found.get_mut(&number)) else { continue };
        match fact {
            Fact::Url(url) => row.urls.push(url.clone()),
            Fact::Updated(date) => row.dates.push(date.clone()),
            Fact::Status(status) => row.is_curated |= status == "curated",
        }
    }
    let row = |([_, name, answer, text], row): ([Vec<&str>; 4], Row)| Row {
        question: name.join(" "),
        text: if text.is_empty() { answer } else { text }.join("\n"),
        ..row
    };
    found.into_values().map(row).collect()
}

fn is_a(object: &Map<String, Value>, kind: &str) -> bool {
    let is_it = |value: &Value| {
        value.as_str().is_some_and(|it| it.rsplit(['/', '#', ':']).next() == Some(kind))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_it),
        Some(value) => is_it(value),
        None => false,
    }
}

fn text<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    match object.get(key)? {
        Value::String(text) => Some(text),
        // A value with its language, or the first of several.
        Value::Object(value) => value.get("@value")?.as_str(),
        Value::Array(values) => values.first()?.as_str(),
        _ => None,
    }
}

/// What a browser would show of a text that may be HTML; text that holds no tag and no reference
/// is as it stands.
fn plain(text: &str) -> String {
    const TAGS: [&str; 34] = [
        "a", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "section", "small", "span",
        "strong", "sub", "sup", "table", "td", "tr", "u", "ul",
    ];
    let mut is_html = false;
    tags::read(text, |_, token| {
        if let Token::Start(tag) = token {
            is_html |= TAGS.binary_search(&tag.name.as_str()).is_ok();
        }
    });
    if is_html {
        let blocks = blocks::read(text).blocks;
        return blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n");
    }
    tags::decode(text)
}
