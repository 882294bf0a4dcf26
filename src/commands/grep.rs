//! `faq grep`: entries that match a regular expression.
use anyhow::Result;

use crate::cli::{GlobalArgs, GrepArgs};
use crate::exit::Exit;
use crate::output::Output;

pub fn run(_args: &GrepArgs, _global: &GlobalArgs, _output: Output) -> Result<Exit> {
    anyhow::bail!("later")
}
