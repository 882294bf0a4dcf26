//! CSV (RFC 4180): a header and a record for each entry, value of a facet, or page.
//!
//! Several values of a field are separated by `;`. Control characters of the pages are dropped, as
//! in text.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::entries::{Results, Row, SourceRow};
use super::format::Format;
use super::table::{Column, Report};
use crate::corpus::facets::TOPICS;
use crate::text::clean::clean;

/// The columns before those of facets, and behind them.
const BEFORE: [&str; 5] = ["rank", "score", "id", "title", "topics"];
const BEHIND: [&str; 8] =
    ["file", "entry", "line", "sources", "question", "url", "updated", "text"];

pub(super) fn results(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let facets: Vec<&str> =
        results.facets.iter().copied().filter(|&facet| facet != TOPICS).collect();
    let header = BEFORE.iter().chain(&facets).chain(&BEHIND).map(|&name| name.into()).collect();
    let records = results.results.iter().map(|row| record(row, &facets));
    write(std::iter::once(header).chain(records), out)
}

/// Writes the tables under one header: their columns are the same.
pub(super) fn report(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tables = report.tables().map(|table| (table, table.columns_in(Format::Csv)));
    let tables: Vec<_> = tables.filter(|(_, columns)| !columns.is_empty()).collect();
    let keys = |columns: &[(usize, &Column)]| {
        columns.iter().map(|(_, column)| Cow::Borrowed(column.key)).collect()
    };
    let header = tables.first().map(|(_, columns)| keys(columns));
    let records = tables.iter().flat_map(|(table, columns)| {
        table.rows.iter().map(|row| columns.iter().map(|&(at, _)| row[at].shown()).collect())
    });
    write(header.into_iter().chain(records), out)
}

fn write<'r>(
    records: impl Iterator<Item = Vec<Cow<'r, str>>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    // The crate's own conversion would hide that a pipe was closed.
    let io_error = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    for record in records {
        for field in record {
            csv.write_field(clean(&field).as_bytes()).map_err(io_error)?;
        }
        csv.write_record(None::<&[u8]>).map_err(io_error)?;
    }
    csv.flush()
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
    ];
    before.into_iter().chain(facets).chain(behind).collect()
}
