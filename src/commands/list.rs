//! `faq list`: every entry, by topic.

use anyhow::Result;
use faq::corpus::Corpus;
use faq::corpus::facets::Facet;
use faq::report::{Document, Format, GroupRow, Results, Rows};
use faq::search::Filter;

use super::load::{Depth, Loaded};
use super::{fields, votes_file};
use crate::cli::{GlobalArgs, ListArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::stderr;

/// Lists the entries that the filters keep.
pub fn run(args: &ListArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let corpus = &loaded.corpus;
    let filter = Filter::on_facets(corpus.facets(), args.facets.named())?;
    let kept = loaded.kept(&filter);
    let mut results = Results::new("list", None, kept.len(), corpus);
    results.results = Rows::of(kept.iter().map(|&entry| corpus.entry(entry)));
    let facets = corpus.facets();
    results.groups = Some(match args.by.as_deref() {
        Some("file") => by_file(corpus, &kept),
        Some(name) => by_facet(corpus, facets.named(name)?, &filter, &kept),
        None => facets.main().map_or_else(Vec::new, |f| by_facet(corpus, f, &filter, &kept)),
    });
    if output.format == Format::Html {
        results =
            results.with_questions(corpus, &facets.all().collect::<Vec<_>>(), &kept, global.lang);
    }
    let results = results.with_fields(fields(global, output, corpus)?);
    output.report(&Document::Results(results.with_votes(&votes_file::tallies(global))))?;
    if output.format == Format::Faqpage {
        let asks = |&&entry: &&usize| corpus.entry(entry).details().question().is_some();
        let without_question = kept.len() - kept.iter().filter(asks).count();
        if without_question > 0 {
            stderr::message(&global.lang.without_question(without_question, kept.len()));
        }
    }
    if kept.is_empty() && output.for_people() {
        stderr::message(&global.lang.nothing_to_list());
    }
    Ok(Exit::found(!kept.is_empty()))
}

/// The groups of the values of a facet: of a filtered one, those asked for.
fn by_facet(corpus: &Corpus, facet: Facet, filter: &Filter, kept: &[usize]) -> Vec<GroupRow> {
    let facets = corpus.facets();
    let by_value = corpus.by_value(facet, kept).into_iter();
    let asked_for = by_value.filter(|&(value, _)| filter.asks_for(facet, value));
    let groups = asked_for.map(|(value, places)| {
        group(corpus, (facets.key(facet, value), facets.label(facet, value)), kept, places)
    });
    groups.collect()
}

fn by_file(corpus: &Corpus, kept: &[usize]) -> Vec<GroupRow> {
    let mut on_page: Vec<Vec<usize>> = vec![Vec::new(); corpus.pages().len()];
    for (place, &entry) in kept.iter().enumerate() {
        for source in corpus.entry(entry).sources() {
            let places = &mut on_page[source.page];
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let groups = corpus.pages().iter().zip(on_page).map(|(page, places)| {
        group(corpus, (&page.file, &page.name().to_string_lossy()), kept, places)
    });
    groups.filter(|group| group.count > 0).collect()
}

/// The group of the entries at these places of those kept.
fn group(
    corpus: &Corpus,
    (value, label): (&str, &str),
    kept: &[usize],
    places: Vec<usize>,
) -> GroupRow {
    let ids = places.iter().map(|&place| corpus.entry(kept[place]).id());
    GroupRow {
        value: value.to_owned(),
        label: label.to_owned(),
        count: places.len(),
        ids: ids.collect(),
        places,
    }
}
