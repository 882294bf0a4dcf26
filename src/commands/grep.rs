//! `faq grep`: the entries that match a regular expression.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};
use faq::corpus::decode::decode;
use faq::corpus::details::QuestionSource;
use faq::corpus::source::is_stdin;
use faq::corpus::{Corpus, Entry};
use faq::files::read::{read, read_stream};
use faq::messages::Lang;
use faq::parallel;
use faq::report::{Format, Results, Row, Rows};
use faq::search::pattern::{Pattern, PatternOptions};
use faq::search::{Filter, Match};
use faq::text::clean::{Name, brief, clean};

use super::load::{Depth, Loaded, pages_from_stdin};
use super::{numbers, report, votes_file};
use crate::cli::{GlobalArgs, GrepArgs};
use crate::{Exit, Failure, Output, stderr};

/// Finds the entries that match, in page order.
pub fn run(args: &GrepArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    output.layout.full = args.full;
    refuse(args, global, output)?;
    let patterns = patterns(args)?;
    let corpus = &Loaded::new(global, Depth::Texts)?.corpus;
    let pattern = compile(&patterns, args, corpus)?;
    let filter = Filter::on_facets(corpus.facets(), args.facets.named())?;
    let found = matching(&pattern, &filter, args, corpus);
    let exit = Exit::found(!found.is_empty());
    let limit = if args.count { 0 } else { args.limit.unwrap_or(usize::MAX) };
    let shown = &found[..found.len().min(limit)];
    if args.quiet {
        return Ok(exit);
    } else if args.count && output.format != Format::Json {
        output.write(|out| write_count(found.len(), output.format, out))?;
        return Ok(exit);
    } else if args.files_with_matches {
        output.write(|out| write_pages(shown, corpus, out))?;
        return Ok(exit);
    } else if args.only_matching {
        output.write(|out| write_matches(shown, &pattern, args, corpus, out))?;
        return Ok(exit);
    }
    let query: Vec<String> = patterns.into_iter().map(|(_, text)| text).collect();
    let query = query.join("\n");
    let shown = shown.iter().map(|&entry| corpus.entry(entry));
    let rows = Rows::new(shown.clone(), |rank, entry| row(rank, entry, &pattern, args));
    let mut results = Results::new("grep", corpus, rows);
    (results.query, results.total) = (Some(query.as_str()), found.len());
    numbers::store(shown, global, output);
    report(results, corpus, &votes_file::tallies(global), global, output)?;
    if output.for_people() && found.is_empty() {
        stderr::message(&global.lang.nothing_matches(&brief(&query)));
    } else if output.for_people() && limit < found.len() {
        stderr::message(&global.lang.some_matches_shown(found.len(), limit));
    }
    Ok(exit)
}

/// Refuses what does not go together, before anything is read.
fn refuse(args: &GrepArgs, global: &GlobalArgs, output: Output) -> Result<()> {
    let instead = args.quiet || args.files_with_matches || args.only_matching;
    if instead && output.format != Format::Text {
        bail!(Failure::new(Lang::grep_format));
    }
    if args.file.iter().any(|file| is_stdin(file)) && pages_from_stdin(global) {
        bail!(Failure::new(Lang::patterns_and_pages_from_stdin));
    }
    Ok(())
}

/// The patterns asked for, each behind the file and line it comes from, if it comes from a file.
fn patterns(args: &GrepArgs) -> Result<Vec<(String, String)>> {
    let typed = args.pattern.iter().chain(&args.regexp);
    let mut patterns: Vec<_> = typed.map(|text| (String::new(), text.clone())).collect();
    for file in &args.file {
        let bytes = if is_stdin(file) { read_stream(io::stdin().lock()) } else { read(file) };
        let name = Name(file).to_string();
        let bytes = bytes.with_context(|| Failure::new(|lang| lang.patterns_unreadable(&name)))?;
        let lines = decode(bytes);
        let lines = (1..).zip(lines.as_str().lines());
        patterns.extend(lines.map(|(line, text)| (format!("{name}:{line}: "), text.to_owned())));
    }
    Ok(patterns)
}

