//! `faq rate`: whether an entry was useful.

use anyhow::{Context, Result};
use faq::messages::Lang;
use faq::report;
use faq::votes::Vote;

use super::load::{Depth, Loaded};
use super::votes_file;
use crate::cli::{GlobalArgs, RateArgs};
use crate::{Exit, Failure, Output, stderr};

/// Records the vote and shows the votes on the entry.
pub fn run(args: &RateArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let entry = loaded.find(&args.id, global)?;
    let file = votes_file::required(global)?;
    file.add(Vote::now(entry.id(), args.verdict, args.comment.clone()))?;
    let vote = args.verdict.word(global.lang);
    let unseen = |lang: Lang| lang.vote_recorded_unseen(entry.id(), args.verdict.word(lang));
    let report = report::rate(entry, &votes_file::tallies(global), global.lang);
    // Whoever reads that showing failed must not vote again.
    let shown = output.report(&report);
    shown.with_context(|| Failure::new(unseen))?;
    if output.for_people() {
        stderr::message(&global.lang.vote_recorded(entry.id(), vote));
    }
    Ok(Exit::Found)
}
