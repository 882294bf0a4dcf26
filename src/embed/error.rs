//! Why there is no encoder.

/// Why the model cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AssetError {
    /// The program was built without the cargo feature `meaning`.
    #[error(
        "this faq was built without meaning (the cargo feature of that name); --rank words needs none"
    )]
    Absent,
    /// The model or its vocabulary is cut short, corrupt, or of another version.
    #[error("the model is damaged: {0}")]
    Damaged(String),
}
