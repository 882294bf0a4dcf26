//! Signals: being stopped and continued, and being ended, with the terminal given back first.

#[cfg(unix)]
pub use self::unix::Signals;

#[cfg(not(unix))]
pub use self::none::Signals;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::{flag, low_level};

    /// What has been signalled. Once this is dropped, signals do again what they do by default.
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
        /// Listens from now on.
        pub fn listen() -> io::Result<Self> {
            let signals =
                Self { ended: Arc::default(), continued: Arc::default(), dropped: Arc::default() };
            for signal in [SIGHUP, SIGINT, SIGTERM] {
                flag::register_conditional_default(signal, Arc::clone(&signals.dropped))?;
                let number = usize::try_from(signal).unwrap_or_default();
                flag::register_usize(signal, Arc::clone(&signals.ended), number)?;
            }
            flag::register(SIGCONT, Arc::clone(&signals.continued))?;
            Ok(signals)
        }

        /// The signal that asks the program to end, if one came.
        pub fn ended(&self) -> Option<i32> {
            let signal = self.ended.load(Ordering::Relaxed);
            (signal != 0).then(|| i32::try_from(signal).ok()).flatten()
        }

        /// Whether the program was continued since this was last asked.
        pub fn continued(&self) -> bool {
            self.continued.swap(false, Ordering::Relaxed)
        }

        /// Stops until the shell continues.
        pub fn stop(&self) {
            let _ = low_level::raise(SIGTSTP);
            self.continued();
        }

        /// Ends as the signal would have ended the program, so that its parent can tell.
        pub fn end(signal: i32) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}

#[cfg(not(unix))]
mod none {
    use std::io;

    /// No signal ever comes here.
    pub struct Signals;

    #[allow(clippy::unused_self)] // as where there are signals
    impl Signals {
        /// Listens to nothing.
        pub fn listen() -> io::Result<Self> {
            Ok(Self)
        }

        /// None.
        pub fn ended(&self) -> Option<i32> {
            None
        }

        /// Never.
        pub fn continued(&self) -> bool {
            false
        }

        /// There is no such thing.
        pub fn stop(&self) {}

        /// Never called.
        pub fn end(_: i32) {}
    }
}
