//! `faq topics`: the values of facets, and how many entries each holds.

use std::slice;

use anyhow::Result;
use faq::corpus::facets::Facet;
use faq::report::{self, Document};

use super::load::{Depth, Loaded};
use crate::cli::{GlobalArgs, TopicsArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Counts the values of the facet asked, or of all.
pub fn run(args: &TopicsArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let corpus = Loaded::new(global, Depth::Index)?.corpus;
    let facet = args.facet.unwrap_or(Facet::Thematique);
    let facets = if args.all { Facet::ALL.as_slice() } else { slice::from_ref(&facet) };
    let entries: Vec<usize> = (0..corpus.len()).collect();
    let report = report::topics(&corpus, facets, &entries, global.lang);
    output.report(&Document::Report(report))?;
    Ok(Exit::found(!entries.is_empty()))
}
