//! `faq check`: what was read, and what needs fixing.

use anyhow::Result;
use faq::report;

use super::embedding::Embeddings;
use super::load::{Depth, Loaded};
use crate::cli::GlobalArgs;
use crate::{Exit, Output};

/// Cosine from which two entries are said to say nearly the same.
const NEARLY: f32 = 0.95;
/// How many pairs are shown, the most similar.
const MOST_PAIRS: usize = 100;
/// Of more entries than these, each is not compared with every other.
const MOST_COMPARED: usize = 4_000;

/// Reports on the pages; 1 if one needs fixing.
pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::quietly(global, Depth::Index)?;
    let embeddings = Embeddings::new(&loaded, global);
    let is_small = loaded.corpus.len() <= MOST_COMPARED;
    let meaning = if is_small { embeddings.get().ok() } else { None };
    let pairs = meaning.map(|meaning| meaning.vectors().pairs(NEARLY, MOST_PAIRS));
    let report =
        report::check(&loaded.corpus, loaded.diagnostic.as_ref(), pairs.as_deref(), global.lang);
    let needs_fixing = report.needs_fixing();
    output.report(&report)?;
    Ok(Exit::found(!needs_fixing))
}
