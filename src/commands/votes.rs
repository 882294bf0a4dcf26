//! `faq votes`: what was found useful, and carrying votes between colleagues.

use std::io;
use std::path::Path;

use anyhow::{Result, bail};
use faq::corpus::bounded;
use faq::report::{self, Document};
use faq::text::clean::Name;
use faq::votes::store::{StoreError, export_to, exported};
use faq::votes::{Imported, Store};

use super::session::{Session, is_stdin, pages_from_stdin};
use super::urn;
use crate::cli::{GlobalArgs, VotesArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Imports, takes back or exports, then shows the votes.
pub fn run(args: &VotesArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let store = urn::store(global)?;
    if args.import.iter().any(|file| is_stdin(file)) && pages_from_stdin(global) {
        bail!("--import and the pages can not both come from standard input; put one in a file");
    }
    let session = Session::open(global)?;
    args.import.iter().try_for_each(|file| import(file, &store))?;
    let undone = args.undo && undo(&store)?;
    if args.undo && !undone {
        say::problem(&"there is no vote of yours to take back");
    }
    let reading = store.read()?;
    urn::warn(store.file(), &reading);
    if let Some(file) = &args.export {
        let text = exported(&reading.ledger)?;
        export(file, &store, &text, reading.ledger.votes().count(), output)?;
        return Ok(Exit::Found);
    }
    let tallies = reading.ledger.tallies();
    let report = report::votes(&session.corpus, &tallies, output.layout.lang);
    output.report(&Document::Report(report))?;
    if tallies.total() == 0 && output.for_people() {
        say::problem(&format!("{}: no votes yet; faq rate ID yes|no adds one", Name(store.file())));
    }
    let acted = undone || !args.import.is_empty();
    Ok(Exit::found(acted || (!args.undo && tallies.total() > 0)))
}

fn import(file: &Path, store: &Store) -> Result<()> {
    let read =
        if is_stdin(file) { bounded::read_to_end(io::stdin().lock()) } else { bounded::read(file) };
    let bytes = read.map_err(|why| StoreError::Import { file: file.to_owned(), why })?;
    let Imported { new, known, undone, foreign } = store.import(&bytes)?;
    urn::warn_of(file, &foreign);
    let taken_back = if undone > 0 { format!(", {undone} taken back") } else { String::new() };
    say::problem(&format!("{}: {new} new, {known} known already{taken_back}", Name(file)));
    Ok(())
}

fn undo(store: &Store) -> Result<bool> {
    let undone = store.undo()?;
    if let Some(vote) = &undone {
        say::problem(&format!("{}: {} taken back", vote.id, vote.vote.french()));
    }
    Ok(undone.is_some())
}

fn export(file: &Path, store: &Store, text: &str, count: usize, output: Output) -> Result<()> {
    if is_stdin(file) {
        return output.write(|out| out.write_all(text.as_bytes()));
    }
    export_to(file, store, text)?;
    let votes = if count == 1 { "vote" } else { "votes" };
    say::problem(&format!("{count} {votes} exported to {}", Name(file)));
    Ok(())
}
