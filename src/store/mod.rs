//! Flat stores: prepared data as numbered sections of bytes, wherever the bytes lie.
//!
//! What is dear to make (the entries of a corpus, the index over them) is made once, into a
//! [`Writer`], and asked for through a [`Store`]: built just now and in memory, prepared with
//! the program and part of its image, or kept in a file and read piece by piece. The code that
//! asks is the same for all three, so none can answer otherwise than the others.
//!
//! ```text
//! 0   "faq store"   name of the form
//! 9   version       one byte, [`VERSION`]
//! 10  sections      how many, u16
//! 16  directory     offset u64, length u64, for each section
//!     sections      in order of their numbers, each at a multiple of 8
//! ```
//!
//! All numbers are little-endian. In a file the store is followed by its checksums
//! ([`blocks`]). A store is never trusted: a number that points nowhere, text that is not
//! UTF-8, a block that does not fit its checksum make the store *unsound* ([`Store::is_sound`])
//! and read as nothing. Whoever asks looks once, at the end, and makes the data afresh.

pub mod blocks;
pub mod lock;
pub mod once;
pub mod varint;
pub mod words;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use self::blocks::Blocks;

/// The version of the form and of all that is put into it. A store of another version is not
/// read.
pub const VERSION: u8 = 1;

const NAME: &[u8; 9] = b"faq store";
const HEAD: usize = 16;
const ROW: usize = 16;
/// Sections begin at multiples of this.
const ALIGNMENT: u64 = 8;

/// Collects sections.
#[derive(Debug, Default)]
pub struct Writer<'w> {
    sections: Vec<Section<'w>>,
}

/// The bytes of a section to be.
#[derive(Debug)]
enum Section<'w> {
    Whole(Vec<u8>),
    Pieces(Vec<&'w [u8]>),
}

impl Section<'_> {
    fn len(&self) -> u64 {
        match self {
            Section::Whole(bytes) => bytes.len() as u64,
            Section::Pieces(pieces) => pieces.iter().map(|piece| piece.len() as u64).sum(),
        }
    }
}

impl<'w> Writer<'w> {
    /// Sets the section `number`.
    pub fn put(&mut self, number: usize, bytes: Vec<u8>) {
        *self.section(number) = Section::Whole(bytes);
    }

    /// Sets the section `number` to pieces put end to end, which are not copied.
    pub fn put_pieces(&mut self, number: usize, pieces: Vec<&'w [u8]>) {
        *self.section(number) = Section::Pieces(pieces);
    }

    /// Sets the section `number` to a row of numbers.
    pub fn put_u32s(&mut self, number: usize, values: &[u32]) {
        self.put(number, values.iter().flat_map(|value| value.to_le_bytes()).collect());
    }

    /// Sets the section `number` to a row of numbers.
    pub fn put_u64s(&mut self, number: usize, values: &[u64]) {
        self.put(number, values.iter().flat_map(|value| value.to_le_bytes()).collect());
    }

    /// Sets the sections that `store` has in memory to what they are there, uncopied.
    pub fn put_store(&mut self, store: &'w Store) {
        let Place::Memory(sections) = &store.place else { return };
        for (number, bytes) in sections.iter().enumerate().filter(|(_, bytes)| !bytes.is_empty()) {
            self.put_pieces(number, vec![bytes]);
        }
    }

    /// The bytes of all sections.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.sections.iter().map(Section::len).sum()
    }

    fn section(&mut self, number: usize) -> &mut Section<'w> {
        if self.sections.len() <= number {
            self.sections.resize_with(number + 1, || Section::Whole(Vec::new()));
        }
        &mut self.sections[number]
    }

    /// A store of what was put, in memory.
    #[must_use]
    pub fn finish(self) -> Store {
        let whole = |section| match section {
            Section::Whole(bytes) => bytes,
            Section::Pieces(pieces) => pieces.concat(),
        };
        let sections = self.sections.into_iter().map(whole).collect();
        Store { place: Place::Memory(sections), unsound: AtomicBool::new(false) }
    }

    /// Sends what was put to `see`, piece by piece, as [`Store::in_image`] and
    /// [`Store::in_file`] read it.
    ///
    /// # Errors
    /// Those of `see`.
    pub fn write<E>(&self, mut see: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let count = self.sections.len();
        let mut head = Vec::with_capacity(HEAD + ROW * count);
        head.extend_from_slice(NAME);
        head.push(VERSION);
        head.extend_from_slice(&(count as u16).to_le_bytes());
        head.resize(HEAD, 0);
        let mut offset = (HEAD + ROW * count) as u64;
        for section in &self.sections {
            head.extend_from_slice(&offset.to_le_bytes());
            head.extend_from_slice(&section.len().to_le_bytes());
            offset = (offset + section.len()).next_multiple_of(ALIGNMENT);
        }
        see(&head)?;
        for section in &self.sections {
            match section {
                Section::Whole(bytes) => see(bytes)?,
                Section::Pieces(pieces) => pieces.iter().try_for_each(|piece| see(piece))?,
            }
            let gap = section.len().next_multiple_of(ALIGNMENT) - section.len();
            see(&[0; ALIGNMENT as usize][..gap as usize])?;
        }
        Ok(())
    }
}

