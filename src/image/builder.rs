//! Writing an image, section by section, into one row of bytes.

use super::rows::RowsBuilder;
use super::{DIRECTORY_ROW, Directory, Image, MAGIC, Section, TRAILER, Version};

/// Collects the sections of an image.
#[derive(Debug)]
pub struct Builder {
    bytes: Vec<u8>,
    directory: Directory,
}

impl Default for Builder {
    fn default() -> Self {
        Self::resume(Vec::new(), std::array::from_fn(|_| 0..0))
    }
}

impl Builder {
    /// An image that begins with a section, whose bytes are taken over uncopied.
    #[must_use]
    pub fn begin(section: Section, bytes: Vec<u8>) -> Self {
        let mut builder = Self::default();
        builder.directory[section as usize] = 0..bytes.len();
        builder.bytes = bytes;
        builder
    }

    pub(super) fn resume(bytes: Vec<u8>, directory: Directory) -> Self {
        Self { bytes, directory }
    }

    /// Adds a section.
    pub fn push(&mut self, section: Section, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.directory[section as usize] = start..self.bytes.len();
    }

    /// Adds a section of u32.
    pub fn push_u32s(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) {
        let start = self.bytes.len();
        self.bytes.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
        self.directory[section as usize] = start..self.bytes.len();
    }

    /// Adds a section of rows.
    pub fn push_rows(&mut self, section: Section, rows: &RowsBuilder) {
        let start = self.bytes.len();
        rows.write(&mut self.bytes);
        self.directory[section as usize] = start..self.bytes.len();
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

    /// Adds all sections of another builder.
    pub fn append(&mut self, other: Self) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        for (own, range) in self.directory.iter_mut().zip(other.directory) {
            if !range.is_empty() {
                *own = start + range.start..start + range.end;
            }
        }
    }

    /// The bytes of a section that was added.
    #[must_use]
    pub fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.directory[section as usize].clone()]
    }

    /// The image of all sections.
    #[must_use]
    pub fn finish(mut self, version: &Version) -> Image {
        self.bytes.reserve_exact(Section::COUNT * DIRECTORY_ROW + TRAILER);
        for range in &self.directory {
            self.bytes.extend((range.start as u64).to_le_bytes());
            self.bytes.extend((range.len() as u64).to_le_bytes());
        }
        self.bytes.extend((Section::COUNT as u32).to_le_bytes());
        self.bytes.extend(version);
        self.bytes.extend(MAGIC);
        Image { bytes: super::Bytes::Owned(self.bytes), directory: self.directory }
    }
}
