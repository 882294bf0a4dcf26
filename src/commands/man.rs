//! `faq man`: the man page, one page for all verbs.

use std::io::{self, Write};

use anyhow::Result;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::cli::Cli;
use crate::{Exit, Output};

pub fn run(output: Output) -> Result<Exit> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        write_verb(verb, &mut page)?;
    }
    writeln!(page, ".SH NOTES")?;
    let notes = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    writeln!(page, ".nf\n{}\n.fi", notes.replace('\\', "\\e").replace('-', "\\-"))?;
    output.write(|out| out.write_all(&page))?;
    Ok(Exit::Found)
}

/// The sections of a verb, one level down.
fn write_verb(verb: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let mut sections = Vec::new();
    let man = Man::new(verb.clone());
    man.render_synopsis_section(&mut sections)?;
    man.render_description_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    let sections = String::from_utf8_lossy(&sections);
    let name = verb.get_name().to_uppercase();
    writeln!(page, ".SH \"FAQ {name}\"")?;
    let is_shown = |line: &&str| !line.starts_with(".ie") && !line.starts_with(".el");
    sections.lines().filter(is_shown).try_for_each(|line| match line.strip_prefix(".SH ") {
        Some(name) => writeln!(page, ".SS {name}"),
        None => writeln!(page, "{line}"),
    })
}
