//! `faq`: parse, run, exit.

mod cli;
mod commands;
mod exit;
mod failure;
mod output;
mod pager;
mod stderr;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use anyhow::Result;
use faq::messages::Lang;
use faq::report;

use self::cli::settings::{Chosen, Settings};
use self::cli::{Cli, argv, language, refusal};
use self::exit::Exit;
use self::failure::Failure;
use self::output::Output;

fn main() -> ExitCode {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    let settings = Settings::load(argv::ignores_config(&args), |name| std::env::var_os(name));
    let lang = language::take(&mut args, &settings, |name| std::env::var_os(name));
    let exit = run(args.clone(), lang, settings);
    exit.unwrap_or_else(|error| told(&error, &args, lang.value)).into()
}

fn run(args: Vec<OsString>, lang: Chosen<Lang>, settings: Settings) -> Result<Exit> {
    let line = argv::in_order(args, &settings)?;
    let width = Output::plain(lang.value).layout.width;
    match Cli::parse_in(line.args.clone(), lang.value, width) {
        Ok(cli) => commands::run(cli.with_settings(settings, lang.origin), line.slip.as_ref()),
        Err(stop) if stop.use_stderr() => Err(refused(&line.args).into()),
        Err(stop) => commands::help::asked(&stop, &line.args, lang.value),
    }
}

/// That the parser refuses `args`; it names their values in either language.
fn refused(args: &[OsString]) -> Failure {
    Failure::new(|lang| {
        match Cli::parse_in(args.to_vec(), lang, Output::plain(lang).layout.width) {
            Err(stop) => refusal::message(&stop, lang),
            Ok(_) => String::new(),
        }
    })
}

/// Tells people of `error` in their language, and scripts whose `args` ask for JSON by a document
/// in English; and how the run ends.
fn told(error: &anyhow::Error, args: &[OsString], lang: Lang) -> Exit {
    let (exit, is_failure) = Exit::of(error);
    if is_failure {
        stderr::message(&failure::message(error, lang));
        let (verb, json) = argv::asks_json(args);
        if json {
            let message = failure::message(error, Lang::En);
            // Who does not take the answer does not take the error either.
            let _ = report::error(verb.as_deref(), &message, &mut io::stdout());
        }
    }
    exit
}
