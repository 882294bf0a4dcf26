//! The command line as data: verbs, options, help. What a verb does is in [`crate::commands`].

pub mod argv;
mod filters;
mod french;
mod grep;
pub mod language;
pub mod refusal;
pub mod settings;
mod site;
pub mod values;
pub mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};
use faq::corpus::delimiter::SITE_DELIMITER;
use faq::messages::Lang;
use faq::report::{Format, Origin};

pub use self::filters::FacetArgs;
pub use self::grep::GrepArgs;
use self::settings::Settings;
pub use self::site::{BrowseArgs, PrintWhat, RateArgs, VotesArgs};
use self::values::{ColorWhen, limit};
pub use self::words::WordArgs;
use crate::failure::Failure;

/// Finds the answer in French question-and-answer pages.
///
/// Reads pages of answers, such as those of the Agence du Numérique en Santé that come with the
/// program, and finds entries in them whatever their accents, ligatures and apostrophes, and
/// despite typos. Nothing is installed or downloaded, and nothing is stored but your votes, a
/// cache of pages of your own and, for an hour, the ids of the last answers at a terminal.
///
/// Facets and topics are derived by rules from the words of the entries; the pages give only
/// the questions. See `faq topics --all` and `faq check`.
#[derive(Debug, Parser)]
#[command(name = "faq", version, after_help = Lang::En.examples(), after_long_help = Lang::En.notes())]
#[command(args_override_self = true, disable_help_subcommand = true)]
// Those of clap are in English, and out of reach until they are in use.
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Cli {
    /// Print help; --help also explains the global options
    #[arg(short, long, global = true, display_order = 900, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print the version; --version also the commit, the model and the features
    #[arg(short = 'V', long, display_order = 901, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(flatten)]
    pub global: GlobalArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// With what the config file says, and what decided the language.
    pub fn with_settings(mut self, settings: Settings, lang: Origin) -> Self {
        self.global.settings = settings;
        self.global.lang_origin = lang;
        self
    }
}

/// The heading of the options of all verbs.
const COMMON: &str = "Global options";

/// What every verb takes, before or after it.
#[derive(Debug, Args)]
#[command(next_help_heading = COMMON)]
pub struct GlobalArgs {
    /// A page, a folder of pages, or - for standard input; repeatable
    #[arg(long, global = true, value_name = "PATH")]
    pub seeds: Vec<PathBuf>,
    /// The line that ends an entry, compared without case, accents or kinds of space
    #[arg(long, global = true, value_name = "TEXT")]
    #[arg(default_value = SITE_DELIMITER, hide_default_value = true, allow_hyphen_values = true)]
    pub delimiter: String,
    /// The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]
    #[arg(long, global = true, value_name = "FILE")]
    #[arg(value_parser = OsStringValueParser::new().try_map(votes_file))]
    pub votes: Option<PathBuf>,
    /// Neither read nor write the cache
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Ignore the config file
    #[arg(long, global = true)]
    no_config: bool,
    /// One JSON document; the same as --format json
    #[arg(long, global = true, conflicts_with_all = ["jsonl", "format"])]
    pub json: bool,
    /// One JSON object a line; the same as --format jsonl
    #[arg(long, global = true, conflicts_with = "format")]
    pub jsonl: bool,
    /// The format of the output; html, faqpage, bulk and questions go with list
    #[arg(long, global = true, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv
    #[arg(long, global = true, value_name = "FIELDS", value_delimiter = ',')]
    #[arg(value_parser = OsStringValueParser::new().try_map(field))]
    pub fields: Vec<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN")]
    pub color: Option<ColorWhen>,
    /// The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]
    #[arg(long, global = true, value_name = "LANG", value_parser = langs())]
    #[arg(default_value = "en", hide_default_value = true, hide_possible_values = true)]
    pub lang: Lang,
    /// What decided the language.
    #[arg(skip)]
    pub lang_origin: Origin,
    /// What the config file says.
    #[arg(skip)]
    pub settings: Settings,
}

