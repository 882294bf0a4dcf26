//! Pages in other forms than captured text: HTML, JSON, JSONL, tables, Markdown.
//!
//! A form gives either text, which is split at the delimiter as a captured page is, or entries.
//! What it cannot give is a [`Trouble`] with its line; the rest is kept.

mod blocks;
mod document;
mod elements;
mod html;
mod json;
mod jsonl;
mod markdown;
pub(super) mod problem;
mod row;
mod schema_org;
mod table;
mod tags;

use std::path::Path;

use self::problem::Trouble;
use super::decode::{Decoded, settled};
use super::delimiter::Delimiter;
use super::details::Details;
use super::facets::Facets;
use super::page::Page;
use super::split::{Span, map_lines, split};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Html,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Markdown,
}

/// The endings of the names of pages.
const ENDINGS: [(&str, Form); 8] = [
    ("txt", Form::Text),
    ("html", Form::Html),
    ("htm", Form::Html),
    ("md", Form::Markdown),
    ("csv", Form::Csv),
    ("tsv", Form::Tsv),
    ("json", Form::Json),
    ("jsonl", Form::Jsonl),
];

/// How the name of a page in a folder does not begin: these tell of the pages.
const ABOUT: [&str; 5] = [".", "readme", "sources", "license", "changelog"];

/// The data files that go with pages.
const DATA: [&str; 3] = ["facets.json", "lexicon.json", "questions.json"];

/// Whether a file of a folder is a page, by its name.
pub(super) fn is_page(name: &str) -> bool {
    let lower = name.to_lowercase();
    Form::of_name(name).is_some()
        && !ABOUT.iter().any(|begin| lower.starts_with(begin))
        && !DATA.contains(&name)
}

impl Form {
    /// The form that a name tells, in any case; `None` if it tells none.
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?;
        let known = ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
        known.map(|&(_, form)| form)
    }

    /// The form of a page: as its name tells, else as its text does.
    pub fn of(name: &str, page: &Decoded) -> Self {
        Self::of_name(name).unwrap_or_else(|| {
            let text = page.as_str().trim_start();
            if html::is_html(text.as_bytes()) {
                Self::Html
            } else if jsonl::is_jsonl(text) {
                Self::Jsonl
            } else if json::is_json(text) {
                Self::Json
            } else {
                Self::Text
            }
        })
    }
}

/// Whether a page may be HTML, before it is decoded.
pub(super) fn may_be_html(name: &str, bytes: &[u8]) -> bool {
    match Form::of_name(name) {
        Some(form) => form == Form::Html,
        None => html::is_html(bytes.trim_ascii_start()),
    }
}

/// What the form of a page cannot give, each with its 1-based line.
type Problems = Vec<(usize, Trouble)>;

/// An entry that a form gives.
#[derive(Debug, Default, PartialEq, Eq)]
struct Given {
    text: String,
    /// The 1-based line it begins in.
    line: usize,
    details: Details,
}

/// What a form holds.
#[derive(Debug, PartialEq, Eq)]
enum Content {
    /// Lines to be split at the delimiter, each with the line of the page it stands in, and what
    /// is known of all their entries.
    Lines(Vec<(String, usize)>, Details),
    Entries(Vec<Given>),
}

/// Reads a page: the text of its entries, what is known of it by its form, and the entries as spans
/// of the text. `facets` are those in force.
pub(super) fn read(
    form: Form,
    decoded: Decoded,
    delimiter: &Delimiter,
    facets: &Facets,
) -> (Decoded, Page, Vec<Span>) {
    let mut problems = Vec::new();
    let text = decoded.as_str();
    let content = match form {
        Form::Text => {
            let (page, entries) = split(text, delimiter);
            return (decoded, page, entries);
        }
        Form::Html => html::read(text, delimiter, &mut problems),
        Form::Json => Content::Entries(json::read(text, &mut problems)),
        Form::Jsonl => Content::Entries(jsonl::read(text, facets, &mut problems)),
        Form::Csv => Content::Entries(table::read_csv(text, facets, &mut problems)),
        Form::Tsv => Content::Entries(table::read_tsv(text, facets, &mut problems)),
        Form::Markdown => markdown::read(text, delimiter, &mut problems),
    };
    let (text, page, entries) = match content {
        Content::Lines(lines, about) => split_lines(&lines, &about, delimiter),
        Content::Entries(entries) => joined(entries),
    };
    problems.sort_by_key(|&(line, _)| line);
    (decoded.with_text(text), Page { problems, ..page }, entries)
}

/// Splits lines of text at the delimiter.
fn split_lines(
    lines: &[(String, usize)],
    about: &Details,
    delimiter: &Delimiter,
) -> (String, Page, Vec<Span>) {
    let mut text = String::new();
    let mut numbers = Vec::new();
    for (line, number) in lines {
        for line in settled(line).split('\n') {
            text.extend([line, "\n"]);
            numbers.push(*number);
        }
    }
    let (mut page, mut entries) = split(&text, delimiter);
    map_lines(&mut page, &mut entries, |line| numbers.get(line - 1).copied().unwrap_or(line));
    if !about.is_empty() {
        for entry in &mut entries {
            entry.details.get_or_insert_default().merge([about.clone()]);
        }
    }
    (text, page, entries)
}

/// The texts of entries end to end.
fn joined(given: Vec<Given>) -> (String, Page, Vec<Span>) {
    let mut text = String::new();
    let mut entries = Vec::new();
    for Given { text: entry, line, details } in given {
        let start = text.len();
        text.extend([&settled(&entry), "\n"]);
        let mut span = Span::new(&text, start..text.len(), line);
        span.details = (!details.is_empty()).then(|| Box::new(details));
        entries.push(span);
    }
    (text, Page::default(), entries)
}

#[cfg(test)]
mod tests;
