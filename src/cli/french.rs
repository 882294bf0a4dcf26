//! The help of the command line in French.
//!
//! In English it stands on the arguments it explains. In French it is the texts of `help.txt`, laid
//! over the same command line; the words that clap writes itself (`Options`, `default`, `possible
//! values`, `aliases`) give way to ours. The tests walk the command line and miss no text.

use std::collections::HashMap;

use clap::{Arg, Command};
use faq::messages::Lang;

/// clap's own, but for the heading.
const TEMPLATE: &str = "{before-help}{about-with-newline}
Utilisation\u{A0}: {usage}

{all-args}{after-help}";

/// The texts, by what they explain.
struct Texts(HashMap<&'static str, &'static str>);

impl Texts {
    fn read() -> Self {
        let texts = include_str!("french/help.txt").split("\n== ").skip(1);
        let texts = texts.filter_map(|text| text.split_once('\n'));
        Self(texts.map(|(name, text)| (name, text.trim_end())).collect())
    }

    fn of_verb(&self, verb: &str) -> Option<&'static str> {
        self.0.get(format!("faq {verb}").trim_end()).copied()
    }

    /// That of an argument in `verb`, or everywhere.
    fn of_argument(&self, verb: &str, argument: &str) -> Option<&'static str> {
        let of_verb = self.0.get(&*format!("{verb} {argument}"));
        of_verb.or_else(|| self.0.get(argument)).copied()
    }
}

/// A command line whose help is French.
pub fn translated(command: Command) -> Command {
    let texts = Texts::read();
    verb(command, "", &texts)
        .mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            verb(command, &name, &texts)
        })
        .subcommand_help_heading("Commandes\u{A0}")
        .subcommand_value_name("COMMANDE")
        .after_help(spaced(&Lang::Fr.examples()))
        .after_long_help(spaced(&Lang::Fr.notes()))
}

fn verb(command: Command, name: &str, texts: &Texts) -> Command {
    // Under a heading of their own, positional arguments would stand in the order of their names.
    let mut places = 0..;
    let placed = |arg: Arg| match places.next() {
        Some(place) if arg.is_positional() => arg.display_order(place),
        _ => arg,
    };
    let command = command.help_template(TEMPLATE).mut_args(placed);
    let command = command.mut_args(|arg| argument(arg, name, texts));
    let Some(text) = texts.of_verb(name) else { return command };
    command.about(spaced(first(text))).long_about(spaced(text))
}

/// The first paragraph: the short help.
fn first(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(first, _)| first)
}

fn argument(arg: Arg, verb: &str, texts: &Texts) -> Arg {
    let heading = match arg.get_help_heading() {
        None if arg.is_positional() => "Arguments\u{A0}",
        None => "Options\u{A0}",
        Some(other) => heading(other).unwrap_or_default(),
    };
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<&'static str> =
        names.iter().filter_map(|name| texts.0.get(name.as_str()).copied()).collect();
    let text = texts.of_argument(verb, arg.get_id().as_str());
    let is_long = text.is_some_and(|text| text != first(text));
    // A long text names the values, and what each means.
    let notes = notes(&arg, !is_long);
    let aliases = arg.get_visible_aliases().unwrap_or_default();
    let aliases: Vec<&'static str> = aliases.into_iter().filter_map(alias).collect();
    // None at first: those that clap knows as visible, it names in English.
    let arg = arg.help_heading(heading).visible_alias(None).aliases(aliases);
    let arg = match arg.get_action().takes_values() {
        true => arg.hide_default_value(true).hide_possible_values(true),
        false => arg,
    };
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    let Some(text) = text else { return arg };
    let arg = arg.help(spaced(first(text)) + &notes);
    if is_long { arg.long_help(spaced(text) + &notes) } else { arg }
}

/// What clap would say of an argument by itself, its values too if they are asked for.
fn notes(arg: &Arg, values: bool) -> String {
    let (mut notes, takes_values) = (String::new(), arg.get_action().takes_values());
    let defaults = arg.get_default_values();
    if !defaults.is_empty() && !arg.is_hide_default_value_set() && takes_values {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        notes += &format!(" [par défaut\u{A0}: {}]", defaults.join(", "));
    }
    let aliases: Vec<_> = arg.get_visible_aliases().unwrap_or_default();
    if !aliases.is_empty() {
        notes += &format!(" [ou --{}]", aliases.join(", --"));
    }
    let values = if values && takes_values { arg.get_possible_values() } else { Vec::new() };
    if !values.is_empty() && !arg.is_hide_possible_values_set() {
        let values: Vec<_> = values.iter().map(|value| value.get_name()).collect();
        notes += &format!(" [valeurs\u{A0}: {}]", values.join(", "));
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
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;
    use crate::cli::language::command;

    fn all(command: &Command) -> impl Iterator<Item = (&str, &Command)> {
        let verbs = command.get_subcommands().map(|verb| (verb.get_name(), verb));
        std::iter::once(("", command)).chain(verbs)
    }

    #[test]
    fn there_is_a_text_for_each_verb_argument_heading_and_value_and_none_besides() {
        let (english, texts) = (Cli::command(), Texts::read());
        let mut named = BTreeSet::new();
        for (name, verb) in all(&english) {
            let text = texts.of_verb(name).expect(name);
            assert_eq!(text == first(text), verb.get_long_about().is_none(), "{name}");
            named.insert(format!("faq {name}").trim_end().to_owned());
            for arg in verb.get_arguments() {
                let id = arg.get_id().to_string();
                assert!(arg.is_hide_set() || texts.of_argument(name, &id).is_some(), "{name} {id}");
                if let Some(english) = arg.get_help_heading() {
                    assert!(heading(english).is_some(), "{english}");
                }
                let values = arg.get_value_names().unwrap_or_default();
                let values = values.iter().filter(|_| arg.get_action().takes_values());
                for value in values.map(ToString::to_string) {
                    assert!(texts.0.contains_key(&*value), "{name} {value}");
                    named.insert(value);
                }
                named.extend([format!("{name} {id}"), id]);
            }
        }
        for name in texts.0.keys() {
            assert!(named.contains(*name), "{name}");
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
