//! `faq grep`: the entries that match a regular expression.

use std::cell::LazyCell;
use std::io::{self, Write};
use std::ops::Range;

use anyhow::{Result, anyhow};
use faq::corpus::Corpus;
use faq::corpus::placements::Placements;
use faq::messages::Lang;
use faq::parallel;
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
    let mut found = matching(&pattern, args.invert_match, corpus);
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

/// The indices of the entries that `pattern` matches, or if `invert` does not match, in order.
fn matching(pattern: &Pattern, invert: bool, corpus: &Corpus) -> Vec<usize> {
    /// Entries that a thread takes at a time.
    const RUN: usize = 1024;
    let run = |start: usize| start..(start + RUN).min(corpus.len());
    let runs: Vec<Range<usize>> = (0..corpus.len()).step_by(RUN).map(run).collect();
    let matches = |&entry: &usize| pattern.is_match(corpus.entry(entry).text()) != invert;
    let matching = |run: &Range<usize>| run.clone().filter(matches).collect::<Vec<_>>();
    workers::map(&runs, corpus.text_bytes(), matching).concat()
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
    let lang = Lang::default();
    Pattern::new(&args.pattern, options, session.corpus.alphabet()).map_err(|error| {
        let unusable = match args.fixed_strings {
            true => lang.pattern_unusable(),
            false => lang.pattern_unusable_but_fixed(),
        };
        anyhow!(error.message(lang)).context(unusable)
    })
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
