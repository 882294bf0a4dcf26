//! The report of `check`: the pages that were read, and what to fix on them.

use super::format::Format::{Csv, Json, Jsonl, Markdown, Text};
use super::table::{ALL, Cell, Column, DATA, Fit, PEOPLE, Part, Report, Style, Table, document};
use crate::corpus::diagnostic::Diagnostic;
use crate::corpus::facets::ValueRef;
use crate::corpus::frame::FrameKind;
use crate::corpus::{Corpus, Page};
use crate::embed::vectors::Pair;
use crate::messages::Lang;

/// The pages of a corpus and their diagnostics. `data` is that of a data file beside the
/// pages; `near` are entries that say nearly the same, if meaning is to be had.
pub fn check(
    corpus: &Corpus,
    data: Option<&Diagnostic>,
    near: Option<&[Pair]>,
    lang: Lang,
) -> Report<'static> {
    let skipped: Vec<Diagnostic> = corpus.skipped().iter().chain(data).cloned().collect();
    let needs_fixing = !skipped.is_empty()
        || corpus.pages().iter().any(|page| page.diagnostics(corpus.delimiter()).next().is_some());
    let entries = corpus.pages().iter().map(|page| page.entries).sum();
    let (distinct, merged) = (corpus.len(), entries - corpus.len());
    let all: Vec<usize> = (0..corpus.len()).collect();
    let topics = corpus.facets().main();
    let under = |facet| corpus.under(facet, ValueRef::Unplaced, &all);
    let unplaced = topics.map(under).unwrap_or_default();
    let unplaced: Vec<String> = unplaced.into_iter().map(|entry| id(corpus, entry)).collect();

    let mut parts = vec![
        Part::Line(
            Style::Strong,
            lang.check_summary(corpus.pages().len(), entries, distinct, merged),
        ),
        Part::Field("page_count", Cell::of(corpus.pages().len())),
        Part::Field("entries", Cell::of(entries)),
        Part::Field("distinct", Cell::of(distinct)),
        Part::Field("merged", Cell::of(merged)),
        Part::Field("needs_mending", Cell::of(needs_fixing)),
        Part::Table(Some("pages"), page_table(corpus, lang)),
        Part::Table(None, skipped_table(&skipped)),
        Part::Field("skipped", Cell::Diagnostics(skipped)),
    ];
    let near = near.map(|pairs| near_table(corpus, pairs, lang));
    let near = near.map(|table| (Some("near_duplicates"), lang.near_duplicates_heading(), table));
    let frames = (None, lang.page_data_heading(), frames_table(corpus, lang));
    let duplicates = (Some("duplicates"), lang.duplicates_heading(), duplicate_table(corpus, lang));
    let information =
        (Some("information"), lang.information_heading(), information_table(corpus, lang));
    for (key, heading, table) in [frames, duplicates].into_iter().chain(near).chain([information]) {
        if !table.rows.is_empty() {
            parts.push(Part::Line(Style::Strong, heading));
        }
        parts.push(Part::Table(key, Table { indent: 2, ..table }));
    }
    parts.push(Part::Line(Style::Dim, lang.check_topics(&unplaced)));
    parts.push(Part::Field("unplaced", Cell::of(unplaced)));
    parts.push(Part::Field("facets_are", Cell::text(Lang::En.facets_are())));
    parts.push(match needs_fixing {
        true => Part::Fixes,
        false => Part::Line(Style::Good, lang.nothing_to_fix()),
    });
    Report { command: "check", parts }
}

fn id(corpus: &Corpus, entry: usize) -> String {
    corpus.entry(entry).id().to_string()
}

fn page_table(corpus: &Corpus, lang: Lang) -> Table<'static> {
    let path = |page: &Page| page.path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let most = |page: &Page| announced(page).max();
    let name = |page: &Page| {
        let name = path(page).unwrap_or_else(|| page.file.clone());
        most(page).map_or(name.clone(), |most| lang.page_announces(&name, most))
    };
    let file = Column::new("file", &[Json, Jsonl, Csv, Markdown]).headed(lang.page_heading());
    let entries = Column::new("entries", ALL).headed(lang.entries_heading()).number(5);
    let announced_column = Column::new("", &[Markdown]).headed(lang.announced_heading()).number(0);
    Table::new(
        corpus.pages(),
        vec![
            (file, &|page| Cell::text(page.file.clone())),
            (Column::new("path", DATA), &|page| Cell::of(path(page))),
            (Column::new("", &[Text]).fit(Fit::Wrap), &|page| Cell::text(name(page))),
            (entries, &|page| Cell::of(page.entries)),
            (Column::new("headings", &[Json, Jsonl]), &|page| {
                Cell::of(page.frame.count(FrameKind::Heading))
            }),
            (Column::new("announced", DATA), &|page| Cell::of(announced(page).collect::<Vec<_>>())),
            (announced_column, &|page| Cell::of(most(page))),
            (Column::new("page_data", &[Json, Jsonl]), &|page| Cell::Table(frame_table(page))),
            (Column::new("problems", DATA), &|page| {
                Cell::Diagnostics(page.diagnostics(corpus.delimiter()).collect())
            }),
        ],
    )
}

