//! Text → subword ids: the Unigram segmentation of SentencePiece.
//!
//! Kudo, "Subword Regularization" (ACL 2018): of all ways to cut a word into subwords, take the
//! one with the highest sum of log-probabilities, by Viterbi. Normalisation before it is
//! Unicode NFKC, then the few deletions and spaces of SentencePiece's `nmt_nfkc`. No
//! lower-casing, accents kept, no byte fallback. Linear in the text: a subword has at most 18
//! bytes.

use unicode_normalization::UnicodeNormalization;

use super::subwords::Vocabulary;

/// What stands for everything the vocabulary does not know.
const UNKNOWN: u16 = 3;

/// Written in front of every word.
const WORD: char = '\u{2581}';

/// The lowest score of the vocabulary less ten, as SentencePiece has it. The lowest is that of
/// the four special subwords, -99.
const UNKNOWN_SCORE: f64 = -109.0;

/// The best way to reach a place in a word: its score, where its last subword starts, and the id
/// of that.
type Step = (f64, usize, u16);

impl Vocabulary {
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
        best[0] = Some((0.0, 0, UNKNOWN));
        for (start, letter) in word.char_indices() {
            let Some((base, ..)) = best[start] else { continue };
            let mut reach = |end: usize, score: f64, id: u16| {
                if best[end].is_none_or(|(best, ..)| score > best) {
                    best[end] = Some((score, start, id));
                }
            };
            let mut alone = false;
            for (length, id, score) in self.prefixes(&word.as_bytes()[start..]) {
                alone |= length == letter.len_utf8();
                reach(start + length, base + score, id);
            }
            if !alone {
                reach(start + letter.len_utf8(), base + UNKNOWN_SCORE, UNKNOWN);
            }
        }
        let first = ids.len();
        let mut end = word.len();
        while end > 0 {
            let Some((_, start, id)) = best[end] else { break };
            if !(id == UNKNOWN && ids.len() > first && ids.last() == Some(&UNKNOWN)) {
                ids.push(id);
            }
            end = start;
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
        let vocabulary = Vocabulary::shipped().unwrap();
        assert_eq!(vocabulary.prefixes(b"<s>").last(), Some((3, 0, UNKNOWN_SCORE + 10.0)));
    }

    #[test]
    fn runs_of_the_unknown_are_one_id() {
        let vocabulary = Vocabulary::shipped().unwrap();
        let unknown = |text| vocabulary.ids(text).iter().filter(|id| **id == UNKNOWN).count();
        assert_eq!(unknown("\u{13000}\u{13001}"), 1);
        assert_eq!(unknown("\u{13000} \u{13001}"), 2);
        assert_eq!(unknown("\u{13000}a\u{13001}"), 2);
    }

    proptest! {
        #[test]
        fn never_panics_and_ids_are_in_range(letters in proptest::collection::vec(any::<char>(), 0..60)) {
            let text: String = letters.into_iter().collect();
            let ids = Vocabulary::shipped().unwrap().ids(&text);
            prop_assert!(ids.iter().all(|id| *id < 24_000));
            prop_assert!(ids.len() <= 3 * normalize(&text).chars().count());
        }

        #[test]
        fn spaces_around_and_between_do_not_matter(words in proptest::collection::vec("[a-zé']{1,9}", 0..6)) {
            let vocabulary = Vocabulary::shipped().unwrap();
            let loose = format!("  {} \t", words.join(" \u{200b}\n "));
            prop_assert_eq!(vocabulary.ids(&words.join(" ")), vocabulary.ids(&loose));
        }
    }
}
