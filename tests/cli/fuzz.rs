//! The fuzz targets over the files kept for them: they compile, and what was found stays found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

#[path = "../fuzz/bodies.rs"]
mod bodies;

/// The name of a target, and what it does with bytes.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 9] = [
    ("facets", bodies::facets),
    ("forms", bodies::forms),
    ("image", bodies::image),
    ("lexicon", bodies::lexicon),
    ("model", bodies::model),
    ("page", bodies::page),
    ("pattern", bodies::pattern),
    ("query", bodies::query),
    ("votes", bodies::votes),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    files.map(|file| file.expect("a file").path()).collect()
}

#[test]
fn each_target_over_its_seeds() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    for (name, body) in TARGETS {
        let seeds = files(&fuzz.join("seeds").join(name));
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for seed in seeds {
            let bytes = fs::read(&seed).expect("a seed");
            let ran = std::panic::catch_unwind(|| {
                body(&bytes);
                // A beginning of it, too, as a cut file is.
                body(&bytes[..bytes.len() / 2]);
            });
            assert!(ran.is_ok(), "{}", seed.display());
        }
    }
    let stem = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let targets: BTreeSet<String> = files(&fuzz.join("targets")).iter().map(stem).collect();
    assert_eq!(targets, TARGETS.map(|(name, _)| name.to_owned()).into());
}

/// A seed with pieces of others in places of its own.
fn mixed(seeds: &[Vec<u8>], first: usize, edits: &[(usize, usize, usize, usize)]) -> Vec<u8> {
    let mut page = seeds[first % seeds.len()].clone();
    for &(at, removed, seed, piece) in edits {
        let at = at % (page.len() + 1);
        let end = page.len().min(at + removed);
        let other = &seeds[seed % seeds.len()];
        let begin = piece % other.len();
        let piece = &other[begin..other.len().min(begin + removed)];
        page.splice(at..end, piece.iter().copied());
    }
    page
}

proptest! {
    #[test]
    fn pages_mixed_of_all_forms_are_no_crash(
        first: usize,
        edits in prop::collection::vec((any::<usize>(), 0usize..40, any::<usize>(), any::<usize>()), 1..5),
    ) {
        let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds/forms");
        let mut names = files(&fuzz);
        names.sort();
        let seeds: Vec<Vec<u8>> =
            names.iter().map(|name| fs::read(name).expect("a seed")).collect();
        bodies::forms(&mixed(&seeds, first, &edits));
    }

    /// A handful of wrong bytes anywhere get further than thousands.
    #[test]
    fn a_damaged_image_is_no_crash(edits in prop::collection::vec(any::<[u8; 6]>(), 1..6)) {
        bodies::image(&edits.concat());
    }
}
