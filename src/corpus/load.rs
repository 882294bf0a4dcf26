//! Loading: the pages that were found, read, decoded and split, side by side.
//!
//! A large file is read in parts, each by whichever thread is free, straight from the file
//! into text: what is held is the text of the pages and a few hundred kilobytes a thread. A
//! part ends with a line; what a `\r` alone ends is left to the decoder, which sees whole
//! `\n` lines. Files that can not be read from the middle, and UTF-16, are one part of work.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use super::bounded;
use super::contents::{Hashing, together};
use super::decoder::Decoder;
use super::delimiter::Delimiter;
use super::encoding::{Damage, Utf16, without_mark};
use super::lines::LineReader;
use super::marks::Marks;
use super::page::{Part, Text};
use super::source::{Found, Origin, Unread};
use super::workers;
use crate::text::alphabet::Alphabet;
use crate::text::fold::is_invisible;

/// Bytes of a file that one thread reads at a time.
pub(super) const PART: u64 = 2 << 20;

/// Bytes that the last line of a part may well reach over its end.
const LINE: usize = 8 << 10;

/// A page as it was read.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// Its text, in parts.
    pub parts: Vec<Part>,
    /// What its encoding did not allow.
    pub damage: Option<Damage>,
    /// The hash of its bytes, if that was asked for.
    pub contents: u128,
    /// The characters of its text.
    pub alphabet: Alphabet,
}

/// Reads all `pages`, in their order; hashes their contents if `hash`.
pub(super) fn all(
    pages: &[Found],
    delimiter: &Delimiter,
    hash: bool,
) -> Vec<Result<Loaded, Unread>> {
    let mut jobs: Vec<Job<'_>> = Vec::new();
    let mut counts = Vec::new();
    for page in pages {
        let before = jobs.len();
        jobs.extend(Job::of(page));
        counts.push(jobs.len() - before);
    }
    let bytes = jobs.iter().map(|job| job.size).sum();
    let read = workers::map(&jobs, bytes, |job| job.run(delimiter, hash));
    let mut read = read.into_iter();
    let page = |count| Loaded::of(&mut read.by_ref().take(count));
    counts.into_iter().map(page).collect()
}

/// Reads a page from its bytes.
pub(super) fn one(page: &Found, bytes: &[u8], delimiter: &Delimiter) -> Result<Loaded, Unread> {
    let size = bytes.len() as u64;
    let job = Job { page, range: 0..u64::MAX, size, is_regular: true };
    let mut builder = Builder::new(delimiter);
    job.read(bytes, &mut builder).map_err(Unread::Refused)?;
    builder.finish();
    let done = Done { lines: builder.lines, hashes: Vec::new() };
    Loaded::of(&mut std::iter::once(Ok(done)))
}

/// A page, or the lines of it that begin in a range of its bytes.
struct Job<'p> {
    page: &'p Found,
    range: Range<u64>,
    /// How many bytes these are, as far as is known.
    size: u64,
    is_regular: bool,
}

/// Some lines of a page as they were read.
struct Lines {
    part: Part,
    count: usize,
    damage: Option<Damage>,
    multi_byte: bool,
    alphabet: Alphabet,
    is_blank: bool,
}

/// What a job has read.
struct Done {
    lines: Vec<Lines>,
    /// The hashes of the parts of the file, if they were asked for.
    hashes: Vec<u128>,
}

impl Loaded {
    /// The page that was read by these jobs.
    fn of(read: &mut dyn Iterator<Item = Result<Done, Unread>>) -> Result<Self, Unread> {
        // Every job is taken, whatever comes of the first.
        let read: Vec<Result<Done, Unread>> = read.collect();
        let mut page = Self::default();
        let mut before = 0;
        let (mut is_blank, mut multi_byte) = (true, false);
        let mut hashes = Vec::new();
        for done in read {
            let done = done?;
            hashes.extend(done.hashes);
            for lines in done.lines {
                is_blank &= lines.is_blank;
                multi_byte |= lines.multi_byte;
                page.alphabet.merge(&lines.alphabet);
                page.damage = match (page.damage, lines.damage) {
                    (Some(first), Some(more)) => {
                        Some(Damage { count: first.count + more.count, ..first })
                    }
                    (None, Some(first)) => Some(Damage { line: before + first.line, ..first }),
                    (first, None) => first,
                };
                before += lines.count;
                page.parts.push(lines.part);
            }
        }
        page.damage = page.damage.map(|damage| damage.on_page(multi_byte));
        page.contents = together(&hashes);
        if is_blank { Err(Unread::Empty) } else { Ok(page) }
    }
}

impl<'p> Job<'p> {
    /// The jobs that read `page`, in the order of its bytes.
    fn of(page: &'p Found) -> Vec<Self> {
        let whole = |size, is_regular| Self { page, range: 0..u64::MAX, size, is_regular };
        let path = match (page.origin, &page.path) {
            (Origin::Embedded(bytes), _) => return vec![whole(bytes.len() as u64, true)],
            (Origin::Stdin, _) | (_, None) => return vec![whole(0, false)],
            (Origin::Named | Origin::InFolder, Some(path)) => path,
        };
        // What the system refuses now, it refuses when it is to be read, and then counts.
        let Ok(facts) = fs::metadata(path) else { return vec![whole(0, true)] };
        let size = facts.len();
        if !facts.is_file() || size < 2 * PART || is_utf16(path) {
            return vec![whole(size, facts.is_file())];
        }
        let part = |number| {
            let start = number * PART;
            let end = if start + PART < size { start + PART } else { u64::MAX };
            Self { page, range: start..end, size: PART.min(size - start), is_regular: true }
        };
        (0..size.div_ceil(PART)).map(part).collect()
    }

