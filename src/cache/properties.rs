//! What must hold of any pages whatever, however they change: what is kept of them answers as
//! they do themselves.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::sample::Index as Any;

use super::{Cache, LEAST, Lookup};
use crate::corpus::Corpus;
use crate::corpus::delimiter::{Delimiter, SITE_DELIMITER};
use crate::corpus::facets::{EMBEDDED_RULES, Facet, FacetRules};
use crate::corpus::placements::Placements;
use crate::corpus::source::Seeds;
use crate::report::explain::ExplainRow;
use crate::report::model::{CorrectionRow, MatchRow, Rows};
use crate::report::{Document, Format, Layout, Results};
use crate::search::pattern::{Pattern, PatternOptions};
use crate::search::properties::{config, query, text, word};
use crate::search::{Filter, Index, Lexicon, Options, Query, Searcher};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);
static RULES: LazyLock<FacetRules> =
    LazyLock::new(|| FacetRules::from_json(EMBEDDED_RULES).expect("the program's own rules"));

/// What may happen to pages between two searches.
#[derive(Debug, Clone)]
enum Change {
    None,
    Append(Any, String),
    Replace(Any, Any, String),
    /// One letter for another: the same size, and the same time as before.
    Letter(Any),
    Rename(Any),
    Touch(Any),
    Add(String),
}

fn change() -> impl Strategy<Value = Change> {
    let page = any::<Any>;
    prop_oneof![
        1 => Just(Change::None),
        2 => (page(), text(1..9)).prop_map(|(page, text)| Change::Append(page, text)),
        2 => (page(), page(), text(1..9)).prop_map(|(page, at, text)| Change::Replace(page, at, text)),
        2 => page().prop_map(Change::Letter),
        1 => page().prop_map(Change::Rename),
        2 => page().prop_map(Change::Touch),
        1 => text(1..9).prop_map(Change::Add),
    ]
}

/// What is asked, and how.
#[derive(Debug, Clone)]
struct Asked {
    query: String,
    produit: Option<&'static str>,
    options: Options,
    limit: usize,
    pattern: String,
}

fn asked() -> impl Strategy<Value = Asked> {
    let filter = prop::sample::select(vec![
        "",
        "",
        "file:1",
        "-file:0",
        "topic:hds",
        "-produit:hds",
        "offre:non-classe",
    ]);
    let query = (query(), filter).prop_map(|(words, filter)| format!("{words} {filter}"));
    let produit = prop::sample::select(vec![None, None, None, Some("hds"), Some("non-classe")]);
    let options = (any::<[bool; 3]>()).prop_map(|[typos, synonyms, require_all]| Options {
        typos,
        synonyms,
        require_all,
        ..Options::default()
    });
    (query, produit, options, 0usize..6, word()).prop_map(
        |(query, produit, options, limit, pattern)| Asked {
            query,
            produit,
            options,
            limit,
            pattern,
        },
    )
}

/// Pages in a folder, and a cache in another, gone with the test.
struct Place {
    folder: PathBuf,
    /// The entries of the pages, by name.
    pages: BTreeMap<String, Vec<String>>,
    cache: Cache,
    seeds: Seeds,
    names: usize,
}

