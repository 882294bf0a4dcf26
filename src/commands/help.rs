//! `faq help`: what a verb does.

use anyhow::{Result, bail};

use crate::cli::{self, GlobalArgs, HelpArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Prints the help of a verb, or of the program.
pub fn run(args: &HelpArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let mut command = cli::command(global.lang);
    command.build();
    let help = match &args.about {
        None => command.render_long_help(),
        Some(name) => match command.find_subcommand_mut(name) {
            Some(verb) => verb.render_long_help(),
            None => bail!(global.lang.unknown_verb(name)),
        },
    };
    output.write(|out| write!(out, "{help}"))?;
    Ok(Exit::Found)
}
