//! Where the cursor is on a command line: at a verb, an option, or the value of one.
//!
//! The line is not finished, so that clap would refuse it; but the verbs and arguments are clap's,
//! and the words are read as [`crate::cli::argv`] has them read: the verb may be left out, and
//! options stand on either side of it.

use clap::{Arg, Command};

use crate::cli::FacetArgs;

/// The verb of a line that names none.
const SEARCH: &str = "search";

/// The cursor, and what stands before it.
#[derive(Debug)]
pub struct Cursor<'c> {
    pub place: Place<'c>,
    /// The verb; `None` where none is named yet.
    pub verb: Option<&'c Command>,
    /// What is typed of the value, or of the whole word.
    pub typed: String,
    /// What of the same word stands before that: `--topic=`.
    pub head: String,
    /// The words before it that are no options.
    pub words: Vec<String>,
    /// The options before it that have values, with these.
    pub options: Vec<(&'c Arg, String)>,
}

/// What may stand at the cursor.
#[derive(Debug, Clone, Copy)]
pub enum Place<'c> {
    /// A verb, or the first word of a search.
    Verb,
    Option,
    Value(&'c Arg),
    /// Nothing that can be foreseen.
    Nothing,
}

impl<'c> Cursor<'c> {
    /// The cursor at the end of the last of `words`, on a line of `command`, which is built and
    /// whose name is not among the words.
    pub fn new(command: &'c Command, words: &[String]) -> Self {
        let (last, before) = words.split_last().map_or(("", words), |(last, rest)| (last, rest));
        let (words, options) = (Vec::new(), Vec::new());
        let mut line = Line { command, verb: None, pending: None, ended: false, words, options };
        before.iter().for_each(|word| line.read(word));
        let (place, head) = line.place(last);
        let (verb, words, options) = (line.verb, line.words, line.options);
        Self { place, verb, typed: last[head.len()..].to_owned(), head, words, options }
    }

    /// Whether a filter of the config file is typed, where the verb takes filters.
    pub fn takes_filter(&self) -> bool {
        let is_word = match self.place {
            Place::Value(arg) => arg.is_positional(),
            Place::Verb | Place::Nothing => true,
            Place::Option => false,
        };
        is_word && self.typed.starts_with('@') && self.verb.is_none_or(FacetArgs::are_taken_by)
    }

    /// The values of the option called `name`, in order.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let options = self.options.iter().filter(|(option, _)| option.get_id() == name);
        options.map(|(_, value)| value.as_str()).collect()
    }
}

/// A line that is being read.
struct Line<'c> {
    command: &'c Command,
    verb: Option<&'c Command>,
    /// The option whose value comes next.
    pending: Option<&'c Arg>,
    /// Whether a `--` has ended the options.
    ended: bool,
    words: Vec<String>,
    options: Vec<(&'c Arg, String)>,
}

impl<'c> Line<'c> {
    fn read(&mut self, word: &str) {
        if let Some(option) = self.pending.take() {
            self.options.push((option, word.to_owned()));
        } else if self.ended || !word.starts_with('-') || word == "-" {
            match self.named(word) {
                Some(verb) if self.verb.is_none() && !self.ended => self.verb = Some(verb),
                _ => {
                    self.verb = self.verb.or_else(|| self.named(SEARCH));
                    self.words.push(word.to_owned());
                }
            }
        } else if word == "--" {
            self.ended = true;
        } else if let Some(name) = word.strip_prefix("--") {
            let (name, value) = name.split_once('=').map_or((name, None), |(n, v)| (n, Some(v)));
            match (self.long(name), value) {
                (Some(option), Some(value)) => self.options.push((option, value.to_owned())),
                (option, None) => self.pending = option,
                (None, _) => {}
            }
        } else {
            self.cluster(word);
        }
    }

    /// Reads a dash and letters: options, of which the last may have a value, or a word.
    fn cluster(&mut self, word: &str) {
        let mut letters = word[1..].chars();
        while let Some(letter) = letters.next() {
            match self.short(letter) {
                None => return self.words.push(word.to_owned()),
                Some(option) if option.get_action().takes_values() => {
                    match letters.as_str() {
                        "" => self.pending = Some(option),
                        value => self.options.push((option, value.to_owned())),
                    }
                    return;
                }
                Some(_) => {}
            }
        }
    }

    /// The place at the end of `word`, and what of the word is not part of what is typed there.
    fn place(&self, word: &str) -> (Place<'c>, String) {
        let whole = |place| (place, String::new());
        if let Some(option) = self.pending {
            return whole(Place::Value(option));
        }
        let takes_terms = self.verb.is_none_or(|verb| self.argument(verb, 0).is_some_and(is_terms));
        if !self.ended && word.starts_with('-') && !(takes_terms && is_excluded_value(word)) {
            let assigned = word.strip_prefix("--").and_then(|option| option.split_once('='));
            return match assigned {
                Some((name, _)) => match self.long(name) {
                    Some(option) => (Place::Value(option), format!("--{name}=")),
                    None => whole(Place::Nothing),
                },
                None => whole(Place::Option),
            };
        }
        let verb = match self.verb {
            None if !self.ended && !word.contains(':') => return whole(Place::Verb),
            verb => verb.or_else(|| self.named(SEARCH)),
        };
        let argument = verb.and_then(|verb| self.argument(verb, self.words.len()));
        whole(argument.map_or(Place::Nothing, Place::Value))
    }

