//! Why there is no encoder.

use crate::messages::Lang;

/// Why the model cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}", self.message(Lang::En))]
pub enum AssetError {
    /// The program was built without the cargo feature `meaning`.
    Absent,
    /// The model or its vocabulary is cut short, corrupt, or of another version.
    Damaged(String),
}

impl AssetError {
    /// What is wrong and how to fix it.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Absent => lang.no_model(),
            Self::Damaged(why) => lang.model_damaged(why),
        }
    }
}
