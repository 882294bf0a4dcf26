//! `faq completions`: the script that completes this command line in a shell.
//!
//! Those of bash, zsh and fish ask the program at each TAB what may stand there (see
//! [`super::complete`]), as they complete what the pages hold. The others know the verbs, options
//! and closed sets of values.

use anyhow::Result;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::{Exit, Output};

pub fn run(shell: Shell, output: Output) -> Result<Exit> {
    let script = match shell {
        Shell::Bash => include_bytes!("../../completions/faq.bash").to_vec(),
        Shell::Zsh => include_bytes!("../../completions/_faq").to_vec(),
        Shell::Fish => include_bytes!("../../completions/faq.fish").to_vec(),
        other => {
            let mut script = Vec::new();
            clap_complete::generate(other, &mut shown(), "faq", &mut script);
            script
        }
    };
    output.write(|out| out.write_all(&script))?;
    Ok(Exit::Found)
}

/// The command line without the verbs that nobody types, which the crate would offer.
fn shown() -> Command {
    let command = Cli::command();
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set()).cloned();
    Command::new("faq")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(command.get_arguments().cloned())
        .subcommands(verbs)
}
