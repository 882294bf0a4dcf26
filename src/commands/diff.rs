//! `faq diff`: what two sets of pages do not have in common.

use std::path::Path;

use anyhow::{Result, bail};
use faq::corpus::diff::Comparison;
use faq::corpus::source::{Seeds, is_stdin};
use faq::messages::Lang;
use faq::report;

use super::load::{Depth, Loaded};
use crate::cli::GlobalArgs;
use crate::{Exit, Failure, Output};

/// Compares the pages; 1 if they differ.
pub fn run(old: &Path, new: &Path, global: &GlobalArgs, output: Output) -> Result<Exit> {
    if !global.seeds.is_empty() {
        bail!(Failure::new(Lang::diff_names_its_pages));
    }
    if is_stdin(old) && is_stdin(new) {
        bail!(Failure::new(Lang::diff_of_one_stream));
    }
    let load = |path: &Path| Loaded::of(global, &Seeds::Paths(vec![path.to_owned()]), Depth::Texts);
    let (old, new) = (load(old)?.corpus, load(new)?.corpus);
    let comparison = Comparison::of(&old, &new);
    let report = report::diff(&comparison, &old, &new, global.lang);
    output.report(&report)?;
    Ok(Exit::found(comparison.is_same()))
}
