//! `faq show`: whole entries, by id.

use anyhow::Result;
use faq::report::{Document, Results, Rows};

use super::load::{Depth, Loaded};
use super::{fields, votes_file};
use crate::cli::{GlobalArgs, ShowArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Shows the entries asked for, in the order asked.
pub fn run(args: &ShowArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let entries = args.ids.iter().map(|id| loaded.find(id, global));
    let entries = entries.collect::<Result<Vec<_>>>()?;
    let mut results = Results::new("show", None, entries.len(), &loaded.corpus);
    results.results = Rows::of(entries);
    let results = results.with_fields(fields(global, output, &loaded.corpus)?);
    output.report(&Document::Results(results.with_votes(&votes_file::tallies(global))))?;
    Ok(Exit::Found)
}
