//! CSV (RFC 4180) and TSV: a header and a record for each entry, value of a facet, or page.
//!
//! Several values of a field are separated by `;`. Control characters of the pages are dropped, as
//! in text.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::entries::Results;
use super::fields::cell;
use super::format::Format;
use super::row::{Row, SourceRow};
use super::table::Report;
use crate::corpus::details::QuestionSource;
use crate::corpus::facets::TOPICS;
use crate::text::clean::clean;

/// The columns before those of facets, and behind them.
const BEFORE: [&str; 5] = ["rank", "score", "id", "title", "topics"];
const BEHIND: [&str; 10] = [
    "file",
    "entry",
    "line",
    "sources",
    "question",
    "url",
    "updated",
    "text",
    "question_source",
    "tags",
];

/// How cells are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    Csv,
    Tsv,
}

pub(super) fn results(results: &Results<'_>, cells: Cells, out: &mut dyn Write) -> io::Result<()> {
    let facets: Vec<&str> =
        results.facets.iter().copied().filter(|&facet| facet != TOPICS).collect();
    let columns: Vec<&str> = BEFORE.iter().chain(&facets).chain(&BEHIND).copied().collect();
    let Some(fields) = results.results.fields.names() else {
        Records::new(cells, out).write(columns)?;
        return results
            .results
            .write(out, |row, out| Records::new(cells, out).write(record(row, &facets)));
    };
    Records::new(cells, out).write(fields)?;
    results.results.write(out, |row, out| {
        let (record, object) = (record(row, &facets), row.object());
        let field = |name: &String| match columns.iter().position(|column| column == name) {
            Some(at) => record[at].clone(),
            None if name == TOPICS => record[BEFORE.len() - 1].clone(),
            None => cell(object.get(name)).into(),
        };
        Records::new(cells, out).write(fields.iter().map(field))
    })
}

/// Writes the tables under one header: their columns are the same.
pub(super) fn report(report: &Report<'_>, cells: Cells, out: &mut dyn Write) -> io::Result<()> {
    let tables = report.tables().map(|table| (table, table.columns_in(Format::Csv)));
    let tables: Vec<_> = tables.filter(|(_, columns)| !columns.is_empty()).collect();
    let mut records = Records::new(cells, out);
    if let Some((_, columns)) = tables.first() {
        records.write(columns.iter().map(|(_, column)| column.key))?;
    }
    for (table, columns) in &tables {
        for row in &table.rows {
            records.write(columns.iter().map(|&(at, _)| row[at].shown()))?;
        }
    }
    Ok(())
}

/// Writes records.
struct Records<'w>(csv::Writer<&'w mut dyn Write>, Cells);

impl<'w> Records<'w> {
    fn new(cells: Cells, out: &'w mut dyn Write) -> Self {
        let mut builder = WriterBuilder::new();
        match cells {
            Cells::Csv => builder.terminator(Terminator::CRLF),
            Cells::Tsv => builder
                .delimiter(b'\t')
                .quote_style(QuoteStyle::Never)
                .terminator(Terminator::Any(b'\n')),
        };
        Self(builder.from_writer(out), cells)
    }

    fn write(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) -> io::Result<()> {
        // The crate's own conversion would hide that a pipe was closed.
        let io_error = |error: csv::Error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        };
        for field in fields {
            let field = clean(field.as_ref());
            let field = if self.1 == Cells::Tsv { escaped(&field) } else { field };
            self.0.write_field(field.as_bytes()).map_err(io_error)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(io_error)?;
        self.0.flush()
    }
}

/// A cell without what would end it.
fn escaped(field: &str) -> Cow<'_, str> {
    field.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").into()
}

fn record<'r>(row: &'r Row<'_>, facets: &[&str]) -> Vec<Cow<'r, str>> {
    let place = |source: &SourceRow<'_>| format!("{}:{}", source.file, source.line);
    let first = row.sources.first();
    let before = [
        row.rank.to_string().into(),
        row.score.map(|score| format!("{:.6}", score.get())).unwrap_or_default().into(),
        (&row.id).into(),
        (&row.title).into(),
        row.topics.join(";").into(),
    ];
    let facets = facets.iter().map(|facet| row.facets.under(facet).join(";").into());
    let behind = [
        first.map(|source| source.file).unwrap_or_default().into(),
        first.map(|source| source.entry.to_string()).unwrap_or_default().into(),
        first.map(|source| source.line.to_string()).unwrap_or_default().into(),
        row.sources.iter().map(place).collect::<Vec<_>>().join(";").into(),
        row.question.as_deref().unwrap_or_default().into(),
        row.url.as_deref().unwrap_or_default().into(),
        row.updated.map(|date| date.to_string()).unwrap_or_default().into(),
        row.text.into(),
        row.question_source.map(QuestionSource::key).unwrap_or_default().into(),
        row.tags.join(";").into(),
    ];
    before.into_iter().chain(facets).chain(behind).collect()
}
