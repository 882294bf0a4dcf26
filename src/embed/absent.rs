//! The encoder of a program without a model.

use super::error::AssetError;
use super::vector::{Kind, Vector};

/// The sentence encoder, which this program was built without: there is none of it.
#[derive(Debug)]
pub enum Encoder {}

impl Encoder {
    /// Tells that there is no model.
    ///
    /// # Errors
    /// [`AssetError::Absent`], always.
    pub fn load() -> Result<Self, AssetError> {
        Err(AssetError::Absent)
    }

    /// Tells that there is no model.
    ///
    /// # Errors
    /// [`AssetError::Absent`], always.
    pub fn check(_: &[u8]) -> Result<(), AssetError> {
        Err(AssetError::Absent)
    }

    /// The vector of a text; no one has an encoder to ask.
    pub fn encode(&self, _: Kind, _: &str) -> Vector {
        match *self {}
    }

    /// The subwords of a text; no one has an encoder to ask.
    pub fn subwords(&self, _: &str) -> usize {
        match *self {}
    }

    /// The vectors of texts; no one has an encoder to ask.
    pub fn encode_all(&self, _: Kind, _: &[&str], _: usize, _: impl FnMut(usize, Vector) -> bool) {
        match *self {}
    }
}
