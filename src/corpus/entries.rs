//! Entries: the answers of all pages, each once, with every place it stands at.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::delimiter::Delimiter;
use super::details::{Details, with_lines};
use super::diagnostic::Diagnostic;
use super::facets::{Facet, Facets, Placement, ValueRef};
use super::forms::problem::Weight;
use super::identity::Id;
use super::ids::IdError;
use super::page::Page;
use super::sidecar::DataFiles;
use super::{ids, title};
use crate::image::{Builder, Image, Section, text};
use crate::prepared::{PAGES, VERSION};
use crate::text::alphabet::Alphabet;

/// All that was read: the reader of an image of entries.
#[derive(Debug)]
pub struct Corpus {
    image: Arc<Image>,
    manifest: Manifest,
    /// What data files add to entries, where the image does not have it yet.
    data: Option<DataFiles>,
}

/// What is known of the pages besides their entries: the section of that name, as JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) pages: Vec<Page>,
    /// Files that were not read as pages, and data files beside them that need fixing.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) facets: Facets,
    pub(super) delimiter: Delimiter,
}

impl Corpus {
    /// The pages inside the program, with their index and vectors.
    ///
    /// `None` if they are not what this build of the program expects, which a test rules out.
    pub fn shipped() -> Option<Self> {
        Self::open(Image::of_static(PAGES, &VERSION)?)
    }

    /// The corpus of what `builder` holds and of `manifest`.
    pub(super) fn of(mut builder: Builder, manifest: Manifest, data: Option<DataFiles>) -> Self {
        // Paths are Unicode, so nothing of it cannot be written.
        let json = serde_json::to_vec(&manifest).unwrap_or_default();
        builder.push(Section::Manifest, json);
        let image = builder.finish(&VERSION);
        let data = data.filter(|_| !image.has(Section::Placements));
        Self { image: Arc::new(image), manifest, data }
    }

    /// The corpus in an image; `None` if it holds none.
    pub fn open(image: Image) -> Option<Self> {
        let manifest = serde_json::from_slice(image.section(Section::Manifest)).ok()?;
        Some(Self { image: Arc::new(image), manifest, data: None })
    }

    /// The image of the entries.
    pub fn image(&self) -> &Arc<Image> {
        &self.image
    }

    /// The corpus, with these diagnostics too.
    pub fn with_diagnostics(mut self, diagnostics: Vec<Diagnostic>) -> Self {
        self.manifest.diagnostics.extend(diagnostics);
        self
    }

    /// The corpus, its image with what `add` adds to it.
    pub(crate) fn extended(
        self,
        diagnostics: Vec<Diagnostic>,
        add: impl FnOnce(&mut Builder),
    ) -> Self {
        let mut manifest = self.manifest;
        let image = Arc::try_unwrap(self.image);
        let mut builder = image.map_or_else(|shared| shared.to_builder(), Image::into_builder);
        add(&mut builder);
        manifest.diagnostics.extend(diagnostics);
        Self::of(builder, manifest, self.data)
    }

    /// What data files add to entries, if the image does not have it yet.
    pub(crate) fn data(&self) -> Option<&DataFiles> {
        self.data.as_ref()
    }

    /// The pages, in order.
    pub fn pages(&self) -> &[Page] {
        &self.manifest.pages
    }

    /// The names of the facets and of their values.
    pub fn facets(&self) -> &Facets {
        &self.manifest.facets
    }

    /// The delimiter that split the pages.
    pub fn delimiter(&self) -> &Delimiter {
        &self.manifest.delimiter
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.image.items::<16>(Section::TextRanges).len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at `index`. One that there is not has an empty text.
    pub fn entry(&self, index: usize) -> Entry<'_> {
        Entry { corpus: self, index }
    }

    /// The entries, each once, in the order of their first sources.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).map(|index| Entry { corpus: self, index })
    }

    /// The entry whose id begins with `prefix`, as its place in the corpus.
    ///
    /// # Errors
    /// [`IdError`] if there is none, or more than one. The image must have an index.
    pub fn find(&self, prefix: &str) -> Result<usize, IdError> {
        ids::find(self.image.items(Section::Ids), self.image.items(Section::IdOrder), prefix)
    }

    /// The characters that the pages are written in. If a letter from À to ÿ occurs, all of
    /// them are taken to.
    pub fn alphabet(&self) -> Alphabet {
        let numbers = self.image.items::<4>(Section::Alphabet).iter();
        let chars = numbers.filter_map(|&number| char::from_u32(u32::from_le_bytes(number)));
        Alphabet::of([chars.collect::<String>()])
    }

    /// How many bytes the texts of all pages have.
    pub fn text_bytes(&self) -> u64 {
        self.image.section(Section::Text).len() as u64
    }

    /// The pages, each with its text.
    pub(super) fn page_texts(&self) -> impl Iterator<Item = (&Page, &str)> {
        let texts = self.image.section(Section::Text);
        let text = |page: &Page| text(texts.get(page.text.clone()).unwrap_or_default());
        self.pages().iter().map(move |page| (page, text(page)))
    }

    /// The placements of `entries`. There may be as many facets as entries, so whoever counts
    /// several facets reads each placement once.
    pub fn placements(&self, entries: &[usize]) -> Vec<Placement> {
        entries.iter().map(|&entry| self.entry(entry).placement()).collect()
    }

    /// Those of `entries` that stand under `value` of `facet`, in the same order.
    pub fn under(&self, facet: Facet, value: ValueRef, entries: &[usize]) -> Vec<usize> {
        let is_under =
            |entry: &usize| self.entry(*entry).placement().under(facet).any(|other| other == value);
        entries.iter().copied().filter(is_under).collect()
    }

    /// Files that were not read as pages, and data files beside them that need fixing.
    pub fn skipped(&self) -> &[Diagnostic] {
        &self.manifest.diagnostics
    }

    /// What every verb warns of: what needs fixing, and what the forms of pages lose.
    pub fn warnings(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let is_loss = |weight| weight == Weight::Loss;
        let lost = self.pages().iter().flat_map(move |page| page.form_problems(is_loss));
        self.diagnostics().chain(lost)
    }

    /// What needs fixing, in page order, skipped files first.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let of_pages = self.pages().iter().flat_map(|page| page.diagnostics(self.delimiter()));
        self.skipped().iter().cloned().chain(of_pages)
    }
}

