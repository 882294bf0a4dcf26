//! A corpus in a store: entries ready to be asked for, nothing read, split or merged again.
//!
//! | section | holds |
//! |---|---|
//! | pages | what is known of the pages, as JSON |
//! | texts, text ends | the texts of the entries, end to end |
//! | ids | 6 bytes each |
//! | sources, source ends | page, entry, line of each place, u32 |

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::entry::{Place, Source, Stretch};
use super::identity::Id;
use super::read::{Corpus, Page};
use crate::store::once::OnceList;
use crate::store::{Store, Writer};
use crate::text::alphabet::Alphabet;

/// The numbers of the sections; the index has those from 8 on.
mod section {
    pub(super) const PAGES: usize = 0;
    pub(super) const TEXTS: usize = 1;
    pub(super) const TEXT_BOUNDS: usize = 2;
    pub(super) const IDS: usize = 3;
    pub(super) const SOURCES: usize = 4;
    pub(super) const SOURCE_BOUNDS: usize = 5;
}

/// Bytes of an id.
const ID: usize = 6;

/// Numbers of a source.
const SOURCE: usize = 3;

/// The entries of a corpus, in a store.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    store: Arc<Store>,
    pages: usize,
    len: usize,
    /// The texts that had to be copied out of a file.
    texts: OnceList<Box<str>>,
    alphabet: OnceLock<Alphabet>,
    /// Where each entry stands in its own text.
    places: OnceLock<Vec<Place>>,
}

impl Kept {
    /// The pages and entries in `store`; `None` if it holds none.
    pub(super) fn open(store: Arc<Store>) -> Option<(Vec<Page>, Self)> {
        let pages: Vec<Page> = serde_json::from_slice(&store.whole(section::PAGES)).ok()?;
        let len = (store.len(section::IDS) / ID as u64) as usize;
        let bounds = [section::TEXT_BOUNDS, section::SOURCE_BOUNDS];
        let whole = bounds.iter().all(|&bounds| store.len(bounds) == 8 * (len as u64 + 1));
        let count = pages.len();
        whole.then_some((
            pages,
            Self {
                store,
                pages: count,
                len,
                texts: OnceList::new(len),
                alphabet: OnceLock::new(),
                places: OnceLock::new(),
            },
        ))
    }

    /// Puts `corpus` into `writer`, the texts uncopied; `None` if a path can not be written
    /// down.
    pub(super) fn put<'w>(corpus: &'w Corpus, writer: &mut Writer<'w>) -> Option<()> {
        writer.put(section::PAGES, serde_json::to_vec(&corpus.pages).ok()?);
        let mut texts = Vec::with_capacity(corpus.len());
        let (mut ids, mut sources) = (Vec::new(), Vec::new());
        let (mut text_bounds, mut source_bounds) = (vec![0], vec![0]);
        let mut end = 0;
        for entry in corpus.entries() {
            texts.push(entry.text().as_bytes());
            end += entry.text().len() as u64;
            text_bounds.push(end);
            ids.extend_from_slice(&entry.id().bytes());
            for Source { page, entry, line } in entry.sources() {
                sources.extend([page as u32, entry as u32, line as u32]);
            }
            source_bounds.push((sources.len() / SOURCE) as u64);
        }
        writer.put_pieces(section::TEXTS, texts);
        writer.put_u64s(section::TEXT_BOUNDS, &text_bounds);
        writer.put(section::IDS, ids);
        writer.put_u32s(section::SOURCES, &sources);
        writer.put_u64s(section::SOURCE_BOUNDS, &source_bounds);
        Some(())
    }

    pub(super) fn store(&self) -> &Arc<Store> {
        &self.store
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn text(&self, entry: usize) -> &str {
        if let Some(text) = self.texts.get(entry) {
            return text;
        }
        let bounds = self.store.bounds(section::TEXT_BOUNDS, entry);
        match self.store.text(section::TEXTS, bounds) {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.texts.fill(entry, text.into_boxed_str()),
        }
    }

    /// The characters of the texts; all are read for that.
    pub(super) fn alphabet(&self) -> &Alphabet {
        self.alphabet.get_or_init(|| Alphabet::of((0..self.len).map(|entry| self.text(entry))))
    }

    /// Each entry by itself.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        // It may have characters that folding drops: looking costs as much as taking it so.
        let place = |entry| Place { range: 0..self.text(entry).len(), drops: true };
        let places = self.places.get_or_init(|| (0..self.len).map(place).collect());
        let stretch = |(first, place)| Stretch {
            text: self.text(first),
            first,
            places: std::slice::from_ref(place),
        };
        places.iter().enumerate().map(stretch)
    }

    pub(super) fn id(&self, entry: usize) -> Id {
        let at = (entry * ID) as u64;
        let bytes = self.store.bytes(section::IDS, at..at + ID as u64);
        Id::from_bytes(bytes.first_chunk().copied().unwrap_or_default())
    }

    pub(super) fn sources(&self, entry: usize) -> impl Iterator<Item = Source> + use<> {
        let bounds = self.store.bounds(section::SOURCE_BOUNDS, entry);
        let numbers = (bounds.start as usize).saturating_mul(SOURCE)
            ..(bounds.end as usize).saturating_mul(SOURCE);
        let numbers = self.store.u32s(section::SOURCES, numbers);
        let (rows, _) = numbers.as_chunks::<SOURCE>();
        let source = |&[page, entry, line]: &[u32; SOURCE]| {
            let [page, entry, line] = [page, entry, line].map(|number| number as usize);
            Source { page, entry, line }
        };
        let mut sources: Vec<Source> = rows.iter().map(source).collect();
        if sources.is_empty() || sources.iter().any(|source| source.page >= self.pages) {
            self.store.doubt();
            sources.clear();
        }
        sources.into_iter()
    }
}
