//! Bytes to pages to entries, with provenance.
//!
//! [`source`] finds the pages, `read` reads them, [`decode`] makes text of their bytes, and
//! `split` cuts it at the [`delimiter`]. `dedup` finds equal answers by their [`identity`].
//! The result is an image ([`crate::image`]) of texts, and [`Corpus`] its reader; [`facets`]
//! says what each entry is about, and a [`diagnostic`] what went wrong on the way.

pub mod decode;
mod dedup;
pub mod delimiter;
pub mod diagnostic;
mod entry;
pub mod facets;
pub mod identity;
pub mod ids;
mod read;
mod sidecar;
pub mod source;
mod split;
pub mod title;

#[cfg(test)]
mod properties;

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::decode::{Damage, Decoded};
use self::delimiter::Delimiter;
use self::diagnostic::Diagnostic;
pub use self::entry::{Entry, Source};
use self::facets::{Facet, FacetRules, Facets, ValueRef};
use self::ids::IdTable;
pub use self::sidecar::data_file;
use self::source::{Seeds, SeedsError};
use self::split::{Split, split};
use crate::image::{Builder, Image, Section, text};
use crate::prepared::{PAGES, VERSION};
use crate::text::alphabet::Alphabet;

/// All that was read: the reader of an image of entries.
#[derive(Debug)]
pub struct Corpus {
    image: Arc<Image>,
    manifest: Manifest,
    /// What places entries under facets, where the image does not say it yet.
    rules: Option<FacetRules>,
}

/// What is known of the pages besides their entries: the section of that name, as JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Manifest {
    pages: Vec<Page>,
    /// Files that were not read as pages, and data files beside them that need fixing.
    diagnostics: Vec<Diagnostic>,
    facets: Facets,
    delimiter: Delimiter,
}

/// What is known of a page besides its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its base name; `-` for standard input.
    pub file: String,
    /// Its path, where it has one; characters that are not Unicode are replaced.
    pub path: Option<PathBuf>,
    /// How many entries it holds, before merging.
    pub entries: usize,
    /// The bytes it was read from.
    pub bytes: u64,
    /// How many facet headings it holds.
    pub headings: usize,
    /// The counts of entries that it announces.
    pub announced: Vec<u64>,
    /// What its encoding did not allow.
    pub damage: Option<Damage>,
    /// The line of an entry that no delimiter closes.
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
    /// Its bytes in the texts of all pages.
    text: Range<usize>,
}

impl Corpus {
    /// The pages inside the program, with their index and vectors.
    ///
    /// `None` if they are not what this build of the program expects, which a test rules out.
    #[must_use]
    pub fn shipped() -> Option<Self> {
        Self::open(Image::of_static(PAGES, &VERSION)?)
    }

    /// The corpus in an image; `None` if it holds none.
    #[must_use]
    pub fn open(image: Image) -> Option<Self> {
        let manifest = serde_json::from_slice(image.section(Section::Manifest)).ok()?;
        Some(Self { image: Arc::new(image), manifest, rules: None })
    }

    /// Reads the pages of `seeds`, splits them at `delimiter` and places entries by `rules`. The
    /// image has no index yet.
    ///
    /// # Errors
    /// [`SeedsError`] when a named path gives no page.
    pub fn read(
        seeds: &Seeds,
        delimiter: &Delimiter,
        rules: FacetRules,
    ) -> Result<Self, SeedsError> {
        let mut reading = Reading::default();
        let mut skipped = Vec::new();
        if *seeds == Seeds::Shipped {
            for (file, decoded) in Self::shipped().iter().flat_map(read::read_shipped) {
                reading.add(file, None, decoded, delimiter);
            }
        } else {
            let candidates = seeds.find();
            let mut unread = Vec::new();
            for (page, read) in candidates.pages.iter().zip(read::read_all(&candidates.pages)) {
                let add = |decoded| {
                    reading.add(page.file.clone(), page.path.as_deref(), decoded, delimiter);
                };
                unread.push(read.map(add).err());
            }
            skipped = candidates.skipped(unread)?;
        }
        Ok(reading.finish(skipped, delimiter.clone(), rules))
    }

