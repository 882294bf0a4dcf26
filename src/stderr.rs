//! Writes messages to standard error.
//!
//! A standard error that is closed has no reader: what cannot be written is dropped.

use std::io::{self, Write};

use faq::report::wrap::wrap;
use faq::text::clean::clean;
use terminal_size::{Height, Width, terminal_size_of};

/// Before the lines of a message after its first.
const INDENT: &str = "  ";
/// Narrower terminals break lines where they are full.
const NARROWEST: usize = 20;

/// Writes a line of a dialogue on the terminal, which is no message: a place in a list, a blank
/// line.
pub fn line(text: &str) {
    let _ = writeln!(io::stderr(), "{}", clean(text));
}

/// The columns and rows of the terminal, if there is one.
pub fn size() -> Option<(usize, usize)> {
    let size = terminal_size_of(io::stderr());
    size.map(|(Width(columns), Height(rows))| (columns.into(), rows.into()))
}

/// Writes a message; on a terminal, no line breaks within a word.
pub fn message(message: &str) {
    let message = shown(message);
    let shown = match size() {
        Some((width, _)) if width >= NARROWEST => wrapped(&message, width),
        _ => message,
    };
    let _ = io::stderr().write_all(shown.as_bytes());
}

/// A message in lines of at most `width` columns, those after the first indented.
fn wrapped(message: &str, width: usize) -> String {
    let (mut lines, mut indent) = (String::new(), "");
    for line in wrap(message.trim_end_matches('\n'), width - INDENT.len()) {
        let text = &message[line.bytes];
        let own = if text.starts_with(INDENT) { "" } else { indent };
        lines += &format!("{own}{text}\n");
        indent = INDENT;
    }
    lines
}

/// A message as it is written. Lines after the first are indented, so that every line that begins
/// `faq: ` is a message of its own.
pub fn shown(message: &str) -> String {
    format!("faq: {}\n", clean(message).replace('\n', &format!("\n{INDENT}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_wrapped_between_words() {
        let message = shown("nothing found for it\nfix: ask in other words");
        assert_eq!(wrapped(&message, 80), message);
        assert_eq!(
            wrapped(&message, 20),
            "faq: nothing found\n  for it\n  fix: ask in\n  other words\n"
        );
    }
}
