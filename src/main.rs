//! `faq`: parse, run, exit.

mod cli;
mod commands;
mod exit;
mod failure;
mod output;
mod pager;
mod stderr;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use faq::messages::Lang;

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
    exit.unwrap_or_else(|error| exit::report_failure(&error, &args, lang.value)).into()
}

fn run(args: Vec<OsString>, lang: Chosen<Lang>, settings: Settings) -> Result<Exit> {
    let (args, slip) = argv::in_order(args, &settings)?;
    let width = Output::plain(lang.value).layout.width;
    match Cli::parse_in(args.clone(), lang.value, width) {
        Ok(cli) => commands::run(cli.with_settings(settings, lang.origin), slip.as_ref()),
        Err(stop) if stop.use_stderr() => Err(refusal::refused(&args).into()),
        Err(stop) => commands::help::asked(&stop, &args, lang.value),
    }
}
