//! Runs of the program within bounds of memory and time, past which a test fails.
//!
//! The shell that becomes the program limits its address space, so that a page of one size cannot
//! take a hundred times that, and its processor time, which is the same however much else the
//! machine does. Sizes are those of the issue where tests are built with optimisation (`cargo test
//! --release`), and [`SCALE`] times smaller where they are not: such a build is some twenty times
//! slower, and what is quadratic shows at a hundredth of the size all the same.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{Faq, Run, measured};

/// By how much sizes are smaller in builds without optimisation.
pub const SCALE: usize = if cfg!(debug_assertions) { 100 } else { 1 };

/// A million bytes.
pub const MB: usize = 1_000_000;

/// How much longer than its processor time a run may take by the clock.
const PATIENCE: u32 = 20;

/// What a run may take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Address space, in MB.
    pub memory: usize,
    /// Processor time of all threads, in seconds.
    pub seconds: u64,
}

impl Bounds {
    /// For input of `bytes`: what the bare program takes, and `factor` bytes for each of them.
    pub fn of(bytes: usize, factor: usize) -> Self {
        Self { memory: 300 + bytes * factor / MB, seconds: 120 }
    }
}

impl Faq {
    /// Runs `line` within `bounds`.
    #[track_caller]
    pub fn within(&self, bounds: Bounds, line: &str) -> Run {
        let words = shell_words::split(line).expect("a command line");
        self.args_within(bounds, &words)
    }

    /// Runs with these arguments within `bounds`.
    #[track_caller]
    pub fn args_within<S: AsRef<std::ffi::OsStr>>(&self, bounds: Bounds, args: &[S]) -> Run {
        let kib = bounds.memory * MB / 1024;
        let seconds = bounds.seconds;
        let mut command =
            self.through_shell(&format!("ulimit -v {kib}; ulimit -t {seconds}; exec \"$@\""));
        command.args(args);
        let scratch = self.folder().join("bounded");
        fs::create_dir_all(&scratch).expect("a folder");
        let file = |name: &str| scratch.join(name);
        fs::write(file("in"), self.input()).expect("standard input");
        command.stdin(fs::File::open(file("in")).expect("standard input"));
        command.stdout(fs::File::create(file("out")).expect("standard output"));
        command.stderr(fs::File::create(file("err")).expect("standard error"));
        let mut child = command.spawn().expect("a shell");
        let deadline = Instant::now() + Duration::from_secs(seconds) * PATIENCE;
        let status = loop {
            if let Some(status) = child.try_wait().expect("a status") {
                break status;
            }
            if Instant::now() > deadline {
                let _ = child.kill();
                panic!("it waits for something that does not come");
            }
            thread::sleep(Duration::from_millis(5));
        };
        assert!(status.code().is_some(), "killed, perhaps after {seconds} s of processor time");
        let text = |name: &str| {
            let bytes = fs::read(file(name)).expect("a stream");
            String::from_utf8(bytes).expect("UTF-8 on both streams")
        };
        Run { code: status.code(), stdout: text("out"), stderr: text("err") }
    }

    /// A shell that runs `script`, in which `"$@"` is the program and what is added to the
    /// arguments.
    pub fn through_shell(&self, script: &str) -> Command {
        let program = self.command();
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", script, "sh"]).arg(program.get_program()).args(program.get_args());
        shell.current_dir(self.folder()).env_clear().envs(measured()).envs(self.environment());
        shell.stdin(Stdio::null());
        shell
    }
}
