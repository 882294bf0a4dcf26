//! The pages inside the program: as they are in `seeds/`, and prepared when it was built.
//!
//! The build script reads, splits, merges and indexes them with the modules of this library,
//! and puts the result into a [`crate::store::Store`]; a test holds it against reading them now.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
