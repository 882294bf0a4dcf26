//! What options and the config file take: names and numbers.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use faq::messages::Lang;
use faq::search::Rank;

use crate::failure::Failure;

/// Parses how many results to show.
pub(super) fn limit(number: &str) -> Result<usize, Failure> {
    number.parse().map_err(|_| Failure::new(Lang::not_a_limit))
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    Auto,
    Always,
    Never,
}

impl ColorWhen {
    /// Whether to colour what goes to a terminal, or to something else.
    pub fn enabled(self, terminal: bool) -> bool {
        match self {
            Self::Auto => terminal,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

const RANKS: [(&str, Rank, &str); 3] = [
    ("auto", Rank::Auto, "Words and meaning together"),
    ("words", Rank::Words, "Words alone"),
    ("meaning", Rank::Meaning, "Meaning alone; words still decide what may appear"),
];

/// Reads the name of a way to rank.
pub fn ranks() -> impl TypedValueParser<Value = Rank> {
    let names = RANKS.map(|(name, _, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(names).try_map(|name| rank_named(&name).ok_or("not a way to rank"))
}

/// The way to rank that is called so.
pub fn rank_named(name: &str) -> Option<Rank> {
    RANKS.iter().find(|(other, ..)| *other == name).map(|&(_, rank, _)| rank)
}

/// What a way to rank is called.
pub fn rank_name(rank: Rank) -> &'static str {
    RANKS.iter().find(|(_, other, _)| *other == rank).map_or("", |&(name, ..)| name)
}

/// The one of `names` that is most like `word`; empty if there are no names.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> &'n str {
    let likeness = |name: &&str| strsim::normalized_damerau_levenshtein(word, name);
    let best = names.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    best.unwrap_or_default()
}
