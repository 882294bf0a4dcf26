//! Decoding: the bytes of a page to text in NFC, every line end a `\n`.
//!
//! A page is UTF-8, UTF-16 with a byte order mark, or HTML in the encoding that it declares. Bytes
//! that are not valid UTF-8 are read as Windows-1252, the encoding that web pages mislabel most
//! (WHATWG Encoding Standard); so a page without any valid multi-byte sequence is Windows-1252 as a
//! whole, and in any other page only its stray bytes are.
//!
//! All of this is a matter of single lines, so large pages are decoded in blocks of whole lines,
//! side by side, and fixed in place where no block grows.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::parallel;
use crate::text::alphabet::{Alphabet, LETTERS};
use crate::text::fold::is_invisible;

/// Bytes that one thread decodes at a time.
const BLOCK: usize = 1 << 20;

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// A decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text in NFC, every line end a `\n`; valid UTF-8.
    pub text: Vec<u8>,
    /// What was not valid in the encoding of the page, if anything.
    pub damage: Option<Damage>,
    /// The characters of the text; all letters from À to ÿ if it has one of them.
    pub alphabet: Alphabet,
    /// How many bytes it was decoded from.
    pub bytes: u64,
    /// Whether nothing of it can be seen.
    pub is_blank: bool,
}

/// What a page held that its encoding does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// How the offending bytes were read.
    pub reading: Reading,
    /// The 1-based line of the first one.
    pub line: usize,
    /// How many there are: bytes, or 16-bit units in UTF-16.
    pub count: usize,
}

/// How bytes that cannot be decoded were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// The whole page is Windows-1252.
    Windows1252,
    /// A UTF-8 page whose stray bytes were read as Windows-1252.
    StrayBytes,
    /// An HTML page with what its declared encoding does not have, read as U+FFFD.
    Declared,
    /// A UTF-16 page with unpaired surrogates or half a unit, read as U+FFFD.
    Utf16,
}

impl Decoded {
    /// The text.
    pub fn as_str(&self) -> &str {
        crate::image::text(&self.text)
    }

    /// The page, with a text that was made of its own and is [`settled`].
    pub(super) fn with_text(self, text: String) -> Self {
        let alphabet = Alphabet::with_letters(&text);
        Self { text: text.into_bytes(), alphabet, ..self }
    }
}

/// A text on one line, in NFC: a question, a label. Words are separated by one space; a single
/// no-break space between two words stays.
pub(super) fn one_line(text: &str) -> String {
    let text = settled(text);
    let mut line = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(end) = rest.find(char::is_whitespace) {
        let (word, after) = rest.split_at(end);
        rest = after.trim_start();
        let space = &after[..after.len() - rest.len()];
        line.extend([word, if matches!(space, "\u{a0}" | "\u{202f}") { space } else { " " }]);
    }
    line.push_str(rest);
    line
}

/// `text` as pages have it: `\n` for every line end, no byte order marks at the head of lines, NFC.
pub(super) fn settled(text: &str) -> Cow<'_, str> {
    match text.is_ascii() && !text.contains('\r') {
        true => text.into(),
        false => fix(text).into(),
    }
}

/// Decodes the bytes of a page or another text file. Never fails: what cannot be decoded is read
/// as [`Reading`] says.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes[..] {
        [0xFF, 0xFE, ..] => decode_as(UTF_16LE, &bytes, Reading::Utf16),
        [0xFE, 0xFF, ..] => decode_as(UTF_16BE, &bytes, Reading::Utf16),
        _ => decode_utf8(bytes),
    }
}

/// Decodes the bytes of an HTML page, which may declare its encoding where it is not UTF-8.
pub(super) fn decode_html(bytes: Vec<u8>) -> Decoded {
    let has_mark = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let is_declared = !has_mark && simdutf8::basic::from_utf8(&bytes).is_err();
    match if is_declared { declared(&bytes) } else { None } {
        Some(encoding) => decode_as(encoding, &bytes, Reading::Declared),
        None => decode(bytes),
    }
}