/// What matches where any of `patterns` does.
fn compile(
    patterns: &[(String, String)],
    args: &GrepArgs,
    corpus: &Corpus,
) -> Result<Pattern, Failure> {
    let options = PatternOptions {
        case_sensitive: args.case_sensitive,
        accent_sensitive: args.accent_sensitive,
        fixed_strings: args.fixed_strings,
        word: args.word,
    };
    let texts: Vec<&str> = patterns.iter().map(|(_, text)| text.as_str()).collect();
    Pattern::any_of(&texts, options, &corpus.alphabet()).map_err(|(at, error)| {
        let place = at.and_then(|at| patterns.get(at)).map_or("", |(place, _)| place);
        Failure::new(|lang| {
            let unusable = match args.fixed_strings {
                true => lang.pattern_unusable(),
                false => lang.pattern_unusable_but_fixed(),
            };
            place.to_owned() + &lang.because(&unusable, &error.message(lang))
        })
    })
}

/// The entries that `filter` keeps and `pattern` matches, or with `-v` does not match, in order;
/// with `-q`, where one is enough, not all of them.
fn matching(pattern: &Pattern, filter: &Filter, args: &GrepArgs, corpus: &Corpus) -> Vec<usize> {
    /// Entries that a thread takes at a time.
    const RUN: usize = 1024;
    let run = |start: usize| start..(start + RUN).min(corpus.len());
    let runs: Vec<Range<usize>> = (0..corpus.len()).step_by(RUN).map(run).collect();
    let matches = |&entry: &usize| {
        let entry = corpus.entry(entry);
        let is_match = |question: &String| pattern.is_match(question);
        let has =
            pattern.is_match(entry.text()) || entry.given_details().questions.iter().any(is_match);
        has != args.invert_match && filter.keeps(entry)
    };
    let is_enough = AtomicBool::new(false);
    let matching = |run: &Range<usize>| {
        let all = run.clone().filter(matches);
        if !args.quiet {
            return all.collect();
        }
        let first = all.take_while(|_| !is_enough.load(Ordering::Relaxed)).take(1);
        let first: Vec<usize> = first.collect();
        is_enough.fetch_or(!first.is_empty(), Ordering::Relaxed);
        first
    };
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

/// The pages that `entries` are on, each once, in their order.
fn write_pages(entries: &[usize], corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    let sources = entries.iter().flat_map(|&entry| corpus.entry(entry).sources());
    let pages: BTreeSet<usize> = sources.map(|source| source.page).collect();
    pages.into_iter().try_for_each(|page| {
        writeln!(out, "{}", clean(&corpus.pages()[page].name().to_string_lossy()))
    })
}

/// What matches in the questions and the texts of `entries`; with `-v`, nothing does.
fn write_matches(
    entries: &[usize],
    pattern: &Pattern,
    args: &GrepArgs,
    corpus: &Corpus,
    out: &mut dyn Write,
) -> io::Result<()> {
    let entries = if args.invert_match { &[] } else { entries };
    for entry in entries.iter().map(|&entry| corpus.entry(entry)) {
        let details = entry.given_details();
        for text in details.questions.iter().map(String::as_str).chain([entry.text()]) {
            pattern
                .find_iter(text)
                .try_for_each(|found| writeln!(out, "{}", clean(&text[found])))?;
        }
    }
    Ok(())
}

fn row<'c>(rank: usize, entry: Entry<'c>, pattern: &Pattern, args: &GrepArgs) -> Row<'c> {
    let find = |text: &str| match args.invert_match {
        false => pattern.find_iter(text).filter_map(|range| Match::new(range, None)).collect(),
        true => Vec::new(),
    };
    let row = Row::new(rank, entry);
    // A curated question is not the page's, so a pattern does not see it.
    let is_own = row.question_source == Some(QuestionSource::Page);
    let mut row = row.with_matches(find);
    row.question_matches = row.question_matches.filter(|_| is_own);
    row
}
