//! `faq cache`: what is kept of large pages.

use std::env;

use anyhow::{Context, Result};
use faq::cache::Cache;
use faq::report::{self, Document};
use faq::text::clean::Name;

use crate::cli::CacheArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Reports on the cache, or empties it first.
pub fn run(args: &CacheArgs, output: Output) -> Result<Exit> {
    let variables =
        if cfg!(windows) { "LOCALAPPDATA is no" } else { "neither XDG_CACHE_HOME nor HOME is an" };
    let cache = Cache::choose(|name| env::var_os(name))
        .with_context(|| format!("there is no place for a cache: {variables} absolute path"))?;
    if args.clear {
        let (files, bytes) = cache.shelf().clear()?;
        let folder = Name(cache.shelf().folder());
        say::problem(&format!("{folder}: {files} files of {bytes} bytes removed"));
    }
    output.report(&Document::Report(report::cache(cache.shelf(), output.layout.lang)))?;
    Ok(Exit::Found)
}