impl GlobalArgs {
    /// The format that `--json`, `--jsonl` or `--format` asks for.
    pub fn format(&self) -> Format {
        match self.format {
            _ if self.json => Format::Json,
            _ if self.jsonl => Format::Jsonl,
            named => named.unwrap_or(Format::Text),
        }
    }
}

fn langs() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code))
        .try_map(|name| Lang::named(&name).ok_or("not a language"))
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(|(name, _)| name))
        .try_map(|name| Format::named(&name).ok_or("not a format"))
}

/// Votes are both read and written, so their file cannot be a stream.
fn votes_file(name: OsString) -> Result<PathBuf, Failure> {
    if name == "-" { Err(Failure::new(Lang::votes_in_a_stream)) } else { Ok(name.into()) }
}

/// Spaces after the commas are no part of a field's name.
fn field(name: OsString) -> Result<String, String> {
    Ok(name.to_string_lossy().trim().to_owned())
}

/// The help of a verb with many arguments stands on these.
#[derive(Debug, Subcommand)]
pub enum Command {
    Search(SearchArgs),
    Grep(GrepArgs),
    /// List every entry by topic
    ///
    /// An entry appears under each of its topics. Topics are derived by rules.
    List {
        /// What to group by: a facet, such as produit, or file [default: topic]
        #[arg(long, value_name = "WHAT")]
        by: Option<String>,
        #[command(flatten)]
        facets: FacetArgs,
    },
    /// Show the values of a facet and how many entries each holds
    ///
    /// Values are derived by rules from the words of the entries; the pages give the questions.
    Topics {
        /// A facet other than thematique, such as produit
        #[arg(long, visible_alias = "by", value_name = "FACET", conflicts_with = "all")]
        facet: Option<String>,
        /// All facets
        #[arg(long)]
        all: bool,
    },
    /// Show whole entries
    Show {
        /// Ids as other verbs show them (their first four digits are enough), or numbers of the last answers
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
    },
    Similar(SimilarArgs),
    Rate(RateArgs),
    Votes(VotesArgs),
    /// Narrow by the site's five questions, then choose from the answers
    ///
    /// Asks the questions in the site's order, each with its values and how many entries they
    /// leave; one that no longer tells the rest apart is skipped, « tous » leaves everything, and you
    /// can go a step back. The answers are listed by their titles; the one you choose is shown, with
    /// the site's own question behind it: o, n, or Enter to go on.
    /// A flag answers a question beforehand. Without a terminal, or with --no-input, the flags
    /// alone decide, and --json adds the questions that would still narrow the rest.
    Guide {
        /// Ask nothing and report what the flags leave
        #[arg(long)]
        no_input: bool,
        #[command(flatten)]
        facets: FacetArgs,
    },
    Browse(BrowseArgs),
    /// Report what was read, and what needs fixing
    ///
    /// Pages, entries, duplicates, entries that no delimiter closes, bytes that cannot be
    /// decoded, announced and actual counts, entries that no rule gives a topic. Announced counts
    /// and duplicates are information: exit 1 only for what can be fixed.
    Check,
    /// Compare two sets of pages, entry by entry
    ///
    /// Tells the entries that were added, removed, changed (with the words that were), or that
    /// moved to other topics. Entries are compared by their ids, so that accents, case, spaces and
    /// order do not matter; a changed entry is found by the words that it kept. Exit 0 if the sets
    /// are the same, 1 if they differ.
    Diff {
        /// The old pages: a file, a folder, or - for standard input
        old: PathBuf,
        /// The new pages: a file, a folder, or - for standard input
        new: PathBuf,
    },
    /// Prepare ranking by meaning for pages of your own
    ///
    /// Computes the vector of each entry that has none yet, on all cores, and caches it by the id
    /// of the entry: a page captured again pays only for what changed, and no work is lost to an
    /// interruption. The pages that come with the program have their vectors, and a search
    /// computes by itself what takes about a second.
    Embed,
    /// Report on the cache, or clear it
    ///
    /// Pages of more than 64 KiB in all are cached, parsed and indexed, in $XDG_CACHE_HOME/faq
    /// (~/.cache/faq), so that the next search need not read them again. So are the vectors of
    /// entries, whatever the size of their pages (see faq embed). The cache is used only while the
    /// pages are unchanged, never grows past 2 GiB, and can be deleted at any time. --no-cache does
    /// without it.
    Cache {
        /// Report what is cached, and where; the default
        #[arg(long)]
        info: bool,
        /// Delete everything in it
        #[arg(long, conflicts_with = "info")]
        clear: bool,
    },
    /// Show the settings in force and their origin
    ///
    /// Options come first, then the environment, then the config file, in TOML:
    /// $XDG_CONFIG_HOME/faq/config.toml (~/.config/faq/config.toml). It may hold seeds, lang, rank,
    /// limit, color, numbers, and filters by name, such as psc = "--produit psc" under [filters],
    /// which @psc then stands for wherever filters are taken. --no-config ignores it.
    Config,
    /// Print a completion script for a shell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
    /// Print the man page, as roff
    Man,
    /// Print the JSON Schema of the documents that --json writes
    ///
    /// Each line of --jsonl is an entry of it, or a document where --batch answers.
    Schema,
    /// Explain a verb or a topic, or the whole program
    ///
    /// The topics are ranking, meaning, facets, pages, json, privacy, environment, exit-codes, recipes
    /// and changes.
    Help {
        /// The verb or the topic
        #[arg(value_name = "TOPIC")]
        about: Option<String>,
    },
    /// Print what may stand at the end of a command line, for completion scripts
    #[command(name = "__complete", hide = true)]
    Complete {
        /// The line, as typed up to the cursor
        #[arg(value_name = "LINE", allow_hyphen_values = true)]
        line: String,
    },
}

