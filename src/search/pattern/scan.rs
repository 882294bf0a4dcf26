//! Which entries of a corpus match: whole texts are searched, not entry by entry.
//!
//! A pattern means what it matches in an entry that stands alone. A search that stops at every
//! entry of tens of thousands loses what makes searches fast, so the texts that entries stand in
//! are searched as they are, for a *front* of the pattern: an expression that has a match
//! beginning wherever the pattern has one in an entry, and perhaps elsewhere. What entry a match
//! of the front begins in may match, and is then looked at alone; all others can not.
//!
//! In an entry, every match of the pattern must begin with a match of the front, for which its
//! surroundings matter:
//!
//! - what belongs to no entry stands around it, and begins and ends with white space or with the
//!   text, which is all the same to `\b` and its like;
//! - to `^` and `$` it is not the same where white space was trimmed from the entry's own
//!   lines: such entries are looked at alone;
//! - `\A` and `\z` mean the ends of the entry: the front does without;
//! - what can go on over lines without end (`\s+`, `[^a]*`, `(?s).*`) would have every match
//!   read far into other entries: the front is cut off at it, after the turns it must have.
//!
//! A pattern whose front can match nothing at all, as that of `.*` or `\s*a` can, is searched
//! for entry by entry; so are entries with characters that folding drops, which have a pattern
//! of their own.

use std::fmt;
use std::ops::Range;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use super::{Pattern, compile};
use crate::corpus::Corpus;
use crate::corpus::entry::{Place, Stretch};

/// Where fewer bytes are searched, compiling a front takes longer than it saves.
const SMALL: u64 = 1 << 18;

impl Pattern {
    /// The indices of the entries of `corpus` in which the pattern matches, be it an empty
    /// match, in order: those for which [`Pattern::is_match`] is true.
    #[must_use]
    pub fn matching(&self, corpus: &Corpus) -> Vec<usize> {
        let front = if corpus.text_bytes() < SMALL { None } else { Front::of(self) };
        let matching = corpus.map_stretches(|stretch| match &front {
            Some(front) => front.matching(self, stretch),
            None => self.one_by_one(stretch),
        });
        matching.concat()
    }

    pub(super) fn one_by_one(&self, stretch: &Stretch<'_>) -> Vec<usize> {
        let Stretch { text, first, places } = *stretch;
        let entries = (first..).zip(places);
        let matching = entries.filter(|(_, place)| self.is_match(&text[place.range.clone()]));
        matching.map(|(entry, _)| entry).collect()
    }
}

/// The front of a pattern.
pub(super) struct Front {
    regex: Regex,
    /// Whether it knows lines.
    by_lines: bool,
}

impl Front {
    /// The front of `pattern`; none if that could match nothing.
    pub fn of(pattern: &Pattern) -> Option<Self> {
        let Cut { hir, .. } = cut(&pattern.hir);
        if hir.properties().minimum_len().is_none_or(|least| least == 0) {
            return None;
        }
        let looks = hir.properties().look_set();
        let lines = [Look::StartLF, Look::EndLF, Look::StartCRLF, Look::EndCRLF];
        let by_lines = lines.into_iter().any(|look| looks.contains(look));
        let regex =
            if hir == pattern.hir { Some(pattern.plain.clone()) } else { compile(hir).ok() };
        regex.map(|regex| Self { regex, by_lines })
    }

    /// The entries of `stretch` in which `pattern` matches.
    pub fn matching(&self, pattern: &Pattern, stretch: &Stretch<'_>) -> Vec<usize> {
        let Stretch { text, first, places } = *stretch;
        let mut candidates: Vec<bool> =
            places.iter().map(|place| place.drops || self.knows_not(text, &place.range)).collect();
        let mut next = 0;
        while let Some(place) = places.get(next)
            && let Some(found) = self.regex.find_at(text, place.range.start)
        {
            // The first entry that ends behind where the match begins.
            next += places[next..].partition_point(|place| place.range.end <= found.start());
            if places.get(next).is_some_and(|place| place.range.start <= found.start()) {
                candidates[next] = true;
                next += 1;
            }
        }
        let matches = |place: &Place| {
            let text = &text[place.range.clone()];
            if place.drops { pattern.is_match(text) } else { pattern.plain.is_match(text) }
        };
        let entries = (first..).zip(places).zip(candidates);
        let matching = entries.filter(|((_, place), candidate)| *candidate && matches(place));
        matching.map(|((entry, _), _)| entry).collect()
    }

    /// Whether lines begin or end where an entry does, but not where the text has it.
    fn knows_not(&self, text: &str, entry: &Range<usize>) -> bool {
        let ends_line = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == b'\n');
        let before = entry.start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        self.by_lines && !(ends_line(before) && ends_line(text.as_bytes().get(entry.end)))
    }
}

impl fmt::Display for Front {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.regex.as_str())
    }
}

/// An expression with which the matches of another begin.
struct Cut {
    hir: Hir,
    /// Whether they are all of it, not just its beginning.
    is_whole: bool,
}

/// The front of `hir`.
fn cut(hir: &Hir) -> Cut {
    let whole = |hir| Cut { hir, is_whole: true };
    match hir.kind() {
        HirKind::Look(Look::Start | Look::End) => whole(Hir::empty()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {
            whole(hir.clone())
        }
        HirKind::Capture(group) => cut(&group.sub),
        HirKind::Concat(parts) => {
            let mut is_whole = true;
            let mut cuts = Vec::new();
            for part in parts {
                let part = cut(part);
                cuts.push(part.hir);
                is_whole = part.is_whole;
                if !is_whole {
                    break;
                }
            }
            Cut { hir: Hir::concat(cuts), is_whole }
        }
        HirKind::Alternation(ways) => {
            let ways: Vec<Cut> = ways.iter().map(cut).collect();
            let is_whole = ways.iter().all(|way| way.is_whole);
            Cut { hir: Hir::alternation(ways.into_iter().map(|way| way.hir).collect()), is_whole }
        }
        HirKind::Repetition(repeated) => cut_repetition(repeated),
    }
}

fn cut_repetition(repeated: &Repetition) -> Cut {
    let Cut { hir, is_whole } = cut(&repeated.sub);
    let min = repeated.min;
    if !is_whole {
        let hir = if min == 0 { Hir::empty() } else { hir };
        return Cut { hir, is_whole: false };
    }
    // Turns over lines: as many as there must be.
    let is_whole = repeated.max == Some(min) || !crosses_lines(&hir);
    let max = if is_whole { repeated.max } else { Some(min) };
    let hir = Hir::repetition(Repetition { min, max, sub: Box::new(hir), ..*repeated });
    Cut { hir, is_whole }
}

/// Whether a match of `hir` can hold a line end.
fn crosses_lines(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&'\n'))
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&b'\n'))
        }
        HirKind::Repetition(repeated) => crosses_lines(&repeated.sub),
        HirKind::Capture(group) => crosses_lines(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(crosses_lines),
    }
}
