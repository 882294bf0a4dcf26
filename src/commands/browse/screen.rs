//! The terminal while the picker has it, and its return, whatever happens.
//!
//! The screen is drawn on stderr or, where that goes elsewhere, on the terminal itself, so that
//! `id=$(faq browse --print id)` captures nothing but the id. The terminal is given back when
//! [`Screen`] is dropped, before a stop by Ctrl-Z, before a signal ends the program, and by a
//! hook when it panics: in release builds a panic aborts, so nothing would be dropped.
//!
//! Keys are read with crossterm's feature `use-dev-tty`: its other reader loses a key that comes
//! together with a change of size until the next key, and cannot read /dev/tty on macOS.

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

/// The terminal's own file, for when stderr goes elsewhere.
const TERMINAL: &str = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };

/// The terminal of this process: stderr, or else its own file.
fn tty() -> io::Result<Box<dyn Write>> {
    if io::stderr().is_terminal() {
        return Ok(Box::new(io::stderr()));
    }
    Ok(Box::new(File::options().write(true).open(TERMINAL)?))
}

type Drawn = Terminal<CrosstermBackend<BufWriter<Box<dyn Write>>>>;

/// The terminal, taken over.
///
/// Its size is read when it may have changed, and its viewport is fixed to that: ratatui's own way
/// to follow a change asks the terminal where its cursor is, and the answer comes among the keys,
/// late or never.
pub struct Screen(Drawn);

impl Screen {
    pub fn enter() -> io::Result<Self> {
        give_back_on_panic();
        take().inspect_err(|_| give_back())?;
        Ok(Self(blank().inspect_err(|_| give_back())?))
    }

    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.0.draw(draw).map(|_| ())
    }

    pub fn area(&mut self) -> Rect {
        self.0.get_frame().area()
    }

    /// Sends the terminal what it does not draw.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        let tty = self.0.backend_mut();
        tty.write_all(sequence.as_bytes())?;
        Write::flush(tty)
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
        self.0 = blank()?;
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// A blank screen of the size that the terminal now has.
fn blank() -> io::Result<Drawn> {
    let (width, height) = size()?;
    let mut tty = BufWriter::new(tty()?);
    execute!(tty, Clear(ClearType::All))?;
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Terminal::with_options(CrosstermBackend::new(tty), TerminalOptions { viewport })
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(tty()?, EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)
}

/// Makes the terminal what it was. A failure cannot be reported anywhere.
fn give_back() {
    if let Ok(mut tty) = tty() {
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
