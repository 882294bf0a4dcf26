//! The committed image against one made of `seeds/` now.

#![cfg(feature = "meaning")]

use std::ops::Range;
use std::path::Path;
use std::{env, fs};

use sha2::{Digest, Sha256};

use super::{PAGES, VERSION};
use crate::corpus::Corpus;
use crate::corpus::delimiter::Delimiter;
use crate::embed::vectors::push_vectors;
use crate::embed::{Encoder, Kind, Packed};
use crate::image::{Builder, Image, RowsBuilder, Section, Version};
use crate::index;
use crate::text::sentences::sentences;

/// The shipped pages, read and indexed.
fn pages() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|ext| ext == "txt")).collect();
    files.sort();
    let page = |file: std::path::PathBuf| {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read(file).expect("a page"))
    };
    let corpus = Corpus::of_pages(files.into_iter().map(page), &Delimiter::default());
    index::build(corpus.expect("pages"), &|_| ()).expect("an index")
}

/// Vectors of `texts`, in their order.
fn encoded(texts: &[&str]) -> Vec<Packed> {
    let encoder = Encoder::load().expect("the model");
    let mut vectors = vec![None; texts.len()];
    encoder.encode_all(Kind::Passage, texts, 8, |number, vector| {
        vectors[number] = Some(Packed::from(&vector));
        true
    });
    vectors.into_iter().flatten().collect()
}

/// Adds the vectors of the entries, and of the sentences of those that have several.
fn add_vectors(corpus: &Corpus, image: &mut Builder) {
    let passages: Vec<_> = corpus.entries().map(|entry| entry.passage()).collect();
    let passages: Vec<&str> = passages.iter().map(AsRef::as_ref).collect();
    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
    let vectors: Vec<Option<Packed>> = encoded(&passages).into_iter().map(Some).collect();
    push_vectors(image, &vectors);
    let ranges: Vec<Vec<Range<usize>>> = texts
        .iter()
        .map(|text| sentences(text).collect::<Vec<_>>())
        .map(|ranges| if ranges.len() > 1 { ranges } else { Vec::new() })
        .collect();
    let all = texts.iter().zip(&ranges);
    let all: Vec<&str> =
        all.flat_map(|(text, ranges)| ranges.iter().map(|range| &text[range.clone()])).collect();
    let mut vectors = encoded(&all).into_iter();
    let mut rows = RowsBuilder::default();
    for ranges in ranges {
        let row = vectors.by_ref().take(ranges.len());
        rows.bytes().extend(row.flat_map(|vector| vector.to_bytes()));
        rows.end_row();
    }
    image.push_rows(Section::SentenceVectors, &rows);
}

fn version_of(image: &Image) -> Version {
    let unversioned = image.clone().into_builder().finish(&[0; 16]);
    let digest = Sha256::digest(unversioned.bytes());
    let digits: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    *digits.as_bytes().first_chunk().expect("16 digits")
}

#[test]
fn prepared_pages_are_those_of_the_folder() {
    let corpus = pages();
    let mut image = corpus.image().as_ref().clone().into_builder();
    add_vectors(&corpus, &mut image);
    let image = image.finish(&VERSION);
    let version = version_of(&image);
    let image = image.into_builder().finish(&version);
    if env::var_os("FAQ_BLESS").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/prepared");
        fs::write(folder.join("pages.image"), image.bytes()).expect("a file in the project");
        fs::write(folder.join("version"), version).expect("a file in the project");
    } else {
        assert!(
            version == VERSION && image.bytes() == PAGES,
            "the pages, the model or the layout changed: FAQ_BLESS=1 cargo test prepared"
        );
    }
}
