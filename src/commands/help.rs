//! `faq help`: what a verb does, or a topic; and the help that options ask for.

use std::ffi::OsString;
use std::fmt::Display;

use anyhow::{Result, bail};
use clap::Command;
use clap::error::ErrorKind;
use faq::embed::{DIGEST, MODEL};
use faq::messages::Lang;
use faq::report::prose;
use faq::text::clean::brief;

use crate::cli::values::nearest;
use crate::cli::{argv, language};
use crate::{Exit, Failure, Output};

pub fn run(about: Option<&str>, lang: Lang, output: Output) -> Result<Exit> {
    let mut command = language::command(lang, output.layout.width);
    command.build();
    let Some(name) = about else { return show(&command.render_long_help(), output) };
    if let Some(text) = lang.topic(name) {
        output.write(|out| prose(text, output.layout, out))?;
        return Ok(Exit::Found);
    }
    if let Some(verb) = command.find_subcommand_mut(name) {
        return show(&verb.render_long_help(), output);
    }
    let nearest = nearest(name, names(&command));
    bail!(Failure::new(|lang| lang.unknown_help(&brief(name), nearest)))
}

/// Shows the help or the version that `args` ask for by an option, as the parser has it.
pub fn asked(stop: &clap::Error, args: &[OsString], lang: Lang) -> Result<Exit> {
    let output = Output::plain(lang);
    match stop.kind() {
        ErrorKind::DisplayHelp if argv::asks_short_help(args) => {
            show(&format!("{}\n", lang.short_help()), output)
        }
        ErrorKind::DisplayVersion if argv::options(args).any(|at| args[at] == "--version") => {
            show(&format!("{}{}", stop.render(), build(lang)), output)
        }
        _ => show(&stop.render(), output),
    }
}

/// What this program was built from: the commit, where whoever built it named one, the model and
/// the features.
fn build(lang: Lang) -> String {
    let commit = option_env!("FAQ_COMMIT").filter(|commit| !commit.is_empty());
    let has_model = cfg!(feature = "meaning");
    let features = if has_model { "+meaning" } else { "-meaning" };
    lang.build(commit, has_model.then_some((MODEL, DIGEST)), features)
}

/// A bare `faq`: a short help with three examples.
pub fn welcome(output: Output, lang: Lang) -> Result<Exit> {
    let command = language::command(lang, output.layout.width);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let verbs = textwrap::fill(&lang.verbs(&verbs(&command).join(", ")), output.layout.width);
    output.write(|out| {
        writeln!(out, "{about}\n\n{}\n\n{verbs}\n\n{}", lang.examples(), lang.more_help())
    })?;
    Ok(Exit::Found)
}

/// The names of the verbs that people are told of.
fn verbs(command: &Command) -> Vec<&str> {
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    verbs.map(Command::get_name).collect()
}

/// What can be explained.
fn names(command: &Command) -> Vec<&str> {
    let mut names = verbs(command);
    names.extend_from_slice(Lang::TOPICS);
    names
}

fn show(help: &dyn Display, output: Output) -> Result<Exit> {
    output.write(|out| write!(out, "{help}"))?;
    Ok(Exit::Found)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn the_short_help_fits_a_screen_and_names_every_verb_and_topic() {
        for lang in Lang::ALL {
            let help = lang.short_help();
            assert!(help.lines().count() < 24 && help.lines().all(|line| line.width() <= 80));
            let command = language::command(lang, 80);
            let words: Vec<&str> = help.split([' ', ',', '\n', '.', ':', ';']).collect();
            for name in names(&command) {
                assert!(words.contains(&name), "{name} in {help}");
            }
        }
    }
}
