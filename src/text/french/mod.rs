//! The word forms of French, so that a word that is one is never taken for a misspelling of
//! another, and a misspelt one is taken for the form that it is nearest to.
//!
//! `forms.fst` is an automaton of the crate `fst`: from each form, a byte a letter as in ISO
//! 8859-15, to the class of its [`Frequency`]. Forms have their accents, since corrections are
//! shown, and are compared folded; of those that fold alike the likeliest is in. They have at
//! least four letters: shorter words are not corrected. It is searched where it lies in the
//! program, without any preparation. README.md says where the forms are from.

use fst::raw::{Fst, Node, Transition};

use super::distance::{Spelling, budget, errors, may_be_misspelt};
use super::fold::fold_char;

static FORMS: &[u8] = include_bytes!("forms.fst");

/// How common a form is, in some six million words of the French administration for the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Not met there.
    Unmet,
    /// Up to 19 times.
    Rare,
    /// Up to 399 times.
    Usual,
    /// More often: some 1,400 forms.
    Everyday,
}

impl Frequency {
    /// Of a class in the automaton.
    fn of(class: u64) -> Self {
        match class {
            0 => Self::Unmet,
            1 => Self::Rare,
            2 => Self::Usual,
            _ => Self::Everyday,
        }
    }
}

/// A form of a French word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// In lower case, with accents.
    pub written: String,
    /// The same, folded.
    pub folded: String,
    /// How common it is.
    pub frequency: Frequency,
    /// The typing errors ([`errors`]) between it and the word that it is near to.
    pub errors: usize,
}

/// How common a folded word is; `None` if it is no form of French, or of fewer than four letters.
pub fn frequency(folded: &str) -> Option<Frequency> {
    let forms = forms();
    value(&forms, forms.root(), folded).map(Frequency::of)
}

/// How French writes a folded word, with its accents; one that is no form of French, as the nearest
/// form that it may be misspelt from. `None` if there is none.
pub fn written(folded: &str) -> Option<String> {
    let most = if may_be_misspelt(folded) { budget(folded.chars().count()) } else { 0 };
    let nearest = (0..=most).map(|budget| near(folded, budget)).find(|forms| !forms.is_empty())?;
    // The first of the most frequent.
    let likeliest = nearest.into_iter().rev().max_by_key(|form| form.frequency);
    likeliest.map(|form| form.written)
}

/// The forms that a folded word may be misspelt from, within `budget` typing errors, in
/// alphabetical order.
pub fn near(typed: &str, budget: usize) -> Vec<Form> {
    let forms = forms();
    let spelling = Spelling::new(typed);
    let mut walk = Walk { forms: &forms, typed, budget, spelling, found: Vec::new() };
    // A wrong first letter is an error more, unless it is the second.
    let firsts: Vec<char> = typed.chars().take(2).collect();
    for to in forms.root().transitions() {
        let is_wrong = !firsts.contains(&first_letter(to.inp));
        walk.budget = budget.saturating_sub(usize::from(is_wrong));
        walk.along(to, 0, &mut Vec::new());
    }
    walk.found
}

/// The automaton; only its header is read.
fn forms() -> Fst<&'static [u8]> {
    Fst::new(FORMS).expect("the automaton is of the version that the crate reads")
}

/// The value of the form that spells `rest` from `node` on.
fn value(forms: &Fst<&[u8]>, node: Node<'_>, rest: &str) -> Option<u64> {
    if rest.is_empty() {
        return node.is_final().then(|| node.final_output().value());
    }
    node.transitions().find_map(|to| {
        let mut left = Some(rest);
        fold_char(letter(to.inp), &mut |c| left = left.and_then(|left| left.strip_prefix(c)));
        Some(to.out.value() + value(forms, forms.node(to.addr), left?)?)
    })
}

/// A walk over all forms that are near to a word.
struct Walk<'f> {
    forms: &'f Fst<&'static [u8]>,
    typed: &'f str,
    budget: usize,
    spelling: Spelling,
    found: Vec<Form>,
}

impl Walk<'_> {
    /// Goes on along a transition from where `written` leads, whose values sum up to `value`.
    fn along(&mut self, to: Transition, value: u64, written: &mut Vec<u8>) {
        let letters = self.spelling.spelt().len();
        fold_char(letter(to.inp), &mut |c| self.spelling.push(c));
        if !self.spelling.is_ruled_out(self.budget) {
            let (node, value) = (self.forms.node(to.addr), value + to.out.value());
            written.push(to.inp);
            if node.is_final() && self.spelling.distance() <= self.budget {
                self.add(value + node.final_output().value(), written);
            }
            node.transitions().for_each(|to| self.along(to, value, written));
            written.pop();
        }
        self.spelling.truncate(letters);
    }

    fn add(&mut self, value: u64, written: &[u8]) {
        let folded: String = self.spelling.spelt().iter().collect();
        if let Some(errors) = errors(self.typed, &folded) {
            let written = written.iter().map(|&byte| letter(byte)).collect();
            self.found.push(Form { written, folded, frequency: Frequency::of(value), errors });
        }
    }
}

/// The first letter of what a letter folds to.
fn first_letter(byte: u8) -> char {
    let mut first = None;
    fold_char(letter(byte), &mut |c| _ = first.get_or_insert(c));
    first.unwrap_or_default()
}

/// A lower-case letter of ISO 8859-15: as in ISO 8859-1, which begins Unicode, but for œ.
fn letter(byte: u8) -> char {
    if byte == 0xBD { 'œ' } else { char::from(byte) }
}

#[cfg(test)]
pub(crate) mod tests;