impl Place {
    fn with(pages: Vec<Vec<String>>) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("faq-kept-{}-{next}", std::process::id()));
        let seeds = Seeds::Paths(vec![folder.join("pages")]);
        fs::create_dir_all(folder.join("pages")).expect("a folder");
        let variable = if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME" };
        let cache = Cache::choose(|name| (name == variable).then(|| folder.join("cache").into()));
        let cache = cache.expect("the variable is set");
        let mut place = Self { folder, pages: BTreeMap::new(), cache, seeds, names: 0 };
        pages.into_iter().for_each(|entries| place.add(entries));
        // Blank lines make it all large enough to be kept.
        let blank = "\n".repeat(LEAST as usize) + "Une autre page";
        fs::write(place.path("large.txt"), blank).expect("a page");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join("pages").join(name)
    }

    fn add(&mut self, entries: Vec<String>) {
        self.names += 1;
        let name = format!("{:03}.txt", self.names * 37 % 100);
        self.pages.insert(name.clone(), entries);
        self.write(&name);
    }

    /// Writes a page down, with an entry that is there in any case: a page without one is not kept.
    fn write(&self, name: &str) {
        let entries = self.pages[name].iter();
        let entries: String = entries.map(|text| format!("{text}\n{SITE_DELIMITER}\n")).collect();
        fs::write(self.path(name), format!("Une page\n{entries}")).expect("a page");
    }

    fn some_page(&self, page: &Any) -> String {
        page.get(&self.pages.keys().collect::<Vec<_>>()).to_string()
    }

    /// Does it; tells whether what was kept must still serve.
    fn change(&mut self, change: Change) -> bool {
        match change {
            Change::None => return true,
            Change::Append(page, text) => {
                let name = self.some_page(&page);
                self.pages.entry(name.clone()).or_default().push(text);
                self.write(&name);
            }
            Change::Replace(page, at, text) => {
                let name = self.some_page(&page);
                let entries = self.pages.entry(name.clone()).or_default();
                let at = at.index(entries.len());
                entries[at] = text;
                self.write(&name);
            }
            Change::Letter(page) => {
                let name = self.some_page(&page);
                let time = fs::metadata(self.path(&name)).and_then(|facts| facts.modified());
                let entries = self.pages.entry(name.clone()).or_default();
                for entry in entries {
                    *entry = entry.replace('t', "#").replace('r', "t").replace('#', "r");
                }
                self.write(&name);
                set_time(&self.path(&name), time.expect("the page has a time"));
            }
            Change::Rename(page) => {
                let name = self.some_page(&page);
                let entries = self.pages.remove(&name).unwrap_or_default();
                fs::remove_file(self.path(&name)).expect("the page");
                self.add(entries);
            }
            Change::Touch(page) => {
                let time = SystemTime::now() - Duration::from_secs(3600);
                set_time(&self.path(&self.some_page(&page)), time);
                return true;
            }
            Change::Add(text) => self.add(vec![text]),
        }
        false
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn set_time(path: &Path, time: SystemTime) {
    let file = File::options().write(true).open(path).expect("the page");
    file.set_modified(time).expect("the page takes a time");
}

/// What a corpus answers, as people and scripts see it, and the index that was built for it.
fn answer(corpus: &Corpus, asked: &Asked) -> (String, Option<Index>) {
    let placements = Placements::new(corpus, &RULES);
    let searcher = Searcher::new(corpus, &placements, &LEXICON);
    let query: Query = asked.query.parse().expect("no query is an error");
    let named = asked.produit.map(|value| (Facet::Produit, value));
    let filter = Filter::on_facets(&RULES, named).expect("a value of the rules");
    let found = match searcher.search(&query, &filter, &asked.options) {
        Ok(found) => found,
        Err(unknown) => return (unknown.to_string(), None),
    };
    let rows = Rows { corpus, placements: &placements };
    let mut results = Results::new("search", Some(&asked.query), found.hits.len());
    results.corrections =
        Some(found.corrections.iter().cloned().map(CorrectionRow::from).collect());
    let explainer = searcher.explainer(&found);
    for (index, hit) in found.hits.iter().take(asked.limit).enumerate() {
        let mut row = rows.row(index + 1, hit.entry);
        let matches = searcher.matches(&found, hit.entry);
        row.matches =
            Some(MatchRow::of(row.text, matches, |m| (m.range, Some((m.term, m.kind.name())))));
        row.score = hit.score;
        row.explain =
            explainer.as_ref().map(|ranking| ExplainRow::from(ranking.explain(hit.entry)));
        results.results.push(row);
    }
    let layout = Layout { width: 80, color: false, full: true };
    let mut out = Vec::new();
    let document = Document::Results(results);
    crate::report::write(&document, Format::Json, layout, &mut out).expect("a vector takes all");
    let options = PatternOptions { fixed_strings: true, ..PatternOptions::default() };
    let pattern = Pattern::new(&asked.pattern, options, corpus.alphabet()).expect("no bad syntax");
    let told: Vec<String> = corpus.notices().map(|notice| notice.to_string()).collect();
    let matching = corpus.entries().filter(|entry| pattern.is_match(entry.text()));
    let matching: Vec<usize> = matching.map(|entry| entry.index()).collect();
    let out = String::from_utf8(out).expect("JSON is UTF-8");
    (format!("{out}{matching:?}{told:?}"), searcher.built().cloned())
}

impl Place {
    /// Reads the pages to keep them; `meanwhile` is done before they are kept.
    fn keep(&self, meanwhile: impl FnOnce()) {
        let delimiter = Delimiter::default();
        let Lookup::Absent(absent) = self.cache.find(&self.seeds, &delimiter) else {
            panic!("kept already, or too small")
        };
        let corpus = Corpus::read_to_keep(&self.seeds, delimiter).expect("pages");
        let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
        meanwhile();
        self.cache.keep(&absent, &corpus, &Index::build(&texts));
    }

    fn is_kept(&self) -> bool {
        matches!(self.cache.find(&self.seeds, &Delimiter::default()), Lookup::Kept(_))
    }
}

#[test]
fn pages_that_change_while_they_are_read_are_not_kept() {
    let mut place = Place::with(vec![vec!["Un".to_owned()]]);
    let page = place.path("037.txt");
    place.keep(|| fs::write(&page, "Deux").expect("the page"));
    assert_eq!(place.cache.shelf().all().len(), 0);
    place.keep(|| fs::remove_file(&page).expect("the page"));
    assert_eq!(place.cache.shelf().all().len(), 0);
    place.keep(|| ());
    assert!(place.is_kept());
    // Once its store is gone, a key serves no one.
    let gone =
        place.cache.shelf().keys().pop().and_then(|(_, key)| place.cache.shelf().store_of(&key));
    fs::remove_file(gone.expect("the store").path).expect("the store");
    place.add(vec!["Trois".to_owned()]);
    place.keep(|| ());
    assert!(place.is_kept());
    assert_eq!(place.cache.shelf().keys().len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_whose_name_is_no_text_is_read_and_not_kept() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::with(vec![]);
    let name = std::ffi::OsStr::from_bytes(b"\xE9.txt");
    fs::write(place.folder.join("pages").join(name), "Un").expect("a page");
    place.keep(|| ());
    assert!(!place.is_kept() && place.cache.shelf().all().is_empty());
}

#[test]
fn pages_named_one_by_one_are_kept_too() {
    let mut place = Place::with(vec![vec!["Un".to_owned()]]);
    place.seeds = Seeds::Paths(["large.txt", "037.txt"].map(|name| place.path(name)).into());
    place.keep(|| ());
    assert!(place.is_kept());
    fs::write(place.path("037.txt"), "Deux").expect("the page");
    assert!(!place.is_kept());
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn what_is_kept_answers_as_the_pages_do(
        pages in prop::collection::vec(prop::collection::vec(text(1..12), 1..6), 1..4),
        steps in prop::collection::vec((change(), asked()), 1..4),
    ) {
        let mut place = Place::with(pages);
        let delimiter = Delimiter::default();
        let mut is_kept = false;
        for (change, asked) in steps {
            let serves = place.change(change.clone()) && is_kept;
            let fresh = Corpus::read(&place.seeds, delimiter.clone()).expect("pages");
            let (fresh, index) = answer(&fresh, &asked);
            match place.cache.find(&place.seeds, &delimiter) {
                Lookup::Kept(corpus) => {
                    prop_assert!(is_kept);
                    prop_assert_eq!(&answer(&corpus, &asked).0, &fresh, "{:?}", change);
                }
                Lookup::Absent(absent) => {
                    prop_assert!(!serves, "{change:?} is no reason to read again");
                    let corpus = Corpus::read_to_keep(&place.seeds, delimiter.clone()).expect("pages");
                    // Where no word was looked up, nothing was indexed.
                    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
                    let index = index.unwrap_or_else(|| Index::build(&texts));
                    place.cache.keep(&absent, &corpus, &index);
                    is_kept = true;
                }
                Lookup::NotKept => prop_assert!(false, "too small to be kept"),
            }
            // Now it is kept, and what is kept is what answers.
            let Lookup::Kept(corpus) = place.cache.find(&place.seeds, &delimiter) else {
                return Err(TestCaseError::fail("not kept"));
            };
            let (kept, built) = answer(&corpus, &asked);
            prop_assert_eq!(&kept, &fresh, "{:?}", change);
            prop_assert!(built.is_none() && corpus.store().is_some_and(|store| store.verify()));
            let half = |path: &Path| path.extension().is_some_and(|kind| kind == "half");
            prop_assert!(!place.cache.shelf().all().iter().any(|file| half(&file.path)));
        }
    }
}
