//! The verb `grep`, as data.

use std::path::PathBuf;

use clap::Args;

use super::filters::FacetArgs;
use super::values::limit;

/// Find entries by a regular expression, blind to accents
///
/// The syntax is that of the Rust regex crate. A literal letter also matches its accented,
/// ligatured and spelt-out variants (e finds é, oe finds œ), a literal apostrophe, dash or space
/// all of its kind. Classes, escapes and the dot match characters as written, except that a
/// letter in a class [a-z] also matches its accented variants, and in [^a-z] excludes them.
/// ^ and $ match at lines; the dot does not match a line end.
#[derive(Debug, Args)]
pub struct GrepArgs {
    /// The pattern
    #[arg(required_unless_present_any = ["regexp", "file"])]
    #[arg(conflicts_with_all = ["regexp", "file"])]
    pub pattern: Option<String>,
    /// A pattern, which may begin with a dash; repeatable: any of them
    #[arg(short = 'e', long, value_name = "PATTERN", allow_hyphen_values = true)]
    pub regexp: Vec<String>,
    /// Patterns, one a line of a file (- for standard input); repeatable
    #[arg(short = 'f', long, value_name = "FILE")]
    pub file: Vec<PathBuf>,
    /// Ignore case (the default)
    #[arg(short = 'i', long, overrides_with = "case_sensitive")]
    pub ignore_case: bool,
    /// Distinguish upper and lower case
    #[arg(short = 's', long, overrides_with = "ignore_case")]
    pub case_sensitive: bool,
    /// Distinguish accented from plain letters, and œ from oe
    #[arg(long)]
    pub accent_sensitive: bool,
    /// Take the pattern as text, not as a regular expression
    #[arg(short = 'F', long)]
    pub fixed_strings: bool,
    /// Match only whole words
    #[arg(short = 'w', long)]
    pub word: bool,
    /// Show the entries that do not match
    #[arg(short = 'v', long)]
    pub invert_match: bool,
    /// Only print how many entries match
    #[arg(short = 'c', long, group = "instead")]
    pub count: bool,
    /// Print nothing and stop at the first match; the exit code tells
    #[arg(short = 'q', long, group = "instead")]
    pub quiet: bool,
    /// Only print which pages have entries that match
    #[arg(short = 'l', long, group = "instead")]
    pub files_with_matches: bool,
    /// Only print what matches, one match a line
    #[arg(short = 'o', long, group = "instead")]
    pub only_matching: bool,
    /// How many entries to show, not their lines' numbers [default: all]
    #[arg(short = 'n', long, value_name = "N")]
    #[arg(value_parser = limit, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// Show whole entries
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub facets: FacetArgs,
}
