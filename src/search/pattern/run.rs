//! Runs of literals, some of them repeated.
//!
//! `oe+` is œ too, followed by more e: a repetition must not hide the ligature its first or
//! last turn is part of. Compulsory turns are written out (`e+` is `ee*`). Where a ligature
//! can reach across the edge of what is left, a few turns are written out beside their
//! neighbours, once for each number of turns; elsewhere a repetition stays what it was.

use std::iter::{Peekable, repeat_n};

use regex_syntax::hir::Hir;

use super::lexicon::{Lexicon, Slot};
use super::turns::Turns;
use super::weave::Weaver;

/// Turns up to this number are written out.
const WRITTEN_OUT: u32 = 4;

/// Places beside a repetition that a ligature could share with its turns: ﬃ is three letters.
const NEIGHBOURS: usize = 2;

/// How far from a repetition a place is looked for that no ligature reaches across.
const FARTHEST: usize = 16;

/// One literal character of a pattern and how often it stands there.
#[derive(Clone)]
pub(super) struct Piece {
    /// The places it takes up.
    pub slots: Vec<Slot>,
    /// How often.
    pub turns: Turns,
}

impl Piece {
    /// The places of `count` turns.
    fn times(&self, count: u32) -> Vec<Slot> {
        let turns = repeat_n(&self.slots, count as usize);
        turns.flatten().cloned().collect()
    }

    /// The same language with compulsory turns written out: all, or of many those at the
    /// edges.
    fn written_out(self) -> impl Iterator<Item = Self> {
        let (first, last) = match self.turns.min {
            min @ 0..=WRITTEN_OUT => (min, 0),
            _ => (1, 1),
        };
        let with = |turns| Self { turns, ..self.clone() };
        let once = |count| repeat_n(with(Turns::ONCE), count as usize);
        let rest = self.turns.after(first + last);
        let rest = (rest.max != Some(0)).then(|| with(rest));
        let pieces: Vec<Self> = once(first).chain(rest).chain(once(last)).collect();
        pieces.into_iter()
    }
}

/// An expression for `run`, with every ligature across its pieces.
pub(super) fn weave_run(weaver: &Weaver<'_>, run: Vec<Piece>) -> Hir {
    let mut pieces = run.into_iter().flat_map(Piece::written_out).peekable();
    let mut parts = Vec::new();
    let mut pending = literals(&mut pieces);
    while let Some(piece) = pieces.next() {
        let following = literals(&mut pieces);
        let (start, before) = pending.split_at(last_seam(weaver.lexicon, &pending));
        let (after, rest) = following.split_at(first_seam(weaver.lexicon, &following));
        let row = Repeated { weaver, before, piece: &piece, after };
        parts.push(weaver.weave(start));
        if piece.turns.min == 0 && row.is_joined() {
            parts.push(Hir::alternation(row.alternatives()));
            pending = rest.to_vec();
        } else {
            parts.extend([weaver.weave(before), row.turns(piece.turns)]);
            pending = following;
        }
    }
    parts.push(weaver.weave(&pending));
    Hir::concat(parts)
}

/// The places of the pieces, up to the next repetition.
fn literals(pieces: &mut Peekable<impl Iterator<Item = Piece>>) -> Vec<Slot> {
    let once = std::iter::from_fn(|| pieces.next_if(|piece| piece.turns == Turns::ONCE));
    once.flat_map(|piece| piece.slots).collect()
}

/// Where to cut `slots` so that the neighbours at its end stay whole.
fn last_seam(lexicon: &Lexicon, slots: &[Slot]) -> usize {
    let nearest = slots.len().saturating_sub(NEIGHBOURS);
    let mut cuts = (nearest.saturating_sub(FARTHEST)..=nearest).rev();
    cuts.find(|cut| is_seam(lexicon, slots, *cut)).unwrap_or(nearest)
}

/// Where to cut `slots` so that the neighbours at its start stay whole.
fn first_seam(lexicon: &Lexicon, slots: &[Slot]) -> usize {
    let nearest = slots.len().min(NEIGHBOURS);
    let mut cuts = nearest..=slots.len().min(nearest + FARTHEST);
    cuts.find(|cut| is_seam(lexicon, slots, *cut)).unwrap_or(nearest)
}

fn is_seam(lexicon: &Lexicon, slots: &[Slot], cut: usize) -> bool {
    !lexicon.joins(&slots[..cut], &slots[cut..])
}

/// A repetition that may have no turn, between literals.
struct Repeated<'a> {
    weaver: &'a Weaver<'a>,
    before: &'a [Slot],
    piece: &'a Piece,
    after: &'a [Slot],
}

impl Repeated<'_> {
    /// Whether a ligature may hold turns and something beside them, several turns, or what
    /// is on both sides of none.
    fn is_joined(&self) -> bool {
        let turn = &self.piece.slots;
        let lexicon = self.weaver.lexicon;
        let beside = self.is_joined_before() || self.is_joined_after();
        beside || lexicon.joins(self.before, self.after) || lexicon.joins(turn, turn)
    }

    fn is_joined_before(&self) -> bool {
        let following = |count| [&self.piece.times(count), self.after].concat();
        let joins = |count| self.weaver.lexicon.joins(self.before, &following(count));
        joins(1) || joins(2)
    }

    fn is_joined_after(&self) -> bool {
        let preceding = |count| [self.before, &self.piece.times(count)].concat();
        let joins = |count| self.weaver.lexicon.joins(&preceding(count), self.after);
        joins(1) || joins(2)
    }

    /// `before piece after`, woven for each number of turns, in the order in which the
    /// repetition would try them.
    fn alternatives(&self) -> Vec<Hir> {
        let most = self.piece.turns.max.unwrap_or(u32::MAX);
        let few = (0..=most.min(WRITTEN_OUT)).rev();
        let few = few.map(|count| self.weave(&[self.before, &self.piece.times(count), self.after]));
        let many = (most > WRITTEN_OUT).then(|| self.many());
        let mut ways: Vec<Hir> = many.into_iter().flatten().chain(few).collect();
        if !self.piece.turns.greedy {
            ways.reverse();
        }
        ways
    }

    /// Any number of turns, one or two of them woven with their neighbours at each edge
    /// that a ligature can reach across.
    fn many(&self) -> Vec<Hir> {
        let woven = |joined| if joined { 1..=2 } else { 0..=0 };
        let first = woven(self.is_joined_before());
        let last = woven(self.is_joined_after());
        let pairs = first.flat_map(|first| last.clone().map(move |last| (first, last)));
        pairs.map(|(first, last)| self.between(first, last)).collect()
    }

    /// Any number of turns, the `first` and the `last` of them woven with their neighbours.
    fn between(&self, first: u32, last: u32) -> Hir {
        let head = self.weave(&[self.before, &self.piece.times(first)]);
        let tail = self.weave(&[&self.piece.times(last), self.after]);
        let turns = self.turns(self.piece.turns.after(first + last));
        Hir::concat(vec![head, turns, tail])
    }

    fn weave(&self, rows: &[&[Slot]]) -> Hir {
        self.weaver.weave(&rows.concat())
    }

    /// The piece by itself, repeated.
    fn turns(&self, turns: Turns) -> Hir {
        let slots = &self.piece.slots;
        turns.of(match (turns.min, turns.max) {
            (0, None) => self.weaver.endless(slots),
            _ => self.weaver.weave(slots),
        })
    }
}