    /// The corpus of one page of these bytes, called `file`, placed by the program's own rules.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if nothing of it can be seen.
    pub fn of_bytes(file: &str, bytes: &[u8], delimiter: &Delimiter) -> io::Result<Self> {
        Self::of_pages([(file.to_owned(), bytes.to_vec())], delimiter)
    }

    /// The corpus of pages with these names and bytes, placed by the program's own rules.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if nothing of one can be seen.
    pub fn of_pages(
        pages: impl IntoIterator<Item = (String, Vec<u8>)>,
        delimiter: &Delimiter,
    ) -> io::Result<Self> {
        let mut reading = Reading::default();
        for (file, bytes) in pages {
            reading.add(file, None, read::decoded(bytes)?, delimiter);
        }
        Ok(reading.finish(Vec::new(), delimiter.clone(), FacetRules::shipped()))
    }

    /// The image of the entries.
    #[must_use]
    pub fn image(&self) -> &Arc<Image> {
        &self.image
    }

    /// The corpus, with these diagnostics too.
    #[must_use]
    pub fn with_diagnostics(mut self, diagnostics: Vec<Diagnostic>) -> Self {
        self.manifest.diagnostics.extend(diagnostics);
        self
    }

    /// The corpus, its image with what `add` adds to it. `rules` place entries from then on;
    /// without them the image itself says where entries are placed.
    pub(crate) fn extended(
        self,
        diagnostics: Vec<Diagnostic>,
        add: impl FnOnce(&mut Builder),
    ) -> Self {
        let mut manifest = self.manifest;
        let mut builder = match Arc::try_unwrap(self.image) {
            Ok(image) => image.into_builder(),
            Err(shared) => Image::clone(&shared).into_builder(),
        };
        add(&mut builder);
        manifest.diagnostics.extend(diagnostics);
        builder.push(Section::Manifest, &json(&manifest));
        let image = builder.finish(&VERSION);
        let rules = self.rules.filter(|_| !image.has(Section::Placements));
        Self { image: Arc::new(image), manifest, rules }
    }

    /// The rules that place entries, if the image does not say where they are placed.
    pub(crate) fn rules(&self) -> Option<&FacetRules> {
        self.rules.as_ref()
    }

    /// The pages, in order.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.manifest.pages
    }

    /// The facets and their values.
    #[must_use]
    pub fn facets(&self) -> &Facets {
        &self.manifest.facets
    }

    /// The delimiter that split the pages.
    #[must_use]
    pub fn delimiter(&self) -> &Delimiter {
        &self.manifest.delimiter
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.image.items::<16>(Section::TextRanges).len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at `index`. One that there is not has an empty text.
    #[must_use]
    pub fn entry(&self, index: usize) -> Entry<'_> {
        Entry::new(self, index)
    }

    /// The entries, each once, in the order of their first sources.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).map(|index| Entry::new(self, index))
    }

    /// The entry whose id begins with `prefix`, as its place in the corpus.
    ///
    /// # Errors
    /// [`ids::IdError`] if there is none, or more than one. The image must have an index.
    pub fn find(&self, prefix: &str) -> Result<usize, ids::IdError> {
        IdTable::of(&self.image).find(prefix)
    }

    /// The characters that the pages are written in. If a letter from À to ÿ occurs, all of
    /// them are taken to.
    #[must_use]
    pub fn alphabet(&self) -> Alphabet {
        let numbers = self.image.items::<4>(Section::Alphabet).iter();
        let chars = numbers.filter_map(|&number| char::from_u32(u32::from_le_bytes(number)));
        Alphabet::of([chars.collect::<String>()])
    }

    /// How many bytes the texts of all pages have.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        self.image.section(Section::Text).len() as u64
    }

    fn page_text(&self, page: &Page) -> &str {
        text(self.image.section(Section::Text).get(page.text.clone()).unwrap_or_default())
    }

    /// Those of `entries` that stand under `value` of `facet`, in the same order.
    #[must_use]
    pub fn under(&self, facet: Facet, value: ValueRef, entries: &[usize]) -> Vec<usize> {
        let holds =
            |&entry: &usize| self.entry(entry).placement().under(facet).any(|held| held == value);
        entries.iter().copied().filter(holds).collect()
    }

    /// Files that were not read as pages, and data files beside them that need fixing.
    #[must_use]
    pub fn skipped(&self) -> &[Diagnostic] {
        &self.manifest.diagnostics
    }

    /// What needs fixing, in page order, skipped files first.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let of_pages = self.pages().iter().flat_map(|page| page.diagnostics(self.delimiter()));
        self.skipped().iter().cloned().chain(of_pages)
    }
}

