//! From a literal to every way its letters can be written.
//!
//! `oeuvre` is a row of places. Each place is a class of single characters, and a ligature
//! may take several at once: `(?:œ|[oô][eéèêë])[uù]vr[eéèêë]`. Rows are cut wherever no
//! ligature reaches across, so that what stays in alternatives is short. Where ligatures
//! overlap (`ffi` is ﬀ+i, f+ﬁ or ﬃ) the row is split at its middle: either nothing reaches
//! across, or one of the ligatures that do.

use std::cell::Cell;

use regex_syntax::hir::{Class, ClassUnicode, Hir};

use super::lexicon::{Lexicon, Slot, class_of};

/// The longest row of overlapping ligatures whose every reading is considered. Beyond it
/// (`ssssssssssssssss…`, where any two letters may be ß) the row is cut, lest it explode.
const LONGEST_KNOT: usize = 16;

/// Bytes that one node of an expression is reckoned at, and one range of a class.
const NODE_BYTES: usize = 64;
const RANGE_BYTES: usize = 8;

/// How much more an expression may grow before it is compiled.
pub(super) struct Budget {
    left: Cell<Option<usize>>,
}

impl Budget {
    /// Room for about `bytes`.
    pub fn new(bytes: usize) -> Self {
        let left = Cell::new(Some(bytes));
        Self { left }
    }

    /// Takes a class of `ranges` into account; false, from now on, once nothing is left.
    pub fn spend(&self, ranges: usize) -> bool {
        let bytes = NODE_BYTES + RANGE_BYTES * ranges;
        let left = self.left.get().and_then(|left| left.checked_sub(bytes));
        self.left.set(left);
        left.is_some()
    }

    /// Whether more was spent than there was.
    pub fn is_overdrawn(&self) -> bool {
        self.left.get().is_none()
    }
}

/// Writes rows of places as regular expressions.
#[derive(Clone, Copy)]
pub(super) struct Weaver<'a> {
    /// The forms of letters.
    pub lexicon: &'a Lexicon,
    /// What may follow every character unseen: combining marks and soft hyphens.
    pub swallow: Option<&'a Hir>,
    /// When it is overdrawn, what is written is of no use.
    pub budget: &'a Budget,
}

impl Weaver<'_> {
    /// An expression that matches exactly the ways to write `slots`.
    pub fn weave(&self, slots: &[Slot]) -> Hir {
        let mut rest = slots;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (knot, after) = rest.split_at(self.first_seam(rest));
            parts.push(self.knot(knot));
            rest = after;
        }
        Hir::concat(parts)
    }

    /// An expression for a `slot` that is repeated without end, where two or more turns may
    /// be one ligature (`f+` matches ﬀ).
    pub fn endless(&self, slots: &[Slot]) -> Hir {
        let mut ways = vec![self.weave(slots)];
        if let [slot] = slots {
            let turns = vec![slot.clone(); LONGEST_KNOT];
            let ligatures = class_of(self.lexicon.ligatures(&turns).map(|(_, written)| written));
            ways.extend((!ligatures.ranges().is_empty()).then(|| self.unit(ligatures)));
        }
        Hir::alternation(ways)
    }

    /// The first place, counted from 1, after which no ligature reaches across.
    fn first_seam(&self, slots: &[Slot]) -> usize {
        let mut reach = 1;
        for at in 0..slots.len().min(LONGEST_KNOT) {
            let ends = self.lexicon.ligatures(&slots[at..]).map(|(length, _)| at + length);
            reach = ends.fold(reach.max(at + 1), usize::max);
            if reach == at + 1 {
                return reach;
            }
        }
        slots.len().min(LONGEST_KNOT)
    }

    /// Every reading of a row that can not be cut.
    fn knot(&self, slots: &[Slot]) -> Hir {
        if let [slot] = slots {
            return self.unit(self.lexicon.singles(slot));
        }
        let middle = slots.len() / 2;
        let apart = [&slots[..middle], &slots[middle..]].map(|half| self.weave(half));
        let mut ways = vec![Hir::concat(apart.into())];
        for start in 0..middle {
            for end in middle + 1..=slots.len() {
                ways.extend(self.tied(slots, start, end));
            }
        }
        Hir::alternation(ways)
    }

    /// The readings of `slots` in which `start..end` is one ligature.
    fn tied(&self, slots: &[Slot], start: usize, end: usize) -> Option<Hir> {
        let ligatures = self.lexicon.ligatures(&slots[start..end]);
        let exact = ligatures.filter(|(length, _)| *length == end - start);
        let class = class_of(exact.map(|(_, written)| written));
        let (before, after) = (&slots[..start], &slots[end..]);
        (!class.ranges().is_empty())
            .then(|| Hir::concat(vec![self.weave(before), self.unit(class), self.weave(after)]))
    }

    /// One written character, with whatever may follow it unseen.
    fn unit(&self, class: ClassUnicode) -> Hir {
        if !self.budget.spend(class.ranges().len()) {
            return Hir::fail();
        }
        let written = Hir::class(Class::Unicode(class));
        match self.swallow {
            Some(swallow) => Hir::concat(vec![written, swallow.clone()]),
            None => written,
        }
    }
}
