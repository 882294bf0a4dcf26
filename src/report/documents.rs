//! The reports of `topics`, `votes`, `rate`, `cache` and `embed`.

use std::collections::HashSet;

use super::format::Format::{Csv, Json, Jsonl, Markdown, Text};
use super::format::SCHEMA;
use super::table::{ALL, Cell, Column, DATA, Fit, PEOPLE, Part, Report, Style, Table};
use crate::cache::{Cache, MAX_SIZE};
use crate::corpus::facets::{Facet, UNPLACED, by_value};
use crate::corpus::identity::Id;
use crate::corpus::{Corpus, Entry};
use crate::embed::DIGEST;
use crate::messages::Lang;
use crate::votes::{Tallies, Tally};

/// How many of `entries` each value of `facets` has; values without any are left out.
pub fn topics<'a>(
    corpus: &'a Corpus,
    facets: &[Facet],
    entries: &[usize],
    lang: Lang,
) -> Report<'a> {
    let questions = questions(corpus, facets, entries, lang);
    let mut parts = Vec::new();
    for row in &questions.rows {
        if let [_, question, Cell::Table(values)] = &row[..]
            && values.rows.iter().any(|row| row[1].shown() != UNPLACED)
        {
            parts.push(Part::Line(Style::Heading, question.shown().into_owned()));
            parts.push(Part::Table(None, values.clone()));
        }
    }
    parts.push(Part::Table(Some("facets"), questions));
    Report { command: "topics", parts }
}

/// A row for each of `facets`, for JSON: its key, the site's question, and a table of its values.
pub(super) fn questions<'a>(
    corpus: &'a Corpus,
    facets: &[Facet],
    entries: &[usize],
    lang: Lang,
) -> Table<'a> {
    let names = corpus.facets();
    let placements = corpus.placements(entries);
    let values = |&&facet: &&Facet| {
        let key = names.facet_key(facet);
        Cell::Table(Table::new(
            by_value(&placements, facet),
            vec![
                (Column::new("facet", &[Jsonl, Csv]), &|_| Cell::text(key)),
                (
                    Column::new("value", ALL).headed(lang.facet(key)).style(Style::Key),
                    &|(value, _)| Cell::text(names.key(facet, *value)),
                ),
                (Column::new("label", ALL).fit(Fit::Cut), &|(value, _)| {
                    Cell::text(names.label(facet, *value))
                }),
                (
                    Column::new("count", ALL).headed(lang.entries_heading()).number(5),
                    &|(_, places)| Cell::of(places.len()),
                ),
            ],
        ))
    };
    Table::new(
        facets,
        vec![
            (Column::new("facet", &[Json]), &|facet| Cell::text(names.facet_key(**facet))),
            (Column::new("question", &[Json]), &|facet| Cell::text(names.question(**facet))),
            (Column::new("values", &[Json]), &values),
        ],
    )
}

/// The votes on each entry: in page order, then on those that are on no page.
pub fn votes(corpus: &Corpus, tallies: &Tallies, lang: Lang) -> Report<'static> {
    let here: HashSet<Id> = corpus.entries().map(Entry::id).collect();
    let titled = corpus.entries().map(|entry| (entry.id(), Some(entry)));
    let mut others: Vec<Id> = tallies.keys().copied().filter(|id| !here.contains(id)).collect();
    others.sort_unstable();
    tallied("votes", titled.chain(others.into_iter().map(|id| (id, None))), tallies, lang)
}

