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

use self::cli::{Cli, argv, language};
use self::exit::Exit;
use self::failure::Failure;
use self::output::Output;

fn main() -> ExitCode {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    let lang = language::take(&mut args, |name| std::env::var_os(name));
    let exit = run(args.clone(), lang).unwrap_or_else(|error| failure::exit(&error, &args, lang));
    exit.into()
}

fn run(args: Vec<OsString>, lang: Lang) -> Result<Exit> {
    let line = argv::in_order(args)?;
    match Cli::parse_in(line.args.clone(), lang, Output::plain(lang).layout.width) {
        Ok(cli) => commands::run(cli, line.slip.as_ref()),
        Err(stop) if stop.use_stderr() => Err(Failure::usage(&line.args).into()),
        Err(stop) => commands::help::asked(&stop, &line.args, lang),
    }
}
