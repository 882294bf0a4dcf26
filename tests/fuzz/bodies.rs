//! What the fuzz targets do with the bytes they are given.
//!
//! Each asserts what must hold of any bytes whatever, beside not panicking. Compiled by the
//! targets, and by an ordinary test that runs each over the files kept in `seeds/`.

use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use faq::corpus::Corpus;
use faq::corpus::decode::decode;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::facets::{EMBEDDED_RULES, Facet, FacetRules};
use faq::corpus::identity::Id;
use faq::corpus::placements::Placements;
use faq::corpus::source::Seeds;
use faq::corpus::title::title;
use faq::meaning::Encoder;
use faq::messages::Lang;
use faq::report::wrap::wrap;
use faq::report::{Document, Format, Layout, Located, Results, Rows, characters};
use faq::search::pattern::{Alphabet, Pattern, PatternOptions};
use faq::search::{
    Expansion, Filter, Index, Lexicon, Options, Query, QueryTerm, Ranking, Searcher, Tuning,
};
use faq::store::{Store, Writer};
use faq::text::clean::{clean, is_control};
use faq::text::fold::{Folded, fold};
use faq::votes::store::exported;
use faq::votes::{Ledger, Line};

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("the pages inside the program")
});
static RULES: LazyLock<FacetRules> =
    LazyLock::new(|| FacetRules::from_json(EMBEDDED_RULES).expect("the program's own rules"));
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);
// Placed and indexed once: a query takes a hundred times less.
static PLACEMENTS: LazyLock<Placements<'_>> = LazyLock::new(|| Placements::new(&CORPUS, &RULES));
static SEARCHER: LazyLock<Searcher<'_>> =
    LazyLock::new(|| Searcher::new(&CORPUS, &PLACEMENTS, &LEXICON));

/// The bytes of a page.
pub fn page(bytes: &[u8]) {
    let text = decode(bytes).text;
    assert!(!text.contains('\r'));
    let mut searched = None;
    for delimiter in [Delimiter::default(), Delimiter::new("--").expect("not blank")] {
        let Some(corpus) = Corpus::of_bytes("page.txt", bytes, delimiter) else { continue };
        let page = &corpus.pages[0];
        let mut lines = Vec::new();
        for entry in corpus.entries() {
            assert!(!entry.text().trim().is_empty() && text.contains(entry.text()));
            assert_eq!(entry.id(), Id::of(entry.text()));
            assert!(!title(entry.text()).is_empty());
            lines.extend(entry.sources().map(|source| source.line));
        }
        assert_eq!(lines.len(), page.entries);
        assert!(page.unterminated.is_none_or(|at| lines.contains(&at)));
        // To index is most of the work, and often both delimiters split alike.
        let texts: Vec<String> = corpus.entries().map(|entry| entry.text().to_owned()).collect();
        if searched.as_ref() != Some(&texts) {
            search_in(&texts);
            searched = Some(texts);
        }
    }
    let shown = clean(&text);
    assert!(!shown.contains(is_control));
    let all = seen(&shown);
    for width in [1, 7, 80] {
        let lines = wrap(&shown, width);
        let kept: String = lines.into_iter().map(|line| &shown[line.bytes]).collect();
        assert_eq!(seen(&kept), all, "wrapping loses nothing");
    }
}

/// A store of corpus and index.
static PREPARED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut page = String::new();
    for entry in CORPUS.entries().take(12) {
        page += &format!("{}\n{}\n", entry.text(), Delimiter::default().text());
    }
    let corpus = Corpus::of_bytes("page.txt", page.as_bytes(), Delimiter::default());
    let corpus = corpus.expect("a page");
    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
    let index = Index::build(&texts);
    let mut writer = Writer::default();
    corpus.put(&mut writer).expect("no path that is no text");
    writer.put_store(index.store());
    let mut bytes = Vec::new();
    let written: Result<(), Infallible> = writer.write(|piece| {
        bytes.extend_from_slice(piece);
        Ok(())
    });
    assert!(written.is_ok());
    bytes
});

