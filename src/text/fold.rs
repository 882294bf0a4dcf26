//! Folding: what "the same word" means here.
//!
//! Readers type `reglement`; the page says `Règlement`. Delimiters, headings, index, query
//! and facet rules all pass through the rules below, so none can drift from another. In
//! order, for each character:
//!
//! 1. an acute accent standing alone (U+00B4, U+1FFD) is an apostrophe, which step 2 would destroy;
//! 2. canonical and compatibility decomposition (NFKD, Unicode Standard Annex 15): `é` is
//!    `e` and a mark, `ﬁ` is `fi`, `²` is `2`, a no-break space is a space;
//! 3. combining marks (General_Category M) and invisible characters (soft hyphen,
//!    zero-width space and joiners, byte order mark) go;
//! 4. lower case by the full Unicode mapping, then 2 and 3 again (`İ` lowers to `i` and a
//!    mark);
//! 5. `œ` is spelt `oe`, `æ` `ae`, `ß` `ss`;
//! 6. every apostrophe is `'`, every double quotation mark `"`, every dash `-`, every white
//!    space a blank.
//!
//! [`Folded`] records where each folded byte came from, so a match in folded text is reported at
//! its place in the original, whatever folding did to its length.
//!
//! The identity of an entry is a frozen contract of its own, in [`crate::corpus::identity`].

use std::iter;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::ascii;

/// Folds `text`. Never fails; linear in the input.
///
/// ```
/// assert_eq!(faq::text::fold::fold("L’Œuvre  d’été"), "l'oeuvre  d'ete");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folding of `text` to `folded`: one buffer serves many texts.
pub fn fold_into(text: &str, folded: &mut String) {
    fold_runs(text, folded, |_, _| {});
}

/// Appends the folding of `text` to `folded`, a run of ASCII or a character at a time. Calls `grown`
/// with what was added, but for its case, and the bytes of `text` that it comes from.
fn fold_runs(text: &str, folded: &mut String, mut grown: impl FnMut(&str, Range<usize>)) {
    let begin = folded.len();
    let mut at = 0;
    while at < text.len() {
        let ascii = ascii::run(&text.as_bytes()[at..], |eight| ascii::equal(eight, b'`'));
        if ascii > 0 {
            folded.push_str(&text[at..at + ascii]);
            grown(&text[at..at + ascii], at..at + ascii);
            at += ascii;
        }
        if let Some(c) = text[at..].chars().next() {
            let from = folded.len();
            fold_char(c, &mut |f| folded.push(f));
            grown(&folded[from..], at..at + c.len_utf8());
            at += c.len_utf8();
        }
    }
    folded[begin..].make_ascii_lowercase();
}

/// Sends the folded form of `c`, zero or more characters, to `emit`: steps 1 to 6.
pub fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return emit(unify(c.to_ascii_lowercase()));
    }
    if let Some(letter) = latin(c) {
        return emit(letter);
    }
    if matches!(c, '\u{B4}' | '\u{1FFD}') {
        return emit('\'');
    }
    // The earlier steps do not change what step 6 does.
    match unify(c) {
        mark if mark != c => emit(mark),
        // Frequent, and changed by no step.
        '•' | '€' | '§' => emit(c),
        _ => each_step(c, emit),
    }
}

/// Steps 2 to 6.
fn each_step(c: char, emit: &mut impl FnMut(char)) {
    each_base(c, &mut |base| {
        for lower in base.to_lowercase() {
            each_base(lower, &mut |letter| spell(letter, emit));
        }
    });
}

/// The result of steps 2 to 6 for À to ÿ, which most of French is written in, where that is one
/// letter. A test compares it with the steps.
fn latin(c: char) -> Option<char> {
    const LETTERS: &[u8; 64] = b"aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y";
    let place = (c as usize).checked_sub(0xC0)?;
    LETTERS.get(place).filter(|&&letter| letter != b'.').map(|&letter| char::from(letter))
}

/// Steps 2 and 3: the compatibility decomposition of `c` without marks and invisible characters.
fn each_base(c: char, emit: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c);
    }
    std::iter::once(c).nfkd().filter(|&d| !is_combining_mark(d) && !is_invisible(d)).for_each(emit);
}

/// Steps 5 and 6: ligatures that Unicode does not decompose, then punctuation.
fn spell(c: char, emit: &mut impl FnMut(char)) {
    match c {
        'œ' => "oe".chars().for_each(emit),
        'æ' => "ae".chars().for_each(emit),
        'ß' => "ss".chars().for_each(emit),
        _ => emit(unify(c)),
    }
}

