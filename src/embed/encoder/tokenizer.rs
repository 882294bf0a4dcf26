//! Text → subword ids: the Unigram segmentation of SentencePiece.
//!
//! Kudo, "Subword Regularization" (ACL 2018): of all ways to cut a word into subwords, take the
//! one with the highest sum of log-probabilities, by Viterbi. Normalisation before it is
//! Unicode NFKC, then the few deletions and spaces of SentencePiece's `nmt_nfkc`. No
//! lower-casing, accents kept, no byte fallback. Linear in the text: a subword has at most 18
//! bytes.

use unicode_normalization::UnicodeNormalization;

use super::subwords::Vocabulary;
use crate::embed::AssetError;

/// What stands for everything the vocabulary does not know.
pub(super) const UNKNOWN: u16 = 3;

/// Written in front of every word.
const WORD: char = '\u{2581}';

/// The lowest score of the vocabulary less ten, as SentencePiece has it. The lowest is that of
/// the four special subwords, -99.
const UNKNOWN_SCORE: f64 = -109.0;

/// Cuts texts into subwords of the shipped vocabulary.
pub(super) struct Tokenizer {
    vocabulary: Vocabulary,
}

/// The best way to reach a place in a word.
#[derive(Clone, Copy)]
struct Step {
    score: f64,
    start: usize,
    id: u16,
}

impl Tokenizer {
    /// The tokenizer of a model with `rows` word vectors.
    pub(super) fn load(rows: usize) -> Result<Self, AssetError> {
        let vocabulary = Vocabulary::shipped()?;
        if vocabulary.len() != rows {
            return Err(AssetError::Vocabulary("of another size than the model's"));
        }
        Ok(Self { vocabulary })
    }

    /// Ids of the subwords of `text`, without the marks of start and end. Each is below the
    /// number of word vectors.
    pub(super) fn ids(&self, text: &str) -> Vec<u16> {
        let text = normalize(text);
        let mut ids = Vec::with_capacity(text.len() / 3);
        let mut word = String::new();
        let mut best = Vec::new();
        for part in text.split(' ').filter(|part| !part.is_empty()) {
            word.clear();
            word.push(WORD);
            word.push_str(part);
            self.cut(&word, &mut best, &mut ids);
        }
        ids
    }

    /// Appends the subwords of `word` to `ids`. `best` is room to work in.
    fn cut(&self, word: &str, best: &mut Vec<Option<Step>>, ids: &mut Vec<u16>) {
        best.clear();
        best.resize(word.len() + 1, None);
        best[0] = Some(Step { score: 0.0, start: 0, id: UNKNOWN });
        for (start, letter) in word.char_indices() {
            let Some(Step { score: base, .. }) = best[start] else { continue };
            let mut reach = |end: usize, score: f64, id: u16| {
                if best[end].is_none_or(|step| score > step.score) {
                    best[end] = Some(Step { score, start, id });
                }
            };
            let mut alone = false;
            for subword in self.vocabulary.prefixes(&word.as_bytes()[start..]) {
                alone |= subword.length == letter.len_utf8();
                reach(start + subword.length, base + subword.score, subword.id);
            }
            if !alone {
                reach(start + letter.len_utf8(), base + UNKNOWN_SCORE, UNKNOWN);
            }
        }
        let first = ids.len();
        let mut end = word.len();
        while end > 0 {
            let Some(step) = best[end] else { break };
            if !(step.id == UNKNOWN && ids.len() > first && ids.last() == Some(&UNKNOWN)) {
                ids.push(step.id);
            }
            end = step.start;
        }
        ids[first..].reverse();
    }
}

/// NFKC, control characters deleted, odd white space as spaces.
fn normalize(text: &str) -> String {
    text.nfkc().filter(|letter| !is_deleted(*letter)).map(spaced).collect()
}

const fn is_deleted(letter: char) -> bool {
    matches!(letter, '\u{1}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{8f}' | '\u{9f}')
}

const fn spaced(letter: char) -> char {
    match letter {
        '\t'
        | '\n'
        | '\u{c}'
        | '\r'
        | '\u{1680}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'
        | '\u{2029}'
        | WORD
        | '\u{feff}'
        | '\u{fffd}' => ' ',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_lowest_score_is_the_one_written_here() {
        let tokenizer = Tokenizer::load(24_000).unwrap();
        let special = tokenizer.vocabulary.prefixes(b"<s>").last().unwrap();
        assert_eq!((special.id, special.score), (0, UNKNOWN_SCORE + 10.0));
    }

    #[test]
    fn runs_of_the_unknown_are_one_id() {
        let tokenizer = Tokenizer::load(24_000).unwrap();
        let unknown = |text| tokenizer.ids(text).iter().filter(|id| **id == UNKNOWN).count();
        assert_eq!(unknown("\u{13000}\u{13001}"), 1);
        assert_eq!(unknown("\u{13000} \u{13001}"), 2);
        assert_eq!(unknown("\u{13000}a\u{13001}"), 2);
    }

    #[test]
    fn a_model_of_another_size_is_refused() {
        assert!(Tokenizer::load(23_999).is_err());
    }

    proptest! {
        #[test]
        fn never_panics_and_ids_are_in_range(letters in proptest::collection::vec(any::<char>(), 0..60)) {
            let text: String = letters.into_iter().collect();
            let ids = Tokenizer::load(24_000).unwrap().ids(&text);
            prop_assert!(ids.iter().all(|id| *id < 24_000));
            prop_assert!(ids.len() <= 3 * normalize(&text).chars().count());
        }

        #[test]
        fn spaces_around_and_between_do_not_matter(words in proptest::collection::vec("[a-zé']{1,9}", 0..6)) {
            let tokenizer = Tokenizer::load(24_000).unwrap();
            let loose = format!("  {} \t", words.join(" \u{200b}\n "));
            prop_assert_eq!(tokenizer.ids(&words.join(" ")), tokenizer.ids(&loose));
        }
    }
}
