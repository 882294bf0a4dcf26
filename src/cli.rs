//! The command line as data: verbs, options, help. What a verb does is in [`crate::commands`].

mod site;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use faq::corpus::delimiter::SITE_DELIMITER;
use faq::corpus::facets::Facet;

pub use self::site::{BrowseArgs, GuideArgs, PrintWhat, RateArgs, VotesArgs};
pub use self::words::WordArgs;

/// Finds the answer in French question-and-answer pages.
///
/// Reads pages of answers, such as those of the Agence du Numérique en Santé that are inside
/// the program, and finds entries in them whatever their accents, ligatures, apostrophes and
/// your typing. Nothing is installed or fetched, and nothing stored but the votes you give and,
/// of pages of your own, a cache.
///
/// Facets and topics are derived by rules from the words of the entries; the pages give only
/// the questions. See `faq topics --all` and `faq check`.
#[derive(Debug, Parser)]
#[command(name = "faq", version, after_help = EXAMPLES, after_long_help = TOPICS)]
#[command(args_override_self = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: GlobalArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The end of the short help.
pub const EXAMPLES: &str = "\
Examples:
  faq search qui est dispensé de la certification HDS
  faq grep \"l'article l\\.?1111\"
  faq list --by produit";

const TOPICS: &str = "\
Examples:
  faq search qui est dispensé de la certification HDS
  faq search 'référencement -dmp \"pro santé connect\" topic:candidature'
  faq grep -c \"l'article l\\.?1111\"
  faq list --json | jq -r '.groups[] | \"\\(.count) \\(.label)\"'

Exit codes:
  0    found; for check, nothing needs mending
  1    nothing found; for check, a page needs mending
  2    the command could not be carried out; standard error says why
  130  left by Esc or Ctrl-C

Environment:
  FAQ_SEEDS        files and folders of pages, separated as in PATH
  XDG_DATA_HOME    its faq/seeds is used if it exists (default ~/.local/share)
  XDG_STATE_HOME   its faq/votes.jsonl keeps votes (default ~/.local/state)
  XDG_CACHE_HOME   its faq keeps large pages ready (default ~/.cache); see faq cache
  FAQ_RANK         by what to rank: auto, words or meaning, as --rank
  FAQ_PAGER, PAGER the pager for output longer than the screen (default less -FRX); empty: none
  NO_COLOR         no colour, whatever CLICOLOR_FORCE says
  CLICOLOR_FORCE   colour without a terminal
  TERM=dumb        no colour

JSON:
  One document: schema, command, query, total, corrections, results; list adds groups,
  guide adds questions. Entries that have votes carry them as votes: yes, no, share, low, high.
  matches are half-open ranges counted in characters of text, as Python and jq slice them.";

/// What every verb understands, before or after it.
#[derive(Debug, Args)]
pub struct GlobalArgs {
    /// A page, a folder of *.txt pages, or - for standard input; repeatable
    #[arg(long, global = true, value_name = "PATH", help_heading = "Global options")]
    pub seeds: Vec<PathBuf>,
    /// The line that ends an entry, compared without case, accents or kinds of space
    #[arg(long, global = true, value_name = "TEXT", help_heading = "Global options")]
    #[arg(default_value = SITE_DELIMITER, hide_default_value = true, allow_hyphen_values = true)]
    pub delimiter: String,
    /// The file of votes [default: $XDG_STATE_HOME/faq/votes.jsonl]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    #[arg(value_parser = clap::builder::OsStringValueParser::new().try_map(votes_file))]
    pub votes: Option<PathBuf>,
    /// Read large pages anew, and keep nothing of them
    #[arg(long, global = true, help_heading = "Global options")]
    pub no_cache: bool,
    /// One JSON document; the same as --format json
    #[arg(long, global = true, help_heading = "Global options")]
    #[arg(conflicts_with_all = ["jsonl", "format"])]
    pub json: bool,
    /// One JSON object a line; the same as --format jsonl
    #[arg(long, global = true, conflicts_with = "format", help_heading = "Global options")]
    pub jsonl: bool,
    /// The form of the output
    #[arg(long, global = true, value_name = "FORMAT", help_heading = "Global options")]
    pub format: Option<FormatName>,
    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", help_heading = "Global options")]
    pub color: Option<ColorWhen>,
}

