//! How the words of a query are taken, as data.

use std::env;

use anyhow::{Result, anyhow};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use faq::search::{Options, Rank};
use faq::text::clean::brief;

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
    /// What to rank by; FAQ_RANK changes the default [default: auto]
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
    PossibleValuesParser::new(names).try_map(|name| named(&name).ok_or("not a way to rank"))
}

fn named(name: &str) -> Option<Rank> {
    RANKS.iter().find(|(other, ..)| *other == name).map(|&(_, rank, _)| rank)
}

impl WordArgs {
    /// The options of the search. Without `--rank`, `$FAQ_RANK` says what to rank by.
    ///
    /// # Errors
    /// When the variable names no way to rank.
    pub fn options(&self) -> Result<Options> {
        let variable = env::var_os("FAQ_RANK").filter(|name| !name.is_empty());
        let rank = match (self.rank, variable) {
            (Some(rank), _) => rank,
            (None, None) => Rank::Auto,
            (None, Some(name)) => {
                let name = name.to_string_lossy();
                let unknown = || anyhow!(Failure::new(|lang| lang.not_a_rank(&brief(&name))));
                named(&name).ok_or_else(unknown)?
            }
        };
        Ok(Options {
            typos: !self.exact,
            synonyms: !self.no_synonyms,
            require_all: self.all_terms,
            rank,
        })
    }
}
