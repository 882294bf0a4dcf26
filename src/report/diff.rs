//! The report of `diff`: what two sets of pages do not have in common.

use serde_json::{Value, json};

use super::format::Format::{Csv, Json, Jsonl};
use super::table::{Cell, Column, DATA, Fit, PEOPLE, Part, Report, Style, Table};
use crate::corpus::diff::{Changed, Comparison};
use crate::corpus::facets::{Facets, Name};
use crate::corpus::{Corpus, Entry, Source};
use crate::messages::Lang;
use crate::text::clean::clean;
use crate::text::words_changed::{ChangeTag, Run, words_changed};

/// The entries that differ, by what happened to them.
pub fn diff<'a>(
    comparison: &'a Comparison,
    old: &'a Corpus,
    new: &'a Corpus,
    lang: Lang,
) -> Report<'a> {
    let Comparison { same, added, removed, changed, moved } = comparison;
    let counts = [added.len(), removed.len(), changed.len(), moved.len()];
    let mut parts = vec![
        Part::Line(Style::Strong, lang.diff_summary(counts, *same)),
        Part::Field("total", Cell::of(comparison.differences())),
        Part::Field("same", Cell::of(*same)),
    ];
    let keys = ["added", "removed", "changed", "moved"];
    parts.extend(keys.into_iter().zip(counts).map(|(key, n)| Part::Field(key, Cell::of(n))));
    let mut section = |heading: String, rows: Vec<Part<'a>>| {
        if !rows.is_empty() {
            parts.push(Part::Line(Style::Heading, heading));
            parts.extend(rows);
        }
    };
    let titles = |corpus: &'a Corpus, entries: &[usize]| match entries {
        [] => Vec::new(),
        entries => vec![Part::Table(None, title_table(corpus, entries, lang))],
    };
    section(lang.added_heading(), titles(new, added));
    section(lang.removed_heading(), titles(old, removed));
    let changes = changed.iter().flat_map(|changed| changed_parts(changed, old, new, lang));
    section(lang.changed_heading(), changes.collect());
    let moves = moved.iter().flat_map(|&(from, to)| {
        let (from, to) = (old.entry(from), new.entry(to));
        [
            Part::Line(Style::Plain, format!("{}  {}", to.id(), to.title())),
            Part::Line(Style::Dim, lang.moved_topics(&labels(from), &labels(to))),
        ]
    });
    section(lang.moved_heading(), moves.collect());
    parts.push(Part::Table(Some("results"), difference_table(comparison, old, new)));
    Report { command: "diff", parts }
}

fn title_table<'a>(corpus: &'a Corpus, entries: &[usize], lang: Lang) -> Table<'a> {
    let id = Column::new("", PEOPLE).headed("id").style(Style::Id);
    let title = Column::new("", PEOPLE).headed(lang.title_heading()).fit(Fit::Cut);
    let entries = entries.iter().map(|&entry| corpus.entry(entry));
    let table = Table::new(
        entries,
        vec![
            (id, &|entry| Cell::text(entry.id().to_string())),
            (title, &|entry| Cell::text(entry.title())),
        ],
    );
    Table { indent: 2, ..table }
}

fn changed_parts<'a>(
    changed: &'a Changed,
    old: &'a Corpus,
    new: &'a Corpus,
    lang: Lang,
) -> Vec<Part<'a>> {
    let (from, to) = (old.entry(changed.old), new.entry(changed.new));
    let ids = (from.id().to_string(), to.id().to_string());
    let is_same_text = ids.0 == ids.1;
    let heading = match is_same_text {
        true => lang.diff_reworded(&ids.1),
        false => lang.diff_changed(&ids.0, &ids.1, changed.similarity),
    };
    let mut parts = vec![Part::Line(Style::Strong, heading)];
    parts.extend(
        changed.questions.as_ref().map(|[old, new]| Part::Changes(words_changed(old, new))),
    );
    if !is_same_text {
        parts.push(Part::Changes(words_changed(from.text(), to.text())));
    }
    let (before, after) = (labels(from), labels(to));
    if before != after {
        parts.push(Part::Line(Style::Dim, lang.moved_topics(&before, &after)));
    }
    parts
}

