//! Runs of literals, some of them repeated.
//!
//! `oe+` matches œ too, followed by more e: a repetition must not hide the ligature that its first
//! or last letter is part of. Repetitions that must occur are written out (`e+` is `ee*`). Where a
//! ligature can cross the edge of what is left, a few repetitions are written out beside their
//! neighbours, once for each number of them; elsewhere a repetition stays what it was.

use std::iter::{Peekable, repeat_n};

use regex_syntax::ast::{self, RepetitionKind, RepetitionRange};
use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};

use super::alternatives::Alternatives;
use super::letter_forms::Slot;

/// Repetitions up to this number are written out.
const WRITTEN_OUT: u32 = 4;

/// Slots beside a repetition that a ligature could share with it: ﬃ is three letters.
const NEIGHBOURS: usize = 2;

/// How far from a repetition a place is looked for that no ligature crosses.
const FARTHEST: usize = 16;

/// At least `min` times and at most `max`, of nothing yet: [`repeated`] says of what.
pub(super) fn count(min: u32, max: Option<u32>, greedy: bool) -> Repetition {
    Repetition { min, max, greedy, sub: Box::new(Hir::empty()) }
}

/// `sub`, `count` times. A repetition that is repeated becomes a group: otherwise `regex-syntax`
/// prints `(?:e+)?` as `e+?`.
pub(super) fn repeated(count: &Repetition, sub: Hir) -> Hir {
    Hir::repetition(count.with(match sub.kind() {
        HirKind::Repetition(_) => {
            Hir::capture(Capture { index: 1, name: None, sub: Box::new(sub) })
        }
        _ => sub,
    }))
}

/// How often a pattern repeats something; `swapped` under `(?U)`, where a lazy repetition is
/// greedy.
pub(super) fn count_of(repetition: &ast::Repetition, swapped: bool) -> Repetition {
    let (min, max) = match repetition.op.kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(RepetitionRange::Exactly(count)) => (count, Some(count)),
        RepetitionKind::Range(RepetitionRange::AtLeast(min)) => (min, None),
        RepetitionKind::Range(RepetitionRange::Bounded(min, max)) => (min, Some(max)),
    };
    count(min, max, repetition.greedy != swapped)
}

/// What is left of `count` after so many times.
fn rest_of(count: &Repetition, times: u32) -> Repetition {
    let left = |n: u32| n.saturating_sub(times);
    Repetition { min: left(count.min), max: count.max.map(left), ..count.clone() }
}

/// One literal character of a pattern and how often it occurs there.
#[derive(Clone)]
pub(super) struct Item {
    pub slots: Vec<Slot>,
    pub count: Repetition,
}

impl Item {
    pub fn once(slots: Vec<Slot>) -> Self {
        Self { slots, count: count(1, Some(1), true) }
    }

    fn is_once(&self) -> bool {
        (self.count.min, self.count.max) == (1, Some(1))
    }

    /// The same language with the repetitions that must occur written out: all, or of many those
    /// at the edges.
    fn written_out(self) -> impl Iterator<Item = Self> {
        let (first, last) = match self.count.min {
            min @ 0..=WRITTEN_OUT => (min, 0),
            _ => (1, 1),
        };
        let rest = Self { count: rest_of(&self.count, first + last), slots: self.slots.clone() };
        let rest = (rest.count.max != Some(0)).then_some(rest);
        let once = |n| repeat_n(Self::once(self.slots.clone()), n as usize);
        once(first).chain(rest).chain(once(last))
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
            let nearest = pending.len().saturating_sub(NEIGHBOURS);
            let cuts = (nearest.saturating_sub(FARTHEST)..=nearest).rev();
            let (start, before) = self.cut(&pending, nearest, cuts);
            let nearest = following.len().min(NEIGHBOURS);
            let cuts = nearest..=following.len().min(nearest + FARTHEST);
            let (after, rest) = self.cut(&following, nearest, cuts);
            parts.push(self.of(start));
            if let Some(ways) = self.by_count(before, &item, after) {
                parts.push(ways);
                pending = rest.to_vec();
            } else {
                parts.extend([self.of(before), self.alone(&item.slots, &item.count)]);
                pending = following;
            }
        }
        parts.push(self.of(&pending));
        Hir::concat(parts)
    }

    /// `slots` at the first of `cuts` that no ligature crosses, else at `nearest`: so the
    /// neighbours of a repetition stay together.
    fn cut<'s>(
        &self,
        slots: &'s [Slot],
        nearest: usize,
        mut cuts: impl Iterator<Item = usize>,
    ) -> (&'s [Slot], &'s [Slot]) {
        let cut = cuts.find(|&cut| !self.forms.joins(&slots[..cut], &slots[cut..]));
        slots.split_at(cut.unwrap_or(nearest))
    }

    /// Literals with each number of repetitions of `item` between them, in the order in which the
    /// repetition would try them. `None` where there is nothing to write out: no ligature may be
    /// part of the repetition and of what is beside it, of several repetitions, or of both sides
    /// of none.
    fn by_count(&self, before: &[Slot], item: &Item, after: &[Slot]) -> Option<Hir> {
        let Item { slots, count } = item;
        let times = |n: u32| repeat_n(slots, n as usize).flatten().cloned().collect::<Vec<_>>();
        let joins = |left: &[Slot], right: &[Slot]| self.forms.joins(left, right);
        let joined_before = (1..=2).any(|n| joins(before, &[&times(n), after].concat()));
        let joined_after = (1..=2).any(|n| joins(&[before, &times(n)].concat(), after));
        let joined = joined_before || joined_after || joins(before, after) || joins(slots, slots);
        if count.min > 0 || !joined {
            return None;
        }
        let most = count.max.unwrap_or(u32::MAX);
        let mut ways = Vec::new();
        if most > WRITTEN_OUT {
            // Any number, one or two of them written out at each edge that a ligature can cross.
            let [first, last] =
                [joined_before, joined_after].map(|joined| if joined { 1..=2 } else { 0..=0 });
            for (first, last) in first.flat_map(|n| last.clone().map(move |last| (n, last))) {
                let head = self.of(&[before, &times(first)].concat());
                let tail = self.of(&[&times(last), after].concat());
                ways.push(Hir::concat(vec![
                    head,
                    self.alone(slots, &rest_of(count, first + last)),
                    tail,
                ]));
            }
        }
        let few = (0..=most.min(WRITTEN_OUT)).rev();
        ways.extend(few.map(|n| self.of(&[before, &times(n), after].concat())));
        if !count.greedy {
            ways.reverse();
        }
        Some(Hir::alternation(ways))
    }

    /// A repetition without its neighbours.
    fn alone(&self, slots: &[Slot], count: &Repetition) -> Hir {
        let sub = match (count.min, count.max) {
            (0, None) => self.unlimited(slots),
            _ => self.of(slots),
        };
        repeated(count, sub)
    }
}

/// The slots of the items up to the next repetition.
fn literals(items: &mut Peekable<impl Iterator<Item = Item>>) -> Vec<Slot> {
    let once = std::iter::from_fn(|| items.next_if(Item::is_once));
    once.flat_map(|item| item.slots).collect()
}
