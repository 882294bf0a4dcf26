//! Finds the answer in French question-and-answer pages.
pub mod corpus;
pub mod text;
