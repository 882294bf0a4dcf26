//! Reading pages: files to decoded text to entries, side by side where they are large.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::decode::{Decoded, decode, decode_html};
use super::dedup;
use super::delimiter::Delimiter;
use super::details::Details;
use super::diagnostic::Diagnostic;
use super::entries::{Corpus, Manifest, Source};
use super::error::Error;
use super::forms::{self, Form, may_be_html};
use super::page::Page;
use super::sidecar::DataFiles;
use super::source::{Candidate, Seeds};
use super::split::Span;
use crate::files::read::{MAX_PAGE, MAX_STREAM, not_regular, open_regular, read_file, read_stream};
use crate::image::{Builder, RowsBuilder, Section, text};
use crate::parallel;
use crate::text::alphabet::Alphabet;

impl Corpus {
    /// Reads the pages of `seeds`, splits them at `delimiter` and adds what `data` knows of
    /// entries. The image has no index yet.
    ///
    /// # Errors
    /// [`Error`] when a named path gives no page.
    pub fn read(seeds: &Seeds, delimiter: &Delimiter, data: DataFiles) -> Result<Self, Error> {
        let mut reading = Reading::new(delimiter, data);
        let mut skipped = Vec::new();
        if *seeds == Seeds::Shipped {
            let shipped = Self::shipped();
            for (page, text) in shipped.iter().flat_map(Self::page_texts) {
                reading.add(page.file.clone(), None, decode(text.into()));
            }
        } else {
            let candidates = seeds.find();
            let mut unread = Vec::new();
            for (page, read) in candidates.pages.iter().zip(read_all(&candidates.pages)) {
                let path = (!page.is_stdin()).then_some(page.path.as_path());
                unread.push(read.map(|decoded| reading.add(page.file(), path, decoded)).err());
            }
            skipped = candidates.skipped(&unread)?;
        }
        Ok(reading.finish(skipped))
    }

    /// The corpus of one page of these bytes, called `file`, with the program's own data files.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if nothing of it can be seen.
    pub fn of_bytes(file: &str, bytes: &[u8], delimiter: &Delimiter) -> io::Result<Self> {
        Self::of_pages([(file.to_owned(), bytes.to_vec())], delimiter)
    }

    /// The corpus of pages with these names and bytes, with the program's own data files.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if nothing of one can be seen.
    pub fn of_pages(
        pages: impl IntoIterator<Item = (String, Vec<u8>)>,
        delimiter: &Delimiter,
    ) -> io::Result<Self> {
        let mut reading = Reading::new(delimiter, DataFiles::shipped());
        for (file, bytes) in pages {
            let read = decoded(&file, bytes)?;
            reading.add(file, None, read);
        }
        Ok(reading.finish(Vec::new()))
    }
}

/// Pages, put together one after another.
struct Reading<'d> {
    delimiter: &'d Delimiter,
    data: DataFiles,
    pages: Vec<Page>,
    /// The texts of the pages, end to end.
    text: Vec<u8>,
    spans: Vec<Span>,
    alphabet: Alphabet,
}

impl<'d> Reading<'d> {
    fn new(delimiter: &'d Delimiter, data: DataFiles) -> Self {
        let (pages, text, spans) = Default::default();
        Self { delimiter, data, pages, text, spans, alphabet: Alphabet::default() }
    }

    fn add(&mut self, file: String, path: Option<&Path>, read: Decoded) {
        let form = Form::of(&file, &read);
        let facets = self.data.facets.facets();
        let (read, page, spans) = forms::read(form, read, self.delimiter, facets);
        self.alphabet.merge(&read.alphabet);
        let start = self.text.len();
        if start == 0 {
            self.text = read.text;
        } else {
            self.text.extend_from_slice(&read.text);
        }
        self.pages.push(Page {
            file,
            path: path.map(|path| path.to_string_lossy().into_owned().into()),
            entries: spans.len(),
            bytes: read.bytes,
            damage: read.damage,
            text: start..self.text.len(),
            ..page
        });
        self.spans.extend(spans.into_iter().map(|mut span| {
            span.range = start + span.range.start..start + span.range.end;
            span
        }));
    }

