//! `faq list`: every entry, by topic.

use anyhow::Result;
use faq::corpus::Corpus;
use faq::corpus::facets::{Facet, by_value};
use faq::report::{Format, GroupRow, Results, Rows};
use faq::search::Filter;

use super::load::{Depth, Loaded};
use super::{report, votes_file};
use crate::cli::{FacetArgs, GlobalArgs};
use crate::{Exit, Output, stderr};

pub fn run(
    by: Option<&str>,
    facets: &FacetArgs,
    global: &GlobalArgs,
    output: Output,
) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let corpus = &loaded.corpus;
    let filter = Filter::on_facets(corpus.facets(), facets.named())?;
    let entries = loaded.kept(&filter);
    let rows = Rows::of(entries.iter().map(|&entry| corpus.entry(entry)));
    let mut results = Results::new("list", corpus, rows);
    let facets = corpus.facets();
    results.groups = Some(match by {
        Some("file") => by_file(corpus, &entries),
        Some(name) => by_facet(corpus, facets.named(name)?, &filter, &entries),
        None => facets.main().map_or_else(Vec::new, |f| by_facet(corpus, f, &filter, &entries)),
    });
    if output.format == Format::Html {
        results = results.with_questions(
            corpus,
            &facets.all().collect::<Vec<_>>(),
            &entries,
            global.lang,
        );
    }
    report(results, corpus, &votes_file::tallies(global), global, output)?;
    if output.format == Format::Faqpage {
        let asks = |&&entry: &&usize| corpus.entry(entry).details().question().is_some();
        let without_question = entries.len() - entries.iter().filter(asks).count();
        if without_question > 0 {
            stderr::message(&global.lang.without_question(without_question, entries.len()));
        }
    }
    if entries.is_empty() && output.for_people() {
        stderr::message(&global.lang.nothing_to_list());
    }
    Ok(Exit::found(!entries.is_empty()))
}

/// The groups of the values of a facet: of a filtered one, those asked for.
fn by_facet(corpus: &Corpus, facet: Facet, filter: &Filter, entries: &[usize]) -> Vec<GroupRow> {
    let facets = corpus.facets();
    let by_value = by_value(&corpus.placements(entries), facet).into_iter();
    let asked_for = by_value.filter(|&(value, _)| filter.asks_for(facet, value));
    let groups = asked_for.map(|(value, positions)| {
        group(corpus, (facets.key(facet, value), facets.label(facet, value)), entries, positions)
    });
    groups.collect()
}

fn by_file(corpus: &Corpus, entries: &[usize]) -> Vec<GroupRow> {
    let mut on_page: Vec<Vec<usize>> = vec![Vec::new(); corpus.pages().len()];
    for (position, &entry) in entries.iter().enumerate() {
        for source in corpus.entry(entry).sources() {
            let positions = &mut on_page[source.page];
            if positions.last() != Some(&position) {
                positions.push(position);
            }
        }
    }
    let groups = corpus.pages().iter().zip(on_page).map(|(page, positions)| {
        group(corpus, (&page.file, &page.name().to_string_lossy()), entries, positions)
    });
    groups.filter(|group| group.count > 0).collect()
}

/// The group of the entries at these positions of `entries`.
fn group(
    corpus: &Corpus,
    (value, label): (&str, &str),
    entries: &[usize],
    positions: Vec<usize>,
) -> GroupRow {
    let ids = positions.iter().map(|&at| corpus.entry(entries[at]).id());
    GroupRow {
        value: value.to_owned(),
        label: label.to_owned(),
        count: positions.len(),
        ids: ids.collect(),
        positions,
    }
}
