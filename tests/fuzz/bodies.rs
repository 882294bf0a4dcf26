//! What the fuzz targets do with the bytes they are given.
//!
//! Each asserts what must hold of any bytes whatever, beside not panicking. Compiled by the
//! targets, and by an ordinary test that runs each over the files kept in `seeds/`.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use faq::corpus::Corpus;
use faq::corpus::decode::decode;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::facets::FacetRules;
use faq::corpus::identity::Id;
use faq::embed::vectors::Vectors;
use faq::embed::{Encoder, Packed};
use faq::image::Image;
use faq::index::{Index, build};
use faq::messages::Lang;
use faq::report::wrap::wrap;
use faq::report::{Format, Layout, Located, Results, Row, Rows, characters, write_results};
use faq::search::pattern::{Alphabet, Pattern, PatternOptions};
use faq::search::{
    Expansion, Filter, Lexicon, Options, Query, QueryTerm, Ranking, Searcher, Similarities, Tuning,
};
use faq::text::clean::{clean, is_control};
use faq::text::fold::{Folded, fold};
use faq::votes::file::exported;
use faq::votes::{Ledger, Line, Tally};

static CORPUS: LazyLock<Corpus> =
    LazyLock::new(|| Corpus::shipped().expect("the pages inside the program"));
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// The bytes of a page.
pub fn page(bytes: &[u8]) {
    let decoded = decode(bytes.to_vec());
    let text = decoded.as_str();
    assert!(!text.contains('\r'));
    let mut searched = None;
    for delimiter in [Delimiter::default(), Delimiter::new("--").expect("not blank")] {
        let Ok(corpus) = Corpus::of_bytes("page.txt", bytes, &delimiter) else { continue };
        let page = &corpus.pages()[0];
        let mut lines = Vec::new();
        for entry in corpus.entries() {
            assert!(!entry.text().trim().is_empty() && text.contains(entry.text()));
            assert_eq!(entry.id(), Id::of(entry.text()));
            assert!(!entry.title().is_empty());
            lines.extend(entry.sources().map(|source| source.line));
        }
        assert_eq!(lines.len(), page.entries);
        assert!(page.unterminated.is_none_or(|at| lines.contains(&at)));
        // To index is most of the work, and often both delimiters split alike.
        let texts: Vec<String> = corpus.entries().map(|entry| entry.text().to_owned()).collect();
        if searched.as_ref() != Some(&texts) {
            search_in(&build(corpus, &|_| ()).expect("an index"));
            searched = Some(texts);
        }
    }
    let shown = clean(text);
    assert!(!shown.contains(is_control));
    let all = seen(&shown);
    for width in [1, 7, 80] {
        let lines = wrap(&shown, width);
        let kept: String = lines.into_iter().map(|line| &shown[line.bytes]).collect();
        assert_eq!(seen(&kept), all, "wrapping loses nothing");
    }
}

/// A page in another form than text, behind a byte that names the form.
pub fn forms(bytes: &[u8]) {
    const NAMES: [&str; 7] = ["a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.md", "-"];
    let Some((&form, page)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(form) % NAMES.len()];
    let read = |name: &str, page: &[u8]| Corpus::of_bytes(name, page, &Delimiter::default());
    let Ok(corpus) = read(name, page) else { return };
    let lines = 1 + page.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    for entry in corpus.entries() {
        assert!(!entry.text().trim().is_empty() && !entry.title().is_empty());
        assert_eq!(entry.id(), Id::of(entry.text()));
        // UTF-16 has line ends of two bytes.
        assert!(entry.sources().all(|source| (1..=lines).contains(&source.line)));
        let details = entry.details();
        assert!(details.asked().all(|question| !question.trim().is_empty()));
        let is_web = |url: &String| {
            url.split_once("://").is_some_and(|(scheme, _)| {
                scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
            })
        };
        assert!(details.url.as_ref().is_none_or(is_web));
    }
    let mut told = corpus.pages()[0].problems.iter();
    assert!(told.all(|(line, _)| (1..=lines).contains(line)));
    assert!(corpus.information().all(|told| !told.line_message(Lang::En).contains('\n')));
    let results = Results::new("list", &corpus, Rows::of(corpus.entries()));
    let mut written = Vec::new();
    let layout = Layout { width: 60, color: false, links: false, full: false, lang: Lang::Fr };
    write_results(&results, Format::Jsonl, layout, &mut written).expect("a vector takes all");
    if !corpus.is_empty() {
        let again = read("a.jsonl", &written).expect("a page");
        let ids = |corpus: &Corpus| corpus.entries().map(|entry| entry.id()).collect::<Vec<_>>();
        assert_eq!(ids(&again), ids(&corpus));
    }
}

