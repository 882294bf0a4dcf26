//! The language of a run, decided before the arguments are parsed: what refuses or explains them
//! speaks it too.

use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory, FromArgMatches};
use faq::messages::Lang;
use faq::report::{MEASURE, Origin};

use super::settings::{Chosen, Settings};
use super::{COMMON, Cli, argv, french};

impl Cli {
    /// Parses arguments. The help that is the error where they ask for it is in `lang`, which is
    /// also the language of the run where they name none, and `width` columns wide.
    ///
    /// # Errors
    /// When the arguments are wrong ([`super::refusal`] says so in words), or ask for help or the
    /// version.
    pub fn parse_in(args: Vec<OsString>, lang: Lang, width: usize) -> Result<Self, clap::Error> {
        let mut command = command(lang, width);
        let mut matches = command.try_get_matches_from_mut(args)?;
        let parsed = Self::from_arg_matches_mut(&mut matches);
        let parsed = parsed.map_err(|error| error.format(&mut command));
        // Freeing it piece by piece is a fourteenth of the instructions of a short search.
        std::mem::forget(command);
        parsed
    }
}

/// The command line, with its help in `lang`, on at most `width` columns and [`MEASURE`]. The short
/// help of verbs leaves out what they have in common.
pub fn command(lang: Lang, width: usize) -> Command {
    let is_common = |arg: &Arg| arg.get_help_heading() == Some(COMMON);
    let command = Cli::command()
        .term_width(width.min(MEASURE))
        .mut_arg("lang", |option| option.default_value(lang.code()))
        .mut_args(|arg| if is_common(&arg) { arg.hide_short_help(true) } else { arg });
    match lang {
        Lang::En => command,
        Lang::Fr => french::translated(command),
    }
}

/// The language that `--lang` names, which is taken out of `args`, else `$FAQ_LANG`, else the
/// config file, else the locale. A language that there is not is left to the parser, which refuses
/// it.
pub fn take(
    args: &mut Vec<OsString>,
    settings: &Settings,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Chosen<Lang> {
    let option = take_option(args).map(|lang| Chosen::new(lang, Origin::Option("--lang")));
    let set = |name: &'static str| {
        let value = variable(name).filter(|value| !value.is_empty())?;
        Some(Chosen::new(Lang::of_locale(&value.to_string_lossy()), Origin::Variable(name)))
    };
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let environment = || set("FAQ_LANG").or(settings.lang).or_else(locale);
    let default = Chosen::new(Lang::default(), Origin::Default);
    option.or_else(environment).unwrap_or(default)
}

/// Takes out every `--lang` that names a language; the last one counts.
fn take_option(args: &mut Vec<OsString>) -> Option<Lang> {
    if !args.iter().any(|arg| arg.as_encoded_bytes().starts_with(b"--lang")) {
        return None;
    }
    let named = argv::options(args).filter_map(|at| {
        let (name, end) = match args[at].to_str()? {
            "--lang" => (args.get(at + 1)?.to_str()?, at + 2),
            arg => (arg.strip_prefix("--lang=")?, at + 1),
        };
        Some((at..end, Lang::named(name)?))
    });
    let named: Vec<_> = named.collect();
    for (places, _) in named.iter().rev() {
        args.drain(places.clone());
    }
    named.last().map(|&(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The language of a line, and what is left of it.
    fn decided(line: &str, variables: &[(&str, &str)]) -> (Lang, String) {
        let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let variable = |name: &str| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| value.into())
        };
        let lang = take(&mut args, &Settings::default(), variable).value;
        (lang, args.join(" ".as_ref()).into_string().expect("UTF-8"))
    }

    #[test]
    fn the_option_decides_on_either_side_of_the_verb_and_is_taken_out() {
        for (line, lang, rest) in [
            ("faq --lang en list", Lang::En, "faq list"),
            ("faq list --lang=en", Lang::En, "faq list"),
            ("faq --lang fr list --lang=en -n 3", Lang::En, "faq list -n 3"),
            ("faq --lang de list --lang", Lang::Fr, "faq --lang de list --lang"),
            ("faq search -- --lang en", Lang::Fr, "faq search -- --lang en"),
            ("faq --delimiter --lang en", Lang::Fr, "faq --delimiter --lang en"),
        ] {
            assert_eq!(decided(line, &[("FAQ_LANG", "fr")]), (lang, rest.to_owned()), "{line}");
        }
    }

    #[test]
    fn then_the_first_variable_that_is_set() {
        for (variables, lang) in [
            (&[("FAQ_LANG", "fr"), ("LC_ALL", "en_US.UTF-8")][..], Lang::Fr),
            (&[("FAQ_LANG", "de"), ("LC_ALL", "fr_FR.UTF-8")], Lang::En),
            (&[("FAQ_LANG", ""), ("LC_ALL", "fr_FR.UTF-8")], Lang::Fr),
            (&[("LC_ALL", "C"), ("LC_MESSAGES", "fr"), ("LANG", "fr")], Lang::En),
            (&[("LC_ALL", ""), ("LC_MESSAGES", "fr_BE"), ("LANG", "C")], Lang::Fr),
            (&[("LANG", "fr_FR.UTF-8")], Lang::Fr),
            (&[], Lang::En),
        ] {
            assert_eq!(decided("faq", variables).0, lang, "{variables:?}");
        }
    }
}