/// One answer of a corpus.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'c> {
    corpus: &'c Corpus,
    index: usize,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The index of the page in [`Corpus::pages`].
    pub page: usize,
    /// The number of the entry within its page, from 1, before merging.
    pub entry: usize,
    /// The 1-based line of its first character.
    pub line: usize,
}

impl<'c> Entry<'c> {
    /// The corpus it belongs to.
    pub fn corpus(self) -> &'c Corpus {
        self.corpus
    }

    /// Its place in the corpus.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its id. An image without an index does not hold it; then it is computed from the text.
    pub fn id(self) -> Id {
        match self.corpus.image.items::<6>(Section::Ids).get(self.index) {
            Some(&bytes) => Id::from_bytes(bytes),
            None => Id::of(self.text()),
        }
    }

    /// Its text in NFC, lines ended by `\n`, as its first source gives it.
    pub fn text(self) -> &'c str {
        text(self.corpus.image.section(Section::Text).get(self.range()).unwrap_or_default())
    }

    /// The bytes of its text, which need not be read for it.
    pub fn text_len(self) -> usize {
        self.range().len()
    }

    fn range(self) -> Range<usize> {
        let ranges = self.corpus.image.items::<16>(Section::TextRanges);
        let range = ranges.get(self.index).map_or(&[][..], |range| range.as_chunks::<8>().0);
        match *range {
            [start, end] => u64::from_le_bytes(start) as usize..u64::from_le_bytes(end) as usize,
            _ => 0..0,
        }
    }

    /// What is known of it besides its text. An image without an index does not hold what data
    /// files add; then they are asked.
    pub fn details(self) -> Details {
        let mut details = self.given_details();
        if let Some(data) = &self.corpus.data {
            data.questions.complete(self.id(), &mut details);
        }
        details
    }

    /// What its pages say of it; in an image with an index, what data files add besides.
    pub fn given_details(self) -> Details {
        Details::read(self.corpus.image.rows(Section::Details).get(self.index))
    }

    /// Its title: the whole question where there is one, else made from the text, of at most 80
    /// characters on one line.
    pub fn title(self) -> String {
        self.title_with(&self.details())
    }

    /// Its title, given its details.
    pub(crate) fn title_with(self, details: &Details) -> String {
        let question = details.question().map(|(question, _)| question.to_owned());
        question.unwrap_or_else(|| title::title(self.text()))
    }

    /// The passages that are encoded of it: its text, and its text after each question that it is
    /// known to answer, further ways to ask included.
    pub fn passages(self) -> impl Iterator<Item = Cow<'c, str>> {
        let details = self.details();
        let also = details.also.iter().map(String::as_str);
        let asked: Vec<String> = details.asked().chain(also).map(str::to_owned).collect();
        let after =
            move |question: String| with_lines([question.as_str()].into_iter(), self.text());
        iter::once(self.text().into()).chain(asked.into_iter().map(after))
    }

    /// What phrases are looked for in: all its questions and its text, a line each.
    pub fn asked_and_text(self) -> Cow<'c, str> {
        with_lines(self.details().asked(), self.text())
    }

    /// Where it stands, in page order; never empty unless the image is corrupt.
    pub fn sources(self) -> impl Iterator<Item = Source> + use<'c> {
        let row = self.corpus.image.rows(Section::Sources).get(self.index);
        let pages = self.corpus.pages().len();
        let sources = row.as_chunks::<4>().0.as_chunks::<3>().0.iter().map(|source| {
            let [page, entry, line] = source.map(|number| u32::from_le_bytes(number) as usize);
            Source { page, entry, line }
        });
        sources.filter(move |source| source.page < pages)
    }

    /// Its values under each facet. An image without an index does not hold them; then they are
    /// derived from the text.
    pub fn placement(self) -> Placement {
        match &self.corpus.data {
            Some(data) => data.facets.place(self.id(), self.text(), &self.details()),
            None => {
                let row = self.corpus.image.rows(Section::Placements).get(self.index);
                Placement::read(row, |value| self.corpus.facets().has(value))
            }
        }
    }
}
