//! `faq list`: every entry, by topic.

use anyhow::Result;
use faq::corpus::Corpus;
use faq::corpus::facets::Facet;
use faq::report::{Document, GroupRow, Results, Row};
use faq::search::Filter;

use super::load::{Depth, Loaded};
use super::votes_file;
use crate::cli::{GlobalArgs, Grouping, ListArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::stderr;

/// Lists the entries that the filters keep.
pub fn run(args: &ListArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let loaded = Loaded::new(global, Depth::Index)?;
    let corpus = &loaded.corpus;
    let filter = Filter::on_facets(corpus.facets(), args.facets.named())?;
    let kept = loaded.kept(&filter);
    let mut results = Results::new("list", None, kept.len());
    results.results = Row::all(kept.iter().map(|&entry| corpus.entry(entry)));
    results.groups = Some(match args.by {
        Grouping::Facet(facet) => by_facet(corpus, facet, &kept),
        Grouping::File => by_file(corpus, &kept),
    });
    output.report(&Document::Results(results.with_votes(&votes_file::tallies(global))))?;
    if kept.is_empty() && output.for_people() {
        stderr::message(&global.lang.nothing_to_list());
    }
    Ok(Exit::found(!kept.is_empty()))
}

fn by_facet(corpus: &Corpus, facet: Facet, kept: &[usize]) -> Vec<GroupRow> {
    let facets = corpus.facets();
    let groups = facets.values(facet).map(|value| {
        let name = (facets.key(facet, value), facets.label(facet, value));
        group(corpus, name, &corpus.under(facet, value, kept))
    });
    groups.filter(|group| group.count > 0).collect()
}

fn by_file(corpus: &Corpus, kept: &[usize]) -> Vec<GroupRow> {
    let mut on_page: Vec<Vec<usize>> = vec![Vec::new(); corpus.pages().len()];
    for &entry in kept {
        for source in corpus.entry(entry).sources() {
            let entries = &mut on_page[source.page];
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
    }
    let groups = corpus.pages().iter().zip(&on_page).map(|(page, entries)| {
        group(corpus, (&page.file, &page.name().to_string_lossy()), entries)
    });
    groups.filter(|group| group.count > 0).collect()
}

fn group(corpus: &Corpus, (value, label): (&str, &str), entries: &[usize]) -> GroupRow {
    let ids = entries.iter().map(|&entry| corpus.entry(entry).id().to_string());
    GroupRow {
        value: value.to_owned(),
        label: label.to_owned(),
        count: entries.len(),
        ids: ids.collect(),
    }
}
