//! Cleans page text and file names for a terminal.
//!
//! Pages are captured from the web, so their text may contain escape sequences or bidirectional
//! controls that would control a terminal or reorder what is read. Text, CSV and Markdown drop
//! them; JSON keeps them, escaped (see [`crate::report::json`]).

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

/// Whether `c` controls a terminal or the reading order instead of being read: control
/// characters (C0 but for tab and newline, DEL, C1) and the bidirectional controls of
/// Unicode Standard Annex 9.
pub fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_bidi_control(c)
}

/// The bidirectional controls of Unicode Standard Annex 9.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `text` without the characters of [`is_control`].
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_control) {
        Cow::Owned(text.chars().filter(|&c| !is_control(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The most characters of typed text that a message repeats.
const BRIEF: usize = 80;

/// Typed text for a message, cut after 80 characters: a megabyte that a script pasted is not
/// repeated.
pub fn brief(typed: &str) -> Cow<'_, str> {
    match typed.char_indices().nth(BRIEF) {
        Some((cut, _)) => Cow::Owned(format!("{}…", &typed[..cut])),
        None => Cow::Borrowed(typed),
    }
}

/// A file name for a message: controls and line ends are escaped, so that a name cannot forge a
/// line, and it is quoted where a shell would need it.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a>(pub &'a Path);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.to_string_lossy();
        // A backslash separates folders on Windows; other shells take it as an escape.
        let plain = |c: char| {
            c.is_alphanumeric() || "/._-+:@%,=~".contains(c) || (cfg!(windows) && c == '\\')
        };
        let expands = name.starts_with(['~', '=']);
        if !name.is_empty() && !expands && name.chars().all(plain) {
            return f.write_str(&name);
        }
        f.write_str("'")?;
        for c in name.chars() {
            match c {
                '\n' | '\t' => write!(f, "{}", c.escape_default())?,
                c if is_control(c) => write!(f, "{}", c.escape_unicode())?,
                '\'' => f.write_str("'\\''")?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("'")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_changes_are_dropped() {
        let hostile = "a\u{1b}[31mb\u{9b}2J\u{202e}c\u{0}\u{7f}\td\ne\u{2066}";
        assert_eq!(clean(hostile), "a[31mb2Jc\td\ne");
        assert!(matches!(clean("été"), Cow::Borrowed("été")));
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(brief("été"), "été");
        assert_eq!(brief(&"é".repeat(80)), "é".repeat(80));
        assert_eq!(brief(&"é".repeat(81)), "é".repeat(80) + "…");
    }

    #[test]
    fn names_cannot_forge_lines_or_shell_words() {
        for (name, shown) in [
            ("seeds/a.txt", "seeds/a.txt"),
            ("mes pages/é.txt", "'mes pages/é.txt'"),
            ("x\nfaq: all is well", "'x\\nfaq: all is well'"),
            ("it's $(id)", "'it'\\''s $(id)'"),
            ("\u{1b}[2J", "'\\u{1b}[2J'"),
            ("~moi", "'~moi'"),
            ("=ls", "'=ls'"),
            ("a~=b", "a~=b"),
            ("", "''"),
        ] {
            assert_eq!(Name(Path::new(name)).to_string(), shown);
        }
    }
}
