//! Puts the arguments in an order that clap understands.
//!
//! Four things cannot be declared to clap. The verb `search` may be left out, unless the first
//! word is a verb. `faq search hds -chiffrement` excludes a word, but to clap `-chiffrement` is a
//! cluster of one-letter options: words that can only be exclusions move behind `--`, where every
//! argument is a term; one that begins like a cluster, as `-hds` does, is refused. Options that
//! all verbs share may stand on either side of the verb, the same one even on both: they move
//! behind it, so that none hides another. And `@psc` stands for the filters that the config file
//! gives this name, where the verb takes filters; any other `@` is text.

use std::ffi::{OsStr, OsString};

use anyhow::{Result, bail};
use clap::{Command, CommandFactory, Subcommand};
use faq::report::Format;
use faq::text::clean::brief;

use super::Cli;
use super::filters::FacetArgs;
use super::settings::Settings;
use crate::failure::Failure;

/// A word that is nearly a verb.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// As typed.
    pub word: String,
    /// The verb that may be meant.
    pub verb: String,
}

/// The arguments in the order that clap understands as the user means them; and the first word,
/// where it stands for a search but may be a verb mistyped.
///
/// # Errors
/// When a word that is to be excluded reads as a cluster of options.
pub fn in_order(
    mut args: Vec<OsString>,
    settings: &Settings,
) -> Result<(Vec<OsString>, Option<Slip>)> {
    let leads = args.get(1).is_none_or(|arg| is_option(arg) || !is_verb(arg));
    if args.len() < 2
        || (!leads && !args.iter().any(|arg| is_exclusion(arg) || is_filter(arg, settings)))
    {
        return Ok((args, None));
    }
    let command = built();
    let mut is_value = values(&command, &args);
    let mut end = end_of_options(&args, &is_value);
    let bare = |at: &usize| !is_value[*at];
    let first = (1..end).filter(bare).find(|&at| !is_option(&args[at]));
    let before = 1..first.unwrap_or(end);
    if before.clone().filter(bare).any(|at| asks_help(&args[at])) {
        return Ok((args, None));
    }
    let mut slip = None;
    let verb = match first {
        Some(first) if is_verb(&args[first]) => first,
        None if end == args.len()
            && !before
                .filter(bare)
                .any(|at| is_exclusion(&args[at]) || is_of_search(&command, &args[at])) =>
        {
            return Ok((args, None));
        }
        first => {
            let word = first.map(|first| &args[first]);
            let word = word.filter(|word| !is_filter(word, settings));
            slip = word.and_then(|word| slip_in(&command, word));
            args.insert(1, "search".into());
            is_value.insert(1, false);
            end += 1;
            1
        }
    };
    if args[verb] == "help" {
        // It knows no options, and none would change what it says.
        return Ok(([&args[..1], &args[verb..]].concat(), None));
    }
    let bare = |at: &usize| !is_value[*at];
    let takes_terms = args[verb] == "search" || args[verb] == "browse";
    let excludes = |at: &usize| takes_terms && bare(at) && is_exclusion(&args[*at]);
    let (exclusions, others): (Vec<usize>, Vec<usize>) = (verb + 1..end).partition(excludes);
    for &at in &exclusions {
        if let Some(option) = first_of_cluster(&command, &args[verb], &args[at]) {
            let word = args[at].to_string_lossy();
            bail!(Failure::new(|lang| lang.cluster_of_options(&brief(&word), option)));
        }
    }
    let dashes = (end == args.len() && !exclusions.is_empty()).then(|| OsString::from("--"));
    let before = [0, verb].into_iter().chain(1..verb).chain(others);
    let moved = |at: usize| args[at].clone();
    let takes_filters = command.find_subcommand(&args[verb]).is_some_and(FacetArgs::are_taken_by);
    let replaced = |at: usize| {
        let may_be = takes_filters && at != verb && bare(&at);
        let words = settings.filter(&args[at]).filter(|_| may_be);
        words.map_or_else(|| vec![moved(at)], |words| words.iter().map(Into::into).collect())
    };
    let head = before.flat_map(replaced).chain(dashes).chain(args[end..].iter().cloned());
    Ok((head.chain(exclusions.into_iter().map(moved)).collect(), slip))
}

