//! `faq config`: the settings in force and their origin.

use anyhow::Result;
use clap::ValueEnum;
use faq::corpus::source::Seeds;
use faq::report::{self, Document, Origin, Setting, SettingValue};

use super::load;
use crate::cli::values::rank_name;
use crate::cli::{GlobalArgs, words};
use crate::exit::Exit;
use crate::output::{self, Output};

/// Reports where the config file is, and what is in force.
pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    let settings = all(global)?;
    let file = global.settings.file.as_deref().map(|file| (file, global.settings.state));
    output.report(&Document::Report(report::config(file, &settings, global.lang)))?;
    Ok(Exit::Found)
}

/// Every setting, in the order of the help, then the filters by name.
fn all(global: &GlobalArgs) -> Result<Vec<Setting>> {
    let settings = &global.settings;
    let (seeds, color) = (load::seeds(global), output::color_when(global));
    let (rank, limit, numbers) =
        (words::rank(None, settings)?, settings.limit(None), settings.numbers());
    let paths = match &seeds.value {
        Seeds::Paths(paths) => {
            paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
        }
        Seeds::Shipped => Vec::new(),
    };
    let color_name = color.value.to_possible_value().map(|value| value.get_name().to_owned());
    let text = |text: &str| SettingValue::Text(text.to_owned());
    let rows = [
        ("seeds", SettingValue::Paths(paths), seeds.origin),
        ("lang", text(global.lang.code()), global.lang_origin),
        ("rank", text(rank_name(rank.value)), rank.origin),
        ("limit", SettingValue::Count(limit.value), limit.origin),
        ("color", SettingValue::Text(color_name.unwrap_or_default()), color.origin),
        ("numbers", SettingValue::Switch(numbers.value), numbers.origin),
    ];
    let row = |(name, value, origin): (&str, SettingValue, Origin)| Setting {
        name: name.to_owned(),
        value,
        origin,
    };
    let filters = settings.filters.iter().map(|(name, filter)| Setting {
        name: format!("@{name}"),
        value: SettingValue::Text(shell_words::join(&filter.value)),
        origin: filter.origin,
    });
    Ok(rows.map(row).into_iter().chain(filters).collect())
}
