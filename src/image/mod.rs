//! The flat image: entries, index and vectors of a set of pages as sections of bytes.
//!
//! An image lies in memory where it was just built, in the program (the shipped pages), or in a
//! mapped file of the cache; the reader is the same for all three and copies nothing. It is never
//! trusted: a range outside its section reads as nothing, a text that is not UTF-8 as an empty
//! one. So damage inside a section gives wrong answers at worst, never a crash.
//!
//! Modules write their sections with `Builder` and read them with [`Image::section`]
//! and `Image::rows`; only they know what the bytes mean.

mod map;
mod rows;
mod section;
pub(crate) mod varint;

use std::fs::File;
use std::io;
use std::ops::Range;

use memmap2::Mmap;

pub(crate) use self::rows::{Rows, RowsBuilder, rising, text};
pub use self::section::Section;

/// The layout. All numbers are little-endian.
///
/// ```text
/// sections    in any order, end to end
/// directory   offset u64, length u64, for each section of [`Section`]; absent ones are empty
/// count       how many sections the directory has, u32
/// version     16 bytes, see [`Version`]
/// magic       these 8 bytes
/// ```
///
/// The directory stands at the end, so that sections can be appended to an image, and the text of
/// a page just read can become an image without being copied.
const MAGIC: &[u8; 8] = b"faqimg 2";

/// What an image was made by: readers only open images of their own version.
pub type Version = [u8; 16];

/// Bytes of the image behind the directory.
const TRAILER: usize = 4 + size_of::<Version>() + MAGIC.len();

/// Bytes of a row of the directory.
const DIRECTORY_ROW: usize = 16;

/// Where the bytes of an image lie.
#[derive(Debug)]
enum Bytes {
    Static(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(Mmap),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

type Directory = [Range<usize>; Section::COUNT];

/// A flat image, open for reading.
#[derive(Debug)]
pub struct Image {
    bytes: Bytes,
    directory: Directory,
}

impl Clone for Image {
    fn clone(&self) -> Self {
        Self { bytes: Bytes::Owned(self.bytes().to_vec()), directory: self.directory.clone() }
    }
}

impl Image {
    /// The image inside the program; `None` if `bytes` are not an image of this version.
    pub fn of_static(bytes: &'static [u8], version: &Version) -> Option<Self> {
        Self::open(Bytes::Static(bytes), version)
    }

    /// The image that `bytes` are; `None` if they are not one of this version.
    pub fn of_bytes(bytes: Vec<u8>, version: &Version) -> Option<Self> {
        Self::open(Bytes::Owned(bytes), version)
    }

    /// The image in a file that nothing writes to, mapped; `None` if it holds none of this
    /// version.
    ///
    /// # Errors
    /// Those of the system.
    pub fn of_file(file: &File, version: &Version) -> io::Result<Option<Self>> {
        Ok(Self::open(Bytes::Mapped(map::map(file)?), version))
    }

    fn open(bytes: Bytes, version: &Version) -> Option<Self> {
        let directory = directory(bytes.get(), version)?;
        Some(Self { bytes, directory })
    }

    /// All bytes, as [`Image::of_bytes`] reads them.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    /// The bytes of a section; empty where the image lacks it.
    pub fn section(&self, section: Section) -> &[u8] {
        self.bytes().get(self.directory[section as usize].clone()).unwrap_or_default()
    }

    /// Whether the image has a section that is not empty.
    pub fn has(&self, section: Section) -> bool {
        !self.directory[section as usize].is_empty()
    }

    /// The items of a section of fixed-size items; a remainder is left out.
    pub fn items<const SIZE: usize>(&self, section: Section) -> &[[u8; SIZE]] {
        self.section(section).as_chunks().0
    }

    /// The u32 at `at` of a section of u32; 0 where there is none.
    pub(crate) fn u32(&self, section: Section, at: usize) -> u32 {
        self.items(section).get(at).map_or(0, |&number| u32::from_le_bytes(number))
    }

    pub(crate) fn rows(&self, section: Section) -> Rows<'_> {
        Rows::open(self.section(section))
    }

    /// A builder with the sections of this image, to which others can be added. Copies the bytes
    /// unless they are in memory already.
    pub(crate) fn into_builder(self) -> Builder {
        let end = self.directory.iter().map(|range| range.end).max().unwrap_or_default();
        let mut bytes = match self.bytes {
            Bytes::Owned(bytes) => bytes,
            bytes => bytes.get()[..end].to_vec(),
        };
        bytes.truncate(end);
        Builder { bytes, directory: self.directory }
    }
}

/// Collects the sections of an image.
#[derive(Debug)]
pub(crate) struct Builder {
    bytes: Vec<u8>,
    directory: Directory,
}

impl Default for Builder {
    fn default() -> Self {
        Self { bytes: Vec::new(), directory: std::array::from_fn(|_| 0..0) }
    }
}

impl Builder {
    /// An image that begins with a section, whose bytes are taken over uncopied.
    pub fn begin(section: Section, bytes: Vec<u8>) -> Self {
        let mut builder = Self::default();
        builder.directory[section as usize] = 0..bytes.len();
        builder.bytes = bytes;
        builder
    }

