//! How the words of a query are taken, as data.

use std::env;

use anyhow::{Result, anyhow};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use faq::report::Origin;
use faq::search::{Options, Rank};
use faq::text::clean::brief;

use super::settings::{Chosen, Settings};
use crate::failure::Failure;

/// How the words of a query are taken.
#[derive(Debug, Args)]
pub struct WordArgs {
    /// Only entries that hold every word
    #[arg(long)]
    pub all_terms: bool,
    /// Take words as typed: no correction of typos
    #[arg(long)]
    pub exact: bool,
    /// Use no synonyms or acronyms
    #[arg(long)]
    pub no_synonyms: bool,
    /// What to rank by; FAQ_RANK or the config file changes the default [default: auto]
    #[arg(long, value_name = "WHAT", value_parser = ranks())]
    pub rank: Option<Rank>,
}

const RANKS: [(&str, Rank, &str); 3] = [
    ("auto", Rank::Auto, "Words and meaning together"),
    ("words", Rank::Words, "Words alone"),
    ("meaning", Rank::Meaning, "Meaning alone; words still decide what may appear"),
];

fn ranks() -> impl TypedValueParser<Value = Rank> {
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

/// What to rank by, as `--rank`, `$FAQ_RANK` or the config file says.
///
/// # Errors
/// When the variable names no way to rank.
pub fn rank(option: Option<Rank>, settings: &Settings) -> Result<Chosen<Rank>> {
    const VARIABLE: &str = "FAQ_RANK";
    if let Some(rank) = option {
        return Ok(Chosen::new(rank, Origin::Option("--rank")));
    }
    let Some(name) = env::var_os(VARIABLE).filter(|name| !name.is_empty()) else {
        return Ok(settings.rank.clone().unwrap_or(Chosen::new(Rank::Auto, Origin::Default)));
    };
    let name = name.to_string_lossy();
    let rank = rank_named(&name);
    let unknown = || anyhow!(Failure::new(|lang| lang.not_a_rank(&brief(&name))));
    Ok(Chosen::new(rank.ok_or_else(unknown)?, Origin::Variable(VARIABLE)))
}

impl WordArgs {
    /// The options of the search.
    ///
    /// # Errors
    /// As [`rank`].
    pub fn options(&self, settings: &Settings) -> Result<Options> {
        Ok(Options {
            typos: !self.exact,
            synonyms: !self.no_synonyms,
            require_all: self.all_terms,
            rank: rank(self.rank, settings)?.value,
        })
    }
}
