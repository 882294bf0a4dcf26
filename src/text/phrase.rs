//! Phrases: words that must stand side by side, compared after folding.
//!
//! For exact phrases and exclusions in queries and for the rules of facets. Words are those of
//! [`crate::text::tokens`], clitics included, so `l'annuaire santé`, `L’Annuaire-Santé` and
//! `l annuaire sante` are one phrase; punctuation between words does not count.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use super::fold::fold;
use super::tokens::{Kind, Token, visit};

/// A run of folded words, each with whether it stands for every word that begins so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phrase {
    words: Vec<(String, bool)>,
}

impl Phrase {
    /// The phrase of the words of `text`, those that end in `*` prefixes; `None` if it has none.
    pub fn new(text: &str) -> Option<Self> {
        let folded = fold(text);
        let word = |slot: &Slot<Word<'_>>| {
            // A compound says more than its word only where it has a sign: `rpps+`.
            let last = slot.words().last().unwrap_or(&slot.word);
            (last.text.to_string(), folded[last.end..].starts_with('*'))
        };
        let words: Vec<_> = Stream::of(&folded).slots.iter().map(word).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Whether the text of `stream` contains the phrase.
    pub fn is_in(&self, stream: &Stream<Word<'_>>) -> bool {
        self.starts(stream).next().is_some()
    }

    /// The byte ranges, in the folded text, of the words of every occurrence, in order; a word that
    /// two occurrences share comes twice.
    pub fn words_in<'s>(
        &'s self,
        stream: &'s Stream<Word<'_>>,
    ) -> impl Iterator<Item = Range<usize>> + 's {
        let runs = self.starts(stream).map(|first| &stream.slots[first..first + self.words.len()]);
        runs.flatten().filter_map(|slot| Some(slot.start..slot.words().last()?.end))
    }

    pub(super) fn words(&self) -> &[(String, bool)] {
        &self.words
    }

    fn starts<'s>(&'s self, stream: &'s Stream<Word<'_>>) -> impl Iterator<Item = usize> + 's {
        let windows = stream.slots.windows(self.words.len()).enumerate();
        windows.filter(|(_, slots)| self.holds(slots)).map(|(first, _)| first)
    }

    fn holds(&self, slots: &[Slot<Word<'_>>]) -> bool {
        self.words.iter().zip(slots).all(|((text, prefix), slot)| {
            let mut words = slot.words().map(|word| &word.text);
            words.any(|word| if *prefix { word.starts_with(text) } else { word == text })
        })
    }
}

/// The words of a folded text by position, each known by its text or, in an index, by its number.
#[derive(Debug, Clone)]
pub struct Stream<W> {
    slots: Vec<Slot<W>>,
    /// The position of the last word.
    position: Option<usize>,
}

#[derive(Debug, Clone)]
struct Slot<W> {
    word: W,
    /// The compound of this one word: `rpps+` beside `rpps`.
    compound: Option<W>,
    /// Where it begins.
    start: usize,
}

/// A word of a text, and where it ends there.
#[derive(Debug, Clone)]
pub struct Word<'t> {
    text: Cow<'t, str>,
    end: usize,
}

impl<W> Slot<W> {
    fn words(&self) -> impl Iterator<Item = &W> {
        iter::once(&self.word).chain(&self.compound)
    }
}

impl<W> Default for Stream<W> {
    fn default() -> Self {
        Self { slots: Vec::new(), position: None }
    }
}

impl<'t> Stream<Word<'t>> {
    /// The stream of a folded text, without a list of its tokens: an entry may be very long.
    pub fn of(folded: &'t str) -> Self {
        let mut stream = Self::default();
        visit(folded, |token| {
            let Token { start, end, position, kind, text } = token;
            stream.push((kind, start, position), Word { text, end });
        });
        stream
    }
}

impl<W> Stream<W> {
    /// Adds the word of the next token of the text, whose kind, first byte and position are given.
    /// Returns the place of the word: that of the last one for a compound of this word alone, none
    /// for other compounds.
    pub fn push(
        &mut self,
        (kind, start, position): (Kind, usize, usize),
        word: W,
    ) -> Option<usize> {
        if kind != Kind::Compound || self.position < Some(position) {
            self.slots.push(Slot { word, compound: None, start });
            self.position = Some(position);
        } else if let Some(slot) = self.slots.last_mut()
            && slot.start == start
        {
            slot.compound = Some(word);
        } else {
            return None;
        }
        self.slots.len().checked_sub(1)
    }

    /// Makes it that of an empty text; its memory serves the next one.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.position = None;
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The words at a position, from 0: none past the last.
    pub(super) fn words_at(&self, position: usize) -> impl Iterator<Item = &W> {
        self.slots.get(position).into_iter().flat_map(Slot::words)
    }
}

impl Word<'_> {
    /// What it reads.
    pub(crate) fn any(&self) -> Option<&str> {
        Some(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn holds(text: &str, phrase: &str) -> bool {
        let folded = fold(text);
        Phrase::new(phrase).expect("a phrase").is_in(&Stream::of(&folded))
    }

    #[test]
    fn one_phrase_in_its_spellings() {
        for phrase in ["l'annuaire santé", "L’ANNUAIRE-SANTE", "annuaire sante", "annu* san*"] {
            assert!(holds("Vu sur l’annuaire santé.", phrase), "{phrase}");
        }
        for phrase in ["annuaire de santé", "santé annuaire", "annu sante", "annuaire sante x"] {
            assert!(!holds("Vu sur l’annuaire santé.", phrase), "{phrase}");
        }
    }

    #[test]
    fn signs_and_codes() {
        assert!(holds("le RPPS+ et", "rpps") && holds("le RPPS+ et", "rpps+ et"));
        assert!(!holds("le RPPS et", "rpps+"));
        assert!(holds("article L.1111-8", "article L 1111-8"));
        assert!(holds("la e-CPS+ et", "e-cps+") && holds("la e-CPS+ et", "\"E-CPS+\""));
        assert!(
            holds("SC.DMP/CONF.11 est", "sc.dmp/conf.11")
                && !holds("SC.DMP/CONF.21", "sc.dmp/conf.11")
        );
        assert!(holds("aujourd’hui même", "aujourd'hui meme"));
        assert_eq!(Phrase::new(" -- ?"), None);
    }

    proptest! {
        #[test]
        fn any_run_of_words_of_a_text_is_found_in_it(
            words in prop::collection::vec("[a-zé]{1,6}|e-CPS\\+?|L\\.1111-8|l'été|RPPS\\+|prud'hommes", 1..8),
            from in 0usize..8, length in 1usize..8,
        ) {
            let text = words.join(" ");
            let run = words.iter().skip(from % words.len()).take(length).cloned().collect::<Vec<_>>();
            prop_assert!(holds(&text, &run.join(" ")), "{:?} in {:?}", run, text);
        }
    }

    #[test]
    fn ranges_are_those_of_the_folded_text() {
        let folded = fold("Le RPPS+, le rpps");
        let stream = Stream::of(&folded);
        let phrase = Phrase::new("le rpps").expect("a phrase");
        let found: Vec<&str> = phrase.words_in(&stream).map(|range| &folded[range]).collect();
        assert_eq!(found, ["le", "rpps+", "le", "rpps"]);
    }
}
