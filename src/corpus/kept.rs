//! A corpus in a store: entries ready to be asked for, nothing read, split or merged again.
//!
//! | section | holds |
//! |---|---|
//! | pages | what is known of the pages, as JSON |
//! | texts, text bounds | the texts of the entries, a line end behind each |
//! | ids | 6 bytes each |
//! | sources, source bounds | page, entry, line of each place, u32 |
//! | alphabet | the characters of the texts that are not ASCII, u32 |
//! | drops | the entries with characters that folding drops, u32 |

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::entry::{Place, Source, Stretch};
use super::identity::Id;
use super::read::{Corpus, Page};
use super::workers;
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
    pub(super) const ALPHABET: usize = 6;
    pub(super) const DROPS: usize = 7;
}

/// Stands behind each text, so that those of several entries can be searched in one go.
const GAP: &[u8] = b"\n";

/// Bytes of texts that are searched in one go.
const STRETCH: u64 = 1 << 20;

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
            Self { store, pages: count, len, texts: OnceList::new(len), alphabet: OnceLock::new() },
        ))
    }

    /// Puts `corpus` into `writer`, the texts uncopied; `None` if a path can not be written
    /// down.
    pub(super) fn put<'w>(corpus: &'w Corpus, writer: &mut Writer<'w>) -> Option<()> {
        writer.put(section::PAGES, serde_json::to_vec(&corpus.pages).ok()?);
        let mut texts = Vec::with_capacity(2 * corpus.len());
        let (mut ids, mut sources) = (Vec::new(), Vec::new());
        let (mut text_bounds, mut source_bounds) = (vec![0], vec![0]);
        let mut end = 0;
        for entry in corpus.entries() {
            texts.extend([entry.text().as_bytes(), GAP]);
            end += (entry.text().len() + GAP.len()) as u64;
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
        let alphabet: Vec<u32> = corpus.alphabet().chars().map(u32::from).collect();
        writer.put_u32s(section::ALPHABET, &alphabet);
        let drops = corpus.map_stretches(|stretch| {
            let drops = (stretch.first as u32..).zip(stretch.places).filter(|(_, p)| p.drops);
            drops.map(|(entry, _)| entry).collect::<Vec<u32>>()
        });
        writer.put_u32s(section::DROPS, &drops.concat());
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
        let end = bounds.end.saturating_sub(GAP.len() as u64);
        match self.store.text(section::TEXTS, bounds.start..end) {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.texts.fill(entry, text.into_boxed_str()),
        }
    }

    /// The bytes of all texts.
    pub(super) fn text_bytes(&self) -> u64 {
        self.store.len(section::TEXTS)
    }

    /// The characters that the pages are written in.
    pub(super) fn alphabet(&self) -> &Alphabet {
        self.alphabet.get_or_init(|| {
            let count = self.store.u32_count(section::ALPHABET);
            let numbers = self.store.u32s(section::ALPHABET, 0..count);
            let text: String = numbers.into_iter().filter_map(char::from_u32).collect();
            Alphabet::of([text])
        })
    }

    /// What `work` makes of each stretch: entries that stand together in the store, read into
    /// memory a megabyte at a time and let go.
    pub(super) fn map_stretches<R: Send>(&self, work: impl Fn(&Stretch<'_>) -> R + Sync) -> Vec<R> {
        let bounds = self.store.u64s(section::TEXT_BOUNDS, 0..self.len + 1);
        let drops = self.store.u32_count(section::DROPS);
        let drops = self.store.u32s(section::DROPS, 0..drops);
        let chunks = chunks(&bounds);
        let bytes = self.store.len(section::TEXTS);
        workers::map(&chunks, bytes, |chunk| {
            let bounds = bounds.get(chunk.start..chunk.end + 1).unwrap_or_default();
            let (from, to) = (bounds.first().copied(), bounds.last().copied());
            let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
            let bytes = self.store.bytes(section::TEXTS, from..to);
            let text = self.store.str(&bytes);
            let place = |(entry, ends): (usize, &[u64])| {
                let offset = |end: u64| usize::try_from(end.checked_sub(from)?).ok();
                let range = offset(ends[0])?..offset(ends[1])?.checked_sub(GAP.len())?;
                text.get(range.clone())?;
                Some(Place { range, drops: drops.binary_search(&(entry as u32)).is_ok() })
            };
            let places: Option<Vec<Place>> =
                (chunk.start..).zip(bounds.windows(2)).map(place).collect();
            let places = places.unwrap_or_else(|| {
                self.store.doubt();
                Vec::new()
            });
            work(&Stretch { text, first: chunk.start, places: &places })
        })
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

/// Runs of entries of about [`STRETCH`] bytes; `bounds` are those of their texts.
fn chunks(bounds: &[u64]) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    for entry in 0..bounds.len().saturating_sub(1) {
        match chunks.last_mut() {
            Some(chunk) if bounds[entry].abs_diff(bounds[chunk.start]) < STRETCH => {
                chunk.end = entry + 1;
            }
            _ => chunks.push(entry..entry + 1),
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::delimiter::Delimiter;
    use crate::store::blocks::{BlockWriter, Blocks};
    use std::fs::{self, File};

    /// Of some blocks.
    fn text() -> String {
        "été".repeat(100_000)
    }

    /// A corpus of one entry in a checked file, in which `forge` has put something else, and
    /// `damage` something that is not as it was written.
    fn forged(name: &str, forge: fn(&mut Writer<'_>), damage: fn(&mut Vec<u8>)) -> Corpus {
        let corpus = Corpus::of_bytes("page.txt", text().as_bytes(), Delimiter::default());
        let corpus = corpus.expect("a page");
        let mut writer = Writer::default();
        corpus.put(&mut writer).expect("no path that is no text");
        forge(&mut writer);
        let path = std::env::temp_dir().join(format!("faq-forged-{}-{name}", std::process::id()));
        let mut blocks = BlockWriter::new(Vec::new());
        writer.write(|piece| blocks.push(piece)).expect("a vector takes all");
        let mut bytes = blocks.finish().expect("a vector takes all");
        damage(&mut bytes);
        fs::write(&path, bytes).expect("a file");
        let blocks = Blocks::open(File::open(&path).expect("the file")).expect("a file of blocks");
        fs::remove_file(path).expect("the file");
        let store = Store::in_file(blocks).expect("a store");
        Corpus::open(Arc::new(store), Delimiter::default()).expect("a corpus")
    }

    fn is_sound(corpus: &Corpus) -> bool {
        corpus.store().is_some_and(|store| store.is_sound())
    }

    #[test]
    fn what_makes_no_sense_is_nothing_and_doubted() {
        let honest = forged("honest", |_| (), |_| ());
        assert_eq!(
            (honest.entry(0).text(), honest.entry(0).sources().count()),
            (text().as_str(), 1)
        );
        assert!(is_sound(&honest) && honest.store().is_some_and(|store| store.verify()));
        let elsewhere = |writer: &mut Writer<'_>| writer.put_u32s(section::SOURCES, &[1, 1, 1]);
        let corpus = forged("page", elsewhere, |_| ());
        assert!(corpus.entry(0).sources().count() == 0 && !is_sound(&corpus));
        let corpus = forged(
            "text",
            |writer| writer.put(section::TEXTS, vec![0xC3; text().len() + GAP.len()]),
            |_| (),
        );
        assert!(corpus.entry(0).text().is_empty() && !is_sound(&corpus));
        let corpus = forged("file", |_| (), |bytes| bytes[300_000] ^= 1);
        assert!(corpus.store().is_some_and(|store| !store.verify()));
    }
}
