//! Which characters stand for which letters.
//!
//! [`LetterForms`] is derived from [`fold`] itself: a character that folds to one letter is a form
//! of that letter, one that folds to several letters is a ligature of them. So grep cannot drift
//! from search, and there is no table of Unicode to maintain.

use std::collections::HashMap;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use unicode_normalization::UnicodeNormalization;

use crate::text::fold::fold;

/// The foldings of what is still folded where accents are told apart.
const PUNCTUATION: [&str; 4] = ["'", "\"", "-", " "];

/// More letters than any ligature has: NFKD gives up to seven where there is no space among them
/// (㈝), and what has a space is not taken as a ligature.
const LONGEST_LIGATURE: usize = 8;

/// A position of a literal: the folded characters any of which may stand there.
pub(super) type Slot = Vec<char>;

/// The forms of all letters, for one choice of what is told apart.
pub(super) struct LetterForms {
    case_sensitive: bool,
    accent_sensitive: bool,
    singles: HashMap<char, Vec<char>>,
    /// By first letter: the letters, and the ligature of them.
    ligatures: HashMap<char, Vec<(Vec<char>, char)>>,
}

impl LetterForms {
    /// The forms that occur in `alphabet`, which must include ASCII.
    pub fn new(alphabet: &[char], case_sensitive: bool, accent_sensitive: bool) -> Self {
        let (singles, ligatures) = Default::default();
        let mut forms = Self { case_sensitive, accent_sensitive, singles, ligatures };
        for &ch in alphabet {
            for spelling in forms.spellings(ch).unwrap_or_default() {
                match spelling[..] {
                    [] => {}
                    [letter] => forms.singles.entry(letter).or_default().push(ch),
                    [first, ..] => forms.ligatures.entry(first).or_default().push((spelling, ch)),
                }
            }
        }
        forms
    }

    /// The slots of the literal `ch`: none at all for a character that folding drops, and `None`
    /// for one that is matched as it is written.
    pub fn slots(&self, ch: char) -> Option<Vec<Slot>> {
        let spellings = self.spellings(ch)?;
        let slot = |at| self.slot(spellings.iter().map(|spelling| spelling[at]));
        Some((0..spellings[0].len()).map(slot).collect())
    }

    /// The characters that fill `slot` by themselves.
    pub fn singles(&self, slot: &Slot) -> ClassUnicode {
        let forms = slot.iter().filter_map(|letter| self.singles.get(letter));
        class_of(forms.flatten().copied())
    }

    /// The ligatures that fill the first slots, each with how many it fills.
    pub fn ligatures<'a>(&'a self, slots: &'a [Slot]) -> impl Iterator<Item = (usize, char)> + 'a {
        let first = slots.first().into_iter().flatten();
        let known = first.filter_map(|letter| self.ligatures.get(letter)).flatten();
        known.filter_map(move |(spelling, ligature)| {
            let mut pairs = spelling.iter().zip(slots);
            let fits = spelling.len() <= slots.len();
            let fits = fits && pairs.all(|(letter, slot)| slot.contains(letter));
            fits.then_some((spelling.len(), *ligature))
        })
    }

    /// Whether a ligature can fill both the end of `left` and the start of `right`.
    pub fn joins(&self, left: &[Slot], right: &[Slot]) -> bool {
        let left = &left[left.len().saturating_sub(LONGEST_LIGATURE)..];
        let right = &right[..right.len().min(LONGEST_LIGATURE)];
        let slots = [left, right].concat();
        (0..left.len()).any(|start| {
            self.ligatures(&slots[start..]).any(|(length, _)| start + length > left.len())
        })
    }

    /// The letters that `ch` stands for, in every way to case them; all have the same length.
    /// `None` if it stands for itself only.
    fn spellings(&self, ch: char) -> Option<Vec<Vec<char>>> {
        let folded = fold_char(ch);
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
    fn slot(&self, letters: impl Iterator<Item = char>) -> Slot {
        let mut class = class_of(letters);
        if !self.case_sensitive {
            // Fails only where regex-syntax is built without its case tables.
            let _ = class.try_case_fold_simple();
        }
        class.iter().flat_map(|range| range.start()..=range.end()).collect()
    }
}

pub(super) fn fold_char(ch: char) -> String {
    fold(ch.encode_utf8(&mut [0; 4]))
}

/// Space, tab and the other White_Space that does not end a line.
fn is_horizontal_space(ch: char) -> bool {
    let vertical = matches!(ch, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    ch.is_whitespace() && !vertical
}

/// The spellings of `ch` with its case kept: each part of its decomposition in its own case.
fn cased_spellings(ch: char, folded: &str) -> Vec<Vec<char>> {
    let parts: Vec<char> = std::iter::once(ch).nfkd().collect();
    if parts.iter().map(|&part| fold_char(part)).collect::<String>() != folded {
        return recased(ch, folded);
    }
    parts.into_iter().fold(vec![Vec::new()], |spellings, part| {
        let endings = recased(part, &fold_char(part));
        let joined = |start: &Vec<char>| {
            endings.iter().map(|end| [&start[..], end].concat()).collect::<Vec<_>>()
        };
        spellings.iter().flat_map(joined).collect()
    })
}

/// `folded` in the case of `part`: an upper-case ligature is spelt `OE` or `Oe`.
fn recased(part: char, folded: &str) -> Vec<Vec<char>> {
    let lower: Vec<char> = folded.chars().collect();
    if lower.is_empty() || part.to_lowercase().eq([part]) {
        return vec![lower];
    }
    let upper: Vec<char> = lower.iter().map(|letter| single_upper(*letter)).collect();
    let title = [&upper[..1], &lower[1..]].concat();
    if title == upper { vec![upper] } else { vec![upper, title] }
}

/// The upper case of `letter` if that is one character, else `letter`.
fn single_upper(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(letter)
}

/// The class of exactly `chars`.
pub(super) fn class_of(chars: impl Iterator<Item = char>) -> ClassUnicode {
    ClassUnicode::new(chars.map(|ch| ClassUnicodeRange::new(ch, ch)))
}
