//! The terminal while the picker has it, and its return, whatever happens.
//!
//! The screen is drawn on standard error or, where that goes elsewhere, on the terminal itself,
//! so that `id=$(faq browse --print id)` captures nothing but the id. It is given back when
//! [`Screen`] is dropped, before a stop by Ctrl-Z, before a signal ends the program, and by a
//! hook when it panics: in release builds a panic aborts, so nothing would be dropped.
//!
//! Keys are read with crossterm's feature `use-dev-tty`: its other reader loses a key that comes
//! together with a change of size until the next key, and can not read /dev/tty on macOS.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

/// The terminal's own file, for when standard error goes elsewhere.
const TERMINAL: &str = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };

/// Where the screen is drawn.
enum Tty {
    Stderr(io::Stderr),
    File(File),
}

impl Tty {
    /// The terminal of this process.
    fn open() -> io::Result<Self> {
        if io::stderr().is_terminal() {
            return Ok(Self::Stderr(io::stderr()));
        }
        File::options().write(true).open(TERMINAL).map(Self::File)
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stderr(stderr) => stderr.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stderr(stderr) => stderr.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

type Drawn = Terminal<CrosstermBackend<BufWriter<Tty>>>;

/// The terminal, taken over.
///
/// Its size is asked when it may have changed, and its viewport is fixed to that: ratatui's own
/// way to follow a change asks the terminal where its cursor is, and the answer comes in between
/// the keys, late or never.
pub struct Screen {
    terminal: Drawn,
    area: Rect,
}

impl Screen {
    /// Takes the terminal over.
    pub fn enter() -> io::Result<Self> {
        give_back_on_panic();
        take().inspect_err(|_| give_back())?;
        let (terminal, area) = blank().inspect_err(|_| give_back())?;
        Ok(Self { terminal, area })
    }

    /// Draws a frame.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(draw).map(|_| ())
    }

    /// The columns and rows.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Gives the terminal back while `meanwhile` runs, and takes it over again.
    pub fn without<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let done = meanwhile();
        take().inspect_err(|_| give_back())?;
        self.renew()?;
        Ok(done)
    }

    /// Draws everything anew with the next frame, in the size that the terminal now has.
    pub fn renew(&mut self) -> io::Result<()> {
        (self.terminal, self.area) = blank()?;
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// A blank screen of the size that the terminal now has.
fn blank() -> io::Result<(Drawn, Rect)> {
    let (width, height) = size()?;
    let area = Rect::new(0, 0, width, height);
    let mut tty = BufWriter::new(Tty::open()?);
    execute!(tty, Clear(ClearType::All))?;
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    Ok((Terminal::with_options(CrosstermBackend::new(tty), options)?, area))
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(Tty::open()?, EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)
}

/// Makes the terminal what it was. Nobody could be told of a failure.
fn give_back() {
    if let Ok(mut tty) = Tty::open() {
        let _ =
            execute!(tty, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    }
    let _ = disable_raw_mode();
}

fn give_back_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        give_back();
        before(panicked);
    }));
}
