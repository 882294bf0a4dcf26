//! `faq show`: whole entries, by id.

use anyhow::Result;
use faq::report::{Results, Rows};

use super::load::{Depth, Loaded};
use super::{report, votes_file};
use crate::cli::GlobalArgs;
use crate::{Exit, Output};

pub fn run(ids: &[String], global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let entries = ids.iter().map(|id| loaded.find(id, global));
    let entries = entries.collect::<Result<Vec<_>>>()?;
    let results = Results::new("show", &loaded.corpus, Rows::of(entries));
    report(results, &loaded.corpus, &votes_file::tallies(global), global, output)?;
    Ok(Exit::Found)
}