/// The facets that have an option of their own.
pub const SITE_FACETS: [&str; 5] = ["offre", "couloir", "dispositif", "produit", "thematique"];

/// Whether a verb has an option called `name`.
pub fn is_option(name: &str) -> bool {
    let cli = Cli::command();
    let has = |verb: &clap::Command| {
        let mut names = verb.get_arguments().filter_map(clap::Arg::get_long_and_visible_aliases);
        names.any(|names| names.contains(&name))
    };
    has(&cli) || cli.get_subcommands().any(has)
}

/// Find the entries that best answer a question
///
/// Entries are ranked by words and meaning; accents, case, ligatures and plurals do not matter,
/// and typos are corrected. "exact phrase", -word and -"phrase" (excluded), word* (prefix),
/// topic:hds, produit:psc (facets) and file:003 (part of a page's name) narrow what may appear.
/// Anything else is text.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// The question; with a filter it may be left out
    #[arg(value_name = "TERMS", required_unless_present_any = ["batch", "FacetArgs"])]
    #[arg(conflicts_with = "batch")]
    pub terms: Vec<String>,
    /// How many entries to show [default: 5]
    #[arg(short = 'n', long, value_name = "N")]
    #[arg(value_parser = limit, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub words: WordArgs,
    /// Show whole entries
    #[arg(long)]
    pub full: bool,
    /// Show how each score is made up
    #[arg(long)]
    pub explain: bool,
    /// Weigh by votes: multiply scores by the middle of the interval of the share of yes
    ///
    /// The interval is Wilson's at 95 %, as `faq votes` shows it. Its middle is a half for an
    /// entry without votes, moves little with one vote, and approaches the share of yes with many.
    #[arg(long)]
    pub by_votes: bool,
    /// Answer each line of a file (- for standard input) as a query of its own
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    #[command(flatten)]
    pub facets: FacetArgs,
}

/// List the entries closest in meaning to one
///
/// The score is the cosine of their vectors, less what all entries have in common.
#[derive(Debug, Args)]
pub struct SimilarArgs {
    /// The id of the entry (its first four digits are enough), or its number in the last answers
    pub id: String,
    /// How many entries to show [default: 5]
    #[arg(short = 'n', long, value_name = "N")]
    #[arg(value_parser = limit, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// Show whole entries
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub facets: FacetArgs,
}
