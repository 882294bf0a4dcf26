//! The urn: where this run's votes are, for all verbs that read or add some.
//!
//! Reading is a courtesy of `search`, `show` and their kin: votes that can not be read are
//! warned about and never keep an answer back. Without a file it costs one failed open.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};
use faq::text::clean::Name;
use faq::votes::{Place, Reading, Store, Tallies};

use crate::cli::GlobalArgs;
use crate::say;

/// Lines told one by one before the rest is counted.
const TOLD: usize = 5;

/// The votes by entry; none, and a warning, where they can not be read.
pub fn tallies(global: &GlobalArgs) -> Tallies {
    let Some(store) = place(global).map(Store::new) else { return Tallies::default() };
    match store.read() {
        Ok(reading) => {
            warn(store.file(), &reading);
            reading.ledger.tallies()
        }
        Err(error) => {
            say::problem(&format!("{error}; going on without votes"));
            Tallies::default()
        }
    }
}

/// The store to write to or to report on.
pub fn store(global: &GlobalArgs) -> Result<Store> {
    let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    let place = place(global).with_context(|| {
        format!("there is no place for votes: {home} is not set; name a file with --votes FILE")
    })?;
    Ok(Store::new(place))
}

/// Warns of the lines that are no votes.
pub fn warn(file: &Path, reading: &Reading) {
    warn_of(file, &reading.foreign);
}

/// Warns of lines of a file that are no votes.
pub fn warn_of(file: &Path, lines: &[usize]) {
    for line in lines.iter().take(TOLD) {
        say::problem(&format!(
            "{}:{line}: not a vote; skipped and left as it is (delete the line to be rid of this)",
            Name(file)
        ));
    }
    if lines.len() > TOLD {
        let more = lines.len() - TOLD;
        say::problem(&format!("{}: {more} more lines are no votes", Name(file)));
    }
}

fn place(global: &GlobalArgs) -> Option<Place> {
    Place::choose(global.votes.as_deref(), |name| env::var_os(name))
}
