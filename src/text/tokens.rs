//! Words of a folded text, with where they stand.
//!
//! A word is a run of letters and digits. Two things make French FAQs harder than that:
//!
//! - *Elision.* In `l'ans` or `jusqu'au` the clitic is a token of its own, so that phrases
//!   can be checked over all words and the word after it is found.
//! - *Compounds.* `e-CPS`, `client_id`, `SC.DMP/CONF.11`, `RPPS+` are written in several
//!   ways. They give their parts at consecutive positions *and* one joined [`Kind::Compound`]
//!   (`ecps`, `clientid`, `scdmpconf11`, `rpps+`), so every spelling meets in one of them.
//!   Between digits the connector stays, as `-`: `L.1111-8`, `L1111-8`, `L 1111-8` and
//!   `art. L. 1111-8` are all `l1111-8`.
//!
//! One pass, linear; only compounds are copied.

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use super::ascii;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word, or a part of a compound.
    Word,
    /// An elided word before an apostrophe: l', d', qu' …
    Clitic,
    /// A compound in its joined spelling. It has the position of its first part, or one of its
    /// own if it has no parts (`aujourd'hui`).
    Compound,
}

/// A word of a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// The folded word; of a compound, the joined spelling.
    pub text: Cow<'t, str>,
    /// First byte in the folded text.
    pub start: usize,
    /// One past the last byte in the folded text.
    pub end: usize,
    /// Ordinal among the words and clitics, from 0.
    pub position: usize,
    /// Word, clitic or compound.
    pub kind: Kind,
}

/// The tokens of a folded text, in order; a compound follows the last of its parts.
pub fn tokenize(folded: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    visit(folded, |token| all.push(token));
    all
}

/// Calls `emit` with every token of a folded text, in order.
pub fn visit<'t>(folded: &'t str, mut emit: impl FnMut(Token<'t>)) {
    let mut lexer = Lexer { folded, at: 0, position: 0, chunk: Vec::new(), letter: None };
    while let Some(word) = lexer.word_from(lexer.at) {
        lexer.at = word.end;
        if lexer.stands_alone(&word) {
            lexer.word(&mut emit, word, Kind::Word);
        } else if lexer.is_elided(&word) {
            lexer.letter = None;
            lexer.word(&mut emit, word, Kind::Clitic);
        } else {
            lexer.chunk(&mut emit, word);
        }
    }
}

/// More parts than this are a path or a URL: parts only, no compound.
const MOST_PARTS: usize = 8;

/// Whether `word`, before an apostrophe, is a clitic that elides before a vowel or a mute h.
fn is_clitic(word: &str) -> bool {
    let is_whole =
        matches!(word, "jusqu" | "lorsqu" | "presqu" | "puisqu" | "qu" | "quelqu" | "quoiqu");
    is_whole || matches!(word, "c" | "d" | "j" | "l" | "m" | "n" | "s" | "t")
}

/// Pronouns that a hyphen ties to a verb (`doit-il`, `a-t-elle`, `rendez-vous`), and the
/// particles -ci, -là.
const TIED: &[&str] = &[
    "ce", "ci", "elle", "elles", "en", "il", "ils", "je", "la", "le", "les", "leur", "lui", "moi",
    "nous", "on", "t", "toi", "tu", "vous", "y",
];

/// Letters before the number of an article of a French code: law, regulation, decree.
const ARTICLES: &[&str] = &["d", "l", "r"];

struct Lexer<'t> {
    folded: &'t str,
    at: usize,
    position: usize,
    /// Room for the words of a compound.
    chunk: Vec<Range<usize>>,
    /// The letter of an article just passed, to be joined to a number that follows.
    letter: Option<Range<usize>>,
}

impl<'t> Lexer<'t> {
    /// The next word at or after byte `from`.
    fn word_from(&self, from: usize) -> Option<Range<usize>> {
        let start = self.next_where(from, true);
        (start < self.folded.len()).then(|| start..self.next_where(start, false))
    }

    /// The first character from byte `from` on that is, or is not, a letter or digit, else the end.
    /// Folded text is nearly all ASCII, which is decided by the byte.
    #[inline]
    fn next_where(&self, from: usize, alphanumeric: bool) -> usize {
        let bytes = self.folded.as_bytes();
        let mut at = from;
        loop {
            at += match alphanumeric {
                // Most often, one blank.
                true => bytes[at..].iter().take_while(|&&byte| is_sign(byte)).count(),
                false => ascii::run(&bytes[at..], |eight| !ascii::alphanumeric(eight)),
            };
            if bytes.get(at).is_none_or(u8::is_ascii) {
                return at;
            }
            match self.folded[at..].chars().next() {
                Some(c) if c.is_alphanumeric() != alphanumeric => at += c.len_utf8(),
                _ => return at,
            }
        }
    }

