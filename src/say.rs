//! What is told to people on standard error, one voice for all of it.

use std::fmt::Display;
use std::io::{self, Write};

use faq::text::clean::clean;

/// Tells what belongs to a dialogue on the terminal and is nobody's data: a place in a list, a
/// blank line.
pub fn aside(text: &dyn Display) {
    let _ = writeln!(io::stderr(), "{}", clean(&text.to_string()));
}

/// Tells of a problem, a warning or a count. Lines after the first are indented, so that every
/// line that begins `faq: ` is a message of its own.
///
/// A closed standard error is nobody to talk to: what can not be said is not said.
pub fn problem(message: &dyn Display) {
    let message = message.to_string();
    let message = clean(&message).replace('\n', "\n  ");
    let _ = writeln!(io::stderr(), "faq: {message}");
}
