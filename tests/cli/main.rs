//! The program as people and scripts meet it: every promise, run from outside.

mod harness;

mod bad_input;
mod completions;
mod facets;
mod formats;
mod grep;
mod pages;
mod readme;
mod search;
mod show;
mod streams;
mod votes;
