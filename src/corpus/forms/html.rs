//! HTML: the questions of schema.org; else lines for the delimiter; else what `summary`, `dt` and
//! questions in headings open; else one entry.

use std::collections::HashSet;

use serde_json::Value;

use super::blocks;
use super::document::{Block, Document, Fact};
use super::jsonl::reason;
use super::problem::Trouble;
use super::row::{Row, http};
use super::schema_org;
use super::{Content, Given, Problems};
use crate::corpus::date::Date;
use crate::corpus::decode::one_line;
use crate::corpus::delimiter::{Closing, Delimiter};
use crate::corpus::details::Details;
use crate::corpus::line::{asks, is_blank};

/// Whether bytes begin as HTML does; the white space before it is left out.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&str; 16] = [
        "!doctype html", "html", "head", "body", "meta", "title", "main", "article", "section",
        "div", "p>", "h1", "h2", "table", "details", "dl",
    ];
    let mut rest = bytes;
    // A comment or an XML declaration may stand before it.
    while rest.starts_with(b"<!--") || rest.starts_with(b"<?xml") {
        let Some(end) = memchr::memchr(b'>', rest) else { return false };
        rest = rest[end + 1..].trim_ascii_start();
    }
    let Some(rest) = rest.strip_prefix(b"<") else { return false };
    BEGINNINGS.iter().any(|begin| {
        let name = rest.get(..begin.len());
        let next = rest.get(begin.len()).copied().unwrap_or(b' ');
        name.is_some_and(|name| name.eq_ignore_ascii_case(begin.as_bytes()))
            && (begin.ends_with('>') || !next.is_ascii_alphanumeric())
    })
}

pub(super) fn read(page: &str, delimiter: &Delimiter, problems: &mut Problems) -> Content {
    let mut document = blocks::read(page);
    let mut json = Vec::new();
    for (line, text) in &document.json {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => json.push((*line, value)),
            Err(error) => {
                let (why, asks) = (reason(&error, *line), text.contains("Question"));
                problems.push((*line, Trouble::MalformedJsonLd { why, asks }));
            }
        }
    }
    let about = about(&document, &json, problems);
    let rows = questions(&document, &json);
    if !rows.is_empty() {
        return Content::Entries(of_rows(rows, &document.blocks, &about, problems));
    }
    leave_asides(&mut document.blocks, delimiter, problems);
    divided(document.blocks, about, delimiter, problems)
}

/// The lines of a document that has delimiters; else the entries that openers begin.
pub(super) fn divided(
    blocks: Vec<Block>,
    about: Details,
    delimiter: &Delimiter,
    problems: &mut Problems,
) -> Content {
    if blocks.iter().any(|block| is_closing(block, delimiter)) {
        let lines = blocks.into_iter().map(|block| (block.text, block.line)).collect();
        return Content::Lines(lines, about);
    }
    Content::Entries(opened(&blocks, &about, problems))
}

pub(super) fn is_closing(block: &Block, delimiter: &Delimiter) -> bool {
    matches!(delimiter.read(&block.text), Closing::Delimiter(_))
}

/// Leaves out what stands beside the page's matter, unless its entries stand nowhere else.
fn leave_asides(blocks: &mut Vec<Block>, delimiter: &Delimiter, problems: &mut Problems) {
    let divides = |block: &&Block| block.opens() || is_closing(block, delimiter);
    let (aside, own): (Vec<&Block>, Vec<&Block>) = blocks.iter().partition(|block| block.is_aside);
    let Some(first) = aside.first() else { return };
    if own.is_empty() || (aside.iter().any(divides) && !own.iter().any(divides)) {
        return;
    }
    problems.push((first.line, Trouble::LeftOut(aside.len())));
    blocks.retain(|block| !block.is_aside);
}

