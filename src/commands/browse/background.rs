//! The search in the background: ranking by meaning, when the typing pauses.
//!
//! Words answer a key at once. When no key has come for a moment, a thread searches for the same
//! line by meaning too, and what it finds replaces what words found, unless another search has
//! been made since. No key ever waits for it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Scope};
use std::time::{Duration, Instant};

use faq::search::Options;

use super::model::{Engine, Findings, Picker, Value};

/// A pause in the typing.
const PAUSE: Duration = Duration::from_millis(200);

/// The thread, as the picker sees it.
pub struct BackgroundSearch {
    /// The number of a search ([`Picker::searches`]), its line and its values.
    requests: Sender<(usize, String, Vec<Value>)>,
    findings: Receiver<(usize, Findings)>,
    /// The last search seen, and since when it waits to be sent.
    last: usize,
    waiting: Option<Instant>,
}

impl BackgroundSearch {
    /// A thread that searches `engine` by `options`; `None` if no thread can be had.
    pub fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        engine: Engine<'env>,
        options: &'env Options,
    ) -> Option<Self> {
        let (requests, requested) = channel::<(usize, String, Vec<Value>)>();
        let (found, findings) = channel();
        let engine = Engine { options, ..engine };
        let search = move || {
            while let Ok(request) = requested.recv() {
                let (number, text, chosen) = requested.try_iter().last().unwrap_or(request);
                if let Ok(hits) = engine.find(&text, &chosen)
                    && found.send((number, hits)).is_err()
                {
                    break;
                }
            }
        };
        Builder::new().spawn_scoped(scope, search).ok()?;
        Some(Self { requests, findings, last: 0, waiting: None })
    }

    /// Requests what the picker searches, once that has stayed the same for a moment, and gives
    /// it what was found; returns whether that changed anything.
    pub fn poll(&mut self, picker: &mut Picker<'_>) -> bool {
        if self.last != picker.searches {
            (self.last, self.waiting) = (picker.searches, Some(Instant::now()));
        } else if self.waiting.is_some_and(|since| since.elapsed() >= PAUSE) {
            self.waiting = None;
            let (text, chosen) = (picker.line.value().to_owned(), picker.chosen.clone());
            // A thread that has ended finds nothing, which the picker can do without.
            let _ = self.requests.send((self.last, text, chosen));
        }
        let current = self.findings.try_iter().filter(|(number, _)| *number == self.last).last();
        current.map(|(_, findings)| picker.refine(findings)).is_some()
    }
}
