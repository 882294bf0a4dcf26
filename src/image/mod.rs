//! The flat image: entries, index and vectors of a set of pages as sections of bytes.
//!
//! An image lies in memory where it was just built, in the program (the shipped pages), or in a
//! mapped file of the cache; the reader is the same for all three and copies nothing. It is never
//! trusted: a range outside its section reads as nothing, a text that is not UTF-8 as an empty
//! one. So damage inside a section gives wrong answers at worst, never a crash.
//!
//! Modules write their sections with [`Builder`] and read them with [`Image::section`],
//! [`Image::rows`] and [`Image::strings`]; only they know what the bytes mean.

mod builder;
mod map;
mod rows;
pub mod varint;

use std::fs::File;
use std::io;
use std::ops::Range;

pub use self::builder::Builder;
use self::map::Map;
pub use self::rows::{Rows, RowsBuilder, Strings, rising};

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

/// The sections, and how their bytes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Pages, diagnostics, facets: JSON, see `corpus::Manifest`.
    Manifest,
    /// The decoded pages, end to end.
    Text,
    /// By entry: where its text begins and ends in [`Section::Text`], two u64.
    TextRanges,
    /// By entry: page, number, line of each place it stands at, rows of three u32.
    Sources,
    /// The characters of the pages outside ASCII, u32.
    Alphabet,
    /// By entry: its id, 6 bytes.
    Ids,
    /// The entries in the order of their ids, u32.
    IdOrder,
    /// By entry: its facet values, rows of facet and value, two u32.
    Placements,
    /// Counts and means over all entries, see `index::Totals`.
    Totals,
    /// By entry: tokens, and tokens of its first sentence, two u32.
    Lengths,
    /// The term dictionary, strings in byte order.
    Terms,
    /// By term: its postings, rows of varints (see `index::postings`).
    Postings,
    /// By term: its positions in each entry, rows of varints.
    Positions,
    /// Stems, strings in byte order.
    Stems,
    /// By stem: its terms, rows of rising varints.
    StemTerms,
    /// Four-letter n-grams in order, u128.
    Ngrams,
    /// By n-gram: in how many entries it occurs, u32.
    NgramCounts,
    /// By n-gram: the terms that hold it, rows of rising varints.
    NgramTerms,
    /// By entry: its terms and their counts, rows of varints: the forward index.
    EntryTerms,
    /// Acronyms by short form, strings in byte order.
    Acronyms,
    /// Acronyms by the first stem of the long form, strings in byte order.
    LongForms,
    /// By entry: its vector, 384 bytes; all zeros where it is missing.
    Vectors,
    /// By entry: the vectors of its sentences, rows of 384 bytes.
    SentenceVectors,
    /// What all vectors have in common, see `embed::vectors`.
    VectorTotals,
    /// The subwords of the tokenizer, strings in byte order.
    Subwords,
    /// By subword: its score in units of 1e-7, i32.
    SubwordScores,
    /// By subword: its id, u16.
    SubwordIds,
}

impl Section {
    /// How many there are.
    const COUNT: usize = Self::SubwordIds as usize + 1;
}

/// Where the bytes of an image lie.
#[derive(Debug)]
enum Bytes {
    Static(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(Map),
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
    /// Copies the bytes.
    fn clone(&self) -> Self {
        Self { bytes: Bytes::Owned(self.bytes().to_vec()), directory: self.directory.clone() }
    }
}

impl Image {
    /// The image inside the program; `None` if `bytes` are not an image of this version.
    #[must_use]
    pub fn of_static(bytes: &'static [u8], version: &Version) -> Option<Self> {
        Self::open(Bytes::Static(bytes), version)
    }

    /// The image that `bytes` are; `None` if they are not one of this version.
    #[must_use]
    pub fn of_bytes(bytes: Vec<u8>, version: &Version) -> Option<Self> {
        Self::open(Bytes::Owned(bytes), version)
    }

    /// The image in a file that nothing writes to, mapped; `None` if it holds none of this
    /// version.
    ///
    /// # Errors
    /// Those of the system.
    pub fn of_file(file: &File, version: &Version) -> io::Result<Option<Self>> {
        Ok(Self::open(Bytes::Mapped(Map::new(file)?), version))
    }

