//! What there is to complete a line with: of the program, and of the pages in force.

use clap::{Arg, Command, ValueHint};
use faq::corpus::Corpus;
use faq::corpus::facets::{ValueRef, by_value};
use faq::messages::Lang;
use faq::report::wrap::cut;
use faq::report::{FIELDS, Format, known_fields};

use super::place::{Cursor, Place};
use crate::cli::SITE_FACETS;
use crate::cli::settings::Settings;

/// The columns that a title may take.
const TITLE: usize = 60;
/// Of more ids none is offered: a part of them would be completed as if it were all.
const MOST_IDS: usize = 2000;

/// A word, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub word: String,
    pub about: String,
}

impl Candidate {
    fn new(word: impl Into<String>, about: impl Into<String>) -> Self {
        Self { word: word.into(), about: about.into() }
    }
}

/// What may stand at the cursor under these settings; `pages` has the pages in force, if they can
/// be had at once: words that begin with what is typed, or files and folders (`None`), which the
/// shell knows.
pub fn offer<'p>(
    command: &Command,
    cursor: &Cursor<'_>,
    settings: &Settings,
    pages: &dyn Fn() -> Option<&'p Corpus>,
) -> Option<Vec<Candidate>> {
    let words = match cursor.place {
        _ if cursor.takes_filter() => filters(settings),
        Place::Verb => verbs(command),
        Place::Option => options(command, cursor),
        Place::Nothing => Vec::new(),
        Place::Value(arg) if arg.get_value_hint() == ValueHint::AnyPath => return None,
        Place::Value(arg) => values(command, arg, cursor, pages),
    };
    let typed = words.into_iter().filter(|candidate| candidate.word.starts_with(&cursor.typed));
    let whole = typed.map(|Candidate { word, about }| Candidate {
        word: format!("{}{word}", cursor.head),
        about,
    });
    Some(whole.collect())
}

/// The filters that the config file names.
fn filters(settings: &Settings) -> Vec<Candidate> {
    let filters = settings.filters.iter();
    filters.map(|(name, words)| Candidate::new(format!("@{name}"), words.value.join(" "))).collect()
}

fn verbs(command: &Command) -> Vec<Candidate> {
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let about = |verb: &Command| verb.get_about().map(ToString::to_string).unwrap_or_default();
    verbs.map(|verb| Candidate::new(verb.get_name(), about(verb))).collect()
}

/// The options of the verb. Where none is named yet, those of a search, too.
fn options(command: &Command, cursor: &Cursor<'_>) -> Vec<Candidate> {
    let search = || command.find_subcommand("search");
    let verbs = cursor.verb.or_else(search).into_iter();
    let verbs = verbs.chain(cursor.verb.is_none().then_some(command));
    let mut options: Vec<Candidate> = Vec::new();
    for option in verbs.flat_map(Command::get_arguments).filter(|arg| !arg.is_hide_set()) {
        let about = option.get_help().map(ToString::to_string).unwrap_or_default();
        let long = option.get_long_and_visible_aliases().unwrap_or_default();
        let long = long.into_iter().map(|name| format!("--{name}"));
        let short = option.get_short().map(|letter| format!("-{letter}"));
        for name in long.chain(short) {
            if options.iter().all(|known| known.word != name) {
                options.push(Candidate::new(name, about.as_str()));
            }
        }
    }
    options
}

