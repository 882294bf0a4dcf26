//! CSV (RFC 4180): a header and one record an entry, a value of a facet, or a page.
//!
//! A field that holds several values separates them by `;`. Control characters of the pages
//! are dropped, as in text.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::Document;
use super::check::{PageRow, ProblemRow};
use super::model::{Row, SourceRow};
use super::votes::VotesRow;
use crate::text::clean::clean;

const RESULTS: [&str; 14] = [
    "rank",
    "score",
    "id",
    "title",
    "topics",
    "offre",
    "couloir",
    "dispositif",
    "produit",
    "file",
    "entry",
    "line",
    "sources",
    "text",
];
const FACETS: [&str; 4] = ["facet", "value", "label", "count"];
const PAGES: [&str; 5] = ["file", "path", "entries", "announced", "problems"];
const VOTES: [&str; 7] = ["id", "yes", "no", "share", "low", "high", "title"];

pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    // The crate's own conversion would hide that a pipe was closed.
    records(document, out).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

fn records(document: &Document<'_>, out: &mut dyn Write) -> csv::Result<()> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    match document {
        Document::Results(results) => {
            csv.write_record(RESULTS)?;
            results.results.iter().try_for_each(|row| csv.write_record(result(row)))?;
        }
        Document::Facets(report) => {
            csv.write_record(FACETS)?;
            for facet in &report.facets {
                for value in &facet.values {
                    csv.write_record([
                        facet.facet,
                        value.value,
                        &clean(value.label),
                        &value.count.to_string(),
                    ])?;
                }
            }
        }
        Document::Check(check) => {
            csv.write_record(PAGES)?;
            check.pages.iter().try_for_each(|row| csv.write_record(page(row)))?;
            check.skipped.iter().try_for_each(|problem| csv.write_record(skipped(problem)))?;
        }
        Document::Votes(report) => {
            csv.write_record(VOTES)?;
            report.results.iter().try_for_each(|row| csv.write_record(votes(row)))?;
        }
        Document::Cache(report) => {
            csv.write_record(["entries", "page_bytes", "bytes", "pages"])?;
            report.results.iter().try_for_each(|row| {
                let [entries, pages, bytes] = [row.entries as u64, row.page_bytes, row.bytes];
                let numbers = [entries, pages, bytes].map(|number| number.to_string());
                csv.write_record(
                    numbers.iter().map(String::as_str).chain([&*clean(&row.pages.join(";"))]),
                )
            })?;
        }
    }
    Ok(csv.flush()?)
}

fn result(row: &Row<'_>) -> [String; 14] {
    let place = |source: &SourceRow<'_>| format!("{}:{}", clean(source.file), source.line);
    let first = row.sources.first();
    [
        row.rank.to_string(),
        row.score.map(|score| format!("{:.6}", score.get())).unwrap_or_default(),
        row.id.clone(),
        clean(&row.title).into_owned(),
        row.topics.join(";"),
        row.facets.offre.join(";"),
        row.facets.couloir.join(";"),
        row.facets.dispositif.join(";"),
        row.facets.produit.join(";"),
        first.map(|source| clean(source.file).into_owned()).unwrap_or_default(),
        first.map(|source| source.entry.to_string()).unwrap_or_default(),
        first.map(|source| source.line.to_string()).unwrap_or_default(),
        row.sources.iter().map(place).collect::<Vec<_>>().join(";"),
        clean(row.text).into_owned(),
    ]
}

fn votes(row: &VotesRow) -> [String; 7] {
    let s = row.shares;
    let title = row.title.as_deref().map(|title| clean(title).into_owned()).unwrap_or_default();
    [
        row.id.clone(),
        s.yes.to_string(),
        s.no.to_string(),
        s.share.to_string(),
        s.low.to_string(),
        s.high.to_string(),
        title,
    ]
}

/// A file that gives no entries, in the columns of a page.
fn skipped(problem: &ProblemRow) -> [String; 5] {
    let ProblemRow(notice) = problem;
    let file = clean(&notice.path().to_string_lossy()).into_owned();
    [file.clone(), file, "0".to_owned(), String::new(), clean(&notice.message()).into_owned()]
}

fn page(row: &PageRow) -> [String; 5] {
    let announced: Vec<String> = row.announced.iter().map(u64::to_string).collect();
    let problems: Vec<String> = row.problems.iter().map(|problem| problem.0.message()).collect();
    [
        clean(&row.file).into_owned(),
        row.path.as_deref().map(|path| clean(path).into_owned()).unwrap_or_default(),
        row.entries.to_string(),
        announced.join(";"),
        clean(&problems.join(";")).into_owned(),
    ]
}
