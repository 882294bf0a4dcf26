//! Tables: CSV (RFC 4180) and TSV, under a header row that names the columns.
//!
//! Several values in a cell are separated by `;`. A row whose facet cells are all empty is placed
//! by the rules; one that has a value has no others.

use std::borrow::Cow;

use super::problem::Trouble;
use super::row::{self, Row};
use super::{Given, Problems};
use crate::corpus::details::retain_first;
use crate::corpus::facets::Facets;
use crate::corpus::line::is_blank;
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
            name => {
                // `faq list --format csv` heads its topics so.
                let name = if name == "topics" { "topic" } else { name };
                let facet = facets.named(name).map(|facet| facets.facet_key(facet).to_owned());
                facet.map_or(Self::Other, Self::Facet)
            }
        }
    }

    fn all<'n>(names: impl IntoIterator<Item = &'n str>, facets: &Facets) -> Vec<Self> {
        names.into_iter().map(|name| Self::named(name, facets)).collect()
    }
}

/// Reads a table whose cells are separated by commas, or, as spreadsheets in French write it, by
/// semicolons.
pub(super) fn read_csv(page: &str, facets: &Facets, problems: &mut Problems) -> Vec<Given> {
    let header = page.lines().find(|line| !is_blank(line)).unwrap_or_default();
    let names_text = |separator: char| {
        let names = header.split(separator).map(|name| name.trim().trim_matches('"'));
        Column::all(names, facets).contains(&Column::Text)
    };
    let separator = if !names_text(',') && names_text(';') { b';' } else { b',' };
    read(&closed(page, separator, problems), separator, facets, problems)
}

/// Reads a table whose cells are separated by tabs; `\t`, `\n` and `\\` stand for what they say.
pub(super) fn read_tsv(page: &str, facets: &Facets, problems: &mut Problems) -> Vec<Given> {
    read(page, b'\t', facets, problems)
}

/// Reads a table. Quotes and escapes are those that go with the separator.
fn read(page: &str, separator: u8, facets: &Facets, problems: &mut Problems) -> Vec<Given> {
    let is_tsv = separator == b'\t';
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(!is_tsv)
        .delimiter(separator)
        .from_reader(page.as_bytes());
    let mut columns: Option<Vec<Column>> = None;
    let mut entries = Vec::new();
    let (mut counted, mut line) = (0, 1);
    // Rows of any length are read, and the page is UTF-8: there is nothing to fail.
    for record in reader.records().flatten() {
        // The reader's own count is that of the line its last record ended in.
        let at = record.position().map_or(counted, |at| at.byte() as usize);
        let at = at + page[at..].len() - page[at..].trim_start_matches('\n').len();
        line += memchr::memchr_iter(b'\n', &page.as_bytes()[counted..at]).count();
        counted = at;
        if is_tsv && record.iter().all(is_blank) {
            continue;
        }
        let Some(columns) = &columns else {
            let header = Column::all(record.iter(), facets);
            if !header.contains(&Column::Text) {
                problems.push((line, Trouble::NoColumn));
                return entries;
            }
            columns = Some(header);
            continue;
        };
        let cells = record.iter().map(|cell| if is_tsv { unescaped(cell) } else { cell.into() });
        row(columns, line, cells, problems).give(&mut entries, problems);
    }
    if columns.is_none() {
        problems.push((1, Trouble::NoColumn));
    }
    entries
}

/// The row of a table whose cells stand in these columns.
fn row<'c>(
    columns: &[Column],
    line: usize,
    mut cells: impl Iterator<Item = Cow<'c, str>>,
    problems: &mut Problems,
) -> Row {
    let mut row = Row { line, ..Row::default() };
    for (column, cell) in columns.iter().zip(&mut cells) {
        let values = || cell.split(';').map(str::trim).filter(|value| !value.is_empty());
        match column {
            Column::Text if is_blank(&row.text) => row.text = cell.into_owned(),
            Column::Question if is_blank(&row.question) => row.question = cell.into_owned(),
            Column::QuestionSource => row.is_curated = cell.trim() == "curated",
            Column::Url => row.urls.push(cell.into_owned()),
            Column::Updated => row.dates.push(cell.into_owned()),
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
        problems.push((line, Trouble::ExtraCells(extra)));
    }
    row
}

/// A table in which every quoted cell is closed: one that [`cell_end`] does not find the end of
/// ends with the line it begins in.
fn closed<'p>(page: &'p str, separator: u8, problems: &mut Problems) -> Cow<'p, str> {
    let bytes = page.as_bytes();
    let mut closed = String::new();
    let (mut cell, mut copied, mut line) = (0, 0, 1);
    while cell < bytes.len() {
        let (Ok(end) | Err(end)) = cell_end(bytes, cell, separator).inspect_err(|&line_end| {
            line += memchr::memchr_iter(b'\n', &bytes[copied..cell]).count();
            problems.push((line, Trouble::OpenQuote));
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

fn unescaped(cell: &str) -> Cow<'_, str> {
    if !cell.contains('\\') {
        return cell.into();
    }
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
    (text + rest).into()
}
