//! The flat image: entries, index and vectors of a set of pages as sections of bytes.
//!
//! An image lies in memory, section by section, where it was just built, and flat in the program
//! (the shipped pages) or in a mapped file of the cache; the reader is the same for all three and
//! copies nothing. It is never
//! trusted: a range outside its section reads as nothing, a text that is not UTF-8 as an empty
//! one. So damage inside a section gives wrong answers at worst, never a crash.
//!
//! Modules write their sections with `Builder` and read them with [`Image::section`]
//! and `Image::rows`; only they know what the bytes mean.

mod map;
mod rows;
mod section;
pub(crate) mod varint;

use std::array;
use std::borrow::Cow;
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
/// The directory stands at the end, where a file that was cut short shows it.
const MAGIC: &[u8; 8] = b"faqimg 3";

/// What an image was made by: readers only open images of their own version.
pub type Version = [u8; 16];

/// Bytes of a row of the directory.
const DIRECTORY_ROW: usize = 16;

type Directory = [Range<usize>; Section::COUNT];

/// Where the sections of an image lie: of one just built each by itself, so that none is copied.
#[derive(Debug)]
enum Sections {
    Built(Box<[Vec<u8>; Section::COUNT]>),
    Static(&'static [u8], Directory),
    Mapped(Mmap, Directory),
}

/// An image, open for reading.
#[derive(Debug)]
pub struct Image {
    sections: Sections,
    version: Version,
}

impl Image {
    /// The image inside the program; `None` if `bytes` are not an image of this version.
    pub fn of_static(bytes: &'static [u8], version: &Version) -> Option<Self> {
        let sections = Sections::Static(bytes, directory(bytes, version)?);
        Some(Self { sections, version: *version })
    }

    /// The image that `bytes` are; `None` if they are not one of this version.
    pub fn of_bytes(bytes: &[u8], version: &Version) -> Option<Self> {
        let sections = directory(bytes, version)?.map(|range| bytes[range].to_vec());
        Some(Self { sections: Sections::Built(sections.into()), version: *version })
    }

    /// The image in a file that nothing writes to, mapped; `None` if it holds none of this
    /// version.
    pub fn of_file(file: &File, version: &Version) -> io::Result<Option<Self>> {
        let bytes = map::map(file)?;
        let directory = directory(&bytes, version);
        Ok(directory.map(|directory| Self {
            sections: Sections::Mapped(bytes, directory),
            version: *version,
        }))
    }

    /// All bytes, as [`Image::of_bytes`] reads them, piece by piece.
    pub fn pieces(&self) -> Vec<Cow<'_, [u8]>> {
        match &self.sections {
            Sections::Built(sections) => {
                let end = Cow::Owned(self.end(sections));
                sections.iter().map(Cow::from).chain([end]).collect()
            }
            Sections::Static(bytes, _) => vec![Cow::Borrowed(bytes)],
            Sections::Mapped(bytes, _) => vec![Cow::Borrowed(bytes)],
        }
    }

    /// The same in one piece.
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces().concat()
    }

    /// What stands behind the sections.
    fn end(&self, sections: &[Vec<u8>; Section::COUNT]) -> Vec<u8> {
        let mut end = Vec::new();
        let mut start = 0;
        for section in sections {
            end.extend((start as u64).to_le_bytes());
            end.extend((section.len() as u64).to_le_bytes());
            start += section.len();
        }
        end.extend((Section::COUNT as u32).to_le_bytes());
        end.extend(self.version);
        end.extend(MAGIC);
        end
    }

    /// The bytes of a section; empty where the image lacks it.
    pub fn section(&self, section: Section) -> &[u8] {
        self.at(section as usize)
    }

    fn at(&self, at: usize) -> &[u8] {
        match &self.sections {
            Sections::Built(sections) => &sections[at],
            Sections::Static(bytes, directory) => &bytes[directory[at].clone()],
            Sections::Mapped(bytes, directory) => &bytes[directory[at].clone()],
        }
    }

    /// Whether the image has a section that is not empty.
    pub fn has(&self, section: Section) -> bool {
        !self.section(section).is_empty()
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
    /// unless the image was built.
    pub(crate) fn into_builder(self) -> Builder {
        match self.sections {
            Sections::Built(sections) => Builder { sections },
            _ => self.to_builder(),
        }
    }

    /// The same, of a copy.
    pub(crate) fn to_builder(&self) -> Builder {
        let sections: [_; Section::COUNT] = array::from_fn(|at| self.at(at).to_vec());
        Builder { sections: sections.into() }
    }
}

/// Collects the sections of an image.
#[derive(Debug)]
pub(crate) struct Builder {
    sections: Box<[Vec<u8>; Section::COUNT]>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { sections: Box::new([const { Vec::new() }; Section::COUNT]) }
    }
}

impl Builder {
    /// Adds a section, whose bytes are taken over uncopied.
    pub fn push(&mut self, section: Section, bytes: Vec<u8>) {
        self.sections[section as usize] = bytes;
    }

    pub fn push_u32s(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) {
        self.push(section, numbers.into_iter().flat_map(u32::to_le_bytes).collect());
    }

    pub fn push_rows(&mut self, section: Section, rows: RowsBuilder) {
        self.push(section, rows.into_bytes());
    }

    /// Adds a section of strings. For a dictionary they must be in byte order.
    pub fn push_strings(
        &mut self,
        section: Section,
        strings: impl IntoIterator<Item = impl AsRef<str>>,
    ) {
        let mut rows = RowsBuilder::default();
        strings.into_iter().for_each(|string| rows.push(string.as_ref().as_bytes()));
        self.push_rows(section, rows);
    }

    /// Adds the sections that `other` has.
    pub fn append(&mut self, other: Self) {
        for (own, section) in self.sections.iter_mut().zip(*other.sections) {
            if !section.is_empty() {
                *own = section;
            }
        }
    }

    pub fn section(&self, section: Section) -> &[u8] {
        &self.sections[section as usize]
    }

    pub fn finish(self, version: &Version) -> Image {
        Image { sections: Sections::Built(self.sections), version: *version }
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
    let mut directory: Directory = array::from_fn(|_| 0..0);
    for (range, row) in directory.iter_mut().zip(rest[start..].as_chunks::<DIRECTORY_ROW>().0) {
        let number = |bytes: &[u8; 8]| usize::try_from(u64::from_le_bytes(*bytes)).ok();
        let (offset, length) = (number(row.first_chunk()?)?, number(row.last_chunk()?)?);
        *range = offset..offset.checked_add(length).filter(|&end| end <= start)?;
    }
    Some(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERSION: Version = *b"0123456789abcdef";

    fn image() -> Image {
        let mut image = Builder::default();
        image.push(Section::Text, "l’été".as_bytes().to_vec());
        image.push_u32s(Section::Alphabet, [233, 8217]);
        image.push_strings(Section::Terms, ["ans", "hds", "hébergeur"]);
        let mut rows = RowsBuilder::default();
        rows.push_rising([3, 7, 300]);
        rows.push(b"");
        image.push_rows(Section::StemTerms, rows);
        image.finish(&VERSION)
    }

    #[test]
    fn sections_are_read_as_they_were_written() {
        let built = image();
        let opened = Image::of_bytes(&built.bytes(), &VERSION).expect("an image");
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
        let bytes = image().bytes();
        assert!(Image::of_bytes(&bytes, b"another version!").is_none());
        for end in 0..bytes.len() {
            assert!(Image::of_bytes(&bytes[..end], &VERSION).is_none());
        }
    }
}