    /// The argument of `verb` that takes the word at an index.
    fn argument(&self, verb: &'c Command, index: usize) -> Option<&'c Arg> {
        let arguments: Vec<&Arg> = verb.get_positionals().collect();
        let repeats = |arg: &&&Arg| arg.get_num_args().is_some_and(|num| num.max_values() > 1);
        let last = arguments.last().filter(repeats);
        arguments.get(index).or(last).copied()
    }

    fn named(&self, name: &str) -> Option<&'c Command> {
        self.command.get_subcommands().find(|verb| verb.get_name() == name)
    }

    /// The option with a value that is called `name`.
    fn long(&self, name: &str) -> Option<&'c Arg> {
        self.options().find(|option| {
            let names = option.get_long_and_visible_aliases().unwrap_or_default();
            option.get_action().takes_values() && names.contains(&name)
        })
    }

    fn short(&self, letter: char) -> Option<&'c Arg> {
        self.options().find(|option| option.get_short() == Some(letter))
    }

    /// The options of the verb; before any, those of all, of a search first.
    fn options(&self) -> impl Iterator<Item = &'c Arg> {
        let verbs = self.verb.or_else(|| self.named(SEARCH)).into_iter();
        let all = self.command.get_subcommands().filter(|_| self.verb.is_none());
        let command = std::iter::once(self.command);
        verbs.chain(command).chain(all).flat_map(Command::get_arguments)
    }
}

/// Whether `argument` takes the words of a query.
fn is_terms(argument: &Arg) -> bool {
    argument.get_id() == "terms"
}

/// Whether `word` excludes a value of a facet: `-topic:hds`.
fn is_excluded_value(word: &str) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains(':')
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::line::words;
    use super::*;
    use crate::cli::Cli;

    /// The place at the end of a line, in a word.
    fn place(line: &str) -> String {
        let mut command = Cli::command();
        command.build();
        let cursor = Cursor::new(&command, &words(line)[1..]);
        let verb = cursor.verb.map_or("", Command::get_name);
        let place = match cursor.place {
            Place::Verb => "verb".to_owned(),
            Place::Option => "option".to_owned(),
            Place::Value(arg) => arg.get_id().to_string(),
            Place::Nothing => "nothing".to_owned(),
        };
        format!("{verb}/{place}/{}|{}", cursor.head, cursor.typed)
    }

    #[test]
    fn the_place_follows_from_what_stands_before() {
        for (line, expected) in [
            ("faq ", "/verb/|"),
            ("faq sh", "/verb/|sh"),
            ("faq --seeds ", "/seeds/|"),
            ("faq --seeds x sh", "/verb/|sh"),
            ("faq --topic h", "/topic/|h"),
            ("faq topic:h", "/terms/|topic:h"),
            ("faq -- s", "/terms/|s"),
            ("faq hds top", "search/terms/|top"),
            ("faq hds -n ", "search/limit/|"),
            ("faq search --thematique=ex", "search/topic/--thematique=|ex"),
            ("faq search --nope=ex", "search/nothing/|--nope=ex"),
            ("faq search --al", "search/option/|--al"),
            ("faq search -", "search/option/|-"),
            ("faq search -topic:h", "search/terms/|-topic:h"),
            ("faq search -- --al", "search/terms/|--al"),
            ("faq search a --seeds 'x y' b", "search/terms/|b"),
            ("faq show b974 ", "show/ids/|"),
            ("faq rate b974 ", "rate/verdict/|"),
            ("faq rate b974 yes ", "rate/nothing/|"),
            ("faq diff a ", "diff/new/|"),
            ("faq diff a b ", "diff/nothing/|"),
            ("faq grep -wf ", "grep/file/|"),
            ("faq grep -wfx -e y ", "grep/pattern/|"),
            ("faq help r", "help/about/|r"),
            ("faq list show ", "list/nothing/|"),
            ("faq check --format j", "check/format/|j"),
            ("faq list --filter produit=h", "list/filter/|produit=h"),
        ] {
            assert_eq!(place(line), expected, "{line}");
        }
    }

    #[test]
    fn options_before_the_cursor_keep_their_values() {
        let mut command = Cli::command();
        command.build();
        let line = "faq --seeds a list --seeds=b --delimiter --seeds --format csv --fields ";
        let cursor = Cursor::new(&command, &words(line)[1..]);
        assert_eq!(cursor.values("seeds"), ["a", "b"]);
        assert_eq!(cursor.values("format"), ["csv"]);
        assert_eq!(cursor.values("delimiter"), ["--seeds"]);
    }
}
