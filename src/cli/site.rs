//! The verbs that follow the site, as data: votes and the picker.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use faq::messages::Lang;
use faq::votes::Verdict;

use super::filters::FacetArgs;
use super::words::WordArgs;
use crate::failure::Failure;

/// Say whether an entry was useful
///
/// The vote is stored by the id of the entry, so that it survives when the page is captured
/// again: one line of JSON in $XDG_STATE_HOME/faq/votes.jsonl (~/.local/state/faq/votes.jsonl) or
/// the file that --votes names. Nothing is sent anywhere.
#[derive(Debug, Args)]
pub struct RateArgs {
    /// The id of the entry (its first four digits are enough), or its number in the last answers
    pub id: String,
    /// Whether it was useful: yes or no (oui, non, o, n, y)
    #[arg(value_name = "yes|no", value_parser = verdict)]
    pub verdict: Verdict,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,
}

fn verdict(name: &str) -> Result<Verdict, Failure> {
    Verdict::named(name).ok_or_else(|| Failure::new(Lang::not_a_verdict))
}

/// Show the votes on each entry
///
/// The share of yes comes with its 95 % interval (Wilson's): the fewer votes, the wider.
#[derive(Debug, Args)]
pub struct VotesArgs {
    /// Write all votes to a file that others can import (- for standard output)
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Add the votes of another file (- for standard input), each once; repeatable
    #[arg(long, value_name = "FILE")]
    pub import: Vec<PathBuf>,
    /// Take back your last vote
    #[arg(long, conflicts_with_all = ["export", "import"])]
    pub undo: bool,
}

/// Pick an entry on a full screen: type, and the ranking follows
///
/// Queries and their order are those of `faq search`; an empty query lists every entry, in page
/// order. Arrows, Ctrl-N and Ctrl-P, PageUp, PageDown, Home, End and the wheel move; Shift and an
/// arrow scroll the preview; Tab marks an entry; Ctrl-F shows the facets, where Space chooses a
/// value; Ctrl-O and Ctrl-X vote oui and non, and take the same vote back; Ctrl-Y copies the answer
/// (by OSC 52, which the terminal must allow); Ctrl-U, Ctrl-W, Ctrl-A and Ctrl-E edit the query; F1
/// explains the keys. Enter prints the marked entries, or the selected one, and quits; Esc quits
/// without printing, exit 130. The screen is drawn on the terminal, so that
/// id=$(faq browse --print id) works.
#[derive(Debug, Args)]
pub struct BrowseArgs {
    /// The query to start with
    #[arg(value_name = "TERMS")]
    pub terms: Vec<String>,
    /// What to print of the entry [default: text, or as --format says]
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["json", "jsonl", "format"])]
    pub print: Option<PrintWhat>,
    #[command(flatten)]
    pub words: WordArgs,
    #[command(flatten)]
    pub facets: FacetArgs,
}

/// What `browse` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PrintWhat {
    /// Its id.
    Id,
    /// The entry, as `faq show` prints it.
    Text,
    /// The entry, as `faq show --json` prints it.
    Json,
}
