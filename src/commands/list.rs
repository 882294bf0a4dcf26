//! `faq list`: every entry, by topic.

use anyhow::Result;
use faq::corpus::facets::Facet;
use faq::corpus::placements::Placements;
use faq::report::{Document, GroupRow, Results, Rows};
use faq::search::Filter;

use super::session::Session;
use super::urn;
use crate::cli::{GlobalArgs, Grouping, ListArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Lists the entries that the filters keep.
pub fn run(args: &ListArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let session = Session::open(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let filter = Filter::on_facets(&session.rules, args.facets.named())?;
    let kept = session.kept(&filter, &placements);
    let rows = Rows { corpus: &session.corpus, placements: &placements };
    let mut results = Results::new("list", None, kept.len());
    results.results =
        kept.iter().enumerate().map(|(index, &entry)| rows.row(index + 1, entry)).collect();
    results.groups = Some(match args.by {
        Grouping::Facet(facet) => by_facet(&session, &placements, facet, &kept),
        Grouping::File => by_file(&session, &kept),
    });
    output.report(&Document::Results(results.with_votes(&urn::tallies(global))))?;
    if kept.is_empty() && output.for_people() {
        say::problem(&"no entry to list");
    }
    Ok(Exit::found(!kept.is_empty()))
}

fn by_facet(
    session: &Session,
    placements: &Placements<'_>,
    facet: Facet,
    kept: &[usize],
) -> Vec<GroupRow> {
    let groups = session.rules.values(facet).map(|value| {
        let name = (session.rules.key(facet, value), session.rules.label(facet, value));
        group(session, name, &placements.under(facet, value, kept))
    });
    groups.filter(|group| group.count > 0).collect()
}

fn by_file(session: &Session, kept: &[usize]) -> Vec<GroupRow> {
    let pages = &session.corpus.pages;
    let mut on_page: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for &entry in kept {
        for source in session.corpus.entry(entry).sources() {
            let entries = &mut on_page[source.page];
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
    }
    let groups = pages.iter().zip(&on_page).map(|(page, entries)| {
        group(session, (&page.file, &page.name().to_string_lossy()), entries)
    });
    groups.filter(|group| group.count > 0).collect()
}

fn group(session: &Session, (value, label): (&str, &str), entries: &[usize]) -> GroupRow {
    let ids = entries.iter().map(|&entry| session.corpus.entry(entry).id().to_string());
    GroupRow {
        value: value.to_owned(),
        label: label.to_owned(),
        count: entries.len(),
        ids: ids.collect(),
    }
}
