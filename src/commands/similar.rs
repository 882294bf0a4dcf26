//! `faq similar`: the entries nearest in meaning to one.

use std::cmp::Reverse;

use anyhow::{Result, anyhow};
use faq::corpus::placements::Placements;
use faq::report::{Document, Results, Rows};
use faq::search::{By, Filter, Score};

use super::meaning::MeaningSource;
use super::session::Session;
use super::urn;
use crate::cli::{GlobalArgs, SimilarArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Ranks the other entries by their nearness to one.
pub fn run(args: &SimilarArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    output.layout.full = args.full;
    let session = Session::open_whole(global)?;
    let entry = session.find_one(&args.id)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let filter = Filter::on_facets(&session.rules, args.facets.named())?;
    let sense = MeaningSource::new(&session.corpus, global);
    let meaning = sense.of_all().map_err(|why| anyhow!("{why}"))?;
    let near = meaning.vectors().nearness_of(entry);
    let mut others = session.kept(&filter, &placements);
    others.retain(|&other| other != entry);
    let score = |entry: usize| Score::new(near[entry]);
    others.sort_by_key(|&other| (Reverse(score(other)), other));
    let rows = Rows { corpus: &session.corpus, placements: &placements };
    let mut results = Results::new("similar", None, others.len());
    let shown = others.iter().take(args.limit).enumerate();
    let row = |(index, &other): (usize, &usize)| {
        let mut row = rows.row(index + 1, other);
        row.score = Some(score(other));
        row.by = By { words: false, meaning: true }.names();
        row
    };
    results.results = shown.map(row).collect();
    let shown = results.results.len();
    output.report(&Document::Results(results.with_votes(&urn::tallies(global))))?;
    if output.for_people() && shown < others.len() {
        let total = others.len();
        say::problem(&format!("{total} entries compared, {shown} shown; -n {total} shows all"));
    }
    Ok(Exit::found(!others.is_empty()))
}
