//! Questions of schema.org, in JSON-LD and in microdata.
//!
//! A `Question` has a `name`, and an `acceptedAnswer` (else a `suggestedAnswer`) with a `text`,
//! which may be HTML unless it says that it is plain text (`encodingFormat`). Several are
//! paragraphs of one.

use std::slice;

use serde_json::{Map, Value};

use super::blocks;
use super::document::{Document, Fact, Part};
use super::row::Row;
use super::tags::{self, Token};
use crate::corpus::line::is_blank;

/// What a page says of its questions as a whole.
#[derive(Debug, Clone, Copy, Default)]
struct Around<'v> {
    url: Option<&'v str>,
    updated: Option<&'v str>,
}

/// The questions of a JSON document in its order, each with its name as it is written there.
pub(super) fn of_json(document: &Value) -> Vec<(&str, Row)> {
    let mut rows = Vec::new();
    let mut rest = vec![(document, Around::default())];
    while let Some((value, mut around)) = rest.pop() {
        match value {
            Value::Array(values) => rest.extend(values.iter().rev().map(|value| (value, around))),
            Value::Object(object) if is_a(object, "Question") => {
                rows.push((
                    text(object, "name").or_else(|| text(object, "text")).unwrap_or(""),
                    question(object, around),
                ));
            }
            Value::Object(object) => {
                if is_a(object, "FAQPage") || is_a(object, "QAPage") || is_a(object, "WebPage") {
                    around.url = text(object, "url").or(around.url);
                    around.updated = text(object, "dateModified").or(around.updated);
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

fn question(object: &Map<String, Value>, around: Around<'_>) -> Row {
    let all = |key: &str| match object.get(key)? {
        Value::Array(answers) if answers.is_empty() => None,
        Value::Array(answers) => Some(answers.as_slice()),
        answer => Some(slice::from_ref(answer)),
    };
    let answers = all("acceptedAnswer").or_else(|| all("suggestedAnswer")).unwrap_or_default();
    let is_plain =
        |object: &Map<String, Value>| text(object, "encodingFormat") == Some("text/plain");
    let shown = |written: &str, is_plain: bool| match is_plain {
        true => written.to_owned(),
        false => plain(written),
    };
    let name = text(object, "name").or_else(|| text(object, "text")).unwrap_or_default();
    let mut row = Row { line: 1, question: shown(name, is_plain(object)), ..Row::default() };
    let mut own_dates: Vec<String> =
        text(object, "dateModified").map(str::to_owned).into_iter().collect();
    row.is_curated = text(object, "creativeWorkStatus") == Some("curated");
    row.urls.extend(text(object, "url").map(str::to_owned));
    let mut texts: Vec<String> = Vec::new();
    for answer in answers {
        let Value::Object(answer) = answer else {
            texts.extend(answer.as_str().map(plain));
            continue;
        };
        let written = text(answer, "text").or_else(|| text(answer, "articleBody"));
        texts.extend(written.map(|written| shown(written, is_plain(answer))));
        row.is_curated |= text(answer, "creativeWorkStatus") == Some("curated");
        row.urls.extend(text(answer, "url").map(str::to_owned));
        own_dates.extend(text(answer, "dateModified").map(str::to_owned));
    }
    texts.retain(|text| !is_blank(text));
    row.text = texts.join("\n\n");
    row.urls.extend(around.url.map(str::to_owned));
    if own_dates.is_empty() {
        own_dates.extend(around.updated.map(str::to_owned));
    }
    row.dates = own_dates;
    row
}

/// The questions of microdata, in the order of the document.
pub(super) fn of_microdata(document: &Document) -> Vec<Row> {
    // The name, answer and text of each question, and where it begins.
    let mut found: Vec<(usize, [Vec<&str>; 3], Row)> = Vec::new();
    let mut at = |number: usize| {
        if found.len() <= number {
            found.resize_with(number + 1, Default::default);
        }
        number
    };
    let mut parts = Vec::new();
    for block in &document.blocks {
        let (number, part) = match block.part {
            Part::None => continue,
            Part::Question(number) => (number, None),
            Part::Name(number) => (number, Some(0)),
            Part::Answer(number) => (number, Some(1)),
            Part::Text(number) => (number, Some(2)),
        };
        parts.push((at(number), part, block));
    }
    for (number, part, block) in parts {
        let (line, texts, _) = &mut found[number];
        *line = if *line == 0 { block.line } else { *line };
        if let Some(part) = part {
            texts[part].push(&block.text);
        }
    }
    for (part, fact) in &document.facts {
        let number = match part {
            Part::None => continue,
            Part::Question(n) | Part::Name(n) | Part::Answer(n) | Part::Text(n) => *n,
        };
        let Some((_, _, row)) = found.get_mut(number) else { continue };
        match fact {
            Fact::Url(url) => row.urls.push(url.clone()),
            Fact::Updated(date) => row.dates.push(date.clone()),
            Fact::Status(status) => row.is_curated |= status == "curated",
        }
    }
    let row = |(line, [name, answer, text], row): (usize, [Vec<&str>; 3], Row)| Row {
        line,
        question: name.join(" "),
        text: if text.is_empty() { answer } else { text }.join("\n"),
        ..row
    };
    found.into_iter().filter(|(line, ..)| *line > 0).map(row).collect()
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
