//! Bytes to pages to entries.
pub mod decode;
pub mod delimiter;
pub mod identity;
pub mod page;
