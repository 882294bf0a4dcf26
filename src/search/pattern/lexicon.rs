//! Which characters stand for which letters.
//!
//! A [`Lexicon`] is read off [`fold`] itself: every character of the alphabet is folded, and
//! the characters whose folding is one letter are that letter's forms, those whose folding
//! is several are its ligatures. Grep can so never drift from search, and there is no table
//! of Unicode to keep.

use std::cell::RefCell;
use std::collections::HashMap;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use unicode_normalization::UnicodeNormalization;

use crate::text::fold::fold;

/// What foldings are written with when only the style of punctuation is folded.
const PUNCTUATION: [&str; 4] = ["'", "\"", "-", " "];

/// More letters than any ligature stands for: NFKD gives up to seven where there is no space
/// among them (㈝), and what has a space is not taken as a ligature.
const LONGEST_LIGATURE: usize = 8;

/// One place of a literal: the folded characters any of which may stand there.
pub(super) type Slot = Vec<char>;

/// A character that stands for several.
struct Ligature {
    spelling: Vec<char>,
    written: char,
}

/// The forms of letters, under one choice of what is told apart.
pub(super) struct Lexicon {
    case_sensitive: bool,
    accent_sensitive: bool,
    singles: HashMap<char, Vec<char>>,
    ligatures: HashMap<char, Vec<Ligature>>,
    /// What [`Lexicon::slots`] has answered: patterns repeat their letters.
    answered: RefCell<HashMap<char, Option<Vec<Slot>>>>,
}

impl Lexicon {
    /// Reads the forms of all letters off `alphabet`, which holds ASCII too.
    pub fn new(alphabet: &[char], case_sensitive: bool, accent_sensitive: bool) -> Self {
        let mut lexicon = Self {
            case_sensitive,
            accent_sensitive,
            singles: HashMap::new(),
            ligatures: HashMap::new(),
            answered: RefCell::default(),
        };
        for &ch in alphabet {
            lexicon.record(ch);
        }
        lexicon
    }

    /// The places the literal character `ch` takes up.
    ///
    /// None for a character that is matched as it is written; no places at all for one that
    /// folding drops.
    pub fn slots(&self, ch: char) -> Option<Vec<Slot>> {
        let mut answered = self.answered.borrow_mut();
        answered.entry(ch).or_insert_with(|| self.places(ch)).clone()
    }

    /// The characters that stand in `slot` by themselves.
    pub fn singles(&self, slot: &Slot) -> ClassUnicode {
        let forms = slot.iter().filter_map(|letter| self.singles.get(letter));
        class_of(forms.flatten().copied())
    }

    /// The ligatures that stand for the first places of `slots`, each with their number.
    pub fn ligatures<'a>(&'a self, slots: &'a [Slot]) -> impl Iterator<Item = (usize, char)> + 'a {
        let first = slots.first().into_iter().flatten();
        let known = first.filter_map(|letter| self.ligatures.get(letter)).flatten();
        known
            .filter(|ligature| ligature.fits(slots))
            .map(|ligature| (ligature.spelling.len(), ligature.written))
    }

    /// Whether some ligature holds both the end of `left` and the start of `right`.
    pub fn joins(&self, left: &[Slot], right: &[Slot]) -> bool {
        let left = &left[left.len().saturating_sub(LONGEST_LIGATURE)..];
        let right = &right[..right.len().min(LONGEST_LIGATURE)];
        let slots = [left, right].concat();
        (0..left.len()).any(|start| {
            let mut ligatures = self.ligatures(&slots[start..]);
            ligatures.any(|(length, _)| start + length > left.len())
        })
    }

    fn record(&mut self, ch: char) {
        for spelling in self.spellings(ch).unwrap_or_default() {
            match spelling[..] {
                [] => {}
                [letter] => self.singles.entry(letter).or_default().push(ch),
                [first, ..] => {
                    let written = ch;
                    let ligature = Ligature { spelling, written };
                    self.ligatures.entry(first).or_default().push(ligature);
                }
            }
        }
    }