    fn open(bytes: Bytes, version: &Version) -> Option<Self> {
        let directory = directory(bytes.get(), version)?;
        Some(Self { bytes, directory })
    }

    /// All bytes, as [`Image::of_bytes`] reads them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    /// The bytes of a section; empty where the image lacks it.
    #[must_use]
    pub fn section(&self, section: Section) -> &[u8] {
        self.bytes().get(self.directory[section as usize].clone()).unwrap_or_default()
    }

    /// Whether the image has a section that is not empty.
    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        !self.directory[section as usize].is_empty()
    }

    /// The items of a section of fixed-size items; a remainder is left out.
    #[must_use]
    pub fn items<const SIZE: usize>(&self, section: Section) -> &[[u8; SIZE]] {
        self.section(section).as_chunks().0
    }

    /// The u32 at `at` of a section of u32; 0 where there is none.
    #[must_use]
    pub fn u32(&self, section: Section, at: usize) -> u32 {
        self.items(section).get(at).map_or(0, |&number| u32::from_le_bytes(number))
    }

    /// The rows of a section.
    #[must_use]
    pub fn rows(&self, section: Section) -> Rows<'_> {
        Rows::open(self.section(section))
    }

    /// The strings of a section.
    #[must_use]
    pub fn strings(&self, section: Section) -> Strings<'_> {
        Strings::new(self.rows(section))
    }

    /// A builder with the sections of this image, to which others can be added. Copies the bytes
    /// unless they are in memory already.
    #[must_use]
    pub fn into_builder(self) -> Builder {
        let end = self.directory.iter().map(|range| range.end).max().unwrap_or_default();
        let mut bytes = match self.bytes {
            Bytes::Owned(bytes) => bytes,
            bytes => bytes.get()[..end].to_vec(),
        };
        bytes.truncate(end);
        Builder::resume(bytes, self.directory)
    }
}

/// A text read from an image: empty if its bytes are not UTF-8.
#[must_use]
pub fn text(bytes: &[u8]) -> &str {
    simdutf8::basic::from_utf8(bytes).unwrap_or_default()
}

/// Two u32 as they lie in a section.
pub(crate) fn two_u32(&[a, b, c, d, e, f, g, h]: &[u8; 8]) -> [u32; 2] {
    [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])]
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
    use proptest::prelude::*;

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
            let terms = image.strings(Section::Terms);
            assert_eq!((terms.len(), terms.get(1), terms.get(3)), (3, "hds", ""));
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
    fn sections_can_be_added_to_an_image() {
        let mut more = Builder::default();
        more.push(Section::Ids, b"abcdef");
        let mut builder = image().into_builder();
        builder.append(more);
        builder.push(Section::Text, b"other");
        let image = builder.finish(&VERSION);
        assert_eq!(image.section(Section::Ids), b"abcdef");
        assert_eq!(image.section(Section::Text), b"other");
        assert_eq!(image.strings(Section::Terms).len(), 3);
    }

    #[test]
    fn another_version_is_not_opened() {
        let bytes = image().bytes().to_vec();
        assert!(Image::of_bytes(bytes.clone(), b"another version!").is_none());
        for end in 0..bytes.len() {
            assert!(Image::of_bytes(bytes[..end].to_vec(), &VERSION).is_none());
        }
    }

    proptest! {
        #[test]
        fn damage_crashes_nothing(at in 0usize..2000, with in any::<u8>()) {
            let mut bytes = image().bytes().to_vec();
            let at = at % bytes.len();
            bytes[at] = with;
            if let Some(image) = Image::of_bytes(bytes, &VERSION) {
                for section in [Section::Terms, Section::StemTerms, Section::Text] {
                    let rows = image.rows(section);
                    (0..rows.len().min(1000) + 1).for_each(|row| _ = rising(rows.get(row), 9).count());
                    let strings = image.strings(section);
                    strings.with_prefix("h").take(1000).for_each(|at| _ = strings.get(at).len());
                }
            }
        }
    }
}
