//! `faq check`: what was read, and what needs mending.

use anyhow::Result;
use faq::corpus::placements::Placements;
use faq::report::{self, Document};

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
    let sense = MeaningSource::new(&session.corpus, global);
    let meaning = if session.corpus.len() <= MOST { sense.of_all().ok() } else { None };
    let near = meaning.map(|meaning| meaning.vectors().pairs(NEARLY, FEW));
    let (data, lang) = (session.data_notices.clone(), output.layout.lang);
    let report = report::check(&session.corpus, &placements, data, near.as_deref(), lang);
    let needs_fixing = report.needs_fixing();
    output.report(&Document::Report(report))?;
    Ok(Exit::found(!needs_fixing))
}
