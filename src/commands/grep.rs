//! `faq grep`: the entries that match a regular expression.

use std::cell::LazyCell;
use std::io::{self, Write};

use anyhow::{Context, Result};
use faq::corpus::placements::Placements;
use faq::report::{Document, Format, Located, Results, Row, Rows};
use faq::search::pattern::{Pattern, PatternOptions};
use faq::search::{Filter, Match};
use faq::text::clean::brief;

use super::session::{Session, Unsound};
use super::urn;
use crate::cli::{GlobalArgs, GrepArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Finds the entries that match, in page order.
pub fn run(args: &GrepArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    output.layout.full = args.full;
    match answer(args, global, output, &Session::open_if_kept(global)?) {
        Err(error) if error.is::<Unsound>() => {
            answer(args, global, output, &Session::reopen(global)?)
        }
        answered => answered,
    }
}

/// Searches the corpus of `session`.
fn answer(args: &GrepArgs, global: &GlobalArgs, output: Output, session: &Session) -> Result<Exit> {
    let pattern = pattern(args, session)?;
    let corpus = &session.corpus;
    let placements = LazyCell::new(|| Placements::new(corpus, &session.rules));
    let filter = Filter::on_facets(&session.rules, args.facets.named())?;
    let mut found = pattern.matching(corpus);
    if args.invert_match {
        found = all_but(&found, corpus.len());
    }
    found.retain(|&entry| filter.keeps(corpus, corpus.entry(entry), || placements.of(entry)));
    session.believe()?;
    let limit = if args.count { 0 } else { args.limit.unwrap_or(usize::MAX) };

    if args.count && output.format != Format::Json {
        output.write(|out| write_count(found.len(), output.format, out))?;
        return Ok(Exit::found(!found.is_empty()));
    }
    let rows = Rows { corpus, placements: &placements };
    let mut results = Results::new("grep", Some(&args.pattern), found.len());
    let shown = found.iter().take(limit).enumerate();
    results.results =
        shown.map(|(index, &entry)| row(rows, index + 1, entry, &pattern, args)).collect();
    let tallies = urn::tallies(global);
    let document = Document::Results(results.with_votes(&tallies));
    session.believe()?;
    output.report(&document)?;
    if output.for_people() {
        tell(args, found.len(), limit);
    }
    Ok(Exit::found(!found.is_empty()))
}

/// The indices below `len` that are not among `indices`, which are in order.
fn all_but(indices: &[usize], len: usize) -> Vec<usize> {
    let mut others = vec![true; len];
    indices.iter().for_each(|&index| others[index] = false);
    (0..len).filter(|&index| others[index]).collect()
}

/// A count alone, in the manner of each format; JSON has its document.
fn write_count(count: usize, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Jsonl => writeln!(out, "{{\"total\":{count}}}"),
        Format::Csv => write!(out, "total\r\n{count}\r\n"),
        Format::Text | Format::Markdown | Format::Json => writeln!(out, "{count}"),
    }
}

fn pattern(args: &GrepArgs, session: &Session) -> Result<Pattern> {
    let options = PatternOptions {
        case_sensitive: args.case_sensitive,
        accent_sensitive: args.accent_sensitive,
        fixed_strings: args.fixed_strings,
        word: args.word,
    };
    let mend = if args.fixed_strings { "" } else { " (-F takes it as text)" };
    Pattern::new(&args.pattern, options, session.corpus.alphabet())
        .with_context(|| format!("the pattern can not be used{mend}"))
}

fn row<'a>(
    rows: Rows<'a>,
    rank: usize,
    entry: usize,
    pattern: &Pattern,
    args: &GrepArgs,
) -> Row<'a> {
    let mut row = rows.row(rank, entry);
    let found = (!args.invert_match).then(|| pattern.find_iter(row.text));
    row.matches =
        Some(Located { text: row.text, at: Match::of_ranges(found.into_iter().flatten()) });
    row
}

/// Tells that nothing was found, or how much more there is.
fn tell(args: &GrepArgs, total: usize, limit: usize) {
    if total == 0 {
        say::problem(&format!("nothing matches {:?}", brief(&args.pattern)));
    } else if limit < total {
        say::problem(&format!("{total} entries match, {limit} shown; without -n all are"));
    }
}
