//! French text: folding, tokens, stems, phrases and sentences; the marks of lists; Base64; and what
//! may reach a terminal.

pub mod alphabet;
pub(crate) mod ascii;
pub mod base64;
pub(crate) mod bullets;
pub mod clean;
pub mod distance;
pub mod fold;
pub mod french;
pub mod phrase;
pub(crate) mod phrases;
pub(crate) mod sentences;
pub mod stem;
pub mod stop;
pub mod tokens;
pub mod words_changed;
