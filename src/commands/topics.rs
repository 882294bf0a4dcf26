//! `faq topics`: the values of facets, and how many entries each holds.

use std::slice;

use anyhow::Result;
use faq::corpus::facets::Facet;
use faq::corpus::placements::Placements;
use faq::report::Document;
use faq::report::model::facet_report;

use super::session::Session;
use crate::cli::{GlobalArgs, TopicsArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Counts the values of the facet asked, or of all.
pub fn run(args: &TopicsArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let session = Session::open(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let facet = args.facet.unwrap_or(Facet::Thematique);
    let facets = if args.all { Facet::ALL.as_slice() } else { slice::from_ref(&facet) };
    let entries: Vec<usize> = (0..session.corpus.len()).collect();
    output.report(&Document::Facets(facet_report(&placements, facets, &entries)))?;
    Ok(Exit::found(!entries.is_empty()))
}
