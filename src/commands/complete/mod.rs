//! `faq __complete`: what may stand at the end of a command line. The scripts of
//! `faq completions` ask it at each TAB.
//!
//! [`line`] splits what is typed, [`place`] finds what is wanted at its end, [`candidates`] names
//! what there is of that in the pages in force. The first line printed is `words`, which follow,
//! each with a tab and what it means; or `files`, which the shell finds itself. Pages that cannot be
//! read are no error: people only wanted to type on.

mod candidates;
mod line;
mod place;

use std::cell::OnceCell;
use std::env;
use std::path::PathBuf;

use anyhow::Result;
use clap::CommandFactory;
use faq::files::dirs::{HOME, under_home};
use faq::text::clean::clean;

use self::candidates::offer;
use self::place::Cursor;
use super::load::Loaded;
use crate::cli::settings::Settings;
use crate::cli::{Cli, GlobalArgs, argv};
use crate::{Exit, Output};

/// Prints what may stand at the end of the line.
pub fn run(line: &str, global: GlobalArgs, output: Output) -> Result<Exit> {
    let mut command = Cli::command();
    command.build();
    let words = line::words(line);
    let cursor = Cursor::new(&command, words.get(1..).unwrap_or_default());
    let global = of_line(global, &words, &cursor);
    let loaded = OnceCell::new();
    let pages = || {
        let loaded = loaded.get_or_init(|| Loaded::at_once(&global));
        loaded.as_ref().map(|loaded| &loaded.corpus)
    };
    let offer = offer(&command, &cursor, &global.settings, &pages);
    output.write(|out| match &offer {
        None => writeln!(out, "files"),
        Some(words) => {
            writeln!(out, "words")?;
            words.iter().try_for_each(|candidate| {
                let about = clean(&candidate.about).replace(['\n', '\t'], " ");
                writeln!(out, "{}\t{about}", candidate.word)
            })
        }
    })?;
    Ok(Exit::Found)
}

/// What is in force on the line, as far as it chooses the pages.
fn of_line(mut global: GlobalArgs, words: &[String], cursor: &Cursor<'_>) -> GlobalArgs {
    if argv::ignores_config(&words.iter().map(Into::into).collect::<Vec<_>>()) {
        global.settings = Settings::default();
    }
    let home = env::var_os(HOME).map(PathBuf::from);
    let seeds = cursor.values("seeds").into_iter();
    let seeds: Vec<PathBuf> = seeds.map(|typed| under_home(typed, home.as_deref())).collect();
    if !seeds.is_empty() {
        global.seeds = seeds;
    }
    if let Some(delimiter) = cursor.values("delimiter").last() {
        global.delimiter = (*delimiter).to_owned();
    }
    global
}
