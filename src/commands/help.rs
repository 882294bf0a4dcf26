//! `faq help`: what a verb does.

use anyhow::{Result, bail};
use faq::text::clean::brief;

use crate::cli::{GlobalArgs, HelpArgs, language};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Prints the help of a verb, or of the program.
pub fn run(args: &HelpArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let mut command = language::command(global.lang);
    command.build();
    let help = match &args.about {
        None => command.render_long_help(),
        Some(name) => match command.find_subcommand_mut(name) {
            Some(verb) => verb.render_long_help(),
            None => bail!(Failure::new(|lang| lang.unknown_verb(&brief(name)))),
        },
    };
    output.write(|out| write!(out, "{help}"))?;
    Ok(Exit::Found)
}