fn announced(page: &Page) -> impl Iterator<Item = u64> {
    page.frame.announced.iter().map(|&(count, _)| count)
}

/// The kinds of page data of a page.
fn frame_table(page: &Page) -> Table<'static> {
    Table::new(
        &page.frame.lines,
        vec![
            (Column::new("kind", &[Json]), &|(kind, _)| Cell::text(kind.key())),
            (Column::new("count", &[Json]), &|(_, lines)| Cell::of(lines.len())),
            (Column::new("lines", &[Json]), &|(_, lines)| Cell::of(&lines[..])),
        ],
    )
}

/// What was taken as page data, a page a row.
fn frames_table(corpus: &Corpus, lang: Lang) -> Table<'static> {
    let kinds = |page: &Page| {
        let kinds = page.frame.lines.iter();
        kinds.map(|(&kind, lines)| lang.page_data(kind.key(), lines.len())).collect::<Vec<_>>()
    };
    let framed = corpus.pages().iter().filter(|page| !page.frame.lines.is_empty());
    let found = Column::new("", PEOPLE).headed(lang.remark_heading()).fit(Fit::Wrap);
    Table::new(
        framed,
        vec![
            (Column::new("", PEOPLE).headed(lang.page_heading()), &|page| {
                Cell::text(page.file.clone())
            }),
            (found, &|page| Cell::text(kinds(page).join(", "))),
        ],
    )
}

/// What is worth knowing and needs no fixing.
fn information_table(corpus: &Corpus, lang: Lang) -> Table<'static> {
    let file = |one: &Diagnostic| Cell::text(one.path.to_string_lossy().into_owned());
    let line = |one: &Diagnostic| Cell::of(one.line);
    let message = |one: &Diagnostic| Cell::text(one.message(Lang::En));
    let remark = Column::new("", PEOPLE).headed(lang.remark_heading()).fit(Fit::Wrap);
    Table::new(
        corpus.information(),
        vec![
            (Column::new("file", &[Json]), &file),
            (Column::new("line", &[Json]), &line),
            (Column::new("message", &[Json]), &message),
            (remark, &|one| Cell::text(one.line_message(lang))),
        ],
    )
}

/// Files that give no entries: in CSV, in the columns of pages.
fn skipped_table(skipped: &[Diagnostic]) -> Table<'static> {
    let path = |file: &&Diagnostic| Cell::text(file.path.to_string_lossy().into_owned());
    Table::new(
        skipped,
        vec![
            (Column::new("skipped", &[Jsonl]), &|file| Cell::of(document(file))),
            (Column::new("file", &[Csv]), &path),
            (Column::new("path", &[Csv]), &path),
            (Column::new("entries", &[Csv]), &|_| Cell::of(0)),
            (Column::new("announced", &[Csv]), &|_| Cell::of(())),
            (Column::new("problems", &[Csv]), &|file| Cell::text(file.message(Lang::En))),
        ],
    )
}

fn duplicate_table(corpus: &Corpus, lang: Lang) -> Table<'static> {
    let several = (0..corpus.len()).filter(|&at| corpus.entry(at).sources().count() > 1);
    let places = |&entry: &usize| -> Vec<String> {
        let sources = corpus.entry(entry).sources();
        sources.map(|at| format!("{}:{}", corpus.pages()[at.page].file, at.line)).collect()
    };
    let id_column = Column::new("id", &[Json, Text, Markdown]).headed("id").style(Style::Id);
    let places_column = Column::new("", PEOPLE).headed(lang.places_heading()).fit(Fit::Wrap);
    Table::new(
        several,
        vec![
            (id_column, &|&entry| Cell::text(id(corpus, entry))),
            (Column::new("sources", &[Json]), &|entry| Cell::of(places(entry))),
            (places_column, &|entry| Cell::text(places(entry).join(", "))),
        ],
    )
}

fn near_table(corpus: &Corpus, pairs: &[Pair], lang: Lang) -> Table<'static> {
    let cosine = |pair: &Pair| f64::from(pair.2);
    let id_column = || Column::new("", PEOPLE).headed("id").style(Style::Id);
    Table::new(
        pairs,
        vec![
            (Column::new("ids", &[Json]), &|pair| {
                Cell::of(vec![id(corpus, pair.0), id(corpus, pair.1)])
            }),
            (Column::new("cosine", &[Json]), &|pair| Cell::of((cosine(pair) * 1e4).round() / 1e4)),
            (id_column(), &|pair| Cell::text(id(corpus, pair.0))),
            (id_column(), &|pair| Cell::text(id(corpus, pair.1))),
            (Column::new("", PEOPLE).headed(lang.similarity_heading()), &|pair| {
                Cell::text(lang.cosine(cosine(pair)))
            }),
        ],
    )
}
