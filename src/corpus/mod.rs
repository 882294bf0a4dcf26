//! Bytes to pages to entries, with provenance.
//!
//! [`source`] finds the pages, `read` reads them, [`decode`] makes text of their bytes, and
//! `split` cuts it at the [`delimiter`] or at its questions, its [`frame`] aside, or `forms` finds
//! entries where a page is no plain text. `dedup` finds equal answers by their [`identity`]. The
//! result is an image ([`crate::image`]) of texts, and [`Corpus`] its reader; [`facets`]
//! says what each entry is about, and a [`diagnostic`] what went wrong on the way.

mod asking;
pub mod date;
pub mod decode;
mod dedup;
pub mod delimiter;
pub mod details;
pub mod diagnostic;
pub mod diff;
mod entries;
mod error;
pub mod facets;
mod flattened;
mod forms;
pub mod frame;
pub mod identity;
pub(crate) mod ids;
mod information;
mod line;
mod page;
pub mod questions;
mod read;
mod sidecar;
pub mod source;
mod split;
mod stated;
pub mod title;

#[cfg(test)]
mod properties;

pub use self::entries::{Corpus, Entry, Source};
pub use self::error::Error;
pub use self::forms::problem::{Trouble, Weight};
pub use self::ids::IdError;
pub use self::page::Page;
pub use self::sidecar::{DataFiles, data_files};