/// Step 6: one character for all of a kind.
fn unify(c: char) -> char {
    match c {
        '`' | '‘' | '’' | '‚' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '′' | '‵' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '〝' | '〞' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '⁃' | '−' | '⸺' | '⸻' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether `c` is an invisible character that copying from a web page leaves behind.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// A folded text with the offsets of the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Where folding changes lengths: a byte of the folded text, at the beginning of a character,
    /// and the byte of the original that the character it came from begins with. From there on one
    /// is as far as the other, up to the next.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds `original` as [`fold`] does and records every origin.
    pub fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origins = vec![(0, 0)];
        // Where the next character stands in the folded text, and in the original if nothing changes.
        let (mut here, mut expected) = (0, Some(0));
        fold_runs(original, &mut text, |folded, source| {
            // ASCII is folded byte by byte.
            let is_ascii = original.as_bytes()[source.start].is_ascii();
            let count = if is_ascii { 1 } else { folded.chars().count() };
            for (nth, (at, _)) in folded.char_indices().take(count).enumerate() {
                if nth > 0 || expected != Some(source.start) {
                    origins.push((here + at, source.start));
                }
            }
            here += folded.len();
            expected = match count {
                0 => expected,
                1 => Some(source.start + folded.len()),
                _ => None,
            };
        });
        if expected != Some(original.len()) {
            origins.push((here, original.len()));
        }
        Self { text, origins }
    }

    /// The folded text, equal to `fold(original)`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte range of the original that produced the folded byte range `folded`.
    ///
    /// Whole characters only: half of a spelt-out `œ` gives the whole `œ`, and marks that
    /// follow a letter stay with it. An empty range gives an empty one.
    ///
    /// # Panics
    /// If `folded` reaches past the end of [`Folded::as_str`].
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let (start, _) = self.origin(folded.start);
        if folded.is_empty() {
            return start..start;
        }
        let (last, _) = self.origin(self.text.floor_char_boundary(folded.end - 1));
        let (end, next) = self.origin(folded.end);
        let ends = iter::once(end).chain(self.origins[next..].iter().map(|&(_, origin)| origin));
        let mut ends = ends.skip_while(|&end| end <= last);
        start..ends.next().unwrap_or(last)
    }

    /// Where in the original the character began that byte `folded` comes from, and the place of
    /// the next change in `origins`.
    fn origin(&self, folded: usize) -> (usize, usize) {
        assert!(folded <= self.text.len(), "past the end of the folded text");
        let next = self.origins.partition_point(|&(at, _)| at <= folded);
        let (at, origin) = self.origins.get(next - 1).copied().unwrap_or_default();
        (origin + folded - at, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_rule_in_turn() {
        for (original, folded) in [
            ("Sécurité", "securite"),
            ("SE\u{301}CURITE\u{301}", "securite"),
            ("ﬁnancement ②", "financement 2"),
            ("İstanbul", "istanbul"),
            ("Œuvre, ex æquo, Straße, ẞ", "oeuvre, ex aequo, strasse, ss"),
            ("l’ANS l‘ANS lʼANS l`ANS l´ANS", "l'ans l'ans l'ans l'ans l'ans"),
            ("«\u{A0}oui\u{202F}» “oui”", "\" oui \" \"oui\""),
            ("a‑t‐elle – 6−5", "a-t-elle - 6-5"),
            ("cer\u{AD}ti\u{200B}fi\u{FEFF}cat", "certificat"),
        ] {
            assert_eq!(fold(original), folded, "{original}");
        }
    }

    #[test]
    fn original_ranges_cross_ligatures_marks_and_changes_of_length() {
        for (original, wanted, slice) in [
            ("mise en œuvre", "oeuvre", "œuvre"),
            ("cœur", "o", "œ"),
            ("Maße", "asse", "aße"),
            ("à İzmir", "izmir", "İzmir"),
            ("e\u{301}te\u{301} !", "ete", "e\u{301}te\u{301}"),
            ("ﬁn", "in", "ﬁn"),
        ] {
            let folded = Folded::new(original);
            let start = folded.as_str().find(wanted).expect("the folded text holds it");
            let range = folded.original(start..start + wanted.len());
            assert_eq!(&original[range], slice, "{original}");
        }
    }

    proptest! {
        #[test]
        fn normal_forms_fold_alike(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&text.nfc().collect::<String>()), folded.clone());
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), folded);
        }

        #[test]
        fn every_folded_range_comes_from_a_slice_that_folds_to_it_and_no_more(
            text in "[a-zéèœŒæßİﬁ’‑« \u{301}\u{200B}]{0,40}", a in 0usize..80, b in 0usize..80,
        ) {
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.as_str(), fold(&text));
            let len = folded.as_str().len();
            let (a, b) = (a.min(b).min(len), a.max(b).min(len));
            prop_assume!(folded.as_str().is_char_boundary(a) && folded.as_str().is_char_boundary(b));
            let slice = &text[folded.original(a..b)];
            let refolded = fold(slice);
            prop_assert!(refolded.contains(&folded.as_str()[a..b]));
            prop_assert!(refolded.len() <= b - a + 2, "at most half a ligature at either end");
        }
    }

    #[test]
    fn every_character_folds_to_something_stable_and_by_the_steps() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "U+{:04X}", c as u32);
            if !matches!(c, '\u{B4}' | '\u{1FFD}') {
                let mut steps = String::new();
                each_step(c, &mut |f| steps.push(f));
                assert_eq!(once, steps, "U+{:04X}", c as u32);
            }
        }
    }
}
