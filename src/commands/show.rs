//! `faq show`: whole entries, by id.

use anyhow::Result;
use faq::report::{Results, Rows};

use super::load::{Depth, Loaded};
use super::{report, votes_file};
use crate::cli::{GlobalArgs, ShowArgs};
use crate::{Exit, Output};

/// Shows the entries asked for, in the order asked.
pub fn run(args: &ShowArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let entries = args.ids.iter().map(|id| loaded.find(id, global));
    let entries = entries.collect::<Result<Vec<_>>>()?;
    let results = Results::new("show", &loaded.corpus, Rows::of(entries));
    report(results, &loaded.corpus, &votes_file::tallies(global), global, output)?;
    Ok(Exit::Found)
}
