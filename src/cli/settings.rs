//! The config file: what stands in for options that are not given.
//!
//! `$XDG_CONFIG_HOME/faq/config.toml` is read once, before the language of the run is known, so
//! that its warnings wait until it is. Options come first, then the environment, then the file:
//! whoever decides a setting says by what, as a [`Chosen`].

mod parse;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;

use faq::messages::Lang;
use faq::report::{FileState, Origin};
use faq::search::Rank;
use faq::text::clean::Name;

use super::values::ColorWhen;
use crate::{Failure, stderr};

/// How many warnings are shown.
const FEW: usize = 5;
/// How many entries `search` and `similar` show where nothing says otherwise.
const LIMIT: usize = 5;

/// A value, and what decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen<T> {
    pub value: T,
    pub origin: Origin,
}

impl<T> Chosen<T> {
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// What the config file says.
#[derive(Debug, Default)]
pub struct Settings {
    /// Where the file is or would be; `None` where there is no folder for it.
    pub file: Option<PathBuf>,
    pub state: FileState,
    pub seeds: Option<Chosen<Vec<PathBuf>>>,
    pub lang: Option<Chosen<Lang>>,
    pub rank: Option<Chosen<Rank>>,
    pub color: Option<Chosen<ColorWhen>>,
    /// Filters by name, each as the words of a command line.
    pub filters: BTreeMap<String, Chosen<Vec<String>>>,
    limit: Option<Chosen<usize>>,
    numbers: Option<Chosen<bool>>,
    /// The first few of what is wrong, each with its line.
    warnings: Vec<(usize, Failure)>,
    /// How many things are wrong.
    wrong: usize,
}

impl Settings {
    /// Warns of what is wrong in the file.
    pub fn warn(&self, lang: Lang) {
        let Some(file) = &self.file else { return };
        for (_, warning) in &self.warnings {
            stderr::message(warning.text(lang));
        }
        let more = self.wrong - self.warnings.len();
        if more > 0 {
            stderr::message(&lang.more_config_warnings(&Name(file), more));
        }
    }

    /// How many entries to show, where an option may say it.
    pub fn limit(&self, option: Option<usize>) -> Chosen<usize> {
        let option = option.map(|limit| Chosen::new(limit, Origin::Option("--limit")));
        option.or(self.limit).unwrap_or(Chosen::new(LIMIT, Origin::Default))
    }

    /// Whether the last answers at a terminal have numbers.
    pub fn numbers(&self) -> Chosen<bool> {
        self.numbers.unwrap_or(Chosen::new(true, Origin::Default))
    }

    /// The words that an argument such as `@psc` stands for.
    pub fn filter(&self, argument: &OsStr) -> Option<&[String]> {
        let name = argument.to_str()?.strip_prefix('@')?;
        self.filters.get(name).map(|filter| filter.value.as_slice())
    }
}
