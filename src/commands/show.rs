//! `faq show`: whole entries, by id.

use anyhow::Result;
use faq::corpus::placements::Placements;
use faq::report::{Document, Results, Rows};

use super::session::Session;
use super::urn;
use crate::cli::{GlobalArgs, ShowArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Shows the entries asked for, in the order asked.
pub fn run(args: &ShowArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let session = Session::open(global)?;
    let entries = session.find(&args.ids)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let rows = Rows { corpus: &session.corpus, placements: &placements };
    let mut results = Results::new("show", None, entries.len());
    results.results =
        entries.iter().enumerate().map(|(index, &entry)| rows.row(index + 1, entry)).collect();
    output.report(&Document::Results(results.with_votes(&urn::tallies(global))))?;
    Ok(Exit::Found)
}
