//! The verbs, one file each.

mod browse;
mod cache;
mod check;
mod complete;
mod completions;
mod config;
mod diff;
mod embed;
mod embedding;
mod grep;
mod guide;
pub mod help;
mod lines;
mod list;
mod load;
mod man;
mod numbers;
mod progress;
mod rate;
mod search;
mod show;
mod similar;
mod topics;
mod votes;
mod votes_file;

use anyhow::{Result, bail};
use faq::corpus::Corpus;
use faq::messages::Lang;
use faq::report::{FIELDS, Results, SCHEMA_DOCUMENT, known_fields};
use faq::text::clean::brief;
use faq::votes::Tallies;

use crate::cli::argv::Slip;
use crate::cli::{Cli, Command, GlobalArgs};
use crate::{Exit, Failure, Output};

/// Carries out what was asked; `slip` is the first word, where it may be a verb mistyped.
pub fn run(cli: Cli, slip: Option<&Slip>) -> Result<Exit> {
    cli.global.settings.warn(cli.global.lang);
    let output = Output::new(&cli.global);
    if output.format.is_of_list() && !matches!(cli.command, Some(Command::List { .. })) {
        bail!(Failure::new(Lang::format_of_list));
    }
    let finds = matches!(
        cli.command,
        Some(Command::Search(_) | Command::Grep(_) | Command::List { .. } | Command::Show { .. })
            | Some(Command::Similar(_) | Command::Guide { .. })
    );
    let has_fields = finds && output.format.has_fields();
    if !cli.global.fields.is_empty() && !has_fields {
        bail!(Failure::new(|lang| lang.fields_of_entries(&FIELDS.join(", "))));
    }
    match cli.command {
        None => help::welcome(output, cli.global.lang),
        Some(Command::Search(args)) => search::run(&args, slip, &cli.global, output),
        Some(Command::Grep(args)) => grep::run(&args, &cli.global, output),
        Some(Command::List { by, facets }) => {
            list::run(by.as_deref(), &facets, &cli.global, output)
        }
        Some(Command::Topics { facet, all }) => {
            topics::run(facet.as_deref(), all, &cli.global, output)
        }
        Some(Command::Show { ids }) => show::run(&ids, &cli.global, output),
        Some(Command::Rate(args)) => rate::run(&args, &cli.global, output),
        Some(Command::Votes(args)) => votes::run(&args, &cli.global, output),
        Some(Command::Guide { no_input, facets }) => {
            guide::run(no_input, &facets, &cli.global, output)
        }
        Some(Command::Browse(args)) => browse::run(&args, &cli.global, output),
        Some(Command::Similar(args)) => similar::run(&args, &cli.global, output),
        Some(Command::Embed) => embed::run(&cli.global, output),
        Some(Command::Cache { clear, .. }) => cache::run(clear, &cli.global, output),
        Some(Command::Check) => check::run(&cli.global, output),
        Some(Command::Diff { old, new }) => diff::run(&old, &new, &cli.global, output),
        Some(Command::Config) => config::run(&cli.global, output),
        Some(Command::Completions { shell }) => completions::run(shell, output),
        Some(Command::Complete { line }) => complete::run(&line, cli.global, output),
        Some(Command::Man) => man::run(output),
        Some(Command::Schema) => schema(output),
        Some(Command::Help { about }) => help::run(about.as_deref(), cli.global.lang, output),
    }
}

/// The fields to show of the entries of `corpus`.
fn fields<'g>(global: &'g GlobalArgs, output: Output, corpus: &Corpus) -> Result<&'g [String]> {
    let known = known_fields(output.format, corpus);
    if let Some(name) = global.fields.iter().find(|name| !known.contains(&name.as_str())) {
        bail!(Failure::new(|lang| lang.unknown_field(&brief(name), &known.join(", "))));
    }
    Ok(&global.fields)
}

/// Reports entries of `corpus`, with the fields that are asked for and the votes on each.
fn report<'a>(
    mut results: Results<'a>,
    corpus: &Corpus,
    tallies: &'a Tallies,
    global: &'a GlobalArgs,
    output: Output,
) -> Result<()> {
    results.rows.fields = fields(global, output, corpus)?;
    results.rows.tallies = Some(tallies);
    output.results(&[], &results)
}

/// The JSON Schema of all documents.
fn schema(output: Output) -> Result<Exit> {
    output.write(|out| out.write_all(SCHEMA_DOCUMENT.as_bytes()))?;
    Ok(Exit::Found)
}
