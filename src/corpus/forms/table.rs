//! Tables: CSV (RFC 4180) and TSV, under a header row that names the columns.
//!
//! Several values in a cell are separated by `;`. A row whose facet cells are all empty is placed
//! by the rules; one that has a value has no others.

use std::borrow::Cow;

use super::problem::{Problem, Trouble};
use super::row::{self, Row};
use super::{Given, is_blank, note};
use crate::corpus::details::retain_first;
use crate::corpus::facets::Facets;
use crate::text::fold::fold;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Text,
    Question,
    QuestionSource,
    Url,
    Updated,
    Tags,
    Facet(String),
    /// Of something else; it is read over.
    Other,
}

impl Column {
    fn named(name: &str, facets: &Facets) -> Self {
        match fold(name.trim()).as_str() {
            "text" | "answer" | "reponse" | "answer_text" => Self::Text,
            "question" => Self::Question,
            "question_source" => Self::QuestionSource,
            "url" => Self::Url,
            "updated" => Self::Updated,
            "tags" => Self::Tags,
            // As `faq list --format csv` heads its topics.
            "topics" => Self::of_facet("topic", facets),
            name => Self::of_facet(name, facets),
        }
    }

    fn of_facet(name: &str, facets: &Facets) -> Self {
        match facets.named(name) {
            Ok(facet) => Self::Facet(facets.facet_key(facet).to_owned()),
            Err(_) => Self::Other,
        }
    }

    fn all<'n>(names: impl IntoIterator<Item = &'n str>, facets: &Facets) -> Vec<Self> {
        names.into_iter().map(|name| Self::named(name, facets)).collect()
    }
}

/// Reads a table whose cells are separated by commas, or, as spreadsheets in French write it, by
/// semicolons.
pub(super) fn read_csv(page: &str, facets: &Facets, problems: &mut Vec<Problem>) -> Vec<Given> {
    let header = page.lines().find(|line| !is_blank(line)).unwrap_or_default();
    let names_text = |separator: char| {
        let names = header.split(separator).map(|name| name.trim().trim_matches('"'));
        Column::all(names, facets).contains(&Column::Text)
    };
    let separator = if !names_text(',') && names_text(';') { b';' } else { b',' };
    let page = &closed(page, separator, problems);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(page.as_bytes());
    let mut table = Table { columns: None, facets, entries: Vec::new(), problems };
    let (mut counted, mut line) = (0, 1);
    for record in reader.records() {
        match record {
            Ok(record) => {
                // The reader's own count is that of the line its last record ended in.
                let at = record.position().map_or(counted, |at| at.byte() as usize);
                let at = at + page[at..].len() - page[at..].trim_start_matches('\n').len();
                line += memchr::memchr_iter(b'\n', &page.as_bytes()[counted..at]).count();
                counted = at;
                table.row(line, record.iter());
            }
            Err(error) => note(table.problems, line, Trouble::Malformed(error.to_string())),
        }
    }
    table.finish()
}

/// A table in which every quoted cell is closed: one that [`cell_end`] does not find the end of
/// ends with the line it begins in.
fn closed<'p>(page: &'p str, separator: u8, problems: &mut Vec<Problem>) -> Cow<'p, str> {
    let bytes = page.as_bytes();
    let mut closed = String::new();
    let (mut cell, mut copied, mut line) = (0, 0, 1);
    while cell < bytes.len() {
        let (Ok(end) | Err(end)) = cell_end(bytes, cell, separator).inspect_err(|&line_end| {
            line += memchr::memchr_iter(b'\n', &bytes[copied..cell]).count();
            note(problems, line, Trouble::OpenQuote);
            closed.extend([&page[copied..line_end], "\""]);
            copied = line_end;
        });
        cell = end + 1;
    }
    match copied {
        0 => Cow::Borrowed(page),
        _ => Cow::Owned(closed + &page[copied..]),
    }
}

