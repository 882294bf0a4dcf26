//! Standard output: in which form, how wide, with colour or not, and through which pager.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Result;
use faq::messages::Lang;
use faq::report::{self, Document, Format, Layout};
use terminal_size::{Height, Width, terminal_size_of};
use textwrap::core::display_width;

use crate::cli::{ColorWhen, GlobalArgs};
use crate::pager;

/// The width of lines where there is no terminal.
const WIDTH: usize = 80;
/// Narrower terminals are taken to be this wide.
const NARROWEST: usize = 20;

/// Where reports go.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// The form of reports.
    pub format: Format,
    /// How text is laid out.
    pub layout: Layout,
    /// The rows of the terminal, if there is one.
    rows: Option<usize>,
}

impl Output {
    /// The output that the options and the environment ask for.
    pub fn new(global: &GlobalArgs) -> Self {
        Self::of(global.format(), global.color, global.lang)
    }

    /// The output of what comes before the options are known, such as the help.
    pub fn plain(lang: Lang) -> Self {
        Self::of(Format::Text, None, lang)
    }

    fn of(format: Format, when: Option<ColorWhen>, lang: Lang) -> Self {
        let terminal = io::stdout().is_terminal();
        let size = terminal.then(|| terminal_size_of(io::stdout())).flatten();
        let width = size.map_or(WIDTH, |(Width(width), _)| usize::from(width).max(NARROWEST));
        let color = color(when, terminal);
        // Left to itself, the crate would weigh the environment again, in another order.
        colored::control::set_override(color);
        Self {
            format,
            layout: Layout { width, color, full: false, lang },
            rows: size.map(|(_, Height(rows))| usize::from(rows)),
        }
    }

    /// Whether people read the output, so that they may be told more on standard error.
    pub fn for_people(&self) -> bool {
        self.format == Format::Text
    }

    /// Writes a report.
    pub fn report(&self, document: &Document<'_>) -> Result<()> {
        if self.rows.is_some() {
            return self.write(|out| report::write(document, self.format, self.layout, out));
        }
        let mut out = BufWriter::new(io::stdout().lock());
        report::write(document, self.format, self.layout, &mut out)?;
        Ok(out.flush()?)
    }

    /// The same, straight to standard output, never through a pager.
    pub fn unpaged(self) -> Self {
        Self { rows: None, ..self }
    }

    /// How many rows of the screen a page takes; long lines take several.
    fn takes_rows(&self, page: &[u8]) -> usize {
        let text = String::from_utf8_lossy(page);
        let rows = |line: &str| display_width(line).div_ceil(self.layout.width).max(1);
        text.lines().map(rows).sum()
    }

    /// Writes what `write` writes: through a pager where it is longer than the screen.
    pub fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let Some(rows) = self.rows else {
            let mut out = BufWriter::new(io::stdout().lock());
            write(&mut out)?;
            return Ok(out.flush()?);
        };
        let mut page = Vec::new();
        write(&mut page)?;
        if self.takes_rows(&page) >= rows
            && !is_dumb()
            && let Some(command) = pager::command(self.layout.lang)
            && pager::show(&command, &page, self.layout.lang)
        {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&page)?;
        Ok(out.flush()?)
    }
}

/// Whether there is a terminal that a question can be asked at, and answered.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal() && !is_dumb()
}

/// Whether the terminal can do no more than print.
pub fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether to colour what goes to a terminal, or to something else.
pub fn color(when: Option<ColorWhen>, terminal: bool) -> bool {
    decide(when, terminal, |name| {
        env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    })
}

/// Whether to colour: the option, then `NO_COLOR`, `TERM=dumb`, `CLICOLOR_FORCE`, then
/// whether there is a terminal.
fn decide(
    when: Option<ColorWhen>,
    terminal: bool,
    variable: impl Fn(&str) -> Option<String>,
) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    match when {
        Some(ColorWhen::Always) => true,
        Some(ColorWhen::Never) => false,
        Some(ColorWhen::Auto) | None => {
            let dumb = variable("TERM").as_deref() == Some("dumb");
            let forced =
                variable("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
            !set("NO_COLOR") && !dumb && (forced || terminal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_decides_about_colour() {
        let decided = |when, terminal, variables: &[(&str, &str)]| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            decide(when, terminal, variable)
        };
        assert!(decided(None, true, &[]) && !decided(None, false, &[]));
        assert!(!decided(None, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(decided(None, true, &[("NO_COLOR", "")]), "an empty value is not set");
        assert!(decided(None, false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!decided(None, false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!decided(Some(ColorWhen::Auto), true, &[("TERM", "dumb")]));
        assert!(decided(Some(ColorWhen::Always), false, &[("NO_COLOR", "1"), ("TERM", "dumb")]));
        assert!(!decided(Some(ColorWhen::Never), true, &[("CLICOLOR_FORCE", "1")]));
    }
}
