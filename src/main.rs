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
use clap::Parser;

use self::cli::{Cli, argv};
use self::exit::Exit;
use self::failure::Failure;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let exit = run(args.clone()).unwrap_or_else(|error| failure::exit(&error, &args));
    exit.into()
}

fn run(args: Vec<OsString>) -> Result<Exit> {
    let line = argv::in_order(args)?;
    match Cli::try_parse_from(line.args) {
        Ok(cli) => commands::run(cli, line.slip.as_ref()),
        Err(stop) if stop.use_stderr() => Err(Failure::usage(&stop).into()),
        // Help or the version was asked for.
        Err(stop) => Ok(stop.print().map(|()| Exit::Found)?),
    }
}
