//! Ranking by meaning beside the keys: a thread that searches again when the typing pauses.
//!
//! A key is answered by words at once. When none has come for a moment, the same line is given
//! to the thread, and what it finds takes the place of what words found, if the line still is
//! the one that was asked. No key ever waits for it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Scope};
use std::time::{Duration, Instant};

use faq::search::Options;

use super::model::{Findings, Picker, Question, World};

/// A pause in the typing.
const PAUSE: Duration = Duration::from_millis(200);

/// What a question found, if it could be asked.
type Answer = (Question, Findings);

/// The thread, from outside.
#[derive(Debug)]
pub struct Thinker {
    questions: Sender<Question>,
    answers: Receiver<Answer>,
    /// The last question seen, when it was first seen, and whether it was put.
    last: Option<(Question, Instant, bool)>,
}

impl Thinker {
    /// A thread that searches `world` by `options`; `None` if no thread can be had.
    pub fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        world: World<'env>,
        options: &'env Options,
    ) -> Option<Self> {
        let (questions, asked) = channel::<Question>();
        let (answer, answers) = channel();
        let world = World { options, ..world };
        let think = move || {
            while let Ok(question) = asked.recv() {
                // Only the last of those that wait.
                let question = asked.try_iter().last().unwrap_or(question);
                if let Ok(found) = world.find(&question.text, &question.chosen)
                    && answer.send((question, found)).is_err()
                {
                    break;
                }
            }
        };
        Builder::new().spawn_scoped(scope, think).ok()?;
        Some(Self { questions, answers, last: None })
    }

    /// Puts what the picker asks, once it has stayed the same for a moment.
    pub fn ask(&mut self, picker: &Picker<'_>) {
        let question = picker.question();
        match &mut self.last {
            Some((last, since, put)) if *last == question => {
                if !*put && since.elapsed() >= PAUSE {
                    *put = true;
                    // A thread that has ended answers nothing, which the picker can do without.
                    let _ = self.questions.send(question);
                }
            }
            _ => self.last = Some((question, Instant::now(), false)),
        }
    }

    /// Gives the picker what was found meanwhile; tells whether that changed anything.
    pub fn tell(&self, picker: &mut Picker<'_>) -> bool {
        let current = |answer: &Answer| answer.0 == picker.question();
        match self.answers.try_iter().filter(current).last() {
            Some((_, found)) => {
                picker.settle(found);
                true
            }
            None => false,
        }
    }
}
