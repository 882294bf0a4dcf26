//! The vectors of the pages inside the program, prepared.
//!
//! `shipped.bin` is the digest of the model, then rows of an id (6 bytes) and a vector (384): one
//! for each entry, and one for each sentence of an entry that has several, by what its id would
//! be. A test makes them anew and holds the file against them; after a change of the pages or the
//! model, `FAQ_BLESS=1 cargo test shipped` writes it.

use crate::corpus::identity::Id;
use crate::meaning::{DIGEST, DIMENSIONS, Packed};

static SHIPPED: &[u8] = include_bytes!("shipped.bin");

const ID: usize = 6;

/// The vector of a shipped entry or sentence.
#[must_use]
pub fn find(id: Id) -> Option<Packed> {
    rows().find(|row| row.0 == id).map(|row| row.1)
}

/// The ids and vectors of the shipped entries and sentences; none if they are of another model than the
/// program's.
pub fn rows() -> impl Iterator<Item = (Id, Packed)> {
    let rows = SHIPPED.strip_prefix(DIGEST.as_bytes()).unwrap_or_default();
    rows.as_chunks::<{ ID + DIMENSIONS }>().0.iter().filter_map(|row| {
        let (id, vector) = row.split_first_chunk::<ID>()?;
        Some((Id::from_bytes(*id), Packed::from_bytes(vector.first_chunk()?)))
    })
}

#[cfg(all(test, feature = "meaning"))]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;
    use std::{env, fs};

    use super::*;
    use crate::corpus::Corpus;
    use crate::corpus::delimiter::Delimiter;
    use crate::corpus::source::Seeds;
    use crate::meaning::{Encoder, Kind};
    use crate::text::sentences::sentences;

    #[test]
    fn shipped_vectors_are_those_of_the_shipped_pages() {
        let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("the pages");
        let mut texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
        for entry in corpus.entries() {
            let sentences: Vec<&str> =
                sentences(entry.text()).map(|range| &entry.text()[range]).collect();
            texts.extend(sentences.iter().filter(|_| sentences.len() > 1));
        }
        let mut known = HashSet::new();
        texts.retain(|text| known.insert(Id::of(text)));
        let encoder = Encoder::load().expect("the model");
        let mut made = vec![[0; DIMENSIONS]; texts.len()];
        encoder.encode_all(Kind::Passage, &texts, 8, |index, vector| {
            made[index] = Packed::from(&vector).to_bytes();
            true
        });
        let mut file = DIGEST.as_bytes().to_vec();
        for (text, vector) in texts.iter().zip(&made) {
            file.extend(Id::of(text).bytes());
            file.extend(vector);
        }
        if env::var_os("FAQ_BLESS").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vectors/shipped.bin");
            fs::write(path, &file).expect("a file in the project");
        } else {
            assert!(
                file == SHIPPED,
                "the pages or the model changed: FAQ_BLESS=1 cargo test shipped"
            );
            assert!(corpus.entries().all(|entry| find(entry.id()).is_some()));
        }
    }
}
