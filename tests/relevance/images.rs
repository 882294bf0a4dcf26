//! Rankings do not hang on where the image lies: prepared with the program, built now, mapped from
//! a file.

use std::fs::{self, File};
use std::path::Path;

use faq::corpus::Corpus;
use faq::image::Image;
use faq::prepared::VERSION;

use crate::set::Set;

/// A corpus whose image was written to a file and is mapped from there.
fn mapped(name: &str, corpus: &Corpus) -> Corpus {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.image"));
    fs::write(&path, corpus.image().bytes()).expect("a file of the build");
    let image = Image::of_file(&File::open(&path).expect("the file"), &VERSION);
    Corpus::open(image.expect("readable").expect("an image")).expect("a corpus")
}

#[test]
fn a_ranking_is_the_same_prepared_built_and_mapped() {
    let further = std::env::var_os("FAQ_RELEVANCE_SETS").map(|folder| Set::all_in(folder.as_ref()));
    for set in [Set::ans_dev(), Set::own()].into_iter().chain(further.into_iter().flatten()) {
        let built = set.read_anew();
        let ranked = set.ranked(&built);
        assert!(ranked.iter().any(|hits| !hits.is_empty()));
        let mapped = mapped(&set.name, &built);
        assert!(set.ranked(&mapped) == ranked, "{}: mapped, it ranks otherwise", set.name);
        if let Some(prepared) = set.prepared() {
            assert!(set.ranked(&prepared) == ranked, "{}: prepared, it ranks otherwise", set.name);
        }
    }
}