/// Where the bytes of a store lie.
#[derive(Debug)]
enum Place {
    Memory(Vec<Vec<u8>>),
    Bytes(Cow<'static, [u8]>, Directory),
    File(Blocks, Directory),
}

/// Where the sections of a store lie in it.
type Directory = Vec<Range<u64>>;

/// Prepared data, read section by section.
#[derive(Debug)]
pub struct Store {
    place: Place,
    unsound: AtomicBool,
}

impl Store {
    /// The store inside the program; `None` if `bytes` is none, or one of another version.
    #[must_use]
    pub fn in_image(bytes: &'static [u8]) -> Option<Store> {
        Store::in_bytes(bytes.into())
    }

    /// The store that some bytes are; `None` if they are none, or one of another version.
    #[must_use]
    pub fn in_bytes(bytes: Cow<'static, [u8]>) -> Option<Store> {
        let read = |range| slice(&bytes, range).map(Cow::Borrowed);
        let directory = directory(bytes.len() as u64, read)?;
        Some(Store { place: Place::Bytes(bytes, directory), unsound: AtomicBool::new(false) })
    }

    /// The store in a checked file; `None` if it is none, or one of another version.
    #[must_use]
    pub fn in_file(blocks: Blocks) -> Option<Store> {
        let directory = directory(blocks.size(), |range| blocks.read(range))?;
        Some(Store { place: Place::File(blocks, directory), unsound: AtomicBool::new(false) })
    }

    /// Whether all that was read so far was as it was written. If not, nothing that was read
    /// may be believed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.unsound.load(Ordering::Relaxed)
    }

    /// Reads all of it once and tells whether it is sound.
    #[must_use]
    pub fn verify(&self) -> bool {
        if let Place::File(blocks, _) = &self.place
            && !blocks.verify()
        {
            self.doubt();
        }
        self.is_sound()
    }

    /// Notes that what was read makes no sense.
    pub fn doubt(&self) {
        self.unsound.store(true, Ordering::Relaxed);
    }

    /// The length of a section in bytes; 0 if there is none.
    #[must_use]
    pub fn len(&self, section: usize) -> u64 {
        match &self.place {
            Place::Memory(sections) => sections.get(section).map_or(0, |bytes| bytes.len() as u64),
            Place::Bytes(_, directory) | Place::File(_, directory) => {
                directory.get(section).map_or(0, |range| range.end - range.start)
            }
        }
    }

    /// Whether a section holds nothing.
    #[must_use]
    pub fn is_empty(&self, section: usize) -> bool {
        self.len(section) == 0
    }