/// Reads the name of the file of votes, which can be no stream: votes are read and written.
fn votes_file(name: OsString) -> Result<PathBuf, &'static str> {
    if name == "-" {
        return Err("votes are kept in a file, not in a stream; ./- is a file of this name");
    }
    Ok(name.into())
}

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum FormatName {
    Text,
    Json,
    Jsonl,
    Csv,
    Markdown,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
#[allow(missing_docs)] // the help of a verb stands on its arguments
pub enum Command {
    Search(SearchArgs),
    Grep(GrepArgs),
    List(ListArgs),
    Topics(TopicsArgs),
    Show(ShowArgs),
    Similar(SimilarArgs),
    Rate(RateArgs),
    Votes(VotesArgs),
    Guide(GuideArgs),
    Browse(BrowseArgs),
    /// Say what was read, and what needs mending
    ///
    /// Pages, entries, duplicates, entries that no delimiter closes, bytes that can not be
    /// decoded, announced against present counts, entries that no rule gives a topic.
    /// Announced counts and duplicates are information: only what can be mended exits 1.
    Check,
    /// Prepare ranking by meaning for pages of your own
    ///
    /// Makes a vector of each entry that has none yet, on all cores, and keeps it in the cache by
    /// the id of the entry: a page captured anew pays for what changed only, and what was made
    /// before an interruption is not made again. The vectors of the pages inside the program are
    /// there already, and a search makes by itself what takes about a second.
    Embed,
    Cache(CacheArgs),
    Completions(CompletionsArgs),
    /// Print the man page, as roff
    Man,
}

/// Say what is kept of large pages, or throw it away
///
/// Pages of more than 64 KiB in all are kept, read and indexed, in
/// $XDG_CACHE_HOME/faq (~/.cache/faq), so that the next search need not read them again. It is
/// used only while the pages are unchanged, never grows past 2 GiB, and can be deleted at any
/// time. So are the vectors of entries, whatever the size of their pages (see faq embed).
/// --no-cache goes without.
#[derive(Debug, Args)]
pub struct CacheArgs {
    /// Say what is kept, and where; the default
    #[arg(long)]
    pub info: bool,
    /// Throw all of it away
    #[arg(long, conflicts_with = "info")]
    pub clear: bool,
}

/// Filters on the site's five questions.
#[derive(Debug, Args)]
pub struct FacetArgs {
    /// Only entries on this topic; repeatable, any of them
    #[arg(long, visible_alias = "thematique", value_name = "VALUE", help_heading = "Filters")]
    pub topic: Vec<String>,
    /// Only entries on this type of offer
    #[arg(long, value_name = "VALUE", help_heading = "Filters")]
    pub offre: Vec<String>,
    /// Only entries on this Ségur corridor
    #[arg(long, value_name = "VALUE", help_heading = "Filters")]
    pub couloir: Vec<String>,
    /// Only entries on this Ségur scheme
    #[arg(long, value_name = "VALUE", help_heading = "Filters")]
    pub dispositif: Vec<String>,
    /// Only entries on this product or service
    #[arg(long, value_name = "VALUE", help_heading = "Filters")]
    pub produit: Vec<String>,
}

impl FacetArgs {
    /// The values asked for.
    pub fn named(&self) -> impl Iterator<Item = (Facet, &str)> {
        let lists = [&self.offre, &self.couloir, &self.dispositif, &self.produit, &self.topic];
        let all = Facet::ALL.into_iter().zip(lists);
        all.flat_map(|(facet, names)| names.iter().map(move |name| (facet, name.as_str())))
    }
}

/// Find the entries that best answer a question
///
/// Words and meaning rank; accents, case, ligatures and plurals do not matter, and typos are
/// corrected. "exact phrase", -word and -"phrase" (excluded), word* (prefix), topic:hds,
/// produit:psc (facets) and file:003 (part of a page's name) narrow what may appear. Anything
/// else is text.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// The question
    #[arg(value_name = "TERMS", required_unless_present = "batch", conflicts_with = "batch")]
    pub terms: Vec<String>,
    /// How many entries to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub limit: usize,
    #[command(flatten)]
    pub words: WordArgs,
    /// Show whole entries
    #[arg(long)]
    pub full: bool,
    /// Show what each score is made of
    #[arg(long)]
    pub explain: bool,
    /// Let votes weigh: scores are multiplied by the middle of the interval of the share of yes
    ///
    /// The interval is Wilson's at 95 %, as `faq votes` shows it. Its middle is a half for an
    /// entry without votes, moves little for one vote, and nears the share of yes with many.
    #[arg(long)]
    pub by_votes: bool,
    /// Answer each line of a file (- for standard input) as a query of its own
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    #[command(flatten)]
    pub facets: FacetArgs,
}

