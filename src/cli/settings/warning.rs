//! What is wrong in the config file, and how to fix it.

use std::io;
use std::path::Path;

use faq::messages::Lang;
use faq::text::clean::{Name, brief};

use crate::cli::values::nearest;

/// The settings, each with the form that it has in the file.
pub(super) const FORMS: [(&str, &str); 7] = [
    ("seeds", "seeds = [\"/a/folder\", \"~/a/page.html\"]"),
    ("lang", "lang = \"fr\" | \"en\""),
    ("rank", "rank = \"auto\" | \"words\" | \"meaning\""),
    ("limit", "limit = 5"),
    ("color", "color = \"auto\" | \"always\" | \"never\""),
    ("numbers", "numbers = true | false"),
    ("filters", "filters.psc = \"--produit psc\""),
];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Warning {
    /// From 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    what: What,
}

/// What is wrong with the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    Unreadable(String),
    NotToml,
    Unknown(String),
    Bad { key: &'static str, form: &'static str },
    BadFilter(String),
}

impl Warning {
    pub fn at(line: usize, what: What) -> Self {
        Self { line: Some(line), what }
    }

    /// That the system does not let the file be read.
    pub fn unreadable(why: &io::Error) -> Self {
        Self { line: None, what: What::Unreadable(why.to_string()) }
    }

    /// What is wrong, where in `file`, and how to fix it.
    pub fn message(&self, file: &Path, lang: Lang) -> String {
        let file = Name(file);
        let place = self.line.map_or_else(|| file.to_string(), |line| format!("{file}:{line}"));
        match &self.what {
            What::Unreadable(why) => lang.config_unreadable(&place, why),
            What::NotToml => lang.config_is_not_toml(&place),
            What::Unknown(key) => {
                let nearest = nearest(key, FORMS.map(|(name, _)| name));
                lang.unknown_setting(&place, &brief(key), nearest)
            }
            What::Bad { key, form } => lang.bad_setting(&place, key, form),
            What::BadFilter(name) => lang.bad_filter(&place, &brief(name)),
        }
    }
}
