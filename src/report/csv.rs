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
use crate::corpus::facets::Facet;
use crate::text::clean::clean;

const RESULTS: &str =
    "rank,score,id,title,topics,offre,couloir,dispositif,produit,file,entry,line,sources,text";

pub(super) fn results(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = RESULTS.split(',').map(Cow::Borrowed).collect();
    write(std::iter::once(header).chain(results.results.iter().map(record)), out)
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

fn record<'r>(row: &'r Row<'_>) -> Vec<Cow<'r, str>> {
    let place = |source: &SourceRow<'_>| format!("{}:{}", source.file, source.line);
    let first = row.sources.first();
    let keys = |facet| row.facets[&facet].join(";").into();
    vec![
        row.rank.to_string().into(),
        row.score.map(|score| format!("{:.6}", score.get())).unwrap_or_default().into(),
        (&row.id).into(),
        (&row.title).into(),
        keys(Facet::Thematique),
        keys(Facet::Offre),
        keys(Facet::Couloir),
        keys(Facet::Dispositif),
        keys(Facet::Produit),
        first.map(|source| source.file).unwrap_or_default().into(),
        first.map(|source| source.entry.to_string()).unwrap_or_default().into(),
        first.map(|source| source.line.to_string()).unwrap_or_default().into(),
        row.sources.iter().map(place).collect::<Vec<_>>().join(";").into(),
        row.text.into(),
    ]
}