/// Pages, put together one after another.
#[derive(Default)]
struct Reading {
    pages: Vec<Page>,
    /// The texts of the pages, end to end.
    text: Vec<u8>,
    spans: Vec<split::Span>,
    alphabet: Alphabet,
}

impl Reading {
    fn add(&mut self, file: String, path: Option<&Path>, read: Decoded, delimiter: &Delimiter) {
        let Split { entries, headings, counters, unterminated, buried, .. } =
            split(read.as_str(), delimiter);
        self.alphabet.merge(&read.alphabet);
        let start = self.text.len();
        let end = start + read.text.len();
        let damage = read.damage;
        if start == 0 {
            self.text = read.text;
        } else {
            self.text.extend_from_slice(&read.text);
        }
        self.pages.push(Page {
            file,
            path: path.map(|path| path.to_string_lossy().into_owned().into()),
            entries: entries.len(),
            bytes: read.bytes,
            headings: headings.len(),
            announced: counters.into_iter().map(|(_, count)| count).collect(),
            damage,
            unterminated,
            buried,
            text: start..end,
        });
        self.spans.extend(entries.into_iter().map(|mut span| {
            span.range = start + span.range.start..start + span.range.end;
            span
        }));
    }

    /// Merges equal entries and makes an image of all.
    fn finish(
        self,
        diagnostics: Vec<Diagnostic>,
        delimiter: Delimiter,
        rules: FacetRules,
    ) -> Corpus {
        let Self { pages, text: texts, spans, alphabet } = self;
        let texts_str = text(&texts);
        let leaders =
            dedup::leaders(&spans, |span| span.key, |span| &texts_str[span.range.clone()]);
        let mut numbers = pages.iter().enumerate().flat_map(|(page, Page { entries, .. })| {
            (1..=*entries).map(move |entry| [page, entry])
        });
        // The sources of each entry, in the place of its leader.
        let mut sources: Vec<Vec<[u32; 3]>> = vec![Vec::new(); spans.len()];
        for (span, &leader) in spans.iter().zip(&leaders) {
            let [page, entry] = numbers.next().unwrap_or_default();
            sources[leader].push([page as u32, entry as u32, span.line as u32]);
        }
        let facets = rules.facets().clone();
        let manifest = Manifest { pages, diagnostics, facets, delimiter };
        let mut builder = Builder::begin(Section::Text, texts);
        entry::write(&mut builder, &spans, &sources);
        builder.push_u32s(Section::Alphabet, alphabet.chars().map(u32::from));
        builder.push(Section::Manifest, &json(&manifest));
        Corpus { image: Arc::new(builder.finish(&VERSION)), manifest, rules: Some(rules) }
    }
}

/// The section of a manifest. Paths are Unicode, so nothing of it cannot be written.
fn json(manifest: &Manifest) -> Vec<u8> {
    serde_json::to_vec(manifest).unwrap_or_default()
}

impl Page {
    /// How messages name the page: its path, or its name where it has none.
    #[must_use]
    pub fn name(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.file))
    }

    /// What needs fixing on this page, those of a kind one behind another.
    pub fn diagnostics(&self, delimiter: &Delimiter) -> impl Iterator<Item = Diagnostic> {
        let page = || self.name().to_owned();
        let delimiter = delimiter.text().to_owned();
        let whole = (self.entries == 0).then(|| Diagnostic::NoEntry { page: page() });
        let damaged = self.damage.map(|damage| Diagnostic::Damaged { page: page(), damage });
        let buried = self.buried.iter().map(move |&line| Diagnostic::Buried { page: page(), line });
        let open = self.unterminated.map(|line| {
            let page = self.name().to_owned();
            Diagnostic::Unterminated { page, line, delimiter }
        });
        whole.into_iter().chain(damaged).chain(buried).chain(open)
    }
}
