//! How often something is repeated.

use regex_syntax::ast::{self, RepetitionKind, RepetitionRange};
use regex_syntax::hir::{Hir, Repetition};

/// The turns of a repetition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Turns {
    /// Fewest turns.
    pub min: u32,
    /// Most turns, inclusive; None for no limit.
    pub max: Option<u32>,
    /// Whether more turns are tried before fewer.
    pub greedy: bool,
}

impl Turns {
    /// Exactly one.
    pub const ONCE: Self = Self::new(1, Some(1), true);

    /// None or more.
    pub const ANY: Self = Self::new(0, None, true);

    /// From `min` to `max`.
    pub const fn new(min: u32, max: Option<u32>, greedy: bool) -> Self {
        Self { min, max, greedy }
    }

    /// As in a pattern; `swapped` under `(?U)`, where a lazy repetition is greedy.
    pub fn read(repetition: &ast::Repetition, swapped: bool) -> Self {
        let (min, max) = match repetition.op.kind {
            RepetitionKind::ZeroOrOne => (0, Some(1)),
            RepetitionKind::ZeroOrMore => (0, None),
            RepetitionKind::OneOrMore => (1, None),
            RepetitionKind::Range(RepetitionRange::Exactly(count)) => (count, Some(count)),
            RepetitionKind::Range(RepetitionRange::AtLeast(min)) => (min, None),
            RepetitionKind::Range(RepetitionRange::Bounded(min, max)) => (min, Some(max)),
        };
        Self::new(min, max, repetition.greedy != swapped)
    }

    /// What is left of these turns after `count` of them.
    pub fn after(self, count: u32) -> Self {
        let left = |turns: u32| turns.saturating_sub(count);
        Self::new(left(self.min), self.max.map(left), self.greedy)
    }

    /// `turn`, so many times.
    pub fn of(self, turn: Hir) -> Hir {
        let (Self { min, max, greedy }, sub) = (self, Box::new(turn));
        Hir::repetition(Repetition { min, max, greedy, sub })
    }
}