/// The encoding that the head of an HTML page declares; `None` if that is UTF-8, which it was not,
/// or nothing that is known.
fn declared(page: &[u8]) -> Option<&'static Encoding> {
    /// Where browsers look for the declaration (HTML standard, section 13.2.3.2).
    const HEAD: usize = 1024;
    // Comments and other tags are read over.
    const DECLARATION: &str = concat!(
        r"(?is-u)<!--.*?(?:-->|$)|",
        r#"(?:<meta[^>]*?charset|<\?xml[^>]*?encoding)\s*=\s*["']?([^"';/\s>]*)[^>]*>|<[^>]*>"#,
    );
    let declaration = Regex::new(DECLARATION).ok()?;
    let mut tags = declaration.captures_iter(&page[..page.len().min(HEAD)]);
    // What pages call UTF-16 is none where bytes spell the declaration.
    let label = tags.find_map(|tag| tag.get(1))?;
    let encoding = Encoding::for_label(label.as_bytes())?.output_encoding();
    (encoding != UTF_8).then_some(encoding)
}

/// Decodes the bytes of a page in `encoding`; what that does not have is read as U+FFFD.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], reading: Reading) -> Decoded {
    let (text, is_damaged) = encoding.decode_with_bom_removal(bytes);
    let mut damage: Option<Damage> = None;
    if is_damaged {
        let mut places = text.match_indices(char::REPLACEMENT_CHARACTER);
        damage = places.next().map(|(first, _)| Damage {
            reading,
            line: 1 + line_ends(&text.as_bytes()[..first]),
            count: 1 + places.count(),
        });
    }
    Decoded { damage, bytes: bytes.len() as u64, ..decode_utf8(text.into_owned().into_bytes()) }
}

fn decode_utf8(mut bytes: Vec<u8>) -> Decoded {
    let length = bytes.len() as u64;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let ranges = blocks(&bytes, BLOCK);
    let blocks =
        parallel::map(&ranges, bytes.len() as u64, |range| Block::of(&bytes[range.clone()]));
    let reading = match blocks.iter().any(|block| block.multi_byte) {
        true => Reading::StrayBytes,
        false => Reading::Windows1252,
    };
    let mut damage: Option<Damage> = None;
    let mut alphabet = Alphabet::default();
    for (block, range) in blocks.iter().zip(&ranges) {
        alphabet.merge(&block.alphabet);
        let Some((line, count)) = block.stray else { continue };
        let line = || line_ends(&bytes[..range.start]) + line;
        damage.get_or_insert_with(|| Damage { reading, line: line(), count: 0 }).count += count;
    }
    let is_blank = blocks.iter().all(|block| block.is_blank);
    let fixed = blocks.into_iter().map(|block| block.fixed);
    let text = assemble(bytes, &ranges.into_iter().zip(fixed).collect::<Vec<_>>());
    Decoded { text, damage, alphabet, bytes: length, is_blank }
}

/// `bytes` with some blocks of them fixed; in place if none grows, as a copy of a large page takes
/// longer than decoding it.
fn assemble(mut bytes: Vec<u8>, blocks: &[(Range<usize>, Option<String>)]) -> Vec<u8> {
    let grows = |(range, fixed): &(Range<usize>, Option<String>)| {
        fixed.as_ref().is_some_and(|fixed| fixed.len() > range.len())
    };
    if blocks.iter().any(grows) {
        let texts = blocks.iter().map(|(range, fixed)| match fixed {
            Some(fixed) => fixed.as_bytes(),
            None => &bytes[range.clone()],
        });
        return texts.collect::<Vec<_>>().concat();
    }
    let mut end = 0;
    for (range, fixed) in blocks {
        match fixed {
            Some(fixed) => bytes[end..end + fixed.len()].copy_from_slice(fixed.as_bytes()),
            None if end < range.start => bytes.copy_within(range.clone(), end),
            None => {}
        }
        end += fixed.as_ref().map_or(range.len(), String::len);
    }
    bytes.truncate(end);
    bytes
}

