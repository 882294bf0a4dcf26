//! The JSON Schema of the documents.

/// The JSON Schema (draft 2020-12) of every document that `--json` writes, and of the entries that
/// are the lines of `--jsonl`. `--fields` leaves out of entries what is not asked for.
pub const SCHEMA_DOCUMENT: &str = include_str!("schema.json");
