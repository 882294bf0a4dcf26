//! Runs of literals, some of them repeated.
//!
//! `oe+` matches œ too, followed by more e: a repetition must not hide the ligature that its first
//! or last letter is part of. Repetitions that must occur are written out (`e+` is `ee*`). Where a
//! ligature can cross the edge of what is left, a few repetitions are written out beside their
//! neighbours, once for each number of them; elsewhere a repetition stays what it was.

use std::iter::{Peekable, repeat_n};

use regex_syntax::ast::{self, RepetitionKind, RepetitionRange};
use regex_syntax::hir::{Hir, Repetition};

use super::alternatives::Alternatives;
use super::letter_forms::{LetterForms, Slot};

/// Repetitions up to this number are written out.
const WRITTEN_OUT: u32 = 4;

/// Slots beside a repetition that a ligature could share with it: ﬃ is three letters.
const NEIGHBOURS: usize = 2;

/// How far from a repetition a place is looked for that no ligature crosses.
const FARTHEST: usize = 16;

/// How often something occurs: at least `min` and at most `max` times, `None` for no limit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    min: u32,
    max: Option<u32>,
    greedy: bool,
}

impl Count {
    pub const ONCE: Self = Self { min: 1, max: Some(1), greedy: true };
    pub const ANY: Self = Self { min: 0, max: None, greedy: true };

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
        Self { min, max, greedy: repetition.greedy != swapped }
    }

    /// What is left after `count` times.
    fn after(self, count: u32) -> Self {
        let left = |times: u32| times.saturating_sub(count);
        Self { min: left(self.min), max: self.max.map(left), ..self }
    }

    /// `sub`, so many times.
    pub fn of(self, sub: Hir) -> Hir {
        let Self { min, max, greedy } = self;
        Hir::repetition(Repetition { min, max, greedy, sub: Box::new(sub) })
    }
}

/// One literal character of a pattern and how often it occurs there.
#[derive(Clone)]
pub(super) struct Item {
    pub slots: Vec<Slot>,
    pub count: Count,
}

impl Item {
    /// The slots, `count` times.
    fn times(&self, count: u32) -> Vec<Slot> {
        repeat_n(&self.slots, count as usize).flatten().cloned().collect()
    }

    /// The same language with the repetitions that must occur written out: all, or of many those
    /// at the edges.
    fn written_out(self) -> impl Iterator<Item = Self> {
        let (first, last) = match self.count.min {
            min @ 0..=WRITTEN_OUT => (min, 0),
            _ => (1, 1),
        };
        let rest = self.count.after(first + last);
        let rest = (rest.max != Some(0)).then_some(rest);
        let once = |count| repeat_n(Count::ONCE, count as usize);
        let counts = once(first).chain(rest).chain(once(last));
        counts.map(move |count| Self { count, ..self.clone() })
    }
}

impl Alternatives<'_> {
    /// An expression for a run of items, with every ligature across them.
    pub fn of_run(&self, run: Vec<Item>) -> Hir {
        let mut items = run.into_iter().flat_map(Item::written_out).peekable();
        let mut parts = Vec::new();
        let mut pending = literals(&mut items);
        while let Some(item) = items.next() {
            let following = literals(&mut items);
            let (start, before) = pending.split_at(last_cut(self.forms, &pending));
            let (after, rest) = following.split_at(first_cut(self.forms, &following));
            let repeated = Repeated { alternatives: self, before, item: &item, after };
            parts.push(self.of(start));
            if item.count.min == 0 && repeated.is_joined() {
                parts.push(Hir::alternation(repeated.by_count()));
                pending = rest.to_vec();
            } else {
                parts.extend([self.of(before), repeated.alone(item.count)]);
                pending = following;
            }
        }
        parts.push(self.of(&pending));
        Hir::concat(parts)
    }
}

/// The slots of the items up to the next repetition.
fn literals(items: &mut Peekable<impl Iterator<Item = Item>>) -> Vec<Slot> {
    let once = std::iter::from_fn(|| items.next_if(|item| item.count == Count::ONCE));
    once.flat_map(|item| item.slots).collect()
}

/// Where to cut `slots` so that the neighbours at its end stay together.
fn last_cut(forms: &LetterForms, slots: &[Slot]) -> usize {
    let nearest = slots.len().saturating_sub(NEIGHBOURS);
    let mut cuts = (nearest.saturating_sub(FARTHEST)..=nearest).rev();
    cuts.find(|&cut| !forms.joins(&slots[..cut], &slots[cut..])).unwrap_or(nearest)
}

/// Where to cut `slots` so that the neighbours at its start stay together.
fn first_cut(forms: &LetterForms, slots: &[Slot]) -> usize {
    let nearest = slots.len().min(NEIGHBOURS);
    let mut cuts = nearest..=slots.len().min(nearest + FARTHEST);
    cuts.find(|&cut| !forms.joins(&slots[..cut], &slots[cut..])).unwrap_or(nearest)
}

/// A repetition between literals.
struct Repeated<'a> {
    alternatives: &'a Alternatives<'a>,
    before: &'a [Slot],
    item: &'a Item,
    after: &'a [Slot],
}

impl Repeated<'_> {
    /// Whether a ligature may be part of the repetition and of what is beside it, of several
    /// repetitions, or of both sides of none.
    fn is_joined(&self) -> bool {
        let (forms, slots) = (self.alternatives.forms, &self.item.slots);
        self.is_joined_before()
            || self.is_joined_after()
            || forms.joins(self.before, self.after)
            || forms.joins(slots, slots)
    }

    fn is_joined_before(&self) -> bool {
        let following = |count| [&self.item.times(count), self.after].concat();
        (1..=2).any(|count| self.alternatives.forms.joins(self.before, &following(count)))
    }

    fn is_joined_after(&self) -> bool {
        let preceding = |count| [self.before, &self.item.times(count)].concat();
        (1..=2).any(|count| self.alternatives.forms.joins(&preceding(count), self.after))
    }

    /// The literals with each number of repetitions between them, in the order in which the
    /// repetition would try them.
    fn by_count(&self) -> Vec<Hir> {
        let most = self.item.count.max.unwrap_or(u32::MAX);
        let few = (0..=most.min(WRITTEN_OUT)).rev();
        let few = few.map(|count| self.of(&[self.before, &self.item.times(count), self.after]));
        let many = (most > WRITTEN_OUT).then(|| self.many());
        let mut ways: Vec<Hir> = many.into_iter().flatten().chain(few).collect();
        if !self.item.count.greedy {
            ways.reverse();
        }
        ways
    }

    /// Any number of repetitions, one or two of them written out at each edge that a ligature can
    /// cross.
    fn many(&self) -> Vec<Hir> {
        let [first, last] = [self.is_joined_before(), self.is_joined_after()]
            .map(|joined| if joined { 1..=2 } else { 0..=0 });
        let pairs = first.flat_map(|first| last.clone().map(move |last| (first, last)));
        let between = |(first, last)| {
            let head = self.of(&[self.before, &self.item.times(first)]);
            let tail = self.of(&[&self.item.times(last), self.after]);
            Hir::concat(vec![head, self.alone(self.item.count.after(first + last)), tail])
        };
        pairs.map(between).collect()
    }

    fn of(&self, runs: &[&[Slot]]) -> Hir {
        self.alternatives.of(&runs.concat())
    }

    /// The repetition without its neighbours.
    fn alone(&self, count: Count) -> Hir {
        let slots = &self.item.slots;
        count.of(match (count.min, count.max) {
            (0, None) => self.alternatives.unlimited(slots),
            _ => self.alternatives.of(slots),
        })
    }
}