/// Where the cell ends that begins at `cell`; the end of the line, as an error, if nothing closes
/// its quote, or only one further down that stands in the middle of a cell.
fn cell_end(bytes: &[u8], cell: usize, separator: u8) -> Result<usize, usize> {
    let end = |found: Option<usize>, from| found.map_or(bytes.len(), |at| from + at);
    let next = |from| end(memchr::memchr2(separator, b'\n', &bytes[from..]), from);
    if bytes[cell] != b'"' {
        return Ok(next(cell));
    }
    let line_end = end(memchr::memchr(b'\n', &bytes[cell..]), cell);
    let close = closing(bytes, cell + 1);
    let behind = end(bytes[close..].iter().position(|&b| b != b'"' && b != b' '), close);
    let ends = bytes.get(behind).is_none_or(|&b| b == separator || b == b'\n');
    let is_open = close == bytes.len() || (!ends && close > line_end);
    if is_open { Err(line_end) } else { Ok(next(behind)) }
}

/// Where the quote stands that closes a cell whose text begins at `at`; two stand for one of the
/// text. The end where there is none.
fn closing(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = memchr::memchr(b'"', &bytes[at.min(bytes.len())..]) {
        match bytes.get(at + found + 1) {
            Some(b'"') => at += found + 2,
            _ => return at + found,
        }
    }
    bytes.len()
}

/// Reads a table whose cells are separated by tabs; `\t`, `\n` and `\\` stand for what they say.
pub(super) fn read_tsv(page: &str, facets: &Facets, problems: &mut Vec<Problem>) -> Vec<Given> {
    let mut table = Table { columns: None, facets, entries: Vec::new(), problems };
    for (line, row) in (1..).zip(page.lines()).filter(|(_, row)| !is_blank(row)) {
        let cells: Vec<String> = row.split('\t').map(unescaped).collect();
        table.row(line, cells.iter().map(String::as_str));
    }
    table.finish()
}

fn unescaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (c, taken) = match rest.as_bytes().get(at + 1) {
            Some(b't') => ('\t', 2),
            Some(b'n') => ('\n', 2),
            Some(b'\\') => ('\\', 2),
            _ => ('\\', 1),
        };
        text.push(c);
        rest = &rest[at + taken..];
    }
    text + rest
}

/// A table that is being read.
struct Table<'a> {
    /// `None` before the header row.
    columns: Option<Vec<Column>>,
    facets: &'a Facets,
    entries: Vec<Given>,
    problems: &'a mut Vec<Problem>,
}

impl Table<'_> {
    fn row<'c>(&mut self, line: usize, cells: impl Iterator<Item = &'c str>) {
        let Some(columns) = &self.columns else {
            let columns = Column::all(cells, self.facets);
            if !columns.contains(&Column::Text) {
                note(self.problems, line, Trouble::NoColumn);
            }
            self.columns = Some(columns);
            return;
        };
        if !columns.contains(&Column::Text) {
            return;
        }
        let mut row = Row { line, ..Row::default() };
        let mut cells = cells;
        for (column, cell) in columns.iter().zip(&mut cells) {
            let values = || cell.split(';').map(str::trim).filter(|value| !value.is_empty());
            match column {
                Column::Text if is_blank(&row.text) => row.text = cell.to_owned(),
                Column::Question if is_blank(&row.question) => row.question = cell.to_owned(),
                Column::QuestionSource => row.is_curated = cell.trim() == "curated",
                Column::Url => row.urls.push(cell.to_owned()),
                Column::Updated => row.dates.push(cell.to_owned()),
                Column::Tags => row.tags.extend(values().map(str::to_owned)),
                Column::Facet(facet) => {
                    row.is_placed |= values().next().is_some();
                    row.values.extend(values().filter_map(|name| row::value(facet, name, None)));
                }
                Column::Text | Column::Question | Column::Other => {}
            }
        }
        retain_first(&mut row.values);
        let extra = cells.filter(|cell| !is_blank(cell)).count();
        if extra > 0 {
            note(self.problems, line, Trouble::ExtraCells(extra));
        }
        row.give(&mut self.entries, self.problems);
    }

    fn finish(self) -> Vec<Given> {
        if self.columns.is_none() {
            note(self.problems, 1, Trouble::NoColumn);
        }
        self.entries
    }
}
