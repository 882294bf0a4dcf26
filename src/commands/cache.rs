//! `faq cache`: what is cached of large pages.

use std::env;

use anyhow::{Context, Result};
use faq::cache::Cache;
use faq::report;
use faq::text::clean::Name;

use crate::cli::GlobalArgs;
use crate::{Exit, Failure, Output, stderr};

/// Reports on the cache, or empties it first.
pub fn run(clear: bool, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let variables = if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME, HOME" };
    let cache = Cache::find(|name| env::var_os(name))
        .with_context(|| Failure::new(|lang| lang.no_cache_folder(variables)))?;
    if clear {
        let (files, bytes) = cache.clear()?;
        let folder = Name(cache.folder()).to_string();
        stderr::message(&global.lang.cache_cleared(&folder, files, bytes));
    }
    output.report(&report::cache(&cache, global.lang))?;
    Ok(Exit::Found)
}
