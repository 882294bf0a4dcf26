//! `faq rate`: whether an entry was useful.

use anyhow::{Context, Result};
use faq::report::{self, Document};
use faq::votes::Vote;

use super::session::Session;
use super::urn;
use crate::cli::{GlobalArgs, RateArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Keeps the vote and shows what the votes on the entry now are.
pub fn run(args: &RateArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let session = Session::open(global)?;
    let entry = session.corpus.entry(session.find_one(&args.id)?);
    let store = urn::store(global)?;
    store.add(Vote::now(entry.id(), args.verdict, args.comment.clone()))?;
    let report = report::rate(entry, &urn::tallies(global), output.layout.lang);
    // Whoever reads that it failed must not vote again.
    output.report(&Document::Report(report)).with_context(|| {
        let vote = args.verdict.french();
        format!("{}: {vote} is kept all the same, but could not be shown", entry.id())
    })?;
    if output.for_people() {
        say::problem(&format!(
            "{}: {} kept; faq votes --undo takes it back",
            entry.id(),
            args.verdict.french()
        ));
    }
    Ok(Exit::Found)
}