/// Which verb the arguments name, and whether they ask for JSON, where clap cannot say, as it
/// refuses them.
pub fn asks_json(args: &[OsString]) -> (Option<String>, bool) {
    let bare: Vec<usize> = options(args).collect();
    let is_json = |at: usize| {
        let format = match args[at].to_str().unwrap_or_default() {
            "--json" | "--jsonl" => return true,
            "--format" => args.get(at + 1).and_then(|value| value.to_str()),
            arg => arg.strip_prefix("--format="),
        };
        matches!(format.and_then(Format::named), Some(Format::Json | Format::Jsonl))
    };
    let first = bare.iter().map(|&at| &args[at]).find(|arg| !is_option(arg));
    let verb = first.map(|arg| if is_verb(arg) { arg.to_string_lossy() } else { "search".into() });
    (verb.map(Into::into), bare.iter().any(|&at| is_json(at)))
}

fn built() -> Command {
    let mut command = Cli::command();
    command.build();
    command
}

fn is_verb(arg: &OsStr) -> bool {
    arg.to_str().is_some_and(super::Command::has_subcommand)
}

/// The verb of five letters or more that is one edit or swap from `word`.
fn slip_in(command: &Command, word: &OsStr) -> Option<Slip> {
    let word = word.to_str()?;
    let mut verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let meant = verbs.find(|verb| {
        let name = verb.get_name();
        name.len() >= 5 && strsim::osa_distance(word, name) == 1
    });
    Some(Slip { word: word.to_owned(), verb: meant?.get_name().to_owned() })
}

/// The option that `word`, of a dash and letters, begins with, if `verb` has it.
fn first_of_cluster(command: &Command, verb: &OsStr, word: &OsStr) -> Option<char> {
    let letters = word.to_str()?.strip_prefix('-')?;
    let first = letters.chars().next().filter(|_| letters.chars().all(char::is_alphabetic))?;
    let verb = command.find_subcommand(verb)?;
    verb.get_arguments().any(|option| option.get_short() == Some(first)).then_some(first)
}

/// Whether `option` alone means a search: one that `search` has and the program has not, or one
/// that picks the format.
fn is_of_search(command: &Command, option: &OsStr) -> bool {
    let Some(text) = option.to_str() else { return false };
    let (long, short) = match text.strip_prefix("--") {
        Some(long) => (long.split('=').next(), None),
        None => (None, text.chars().nth(1)),
    };
    let is_in = |verb: &Command| {
        verb.get_arguments().any(|known| {
            let longs = known.get_long_and_visible_aliases().unwrap_or_default();
            longs.iter().any(|name| Some(*name) == long)
                || (short.is_some() && known.get_short() == short)
        })
    };
    matches!(long, Some("json" | "jsonl" | "format"))
        || !is_in(command) && command.find_subcommand("search").is_some_and(is_in)
}

fn is_filter(arg: &OsStr, settings: &Settings) -> bool {
    settings.filter(arg).is_some()
}

/// The place of the `--` behind which no argument is an option.
fn end_of_options(args: &[OsString], is_value: &[bool]) -> usize {
    (1..args.len()).find(|&at| !is_value[at] && args[at] == "--").unwrap_or(args.len())
}

/// Whether `args`, which ask for help, ask for the short help of the program: by `-h` before any
/// verb.
pub fn asks_short_help(args: &[OsString]) -> bool {
    let mut before = options(args).map(|at| &args[at]).take_while(|arg| is_option(arg));
    before.find(|arg| asks_help(arg)).is_some_and(|arg| arg == "-h")
}

/// Whether the arguments have the config file ignored.
pub fn ignores_config(args: &[OsString]) -> bool {
    const OPTION: &str = "--no-config";
    args.iter().any(|arg| arg == OPTION) && options(args).any(|at| args[at] == OPTION)
}

