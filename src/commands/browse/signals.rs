//! Signals that stop, continue or end the program, so that the terminal can be given back first.
//!
//! Where there are no such signals, as on Windows, none ever comes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[cfg(unix)]
use signal_hook::{consts, flag, low_level};

/// The signals that have come. Once this is dropped, they do again what they do by default.
#[derive(Default)]
pub struct Signals {
    ended: Arc<AtomicUsize>,
    continued: Arc<AtomicBool>,
    dropped: Arc<AtomicBool>,
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Relaxed);
    }
}

impl Signals {
    pub fn listen() -> io::Result<Self> {
        let signals = Self::default();
        #[cfg(unix)]
        {
            for signal in [consts::SIGHUP, consts::SIGINT, consts::SIGTERM] {
                flag::register_conditional_default(signal, Arc::clone(&signals.dropped))?;
                flag::register_usize(signal, Arc::clone(&signals.ended), signal as usize)?;
            }
            flag::register(consts::SIGCONT, Arc::clone(&signals.continued))?;
        }
        Ok(signals)
    }

    /// The signal that asks the program to end, if one has come.
    pub fn ended(&self) -> Option<i32> {
        let signal = self.ended.load(Ordering::Relaxed);
        i32::try_from(signal).ok().filter(|&signal| signal != 0)
    }

    /// Whether the program was continued since the last call.
    pub fn continued(&self) -> bool {
        self.continued.swap(false, Ordering::Relaxed)
    }

    /// Stops until the shell continues the program.
    pub fn stop(&self) {
        #[cfg(unix)]
        let _ = low_level::raise(consts::SIGTSTP);
        self.continued();
    }

    /// Ends the program as the signal would have, so that its parent sees which it was.
    pub fn end(signal: i32) {
        #[cfg(unix)]
        let _ = low_level::emulate_default_handler(signal);
        #[cfg(not(unix))]
        let _ = signal;
    }
}
