//! The decoder: some lines of a page after others to text, each looked at while it is in the
//! processor's cache.
//!
//! All of [decoding](super::encoding) is a matter of single lines, so any cut between lines gives
//! the same text. What needs no mending, and one [`Sweep`] tells, is copied as it stands. UTF-8
//! is validated by `simdutf8`: 7 ms for 96 MB of French, where the standard library takes 82.

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::encoding::{
    Damage, MARK, Reading, Utf16, line_of_end, mend, windows_1252, without_mark,
};
use super::sweep::{Head, LETTERS, Sweep};
use crate::text::alphabet::Alphabet;
use crate::text::fold::fold;

/// Decodes a part of a page, some lines at a time.
#[derive(Debug)]
pub(super) struct Decoder {
    /// What is decoded, in NFC, every line end a `\n`.
    pub text: Cow<'static, str>,
    /// How many lines of it are ended.
    pub lines: usize,
    /// What could not be decoded; [`Damage::on_page`] tells how that was read.
    pub damage: Option<Damage>,
    /// Whether a multi-byte sequence was valid.
    pub multi_byte: bool,
    /// The characters of the text; all of [`LETTERS`], if it has one of them.
    pub alphabet: Alphabet,
    /// Where the text has characters that folding drops: combining marks without a composed
    /// form, soft hyphens, joiners.
    pub dropped: Vec<usize>,
    /// The length of what was decoded last.
    last: usize,
    sweep: Sweep,
    rare: Rare,
}

/// What is to be known of the characters that a sweep tells one by one, asked once for each.
#[derive(Debug, Default)]
struct Rare {
    known: Alphabet,
    /// Those that may not stand in NFC, and byte order marks.
    mended: Alphabet,
    /// Those that fold to nothing.
    dropped: Alphabet,
}

impl Decoder {
    /// A decoder that notes the lines beginning with one of `firsts`; see [`Sweep::new`].
    pub fn new(firsts: [u8; 2]) -> Self {
        Self {
            text: Cow::Borrowed(""),
            lines: 0,
            damage: None,
            multi_byte: false,
            alphabet: Alphabet::default(),
            dropped: Vec::new(),
            last: 0,
            sweep: Sweep::new(firsts),
            rare: Rare::default(),
        }
    }

    /// Makes room for `bytes` of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.to_mut().reserve(bytes);
    }

    /// The lines that were noted in what was decoded last, and the offset it begins at.
    pub fn heads(&self) -> (usize, &[Head]) {
        (self.text.len() - self.last, &self.sweep.heads)
    }

    /// Decodes all of a page that the program holds; it is not copied unless it needs mending.
    pub fn push_static(&mut self, bytes: &'static [u8]) {
        let bytes = without_mark(bytes);
        match simdutf8::basic::from_utf8(bytes) {
            Ok(text) if self.text.is_empty() && self.is_sound(text) => {
                self.take_note(text);
                self.text = Cow::Borrowed(text);
            }
            _ => self.push(bytes),
        }
    }

    /// Decodes whole lines in UTF-8.
    pub fn push(&mut self, lines: &[u8]) {
        match simdutf8::basic::from_utf8(lines) {
            Ok(text) => {
                let sound = self.is_sound(text);
                self.multi_byte |= self.sweep.is_wide();
                self.add(text, sound);
            }
            Err(_) => {
                let text = self.salvage(lines);
                let sound = self.is_sound(&text);
                self.add(&text, sound);
            }
        }
    }

    /// Decodes all of a page in UTF-16, from behind its mark.
    pub fn push_utf16(&mut self, bytes: &[u8], order: Utf16) {
        let unit = match order {
            Utf16::LittleEndian => u16::from_le_bytes,
            Utf16::BigEndian => u16::from_be_bytes,
        };
        let (pairs, rest) = bytes.as_chunks::<2>();
        let mut text = String::with_capacity(bytes.len());
        for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            let c = decoded.unwrap_or_else(|_| {
                self.note(Reading::Utf16, &text);
                char::REPLACEMENT_CHARACTER
            });
            text.push(c);
        }
        if !rest.is_empty() {
            self.note(Reading::Utf16, &text);
            text.push(char::REPLACEMENT_CHARACTER);
        }
        let sound = self.is_sound(&text);
        self.add(&text, sound);
    }

    /// The text of lines that are not all UTF-8.
    fn salvage(&mut self, lines: &[u8]) -> String {
        let mut text = String::with_capacity(lines.len());
        for chunk in lines.utf8_chunks() {
            text.push_str(chunk.valid());
            self.multi_byte |= !chunk.valid().is_ascii();
            for &byte in chunk.invalid() {
                self.note(Reading::StrayBytes, &text);
                text.push(windows_1252(byte));
            }
        }
        text
    }

    /// Counts one more offence, standing behind `text`.
    fn note(&mut self, reading: Reading, text: &str) {
        match &mut self.damage {
            Some(damage) => damage.count += 1,
            None => {
                let line = self.lines + line_of_end(text);
                self.damage = Some(Damage { reading, line, count: 1 });
            }
        }
    }

    /// Adds `text`, which was swept last, mended unless it is `sound`.
    fn add(&mut self, text: &str, sound: bool) {
        if sound {
            self.take_note(text);
            self.text.to_mut().push_str(text);
        } else {
            let mended = mend(text);
            self.sweep.run(&mended);
            self.take_note(&mended);
            self.text.to_mut().push_str(&mended);
        }
    }

    /// Sweeps `text` and says whether it can stay as it is.
    fn is_sound(&mut self, text: &str) -> bool {
        self.sweep.run(text);
        let (sweep, rare) = (&self.sweep, &mut self.rare);
        !sweep.returns && !sweep.rare_in(text).any(|(_, c)| rare.know(c).mended.contains(c))
    }

    /// Notes what the last sweep told of `text`, which is about to be added.
    fn take_note(&mut self, text: &str) {
        let begin = self.text.len();
        self.last = text.len();
        self.lines += self.sweep.lines;
        if self.sweep.letters {
            for c in LETTERS {
                self.alphabet.insert(c);
            }
        }
        for (at, c) in self.sweep.rare_in(text) {
            self.alphabet.insert(c);
            if self.rare.know(c).dropped.contains(c) {
                self.dropped.push(begin + at);
            }
        }
    }
}

