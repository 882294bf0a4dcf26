//! `faq topics`: the values of facets, and how many entries each holds.

use anyhow::Result;
use faq::corpus::facets::Facet;
use faq::report;

use super::load::{Depth, Loaded};
use crate::cli::GlobalArgs;
use crate::{Exit, Output};

/// Counts the values of the facet asked, or of all.
pub fn run(facet: Option<&str>, all: bool, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let corpus = Loaded::new(global, Depth::Index)?.corpus;
    let names = corpus.facets();
    let facets: Vec<Facet> = match facet {
        _ if all => names.all().collect(),
        Some(name) => vec![names.named(name)?],
        None => names.main().into_iter().collect(),
    };
    let entries: Vec<usize> = (0..corpus.len()).collect();
    let report = report::topics(&corpus, &facets, &entries, global.lang);
    output.report(&report)?;
    Ok(Exit::found(!entries.is_empty()))
}
