//! `faq completions`: the script that completes this command line in a shell.

use anyhow::Result;
use clap::CommandFactory;

use crate::cli::{Cli, CompletionsArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Prints the script for a shell.
pub fn run(args: &CompletionsArgs, output: Output) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "faq", &mut script);
    output.write(|out| out.write_all(&script))?;
    Ok(Exit::Found)
}
