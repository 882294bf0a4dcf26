//! `faq grep`: the entries that match a regular expression.

use std::io::{self, Write};
use std::ops::Range;

use anyhow::{Result, anyhow};
use faq::corpus::details::QuestionSource;
use faq::corpus::{Corpus, Entry};
use faq::parallel;
use faq::report::{Document, Format, Results, Row};
use faq::search::pattern::{Pattern, PatternOptions};
use faq::search::{Filter, Match};
use faq::text::clean::brief;

use super::load::{Depth, Loaded};
use super::votes_file;
use crate::cli::{GlobalArgs, GrepArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::stderr;

/// Finds the entries that match, in page order.
pub fn run(args: &GrepArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    output.layout.full = args.full;
    let corpus = &Loaded::new(global, Depth::Texts)?.corpus;
    let pattern = pattern(args, global, corpus)?;
    let filter = Filter::on_facets(corpus.facets(), args.facets.named())?;
    let mut found = matching(&pattern, args.invert_match, corpus);
    found.retain(|&entry| filter.keeps(corpus.entry(entry)));
    if args.count && output.format != Format::Json {
        output.write(|out| write_count(found.len(), output.format, out))?;
        return Ok(Exit::found(!found.is_empty()));
    }
    let limit = if args.count { 0 } else { args.limit.unwrap_or(usize::MAX) };
    let mut results = Results::new("grep", Some(&args.pattern), found.len(), corpus);
    let shown = (1..).zip(found.iter().take(limit));
    let row = |(rank, &entry): (usize, &usize)| row(rank, corpus.entry(entry), &pattern, args);
    results.results = shown.map(row).collect();
    let tallies = votes_file::tallies(global);
    output.report(&Document::Results(results.with_votes(&tallies)))?;
    if output.for_people() && found.is_empty() {
        stderr::message(&global.lang.nothing_matches(&brief(&args.pattern)));
    } else if output.for_people() && limit < found.len() {
        stderr::message(&global.lang.some_matches_shown(found.len(), limit));
    }
    Ok(Exit::found(!found.is_empty()))
}

/// The entries that `pattern` matches, or if `invert` does not match, in order.
fn matching(pattern: &Pattern, invert: bool, corpus: &Corpus) -> Vec<usize> {
    /// Entries that a thread takes at a time.
    const RUN: usize = 1024;
    let run = |start: usize| start..(start + RUN).min(corpus.len());
    let runs: Vec<Range<usize>> = (0..corpus.len()).step_by(RUN).map(run).collect();
    let matches = |&entry: &usize| {
        let entry = corpus.entry(entry);
        let is_match = |question: &String| pattern.is_match(question);
        let has =
            pattern.is_match(entry.text()) || entry.given_details().questions.iter().any(is_match);
        has != invert
    };
    let matching = |run: &Range<usize>| run.clone().filter(matches).collect::<Vec<_>>();
    parallel::map(&runs, corpus.text_bytes(), matching).concat()
}

/// A count alone, in the manner of each format; JSON has its document.
fn write_count(count: usize, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Jsonl => writeln!(out, "{{\"total\":{count}}}"),
        Format::Csv => write!(out, "total\r\n{count}\r\n"),
        Format::Tsv => write!(out, "total\n{count}\n"),
        _ => writeln!(out, "{count}"),
    }
}

fn pattern(args: &GrepArgs, global: &GlobalArgs, corpus: &Corpus) -> Result<Pattern> {
    let options = PatternOptions {
        case_sensitive: args.case_sensitive,
        accent_sensitive: args.accent_sensitive,
        fixed_strings: args.fixed_strings,
        word: args.word,
    };
    let lang = global.lang;
    Pattern::new(&args.pattern, options, &corpus.alphabet()).map_err(|error| {
        let unusable = match args.fixed_strings {
            true => lang.pattern_unusable(),
            false => lang.pattern_unusable_but_fixed(),
        };
        anyhow!(error.message(lang)).context(unusable)
    })
}

fn row<'c>(rank: usize, entry: Entry<'c>, pattern: &Pattern, args: &GrepArgs) -> Row<'c> {
    let find = |text: &str| match args.invert_match {
        false => Match::of_ranges(pattern.find_iter(text)),
        true => Vec::new(),
    };
    let row = Row::new(rank, entry);
    // A curated question is not the page's, so a pattern does not see it.
    let is_own = row.question_source == Some(QuestionSource::Page);
    let mut row = row.with_matches(find);
    row.question_matches = row.question_matches.filter(|_| is_own);
    row
}
