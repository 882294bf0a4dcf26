//! The arguments before clap sees them.
//!
//! `faq search hds -chiffrement` excludes a word. To clap, `-chiffrement` is a cluster of
//! one-letter options. Words that only an exclusion can be are moved behind `--`, where every
//! argument is a term; what they exclude does not depend on where they stand.

use std::ffi::{OsStr, OsString};

use clap::{Command, CommandFactory};

use crate::cli::Cli;

/// The arguments with the exclusions of `search` and `browse` moved behind `--`.
pub fn with_exclusions_apart(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let end = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
    if !args[..end].iter().any(|arg| is_exclusion(arg)) {
        return args;
    }
    let command = Cli::command();
    let takes_terms = |&at: &usize| args[at] == "search" || args[at] == "browse";
    let Some(verb) = verb(&command, &args[..end]).filter(takes_terms) else {
        return args;
    };
    let mut after = args.split_off(end);
    let mut before: Vec<OsString> = args.drain(..=verb).collect();
    let mut apart = Vec::new();
    let mut value_follows = false;
    for arg in args {
        let excludes = !value_follows && is_exclusion(&arg);
        value_follows = !value_follows && takes_value(&command, &arg);
        if excludes { apart.push(arg) } else { before.push(arg) }
    }
    if after.is_empty() && !apart.is_empty() {
        after.push("--".into());
    }
    before.append(&mut after);
    before.append(&mut apart);
    before
}

/// Where the verb stands: the first argument that is no option and no option's value.
fn verb(command: &Command, args: &[OsString]) -> Option<usize> {
    let mut value_follows = false;
    for (at, arg) in args.iter().enumerate().skip(1) {
        let value = std::mem::replace(&mut value_follows, takes_value(command, arg));
        if value {
            value_follows = false;
        } else if !arg.as_encoded_bytes().starts_with(b"-") {
            return Some(at);
        }
    }
    None
}

/// Whether `arg` can only be meant as an exclusion: one dash, then a word of two letters or
/// more that is not `-n5`, or a quotation.
fn is_exclusion(arg: &OsStr) -> bool {
    let Some(word) = arg.to_str().and_then(|arg| arg.strip_prefix('-')) else { return false };
    let mut letters = word.chars();
    let first = letters.next();
    let limit = first == Some('n')
        && letters.as_str().starts_with(|c: char| c.is_ascii_digit() || c == '=');
    let begins = first.is_some_and(|c| c.is_alphanumeric() || "\"«“".contains(c));
    begins && !letters.as_str().is_empty() && !limit
}

/// Whether the argument after `arg` is its value.
fn takes_value(command: &Command, arg: &OsStr) -> bool {
    let Some(arg) = arg.to_str() else { return false };
    let all =
        command.get_arguments().chain(command.get_subcommands().flat_map(Command::get_arguments));
    let mut options = all.filter(|option| option.get_action().takes_values());
    options.any(|option| {
        let long = option.get_long_and_visible_aliases().unwrap_or_default();
        let short = option.get_short().map(|short| format!("-{short}"));
        arg.strip_prefix("--").is_some_and(|name| long.contains(&name))
            || short.as_deref() == Some(arg)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(line: &str) -> String {
        let args = line.split(' ').map(OsString::from);
        let args = with_exclusions_apart(args).into_iter();
        args.map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn exclusions_are_terms_and_options_stay_options() {
        for (typed, seen) in [
            ("faq search hds -chiffrement", "faq search hds -- -chiffrement"),
            ("faq search -hds -n 3 x", "faq search -n 3 x -- -hds"),
            ("faq --seeds x search hds -n5 -\"a", "faq --seeds x search hds -n5 -- -\"a"),
            ("faq search a -- -b", "faq search a -- -b"),
            ("faq search a -bc -- d", "faq search a -- d -bc"),
            ("faq search --topic -hds a", "faq search --topic -hds a"),
            ("faq search a --exact -n 2", "faq search a --exact -n 2"),
            ("faq browse hds -chiffrement", "faq browse hds -- -chiffrement"),
            ("faq grep -ic a", "faq grep -ic a"),
            ("faq --seeds search grep -ic a", "faq --seeds search grep -ic a"),
            ("faq search e-CPS -h", "faq search e-CPS -h"),
        ] {
            assert_eq!(apart(typed), seen);
        }
    }
}
