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
use serde_json::ser::Formatter;
use unicode_normalization::char::is_combining_mark;

use super::format::SCHEMA;
use super::results::Results;
use super::rows::{Buffered, Rows, buffered};
use crate::text::clean::is_control;

/// Writes a document on a line of its own.
///
/// # Errors
/// Those of `out`.
pub fn line<W: Write + ?Sized>(document: &impl Serialize, out: &mut W) -> io::Result<()> {
    serialize(document, Escaping::default(), out)?;
    writeln!(out)
}

/// Writes a document, indented, and a line end.
pub(super) fn pretty(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    buffered(out, |out| {
        serialize(document, Escaping::indented(), out)?;
        writeln!(out)
    })
}

/// Writes an answer on a line of its own.
///
/// # Errors
/// Those of `out`.
pub fn results_line(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    buffered(out, |out| write_results(results, Escaping::default(), out))
}

/// Writes an answer, indented, and a line end.
pub(super) fn results_pretty(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    buffered(out, |out| write_results(results, Escaping::indented(), out))
}

fn write_results(
    results: &Results<'_>,
    mut formatter: Escaping,
    out: &mut Buffered<'_>,
) -> io::Result<()> {
    formatter.begin_object(out)?;
    let mut object = Object { formatter, out, is_first: true };
    object.field("schema", SCHEMA)?;
    object.field("command", results.command)?;
    object.optional("query", results.query.as_ref())?;
    object.optional("error", results.error.as_ref())?;
    object.field("total", &results.total)?;
    object.optional("confident", results.confident.as_ref())?;
    object.optional("interpreted", results.interpreted.as_ref())?;
    object.optional("corrections", results.corrections.as_ref())?;
    object.optional("missing", results.missing.as_ref())?;
    object.rows("results", &results.rows)?;
    object.optional("questions", results.questions.as_ref())?;
    object.optional("groups", results.groups.as_ref())?;
    object.formatter.end_object(object.out)?;
    writeln!(object.out)
}

fn serialize<W: Write + ?Sized>(
    document: &(impl Serialize + ?Sized),
    formatter: Escaping,
    out: &mut W,
) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, formatter);
    Ok(document.serialize(&mut serializer)?)
}

/// An object that is written field by field, since rows are rendered side by side.
struct Object<'o, 'w> {
    formatter: Escaping,
    // A document is written a few bytes at a time, which are not to go through `dyn` one by one.
    out: &'o mut Buffered<'w>,
    is_first: bool,
}

impl Object<'_, '_> {
    fn field(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
        self.begin_field(key)?;
        serialize(value, self.formatter.clone(), self.out)?;
        self.formatter.end_object_value(self.out)
    }

    fn optional(&mut self, key: &str, value: Option<&impl Serialize>) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.field(key, value))
    }

    fn rows(&mut self, key: &str, rows: &Rows<'_>) -> io::Result<()> {
        self.begin_field(key)?;
        self.formatter.begin_array(self.out)?;
        let formatter = &self.formatter;
        rows.write(self.out, |row, out| {
            formatter.clone().begin_array_value(out, row.rank == 1)?;
            serialize(row, formatter.clone(), out)
        })?;
        if !rows.is_empty() {
            self.formatter.end_array_value(self.out)?;
        }
        self.formatter.end_array(self.out)?;
        self.formatter.end_object_value(self.out)
    }

    fn begin_field(&mut self, key: &str) -> io::Result<()> {
        self.formatter.begin_object_key(self.out, self.is_first)?;
        self.is_first = false;
        serialize(key, self.formatter.clone(), self.out)?;
        self.formatter.end_object_key(self.out)?;
        self.formatter.begin_object_value(self.out)
    }
}

fn is_escaped(c: char) -> bool {
    is_control(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character of [`is_escaped`] may begin with this byte of UTF-8. Few others do.
fn may_be_escaped(byte: u8) -> bool {
    matches!(byte, ..0x20 | 0x7F | 0xC2 | 0xD8 | 0xE2)
}

/// The first character to escape of a text that begins one or stands behind an escape.
fn first_escaped(text: &str) -> Option<(usize, char)> {
    let first = text.chars().next()?;
    if !first.is_ascii() && is_combining_mark(first) {
        return Some((0, first));
    }
    let mut at = 0;
    loop {
        at += text.as_bytes()[at..].iter().position(|&byte| may_be_escaped(byte))?;
        let c = text[at..].chars().next()?;
        if is_escaped(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// Escapes what could act on a terminal, and writes all on one line or indented as
/// [`serde_json::ser::PrettyFormatter`] does.
///
/// A line end and the indentation behind it are written at once: where matches are many, most of a
/// document are these, and that formatter took an eighth more processor time (`grep --json e` on
/// 96 MB: 6.5 s, and 5.8 so).
#[derive(Clone, Default)]
struct Escaping {
    is_indented: bool,
    depth: usize,
    has_value: bool,
}

impl Escaping {
    fn indented() -> Self {
        Self { is_indented: true, ..Self::default() }
    }

    /// What stands before an element or a key.
    fn separate(&self, first: bool, out: &mut (impl ?Sized + Write)) -> io::Result<()> {
        const LINE: &[u8] = b",\n                                ";
        let end = if self.is_indented { 2 + 2 * self.depth } else { 1 };
        out.write_all(&LINE[usize::from(first)..end.min(LINE.len())])?;
        (LINE.len()..end).try_for_each(|_| out.write_all(b" "))
    }

    fn begin(&mut self, bracket: &[u8], out: &mut (impl ?Sized + Write)) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        out.write_all(bracket)
    }

    fn end(&mut self, bracket: &[u8], out: &mut (impl ?Sized + Write)) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.separate(true, out)?;
        }
        out.write_all(bracket)
    }
}

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = first_escaped(rest) {
            out.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04X}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b"[", out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b"]", out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separate(first, out)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b"{", out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b"}", out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separate(first, out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.is_indented { b": " } else { b":" })
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::written;

    #[test]
    fn what_could_act_on_a_terminal_is_escaped_and_comes_back() {
        let hostile = "a\u{1b}[0m\u{7f}\u{9b}\u{61c}\u{200e}\u{202e}\u{2066}\u{2028}é\n\t\"";
        let json = written(|out| line(&hostile, out));
        assert_eq!(
            json,
            "\"a\\u001b[0m\\u007F\\u009B\\u061C\\u200E\\u202E\\u2066\\u2028é\\n\\t\\\"\"\n"
        );
        assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), hostile);
    }

    #[test]
    fn a_mark_behind_an_escape_stays_apart_from_it() {
        let text = "\u{301}a\n\u{308}\u{301}\u{202e}\u{1d165}e\u{301}";
        let json = written(|out| line(&text, out));
        assert_eq!(json, "\"\\u0301a\\n\\u0308\\u0301\\u202E\\uD834\\uDD65e\u{301}\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), text);
    }

    #[test]
    fn every_escaped_character_is_looked_for() {
        let escaped = ('\0'..=char::MAX).filter(|&c| is_escaped(c));
        for c in escaped {
            assert!(may_be_escaped(c.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{c:?}");
        }
    }

    #[test]
    fn documents_are_indented_as_serde_json_does() {
        let deep = (0..40).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
        let document = serde_json::json!({"a": [[1], [], {}, {"b": [2, {"c": null}]}], "d": deep});
        let expected = serde_json::to_string_pretty(&document).expect("JSON") + "\n";
        assert_eq!(written(|out| pretty(&document, out)), expected);
    }
}
