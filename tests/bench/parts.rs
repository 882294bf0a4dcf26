//! Benches of the parts: fold, split, index, search, grep, on the shipped pages and on a corpus
//! made of them, a hundred times as large.
//!
//! `cargo bench` runs them. What whole runs of the program take, next to other tools, is
//! `compare.sh`'s.

use std::fmt::Write;
use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use faq::corpus::delimiter::{Delimiter, SITE_DELIMITER};
use faq::corpus::{Corpus, Entry};
use faq::index;
use faq::search::pattern::{Pattern, PatternOptions};
use faq::search::{Filter, Lexicon, Options, Query, Searcher};
use faq::text::fold::fold;
use faq::text::tokens;

/// The entries of the shipped pages this many times, each time with a word of its own.
const TIMES: usize = 100;

static SHIPPED: LazyLock<Corpus> = LazyLock::new(|| Corpus::shipped().expect("shipped pages"));
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let mut page = String::new();
    for time in 0..TIMES {
        for entry in SHIPPED.entries() {
            // Each entry once more, and none merged with the last time's.
            writeln!(page, "{} Fois{time}.\n{SITE_DELIMITER}", entry.text()).expect("memory");
        }
    }
    page
});
static LARGE: LazyLock<Corpus> = LazyLock::new(|| indexed(&PAGE));

fn main() {
    divan::main();
}

fn read(page: &str) -> Corpus {
    Corpus::of_bytes("page.txt", page.as_bytes(), &Delimiter::default()).expect("a page")
}

fn indexed(page: &str) -> Corpus {
    index::build(read(page), &|_| ()).expect("an index")
}

#[cfg(feature = "meaning")]
mod embed {
    //! The encoder, and ranking by what it makes.

    use super::*;
    use faq::embed::fill::Filling;
    use faq::embed::{Encoder, Kind, Vector};

    static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::load().expect("the model"));

    #[divan::bench]
    fn load() -> Encoder {
        Encoder::load().expect("the model")
    }

    #[divan::bench(args = ["combien coûte la certification", "qui est dispensé de la certification HDS"])]
    fn encode_a_question(question: &str) -> Vector {
        ENCODER.encode(Kind::Query, black_box(question))
    }

    #[divan::bench(sample_count = 20)]
    fn encode_the_longest_entry(bencher: Bencher<'_, '_>) {
        let texts = SHIPPED.entries().map(|entry| entry.text());
        let longest = texts.max_by_key(|text| text.len()).expect("an entry");
        bencher
            .counter(BytesCount::of_str(longest))
            .bench(|| ENCODER.encode(Kind::Passage, black_box(longest)));
    }

    #[divan::bench]
    fn similarities_of_the_shipped_entries(bencher: Bencher<'_, '_>) {
        let vectors = Filling::at_hand(&SHIPPED, None).vectors().expect("all are shipped");
        let question = ENCODER.encode(Kind::Query, "combien coûte la certification");
        bencher.bench(|| vectors.similarities(black_box(&question)));
    }
}

#[divan::bench]
fn fold_a_page(bencher: Bencher<'_, '_>) {
    let page = PAGE.as_str();
    bencher.counter(BytesCount::of_str(page)).bench(|| fold(black_box(page)));
}

#[divan::bench]
fn tokenize_a_page(bencher: Bencher<'_, '_>) {
    let page = fold(&PAGE);
    bencher.counter(BytesCount::of_str(&page)).bench(|| {
        let mut words = 0;
        tokens::visit(black_box(&page), |_| words += 1);
        words
    });
}

#[divan::bench]
fn split_and_merge_a_page(bencher: Bencher<'_, '_>) {
    let page = PAGE.as_str();
    bencher.counter(BytesCount::of_str(page)).bench(|| read(black_box(page)).len());
}

#[divan::bench]
fn read_and_index_a_page(bencher: Bencher<'_, '_>) {
    let page = PAGE.as_str();
    bencher.counter(BytesCount::of_str(page)).bench(|| indexed(black_box(page)).len());
}

const QUERIES: [&str; 4] = [
    "certification hds",
    "securitte",
    "qui est dispensé de la certification",
    "\"pro santé\" -dmp",
];

fn search(bencher: Bencher<'_, '_>, corpus: &Corpus, query: &str) {
    let lexicon = Lexicon::shipped();
    let searcher = Searcher::new(corpus, &lexicon).expect("an index");
    let find = || {
        let query = Query::parse(black_box(query), corpus.facets());
        searcher.search(&query, &Filter::default(), &Options::default()).expect("no filter")
    };
    find();
    bencher.bench_local(|| find().hits.len());
}

#[divan::bench(args = QUERIES)]
fn search_the_shipped_pages(bencher: Bencher<'_, '_>, query: &str) {
    search(bencher, &SHIPPED, query);
}

#[divan::bench(args = QUERIES)]
fn search_a_large_page(bencher: Bencher<'_, '_>, query: &str) {
    search(bencher, &LARGE, query);
}

#[divan::bench(args = ["certification", "l'article l\\.?1111", "oe\\w+", "a.*z"])]
fn grep_a_large_page(bencher: Bencher<'_, '_>, pattern: &str) {
    let corpus = &*LARGE;
    let pattern = Pattern::new(pattern, PatternOptions::default(), &corpus.alphabet());
    let pattern = pattern.expect("a pattern");
    let is_match = |entry: &Entry<'_>| black_box(&pattern).is_match(entry.text());
    bencher.bench(|| corpus.entries().filter(is_match).count());
}