/// An image of the cache that is damaged: it may answer anything, but it answers. The bytes are
/// edits of that of the shipped pages, six each: where (u32), a value, and what to do there.
pub fn image(bytes: &[u8]) {
    /// Bytes of a row of the directory, and of what stands behind it: count, version, magic.
    const ROW: usize = 16;
    const TRAILER: usize = 4 + 16 + 8;
    let mut damaged = CORPUS.image().bytes();
    let trailer = &damaged[damaged.len() - TRAILER..];
    let rows = usize::from(trailer[0]);
    let version = *trailer[4..].first_chunk().expect("a version");
    for &[a, b, c, d, value, action] in bytes.as_chunks::<6>().0 {
        let directory = damaged.len() - TRAILER - rows * ROW;
        let at = u32::from_le_bytes([a, b, c, d]) as usize % damaged.len();
        let row = |number: usize| directory + number % rows * ROW;
        match action % 8 {
            // One section in the place of another, a little damage, or much.
            0 => damaged.copy_within(row(at)..row(at) + ROW, row(value.into())),
            1 => damaged[directory + at % (rows * ROW)] = value,
            2 => damaged[at..].iter_mut().take(8).for_each(|byte| *byte = value),
            3 => damaged[at..].iter_mut().take(4096).for_each(|byte| *byte ^= value),
            4 => _ = damaged.drain(at.min(directory)..(at + usize::from(value)).min(directory)),
            5 => damaged[at] = value,
            // Small sections are hit as often as large ones.
            _ => {
                let numbers = damaged[row(value.into())..].as_chunks::<8>().0;
                let [start, length] = [0, 1].map(|n| u64::from_le_bytes(numbers[n]) as usize);
                let at = start.saturating_add(at % length.max(1));
                damaged.get_mut(at).into_iter().for_each(|byte| *byte = a ^ value);
            }
        }
    }
    let Some(image) = Image::of_bytes(&damaged, &version) else { return };
    let Some(corpus) = Corpus::open(image) else { return };
    let Some(searcher) = Searcher::new(&corpus, &LEXICON) else { return };
    for query in ["certificat num* file:1", "securitte hds", "\"la carte\" -dmp -topic:hds", "PSC"]
    {
        ask(&searcher, &corpus, &Query::parse(query, corpus.facets()), query);
    }
    let pattern = Pattern::new("c.*t|é", PatternOptions::default(), &corpus.alphabet());
    let pattern = pattern.expect("a valid pattern");
    for (place, entry) in corpus.entries().enumerate() {
        let _ = (pattern.is_match(entry.text()), Row::new(1, entry), corpus.find("00a0"));
        let _ = corpus.find(&entry.id().to_string()).map(|found| corpus.entry(found).title());
        assert_eq!(entry.index(), place);
    }
    let _ = corpus
        .diagnostics()
        .map(|diagnostic| diagnostic.line_message(Lang::En).len())
        .sum::<usize>();
    if let Some(vectors) = Vectors::open(Arc::clone(corpus.image())) {
        let _ = vectors.pairs(0.9, 10);
        let question = Packed::from_bytes(&[1; 384]).direction();
        let similarities = Similarities::new(question, false, &vectors, false);
        search_among(&corpus, &["certificat", "hds"], Some(&similarities));
    }
}