/// The values of an argument.
fn values<'p>(
    command: &Command,
    arg: &Arg,
    cursor: &Cursor<'_>,
    pages: &dyn Fn() -> Option<&'p Corpus>,
) -> Vec<Candidate> {
    let of_pages = |values: &dyn Fn(&'p Corpus) -> Vec<Candidate>| pages().map(values);
    let found = match arg.get_id().as_str() {
        "terms" => of_pages(&|corpus| terms(corpus, &cursor.typed)),
        "ids" | "id" => of_pages(&|corpus| ids(corpus, cursor)),
        facet if facet == "topic" || SITE_FACETS.contains(&facet) => {
            of_pages(&|corpus| of_facet(corpus, facet))
        }
        "filter" => of_pages(&|corpus| assigned(corpus, &cursor.typed, "", '=')),
        "facet" => of_pages(&facets),
        "by" => of_pages(&|corpus| {
            let topic = corpus.facets().topics().map(|_| Candidate::new("topic", ""));
            let file = Candidate::new("file", "the page");
            topic.into_iter().chain(facets(corpus)).chain([file]).collect()
        }),
        "fields" => Some(fields(cursor, pages())),
        "verdict" => {
            Some(["oui", "non", "yes", "no"].map(|word| Candidate::new(word, "")).to_vec())
        }
        "about" => {
            let topics = Lang::TOPICS.iter().map(|topic| Candidate::new(*topic, "a topic"));
            Some(verbs(command).into_iter().chain(topics).collect())
        }
        "format" => {
            let takes_all = cursor.verb.is_none_or(|verb| verb.get_name() == "list");
            let goes = |name: &str| {
                takes_all || Format::named(name).is_some_and(|format| !format.is_of_list())
            };
            Some(possible(arg).into_iter().filter(|format| goes(&format.word)).collect())
        }
        _ => Some(possible(arg)),
    };
    found.unwrap_or_default()
}

/// The values that an argument is declared to have.
fn possible(arg: &Arg) -> Vec<Candidate> {
    let values = arg.get_possible_values();
    let values = values.iter().filter(|value| !value.is_hide_set());
    let about = |value: &clap::builder::PossibleValue| {
        value.get_help().map(ToString::to_string).unwrap_or_default()
    };
    values.map(|value| Candidate::new(value.get_name(), about(value))).collect()
}

/// The fields of entries, behind those that are there: the format on the line decides.
fn fields(cursor: &Cursor<'_>, corpus: Option<&Corpus>) -> Vec<Candidate> {
    let format = cursor.values("format").last().and_then(|name| Format::named(name));
    let format = format.unwrap_or(Format::Json);
    let known = corpus.map_or(FIELDS.to_vec(), |corpus| known_fields(format, corpus));
    let before = cursor.typed.rfind(',').map_or("", |at| &cursor.typed[..=at]);
    let named: Vec<&str> = before.split(',').collect();
    let others = known.into_iter().filter(|field| !named.contains(field));
    others.map(|field| Candidate::new(format!("{before}{field}"), "")).collect()
}

/// The ids of the entries, but for those on the line, with their titles.
fn ids(corpus: &Corpus, cursor: &Cursor<'_>) -> Vec<Candidate> {
    let ids = corpus.entries().map(|entry| (entry, entry.id().to_string()));
    let named = |id: &str| cursor.words.iter().any(|word| id == word);
    let begun = ids.filter(|(_, id)| id.starts_with(&cursor.typed) && !named(id));
    let begun: Vec<_> = begun.take(MOST_IDS + 1).collect();
    if begun.len() > MOST_IDS {
        return Vec::new();
    }
    begun.into_iter().map(|(entry, id)| Candidate::new(id, cut(&entry.title(), TITLE))).collect()
}

/// The facets in force, with their questions.
fn facets(corpus: &Corpus) -> Vec<Candidate> {
    let facets = corpus.facets();
    let all = facets.all();
    all.map(|facet| Candidate::new(facets.facet_key(facet), facets.question(facet))).collect()
}

/// The values of the facet called `name` that entries have, with how many.
fn of_facet(corpus: &Corpus, name: &str) -> Vec<Candidate> {
    let facets = corpus.facets();
    let Ok(facet) = facets.named(name) else { return Vec::new() };
    let candidate = |(value, places): (ValueRef, Vec<usize>)| {
        let about = format!("{} ({})", facets.label(facet, value), places.len());
        Candidate::new(facets.key(facet, value), about)
    };
    let all: Vec<usize> = (0..corpus.len()).collect();
    by_value(&corpus.placements(&all), facet).into_iter().map(candidate).collect()
}

/// The facets, each with `sign` behind it; where one is typed so far, its values.
fn assigned(corpus: &Corpus, typed: &str, dash: &str, sign: char) -> Vec<Candidate> {
    let Some((name, _)) = typed.split_once(sign) else {
        let topic = corpus.facets().topics().map(|_| Candidate::new("topic", "thematique"));
        let names = topic.into_iter().chain(facets(corpus));
        let named = |candidate: Candidate| {
            Candidate::new(format!("{dash}{}{sign}", candidate.word), candidate.about)
        };
        return names.map(named).collect();
    };
    let bare = name.strip_prefix(dash).unwrap_or(name);
    let values = of_facet(corpus, bare).into_iter();
    values.map(|value| Candidate::new(format!("{name}{sign}{}", value.word), value.about)).collect()
}

/// What narrows a search: `topic:hds` and its like, and `file:003`.
fn terms(corpus: &Corpus, typed: &str) -> Vec<Candidate> {
    let dash = if typed.starts_with('-') { "-" } else { "" };
    let mut terms = assigned(corpus, typed, dash, ':');
    let file = format!("{dash}file:");
    if !typed.contains(':') {
        terms.push(Candidate::new(file, "part of a page's name"));
    } else if typed.starts_with(&file) {
        // Names that would need quoting can be typed in part.
        let is_plain = |c: char| c.is_alphanumeric() || "._-".contains(c);
        let names = corpus.pages().iter().map(|page| page.file.as_str());
        let names = names.filter(|name| name.chars().all(is_plain));
        terms.extend(names.map(|name| Candidate::new(format!("{file}{name}"), "a page")));
    }
    terms
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use faq::report::Origin;

    use super::super::line::words;
    use super::*;
    use crate::cli::Cli;
    use crate::cli::settings::Chosen;

    /// What is offered at the end of a line where these are the pages.
    fn offered(line: &str, pages: Option<&Corpus>) -> Option<Vec<Candidate>> {
        let mut command = Cli::command();
        command.build();
        let cursor = Cursor::new(&command, &words(line)[1..]);
        offer(&command, &cursor, &settings(), &|| pages)
    }

    /// As a config file that names a filter makes them.
    fn settings() -> Settings {
        let mut settings = Settings::default();
        let words = ["--produit", "psc"].map(str::to_owned).to_vec();
        settings.filters.insert("psc".to_owned(), Chosen::new(words, Origin::Line(3)));
        settings
    }

    fn on_the_pages(line: &str) -> Vec<Candidate> {
        let corpus = Corpus::shipped().expect("shipped pages");
        offered(line, Some(&corpus)).expect(line)
    }

    /// The words alone.
    fn words_for(line: &str) -> Vec<String> {
        on_the_pages(line).into_iter().map(|candidate| candidate.word).collect()
    }

    #[test]
    fn what_is_typed_is_completed_from_the_program_and_the_pages() {
        for (line, expected) in [
            ("faq sho", &["show"][..]),
            ("faq __", &[]),
            ("faq show b974", &["b9740cd69f76"]),
            ("faq show b9740cd69f76 b974", &[]),
            ("faq rate b9740cd69f76 ", &["oui", "non", "yes", "no"]),
            ("faq similar b974", &["b9740cd69f76"]),
            ("faq list --topic hd", &["hds"]),
            ("faq list --thematique=hd", &["--thematique=hds"]),
            ("faq guide --produit ann", &["annuaire-sante"]),
            ("faq list --filter prod", &["produit="]),
            ("faq list --filter produit=hd", &["produit=hds"]),
            ("faq list --filter=produit=hd", &["--filter=produit=hds"]),
            ("faq search topic:hd", &["topic:hds"]),
            ("faq topic:hd", &["topic:hds"]),
            ("faq browse -Thématique:hd", &["-Thématique:hds"]),
            ("faq search x fi", &["file:"]),
            ("faq search file:003", &["file:003_98c54216619ac885.txt"]),
            ("faq search nope:h", &[]),
            ("faq @", &["@psc"]),
            ("faq search x @p", &["@psc"]),
            ("faq list @p", &["@psc"]),
            ("faq show @p", &[]),
            ("faq list --by @p", &[]),
            ("faq grep topic:hd", &[]),
            ("faq list --by fi", &["file"]),
            ("faq topics --facet prod", &["produit"]),
            ("faq show --fields id,sco", &["id,score"]),
            ("faq list --format csv --fields id,prod", &["id,produit"]),
            ("faq list --format json --fields id,prod", &[]),
            ("faq help rank", &["ranking"]),
            ("faq list --format fa", &["faqpage"]),
            ("faq search --format fa", &[]),
            ("faq --lang ", &["fr", "en"]),
            ("faq search --rank m", &["meaning"]),
            ("faq completions z", &["zsh"]),
            ("faq --json --all-t", &["--all-terms"]),
            ("faq list --all-t", &[]),
            ("faq search -n ", &[]),
            ("faq --delimiter ", &[]),
        ] {
            assert_eq!(words_for(line), expected, "{line}");
        }
    }

    #[test]
    fn a_word_says_what_it_means() {
        let about = |line: &str| on_the_pages(line).remove(0).about;
        assert!(about("faq show b974").starts_with("Comment sont traitées les modifications"));
        assert_eq!(about("faq list --produit hd"), "Hébergeur de données de santé (HDS) (21)");
        assert_eq!(about("faq sho"), "Show whole entries");
    }

    #[test]
    fn all_ids_and_all_verbs_are_offered_where_nothing_is_typed() {
        assert_eq!(words_for("faq show ").len(), 72);
        let command = Cli::command();
        let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set()).count();
        assert_eq!(words_for("faq ").len(), shown);
    }

    #[test]
    fn files_stand_only_where_files_are_taken_and_without_pages_what_the_program_knows() {
        for (line, count) in [
            ("faq --seeds ", None),
            ("faq list --seeds=sr", None),
            ("faq diff ", None),
            ("faq diff a ", None),
            ("faq grep -f ", None),
            ("faq search --batch ", None),
            ("faq votes --export ", None),
            ("faq votes --import x", None),
            ("faq rate --votes ", None),
            ("faq show ", Some(0)),
            ("faq search topic:", Some(0)),
            ("faq --lang ", Some(2)),
        ] {
            assert_eq!(offered(line, None).map(|words| words.len()), count, "{line}");
        }
    }
}
