//! Writes messages to standard error.
//!
//! A standard error that is closed has no reader: what cannot be written is dropped.

use std::fmt::Display;
use std::io::{self, Write};

use faq::text::clean::clean;

/// Writes a line of a dialogue on the terminal, which is no message: a place in a list, a blank
/// line.
pub fn line(text: &dyn Display) {
    let _ = writeln!(io::stderr(), "{}", clean(&text.to_string()));
}

/// Writes a message.
pub fn message(message: &dyn Display) {
    let _ = io::stderr().write_all(shown(message).as_bytes());
}

/// A message as it is written. Lines after the first are indented, so that every line that begins
/// `faq: ` is a message of its own.
pub fn shown(message: &dyn Display) -> String {
    let message = message.to_string();
    format!("faq: {}\n", clean(&message).replace('\n', "\n  "))
}
