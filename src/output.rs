//! Standard output: in which form, how wide, with colour or not, and through which pager.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Result;
use faq::messages::Lang;
use faq::report::{self, Format, Layout, Origin, Report, Results};
use terminal_size::{Height, Width, terminal_size_of};
use textwrap::core::display_width;

use crate::cli::GlobalArgs;
use crate::cli::settings::Chosen;
use crate::cli::values::ColorWhen;
use crate::{pager, stderr};

/// The width of lines where there is no terminal.
const WIDTH: usize = 80;
/// Narrower terminals are taken to be this wide.
const NARROWEST: usize = 20;

/// Where reports go.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    pub format: Format,
    pub layout: Layout,
    /// The rows of the terminal, if there is one.
    rows: Option<usize>,
}

impl Output {
    /// The output that the options and the environment ask for.
    pub fn new(global: &GlobalArgs) -> Self {
        Self::of(global.format(), color_when(global).value, global.lang)
    }

    /// The output of what comes before the options are known, such as the help.
    pub fn plain(lang: Lang) -> Self {
        Self::of(Format::Text, decide(None, None, variable).value, lang)
    }

    fn of(format: Format, when: ColorWhen, lang: Lang) -> Self {
        let terminal = io::stdout().is_terminal();
        let size = terminal.then(|| terminal_size_of(io::stdout())).flatten();
        let width = size.map_or(WIDTH, |(Width(width), _)| usize::from(width).max(NARROWEST));
        let color = when.enabled(terminal);
        // Left to itself, the crate would weigh the environment again, in another order.
        colored::control::set_override(color);
        Self {
            format,
            layout: Layout { width, color, links: color && terminal, full: false, lang },
            rows: size.map(|(_, Height(rows))| usize::from(rows)),
        }
    }

    /// Whether people read the output, so that they may be told more on standard error.
    pub fn for_people(&self) -> bool {
        self.format == Format::Text
    }

    /// Writes tables.
    pub fn report(&self, report: &Report<'_>) -> Result<()> {
        self.write(|out| report::write_report(report, self.format, self.layout, out))
    }

    /// Tells `remarks`, and writes entries below them. A pager shows them too: it takes the
    /// screen, and they would be above it.
    pub fn results(&self, remarks: &[String], results: &Results<'_>) -> Result<()> {
        remarks.iter().for_each(|remark| stderr::message(remark));
        let write =
            |out: &mut dyn Write| report::write_results(results, self.format, self.layout, out);
        self.write_below(remarks, write)
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
        self.write_below(&[], write)
    }

    fn write_below(
        &self,
        remarks: &[String],
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let Some(rows) = self.rows else {
            let mut out = BufWriter::new(io::stdout().lock());
            write(&mut out)?;
            return Ok(out.flush()?);
        };
        let mut page = Vec::new();
        write(&mut page)?;
        let paged = || {
            let remarks: String = remarks.iter().map(|remark| stderr::shown(remark)).collect();
            [remarks.as_bytes(), &page].concat()
        };
        if self.takes_rows(&page) >= rows
            && !is_dumb()
            && let Some(command) = pager::command(self.layout.lang)
            && pager::show(&command, &paged(), self.layout.lang)
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
pub fn color(global: &GlobalArgs, terminal: bool) -> bool {
    color_when(global).value.enabled(terminal)
}

/// When to colour, as the options, the environment or the config file say.
pub fn color_when(global: &GlobalArgs) -> Chosen<ColorWhen> {
    decide(global.color, global.settings.color, variable)
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// When to colour: the option, then `NO_COLOR`, `TERM=dumb`, `CLICOLOR_FORCE`, then the config
/// file. An option that says `auto` leaves it to the environment.
fn decide(
    option: Option<ColorWhen>,
    file: Option<Chosen<ColorWhen>>,
    variable: impl Fn(&str) -> Option<String>,
) -> Chosen<ColorWhen> {
    let asked = option.map(|when| Chosen::new(when, Origin::Option("--color")));
    let is =
        |name: &str, holds: fn(&str) -> bool| variable(name).is_some_and(|value| holds(&value));
    let by = |when, name| Chosen::new(when, Origin::Variable(name));
    if let Some(asked) = asked.filter(|asked| asked.value != ColorWhen::Auto) {
        asked
    } else if is("NO_COLOR", |value| !value.is_empty()) {
        by(ColorWhen::Never, "NO_COLOR")
    } else if is("TERM", |value| value == "dumb") {
        by(ColorWhen::Never, "TERM")
    } else if is("CLICOLOR_FORCE", |value| !value.is_empty() && value != "0") {
        by(ColorWhen::Always, "CLICOLOR_FORCE")
    } else {
        asked.or(file).unwrap_or(Chosen::new(ColorWhen::Auto, Origin::Default))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_decides_then_the_environment_then_the_file() {
        use ColorWhen::{Always, Auto, Never};
        let by = |option, file, variables: &[(&str, &str)]| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            decide(option, file, variable)
        };
        let file = Some(Chosen::new(Always, Origin::Line(1)));
        let variable = Origin::Variable;
        for (option, variables, when, origin) in [
            (None, &[][..], Always, Origin::Line(1)),
            (None, &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "0")], Always, Origin::Line(1)),
            (None, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], Never, variable("NO_COLOR")),
            (None, &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], Never, variable("TERM")),
            (None, &[("CLICOLOR_FORCE", "1")], Always, variable("CLICOLOR_FORCE")),
            (Some(Auto), &[], Auto, Origin::Option("--color")),
            (Some(Auto), &[("NO_COLOR", "1")], Never, variable("NO_COLOR")),
            (Some(Auto), &[("TERM", "dumb")], Never, variable("TERM")),
            (Some(Auto), &[("CLICOLOR_FORCE", "1")], Always, variable("CLICOLOR_FORCE")),
            (Some(Always), &[("NO_COLOR", "1")], Always, Origin::Option("--color")),
            (Some(Never), &[("CLICOLOR_FORCE", "1")], Never, Origin::Option("--color")),
        ] {
            assert_eq!(by(option, file, variables), Chosen::new(when, origin), "{variables:?}");
        }
        assert_eq!(by(None, None, &[]), Chosen::new(Auto, Origin::Default));
        assert!(Auto.enabled(true) && !Auto.enabled(false) && Always.enabled(false));
        assert!(!Never.enabled(true));
    }
}
