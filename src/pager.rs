//! The pager: the only other program that is ever started, and only on a terminal.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::say;

/// The pager to run, as words; `None` if the user wants none.
pub fn command() -> Option<Vec<String>> {
    let chosen = ["FAQ_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let Some(chosen) = chosen else { return Some(["less", "-FRX"].map(str::to_owned).to_vec()) };
    match shell_words::split(&chosen) {
        Ok(words) if words.is_empty() || words == ["cat"] => None,
        Ok(words) => Some(words),
        Err(_) => {
            say::problem(&format!(
                "the pager {chosen:?} has an open quotation; showing all without it"
            ));
            None
        }
    }
}

/// Shows `page` in the pager; false if it can not be started, so that nothing was shown.
///
/// The page goes through a pipe, never onto the command line.
///
/// # Errors
/// When waiting for the pager fails.
pub fn show(command: &[String], page: &[u8]) -> io::Result<bool> {
    let Some((program, arguments)) = command.split_first() else { return Ok(false) };
    let mut pager = Command::new(program);
    pager.args(arguments).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // As git does: colours shown, short pages left on the screen.
        pager.env("LESS", "FRX");
    }
    let mut child = match pager.spawn() {
        Ok(child) => child,
        Err(error) => {
            if program != "less" {
                say::problem(&format!(
                    "the pager {program:?} can not be run: {error}; showing all without it"
                ));
            }
            return Ok(false);
        }
    };
    leave_interrupts_to_the_pager();
    if let Some(mut pipe) = child.stdin.take() {
        // Leaving the pager before the end closes the pipe: that is how one leaves a pager.
        let _ = pipe.write_all(page);
    }
    child.wait()?;
    Ok(true)
}

/// From here on, Ctrl-C is for the pager alone: it has the terminal, and nothing is left to do
/// here but to wait for it.
#[cfg(unix)]
fn leave_interrupts_to_the_pager() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    let flag = Arc::new(AtomicBool::new(false));
    // If it can not be had, Ctrl-C ends both, as it does elsewhere.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, flag);
}

#[cfg(not(unix))]
fn leave_interrupts_to_the_pager() {}
