//! Locks on files that several runs of the program write to.

use std::fs::TryLockError;
use std::io::{self, ErrorKind};
use std::thread;
use std::time::{Duration, Instant};

/// How often a lock that others have is asked for.
const ASKING: Duration = Duration::from_millis(2);

/// Asks for a lock until it is had, or `patience` is over.
///
/// Some network file systems know no locks, each saying so in an error of its own; a single
/// append is then still one write.
///
/// # Errors
/// When another program keeps the lock for all that time.
pub fn wait_for(lock: impl Fn() -> Result<(), TryLockError>, patience: Duration) -> io::Result<()> {
    let deadline = Instant::now() + patience;
    while let Err(TryLockError::WouldBlock) = lock() {
        if Instant::now() > deadline {
            let why = format!("another program has kept it locked for {} s", patience.as_secs());
            return Err(io::Error::new(ErrorKind::TimedOut, why));
        }
        thread::sleep(ASKING);
    }
    Ok(())
}
