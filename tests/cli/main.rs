//! The program as people and scripts meet it: every promise, run from outside.

mod harness;
/// The picker's hold on the terminal, compiled here too, so that a test can panic with it.
#[cfg(unix)]
#[path = "../../src/commands/browse/screen.rs"]
#[allow(dead_code)]
mod screen;
#[cfg(unix)]
mod terminal;

mod bad_input;
mod batch;
#[cfg(target_os = "linux")]
mod bounds;
mod browse;
mod cache;
mod completions;
mod config;
mod diff;
mod exports;
mod facets;
mod formats;
mod frames;
mod fuzz;
mod grep;
mod guide;
#[cfg(target_os = "linux")]
mod hostile_forms;
#[cfg(target_os = "linux")]
mod hostile_pages;
#[cfg(target_os = "linux")]
mod hostile_queries;
#[cfg(target_os = "linux")]
mod hostile_rules;
mod html;
mod language;
mod meaning;
mod packages;
#[cfg(target_os = "linux")]
mod pager;
mod pages;
mod placement;
#[cfg(unix)]
mod postgres;
mod questions;
mod readme;
mod schema;
mod search;
mod show;
mod streams;
mod supply;
#[cfg(target_os = "linux")]
mod surroundings;
mod votes;