    /// Merges equal entries and makes an image of all.
    fn finish(self, diagnostics: Vec<Diagnostic>) -> Corpus {
        let Self { delimiter, mut data, pages, text: texts, mut spans, alphabet } = self;
        let text = |span: &Span| text(&texts[span.range.clone()]);
        let leaders = dedup::leaders(&spans, texts.len() as u64, |span| span.key, text);
        let entries = pages.iter().enumerate().flat_map(|(page, Page { entries, .. })| {
            (1..=*entries).map(move |entry| (page, entry))
        });
        let mut sources: Vec<(usize, Source)> = Vec::with_capacity(spans.len());
        for ((&leader, span), (page, entry)) in leaders.iter().zip(&spans).zip(entries) {
            sources.push((leader, Source { page, entry, line: span.line }));
        }
        sources.sort_by_key(|&(leader, _)| leader);
        merge_details(&mut spans, &leaders);
        for details in spans.iter_mut().filter_map(|span| span.details.as_mut()) {
            data.facets.learn(&mut details.values);
        }
        let facets = data.facets.facets().clone();
        let manifest = Manifest { pages, diagnostics, facets, delimiter: delimiter.clone() };
        let mut builder = Builder::default();
        builder.push(Section::Text, texts);
        write_entries(&mut builder, &spans, &sources);
        builder.push_u32s(Section::Alphabet, alphabet.chars().map(u32::from));
        Corpus::of(builder, manifest, Some(data))
    }
}

/// Writes the entries that stand at `sources`, each behind the index of the first span that is
/// equal to it, in the order of these.
fn write_entries(builder: &mut Builder, spans: &[Span], sources: &[(usize, Source)]) {
    let mut ranges = Vec::new();
    let (mut rows, mut details) = (RowsBuilder::default(), RowsBuilder::default());
    for sources in sources.chunk_by(|a, b| a.0 == b.0) {
        let span = &spans[sources[0].0];
        ranges.extend((span.range.start as u64).to_le_bytes());
        ranges.extend((span.range.end as u64).to_le_bytes());
        let numbers = sources.iter().flat_map(|(_, at)| [at.page, at.entry, at.line]);
        rows.bytes().extend(numbers.flat_map(|number| (number as u32).to_le_bytes()));
        rows.end_row();
        details.push(&span.details.as_ref().map_or_else(Vec::new, |details| details.to_json()));
    }
    builder.push(Section::TextRanges, ranges);
    builder.push_rows(Section::Sources, rows);
    if spans.iter().any(|span| span.details.is_some()) {
        builder.push_rows(Section::Details, details);
    }
}

/// Moves the details of entries that are equal to an earlier one to that.
fn merge_details(spans: &mut [Span], leaders: &[usize]) {
    let mut others: BTreeMap<usize, Vec<Details>> = BTreeMap::new();
    for (index, &leader) in leaders.iter().enumerate().filter(|(index, leader)| index != *leader) {
        if let Some(details) = spans[index].details.take() {
            others.entry(leader).or_default().push(*details);
        }
    }
    for (leader, others) in others {
        spans[leader].details.get_or_insert_default().merge(others);
    }
}

/// Reads `pages`, in their order. Errors are those of the system, and two that
/// [`What::unread`](super::diagnostic::What::unread) tells apart: [`ErrorKind::InvalidData`] for a
/// page of which nothing can be seen, [`ErrorKind::InvalidInput`] for what is not a file.
fn read_all(pages: &[Candidate]) -> Vec<io::Result<Decoded>> {
    let size = |page: &Candidate| match page.is_stdin() {
        true => 0,
        false => page.path.metadata().map_or(0, |metadata| metadata.len()),
    };
    let bytes = pages.iter().map(size).sum();
    parallel::map(pages, bytes, |page| decoded(&page.file(), bytes_of(page)?))
}

/// Decodes the page called `file`, unless nothing of it can be seen.
fn decoded(file: &str, bytes: Vec<u8>) -> io::Result<Decoded> {
    let decoded = match may_be_html(file, &bytes) {
        true => decode_html(bytes),
        false => decode(bytes),
    };
    if decoded.is_blank {
        return Err(io::Error::new(ErrorKind::InvalidData, "it holds no text"));
    }
    Ok(decoded)
}

fn bytes_of(page: &Candidate) -> io::Result<Vec<u8>> {
    if page.is_stdin() {
        return read_stream(io::stdin().lock()).map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => error,
            _ => io::Error::other(error),
        });
    }
    if !page.path.metadata()?.is_file() {
        // A pipe or a device that the user names is read, and waited for.
        return match page.is_named {
            true => read_file(&File::open(&page.path)?, MAX_STREAM),
            false => Err(not_regular()),
        };
    }
    read_file(&open_regular(&page.path)?.0, MAX_PAGE)
}