/// The places of arguments that may be options: before a `--`, and not the value of another.
pub fn options(args: &[OsString]) -> impl Iterator<Item = usize> {
    let is_value = values(&built(), args);
    let end = end_of_options(args, &is_value);
    (1..end).filter(move |&at| !is_value[at])
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

    fn args(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn ordered(line: &str) -> String {
        let ordered = in_order(args(line), &Settings::default()).expect(line).0;
        ordered.join(" ".as_ref()).into_string().expect("UTF-8")
    }

    #[test]
    fn exclusions_are_terms_and_options_stay_options() {
        for (typed, seen) in [
            ("faq search hds -chiffrement", "faq search hds -- -chiffrement"),
            ("faq search -dmp -n 3 x", "faq search -n 3 x -- -dmp"),
            ("faq --seeds x search hds -n5 -\"a", "faq search --seeds x hds -n5 -- -\"a"),
            ("faq --seeds a check --seeds b", "faq check --seeds a --seeds b"),
            ("faq --delimiter -- search un -certif", "faq search --delimiter -- un -- -certif"),
            ("faq search hds -1 -é", "faq search hds -- -1 -é"),
            ("faq --json --help search", "faq --json --help search"),
            ("faq --json", "faq search --json"),
            ("faq -n3 --topic hds", "faq search -n3 --topic hds"),
            ("faq --seeds a --no-pager", "faq --seeds a --no-pager"),
            ("faq --seeds a help search", "faq help search"),
            ("faq search a -- -b", "faq search a -- -b"),
            ("faq search a -bc -- d", "faq search a -- d -bc"),
            ("faq search --topic -hds a", "faq search --topic -hds a"),
            ("faq search a --exact -n 2", "faq search a --exact -n 2"),
            ("faq browse hds -chiffrement", "faq browse hds -- -chiffrement"),
            ("faq grep -ic a", "faq grep -ic a"),
            ("faq --seeds search grep -ic a", "faq grep --seeds search -ic a"),
            ("faq search e-CPS -h", "faq search e-CPS -h"),
            ("faq hds", "faq search hds"),
            ("faq", "faq"),
            ("faq -- list", "faq search -- list"),
            ("faq --json -n 3 hds -dmp", "faq search --json -n 3 hds -- -dmp"),
            ("faq -dmp hds", "faq search hds -- -dmp"),
            ("faq -dmp", "faq search -- -dmp"),
            ("faq --seeds list hds", "faq search --seeds list hds"),
            ("faq mon certificat", "faq search mon certificat"),
            ("faq -h hds", "faq -h hds"),
            ("faq search -nuage5", "faq search -- -nuage5"),
        ] {
            assert_eq!(ordered(typed), seen);
        }
    }

    #[test]
    fn a_word_that_reads_as_options_is_refused_with_what_to_say_instead() {
        for typed in ["faq search -hds", "faq hds -nuage", "faq -hds", "faq browse a -hds -dmp"] {
            let error = in_order(args(typed), &Settings::default()).expect_err(typed).to_string();
            let word = typed.split(' ').find(|word| word.starts_with('-')).unwrap_or_default();
            assert!(error.contains(&format!("-- {word}")), "{error}");
        }
    }

    #[test]
    fn a_slip_is_one_error_from_a_verb_of_five_letters() {
        let slip = |word: &str| {
            let args = args(&format!("faq {word} hds"));
            in_order(args, &Settings::default()).expect(word).1.map(|slip| slip.verb)
        };
        for (word, verb) in [
            ("serch", "search"),
            ("saerch", "search"),
            ("chek", "check"),
            ("tpoics", "topics"),
            ("guidee", "guide"),
        ] {
            assert_eq!(slip(word).as_deref(), Some(verb), "{word}");
        }
        for word in ["liste", "date", "serach2", "hds", "search"] {
            assert_eq!(slip(word), None, "{word}");
        }
    }

    #[test]
    fn the_config_file_is_ignored_by_an_option_alone() {
        for (typed, ignored) in [
            ("faq --no-config list", true),
            ("faq hds --no-config", true),
            ("faq search -- --no-config", false),
            ("faq list --delimiter --no-config", false),
            ("faq list", false),
        ] {
            assert_eq!(ignores_config(&args(typed)), ignored, "{typed}");
        }
    }

    #[test]
    fn json_is_asked_for_by_options_alone() {
        for (typed, asked) in [
            ("faq --json list", (Some("list"), true)),
            ("faq hds --format jsonl", (Some("search"), true)),
            ("faq grep --format=json x", (Some("grep"), true)),
            ("faq list --delimiter --json", (Some("list"), false)),
            ("faq search -- --json", (Some("search"), false)),
            ("faq list --format csv", (Some("list"), false)),
            ("faq --json", (None, true)),
        ] {
            let (verb, json) = asks_json(&args(typed));
            assert_eq!((verb.as_deref(), json), asked, "{typed}");
        }
    }
}