/// The file of the sentence encoder, wherever this is compiled from.
static MODEL: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(|| {
    let file = "src/embed/model/e5-small-fr.safetensors";
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

/// Looks for words of a corpus.
fn search_in(corpus: &Corpus) {
    let words = corpus.entries().flat_map(|entry| entry.text().split_whitespace().take(3)).take(6);
    search_among(corpus, &words.collect::<Vec<_>>(), None);
}

/// Looks for words, and ranks by similarities too.
fn search_among(corpus: &Corpus, words: &[&str], similarities: Option<&Similarities>) {
    let index = Index::open(corpus.image()).expect("an index");
    let term = |word: &&str| QueryTerm {
        text: fold(word),
        prefix: word.len().is_multiple_of(5),
        ..QueryTerm::default()
    };
    let terms: Vec<QueryTerm> = words.iter().map(term).collect();
    let (options, tuning) = (Options::default(), Tuning::default());
    let expansion = Expansion::new(&index, &LEXICON, &terms, &options, &tuning);
    for similarities in [None, similarities] {
        let ranking = Ranking::new(&expansion, &index, similarities);
        for hit in ranking.hits(&|_| true).0 {
            let score = hit.score.expect("it is ranked").get();
            assert!(score > 0.0 && score <= 1.0);
            let text = corpus.entry(hit.entry).text();
            let folded = Folded::new(text);
            for found in expansion.matches(&index, folded.as_str()) {
                assert!(!text[folded.original(found.range())].is_empty());
            }
        }
    }
}

fn seen(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A query.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = Query::parse(&text, CORPUS.facets());
    let printed = parsed.to_string();
    assert_eq!(Query::parse(&printed, CORPUS.facets()), parsed);
    ask(&Searcher::new(&CORPUS, &LEXICON).expect("an index"), &CORPUS, &parsed, &printed);
}

/// Searches a corpus, and reports what is found in every format.
fn ask(searcher: &Searcher<'_>, corpus: &Corpus, query: &Query, text: &str) {
    let Ok(found) = searcher.search(query, &Filter::default(), &Options::default()) else { return };
    let explainer = searcher.explainer(&found);
    let scores: Vec<_> = found.hits.iter().map(|hit| hit.score).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "best first");
    let shown = found.hits.iter().take(3).map(|hit| corpus.entry(hit.entry));
    let rows = Rows::new(shown, |rank, entry| {
        let mut row = Row::new(rank, entry);
        row.explain = explainer.as_ref().map(|ranking| ranking.explain(entry.index()));
        let matches = searcher.matches_in(&found, row.text);
        let letters: Vec<char> = row.text.chars().collect();
        let ranges = characters(row.text, matches.iter().map(|m| m.range()));
        for (found, range) in matches.iter().zip(ranges) {
            assert!(letters[range].iter().copied().eq(row.text[found.range()].chars()));
        }
        row.matches = Some(Located { text: row.text.into(), at: matches });
        row.score = found.hits[rank - 1].score;
        row
    });
    let mut results = Results::new("search", corpus, rows);
    (results.query, results.total) = (Some(text), found.hits.len());
    let layout = Layout { width: 60, color: false, links: false, full: false, lang: Lang::En };
    for format in [Format::Text, Format::Json, Format::Jsonl, Format::Csv, Format::Markdown] {
        let mut out = Vec::new();
        write_results(&results, format, layout, &mut out).expect("a vector takes all");
        let out = String::from_utf8(out).expect("reports are UTF-8");
        let acts = |c: char| is_control(c) && (c != '\r' || format != Format::Csv);
        // Only terms of a damaged image hold any.
        let is_sound = std::ptr::eq(corpus, &*CORPUS);
        assert!(!is_sound || !out.contains(acts), "{format:?}");
    }
}

/// A pattern, with a byte of options before it and a text on the lines behind it.
pub fn pattern(bytes: &[u8]) {
    let Some((&options, rest)) = bytes.split_first() else { return };
    let decoded = decode(rest.to_vec());
    let rest = decoded.as_str();
    let (pattern, text) = rest.split_once('\n').unwrap_or((rest, "L’œuvre d'été\nÀ l’ANS"));
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
    let Ok(rules) = FacetRules::from_json(decode(bytes.to_vec()).as_str()) else { return };
    for entry in CORPUS.entries().take(8) {
        let placement = rules.place(entry.id(), entry.text(), &entry.details());
        for facet in rules.facets().all() {
            assert!(placement.under(facet).count() > 0);
            for value in placement.under(facet) {
                let (facets, key) = (rules.facets(), rules.facets().key(facet, value));
                assert_eq!(facets.find(facet, key).map(|v| facets.key(facet, v)), Ok(key));
            }
        }
    }
    for facet in rules.facets().all() {
        let _ = rules.facets().find(facet, "hdsss");
    }
}

/// A file of synonyms.
pub fn lexicon(bytes: &[u8]) {
    let decoded = decode(bytes.to_vec());
    let text = decoded.as_str();
    let Ok(lexicon) = Lexicon::parse(text) else { return };
    let searcher = Searcher::new(&CORPUS, &lexicon).expect("an index");
    let words = text.split('"').filter(|word| word.chars().any(char::is_alphanumeric));
    let asked = words.take(4).collect::<Vec<_>>().join(" ");
    for line in [asked.as_str(), "prix de la certification"] {
        ask(&searcher, &CORPUS, &Query::parse(line, CORPUS.facets()), line);
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
    assert_eq!(ledger.tallies().values().map(Tally::total).sum::<usize>(), count);
    // What is exported is read as the same votes.
    let mut copy = Ledger::default();
    for line in exported(&ledger) {
        let mut json = Vec::new();
        faq::report::json::line(&line, &mut json).expect("a vector takes all");
        assert_eq!(Line::read(json.trim_ascii_end()), Some(line.clone()));
        copy.take(line);
    }
    assert_eq!(copy.votes().count(), count);
}
