//! Prose for people, such as a topic of the help: headings, paragraphs, and what is laid out.

use std::io::{self, Write};
use std::mem;

use colored::Colorize;
use unicode_width::UnicodeWidthStr;

use super::format::Layout;
use super::wrap::wrap;

/// Lines are no longer than this, however wide the screen is.
pub const MEASURE: usize = 100;
/// A column narrower than this is set below the one before it.
const NARROW: usize = 20;

/// Writes `text`. A line that begins with `# ` is a heading. One that is indented stays a line; a
/// last column, behind two blanks or more, is filled. All others are paragraphs, which begin
/// behind a blank line or with `- `.
///
/// # Errors
/// Those of `out`.
pub fn prose(text: &str, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let width = layout.width.min(MEASURE);
    let mut paragraph = String::new();
    for line in text.lines() {
        if line.is_empty() || ["# ", "  ", "- "].iter().any(|mark| line.starts_with(mark)) {
            filled(&mem::take(&mut paragraph), width, out)?;
        }
        match line.strip_prefix("# ") {
            Some(heading) if layout.color => writeln!(out, "{}", heading.bold())?,
            Some(heading) => writeln!(out, "{heading}")?,
            None if line.starts_with("  ") => columns(line, width, out)?,
            None if line.is_empty() => writeln!(out)?,
            None => {
                let blank = if paragraph.is_empty() { "" } else { " " };
                paragraph = paragraph + blank + line;
            }
        }
    }
    filled(&paragraph, width, out)
}

fn filled(paragraph: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = wrap(paragraph, width).filter(|_| !paragraph.is_empty());
    lines
        .try_for_each(|line| writeln!(out, "{}{}", " ".repeat(line.indent), &paragraph[line.bytes]))
}

/// Writes a line of columns; one column alone is never broken, as it may be a command.
fn columns(line: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let indented = line.len() - line.trim_start().len();
    let gap = line[indented..].rfind("  ").map(|at| indented + at + 2);
    let Some(last) = gap.filter(|_| line.width() > width) else { return writeln!(out, "{line}") };
    let (before, text) = line.split_at(last);
    let beside = width.saturating_sub(before.width()) >= NARROW;
    let (begin, margin) = match beside {
        true => (before.to_owned(), before.width()),
        false => (format!("{}\n    ", before.trim_end()), 4),
    };
    write!(out, "{begin}")?;
    for (at, line) in wrap(text, width.saturating_sub(margin).max(1)).enumerate() {
        let blank = " ".repeat(if at == 0 { 0 } else { margin });
        writeln!(out, "{blank}{}", &text[line.bytes])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    fn written(text: &str, width: usize) -> String {
        let layout = Layout { width, color: false, links: false, full: false, lang: Lang::Fr };
        crate::report::written(|out| prose(text, layout, out))
    }

    #[test]
    fn paragraphs_are_filled_and_the_rest_stays() {
        let text =
            "# Titre\n\nun deux\ntrois\n\n- un\ndeux\n- trois\n\n  faq x | y z\n  a    b c d e\n";
        assert_eq!(
            written(text, 40),
            "Titre\n\nun deux trois\n\n- un deux\n- trois\n\n  faq x | y z\n  a    b c d e\n"
        );
        assert_eq!(written("un deux\ntrois", 7), "un deux\ntrois\n");
        assert_eq!(
            written("  clé    une valeur assez longue pour deux lignes", 40),
            "  clé    une valeur assez longue pour\n         deux lignes\n"
        );
        assert_eq!(
            written("  clé    une valeur longue", 20),
            "  clé\n    une valeur\n    longue\n"
        );
    }

    #[test]
    fn every_topic_fits_in_both_languages() {
        for lang in Lang::ALL {
            for name in Lang::TOPICS {
                let text = lang.topic(name).expect("a text");
                for (width, most) in [(40, 40), (80, 80), (200, 100)] {
                    let is_whole =
                        |line: &str| line.starts_with("  ") && !line.trim().contains("  ");
                    for line in written(text, width).lines() {
                        let fits = line.width() <= most;
                        assert!(fits || (is_whole(line) && line.width() <= 100), "{name}: {line}");
                    }
                }
            }
        }
    }
}
