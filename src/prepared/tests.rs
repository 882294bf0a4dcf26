//! The committed image against one made of `seeds/` now.

#![cfg(feature = "meaning")]

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{PAGES, VERSION, is_blessed, is_prepared};
use crate::corpus::Corpus;
use crate::corpus::delimiter::Delimiter;
use crate::embed::Encoder;
use crate::embed::fill::{Filling, Wanted};
use crate::image::{Image, Version};
use crate::index;

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

/// The image of `corpus` with the vectors of all its passages and sentences. The committed ones
/// serve, but each 16th is made anew, and all of them are where the image is to be written.
fn with_vectors(corpus: &Corpus) -> Image {
    let encoder = Encoder::load().expect("the model");
    let mut filling = Filling::new(corpus);
    if !is_blessed() {
        filling = Filling::at_hand(corpus, None);
        filling.forget_each(16);
    }
    filling.encode(Wanted::All, &encoder, 8, |_, _, _| true);
    filling.image()
}

fn version_of(image: &Image) -> Version {
    let unversioned = image.to_builder().finish(&[0; 16]);
    let digest = Sha256::digest(unversioned.bytes());
    let digits: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    *digits.as_bytes().first_chunk().expect("16 digits")
}

#[test]
fn prepared_pages_are_those_of_the_folder() {
    let corpus = pages();
    let image = with_vectors(&corpus);
    let version = version_of(&image);
    let image = image.into_builder().finish(&version);
    let is_image = is_prepared("src/prepared/pages.image", PAGES, &image.bytes());
    let is_version = is_prepared("src/prepared/version", &VERSION, &version);
    assert!(is_image && is_version, "seeds/, the model or the layout changed: see src/prepared");
}
