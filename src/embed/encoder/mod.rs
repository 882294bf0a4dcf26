//! The encoder: a text in, a vector out.

mod forward;
mod kernels;
mod maths;
mod tokenizer;
mod weights;

use fearless_simd::Level;

use self::tokenizer::Vocabulary;
use self::weights::Weights;
use super::error::AssetError;
use super::vector::{Kind, Vector};

/// The model inside the program; see `model/README.md`.
static ASSET: &[u8] = include_bytes!("../model/e5-small-fr.safetensors");

/// The sentence encoder. Cheap to open, safe to share between threads.
pub struct Encoder {
    vocabulary: Vocabulary,
    weights: Weights<'static>,
    level: Level,
}

impl Encoder {
    /// Opens the model inside the binary and checks that it is whole; reads no weight.
    ///
    /// # Errors
    /// When the asset is damaged or does not go with its vocabulary, which is a mistake of the
    /// build: nothing the user does brings it about or fixes it.
    pub fn load() -> Result<Self, AssetError> {
        let (weights, vocabulary) = (Weights::open(ASSET)?, Vocabulary::shipped()?);
        Ok(Self { vocabulary, weights, level: Level::new() })
    }

    /// Whether `asset` holds a whole model, weights unread: what [`Encoder::load`] asks of the
    /// one inside the binary, open to fuzzing.
    ///
    /// # Errors
    /// What is wrong with it. No bytes make this panic, or take memory beyond a few times their
    /// header's.
    pub fn check(asset: &[u8]) -> Result<(), AssetError> {
        Weights::open(asset).map(drop)
    }

    /// The vector of `text`, on this thread. Never fails: a text without a letter has a vector,
    /// and one of any length too, in windows of 510 subwords. Time is linear in the text beyond
    /// one window; memory is that of one window, about 12 MB.
    pub fn encode(&self, kind: Kind, text: &str) -> Vector {
        forward::vector(self.level, &self.weights, &self.ids(kind, text))
    }

    /// How many subwords `text` is cut into, of which a core encodes some thousands a second.
    pub fn subwords(&self, text: &str) -> usize {
        self.vocabulary.ids(text).len()
    }

    fn ids(&self, kind: Kind, text: &str) -> Vec<u16> {
        // What the model was trained to see before a text.
        let prefix = match kind {
            Kind::Query => "query",
            Kind::Passage => "passage",
        };
        self.vocabulary.ids(&format!("{prefix}: {text}"))
    }
}

#[cfg(test)]
mod tests;