/// Find entries by a regular expression, blind to accents
///
/// The syntax is that of the Rust regex crate. A literal letter stands for its accented,
/// ligatured and spelt-out forms (e finds é, oe finds œ), a literal apostrophe, dash or space
/// for all of its kind. Classes, escapes and the dot match characters as written, except that
/// a letter in a class [a-z] stands for its accented forms too, and in [^a-z] excludes them.
/// ^ and $ match at lines; the dot does not match a line end.
#[derive(Debug, Args)]
pub struct GrepArgs {
    /// The pattern
    pub pattern: String,
    /// Ignore case (the default)
    #[arg(short = 'i', long, overrides_with = "case_sensitive")]
    pub ignore_case: bool,
    /// Tell upper and lower case apart
    #[arg(short = 's', long, overrides_with = "ignore_case")]
    pub case_sensitive: bool,
    /// Tell accented from plain letters, and œ from oe
    #[arg(long)]
    pub accent_sensitive: bool,
    /// The pattern is text, not a regular expression
    #[arg(short = 'F', long)]
    pub fixed_strings: bool,
    /// Only whole words
    #[arg(short = 'w', long)]
    pub word: bool,
    /// The entries that do not match
    #[arg(short = 'v', long)]
    pub invert_match: bool,
    /// Only say how many entries match
    #[arg(short = 'c', long)]
    pub count: bool,
    /// How many entries to show [default: all]
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// Show whole entries
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub facets: FacetArgs,
}

/// List every entry by topic
///
/// An entry stands under each of its topics. Topics are derived by rules.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// What to group by: topic, offre, couloir, dispositif, produit, or file
    #[arg(long, value_name = "WHAT", default_value = "topic", value_parser = Grouping::parse)]
    pub by: Grouping,
    #[command(flatten)]
    pub facets: FacetArgs,
}

/// What `list` groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// The values of a facet.
    Facet(Facet),
    /// The pages.
    File,
}

impl Grouping {
    fn parse(name: &str) -> Result<Self, String> {
        if name == "file" { Ok(Self::File) } else { facet(name).map(Self::Facet) }
    }
}

/// Reads the name of a facet.
fn facet(name: &str) -> Result<Facet, String> {
    let names = Facet::ALL.map(Facet::key).join(", ");
    Facet::named(name).ok_or_else(|| format!("the facets are {names} (or topic)"))
}

/// Show the values of a facet and how many entries each holds
///
/// Values are derived by rules from the words of the entries; the pages give the questions.
#[derive(Debug, Args)]
pub struct TopicsArgs {
    /// Another facet than thematique: offre, couloir, dispositif, produit
    #[arg(long, value_name = "FACET", value_parser = facet, conflicts_with = "all")]
    pub facet: Option<Facet>,
    /// All five facets
    #[arg(long)]
    pub all: bool,
}

/// Show whole entries
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Ids as other verbs show them; the first four digits or more will do
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

/// List the entries that are nearest in meaning to one
///
/// The score is the cosine of their vectors, what all entries have in common taken off.
#[derive(Debug, Args)]
pub struct SimilarArgs {
    /// The id of the entry; its first four digits or more will do
    pub id: String,
    /// How many entries to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub limit: usize,
    /// Show whole entries
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub facets: FacetArgs,
}

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    pub shell: clap_complete::Shell,
}
