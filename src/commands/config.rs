//! `faq config`: the settings in force and their origin.

use anyhow::Result;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use faq::corpus::source::Seeds;
use faq::report::{self, Origin};
use serde_json::Value;

use super::load;
use crate::cli::values::rank_name;
use crate::cli::{GlobalArgs, words};
use crate::{Exit, Output, output};

pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    let settings = all(global)?;
    let file = global.settings.file.as_deref().map(|file| (file, global.settings.state));
    output.report(&report::config(file, &settings, global.lang))?;
    Ok(Exit::Found)
}

/// Every setting, in the order of the help, then the filters by name.
fn all(global: &GlobalArgs) -> Result<Vec<(String, Value, Origin)>> {
    let settings = &global.settings;
    let (seeds, color) = (load::seeds(global), output::color_when(global));
    let (rank, limit, numbers) =
        (words::rank(None, settings)?, settings.limit(None), settings.numbers());
    let paths = match &seeds.value {
        Seeds::Paths(paths) => paths.iter().map(|path| path.to_string_lossy()).collect(),
        Seeds::Shipped => Vec::new(),
    };
    let color_name = color.value.to_possible_value();
    let color_name = color_name.as_ref().map(PossibleValue::get_name);
    let filters = settings.filters.iter().map(|(name, filter)| {
        (format!("@{name}"), shell_words::join(&filter.value).into(), filter.origin)
    });
    let rows = [
        ("seeds", Value::from(paths), seeds.origin),
        ("lang", global.lang.code().into(), global.lang_origin),
        ("rank", rank_name(rank.value).into(), rank.origin),
        ("limit", limit.value.into(), limit.origin),
        ("color", color_name.into(), color.origin),
        ("numbers", numbers.value.into(), numbers.origin),
    ];
    let rows = rows.map(|(name, value, origin)| (name.to_owned(), value, origin));
    Ok(rows.into_iter().chain(filters).collect())
}
