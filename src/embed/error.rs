//! Why there is no encoder.

/// The only format of the asset that is read, as the file states it.
pub(super) const FORMAT: &str = "e5-small-fr 1";

/// Why the model cannot be used: there is none, or its file is damaged, or the build has a wrong
/// one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AssetError {
    /// The program was built without the cargo feature `meaning`.
    #[error(
        "this faq was built without meaning (the cargo feature of that name); --rank words needs none"
    )]
    Absent,
    /// Fewer bytes than the header needs, or than it says it has.
    #[error("the model is cut short: {have} bytes where {need} are needed")]
    Short {
        /// Bytes there are.
        have: usize,
        /// Bytes that would be needed, as far as is known.
        need: u64,
    },
    /// The header is longer than any header of this model.
    #[error("the header of the model claims {0} bytes")]
    HeaderLength(u64),
    /// The header is not the JSON of a safetensors file.
    #[error("the header of the model is damaged: {0}")]
    Header(String),
    /// Another model, or another version of the format.
    #[error("the model says it is {0:?}, not {FORMAT:?}")]
    Format(String),
    /// The header lacks a tensor.
    #[error("the model has no tensor {0:?}")]
    Missing(String),
    /// A tensor's type, shape or place in the file is not what the architecture asks for.
    #[error("tensor {name:?} of the model: {what}")]
    Tensor {
        /// Name of the tensor.
        name: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The vocabulary is damaged or is not that of the model.
    #[error("the vocabulary of the model is damaged: {0}")]
    Vocabulary(&'static str),
}
