//! Tables and the reports made of them: all that is no list of entries.
//!
//! A [`Table`] has the columns of every format, and each column names the formats that show it: a
//! share is a number in data and a percentage for people. The writer of a format writes any
//! [`Report`] and knows of none in particular.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::fields::cell;
use super::format::Format::{self, Csv, Json, Jsonl, Markdown, Text};
use super::format::SCHEMA;
use crate::corpus::diagnostic::Diagnostic;
use crate::messages::Lang;
use crate::text::words_changed::Run;

pub(super) const ALL: &[Format] = &[Json, Jsonl, Csv, Text, Markdown];
pub(super) const DATA: &[Format] = &[Json, Jsonl, Csv];
pub(super) const PEOPLE: &[Format] = &[Text, Markdown];

/// Tables, and what stands around them: `topics`, `check`, `votes`, `rate`, `cache`, `embed`,
/// `diff`, `config`.
#[derive(Debug)]
pub struct Report<'a> {
    pub(super) command: &'static str,
    pub(super) parts: Vec<Part<'a>>,
}

/// A part of a report; those with a key stand in the JSON document.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// For JSON alone.
    Field(&'static str, Cell<'a>),
    Table(Option<&'static str>, Table<'a>),
    /// For people.
    Line(Style, String),
    /// What became of a text, for people.
    Changes(Vec<Run<'a>>),
    /// All diagnostics of the report, for people.
    Fixes,
}

#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    pub columns: Vec<Column>,
    /// As many cells as columns in each.
    pub rows: Vec<Vec<Cell<'a>>>,
    /// Blank columns before each line of text.
    pub indent: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    /// In JSON and CSV.
    pub key: &'static str,
    /// For people.
    pub heading: String,
    pub formats: &'static [Format],
    pub style: Style,
    /// The least width of numbers, which are aligned right and, in text, come first.
    pub number: Option<usize>,
    pub fit: Fit,
}

/// How the last column takes what is left of a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Whole,
    Cut,
    Wrap,
    /// The items of a list, quoted on lines of their own below the row.
    Below,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Heading,
    Strong,
    Dim,
    Good,
    Id,
    Key,
    Fix,
    Match,
}

#[derive(Debug, Clone, serde::Serialize)]
#[serde(untagged)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    /// `null` is left out of JSON.
    Value(Value),
    /// A page may have millions, so they become text when they are written.
    #[serde(serialize_with = "diagnostics")]
    Diagnostics(Vec<Diagnostic>),
    Table(Table<'a>),
}

/// Columns, and the cell that each makes of a row.
type Columns<'f, 'a, R> = Vec<(Column, &'f dyn Fn(&R) -> Cell<'a>)>;

impl Report<'_> {
    /// Whether there is a diagnostic.
    pub fn needs_fixing(&self) -> bool {
        self.diagnostics().next().is_some()
    }

    /// Those of no table first.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let fields = self.parts.iter().filter_map(|part| match part {
            Part::Field(_, cell) => Some(cell),
            _ => None,
        });
        let cells = self.tables().flat_map(|table| table.rows.iter().flatten());
        let lists = fields.chain(cells).filter_map(|cell| match cell {
            Cell::Diagnostics(list) => Some(list),
            _ => None,
        });
        lists.flatten()
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &Table<'_>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Table(_, table) => Some(table),
            _ => None,
        })
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_map(None)?;
        report.serialize_entry("schema", SCHEMA)?;
        report.serialize_entry("command", self.command)?;
        for part in &self.parts {
            match part {
                Part::Field(key, cell) => report.serialize_entry(key, cell)?,
                Part::Table(Some(key), table) => report.serialize_entry(key, table)?,
                _ => {}
            }
        }
        report.end()
    }
}

impl<'a> Table<'a> {
    /// A table of `rows`, by the columns and the cell that each makes of a row.
    pub fn new<R>(rows: impl IntoIterator<Item = R>, columns: Columns<'_, 'a, R>) -> Self {
        let row = |row: R| columns.iter().map(|(_, cell)| cell(&row)).collect();
        let rows = rows.into_iter().map(row).collect();
        Self { columns: columns.into_iter().map(|(column, _)| column).collect(), rows, indent: 0 }
    }

    /// The columns that `format` shows, each with its index.
    pub fn columns_in(&self, format: Format) -> Vec<(usize, &Column)> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| column.formats.contains(&format)).collect()
    }

    /// The rows as `format` has them, which serialize as objects; none if it shows no column.
    pub fn records(&self, format: Format) -> impl Iterator<Item = impl Serialize> {
        let columns = self.columns_in(format);
        let rows = if columns.is_empty() { &[] } else { &self.rows[..] };
        rows.iter().map(move |cells| Record { columns: columns.clone(), cells })
    }
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records(Json))
    }
}

struct Record<'t> {
    columns: Vec<(usize, &'t Column)>,
    cells: &'t [Cell<'t>],
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = self.columns.iter().map(|&(at, column)| (column.key, &self.cells[at]));
        serializer.collect_map(pairs.filter(|(_, cell)| !matches!(cell, Cell::Value(Value::Null))))
    }
}

impl Column {
    pub fn new(key: &'static str, formats: &'static [Format]) -> Self {
        let heading = String::new();
        Self { key, heading, formats, style: Style::Plain, number: None, fit: Fit::Whole }
    }

    pub fn headed(self, heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..self }
    }

    pub fn number(self, least: usize) -> Self {
        Self { number: Some(least), ..self }
    }

    pub fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    pub fn fit(self, fit: Fit) -> Self {
        Self { fit, ..self }
    }
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub fn of(value: impl Into<Value>) -> Self {
        Self::Value(value.into())
    }

    /// In CSV, and for people; what JSON alone has is blank.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Value(value) => cell(Some(value)).into(),
            Self::Diagnostics(all) => {
                let all = all.iter().map(|one| one.message(Lang::En));
                all.collect::<Vec<_>>().join(";").into()
            }
            Self::Table(_) => Cow::Borrowed(""),
        }
    }
}

/// The document of a diagnostic: `file`, `line` where there is one, and `message`, in English.
pub(super) fn document(diagnostic: &Diagnostic) -> Value {
    let file = ("file", Value::from(diagnostic.path.to_string_lossy()));
    let line = diagnostic.line.map(|line| ("line", line.into()));
    let message = ("message", diagnostic.message(Lang::En).into());
    [file, message].into_iter().chain(line).collect()
}

fn diagnostics<S: Serializer>(all: &[Diagnostic], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(all.iter().map(document))
}