    /// The bytes of a part of a section; empty, and a doubt, if it has no such part.
    pub fn bytes(&self, section: usize, part: Range<u64>) -> Cow<'_, [u8]> {
        self.part(section, part).unwrap_or_else(|| {
            self.doubt();
            Cow::Borrowed(&[])
        })
    }

    fn part(&self, section: usize, part: Range<u64>) -> Option<Cow<'_, [u8]>> {
        if part.start > part.end || part.end > self.len(section) {
            return None;
        }
        if part.is_empty() {
            return Some(Cow::Borrowed(&[]));
        }
        let in_whole = |directory: &Directory| {
            let start = directory[section].start;
            start + part.start..start + part.end
        };
        match &self.place {
            Place::Memory(sections) => slice(&sections[section], part).map(Cow::Borrowed),
            Place::Bytes(bytes, directory) => slice(bytes, in_whole(directory)).map(Cow::Borrowed),
            Place::File(blocks, directory) => blocks.read(in_whole(directory)),
        }
    }

    /// All bytes of a section.
    pub fn whole(&self, section: usize) -> Cow<'_, [u8]> {
        self.bytes(section, 0..self.len(section))
    }

    /// A part of a section as text.
    pub fn text(&self, section: usize, part: Range<u64>) -> Cow<'_, str> {
        match self.bytes(section, part) {
            Cow::Borrowed(bytes) => Cow::Borrowed(self.str(bytes)),
            Cow::Owned(bytes) => String::from_utf8(bytes).map_or_else(
                |_| {
                    self.doubt();
                    Cow::Borrowed("")
                },
                Cow::Owned,
            ),
        }
    }

    /// Bytes that were read as text, uncopied; empty, and a doubt, if they are none.
    pub fn str<'b>(&self, bytes: &'b [u8]) -> &'b str {
        simdutf8::basic::from_utf8(bytes).unwrap_or_else(|_| {
            self.doubt();
            ""
        })
    }

    /// How many numbers of 4 bytes a section holds.
    #[must_use]
    pub fn u32_count(&self, section: usize) -> usize {
        (self.len(section) / 4) as usize
    }

    /// A number of a section.
    pub fn u32(&self, section: usize, at: usize) -> u32 {
        let at = at as u64 * 4;
        let bytes = self.bytes(section, at..at + 4);
        bytes.first_chunk().map_or(0, |&bytes| u32::from_le_bytes(bytes))
    }

    /// Numbers of a section.
    pub fn u32s(&self, section: usize, part: Range<usize>) -> Vec<u32> {
        let at = |number: usize| (number as u64).saturating_mul(4);
        let bytes = self.bytes(section, at(part.start)..at(part.end));
        let (rows, _) = bytes.as_chunks::<4>();
        rows.iter().map(|&row| u32::from_le_bytes(row)).collect()
    }

    /// Numbers of a section of 8-byte numbers.
    pub fn u64s(&self, section: usize, part: Range<usize>) -> Vec<u64> {
        let at = |number: usize| (number as u64).saturating_mul(8);
        let bytes = self.bytes(section, at(part.start)..at(part.end));
        let (rows, _) = bytes.as_chunks::<8>();
        rows.iter().map(|&row| u64::from_le_bytes(row)).collect()
    }

    /// A number of a section of 8-byte numbers.
    pub fn u64(&self, section: usize, at: usize) -> u64 {
        let at = at as u64 * 8;
        let bytes = self.bytes(section, at..at + 8);
        bytes.first_chunk().map_or(0, |&bytes| u64::from_le_bytes(bytes))
    }

    /// The part of another section that the 8-byte numbers `at` and `at + 1` of `section` bound.
    pub fn bounds(&self, section: usize, at: usize) -> Range<u64> {
        let at = at as u64 * 8;
        let bytes = self.bytes(section, at..at + 16);
        let (rows, _) = bytes.as_chunks::<8>();
        match rows {
            [from, to] => u64::from_le_bytes(*from)..u64::from_le_bytes(*to),
            _ => 0..0,
        }
    }
}

/// The directory at the head of a store of `len` bytes.
fn directory<'b>(
    len: u64,
    read: impl Fn(Range<u64>) -> Option<Cow<'b, [u8]>>,
) -> Option<Directory> {
    let head = read(0..HEAD as u64)?;
    let &[VERSION, low, high, ..] = head.strip_prefix(NAME)? else { return None };
    let count = u16::from_le_bytes([low, high]);
    let rows = read(HEAD as u64..(HEAD + ROW * usize::from(count)) as u64)?;
    let (rows, _) = rows.as_chunks::<8>();
    let numbers: Vec<u64> = rows.iter().map(|&row| u64::from_le_bytes(row)).collect();
    let section = |row: &[u64]| {
        let range = row[0]..row[0].checked_add(row[1])?;
        (range.end <= len).then_some(range)
    };
    numbers.chunks_exact(2).map(section).collect()
}

fn slice(bytes: &[u8], range: Range<u64>) -> Option<&[u8]> {
    bytes.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(writer: &Writer<'_>) -> &'static [u8] {
        let mut bytes = Vec::new();
        let Ok(()) = writer.write(|piece| {
            bytes.extend_from_slice(piece);
            Ok::<(), std::convert::Infallible>(())
        });
        bytes.leak()
    }

    #[test]
    fn what_is_put_is_read_wherever_it_lies() {
        let mut writer = Writer::default();
        writer.put_u32s(0, &[7, 8, 9]);
        let numbers = writer.finish();
        let mut writer = Writer::default();
        writer.put_store(&numbers);
        writer.put_pieces(2, vec!["é".as_bytes(), "té".as_bytes()]);
        let in_image = Store::in_image(image(&writer)).expect("just written");
        let in_memory = writer.finish();
        for store in [&in_image, &in_memory] {
            assert_eq!((store.u32(0, 2), store.u32s(0, 1..3)), (9, vec![8, 9]));
            assert_eq!(store.text(2, 0..3), "ét");
            assert!(store.is_empty(1) && store.is_sound());
        }
        assert_eq!(in_image.text(2, 0..1), "");
        assert!(!in_image.is_sound(), "half a character is no text");
        assert_eq!(in_memory.u64(7, 0), 0);
        assert!(!in_memory.is_sound(), "there is no section 7");
    }

    #[test]
    fn other_bytes_are_no_store() {
        for bytes in
            [&b""[..], b"faq store", b"faq store\x00\0\0\0\0\0\0", b"faq store\x01\x01\0\0\0\0\0"]
        {
            assert!(Store::in_image(bytes).is_none());
        }
    }
}
