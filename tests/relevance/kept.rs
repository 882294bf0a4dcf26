//! Rankings do not hang on where the index lies: built now, kept in a file, prepared with the
//! program.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use faq::corpus::Corpus;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::source::Seeds;
use faq::search::Index;
use faq::store::blocks::{BlockWriter, Blocks};
use faq::store::{Store, Writer};

use crate::set::Set;

/// Corpus and index as the bytes of a store.
fn bytes(corpus: &Corpus) -> Vec<u8> {
    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
    let index = Index::build(&texts);
    let mut writer = Writer::default();
    corpus.put(&mut writer).expect("the paths of the pages are text");
    writer.put_store(index.store());
    let mut bytes = Vec::new();
    let written: Result<(), std::convert::Infallible> = writer.write(|piece| {
        bytes.extend_from_slice(piece);
        Ok(())
    });
    assert_eq!(written, Ok(()));
    bytes
}

/// A corpus written to a checked file and opened from there.
fn kept(name: &str, corpus: &Corpus) -> Corpus {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kept-{name}.store"));
    let mut blocks = BlockWriter::new(File::create(&path).expect("a file"));
    blocks.push(&bytes(corpus)).expect("bytes are written");
    blocks.finish().expect("bytes are written");
    let blocks = Blocks::open(File::open(&path).expect("the file")).expect("a sound file");
    fs::remove_file(&path).expect("the file");
    let store = Store::in_file(blocks).expect("a store");
    Corpus::open(Arc::new(store), Delimiter::default()).expect("a corpus")
}

#[test]
fn a_ranking_is_the_same_from_memory_file_and_image() {
    let further = std::env::var_os("FAQ_RELEVANCE_SETS").map(|folder| Set::all_in(folder.as_ref()));
    for set in [Set::ans_dev(), Set::own()].into_iter().chain(further.into_iter().flatten()) {
        let fresh = set.read_anew();
        assert!(fresh.store().is_none());
        let ranked = set.ranked(&fresh);
        assert!(ranked.iter().any(|hits| !hits.is_empty()));
        let kept = kept(&set.name, &fresh);
        assert!(set.ranked(&kept) == ranked, "{}: a kept index ranks otherwise", set.name);
        assert!(kept.store().is_some_and(|store| store.verify()));
        if set.seeds == Seeds::Embedded {
            let image = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("the pages");
            assert!(image.store().is_some(), "the shipped pages are prepared");
            assert!(set.ranked(&image) == ranked, "{}: prepared, it ranks otherwise", set.name);
        }
    }
}

#[test]
fn what_the_build_prepared_is_what_reading_the_pages_gives() {
    let mut fresh = Set::ans_dev().read_anew();
    fresh.pages.iter_mut().for_each(|page| page.path = None);
    let image = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("the pages");
    assert!(bytes(&fresh) == bytes(&image), "entries or index differ");
    let store = image.store().expect("the shipped pages are prepared");
    let built = Store::in_image(bytes(&fresh).leak()).expect("a store");
    for section in 0..40 {
        assert!(store.whole(section) == built.whole(section), "section {section} differs");
    }
}