/// A store of the cache whose checksums someone forged: it may answer anything, but it answers.
/// The bytes are edits of a sound one, six each: where (u32), what, and whether to cut it there.
pub fn store(bytes: &[u8]) {
    let mut forged = PREPARED.clone();
    let (edits, _) = bytes.as_chunks::<6>();
    for &[a, b, c, d, value, cut] in edits {
        let at = u32::from_le_bytes([a, b, c, d]) as usize % forged.len().max(1);
        if cut == u8::MAX {
            forged.truncate(at);
        } else if let Some(byte) = forged.get_mut(at) {
            *byte = value;
        }
    }
    let Some(store) = Store::in_bytes(forged.into()) else { return };
    let Some(corpus) = Corpus::open(Arc::new(store), Delimiter::default()) else { return };
    let placements = Placements::new(&corpus, &RULES);
    let searcher = Searcher::new(&corpus, &placements, &LEXICON);
    for query in ["certificat", "securitte hds", "\"la carte\" -dmp num*", "qui est dispensé"] {
        let query: Query = query.parse().expect("no query is an error");
        let found = searcher.search(&query, &Filter::default(), &Options::default());
        let found = found.expect("a query without facets");
        for hit in found.hits.iter().take(5) {
            let entry = corpus.entry(hit.entry);
            let _ = (entry.id(), entry.sources().count(), searcher.matches(&found, hit.entry));
        }
        if let (Some(explainer), Some(hit)) = (searcher.explainer(&found), found.hits.first()) {
            let _ = explainer.explain(hit.entry);
        }
    }
    let pattern = Pattern::new("c.*t|é", PatternOptions::default(), corpus.alphabet());
    let _ = pattern.expect("a sound pattern").matching(&corpus);
}

/// The file of the sentence encoder, wherever this is compiled from.
static MODEL: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(|| {
    let file = "src/meaning/model/e5-small-fr.safetensors";
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let file = above.map(|folder| folder.join(file)).find(|file| file.exists());
    Mutex::new(fs::read(file.expect("the model in the project")).expect("the model"))
});

/// The file of the sentence encoder, damaged: an error, or a model. The bytes are edits of the
/// head of the sound one, six each: where (u32), what, and whether to cut it there; and a file
/// by themselves.
pub fn model(bytes: &[u8]) {
    /// The head and a little more.
    const HEAD: usize = 18_200;
    let _ = Encoder::check(bytes);
    let mut model = MODEL.lock().unwrap_or_else(PoisonError::into_inner);
    let mut end = model.len();
    let mut before = Vec::new();
    let (edits, _) = bytes.as_chunks::<6>();
    for &[a, b, c, d, value, cut] in edits {
        let at = u32::from_le_bytes([a, b, c, d]) as usize % HEAD;
        if cut == u8::MAX {
            end = at;
        } else {
            before.push((at, model[at]));
            model[at] = value;
        }
    }
    let _ = Encoder::check(&model[..end]);
    before.into_iter().rev().for_each(|(at, value)| model[at] = value);
}

/// Indexes texts, and looks for words of theirs.
fn search_in(texts: &[String]) {
    let index = Index::build(texts);
    let words = texts.iter().flat_map(|text| text.split_whitespace().take(3)).take(6);
    let term = |word: &str| QueryTerm {
        text: fold(word),
        prefix: word.len().is_multiple_of(5),
        ..QueryTerm::default()
    };
    let terms: Vec<QueryTerm> = words.map(term).collect();
    let (options, tuning) = (Options::default(), Tuning::default());
    let expansion = Expansion::new(&index, &LEXICON, &terms, &options, &tuning);
    for hit in Ranking::new(&expansion, &index, None, &|_| true).hits(&|_| true) {
        let score = hit.score.expect("it is ranked").get();
        assert!(score > 0.0 && score <= 1.0);
        let folded = Folded::new(&texts[hit.entry]);
        for found in expansion.matches(&index, folded.as_str()) {
            assert!(!texts[hit.entry][folded.original(found.range)].is_empty());
        }
    }
}

fn seen(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A query.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed: Query = text.parse().expect("no query is an error");
    let printed = parsed.to_string();
    assert_eq!(printed.parse(), Ok(parsed.clone()));
    ask(&SEARCHER, &parsed, &printed);
}

