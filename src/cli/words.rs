//! How the words of a query are taken, as data.

use std::env;

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use faq::search::{Options, Rank};
use faq::text::clean::brief;

/// How the words of a query are taken.
#[derive(Debug, Args)]
pub struct WordArgs {
    /// Only entries that hold every word
    #[arg(long)]
    pub all_terms: bool,
    /// Take words as typed: no correction of typos
    #[arg(long)]
    pub exact: bool,
    /// No synonyms and acronyms
    #[arg(long)]
    pub no_synonyms: bool,
    /// By what to rank; FAQ_RANK changes the default [default: auto]
    #[arg(long, value_name = "WHAT")]
    pub rank: Option<RankName>,
}

/// By what entries are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RankName {
    /// Words and meaning together
    Auto,
    /// Words alone
    Words,
    /// Meaning alone; words still say what may appear
    Meaning,
}

impl WordArgs {
    /// The same, as the search takes it. Where the option is silent, `$FAQ_RANK` says by what to
    /// rank.
    ///
    /// # Errors
    /// When the variable says nothing of the kind.
    pub fn options(&self) -> anyhow::Result<Options> {
        let variable = env::var_os("FAQ_RANK").filter(|name| !name.is_empty());
        let rank = match (self.rank, variable) {
            (Some(rank), _) => rank,
            (None, None) => RankName::Auto,
            (None, Some(name)) => {
                let name = name.to_string_lossy();
                let known = RankName::from_str(&name, false);
                known.map_err(|_| {
                    anyhow!("FAQ_RANK is {:?}; say auto, words or meaning", brief(&name))
                })?
            }
        };
        Ok(Options {
            typos: !self.exact,
            synonyms: !self.no_synonyms,
            require_all: self.all_terms,
            rank: match rank {
                RankName::Auto => Rank::Auto,
                RankName::Words => Rank::Words,
                RankName::Meaning => Rank::Meaning,
            },
        })
    }
}
