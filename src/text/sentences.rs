//! Sentences of French prose.

use std::ops::Range;

/// Words after which a full stop does not end a sentence.
const ABBREVIATIONS: [&str; 16] = [
    "al", "art", "av", "cf", "chap", "dr", "etc", "ex", "fig", "m", "mm", "no", "p", "par", "réf",
    "tél",
];

/// The byte offsets after the sentences of a raw text by its marks alone: `.`, `!` or `?` before
/// white space or the end, and line ends. Abbreviations count as ends too; the index defines the
/// first sentence of an entry by this rule, and ranking depends on it.
pub(crate) fn ends_by_marks(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.bytes().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'.' | b'!' | b'?' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    });
    ends.map(|(at, _)| at + 1)
}

/// `line` up to the end of its first sentence.
pub fn first(line: &str) -> &str {
    ends(line).next().map_or(line, |end| &line[..end])
}

/// The byte ranges of the sentences of a text, without white space around them. None crosses a line
/// end, and each has a letter or digit.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let from = *at;
        *at += line.len();
        Some((from, line))
    });
    lines.flat_map(|(from, line)| {
        let mut begin = 0;
        let ends = ends(line).chain([line.len()]);
        ends.filter_map(move |end| {
            let sentence = &line[begin..end];
            let start = begin + sentence.len() - sentence.trim_start().len();
            begin = end;
            let says = sentence.contains(char::is_alphanumeric);
            says.then(|| from + start..from + start + sentence.trim().len())
        })
    })
}

/// The byte offsets after the sentences of a line, but for the last.
fn ends(line: &str) -> impl Iterator<Item = usize> + '_ {
    const ELLIPSIS: &str = "…";
    let mark = |(at, byte)| match byte {
        b'.' | b'!' | b'?' => Some(at + 1),
        0xE2 if line[at..].starts_with(ELLIPSIS) => Some(at + ELLIPSIS.len()),
        _ => None,
    };
    line.bytes().enumerate().filter_map(mark).filter(|&end| is_end(line, end))
}

/// Whether the mark before byte `end` ends a sentence: a new one begins after it.
fn is_end(line: &str, end: usize) -> bool {
    let Some(next) = line[end..].strip_prefix(' ') else { return false };
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || "\"«“-–(".contains(c);
    if !next.starts_with(begins) {
        return false;
    }
    let Some(before) = line[..end].strip_suffix('.') else { return true };
    let last =
        before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    !last.is_empty() && !ABBREVIATIONS.contains(&last.as_str()) && (last.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_new_ones_begin() {
        assert_eq!(
            cut("Oui. Non ! Cf. l'art. L. 1111-8.\n\n - Un point\n"),
            ["Oui.", "Non !", "Cf. l'art. L. 1111-8.", "- Un point",]
        );
        assert_eq!(cut("***\n…"), [""; 0]);
        assert_eq!(first("Un. Deux. Trois"), "Un.");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "([A-Za-zé0-9.!? \n«»(-]|\u{301}){0,60}") {
            let says = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(says(&cut(&text).concat()), says(&text));
            prop_assert!(cut(&text).iter().all(|sentence| *sentence == sentence.trim()));
        }
    }
}