/// Searches the shipped pages, and reports what is found in every format.
fn ask(searcher: &Searcher<'_>, query: &Query, text: &str) {
    let Ok(found) = searcher.search(query, &Filter::default(), &Options::default()) else { return };
    let rows = Rows { corpus: &CORPUS, placements: &PLACEMENTS };
    let mut results = Results::new("search", Some(text), found.hits.len());
    let scores: Vec<_> = found.hits.iter().map(|hit| hit.score).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "best first");
    for (index, hit) in found.hits.iter().take(3).enumerate() {
        let mut row = rows.row(index + 1, hit.entry);
        let matches = searcher.matches(&found, hit.entry);
        let letters: Vec<char> = row.text.chars().collect();
        let ranges = characters(row.text, matches.iter().map(|m| &m.range));
        for (found, range) in matches.iter().zip(ranges) {
            assert!(letters[range].iter().copied().eq(row.text[found.range.clone()].chars()));
        }
        row.matches = Some(Located { text: row.text, at: matches });
        row.score = hit.score;
        results.results.push(row);
    }
    let document = Document::Results(results);
    let layout = Layout { width: 60, color: false, full: false, lang: Lang::En };
    for format in [Format::Text, Format::Json, Format::Jsonl, Format::Csv, Format::Markdown] {
        let mut out = Vec::new();
        faq::report::write(&document, format, layout, &mut out).expect("a vector takes all");
        let out = String::from_utf8(out).expect("reports are UTF-8");
        let acts = |c: char| is_control(c) && (c != '\r' || format != Format::Csv);
        assert!(!out.contains(acts), "{format:?}");
    }
}

/// A pattern, with a byte of options before it and a text on the lines behind it.
pub fn pattern(bytes: &[u8]) {
    let Some((&options, rest)) = bytes.split_first() else { return };
    let rest = decode(rest).text;
    let (pattern, text) = rest.split_once('\n').unwrap_or((&rest, "L’œuvre d'été\nÀ l’ANS"));
    let has = |bit: u8| options & 1 << bit != 0;
    let options = PatternOptions {
        case_sensitive: has(0),
        accent_sensitive: has(1),
        fixed_strings: has(2),
        word: has(3),
    };
    let Ok(compiled) = Pattern::new(pattern, options, &Alphabet::of([text])) else { return };
    let mut end = 0;
    for range in compiled.find_iter(text) {
        assert!(range.start >= end && range.start < range.end);
        assert!(text.get(range.clone()).is_some(), "on characters");
        end = range.end;
    }
    assert!(compiled.is_match(text) || end == 0);
}

/// A file of facet rules.
pub fn facets(bytes: &[u8]) {
    let text = decode(bytes).text;
    let Ok(rules) = FacetRules::from_json(&text) else { return };
    for entry in CORPUS.entries().take(8) {
        let placement = rules.place(entry.id(), entry.text());
        for facet in Facet::ALL {
            assert!(placement.under(facet).count() > 0);
            for value in placement.under(facet) {
                let key = rules.key(facet, value);
                assert_eq!(rules.find(facet, key).map(|v| rules.key(facet, v)).as_deref(), Ok(key));
            }
        }
    }
    let _ = rules.find(Facet::Produit, "hdsss");
}

/// A file of synonyms.
pub fn lexicon(bytes: &[u8]) {
    let text = decode(bytes).text;
    let Ok(lexicon) = Lexicon::parse(&text) else { return };
    let searcher = Searcher::new(&CORPUS, &PLACEMENTS, &lexicon);
    let words = text.split('"').filter(|word| word.chars().any(char::is_alphanumeric));
    let asked = words.take(4).collect::<Vec<_>>().join(" ");
    for line in [asked.as_str(), "prix de la certification"] {
        ask(&searcher, &line.parse().expect("no query is an error"), line);
    }
}

/// A file of votes.
pub fn votes(bytes: &[u8]) {
    let lines: Vec<Line> = bytes.split(|&byte| byte == b'\n').filter_map(Line::read).collect();
    let mut ledger = Ledger::default();
    for line in &lines {
        let written = line.written().expect("what was read can be written");
        assert_eq!(written.matches('\n').count(), 1);
        assert_eq!(Line::read(written.trim_end().as_bytes()).as_ref(), Some(line));
        ledger.take(line.clone());
    }
    let count = ledger.votes().count();
    assert!(lines.into_iter().all(|line| !ledger.take(line)), "all is known the second time");
    assert_eq!(ledger.votes().count(), count);
    assert_eq!(ledger.tallies().total(), count);
    // What is exported is read as the same votes.
    let text = exported(&ledger).expect("what was read can be written");
    let mut copy = Ledger::default();
    for line in text.lines().filter_map(|line| Line::read(line.as_bytes())) {
        copy.take(line);
    }
    assert_eq!(copy.votes().count(), count);
}
