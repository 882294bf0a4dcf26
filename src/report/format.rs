//! The formats of reports, and how text is laid out.

use crate::messages::Lang;

/// The version of the JSON documents.
pub(super) const SCHEMA: &str = "faq/1";

/// The JSON Schema (draft 2020-12) of every document that `--json` writes, and of the entries that
/// are the lines of `--jsonl`. `--fields` leaves out of entries what is not asked for.
pub const SCHEMA_DOCUMENT: &str = include_str!("schema.json");

/// The format of a report.
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
    /// Cells between tabs, with a header; tab, newline and backslash as `\t`, `\n`, `\\`.
    Tsv,
    /// CommonMark, with tables.
    Markdown,
    /// One self-contained page.
    Html,
    /// A FAQPage document, as JSON-LD.
    Faqpage,
    /// A request to the bulk interface of OpenSearch.
    Bulk,
    /// A `questions.json` to fill in.
    Questions,
}

impl Format {
    /// Every format, by the name that `--format` has for it.
    pub const ALL: [(&'static str, Self); 10] = [
        ("text", Self::Text),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("faqpage", Self::Faqpage),
        ("bulk", Self::Bulk),
        ("questions", Self::Questions),
    ];

    /// The format that `--format` calls so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|&(_, format)| format)
    }

    /// Whether `--fields` may choose what it shows of an entry.
    pub fn has_fields(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Csv | Self::Tsv)
    }

    /// Whether it is one of whole entries, which `list` alone writes.
    pub fn is_of_list(self) -> bool {
        matches!(self, Self::Html | Self::Faqpage | Self::Bulk | Self::Questions)
    }
}

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// In columns.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether to make links of addresses, as terminals can.
    pub links: bool,
    /// Whether to show whole entries rather than snippets.
    pub full: bool,
    /// The language of what is not the pages' own.
    pub lang: Lang,
}