/// What a document says of itself: its address and its date.
fn about(document: &Document, json: &[(usize, Value)], problems: &mut Problems) -> Details {
    let mut about = Details::default();
    let facts = document.facts.iter().filter(|(number, _)| number.is_none());
    let mut dates: Vec<&str> =
        json.iter().flat_map(|(_, json)| schema_org::dates_of(json)).collect();
    for (_, fact) in facts {
        match fact {
            Fact::Url(url) if about.url.is_none() => about.url = http(url, 1, problems),
            Fact::Updated(date) => dates.push(date),
            Fact::Url(_) | Fact::Status(_) => {}
        }
    }
    for date in dates {
        // "2025-03-04 10:00:00" is no form of ISO 8601, but many pages have it.
        let day = date.trim().get(..10).unwrap_or_default();
        match Date::read(date).or_else(|| Date::read(day)) {
            Some(date) => about.updated = about.updated.max(Some(date)),
            None => problems.push((1, Trouble::BadDate(date.to_owned()))),
        }
    }
    about
}

/// The questions of schema.org: those of JSON-LD, and of microdata those that it does not have.
fn questions(document: &Document, json: &[(usize, Value)]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (line, value) in json {
        let of_script = schema_org::of_json(value).into_iter();
        rows.extend(of_script.map(|(_, row)| Row { line: *line, ..row }));
    }
    let known: HashSet<String> = rows.iter().map(|row| one_line(&row.question)).collect();
    let is_new = |row: &Row| !known.contains(&one_line(&row.question));
    rows.extend(schema_org::of_microdata(document).into_iter().filter(is_new));
    rows
}

fn of_rows(
    rows: Vec<Row>,
    blocks: &[Block],
    about: &Details,
    problems: &mut Problems,
) -> Vec<Given> {
    let mut entries = Vec::new();
    for row in rows {
        row.give(&mut entries, problems);
    }
    let questions = entries.iter().flat_map(|entry| &entry.details.questions);
    let texts = entries.iter().flat_map(|entry| entry.text.lines());
    let known: HashSet<String> = texts.chain(questions.map(String::as_str)).map(one_line).collect();
    let mut others = blocks.iter().filter(|block| !known.contains(&one_line(&block.text)));
    if let Some(first) = others.next() {
        problems.push((first.line, Trouble::LeftOut(1 + others.count())));
    }
    for entry in &mut entries {
        let details = &mut entry.details;
        details.url = details.url.take().or_else(|| about.url.clone());
        details.updated = details.updated.or(about.updated);
    }
    entries
}

/// The entries that openers begin; the whole page where there is none.
fn opened(blocks: &[Block], about: &Details, problems: &mut Problems) -> Vec<Given> {
    // A heading of several lines asks in its last.
    let same = |a: &Block, b: &Block| a.opener.is_some() && a.opener == b.opener;
    let opens = |run: &&[Block]| run.last().is_some_and(Block::opens);
    let runs: Vec<&[Block]> = blocks.chunk_by(same).collect();
    let Some(first) = runs.iter().position(opens) else {
        let Some(block) = blocks.first() else { return Vec::new() };
        problems.push((block.line, Trouble::OneEntry));
        let (text, details) = (joined(blocks, "\n"), about.clone());
        return vec![Given { text, line: block.line, details }];
    };
    let before: usize = runs[..first].iter().map(|run| run.len()).sum();
    if before > 0 {
        problems.push((blocks[0].line, Trouble::LeftOut(before)));
    }
    let mut entries = Vec::new();
    for group in runs[first..].chunk_by(|_, run| !opens(run)) {
        let [opener, answer @ ..] = group else { continue };
        let (title, line) = (joined(*opener, " "), opener[0].line);
        let title = title.strip_prefix("- ").unwrap_or(&title);
        let answer = joined(answer.iter().copied().flatten(), "\n");
        if is_blank(&answer) {
            problems.push((line, Trouble::NoAnswer(one_line(title))));
            continue;
        }
        let mut details = about.clone();
        let text = if asks(title) {
            details.questions.push(one_line(title));
            answer
        } else {
            format!("{title}\n{answer}")
        };
        entries.push(Given { text, line, details });
    }
    entries
}

fn joined<'b>(blocks: impl IntoIterator<Item = &'b Block>, between: &str) -> String {
    blocks.into_iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(between)
}
