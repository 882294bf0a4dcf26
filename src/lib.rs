//! Finds the answer in French question-and-answer pages.
pub mod corpus;
pub mod report;
pub mod search;
pub mod text;
pub mod votes;
