//! Reports: what was found, in the form that people or scripts read.
//!
//! A command builds a [`Document`] and names a [`Format`]; each format is one file and writes
//! to anything that can be written to.

pub mod cache;
pub mod check;
mod csv;
pub mod embed;
mod excerpt;
pub mod explain;
pub mod json;
mod markdown;
pub mod model;
mod text;
pub mod votes;
pub mod wrap;

use std::io::{self, Write};

pub use self::cache::CacheReport;
pub use self::check::CheckReport;
pub use self::embed::EmbedReport;
pub use self::model::{FacetReport, Results};
pub use self::votes::VotesReport;

/// The version of the JSON documents.
pub const SCHEMA: &str = "faq/1";

/// The forms a report can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180, with a header.
    Csv,
    /// CommonMark.
    Markdown,
}

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The width of a line, in columns.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether to show whole entries rather than excerpts.
    pub full: bool,
}

/// All that a command can report.
#[derive(Debug)]
pub enum Document<'a> {
    /// Entries: `search`, `similar`, `grep`, `list`, `show`.
    Results(Results<'a>),
    /// Values of facets: `topics`.
    Facets(FacetReport<'a>),
    /// What was read: `check`.
    Check(CheckReport),
    /// Votes: `votes`, `rate`.
    Votes(VotesReport),
    /// What is kept of large pages: `cache`.
    Cache(CacheReport),
    /// What is prepared for ranking by meaning: `embed`.
    Embed(EmbedReport),
}

/// Writes `document` to `out`.
///
/// # Errors
/// Those of `out`.
pub fn write(
    document: &Document<'_>,
    format: Format,
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(document, layout, out),
        Format::Json => json::write(document, out),
        Format::Jsonl => json::write_lines(document, out),
        Format::Csv => csv::write(document, out),
        Format::Markdown => markdown::write(document, out),
    }
}