    fn places(&self, ch: char) -> Option<Vec<Slot>> {
        let spellings = self.spellings(ch)?;
        let longest = spellings.iter().map(Vec::len).max().unwrap_or(0);
        let letters = |at| spellings.iter().filter_map(move |spelling| spelling.get(at));
        Some((0..longest).map(|at| self.slot(letters(at))).collect())
    }

    /// All ways to spell `ch` out, equally long. None if it stands for itself only.
    fn spellings(&self, ch: char) -> Option<Vec<Vec<char>>> {
        let folded = fold(ch.encode_utf8(&mut [0; 4]));
        if self.accent_sensitive && !PUNCTUATION.contains(&folded.as_str()) {
            return None;
        }
        // A sign that folds to a space with something on it, or ends a line, is no space.
        if folded.contains(' ') && !is_horizontal_space(ch) {
            return (!self.accent_sensitive).then(|| vec![vec![ch]]);
        }
        Some(match self.case_sensitive {
            true => cased_spellings(ch, &folded),
            false => vec![folded.chars().collect()],
        })
    }

    /// `letters`, each with its other cases where case is not told apart.
    fn slot<'a>(&self, letters: impl Iterator<Item = &'a char>) -> Slot {
        let mut class = class_of(letters.copied());
        if !self.case_sensitive {
            // Fails only where the regex crates are built without their case tables.
            let _ = class.try_case_fold_simple();
        }
        let ranges = class.iter();
        ranges.flat_map(|range| range.start()..=range.end()).collect()
    }
}

impl Ligature {
    fn fits(&self, slots: &[Slot]) -> bool {
        let length = self.spelling.len();
        let mut pairs = self.spelling.iter().zip(slots);
        length <= slots.len() && pairs.all(|(letter, slot)| slot.contains(letter))
    }
}

/// Space, tab and the other White_Space that does not end a line.
fn is_horizontal_space(ch: char) -> bool {
    let vertical = matches!(ch, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    ch.is_whitespace() && !vertical
}

/// The spellings of `ch` with its case kept: folding, part by part, each in its part's case.
fn cased_spellings(ch: char, folded: &str) -> Vec<Vec<char>> {
    let fold_char = |part: char| fold(part.encode_utf8(&mut [0; 4]));
    let parts: Vec<(char, String)> =
        std::iter::once(ch).nfkd().map(|part| (part, fold_char(part))).collect();
    let whole: String = parts.iter().map(|(_, folded)| folded.as_str()).collect();
    if whole != folded {
        return recased(ch, folded);
    }
    let none = vec![Vec::new()];
    parts.iter().fold(none, |spellings, (part, folded)| {
        let endings = recased(*part, folded);
        let joined = spellings
            .iter()
            .flat_map(|start| endings.iter().map(move |end| [&start[..], end].concat()));
        joined.collect()
    })
}

/// `folded` in the case of `part`: an upper-case ligature is spelt `OE` or `Oe`.
fn recased(part: char, folded: &str) -> Vec<Vec<char>> {
    let plain: Vec<char> = folded.chars().collect();
    if plain.is_empty() || part.to_lowercase().eq([part]) {
        return vec![plain];
    }
    let upper: Vec<char> = plain.iter().map(|letter| upper(*letter)).collect();
    let titled = [&upper[..1], &plain[1..]].concat();
    match titled == upper {
        true => vec![upper],
        false => vec![upper, titled],
    }
}

/// The upper case of `letter`, if that is one character.
fn upper(letter: char) -> char {
    let mut cased = letter.to_uppercase();
    match (cased.next(), cased.next()) {
        (Some(upper), None) => upper,
        _ => letter,
    }
}

/// The class of exactly `chars`.
pub(super) fn class_of(chars: impl Iterator<Item = char>) -> ClassUnicode {
    ClassUnicode::new(chars.map(|ch| ClassUnicodeRange::new(ch, ch)))
}
