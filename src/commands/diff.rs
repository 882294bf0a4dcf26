//! `faq diff`: what two sets of pages do not have in common.

use std::path::Path;

use anyhow::{Result, bail};
use faq::corpus::diff::Comparison;
use faq::corpus::source::{Seeds, is_stdin};
use faq::messages::Lang;
use faq::report;

use super::load::{Depth, Loaded};
use crate::cli::{DiffArgs, GlobalArgs};
use crate::{Exit, Failure, Output};

/// Compares the pages; 1 if they differ.
pub fn run(args: &DiffArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    if !global.seeds.is_empty() {
        bail!(Failure::new(Lang::diff_names_its_pages));
    }
    if is_stdin(&args.old) && is_stdin(&args.new) {
        bail!(Failure::new(Lang::diff_of_one_stream));
    }
    let load = |path: &Path| Loaded::of(global, &Seeds::Paths(vec![path.to_owned()]), Depth::Texts);
    let (old, new) = (load(&args.old)?.corpus, load(&args.new)?.corpus);
    let comparison = Comparison::of(&old, &new);
    let report = report::diff(&comparison, &old, &new, global.lang);
    output.report(&report)?;
    Ok(Exit::found(comparison.is_same()))
}
