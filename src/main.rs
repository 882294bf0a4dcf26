//! `faq`: parse, run, exit.

mod cli;
mod commands;
mod exit;
mod output;
mod pager;
mod stderr;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use faq::messages::Lang;

use self::cli::{Cli, argv};
use self::exit::Exit;

fn main() -> ExitCode {
    let exit = match Cli::try_parse_from(argv::in_order(std::env::args_os())) {
        Ok(cli) => commands::run(cli),
        Err(stop) => stopped(&stop),
    };
    let exit = exit.unwrap_or_else(|error| {
        let (exit, is_failure) = Exit::of(&error);
        if is_failure {
            stderr::message(&format!("{error:#}"));
        }
        exit
    });
    exit.into()
}

/// Help and version were asked for, or the arguments are wrong.
fn stopped(stop: &clap::Error) -> anyhow::Result<Exit> {
    if stop.use_stderr() {
        let text = stop.render().to_string();
        let text = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
        let hint = match stop.kind() {
            ErrorKind::InvalidSubcommand => format!("\n{}", Lang::default().hint_of_search()),
            _ => String::new(),
        };
        stderr::message(&format!("{text}{hint}"));
        return Ok(Exit::Error);
    }
    stop.print()?;
    Ok(Exit::Found)
}
