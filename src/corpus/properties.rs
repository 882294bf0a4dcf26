//! What must hold of any pages whatever: nothing lost, and ids that depend on the answers alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};
use unicode_normalization::UnicodeNormalization;

use super::decode::decode;
use super::delimiter::{Delimiter, SITE_DELIMITER};
use super::identity::Id;
use super::page::{Split, whole};
use super::source::Seeds;
use super::{Corpus, entry::Entry};
use crate::text::fold::{fold, is_invisible};

/// This many cases, or more where the environment asks; the seeds of those that failed are kept beside this file.
fn config(cases: u32) -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("seeds")) as _);
    let asked = Config::default();
    Config { cases: cases.max(asked.cases), failure_persistence, ..asked }
}

/// Lines that pages have, in spellings that pages may have, and others that pages must not trip
/// over.
fn line() -> impl Strategy<Value = String> {
    let delimiter = prop_oneof![
        Just(SITE_DELIMITER.to_owned()),
        Just(SITE_DELIMITER.to_uppercase().replace(' ', "\u{a0}")),
        Just(format!(" {}\t", SITE_DELIMITER.nfd().collect::<String>())),
        Just(SITE_DELIMITER.replace('-', "\u{2011}").replace(" ?", "\u{ff1f}")),
        Just(SITE_DELIMITER.repeat(3)),
        Just(SITE_DELIMITER.chars().flat_map(|c| [c, '\u{336}']).collect()),
    ];
    let data = prop_oneof![
        Just("Votre question concerne quelle thématique ?".to_owned()),
        Just("VOTRE QUESTION CONCERNE QUEL COULOIR?".to_owned()),
        "[0-9]{1,25}[ \u{a0}]?questions? */ ?r[ée]ponses?",
    ];
    let text = prop_oneof![
        "[ \ta-zé?:'’«»\u{301}\u{200b}\u{ad}-]{0,14}",
        "\\PC{0,20}",
        any::<String>().prop_map(|text| text.replace(['\n', '\r'], " ")),
        Just(SITE_DELIMITER.replace('C', "\u{421}")),
        Just("\0\u{1b}[2J".to_owned()),
    ];
    let glued = (delimiter.clone(), data.clone()).prop_map(|(a, b)| a + &b);
    let buried = (delimiter.clone(), text.clone()).prop_map(|(a, b)| a + &b);
    prop_oneof![3 => delimiter, 1 => data, 1 => glued, 1 => buried, 1 => Just(String::new()), 5 => text]
}

fn blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// What can be seen of a text, as folding sees it.
fn seen(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// What a page says of the line `number`, each part once, in order.
fn parts(page: &Split, entries: &[(usize, String)], number: usize) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(page.delimiters.iter().filter(|&&at| at == number).map(|_| "|".to_owned()));
    parts.extend(page.headings.iter().filter(|h| h.0 == number).map(|h| seen(&h.1)));
    let counter = |n: u64| format!("{n}questions/reponses");
    parts.extend(page.counters.iter().filter(|c| c.0 == number).map(|c| counter(c.1)));
    for (line, text) in entries {
        let lines = text.split('\n').enumerate();
        parts.extend(lines.filter(|(at, _)| line + at == number).map(|(_, l)| seen(l)));
    }
    parts
}

