//! `faq similar`: the entries most similar in meaning to one.

use std::cmp::Reverse;

use anyhow::Result;
use faq::report::{Results, Row, Rows};
use faq::search::{Filter, Score};

use super::embedding::Embeddings;
use super::load::{Depth, Loaded};
use super::{numbers, report, votes_file};
use crate::cli::{GlobalArgs, SimilarArgs};
use crate::{Exit, Failure, Output, stderr};

/// Ranks the other entries by their similarity to one.
pub fn run(args: &SimilarArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    output.layout.full = args.full;
    let loaded = Loaded::new(global, Depth::Index)?;
    let entry = loaded.find(&args.id, global)?.index();
    let filter = Filter::on_facets(loaded.corpus.facets(), args.facets.named())?;
    let embeddings = Embeddings::new(&loaded, global);
    let meaning = embeddings.get().map_err(|why| Failure::new(|lang| why.message(lang)))?;
    let similarities = meaning.vectors().similarities_of(entry);
    let mut others = loaded.kept(&filter);
    others.retain(|&other| other != entry);
    let score =
        |entry: usize| Score::new(similarities.get(entry).copied().unwrap_or_default().into());
    others.sort_by_key(|&other| (Reverse(score(other)), other));
    let entry = |other: &usize| loaded.corpus.entry(*other);
    let shown = others.iter().take(global.settings.limit(args.limit).value).map(entry);
    let rows = Rows::new(shown.clone(), |rank, entry| {
        let mut row = Row::new(rank, entry);
        row.score = Some(score(entry.index()));
        row.by = vec!["meaning"];
        row
    });
    let mut results = Results::new("similar", &loaded.corpus, rows);
    results.total = others.len();
    let numbered = numbers::store(shown.clone(), global, output);
    let shown = shown.len();
    report(results, &loaded.corpus, &votes_file::tallies(global), global, output)?;
    if output.for_people() && shown < others.len() {
        stderr::message(&global.lang.some_shown(others.len(), shown, numbered, true));
    }
    Ok(Exit::found(!others.is_empty()))
}