impl Rare {
    /// Looks at `c` if it is new.
    fn know(&mut self, c: char) -> &Self {
        if self.known.insert(c) {
            let settled = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
                && canonical_combining_class(c) == 0;
            if !settled || c == MARK {
                self.mended.insert(c);
            }
            if fold(c.encode_utf8(&mut [0; 4])).is_empty() {
                self.dropped.insert(c);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::*;
    use proptest::prelude::*;

    /// The bytes of whole lines, in pieces that stand in every way to what is mended.
    fn lines() -> impl Strategy<Value = Vec<u8>> {
        let pieces: [&[u8]; 16] = [
            b"a",
            b"e",
            "é".as_bytes(),
            "\u{301}".as_bytes(),
            "\u{315}".as_bytes(),
            b"\xE9",
            b"\xC3",
            "’".as_bytes(),
            b"\n",
            b"\n",
            b"\r",
            b"\r\n",
            "\u{FEFF}".as_bytes(),
            b"\xAD",
            "\u{AD}".as_bytes(),
            "\u{2126}".as_bytes(),
        ];
        let pieces = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24);
        pieces.prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_cut_between_lines_gives_the_same(bytes in lines(), cuts in any::<u32>()) {
            let whole = decode(&bytes);
            let mut decoder = Decoder::new(*b"aa");
            let mut begun = 0;
            let mut heads = Vec::new();
            let bytes = without_mark(&bytes);
            let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            let ends = ends.map(|(at, _)| at + 1).enumerate().filter(|(n, _)| cuts >> n & 1 == 1);
            for end in ends.map(|(_, end)| end).chain([bytes.len()]) {
                let lines = decoder.lines;
                decoder.push(&bytes[begun..end]);
                let (offset, noted) = decoder.heads();
                heads.extend(noted.iter().map(|head| (offset + head.at, lines + head.line)));
                begun = end;
            }
            prop_assert_eq!(&decoder.text, &whole.text);
            prop_assert_eq!(decoder.damage.map(|damage| damage.on_page(decoder.multi_byte)), whole.damage);
            prop_assert_eq!(decoder.lines, whole.text.matches('\n').count());
            let letters = whole.text.contains(|c| LETTERS.contains(&c));
            let letters: String = LETTERS.filter(|_| letters).collect();
            prop_assert_eq!(decoder.alphabet, Alphabet::of([&whole.text, &letters]));
            let is_dropped = |&(_, c): &(usize, char)| fold(&c.to_string()).is_empty();
            let dropped: Vec<usize> = whole.text.char_indices().filter(is_dropped).map(|(at, _)| at).collect();
            prop_assert_eq!(decoder.dropped, dropped);
            for (at, line) in heads {
                prop_assert!(at == 0 || whole.text.as_bytes()[at - 1] == b'\n');
                prop_assert_eq!(line, whole.text[..at].matches('\n').count());
            }
        }
    }
}
