//! The help of the command line in French.
//!
//! In English it stands on the arguments it explains. In French it is the table of [`texts`], laid
//! over the same command line; the words that clap writes itself (`Options`, `default`, `possible
//! values`, `aliases`) give way to ours. The tests walk the command line and miss no text.

mod texts;

use clap::{Arg, Command};
use faq::messages::Lang;

use self::texts::{ARGUMENTS, Text, VERBS};

/// clap's own, but for the heading.
const TEMPLATE: &str = "{before-help}{about-with-newline}
Utilisation\u{A0}: {usage}

{all-args}{after-help}";

/// A command line whose help is French.
pub fn translated(command: Command) -> Command {
    verb(command, "")
        .mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            verb(command, &name)
        })
        .subcommand_help_heading("Commandes\u{A0}")
        .subcommand_value_name("COMMANDE")
        .after_help(spaced(&Lang::Fr.examples()))
        .after_long_help(spaced(&Lang::Fr.notes()))
}

fn verb(command: Command, name: &str) -> Command {
    // Under a heading of their own, positional arguments would stand in the order of their names.
    let mut places = 0..;
    let placed = |arg: Arg| match places.next() {
        Some(place) if arg.is_positional() => arg.display_order(place),
        _ => arg,
    };
    let command = command.help_template(TEMPLATE).mut_args(placed);
    let command = command.mut_args(|arg| argument(arg, name));
    let Some(&(_, text)) = VERBS.iter().find(|(verb, _)| *verb == name) else { return command };
    command.about(spaced(text.short)).long_about(spaced(&text.whole()))
}

fn argument(arg: Arg, verb: &str) -> Arg {
    let heading = match arg.get_help_heading() {
        None if arg.is_positional() => "Arguments\u{A0}",
        None => "Options\u{A0}",
        Some(other) => heading(other).unwrap_or_default(),
    };
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<&'static str> = names.iter().filter_map(|name| value_name(name)).collect();
    let text = text(verb, arg.get_id().as_str());
    // A long text names the values, and what each means.
    let notes = notes(&arg, text.is_none_or(|text| text.long.is_empty()));
    let aliases = arg.get_visible_aliases().unwrap_or_default();
    let aliases: Vec<&'static str> = aliases.into_iter().filter_map(alias).collect();
    // None at first: those that clap knows as visible, it names in English.
    let arg = arg.help_heading(heading).visible_alias(None).aliases(aliases);
    let arg = match arg.get_action().takes_values() {
        true => arg.hide_default_value(true).hide_possible_values(true),
        false => arg,
    };
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    match text {
        Some(text) => {
            let long = if text.long.is_empty() { String::new() } else { spaced(&text.whole()) };
            let arg = arg.help(spaced(text.short) + &notes);
            if long.is_empty() { arg } else { arg.long_help(long + &notes) }
        }
        None => arg,
    }
}

/// What an argument is called in `verb`, or everywhere.
fn text(verb: &str, argument: &str) -> Option<Text> {
    let of = |verb: &str| ARGUMENTS.iter().find(|row| row.0 == verb && row.1 == argument);
    of(verb).or_else(|| of("")).map(|row| row.2)
}

/// What clap would say of an argument by itself, its values too if they are asked for.
fn notes(arg: &Arg, values: bool) -> String {
    let mut notes = String::new();
    let defaults = arg.get_default_values();
    if !defaults.is_empty() && !arg.is_hide_default_value_set() && arg.get_action().takes_values() {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        notes += &format!(" [par défaut\u{A0}: {}]", defaults.join(", "));
    }
    let aliases: Vec<_> = arg.get_visible_aliases().unwrap_or_default();
    if !aliases.is_empty() {
        notes += &format!(" [ou --{}]", aliases.join(", --"));
    }
    let takes_values = arg.get_action().takes_values();
    if values && takes_values && !arg.is_hide_possible_values_set() {
        let values = arg.get_possible_values();
        let values: Vec<_> = values.iter().map(|value| value.get_name()).collect();
        if !values.is_empty() {
            notes += &format!(" [valeurs\u{A0}: {}]", values.join(", "));
        }
    }
    notes
}

fn heading(english: &str) -> Option<&'static str> {
    Some(match english {
        "Filters" => "Filtres\u{A0}",
        super::COMMON => "Options communes à toutes les commandes\u{A0}",
        _ => return None,
    })
}