    pub fn push(&mut self, section: Section, bytes: &[u8]) {
        self.fill(section, |out| out.extend_from_slice(bytes));
    }

    fn fill(&mut self, section: Section, fill: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        fill(&mut self.bytes);
        self.directory[section as usize] = start..self.bytes.len();
    }

    pub fn push_u32s(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) {
        self.fill(section, |out| out.extend(numbers.into_iter().flat_map(u32::to_le_bytes)));
    }

    pub fn push_rows(&mut self, section: Section, rows: &RowsBuilder) {
        self.fill(section, |out| rows.write(out));
    }

    /// Adds a section of strings. For a dictionary they must be in byte order.
    pub fn push_strings<'s>(
        &mut self,
        section: Section,
        strings: impl IntoIterator<Item = &'s str>,
    ) {
        let mut rows = RowsBuilder::default();
        strings.into_iter().for_each(|string| rows.push(string.as_bytes()));
        self.push_rows(section, &rows);
    }

    pub fn append(&mut self, other: Self) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        for (own, range) in self.directory.iter_mut().zip(other.directory) {
            if !range.is_empty() {
                *own = start + range.start..start + range.end;
            }
        }
    }

    pub fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.directory[section as usize].clone()]
    }

    pub fn finish(mut self, version: &Version) -> Image {
        self.bytes.reserve_exact(Section::COUNT * DIRECTORY_ROW + TRAILER);
        for range in &self.directory {
            self.bytes.extend((range.start as u64).to_le_bytes());
            self.bytes.extend((range.len() as u64).to_le_bytes());
        }
        self.bytes.extend((Section::COUNT as u32).to_le_bytes());
        self.bytes.extend(version);
        self.bytes.extend(MAGIC);
        Image { bytes: Bytes::Owned(self.bytes), directory: self.directory }
    }
}

/// The directory of an image; `None` if `bytes` are not an image of this version.
fn directory(bytes: &[u8], version: &Version) -> Option<Directory> {
    let rest = bytes.strip_suffix(MAGIC)?.strip_suffix(version)?;
    let (rest, count) = rest.split_last_chunk::<4>()?;
    let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
    if count != Section::COUNT {
        return None;
    }
    let start = rest.len().checked_sub(count * DIRECTORY_ROW)?;
    let numbers = rest[start..].as_chunks::<8>().0.iter().map(|&n| u64::from_le_bytes(n));
    let numbers: Vec<usize> = numbers.map(usize::try_from).collect::<Result<_, _>>().ok()?;
    let mut directory: Directory = std::array::from_fn(|_| 0..0);
    for (range, row) in directory.iter_mut().zip(numbers.chunks_exact(2)) {
        *range = row[0]..row[0].checked_add(row[1]).filter(|&end| end <= start)?;
    }
    Some(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERSION: Version = *b"0123456789abcdef";

    fn image() -> Image {
        let mut image = Builder::begin(Section::Text, "l’été".as_bytes().to_vec());
        image.push_u32s(Section::Alphabet, [233, 8217]);
        image.push_strings(Section::Terms, ["ans", "hds", "hébergeur"]);
        let mut rows = RowsBuilder::default();
        rows.push_rising([3, 7, 300]);
        rows.push(b"");
        image.push_rows(Section::StemTerms, &rows);
        image.finish(&VERSION)
    }

    #[test]
    fn sections_are_read_as_they_were_written() {
        let built = image();
        let opened = Image::of_bytes(built.bytes().to_vec(), &VERSION).expect("an image");
        for image in [built, opened] {
            assert_eq!(text(image.section(Section::Text)), "l’été");
            assert_eq!([0, 1, 2].map(|at| image.u32(Section::Alphabet, at)), [233, 8217, 0]);
            let terms = image.rows(Section::Terms);
            assert_eq!((terms.len(), terms.text(1), terms.text(3)), (3, "hds", ""));
            assert_eq!((terms.find("hds"), terms.find("hdr")), (Some(1), None));
            assert_eq!(terms.with_prefix("h"), 1..3);
            let rows = image.rows(Section::StemTerms);
            assert_eq!(rising(rows.get(0), 301).collect::<Vec<_>>(), [3, 7, 300]);
            assert_eq!(rising(rows.get(0), 300).collect::<Vec<_>>(), [3, 7]);
            assert!(rows.get(1).is_empty() && rows.get(2).is_empty());
            assert!(!image.has(Section::Ids) && image.section(Section::Ids).is_empty());
        }
    }

    #[test]
    fn another_version_is_not_opened() {
        let bytes = image().bytes().to_vec();
        assert!(Image::of_bytes(bytes.clone(), b"another version!").is_none());
        for end in 0..bytes.len() {
            assert!(Image::of_bytes(bytes[..end].to_vec(), &VERSION).is_none());
        }
    }
}