/// Runs of whole lines of about `size` bytes, in order.
pub(super) fn blocks(bytes: &[u8], size: usize) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let last = (start + size).min(bytes.len()) - 1;
        let end = memchr::memchr(b'\n', &bytes[last..]).map_or(bytes.len(), |at| last + at + 1);
        blocks.push(start..end);
        start = end;
    }
    blocks
}

/// Some whole lines of a page, decoded.
#[derive(Default)]
struct Block {
    /// The text, where it is not the bytes as they stand.
    fixed: Option<String>,
    /// The 1-based line of the first stray byte, and how many there are.
    stray: Option<(usize, usize)>,
    /// Whether a multi-byte sequence was valid.
    multi_byte: bool,
    alphabet: Alphabet,
    /// Whether nothing of it can be seen.
    is_blank: bool,
}

impl Block {
    fn of(bytes: &[u8]) -> Self {
        let mut block = Self::default();
        let text: Cow<'_, str> = match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => block.salvage(bytes).into(),
        };
        block.alphabet = Alphabet::with_letters(&text);
        if block.stray.is_none() {
            block.multi_byte = block.alphabet.chars().next().is_some();
        }
        // The first bytes, in UTF-8, of what may not be in NFC: few lines have one.
        let mut firsts = [false; 256];
        for c in block.alphabet.chars().filter(|&c| !is_settled(c)) {
            firsts[usize::from(c.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
        }
        let is_unsettled =
            |line: &str| line.bytes().any(|byte| firsts[usize::from(byte)]) && !is_nfc(line);
        let needs_fix = memchr::memchr(b'\r', text.as_bytes()).is_some()
            || block.alphabet.chars().any(|c| c == MARK)
            || (firsts.contains(&true) && text.split('\n').any(is_unsettled));
        let text = if needs_fix { fix(&text).into() } else { text };
        if needs_fix {
            block.alphabet = Alphabet::with_letters(&text);
        }
        block.is_blank = text.chars().all(|c| c.is_whitespace() || c == '\0' || is_invisible(c));
        if let Cow::Owned(text) = text {
            block.fixed = Some(text);
        }
        block
    }

    /// The text of lines that are not all UTF-8.
    fn salvage(&mut self, bytes: &[u8]) -> String {
        // What each byte from 0x80 on is in Windows-1252; below there is nothing to salvage.
        let high: Vec<u8> = (0x80..=0xFF).collect();
        let high: Vec<char> = WINDOWS_1252.decode_without_bom_handling(&high).0.chars().collect();
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            self.multi_byte |= !chunk.valid().is_ascii();
            if !chunk.invalid().is_empty() {
                let line = || 1 + line_ends(text.as_bytes());
                let (_, count) = self.stray.get_or_insert_with(|| (line(), 0));
                *count += chunk.invalid().len();
                text.extend(chunk.invalid().iter().map(|byte| high[usize::from(byte & 0x7F)]));
            }
        }
        text
    }
}

/// Whether `c` stands in NFC whatever surrounds it.
fn is_settled(c: char) -> bool {
    is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0
}

/// Whole lines with `\n` for every line end, without the byte order marks that gluing pages
/// together leaves at the head of lines, in NFC.
fn fix(lines: &str) -> String {
    let unified = match lines.contains('\r') {
        true => lines.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => Cow::Borrowed(lines),
    };
    let mut fixed = String::with_capacity(unified.len());
    for line in unified.split_inclusive('\n') {
        let line = line.strip_prefix(MARK).unwrap_or(line);
        match line.contains(|c: char| c > *LETTERS.end()) && !is_nfc(line) {
            true => fixed.extend(line.nfc()),
            false => fixed.push_str(line),
        }
    }
    fixed
}

/// How many lines end in `bytes`; LF, CRLF and CR end a line.
fn line_ends(bytes: &[u8]) -> usize {
    let crlf = memchr::memmem::find_iter(bytes, b"\r\n").count();
    memchr::memchr2_iter(b'\n', b'\r', bytes).count() - crlf
}

#[cfg(test)]
mod tests;
