//! `faq`: parse, run, exit.

mod args;
mod cli;
mod commands;
mod exit;
mod output;
mod pager;
mod say;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use self::cli::Cli;
use self::exit::Exit;

fn main() -> ExitCode {
    let exit = match Cli::try_parse_from(args::in_order(std::env::args_os())) {
        Ok(cli) => commands::run(cli),
        Err(stop) => stopped(&stop),
    };
    let exit = exit.unwrap_or_else(|error| {
        let (exit, tell) = Exit::of(&error);
        if tell {
            say::problem(&format!("{error:#}"));
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
            ErrorKind::InvalidSubcommand => "\nTo search, say: faq search certification hds",
            _ => "",
        };
        say::problem(&format!("{text}{hint}"));
        return Ok(Exit::Error);
    }
    stop.print()?;
    Ok(Exit::Found)
}
