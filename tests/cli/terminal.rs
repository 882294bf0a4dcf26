//! A terminal for the tests: a pseudo-terminal with the program in it, and its screen as a
//! person would see it.
//!
//! Nothing sleeps for luck: what a test waits for is looked for again and again until it is
//! there, or a generous time has passed and the screen is printed.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::harness::{Faq, measured};

/// How long anything may take on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// Columns and rows.
pub type Size = (u16, u16);

/// A program in a terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    parser: Arc<Mutex<vt100::Parser>>,
    printed: Arc<Mutex<Vec<u8>>>,
}

impl Terminal {
    /// Runs a shell's `line` in a terminal of this size; `faq` in it is the built program.
    pub fn run(faq: &Faq, size: Size, line: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        Self::start(faq, size, command)
    }

    /// Runs a command in a terminal of this size.
    pub fn start(faq: &Faq, size: Size, mut command: CommandBuilder) -> Self {
        let bin = Path::new(env!("CARGO_BIN_EXE_faq")).parent().expect("a folder").to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(bin).chain(std::env::split_paths(&path));
        command.env_clear();
        command.env("PATH", std::env::join_paths(path).expect("a path"));
        command.env("TERM", "xterm-256color");
        if let Some((name, file)) = measured() {
            command.env(name, file);
        }
        for (name, value) in faq.environment() {
            command.env(name, value);
        }
        command.cwd(faq.folder());
        let pair = native_pty_system().openpty(pty_size(size)).expect("a terminal");
        let child = pair.slave.spawn_command(command).expect("the program");
        let mut output = pair.master.try_clone_reader().expect("its output");
        let parser = Arc::new(Mutex::new(vt100::Parser::new(cells(size.1), cells(size.0), 1000)));
        let screen = Arc::clone(&parser);
        let printed: Arc<Mutex<Vec<u8>>> = Arc::default();
        let raw = Arc::clone(&printed);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                raw.lock().expect("the record").extend_from_slice(&bytes[..count]);
                screen.lock().expect("the screen").process(&bytes[..count]);
            }
        });
        let keys = pair.master.take_writer().expect("its keyboard");
        Self { master: pair.master, keys, child, parser, printed }
    }

    /// Everything printed so far, as it came.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&self.printed.lock().expect("the record")).into_owned()
    }

    /// Types keys, as a terminal sends them.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("the keyboard");
        self.keys.flush().expect("the keyboard");
        self
    }

    /// Makes the terminal another size.
    pub fn resizes(&mut self, size: Size) -> &mut Self {
        self.parser.lock().expect("the screen").screen_mut().set_size(cells(size.1), cells(size.0));
        self.master.resize(pty_size(size)).expect("another size");
        self
    }

    /// The text on the screen, a line each, without blanks at their ends.
    pub fn screen(&self) -> String {
        let parser = self.parser.lock().expect("the screen");
        let lines: Vec<String> =
            parser.screen().rows(0, u16::MAX).map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    /// Whether the terminal is as a program must leave it.
    pub fn is_restored(&self) -> bool {
        let parser = self.parser.lock().expect("the screen");
        let screen = parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// Waits until the screen shows all of `parts`.
    #[track_caller]
    pub fn shows(&mut self, parts: &[&str]) -> &mut Self {
        self.until(&format!("{parts:?}"), |terminal| {
            let screen = terminal.screen();
            // What a narrow screen broke into lines reads as one.
            let joined = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            parts.iter().all(|part| screen.contains(part) || joined.contains(part))
        })
    }

    /// Waits until something holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < deadline, "not {what} on:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits for the program to end so.
    #[track_caller]
    pub fn exits(&mut self, code: u32) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            assert!(Instant::now() < deadline, "still running on:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(status.exit_code(), code, "{}", self.screen());
        self
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn pty_size((cols, rows): Size) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has a size")
}