/// The votes on the entry that was voted on.
pub fn rate(entry: Entry<'_>, tallies: &Tallies, lang: Lang) -> Report<'static> {
    tallied("rate", [(entry.id(), Some(entry))], tallies, lang)
}

fn tallied<'t>(
    command: &'static str,
    entries: impl IntoIterator<Item = (Id, Option<Entry<'t>>)>,
    tallies: &Tallies,
    lang: Lang,
) -> Report<'static> {
    let row = |(id, entry)| tallies.get(&id).map(|tally| (id, entry, tally, tally.shares()));
    let rows: Vec<(Id, Option<Entry<'_>>, &Tally, [f64; 3])> =
        entries.into_iter().filter_map(row).collect();
    let votes: usize = rows.iter().map(|row| row.2.total()).sum();
    let text = |key| Column::new(key, ALL);
    let number = |heading: String, least| Column::new("", PEOPLE).headed(heading).number(least);
    let title = |entry: Option<Entry<'_>>| entry.map(|entry| entry.title());
    let comments = Column::new("comments", &[Json, Jsonl, Text]).fit(Fit::Below);
    let table = Table::new(
        &rows,
        vec![
            (text("id").headed("id").style(Style::Id), &|row| Cell::text(row.0.to_string())),
            (text("yes").headed(lang.yes_heading()).number(5), &|row| Cell::of(row.2.yes)),
            (text("no").headed(lang.no_heading()).number(4), &|row| Cell::of(row.2.no)),
            (Column::new("share", DATA), &|row| Cell::of(row.3[0])),
            (Column::new("low", DATA), &|row| Cell::of(row.3[1])),
            (Column::new("high", DATA), &|row| Cell::of(row.3[2])),
            (number(lang.share_heading(), 5), &|row| Cell::text(percent(row.3[0]))),
            (number(lang.interval_heading(), 13), &|row| Cell::text(interval(row.3))),
            (Column::new("title", &[Json, Jsonl, Csv, Markdown]), &|row| Cell::of(title(row.1))),
            (Column::new("", &[Text]).fit(Fit::Cut), &|row| {
                Cell::text(title(row.1).unwrap_or_else(|| lang.on_no_page()))
            }),
            (comments, &|row| {
                Cell::of(Some(&row.2.comments[..]).filter(|comments| !comments.is_empty()))
            }),
        ],
    );
    let parts = vec![
        Part::Field("total", Cell::of(rows.len())),
        Part::Field("votes", Cell::of(votes)),
        Part::Table(Some("results"), table),
    ];
    Report { command, parts }
}

impl Tally {
    /// In a line: `3 yes, 1 no: 75 % useful (95 % interval 30–95 %)`.
    pub fn summary(&self, lang: Lang) -> String {
        let shares = self.shares();
        lang.votes_summary(self.yes, self.no, &percent(shares[0]), &interval(shares))
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn interval([_, low, high]: [f64; 3]) -> String {
    format!("{:.0}–{}", low * 100.0, percent(high))
}

/// What the cache contains.
pub fn cache(cache: &Cache, lang: Lang) -> Report<'static> {
    let row = |(file, corpus): (crate::cache::CacheFile, Corpus)| {
        let pages = corpus.pages().iter().map(|page| page.name().to_string_lossy().into_owned());
        let page_bytes = corpus.pages().iter().map(|page| page.bytes).sum();
        (pages.collect(), corpus.len(), page_bytes, file.bytes)
    };
    let rows: Vec<(Vec<String>, usize, u64, u64)> = cache.images().map(row).collect();
    let folder = cache.folder().to_string_lossy();
    let bytes = cache.files().iter().map(|file| file.bytes).sum();
    let number =
        |key, heading| Column::new(key, &[Json, Jsonl, Csv, Markdown]).headed(heading).number(0);
    let name = |pages: &[String]| match pages {
        [first, more @ ..] if !more.is_empty() => lang.and_more(first, more.len()),
        _ => pages.concat(),
    };
    let pages_column = Column::new("", PEOPLE).headed(lang.pages_heading()).style(Style::Dim);
    let table = Table::new(
        &rows,
        vec![
            (Column::new("pages", &[Json, Jsonl]), &|row| Cell::of(row.0.clone())),
            (Column::new("", &[Text]).number(0), &|row| {
                Cell::text(lang.cache_entry(row.1, row.3, row.2))
            }),
            (pages_column, &|row| Cell::text(name(&row.0))),
            (number("entries", lang.entries_heading()), &|row| Cell::of(row.1)),
            (number("page_bytes", lang.page_bytes_heading()), &|row| Cell::of(row.2)),
            (number("bytes", lang.cached_bytes_heading()), &|row| Cell::of(row.3)),
            (Column::new("pages", &[Csv]), &|row| Cell::of(row.0.clone())),
        ],
    );
    let parts = vec![
        Part::Line(Style::Plain, lang.cache_summary(&folder, bytes, MAX_SIZE)),
        Part::Field("folder", Cell::text(folder.into_owned())),
        Part::Field("total", Cell::of(rows.len())),
        Part::Field("bytes", Cell::of(bytes)),
        Part::Field("bound", Cell::of(MAX_SIZE)),
        Part::Table(Some("results"), Table { indent: 2, ..table }),
    ];
    Report { command: "cache", parts }
}

/// That `total` entries have vectors, of which `made` are new.
pub fn embed(total: usize, made: usize, lang: Lang) -> Report<'static> {
    let model = || Cell::text(DIGEST);
    let table = Table::new(
        [()],
        vec![
            (Column::new("schema", &[Jsonl]), &|()| Cell::text(SCHEMA)),
            (Column::new("command", &[Jsonl]), &|()| Cell::text("embed")),
            (Column::new("total", &[Jsonl]), &|()| Cell::of(total)),
            (Column::new("entries", &[Csv]), &|()| Cell::of(total)),
            (Column::new("made", &[Jsonl, Csv]), &|()| Cell::of(made)),
            (Column::new("model", &[Jsonl, Csv]), &|()| model()),
        ],
    );
    let parts = vec![
        Part::Line(Style::Plain, lang.embed_summary(total, made)),
        Part::Field("total", Cell::of(total)),
        Part::Field("made", Cell::of(made)),
        Part::Field("model", model()),
        Part::Table(None, table),
    ];
    Report { command: "embed", parts }
}
