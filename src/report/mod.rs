//! Reports: what a command found, in the format that people or scripts read.
//!
//! A command builds [`Results`], which are entries, or a [`Report`] of tables. Each format has one
//! writer for either.

mod check;
mod config;
mod csv;
mod diff;
mod documents;
mod exports;
mod fields;
mod format;
mod html;
pub mod json;
mod located;
mod markdown;
pub mod neighbours;
pub mod pipes;
mod prose;
mod provenance;
mod results;
mod row;
mod rows;
mod snippet;
mod table;
mod text;
pub mod wrap;

#[cfg(test)]
mod read_back;

use std::io::{self, Write};

use serde::Serialize;

use self::format::SCHEMA;
use self::rows::buffered;

pub use self::check::check;
pub use self::config::{FileState, Origin, config};
pub use self::diff::diff;
pub use self::documents::{cache, embed, rate, topics, votes};
pub use self::fields::{FIELDS, is_field, known_fields};
pub use self::format::{Format, Layout, SCHEMA_DOCUMENT};
pub use self::located::{Located, characters, cleaned, pieces};
pub use self::prose::{MEASURE, prose};
pub use self::results::{GroupRow, Results};
pub use self::row::{Row, SourceRow};
pub use self::rows::Rows;
pub use self::table::Report;

/// Writes that `command`, where one is known, could not be carried out, and why, in English.
///
/// # Errors
/// Those of `out`.
pub fn error(command: Option<&str>, error: &str, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Failure<'a> {
        schema: &'static str,
        command: Option<&'a str>,
        error: &'a str,
    }
    json::line(&Failure { schema: SCHEMA, command, error }, out)
}

/// Writes entries.
///
/// # Errors
/// Those of `out`.
pub fn write_results(
    results: &Results<'_>,
    format: Format,
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::results(results, layout, out),
        Format::Markdown => markdown::results(results, layout.lang, out),
        Format::Csv | Format::Tsv => csv::results(results, format, out),
        Format::Html => html::results(results, out),
        Format::Faqpage => exports::faqpage(results, out),
        Format::Bulk => exports::bulk(results, out),
        Format::Questions => exports::questions(results, out),
        Format::Json => json::results_pretty(results, out),
        Format::Jsonl => results.rows.write(out, |row, out| json::line(row, out)),
    }
}

/// Writes tables.
///
/// # Errors
/// Those of `out`, and that `format` is one of entries.
pub fn write_report(
    report: &Report<'_>,
    format: Format,
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::report(report, layout, out),
        Format::Markdown => markdown::report(report, layout.lang, out),
        Format::Csv | Format::Tsv => csv::report(report, format, out),
        Format::Json => json::pretty(report, out),
        Format::Jsonl => {
            let mut records = report.tables().flat_map(|table| table.records(Format::Jsonl));
            buffered(out, |out| records.try_for_each(|record| json::line(&record, out)))
        }
        Format::Html | Format::Faqpage | Format::Bulk | Format::Questions => {
            Err(io::Error::other(layout.lang.format_of_list()))
        }
    }
}

/// What `write` writes.
#[cfg(test)]
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes all");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::messages::Lang;

    /// Counts how often it is flushed.
    struct Flushes(usize);

    impl Write for Flushes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0 += 1;
            Ok(())
        }
    }

    #[test]
    fn a_report_is_not_flushed_row_by_row() {
        let corpus = Corpus::shipped().expect("the shipped pages");
        let (facets, entries): (Vec<_>, Vec<_>) =
            (corpus.facets().all().collect(), (0..corpus.len()).collect());
        let layout = Layout { width: 80, color: false, links: false, full: false, lang: Lang::En };
        for format in [Format::Csv, Format::Tsv, Format::Json, Format::Jsonl] {
            let mut flushes = Flushes(0);
            let report = topics(&corpus, &facets, &entries, Lang::En);
            write_report(&report, format, layout, &mut flushes).expect("it takes all");
            assert!(flushes.0 <= 2, "{format:?}: {}", flushes.0);
        }
    }
}
