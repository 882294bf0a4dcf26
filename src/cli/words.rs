//! How the words of a query are taken, as data.

use std::env;

use anyhow::{Result, anyhow};
use clap::Args;
use faq::report::Origin;
use faq::search::{Options, Rank};
use faq::text::clean::brief;

use super::settings::{Chosen, Settings};
use super::values::{rank_named, ranks};
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
        return Ok(settings.rank.unwrap_or(Chosen::new(Rank::Auto, Origin::Default)));
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
