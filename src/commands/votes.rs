//! `faq votes`: what was found useful, and carrying votes between colleagues.

use std::io;
use std::path::Path;

use anyhow::{Result, bail};
use faq::corpus::source::is_stdin;
use faq::files::read;
use faq::messages::Lang;
use faq::report::{self, json};
use faq::votes::file::exported;
use faq::votes::{Imported, Ledger, VotesError, VotesFile};

use super::load::{Depth, Loaded, pages_from_stdin};
use super::votes_file;
use crate::cli::{GlobalArgs, VotesArgs};
use crate::{Exit, Failure, Output, stderr};

/// Imports, takes back or exports, then shows the votes.
pub fn run(args: &VotesArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let lang = global.lang;
    let file = votes_file::required(global)?;
    if args.import.iter().any(|from| is_stdin(from)) && pages_from_stdin(global) {
        bail!(Failure::new(Lang::import_and_pages_from_stdin));
    }
    let loaded = Loaded::new(global, Depth::Index)?;
    args.import.iter().try_for_each(|from| import(from, &file, lang))?;
    let undone = args.undo && undo(&file, lang)?;
    let (ledger, foreign) = file.read()?;
    votes_file::warn(file.path(), &foreign, lang);
    if let Some(to) = &args.export {
        export(to, &file, &ledger, output, lang)?;
        return Ok(Exit::Found);
    }
    let tallies = ledger.tallies();
    let report = report::votes(&loaded.corpus, &tallies, lang);
    output.report(&report)?;
    if tallies.is_empty() && output.for_people() {
        stderr::message(&lang.no_votes_yet(file.path()));
    }
    let acted = undone || !args.import.is_empty();
    Ok(Exit::found(acted || (!args.undo && !tallies.is_empty())))
}

fn import(from: &Path, file: &VotesFile, lang: Lang) -> Result<()> {
    let read =
        if is_stdin(from) { read::read_stream(io::stdin().lock()) } else { read::read(from) };
    let bytes = read.map_err(|why| VotesError::Import(from.to_owned(), why))?;
    let Imported { new, known, undone, foreign } = file.import(&bytes)?;
    votes_file::warn(from, &foreign, lang);
    stderr::message(&lang.votes_imported(from, new, known, undone));
    Ok(())
}

fn undo(file: &VotesFile, lang: Lang) -> Result<bool> {
    let undone = file.undo()?;
    stderr::message(&match &undone {
        Some(vote) => lang.vote_undone(vote.id, vote.vote.word(lang)),
        None => lang.no_vote_to_undo(),
    });
    Ok(undone.is_some())
}

/// Comments are escaped as in all JSON, so that they cannot drive a terminal.
fn export(to: &Path, file: &VotesFile, ledger: &Ledger, output: Output, lang: Lang) -> Result<()> {
    let mut bytes = Vec::new();
    exported(ledger).try_for_each(|line| json::line(&line, &mut bytes))?;
    if is_stdin(to) {
        return output.write(|out| out.write_all(&bytes));
    }
    file.export(to, &bytes)?;
    stderr::message(&lang.votes_exported(ledger.votes().count(), to));
    Ok(())
}