/// One difference, as data has it.
struct Difference<'a> {
    kind: &'static str,
    /// The new entry, or the one that is no more.
    entry: Entry<'a>,
    /// What it was, where it is still there.
    was: Option<Entry<'a>>,
    changed: Option<&'a Changed>,
}

/// For data alone: people read of each kind in its own way.
fn difference_table<'a>(
    Comparison { added, removed, changed, moved, .. }: &'a Comparison,
    old: &'a Corpus,
    new: &'a Corpus,
) -> Table<'a> {
    let alone = |kind, entry| Difference { kind, entry, was: None, changed: None };
    let both = |kind, from, to, changed| Difference {
        kind,
        entry: new.entry(to),
        was: Some(old.entry(from)),
        changed,
    };
    let added = added.iter().map(|&entry| alone("added", new.entry(entry)));
    let removed = removed.iter().map(|&entry| alone("removed", old.entry(entry)));
    let changed = changed.iter().map(|pair| both("changed", pair.old, pair.new, Some(pair)));
    let moved = moved.iter().map(|&(from, to)| both("moved", from, to, None));

    let data = |key| Column::new(key, DATA);
    let changed_from = |row: &Difference<'a>| row.was.filter(|_| row.changed.is_some());
    let runs = |row: &Difference<'a>| {
        changed_from(row).map(|was| words_changed(was.text(), row.entry.text()))
    };
    let question = |row: &Difference<'a>, at: usize| {
        let questions = row.changed.and_then(|changed| changed.questions.as_ref());
        Cell::of(questions.map(|questions| questions[at].as_str()))
    };
    let source = |row: &Difference<'a>| row.entry.sources().next();
    Table::new(
        added.chain(removed).chain(changed).chain(moved),
        vec![
            (data("change"), &|row| Cell::text(row.kind)),
            (data("id"), &|row| Cell::text(row.entry.id().to_string())),
            (data("old_id"), &|row| Cell::of(changed_from(row).map(|was| was.id().to_string()))),
            (data("similarity"), &|row| {
                Cell::of(row.changed.map(|changed| (changed.similarity * 1e3).round() / 1e3))
            }),
            (data("title"), &|row| Cell::text(row.entry.title())),
            (data("topics"), &|row| Cell::of(topics(row.entry, Facets::key))),
            (data("old_topics"), &|row| Cell::of(row.was.map(|was| topics(was, Facets::key)))),
            (data("file"), &|row| {
                let page = |source: Source| row.entry.corpus().pages()[source.page].file.as_str();
                Cell::of(source(row).map(page))
            }),
            (data("line"), &|row| Cell::of(source(row).map(|source| source.line))),
            (data("text"), &|row| Cell::text(row.entry.text())),
            (data("old_text"), &|row| Cell::of(changed_from(row).map(|was| was.text()))),
            (Column::new("diff", &[Json, Jsonl]), &|row| {
                let values =
                    |runs: Vec<Run<'_>>| runs.into_iter().map(run_value).collect::<Value>();
                Cell::of(runs(row).map(values))
            }),
            (Column::new("diff", &[Csv]), &|row| {
                let marked = |runs: Vec<Run<'_>>| runs.into_iter().map(marked).collect::<String>();
                Cell::of(runs(row).map(marked))
            }),
            (data("question"), &|row| question(row, 1)),
            (data("old_question"), &|row| question(row, 0)),
        ],
    )
}

fn run_value(run: Run<'_>) -> Value {
    let kind = match run.kind {
        ChangeTag::Equal => "same",
        ChangeTag::Delete => "removed",
        ChangeTag::Insert => "added",
    };
    json!({"kind": kind, "text": run.text})
}

/// A run for people, without what acts on a terminal: marks tell what changed where no colour does.
pub(super) fn marked(run: Run<'_>) -> String {
    let text = clean(run.text);
    match run.kind {
        ChangeTag::Equal => text.into_owned(),
        ChangeTag::Delete => format!("[-{text}-]"),
        ChangeTag::Insert => format!("{{+{text}+}}"),
    }
}

fn topics<'c>(entry: Entry<'c>, name: Name<'c>) -> Vec<&'c str> {
    entry.corpus().facets().topics_of(&entry.placement(), name)
}

fn labels(entry: Entry<'_>) -> String {
    topics(entry, Facets::label).join(", ")
}
