//! The report of `config`: the settings in force and their origin.

use std::path::Path;

use serde_json::Value;

use super::fields::cell;
use super::table::{ALL, Cell, Column, DATA, PEOPLE, Part, Report, Style, Table};
use crate::messages::Lang;

/// What decided a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// An option, such as `--lang`.
    Option(&'static str),
    /// A variable of the environment, such as `FAQ_LANG`.
    Variable(&'static str),
    /// A line of the config file, from 1.
    Line(usize),
    /// The built-in default.
    #[default]
    Default,
}

/// What became of the config file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileState {
    /// There is none.
    #[default]
    Absent,
    /// It was read.
    Read,
    /// An option leaves it out.
    LeftOut,
    /// It cannot be read, or is not valid TOML.
    Unusable,
}

/// What is in force, with the config file, if there is a place for one. A setting is its name in the
/// file, or that of a filter behind `@`; its value, for `seeds` the paths, of which there are none
/// for the pages in the program; and what decided it.
pub fn config<'a>(
    file: Option<(&Path, FileState)>,
    settings: &'a [(String, Value, Origin)],
    lang: Lang,
) -> Report<'a> {
    let table = Table::new(
        settings,
        vec![
            (
                Column::new("setting", ALL).headed(lang.setting_heading()).style(Style::Key),
                &|(name, ..)| Cell::text(name),
            ),
            (Column::new("value", DATA), &|(_, value, _)| Cell::of(value.clone())),
            (Column::new("", PEOPLE).headed(lang.in_force_heading()), &|(_, value, _)| {
                Cell::text(shown(value, lang))
            }),
            (Column::new("origin", DATA), &|(_, _, origin)| Cell::text(origin.key())),
            (Column::new("line", DATA), &|(_, _, origin)| Cell::of(origin.line())),
            (
                Column::new("", PEOPLE).headed(lang.origin_heading()).style(Style::Dim),
                &|(_, _, origin)| Cell::text(origin.shown(lang)),
            ),
        ],
    );
    let mut parts = Vec::new();
    match file {
        Some((path, state)) => {
            let path = path.to_string_lossy();
            parts.push(Part::Line(Style::Plain, lang.config_file(&path, &state.shown(lang))));
            parts.push(Part::Field("file", Cell::text(path.into_owned())));
            parts.push(Part::Field("state", Cell::text(state.key())));
        }
        None => parts.push(Part::Line(Style::Plain, lang.no_config_folder())),
    }
    parts.push(Part::Table(Some("results"), Table { indent: 2, ..table }));
    Report { command: "config", parts }
}

/// A value for people.
fn shown(value: &Value, lang: Lang) -> String {
    match value.as_array().map(Vec::as_slice) {
        Some([]) => lang.seeds_shipped(),
        Some([first, more @ ..]) if !more.is_empty() => {
            lang.and_more(&cell(Some(first)), more.len())
        }
        _ => cell(Some(value)),
    }
}

impl Origin {
    fn key(self) -> &'static str {
        match self {
            Self::Option(name) | Self::Variable(name) => name,
            Self::Line(_) => "file",
            Self::Default => "default",
        }
    }

    fn line(self) -> Option<usize> {
        match self {
            Self::Line(line) => Some(line),
            _ => None,
        }
    }

    /// For people.
    fn shown(self, lang: Lang) -> String {
        match self {
            Self::Option(name) | Self::Variable(name) => name.to_owned(),
            Self::Line(line) => lang.set_by_line(line),
            Self::Default => lang.set_by_default(),
        }
    }
}

impl FileState {
    fn key(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Read => "read",
            Self::LeftOut => "left-out",
            Self::Unusable => "unusable",
        }
    }

    /// For people.
    fn shown(self, lang: Lang) -> String {
        match self {
            Self::Absent => lang.config_is_absent(),
            Self::Read => lang.config_is_read(),
            Self::LeftOut => lang.config_is_left_out(),
            Self::Unusable => lang.config_is_unusable(),
        }
    }
}
