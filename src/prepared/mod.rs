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

#[cfg(test)]
mod tests;