    /// Reads, decodes and splits the lines of this job.
    fn run(&self, delimiter: &Delimiter, hash: bool) -> Result<Done, Unread> {
        let mut hashes = Vec::new();
        let mut builder = Builder::new(delimiter);
        match (self.page.origin, &self.page.path) {
            (Origin::Embedded(bytes), _) => builder.see_static(bytes),
            (Origin::InFolder, _) if !self.is_regular => return Err(Unread::NotAFile),
            (Origin::Named | Origin::InFolder, Some(path)) => {
                if !self.is_regular {
                    let file = File::open(path).map_err(Unread::Refused)?;
                    self.read(bounded::Endless::new(file), &mut builder)
                        .map_err(Unread::Refused)?;
                    builder.finish();
                    return Ok(Done { lines: builder.lines, hashes });
                }
                let (mut file, facts) = bounded::open_regular(path).map_err(Unread::Refused)?;
                if !facts.is_file() {
                    return Err(Unread::NotAFile);
                }
                bounded::page(facts.len()).map_err(Unread::Refused)?;
                if let Some(before @ 1..) = self.range.start.checked_sub(1) {
                    file.seek(SeekFrom::Start(before)).map_err(Unread::Refused)?;
                }
                builder.decoder.reserve(self.size as usize + LINE);
                let begin = self.range.start.saturating_sub(1);
                let file = bounded::Endless::page(file);
                if hash {
                    let mut file = Hashing::new(file, begin, self.range.clone());
                    self.read(&mut file, &mut builder).map_err(Unread::Refused)?;
                    hashes = file.finish();
                } else {
                    self.read(file, &mut builder).map_err(Unread::Refused)?;
                }
            }
            (Origin::Stdin, _) | (_, None) => {
                let input = bounded::Endless::new(io::stdin().lock());
                self.read(input, &mut builder).map_err(Unread::Refused)?;
            }
        }
        builder.finish();
        Ok(Done { lines: builder.lines, hashes })
    }

    fn read(&self, source: impl Read, builder: &mut Builder<'_>) -> io::Result<()> {
        let mut reader = LineReader::new(source, self.size);
        if self.range.start == 0 && Utf16::of(reader.peek()?).is_some() {
            builder.see_utf16(&reader.all()?);
            return Ok(());
        }
        let mut at_head = self.range.start == 0;
        reader.lines(self.range.clone(), |lines| match std::mem::take(&mut at_head) {
            true => builder.see(without_mark(lines)),
            false => builder.see(lines),
        })
    }
}

/// Makes parts of the lines of a page.
struct Builder<'d> {
    delimiter: &'d Delimiter,
    decoder: Decoder,
    marks: Marks,
    is_blank: bool,
    lines: Vec<Lines>,
}

impl<'d> Builder<'d> {
    fn new(delimiter: &'d Delimiter) -> Self {
        let decoder = Decoder::new(delimiter.firsts());
        Self { delimiter, decoder, marks: Marks::default(), is_blank: true, lines: Vec::new() }
    }

    /// Takes a whole page.
    fn see_static(&mut self, bytes: &'static [u8]) {
        self.is_blank = is_blank(bytes);
        self.decoder.push_static(bytes);
        self.look(0);
        self.look_closer(0);
    }

    /// Takes a whole page in UTF-16.
    fn see_utf16(&mut self, bytes: &[u8]) {
        if let Some((order, rest)) = Utf16::of(bytes) {
            self.is_blank = is_blank(bytes);
            self.decoder.push_utf16(rest, order);
            self.look(0);
            self.look_closer(0);
        }
    }

    /// Takes some lines of a page.
    fn see(&mut self, lines: &[u8]) {
        if self.decoder.text.len() as u64 >= 2 * PART {
            self.finish();
        }
        self.is_blank = self.is_blank && is_blank(lines);
        let (before, from) = (self.decoder.lines, self.decoder.text.len());
        self.decoder.push(lines);
        self.look(before);
        self.look_closer(from);
    }

    /// The bytes of byte order marks are letters too (`ï` `»` `¿` `þ` `ÿ` of Windows-1252), so
    /// bytes alone can only tell that a page is not blank.
    fn look_closer(&mut self, from: usize) {
        let unseen = |c: char| c.is_whitespace() || c == '\0' || is_invisible(c);
        self.is_blank = self.is_blank && self.decoder.text[from..].chars().all(unseen);
    }

    /// Looks for delimiters in what was decoded last, before which stand so many lines.
    fn look(&mut self, lines: usize) {
        let (begin, heads) = self.decoder.heads();
        for head in heads {
            let (at, line) = (begin + head.at, lines + head.line + 1);
            self.marks.look(&self.decoder.text, at, line, self.delimiter);
        }
    }

    /// Makes a part of all that was taken since the last one.
    fn finish(&mut self) {
        let next = Decoder::new(self.delimiter.firsts());
        let decoder = std::mem::replace(&mut self.decoder, next);
        let Decoder { text, lines: count, damage, multi_byte, alphabet, dropped, .. } = decoder;
        let marks = std::mem::take(&mut self.marks);
        let part = Part::new(Text { text, dropped }, count, marks);
        let is_blank = self.is_blank;
        self.lines.push(Lines { part, count, damage, multi_byte, alphabet, is_blank });
    }
}

/// Whether a large file begins as UTF-16 does, which is not read in parts.
fn is_utf16(path: &Path) -> bool {
    let mut mark = [0; 2];
    let read =
        bounded::open_only_regular(path).and_then(|(mut file, _)| file.read_exact(&mut mark));
    read.is_ok() && Utf16::of(&mark).is_some()
}

/// Whether bytes may be nothing but white space, whatever their encoding.
fn is_blank(bytes: &[u8]) -> bool {
    let marks = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0];
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || marks.contains(byte))
}
