//! Exit codes, and what is said of a run that failed.

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use faq::messages::Lang;
use faq::report;

use crate::cli::argv;
use crate::{failure, stderr};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Something was found, or what was asked is done.
    Found,
    /// Nothing was found; or, from `check`, a page needs fixing.
    Nothing,
    /// The command could not be carried out.
    Error,
    /// The user left, by Esc or Ctrl-C.
    Left,
}

impl Exit {
    /// The code: 0, 1, 2 or 130.
    pub fn code(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Error => 2,
            Self::Left => 130,
        }
    }

    /// [`Exit::Found`] if `found`, else [`Exit::Nothing`].
    pub fn found(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }

    /// How a run that failed with `error` ends, and whether to say why: a reader that has read
    /// enough closes the pipe, and that is no failure.
    fn of(error: &anyhow::Error) -> (Self, bool) {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        match kind {
            Some(io::ErrorKind::BrokenPipe) => (Self::Found, false),
            Some(io::ErrorKind::Interrupted) => (Self::Left, false),
            _ => (Self::Error, true),
        }
    }
}

/// Writes `error` to standard error and, where `args` ask for JSON, in English to standard output;
/// returns the exit.
pub fn report_failure(error: &anyhow::Error, args: &[OsString], lang: Lang) -> Exit {
    let (exit, is_failure) = Exit::of(error);
    if is_failure {
        stderr::message(&failure::message(error, lang));
        if let (verb, true) = argv::asks_json(args) {
            let message = failure::message(error, Lang::En);
            // If standard output cannot be written to, the exit still says that the run failed.
            let _ = report::error(verb.as_deref(), &message, &mut io::stdout());
        }
    }
    exit
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_promised() {
        let codes = [Exit::Found, Exit::Nothing, Exit::Error, Exit::Left].map(Exit::code);
        assert_eq!(codes, [0, 1, 2, 130]);
        assert_eq!(Exit::found(true), Exit::Found);
        assert_eq!(Exit::found(false), Exit::Nothing);
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let closed = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(Exit::of(&closed), (Exit::Found, false));
        let full = anyhow::Error::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(Exit::of(&full), (Exit::Error, true));
        assert_eq!(Exit::of(&anyhow::anyhow!("other")), (Exit::Error, true));
    }
}
