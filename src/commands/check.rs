//! `faq check`: what was read, and what needs mending.

use anyhow::Result;
use faq::corpus::placements::Placements;
use faq::report::{CheckReport, Document};

use super::meaning::MeaningSource;
use super::session::Session;
use crate::cli::GlobalArgs;
use crate::exit::Exit;
use crate::output::Output;

/// Cosine from which two entries are told to say nearly the same.
const NEARLY: f32 = 0.95;
/// How many pairs are told, the nearest.
const FEW: usize = 100;
/// Of more entries than these, each is not compared with every other.
const MOST: usize = 4_000;

/// Reports on the pages; 1 if one needs mending.
pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    let session = Session::open_quietly(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let mut report = CheckReport::new(&session.corpus, &placements, session.data_notices.clone());
    let sense = MeaningSource::new(&session.corpus, global);
    if session.corpus.len() <= MOST
        && let Ok(meaning) = sense.of_all()
    {
        report = report.with_near(&session.corpus, &meaning.vectors().pairs(NEARLY, FEW));
    }
    let sound = !report.needs_mending;
    output.report(&Document::Check(report))?;
    Ok(Exit::found(sound))
}