/// One way to write a delimiter, whatever it was glued to.
fn one_way(line: &str) -> String {
    let delimiter = seen(SITE_DELIMITER);
    let mut rest = line;
    while let Some(after) = rest.strip_prefix(&delimiter) {
        rest = after;
    }
    if rest.len() < line.len() { format!("|{rest}") } else { line.to_owned() }
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn every_character_that_can_be_seen_is_in_exactly_one_place(
        lines in prop::collection::vec(line(), 0..14),
    ) {
        let text = lines.join("\n");
        let (page, entries) = whole(&text);
        for (index, line) in lines.iter().enumerate() {
            let parts = parts(&page, &entries, index + 1);
            let is_data = page.headings.iter().map(|h| h.0).chain(page.counters.iter().map(|c| c.0));
            let is_data = is_data.chain(page.delimiters.iter().copied()).any(|at| at == index + 1);
            let found = parts.concat();
            if !is_data {
                prop_assert_eq!(found, seen(line), "line {} as text", index + 1);
                continue;
            }
            // Counters are kept as numbers: their leading zeros and the plural are not.
            let loose = |text: &str| {
                let text = text.replace("question/", "questions/").replace("reponse", "reponses");
                let text = text.replace("reponsess", "reponses");
                let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
                let zeros = text[digits..].bytes().take_while(|&b| b == b'0').count();
                let more = text[digits + zeros..].starts_with(|c: char| c.is_ascii_digit());
                let zeros = if more { zeros } else { zeros.saturating_sub(1) };
                format!("{}{}", &text[..digits], &text[digits + zeros..])
            };
            prop_assert_eq!(loose(&found), loose(&one_way(&seen(line))), "line {}", index + 1);
        }
        for (_, entry) in &entries {
            prop_assert!(!entry.chars().all(blank));
            prop_assert!(text.contains(entry), "as it stands");
        }
    }

    #[test]
    fn decoding_loses_no_byte(
        chunks in prop::collection::vec(("[a-zé日\u{301}\u{0}\u{1b}]{0,6}", prop::collection::vec(0xA0u8..=0xFF, 0..4)), 0..6),
    ) {
        let mut bytes = b"\xC3\xA9.".to_vec();
        let mut text = "é.".to_owned();
        for (valid, stray) in chunks {
            bytes.extend_from_slice(valid.as_bytes());
            text.push_str(&valid);
            for byte in stray {
                // Apart, so that no two of them make a character of UTF-8.
                bytes.extend_from_slice(&[b'.', byte, b'.']);
                text.extend(['.', char::from(byte), '.']);
            }
        }
        prop_assert_eq!(decode(&bytes).text, text.nfc().collect::<String>());
    }

    #[test]
    fn ids_depend_on_neither_line_ends_nor_normal_form_nor_encoding(
        entries in prop::collection::vec("[a-zA-Z éàçŒœ’' \n.-]{0,30}[a-z]", 1..6),
    ) {
        let page: String = entries.iter().map(|entry| format!("{entry}\n{SITE_DELIMITER}\n")).collect();
        let ids = |bytes: &[u8]| -> Vec<Id> {
            let corpus = Corpus::of_bytes("page.txt", bytes, Delimiter::default());
            corpus.expect("it can be seen").entries().map(Entry::id).collect()
        };
        let expected = ids(page.as_bytes());
        prop_assert_eq!(expected.len(), entries.len());
        let forms = [page.clone(), page.nfd().collect(), page.nfc().collect()];
        for form in forms.iter().flat_map(|form| [form.clone(), form.replace('\n', "\r\n"), form.replace('\n', "\r")]) {
            prop_assert_eq!(&ids(form.as_bytes()), &expected);
            let marked = format!("\u{FEFF}{form}");
            prop_assert_eq!(&ids(marked.as_bytes()), &expected);
            let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
            prop_assert_eq!(&ids(&little), &expected);
            prop_assert_eq!(&ids(&big), &expected);
        }
        let latin: Vec<u8> = page.chars().map(|c| match c {
            'œ' => 0x9C, 'Œ' => 0x8C, '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        }).collect();
        // By chance its bytes may make a character of UTF-8 (ç’Œ makes 璌); then it is read so.
        if latin.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) {
            prop_assert_eq!(&ids(&latin), &expected);
        }
    }
}

/// Pages in a folder of their own, gone with the test.
struct Pages(PathBuf);

impl Pages {
    fn of(pages: &[String]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("faq-pages-{}-{next}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (index, page) in pages.iter().enumerate() {
            fs::write(folder.join(format!("{index:03}.txt")), page).expect("a page");
        }
        Self(folder)
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&self.0).expect("the folder").map(|f| f.expect("a page").path()).collect();
        files.sort();
        files
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn corpus(files: Vec<PathBuf>) -> Corpus {
    Corpus::read(&Seeds::Paths(files), Delimiter::default()).expect("pages")
}

fn texts(corpus: &Corpus) -> Vec<(Id, String)> {
    corpus.entries().map(|entry| (entry.id(), entry.text().to_owned())).collect()
}

fn written(entries: &[String]) -> String {
    entries.iter().map(|entry| format!("{entry}\n{SITE_DELIMITER}\n")).collect()
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn the_order_of_files_changes_no_id_and_merging_twice_changes_nothing(
        pages in prop::collection::vec(
            prop::collection::vec("(Oui|OUI|oui)?[a-c] ?[éeÉ]{0,2}[œ]?[\n]?[z.]", 1..5), 1..5,
        ),
    ) {
        let folder = Pages::of(&pages.iter().map(|page| written(page)).collect::<Vec<_>>());
        let read = corpus(folder.files());
        let ids = |corpus: &Corpus| {
            let mut ids: Vec<Id> = corpus.entries().map(Entry::id).collect();
            ids.sort_unstable();
            ids
        };
        let turned = corpus(folder.files().into_iter().rev().collect());
        prop_assert_eq!(ids(&read), ids(&turned));
        // Each place stands once, whichever text was first.
        let places: usize = read.entries().map(|entry| entry.sources().count()).sum();
        prop_assert_eq!(places, pages.iter().map(Vec::len).sum::<usize>());
        for entry in read.entries() {
            for source in entry.sources() {
                let raw = &pages[source.page][source.entry - 1];
                prop_assert_eq!(Id::of(raw), entry.id());
            }
        }
        // The same pages once more, and what was merged read as one page.
        let twice = [folder.files(), Pages::copy(&folder.0)].concat();
        prop_assert_eq!(texts(&corpus(twice)), texts(&read));
        let merged: Vec<String> = texts(&read).into_iter().map(|(_, text)| text).collect();
        let one = Pages::of(&[written(&merged)]);
        let again = corpus(one.files());
        prop_assert_eq!(texts(&again), texts(&read));
        prop_assert!(again.entries().all(|entry| entry.sources().count() == 1));
    }
}

impl Pages {
    /// Copies of the pages of `folder`, in it.
    fn copy(folder: &Path) -> Vec<PathBuf> {
        let files = Self(folder.to_owned());
        let copies = files.files().into_iter().map(|file| {
            let copy = file.with_extension("copy");
            fs::copy(&file, &copy).expect("a copy");
            copy
        });
        let copies = copies.collect();
        std::mem::forget(files);
        copies
    }
}
