//! JSON: the documented shape, exact, and safe to print.
//!
//! Pages may hold characters that drive a terminal or reorder its text. JSON loses nothing,
//! so these are escaped where they are not already: U+007F to U+009F and the bidirectional
//! controls, beside the control characters that JSON itself escapes (RFC 8259, section 7).
//! So are U+2028 and U+2029, at which Python and JavaScript end lines: one document a line
//! must stay one. So is a combining mark behind an escape: normalization, which pages undergo when
//! they are read, would join it to the last letter of the escape.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use unicode_normalization::char::is_combining_mark;

use crate::text::clean::is_control;

/// Writes a document on a line of its own.
///
/// # Errors
/// Those of `out`.
pub fn line(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serialize(document, CompactFormatter, out)
}

/// Writes a document, indented, and a line end.
pub(super) fn pretty(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serialize(document, PrettyFormatter::new(), out)
}

fn serialize(
    document: &impl Serialize,
    formatter: impl Formatter,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Escaping(formatter));
    document.serialize(&mut serializer).map_err(io::Error::from)?;
    writeln!(out)
}

fn is_escaped(c: char) -> bool {
    is_control(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A formatter that escapes what could act on a terminal.
struct Escaping<F>(F);

macro_rules! pass_on {
    ($($name:ident ( $($arg:ident : $type:ty),* ) ;)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $arg: $type)*) -> io::Result<()> {
            self.0.$name(out $(, $arg)*)
        })*
    };
}

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        // A fragment, and what is left of one, begins a text or stands behind an escape.
        while let Some((at, c)) =
            rest.char_indices().find(|&(at, c)| is_escaped(c) || at == 0 && is_combining_mark(c))
        {
            out.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04X}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    pass_on! {
        begin_array(); end_array(); begin_array_value(first: bool); end_array_value();
        begin_object(); end_object(); begin_object_key(first: bool); end_object_key();
        begin_object_value(); end_object_value();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_on_a_terminal_is_escaped_and_comes_back() {
        let hostile = "a\u{1b}[0m\u{7f}\u{9b}\u{61c}\u{200e}\u{202e}\u{2066}\u{2028}é\n\t\"";
        let mut out = Vec::new();
        line(&hostile, &mut out).expect("a vector takes all");
        let json = String::from_utf8(out).expect("JSON is UTF-8");
        assert_eq!(
            json,
            "\"a\\u001b[0m\\u007F\\u009B\\u061C\\u200E\\u202E\\u2066\\u2028é\\n\\t\\\"\"\n"
        );
        assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), hostile);
    }

    #[test]
    fn a_mark_behind_an_escape_stays_apart_from_it() {
        let text = "\u{301}a\n\u{308}\u{301}\u{202e}\u{1d165}e\u{301}";
        let mut out = Vec::new();
        line(&text, &mut out).expect("a vector takes all");
        let json = String::from_utf8(out).expect("JSON is UTF-8");
        assert_eq!(json, "\"\\u0301a\\n\\u0308\\u0301\\u202E\\uD834\\uDD65e\u{301}\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), text);
    }

    #[test]
    fn documents_are_indented() {
        let mut out = Vec::new();
        pretty(&[[1], [2]], &mut out).expect("a vector takes all");
        assert_eq!(out, b"[\n  [\n    1\n  ],\n  [\n    2\n  ]\n]\n");
    }
}