fn value_name(english: &str) -> Option<&'static str> {
    Some(match english {
        "FACET" => "FACETTE",
        "FACET=VALUE" => "FACETTE=VALEUR",
        "FIELDS" => "CHAMPS",
        "FILE" => "FICHIER",
        "FORMAT" => "FORMAT",
        "ID" => "ID",
        "LANG" => "LANGUE",
        "LINE" => "LIGNE",
        "N" => "N",
        "NEW" => "NOUVEAU",
        "OLD" => "ANCIEN",
        "PATH" => "CHEMIN",
        "PATTERN" => "MOTIF",
        "SHELL" => "SHELL",
        "TERMS" => "MOTS",
        "TEXT" => "TEXTE",
        "VALUE" => "VALEUR",
        "TOPIC" => "RUBRIQUE",
        "WHAT" => "QUOI",
        "WHEN" => "QUAND",
        "yes|no" => "oui|non",
        _ => return None,
    })
}

/// An option's other name, which must outlive it.
fn alias(name: &str) -> Option<&'static str> {
    ["by", "thematique"].into_iter().find(|alias| *alias == name)
}

/// A text whose marks cannot be parted from their words at the end of a line.
fn spaced(text: &str) -> String {
    let text = text.replace("« ", "«\u{A0}");
    ["»", ":", ";", "?", "!", "%"]
        .iter()
        .fold(text, |text, mark| text.replace(&format!(" {mark}"), &format!("\u{A0}{mark}")))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;
    use crate::cli::language::command;

    fn all(command: &Command) -> impl Iterator<Item = (&str, &Command)> {
        let verbs = command.get_subcommands().map(|verb| (verb.get_name(), verb));
        std::iter::once(("", command)).chain(verbs)
    }

    #[test]
    fn every_verb_argument_heading_and_value_has_a_french_text() {
        let english = Cli::command();
        for (name, verb) in all(&english) {
            assert!(VERBS.iter().any(|(verb, _)| *verb == name), "verb {name}");
            for arg in verb.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(arg.is_hide_set() || text(name, id).is_some(), "{name} {id}");
                if let Some(english) = arg.get_help_heading() {
                    assert!(heading(english).is_some(), "{english}");
                }
                for english in arg.get_value_names().unwrap_or_default() {
                    let is_shown = arg.get_action().takes_values();
                    assert!(!is_shown || value_name(english).is_some(), "{name} {english}");
                }
            }
        }
    }

    #[test]
    fn no_french_text_is_of_something_that_is_gone() {
        let english = Cli::command();
        let verbs: Vec<_> = all(&english).collect();
        for (name, _) in VERBS {
            assert!(verbs.iter().any(|(verb, _)| verb == name), "{name}");
        }
        for (name, id, _) in ARGUMENTS {
            let mut of = verbs.iter().filter(|(verb, _)| name.is_empty() || verb == name);
            let has = of.any(|(_, verb)| verb.get_arguments().any(|arg| arg.get_id() == *id));
            assert!(has, "{name} {id}");
        }
    }

    #[test]
    fn options_have_the_same_names_in_both_languages() {
        let names = |command: &Command| {
            let names = all(command).map(|(_, verb)| {
                let names = verb.get_arguments().map(|arg| {
                    let aliases = arg.get_all_aliases().unwrap_or_default();
                    (arg.get_short(), arg.get_long().map(str::to_owned), aliases.join(" "))
                });
                names.collect::<Vec<_>>()
            });
            names.collect::<Vec<_>>()
        };
        assert_eq!(names(&command(Lang::Fr, 80)), names(&Cli::command()));
    }

    #[test]
    fn a_text_is_long_where_the_english_one_is() {
        let english = Cli::command();
        for (name, verb) in all(&english) {
            let text = VERBS.iter().find(|(verb, _)| *verb == name).expect(name).1;
            assert_eq!(text.long.is_empty(), verb.get_long_about().is_none(), "{name}");
        }
    }

    #[test]
    fn no_screen_of_help_holds_words_of_clap() {
        let english = [
            "Usage", "Options:", "Arguments:", "Commands:", "default:", "possible values",
            "Possible values", "aliases", "alias:", "Print", "[COMMAND]", "Filters", "Global",
            "subcommand",
        ];
        let mut french = command(Lang::Fr, 80);
        french.build();
        let names: Vec<String> = all(&french).map(|(name, _)| name.to_owned()).collect();
        for name in names {
            let verb = match name.as_str() {
                "" => &mut french,
                name => french.find_subcommand_mut(name).expect(name),
            };
            for help in [verb.render_help(), verb.render_long_help()] {
                let help = help.to_string();
                for word in english {
                    assert!(!help.contains(word), "{name}: {word}\n{help}");
                }
            }
        }
    }

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(spaced("« oui » ; non : 5 %"), "«\u{A0}oui\u{A0}»\u{A0}; non\u{A0}: 5\u{A0}%");
    }
}
