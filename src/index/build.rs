//! Building the index: the entries shared out among threads, then put together.
//!
//! Every number in the result goes by byte order or by entry, so the bytes are the same on any
//! number of threads.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;
use std::thread;

use super::merge::merge;
use super::segment::Partition;
use crate::corpus::details::Details;
use crate::corpus::diagnostic::{Diagnostic, Flaw};
use crate::corpus::identity::Id;
use crate::corpus::{Corpus, Entry, Error, ids};
use crate::image::{Builder, RowsBuilder, Section};
use crate::parallel;

/// Bytes of text below which a further thread costs more than it spares.
const MIN_PARTITION: usize = 1 << 20;

/// The most bytes of all terms together: where they end is counted in u32.
const MAX_TERM_BYTES: usize = u32::MAX as usize;

/// Adds ids, what data files say, facet placements and the index to the image of `corpus`, which was
/// just read. `done` is called with the bytes of each text as it is indexed, on any thread.
///
/// # Errors
/// [`Error::TooManyTerms`].
pub fn build(corpus: Corpus, done: &(dyn Fn(usize) + Sync)) -> Result<Corpus, Error> {
    build_on(corpus, None, done, MAX_TERM_BYTES)
}

/// The same in so many partitions, of terms that have at most `max` bytes together.
fn build_on(
    corpus: Corpus,
    partitions: Option<usize>,
    done: &(dyn Fn(usize) + Sync),
    max: usize,
) -> Result<Corpus, Error> {
    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let ids = parallel::map(&texts, bytes as u64, |text| Id::of(text));
    let mut data = corpus.data().cloned().unwrap_or_default();
    let mut sections = Builder::default();
    push_ids(&mut sections, &ids);
    let order = sections.section(Section::IdOrder).as_chunks().0;
    let find = |id: &str| ids::find(sections.section(Section::Ids).as_chunks().0, order, id);
    let mut diagnostics = data.questions.unknown(|id| find(&id.to_string()).is_ok());
    let unknown = data.facets.check_ids(find);
    // The program's own rules are made for its own pages, and name entries of these.
    if let Some(path) = data.facets.path() {
        diagnostics
            .extend(unknown.into_iter().map(|error| Diagnostic::in_part(path, Flaw::Id(error))));
    }
    let details = |(entry, id): (Entry<'_>, &Id)| {
        let mut details = entry.given_details();
        data.questions.complete(*id, &mut details);
        (!details.is_empty()).then(|| (entry.index(), details))
    };
    let details: HashMap<usize, Details> = corpus.entries().zip(&ids).filter_map(details).collect();
    push_details(&mut sections, &details, texts.len());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let count = partitions.unwrap_or((bytes / MIN_PARTITION).clamp(1, cores));
    let mut read = parallel::map(&partition(&texts, bytes, count), bytes as u64, |range| {
        let none = Details::default();
        let entries =
            range.clone().map(|at| (texts[at], ids[at], details.get(&at).unwrap_or(&none)));
        Partition::read(range.start, entries, &data.facets, done, max)
    });
    let mut placements = RowsBuilder::default();
    placements.append(read.iter_mut().map(|part| mem::take(&mut part.placements)));
    sections.push_rows(Section::Placements, placements);
    merge(read, &mut sections, bytes as u64, max).ok_or(Error::TooManyTerms)?;
    Ok(corpus.extended(diagnostics, |image| image.append(sections)))
}

fn push_details(sections: &mut Builder, details: &HashMap<usize, Details>, entries: usize) {
    if details.is_empty() {
        return;
    }
    let mut rows = RowsBuilder::default();
    let json = |entry| details.get(&entry).map_or_else(Vec::new, Details::to_json);
    (0..entries).for_each(|entry| rows.push(&json(entry)));
    sections.push_rows(Section::Details, rows);
}

/// The corpus of a page whose entries end with a line of two dashes, for tests.
#[cfg(test)]
fn corpus_of(page: &str) -> std::io::Result<Corpus> {
    let delimiter = crate::corpus::delimiter::Delimiter::new("--").expect("not blank");
    Corpus::of_bytes("page", page.as_bytes(), &delimiter)
}

/// The image of a page of these entries, for tests.
#[cfg(test)]
pub(crate) fn image_of(entries: &[impl AsRef<str>]) -> std::sync::Arc<crate::image::Image> {
    let page: String = entries.iter().map(|entry| format!("{}\n--\n", entry.as_ref())).collect();
    let corpus = corpus_of(&page).expect("entries");
    build(corpus, &|_| ()).expect("an index").image().clone()
}

fn push_ids(image: &mut Builder, ids: &[Id]) {
    let mut order: Vec<u32> = (0..ids.len() as u32).collect();
    order.sort_unstable_by_key(|&entry| (ids[entry as usize], entry));
    image.push(Section::Ids, ids.iter().flat_map(|id| id.bytes()).collect());
    image.push_u32s(Section::IdOrder, order);
}

/// Ranges of texts of about equal bytes.
fn partition(texts: &[&str], bytes: usize, count: usize) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    let mut read = 0;
    for (at, text) in texts.iter().enumerate() {
        read += text.len();
        if cuts.len() < count && read >= bytes / count * cuts.len() {
            cuts.push(at + 1);
        }
    }
    cuts.push(texts.len());
    cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::Image;
    use crate::prepared::VERSION;
    use crate::search::properties::text;

    #[test]
    fn more_words_than_can_be_numbered_are_an_error_and_not_a_crash() {
        let page = "œuvre de certification\n--\ncertification hds\n--\nhébergement (HAS)\n--\n";
        let build = |partitions, max| {
            build_on(corpus_of(page).expect("a page"), Some(partitions), &|_| (), max)
        };
        let all = "certificationdehashdshebergementoeuvre".len();
        for partitions in [1, 2, 3] {
            let corpus = build(partitions, all).expect("an index");
            assert_eq!(corpus.image().rows(Section::Terms).len(), 6);
            assert_eq!(corpus.image().rows(Section::EntryTerms).len(), 3);
            for max in [0, 1, all / 3, all - 1] {
                assert_eq!(build(partitions, max).err(), Some(Error::TooManyTerms));
            }
        }
    }

    proptest! {
        #[test]
        fn the_image_says_what_the_entries_say_on_any_number_of_threads(
            texts in prop::collection::vec(text(1..9), 1..9), partitions in 1usize..5,
        ) {
            let page = texts.join("\n--\n");
            let Ok(corpus) = corpus_of(&page) else { return Ok(()) };
            let read = || corpus_of(&page).expect("a page");
            let built = build(read(), &|_| ()).expect("an index");
            let parts = build_on(read(), Some(partitions), &|_| (), MAX_TERM_BYTES);
            let bytes = built.image().bytes();
            prop_assert!(parts.expect("an index").image().bytes() == bytes);
            let image = Image::of_bytes(&bytes, &VERSION).expect("an image");
            let opened = Corpus::open(image).expect("a corpus");
            prop_assert!(opened.data().is_none() && opened.len() == corpus.len());
            prop_assert_eq!((opened.pages(), opened.facets()), (corpus.pages(), corpus.facets()));
            for (entry, other) in corpus.entries().zip(opened.entries()) {
                prop_assert_eq!((entry.id(), entry.text()), (other.id(), other.text()));
                prop_assert_eq!(entry.placement(), other.placement());
                prop_assert!(entry.sources().eq(other.sources()));
                prop_assert_eq!(opened.find(&entry.id().to_string()), Ok(entry.index()));
            }
        }
    }
}
