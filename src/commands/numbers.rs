//! The numbers of the last answers at a terminal, so that `faq show 1` shows the first of them.
//!
//! The file holds the ids of the answers shown, one a line, and nothing of the question; it is
//! the user's, and stands for an hour. An id takes four digits or more, so that no number of up to
//! three can be one.

use std::env;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use faq::corpus::Entry;
use faq::files::dirs::{STATE, UserDir};
use faq::files::read::{open_regular, read_file};
use faq::files::write::replace;
use faq::messages::Lang;

use crate::cli::GlobalArgs;
use crate::{Failure, Output};

const FILE: &str = "numbers";
/// The most digits of a number.
const DIGITS: usize = 3;
/// The most answers that so many digits can number.
const MOST: usize = 999;
/// More bytes than ids that a number can stand for.
const MAX_BYTES: u64 = 1 << 16;
/// How long numbers stand for answers.
const VALID: Duration = Duration::from_secs(3600);

/// Stores the ids of the answers that a terminal shows, and returns whether it did. That they cannot
/// be written is no error: the answers are there.
pub fn store<'c>(
    entries: impl Iterator<Item = Entry<'c>>,
    global: &GlobalArgs,
    output: Output,
) -> bool {
    let wanted = output.for_people() && global.settings.numbers().value;
    if !wanted || !io::stdout().is_terminal() {
        return false;
    }
    let Some(folder) = folder().filter(|folder| folder.create().is_ok()) else { return false };
    let mut ids = entries.take(MOST).map(Entry::id);
    replace(&folder.path().join(FILE), |out| ids.try_for_each(|id| writeln!(out, "{id}"))).is_ok()
}

/// The id that `name` stands for: itself, or that of an answer by its number.
///
/// # Errors
/// When the number stands for none: there are to be no numbers, there was no search, one of more
/// than an hour ago, or with fewer answers.
pub fn id(name: &str, global: &GlobalArgs) -> Result<String> {
    if name.is_empty() || name.len() > DIGITS || !name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(name.to_owned());
    }
    if !global.settings.numbers().value {
        bail!(Failure::new(|lang| lang.numbers_switched_off(name)));
    }
    let none = || Failure::new(|lang| lang.no_numbers(name));
    let file = folder().with_context(none)?.path().join(FILE);
    let ids = match stored(&file) {
        Ok(Some(ids)) => ids,
        Ok(None) => bail!(Failure::new(|lang| lang.numbers_too_old(name))),
        Err(_) => bail!(none()),
    };
    let number: usize = name.parse().unwrap_or_default();
    let id = number.checked_sub(1).and_then(|at| ids.lines().nth(at)).map(str::to_owned);
    id.with_context(|| Failure::new(|lang: Lang| lang.no_such_number(name, ids.lines().count())))
}

/// The ids stored, a line each; `None` if they are too old.
fn stored(path: &Path) -> io::Result<Option<String>> {
    let (file, metadata): (File, _) = open_regular(path)?;
    if !metadata.modified()?.elapsed().is_ok_and(|age| age <= VALID) {
        return Ok(None);
    }
    let ids = read_file(&file, MAX_BYTES)?;
    String::from_utf8(ids).map(Some).map_err(io::Error::other)
}

fn folder() -> Option<UserDir> {
    UserDir::find(STATE, |name| env::var_os(name))
}
