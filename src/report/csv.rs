//! CSV (RFC 4180) and TSV: a header and a record for each entry, value of a facet, or page.
//!
//! Several values of a field are separated by `;`. Control characters of the pages are dropped, as
//! in text.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::fields::cell;
use super::format::Format;
use super::results::Results;
use super::row::{Row, SourceRow};
use super::table::{Column, Report};
use crate::corpus::details::QuestionSource;
use crate::corpus::facets::TOPICS;
use crate::text::clean::clean;

/// The columns before those of facets, and behind them.
const BEFORE: [&str; 5] = ["rank", "score", "id", "title", "topics"];
const BEHIND: [&str; 10] = [
    "file", "entry", "line", "sources", "question", "url", "updated", "text", "question_source",
    "tags",
];

pub(super) fn results(
    results: &Results<'_>,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facets = results.facets.iter().filter(|&&facet| facet != TOPICS);
    let columns: Vec<&str> = BEFORE.iter().chain(facets).chain(&BEHIND).copied().collect();
    let fields = results.rows.fields;
    if fields.is_empty() {
        write(format, [columns], out)?;
        return results.rows.write(out, |row, out| write(format, [record(row)], out));
    }
    write(format, [fields], out)?;
    results.rows.write(out, |row, out| {
        let (record, object) = (record(row), row.object());
        let field = |name: &String| match columns.iter().position(|column| column == name) {
            Some(at) => record[at].clone(),
            None if name == TOPICS => record[BEFORE.len() - 1].clone(),
            None => cell(object.get(name)).into(),
        };
        write(format, [fields.iter().map(field)], out)
    })
}

/// Writes the tables under one header: their columns are the same.
pub(super) fn report(report: &Report<'_>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let tables = report.tables().map(|table| (table, table.columns_in(Format::Csv)));
    let tables: Vec<_> = tables.filter(|(_, columns)| !columns.is_empty()).collect();
    let header = |(_, columns): &(_, Vec<(usize, &Column)>)| {
        columns.iter().map(|(_, column)| column.key.into()).collect::<Vec<_>>()
    };
    let rows = tables.iter().flat_map(|(table, columns)| {
        let rows = table.rows.iter();
        rows.map(move |row| columns.iter().map(|&(at, _)| row[at].shown()).collect())
    });
    write(format, tables.first().map(header).into_iter().chain(rows), out)
}

fn write<R>(
    format: Format,
    records: impl IntoIterator<Item = R>,
    out: &mut dyn Write,
) -> io::Result<()>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut builder = WriterBuilder::new();
    match format {
        Format::Tsv => builder
            .delimiter(b'\t')
            .quote_style(QuoteStyle::Never)
            .terminator(Terminator::Any(b'\n')),
        _ => builder.terminator(Terminator::CRLF),
    };
    let mut writer = builder.from_writer(out);
    // The crate's own conversion would hide that a pipe was closed.
    let io_error = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    for record in records {
        for field in record {
            let field = clean(field.as_ref());
            let field = if format == Format::Tsv { escaped(&field) } else { field };
            writer.write_field(field.as_bytes()).map_err(io_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(io_error)?;
    }
    writer.flush()
}

/// A cell without what would end it.
fn escaped(field: &str) -> Cow<'_, str> {
    field.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").into()
}

fn record<'r>(row: &'r Row<'_>) -> Vec<Cow<'r, str>> {
    let place = |source: &SourceRow<'_>| format!("{}:{}", source.file, source.line);
    let first = row.sources.first();
    let before = [
        row.rank.to_string().into(),
        row.score.map(|score| format!("{:.6}", score.get())).unwrap_or_default().into(),
        (&row.id).into(),
        (&row.title).into(),
        row.topics.join(";").into(),
    ];
    let facets = row.facets.0.iter().filter(|(facet, _)| *facet != TOPICS);
    let facets = facets.map(|(_, names)| names.join(";").into());
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