    /// Whether `word` is nothing but a word: no part of an article or a compound, no clitic, no
    /// `rpps+`. Most are.
    fn stands_alone(&self, word: &Range<usize>) -> bool {
        let bytes = self.folded.as_bytes();
        let before_sign = |at: usize| bytes.get(at).is_none_or(|&byte| is_sign(byte));
        let ends = match bytes.get(word.end) {
            Some(b'+' | b'\'') => false,
            Some(&byte) => !is_connector(byte) || before_sign(word.end + 1),
            None => true,
        };
        // One letter may be that of an article, as may the first one before digits.
        ends && self.letter.is_none() && word.len() > 1 && !bytes[word.start + 1].is_ascii_digit()
    }

    fn is_elided(&self, word: &Range<usize>) -> bool {
        self.folded.as_bytes().get(word.end) == Some(&b'\'') && is_clitic(self.text(word))
    }

    /// The word that a single connector joins to what was just read.
    fn tied_word(&self) -> Option<Range<usize>> {
        self.folded.as_bytes().get(self.at).filter(|&&byte| is_connector(byte))?;
        self.word_from(self.at + 1).filter(|word| word.start == self.at + 1)
    }

    fn text(&self, part: &Range<usize>) -> &'t str {
        &self.folded[part.clone()]
    }

    /// Emits the tokens of the run of words that single connectors join to `first`.
    fn chunk(&mut self, emit: &mut impl FnMut(Token<'t>), first: Range<usize>) {
        let mut chunk = mem::take(&mut self.chunk);
        chunk.clear();
        chunk.push(first);
        while let Some(word) = self.tied_word() {
            self.at = word.end;
            chunk.push(word);
        }
        let has_digits = |part| self.text(part).bytes().any(|b| b.is_ascii_digit());
        let is_code = chunk.iter().any(has_digits);
        let folded = self.folded;
        // Alternatives, as in `et/ou`, are no compound.
        for parts in chunk.chunk_by(|_, next| is_code || connector(folded, next) != b'/') {
            self.parts(emit, parts);
        }
        self.chunk = chunk;
    }

    fn word(&mut self, emit: &mut impl FnMut(Token<'t>), at: Range<usize>, kind: Kind) {
        let text = Cow::Borrowed(&self.folded[at.clone()]);
        emit(Token { text, start: at.start, end: at.end, position: self.position, kind });
        self.position += 1;
    }

    /// Emits some words and, if they are spelt as one, their compound.
    fn parts(&mut self, emit: &mut impl FnMut(Token<'t>), parts: &[Range<usize>]) {
        let letter = self.letter.take();
        let span = parts[0].start..parts[parts.len() - 1].end;
        let first = self.position;
        let is_elision = |part| connector(self.folded, part) == b'\'';
        if parts.len() > 1 && parts[1..].iter().all(is_elision) {
            emit(compound(self.join(parts), span, first));
            self.position += 1;
            return;
        }
        for part in parts {
            self.part(emit, part.clone());
        }
        self.compound(emit, parts, span.clone(), first);
        if parts.len() == 1 && ARTICLES.contains(&self.text(&span)) {
            self.letter = Some(span);
        } else if let Some(letter) = letter {
            self.article(emit, letter, parts, span, first);
        }
    }

    /// Emits one word; `l1111` as `l` and `1111`, so that all spellings share them.
    fn part(&mut self, emit: &mut impl FnMut(Token<'t>), at: Range<usize>) {
        let word = &self.folded[at.clone()];
        if word.len() > 3
            && ARTICLES.contains(&&word[..word.ceil_char_boundary(1)])
            && all_digits(&word[1..])
        {
            self.word(emit, at.start..at.start + 1, Kind::Word);
            return self.word(emit, at.start + 1..at.end, Kind::Word);
        }
        self.word(emit, at, Kind::Word);
    }

    /// Emits the joined spelling of `parts`, if they have one.
    fn compound(
        &self,
        emit: &mut impl FnMut(Token<'t>),
        parts: &[Range<usize>],
        span: Range<usize>,
        first: usize,
    ) {
        let plus = self.folded[span.end..].bytes().take_while(|&b| b == b'+').take(2).count();
        let goes_on = self.folded[span.end + plus..].starts_with(char::is_alphanumeric);
        let plus = if goes_on { 0 } else { plus };
        let is_tied = parts.len() > 1 && TIED.contains(&self.text(&parts[parts.len() - 1]));
        let is_joined = self.position - first > 1 && parts.len() <= MOST_PARTS && !is_tied;
        if is_joined || plus > 0 {
            let text = self.join(parts) + &"++"[..plus];
            emit(compound(text, span.start..span.end + plus, first));
        }
    }

    /// Emits the compound of an article: a letter, then a number, `L. 1111-8`.
    fn article(
        &self,
        emit: &mut impl FnMut(Token<'t>),
        letter: Range<usize>,
        parts: &[Range<usize>],
        number: Range<usize>,
        first: usize,
    ) {
        let gap = &self.folded[letter.end..number.start];
        if number.len() >= 3
            && parts.len() <= MOST_PARTS
            && [" ", ". "].contains(&gap)
            && parts.iter().all(|part| all_digits(self.text(part)))
        {
            let text = self.text(&letter).to_owned() + &self.join(parts);
            emit(compound(text, letter.start..number.end, first - 1));
        }
    }

    /// The joined spelling: parts side by side, with a `-` kept between digits.
    fn join(&self, parts: &[Range<usize>]) -> String {
        let mut joined = String::new();
        for part in parts {
            let part = self.text(part);
            let digits = joined.ends_with(|c: char| c.is_ascii_digit())
                && part.starts_with(|c: char| c.is_ascii_digit());
            if digits {
                joined.push('-');
            }
            joined.push_str(part);
        }
        joined
    }
}

/// What stands before a word that is joined to another.
fn connector(folded: &str, word: &Range<usize>) -> u8 {
    folded.as_bytes()[word.start - 1]
}

fn compound<'t>(text: String, span: Range<usize>, position: usize) -> Token<'t> {
    let Range { start, end } = span;
    Token { text: Cow::Owned(text), start, end, position, kind: Kind::Compound }
}

/// Whether a byte is an ASCII character, but no letter or digit.
fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Whether a byte may stand between two words of a compound.
fn is_connector(byte: u8) -> bool {
    matches!(byte, b'-' | b'\'' | b'.' | b'_' | b'/')
}

fn all_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokenize(&fold(text)).into_iter().map(|t| t.text.into_owned()).collect()
    }

    #[test]
    fn words_have_clitics_and_compounds_beside_them() {
        for (text, expected) in [
            ("l’ANS qu'elle jusqu'au", "l ans qu elle jusqu au"),
            ("e-CPS", "e cps ecps"),
            ("client_id", "client id clientid"),
            ("SC.DMP/CONF.11", "sc dmp conf 11 scdmpconf11"),
            ("RPPS+, FINESS+", "rpps rpps+ finess finess+"),
            ("médico-social", "medico social medicosocial"),
            ("26/04/2024", "26 04 2024 26-04-2024"),
            ("aujourd'hui prud'hommes", "aujourdhui prudhommes"),
            ("et/ou", "et ou"),
            ("est-ce a-t-elle doit-il", "est ce a t elle doit il"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn every_spelling_of_an_article_has_one_compound() {
        for text in ["L.1111-8", "L1111-8", "L 1111-8", "art. L. 1111-8", "l'article L.1111-8"] {
            assert!(words(text).contains(&"l1111-8".to_owned()), "{text}: {:?}", words(text));
            assert!(words(text).contains(&"1111".to_owned()), "{text}");
        }
    }

    #[test]
    fn a_url_is_parts() {
        let found = words("https://a.fr/b-c/d_e/f.g-h.i-j.k");
        assert!(found.len() < 20 && found.contains(&"fr".to_owned()), "{found:?}");
    }

    proptest! {
        #[test]
        fn ranges_are_true_and_positions_rise(text in "(\\PC|[a-z0-9'./_+ -]){0,80}") {
            let mut last = None;
            for t in tokenize(&text) {
                prop_assert!(t.start < t.end && text.get(t.start..t.end).is_some());
                if t.kind != Kind::Compound {
                    prop_assert_eq!(&text[t.start..t.end], t.text.as_ref());
                    prop_assert!(last.is_none_or(|p| t.position > p));
                    last = Some(t.position);
                }
            }
        }
    }
}
