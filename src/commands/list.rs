//! `faq list`: every entry, by topic.

use anyhow::Result;
use faq::corpus::Corpus;
use faq::corpus::facets::Facet;
use faq::report::{self, Document, Format, GroupRow, Results, Row};
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
    results.results = Row::all(kept.iter().map(|&entry| corpus.entry(entry)));
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
    let without_question = report::without_question(&results);
    let results = results.with_fields(fields(global, output, corpus)?);
    output.report(&Document::Results(results.with_votes(&votes_file::tallies(global))))?;
    if output.format == Format::Faqpage && without_question > 0 {
        stderr::message(&global.lang.without_question(without_question, kept.len()));
    }
    if kept.is_empty() && output.for_people() {
        stderr::message(&global.lang.nothing_to_list());
    }
    Ok(Exit::found(!kept.is_empty()))
}

/// The groups of the values of a facet: of a filtered one, those asked for.
fn by_facet(corpus: &Corpus, facet: Facet, filter: &Filter, kept: &[usize]) -> Vec<GroupRow> {
    let facets = corpus.facets();
    let values = facets.values(facet).filter(|&value| filter.asks_for(facet, value));
    let groups = values.map(|value| {
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
