//! The pager: the only other program that is ever started, and only on a terminal.
//!
//! It is started as the words of its variable say, quoted as in a shell, with no shell between;
//! `NAME=value` before its name is set for it alone, as in a shell.

use std::env;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

use faq::messages::Lang;

use crate::stderr;

/// The pager to run, as words; `None` if the user wants none.
pub fn command(lang: Lang) -> Option<Vec<String>> {
    let chosen = ["FAQ_PAGER", "PAGER"].into_iter().find_map(env::var_os);
    let Some(chosen) = chosen else { return Some(["less", "-FRX"].map(str::to_owned).to_vec()) };
    let words = chosen.to_str().map(shell_words::split);
    match words {
        Some(Ok(words)) if words.is_empty() || words == ["cat"] => None,
        Some(Ok(words)) => Some(words),
        unusable => {
            let chosen = chosen.to_string_lossy();
            stderr::message(&match unusable {
                None => lang.pager_is_not_utf8(&chosen),
                Some(_) => lang.pager_has_an_open_quotation(&chosen),
            });
            None
        }
    }
}

/// Shows `page` in the pager; false if it cannot be started, so that nothing was shown.
///
/// The page goes through a pipe, never onto the command line.
pub fn show(command: &[String], page: &[u8], lang: Lang) -> bool {
    let Some(mut child) = start(command, lang) else { return false };
    leave_interrupts_to_the_pager();
    if let Some(mut pipe) = child.stdin.take() {
        // Leaving the pager before the end closes the pipe: that is how one leaves a pager.
        let _ = pipe.write_all(page);
    }
    // Where ended children are not told of (SIGCHLD ignored by a parent), this still waits, and
    // then knows of none: there is nothing to say.
    let _ = child.wait();
    true
}

fn start(command: &[String], lang: Lang) -> Option<Child> {
    let assignments = command.iter().map_while(|word| assignment(word));
    let (program, arguments) = command[assignments.clone().count()..].split_first()?;
    let mut pager = Command::new(program);
    pager.args(arguments).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // As git does: colours shown, short pages left on the screen.
        pager.env("LESS", "FRX");
    }
    if env::var_os("LESSCHARSET").is_none() {
        // Pages are UTF-8 whatever the locale.
        pager.env("LESSCHARSET", "utf-8");
    }
    // A pager that runs this program must not have it run a pager again.
    pager.env("FAQ_PAGER", "").envs(assignments);
    let tell = |error: &io::Error| {
        if program != "less" {
            stderr::message(&lang.pager_cannot_be_run(program, error));
        }
    };
    pager.spawn().inspect_err(tell).ok()
}

/// The name and value of a word that sets a variable.
fn assignment(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once('=')?;
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = name.starts_with(|c: char| !c.is_ascii_digit()) && name.chars().all(of_name);
    is_name.then_some((name, value))
}

/// From here on, Ctrl-C is for the pager alone: it has the terminal, and nothing is left to do
/// here but to wait for it.
#[cfg(unix)]
fn leave_interrupts_to_the_pager() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    let flag = Arc::new(AtomicBool::new(false));
    // If it cannot be had, Ctrl-C ends both, as it does elsewhere.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, flag);
}

#[cfg(not(unix))]
fn leave_interrupts_to_the_pager() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_a_variable() {
        assert_eq!(assignment("LESS=-R -F"), Some(("LESS", "-R -F")));
        assert_eq!(assignment("_A1="), Some(("_A1", "")));
        for word in ["less", "-x=1", "=x", "1A=x", "./a=b"] {
            assert_eq!(assignment(word), None, "{word}");
        }
    }
}
