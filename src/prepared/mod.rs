//! What is prepared with the program: the image of the shipped pages, that of the lexicon, and the
//! table of the tokenizer's subwords.
//!
//! They are committed files that tests recompute; after a change of `seeds/`, of the model, or of
//! how images are made, `FAQ_BLESS=1 cargo test prepared` writes them.

use crate::image::Version;

/// The image of the shipped pages: entries, index and vectors.
pub static PAGES: &[u8] = include_bytes!("pages.image");

/// The version of images: the beginning of the SHA-256 of the sections of [`PAGES`], in
/// hexadecimal digits, so that it changes whenever the same pages give another image.
pub const VERSION: Version = *include_bytes!("version");

/// The image of the lexicon of `seeds`: finding the stems of all terms takes longer than a search.
pub static LEXICON: &[u8] = include_bytes!("lexicon.image");

/// The image of the subwords of `tokenizer.json`, which takes 10 ms to parse.
#[cfg(feature = "meaning")]
pub static SUBWORDS: &[u8] = include_bytes!("subwords.image");

#[cfg(test)]
mod tests;
/// Whether prepared files are to be written.
#[cfg(test)]
pub(crate) fn is_blessed() -> bool {
    std::env::var_os("FAQ_BLESS").is_some()
}

/// Whether the bytes of a prepared file are those made now; where they are to be, they become so.
#[cfg(test)]
pub(crate) fn is_prepared(file: &str, prepared: &[u8], made: &[u8]) -> bool {
    if is_blessed() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        std::fs::write(file, made).expect("a file in the project");
    }
    is_blessed() || prepared == made
}
