//! The votes file of this run, for all verbs that read or write votes.
//!
//! To `search`, `show` and their kin votes are an extra: a file that cannot be read is warned
//! about and never costs an answer. Where there is none, looking costs one failed open.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};
use faq::corpus::identity::Id;
use faq::files::dirs::HOME;
use faq::messages::Lang;
use faq::votes::{Tallies, Verdict, Vote, VotesFile};

use crate::cli::GlobalArgs;
use crate::{Failure, stderr};

/// Lines reported one by one before the rest is counted.
const MOST_LINES: usize = 5;

/// The votes by entry; none, and a warning, where they cannot be read.
pub fn tallies(global: &GlobalArgs) -> Tallies {
    let Some(file) = find(global) else { return Tallies::default() };
    match file.read() {
        Ok((ledger, foreign)) => {
            warn(file.path(), &foreign, global.lang);
            ledger.tallies()
        }
        Err(error) => {
            let error = error.message(global.lang);
            stderr::message(&global.lang.without_votes(&error));
            Tallies::default()
        }
    }
}

/// The file to write votes to, or to report on.
pub fn required(global: &GlobalArgs) -> Result<VotesFile> {
    find(global).with_context(|| Failure::new(|lang| lang.no_votes_folder(HOME)))
}

/// Adds a vote to the votes file and to `tallies`.
pub fn record(
    global: &GlobalArgs,
    tallies: &mut Tallies,
    id: Id,
    verdict: Verdict,
) -> Result<Vote> {
    let vote = Vote::now(id, verdict, None);
    required(global)?.add(vote.clone())?;
    tallies.entry(id).or_default().add(&vote);
    Ok(vote)
}

/// Takes a vote back from the votes file and from `tallies`.
pub fn take_back(global: &GlobalArgs, tallies: &mut Tallies, vote: &Vote) -> Result<()> {
    required(global)?.take_back(vote)?;
    let tally = tallies.entry(vote.id).or_default();
    tally.remove(vote);
    if tally.total() == 0 {
        tallies.remove(&vote.id);
    }
    Ok(())
}

fn find(global: &GlobalArgs) -> Option<VotesFile> {
    let named = global.votes.as_ref().map(VotesFile::named);
    named.or_else(|| VotesFile::of_user(|name| env::var_os(name)))
}

/// Warns of lines of a file that are no votes.
pub fn warn(file: &Path, lines: &[usize], lang: Lang) {
    for &line in lines.iter().take(MOST_LINES) {
        stderr::message(&lang.not_a_vote(file, line));
    }
    if lines.len() > MOST_LINES {
        stderr::message(&lang.more_not_votes(file, lines.len() - MOST_LINES));
    }
}
