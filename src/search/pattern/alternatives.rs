//! From letters to every way to write them.
//!
//! `oeuvre` is a run of slots. Each slot is a class of single characters, and a ligature may fill
//! several at once: `(?:œ|[oô][eéèêë])[uù]vr[eéèêë]`. Runs are cut wherever no ligature crosses,
//! so that alternatives stay short. Where ligatures overlap (`ffi` is ﬀ+i, f+ﬁ or ﬃ), the run is
//! split at its middle: either nothing crosses it, or one of the ligatures that do.

use std::cell::Cell;

use regex_syntax::hir::{Class, ClassUnicode, Hir};

use super::letter_forms::{LetterForms, Slot, class_of};

/// The longest run of overlapping ligatures of which every reading is considered. A longer one
/// (`ssssssssssssssss…`, where any two letters may be ß) is cut, lest it explode.
const LONGEST_OVERLAP: usize = 16;

/// The estimated bytes of a node of an expression, and of a range of a class.
const NODE_BYTES: usize = 64;
const RANGE_BYTES: usize = 8;

/// Takes a class of `ranges` from the bytes by which an expression may still grow before it is
/// compiled, and returns whether any are left.
pub(super) fn spend(budget: &Cell<usize>, ranges: usize) -> bool {
    budget.set(budget.get().saturating_sub(NODE_BYTES + RANGE_BYTES * ranges));
    budget.get() > 0
}

/// Writes runs of slots as expressions.
pub(super) struct Alternatives<'a> {
    pub forms: &'a LetterForms,
    /// What may follow every character: any number of those that folding drops.
    pub ignorable: Option<&'a Hir>,
    /// Once it is spent, what is written is of no use.
    pub budget: &'a Cell<usize>,
}

impl Alternatives<'_> {
    /// An expression that matches exactly the ways to write `slots`.
    pub fn of(&self, slots: &[Slot]) -> Hir {
        let mut rest = slots;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (uncut, after) = rest.split_at(self.first_cut(rest));
            parts.push(self.uncut(uncut));
            rest = after;
        }
        Hir::concat(parts)
    }

    /// An expression for `slots` that are repeated without limit, where a ligature may be two or
    /// more repetitions (`f+` matches ﬀ).
    pub fn unlimited(&self, slots: &[Slot]) -> Hir {
        let mut ways = vec![self.of(slots)];
        if let [slot] = slots {
            let run = vec![slot.clone(); LONGEST_OVERLAP];
            ways.extend(self.ligatures(self.forms.ligatures(&run)));
        }
        Hir::alternation(ways)
    }

    /// How many slots there are before the first place that no ligature crosses.
    fn first_cut(&self, slots: &[Slot]) -> usize {
        let longest = slots.len().min(LONGEST_OVERLAP);
        let mut reach = 1;
        for at in 0..longest {
            let ends = self.forms.ligatures(&slots[at..]).map(|(length, _)| at + length);
            reach = ends.fold(reach.max(at + 1), usize::max);
            if reach == at + 1 {
                return reach;
            }
        }
        longest
    }

    /// Every reading of a run that has no cut.
    fn uncut(&self, slots: &[Slot]) -> Hir {
        if let [slot] = slots {
            return self.character(self.forms.singles(slot));
        }
        let middle = slots.len() / 2;
        let (left, right) = slots.split_at(middle);
        let mut ways = vec![Hir::concat(vec![self.of(left), self.of(right)])];
        for start in 0..middle {
            for end in middle + 1..=slots.len() {
                let ligatures = self.forms.ligatures(&slots[start..end]);
                let exact = ligatures.filter(|(length, _)| *length == end - start);
                ways.extend(self.ligatures(exact).map(|ligature| {
                    Hir::concat(vec![self.of(&slots[..start]), ligature, self.of(&slots[end..])])
                }));
            }
        }
        Hir::alternation(ways)
    }

    /// One of `ligatures`, if there are any.
    fn ligatures(&self, ligatures: impl Iterator<Item = (usize, char)>) -> Option<Hir> {
        let class = class_of(ligatures.map(|(_, ligature)| ligature));
        (!class.ranges().is_empty()).then(|| self.character(class))
    }

    /// One character of `class`, with what may follow it.
    fn character(&self, class: ClassUnicode) -> Hir {
        if !spend(self.budget, class.ranges().len()) {
            return Hir::fail();
        }
        let character = Hir::class(Class::Unicode(class));
        match self.ignorable {
            Some(ignorable) => Hir::concat(vec![character, ignorable.clone()]),
            None => character,
        }
    }
}
