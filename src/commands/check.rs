//! `faq check`: what was read, and what needs mending.

use anyhow::Result;
use faq::corpus::placements::Placements;
use faq::report::{CheckReport, Document};

use super::session::Session;
use crate::cli::GlobalArgs;
use crate::exit::Exit;
use crate::output::Output;

/// Reports on the pages; 1 if one needs mending.
pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    let session = Session::open_quietly(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let report = CheckReport::new(&session.corpus, &placements, session.data_notices.clone());
    let sound = !report.needs_mending;
    output.report(&Document::Check(report))?;
    Ok(Exit::found(sound))
}
