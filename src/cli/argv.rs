//! Puts the arguments in an order that clap understands.
//!
//! Two things cannot be declared to clap. `faq search hds -chiffrement` excludes a word, but to
//! clap `-chiffrement` is a cluster of one-letter options: words that can only be exclusions move
//! behind `--`, where every argument is a term. And options that all verbs share may stand on
//! either side of the verb, the same one even on both: they move behind it, so that none hides
//! another.

use std::ffi::{OsStr, OsString};

use clap::{Command, CommandFactory};

use super::Cli;

/// The arguments in the order that clap understands as the user means them.
pub fn in_order(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let args: Vec<OsString> = args.into_iter().collect();
    let leads = args.get(1).is_some_and(|arg| is_option(arg));
    if !leads && !args.iter().any(|arg| is_exclusion(arg)) {
        return args;
    }
    let mut command = Cli::command();
    command.build();
    let is_value = values(&command, &args);
    let bare = |at: &usize| !is_value[*at];
    let end = (1..args.len()).filter(bare).find(|&at| args[at] == "--").unwrap_or(args.len());
    let Some(verb) = (1..end).filter(bare).find(|&at| !is_option(&args[at])) else { return args };
    if args[1..verb].iter().any(|arg| asks_help(arg)) {
        return args;
    }
    if args[verb] == "help" {
        // It knows no options, and none would change what it says.
        return [&args[..1], &args[verb..]].concat();
    }
    let takes_terms = args[verb] == "search" || args[verb] == "browse";
    let excludes = |at: &usize| takes_terms && bare(at) && is_exclusion(&args[*at]);
    let (exclusions, others): (Vec<usize>, Vec<usize>) = (verb + 1..end).partition(excludes);
    let dashes = (end == args.len() && !exclusions.is_empty()).then(|| OsString::from("--"));
    let before = [0, verb].into_iter().chain(1..verb).chain(others);
    let moved = |at: usize| args[at].clone();
    let head = before.map(moved).chain(dashes).chain(args[end..].iter().cloned());
    head.chain(exclusions.into_iter().map(moved)).collect()
}

/// For each argument, whether it is the value of the option before it.
fn values(command: &Command, args: &[OsString]) -> Vec<bool> {
    let mut value = false;
    let is_value = args.iter().map(|arg| {
        let was = value;
        value = !was && takes_value(command, arg);
        was
    });
    is_value.collect()
}

fn is_option(arg: &OsStr) -> bool {
    arg.len() > 1 && arg.as_encoded_bytes().starts_with(b"-")
}

fn asks_help(arg: &OsStr) -> bool {
    ["-h", "--help", "-V", "--version"].iter().any(|help| arg == *help)
}

/// Whether `arg` can only be meant as an exclusion: one dash, then a word that is no letter
/// an option could have nor `-n5`, or a quotation.
fn is_exclusion(arg: &OsStr) -> bool {
    let Some(word) = arg.to_str().and_then(|arg| arg.strip_prefix('-')) else { return false };
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let rest = letters.as_str();
    let limit = first == 'n' && rest.starts_with(|c: char| c.is_ascii_digit() || c == '=');
    let option = first.is_ascii_alphabetic() && rest.is_empty();
    (first.is_alphanumeric() || first == '"') && !limit && !option
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

    fn ordered(line: &str) -> String {
        let args = line.split(' ').map(OsString::from);
        let args = in_order(args).into_iter();
        args.map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn exclusions_are_terms_and_options_stay_options() {
        for (typed, seen) in [
            ("faq search hds -chiffrement", "faq search hds -- -chiffrement"),
            ("faq search -hds -n 3 x", "faq search -n 3 x -- -hds"),
            ("faq --seeds x search hds -n5 -\"a", "faq search --seeds x hds -n5 -- -\"a"),
            ("faq --seeds a check --seeds b", "faq check --seeds a --seeds b"),
            ("faq --delimiter -- search un -certif", "faq search --delimiter -- un -- -certif"),
            ("faq search hds -1 -é", "faq search hds -- -1 -é"),
            ("faq --json --help search", "faq --json --help search"),
            ("faq --json", "faq --json"),
            ("faq --seeds a help search", "faq help search"),
            ("faq search a -- -b", "faq search a -- -b"),
            ("faq search a -bc -- d", "faq search a -- d -bc"),
            ("faq search --topic -hds a", "faq search --topic -hds a"),
            ("faq search a --exact -n 2", "faq search a --exact -n 2"),
            ("faq browse hds -chiffrement", "faq browse hds -- -chiffrement"),
            ("faq grep -ic a", "faq grep -ic a"),
            ("faq --seeds search grep -ic a", "faq grep --seeds search -ic a"),
            ("faq search e-CPS -h", "faq search e-CPS -h"),
        ] {
            assert_eq!(ordered(typed), seen);
        }
    }
}
