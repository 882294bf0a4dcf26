//! What must hold of any pages whatever, nothing lost and ids that depend on the answers alone; and
//! of the shipped ones.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::decode::decode;
use super::delimiter::{Closing, Delimiter, SITE_DELIMITER};
use super::frame::page_data;
use super::identity::Id;
use super::sidecar::DataFiles;
use super::source::Seeds;
use super::split::{split, whole};
use super::{Corpus, Entry};
use crate::text::fold::fold;

/// Lines that pages have, in spellings that pages may have, and others that pages must not trip
/// over.
fn line() -> impl Strategy<Value = String> {
    let delimiter = prop::sample::select(vec![
        SITE_DELIMITER.to_owned(),
        SITE_DELIMITER.to_uppercase().replace(' ', "\u{a0}"),
        format!(" {}\t", SITE_DELIMITER.nfd().collect::<String>()),
        SITE_DELIMITER.replace('-', "\u{2011}").replace(" ?", "\u{ff1f}"),
        SITE_DELIMITER.repeat(3),
        SITE_DELIMITER.chars().flat_map(|c| [c, '\u{336}']).collect(),
    ]);
    let data = prop_oneof![
        Just("Votre question concerne quelle thématique ?".to_owned()),
        Just("VOTRE QUESTION CONCERNE QUEL COULOIR?".to_owned()),
        "[0-9]{1,25}[ \u{a0}]?questions? */ ?r[ée]ponses?",
        "[0-9]{1,3} résultats?",
        "(Dernière m|M)ise à jour le ([0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}|[0-3]?[0-9] (mars|février) 2025)( .)?",
        prop::sample::select(vec![
            "Question/Réponse",
            "Ségur (Vague 1)",
            "Foire aux questions MSSanté",
            "Vous êtes accompagné dans vos différentes démarches",
            "Dispositif(s) concerné(s) :",
            "Thème\u{a0}:",
            "Juridique",
        ])
        .prop_map(str::to_owned),
    ];
    let question = "(Qui|Quoi) [a-z]{0,3} ?[?？] ?";
    let text = prop_oneof![
        "[ \ta-zé?:'’«»\u{301}\u{200b}\u{ad}-]{0,14}",
        any::<String>().prop_map(|text| text.replace(['\n', '\r'], " ")),
        Just(SITE_DELIMITER.replace('C', "\u{421}")),
        Just("\0\u{1b}[2J".to_owned()),
    ];
    let glued = (delimiter.clone(), data.clone()).prop_map(|(a, b)| a + &b);
    let buried = (delimiter.clone(), text.clone()).prop_map(|(a, b)| a + &b);
    prop_oneof![3 => delimiter, 3 => data, 2 => question, 1 => glued, 1 => buried, 1 => Just(String::new()), 5 => text]
}

/// What can be seen of a text, as folding sees it.
fn seen(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// Splits a page of these lines and holds each line against what was made of it: an entry, page
/// data, a delimiter, or else a question, a tag or a stated value.
fn accounted(lines: &[String]) -> Result<Vec<(usize, String)>, TestCaseError> {
    let text = lines.join("\n");
    let (page, entries) = whole(&text);
    let framed: Vec<usize> = page.frame.lines.values().flatten().copied().collect();
    let mut others = Vec::new();
    for (number, line) in (1usize..).zip(lines) {
        let of_entry = |(first, text): &(usize, String)| {
            text.split('\n').nth(number.checked_sub(*first)?).map(seen)
        };
        let found: Vec<String> = entries.iter().filter_map(of_entry).collect();
        let delimiter = matches!(Delimiter::default().read(line), Closing::Delimiter(_));
        let in_frame = framed.iter().filter(|&&at| at == number).count();
        if delimiter {
            prop_assert_eq!(found, [""; 0], "line {}", number);
            prop_assert!(in_frame <= 1, "glued");
        } else if in_frame > 0 {
            prop_assert_eq!((found, in_frame), (vec![], 1), "line {}", number);
        } else if !found.is_empty() {
            prop_assert_eq!(found.concat(), seen(line), "line {}", number);
        } else if !seen(line).is_empty() {
            others.push(seen(line));
        }
    }
    let (_, spans) = split(&text, &Delimiter::default());
    let details = || spans.iter().filter_map(|entry| entry.details.as_ref());
    let values = details().flat_map(|details| &details.values).map(|value| &value.label);
    let asked = details().flat_map(|details| details.questions.iter().chain(&details.tags));
    let unanswered = page.unanswered.iter().map(|&line| &lines[line - 1]);
    let mut expected: Vec<String> =
        values.chain(asked).chain(unanswered).map(|text| seen(text)).collect();
    others.sort_unstable();
    expected.sort_unstable();
    prop_assert_eq!(others, expected);
    Ok(entries)
}

fn written(entries: &[String]) -> String {
    entries.iter().map(|entry| format!("{entry}\n{SITE_DELIMITER}\n")).collect()
}

fn ids(corpus: &Corpus) -> Vec<Id> {
    corpus.entries().map(Entry::id).collect()
}

fn texts(corpus: &Corpus) -> Vec<String> {
    corpus.entries().map(|entry| entry.text().to_owned()).collect()
}

proptest! {
    #[test]
    fn every_line_that_can_be_seen_is_in_exactly_one_place(lines in prop::collection::vec(line(), 0..14)) {
        let entries = accounted(&lines)?;
        let text = lines.join("\n");
        prop_assert!(entries.iter().all(|(_, entry)| text.contains(entry)), "as they stand");
    }

    #[test]
    fn pages_that_ask_lose_nothing_either(
        top in prop::collection::vec(line(), 0..3),
        asked in prop::collection::vec(("Quoi [a-z]{0,3} ?[?]", prop::collection::vec(
            "Juridique|Oui|Non merci|Cela se fait\\.|- un|Mise à jour le 31/0[12]/2025||Vague 1|[a-z ]{0,30}", 0..4,
        )), 1..5),
        end in prop::sample::select(vec!["", SITE_DELIMITER, "Vous êtes accompagné dans vos différentes démarches"]),
        after in prop::collection::vec("Thème :|Dispositif\\(s\\) concerné\\(s\\) :|Imagerie|Fin\\.|3 résultats|", 0..5),
    ) {
        let asked = asked.into_iter().flat_map(|(question, answer)| [vec![question], answer].concat());
        let top = top.into_iter().filter(|line| page_data(line).is_some());
        let lines: Vec<String> = top.chain(asked).chain([end.to_owned()]).chain(after).collect();
        accounted(&lines)?;
    }

    #[test]
    fn no_line_of_the_shipped_answers_is_page_data_wherever_an_answer_begins(at in 0usize..72, cut in any::<prop::sample::Index>()) {
        let corpus = Corpus::shipped().expect("the shipped pages");
        let text = corpus.entry(at).text();
        let lines: Vec<&str> = text.lines().collect();
        let begin: usize = lines[..cut.index(lines.len())].iter().map(|line| line.len() + 1).sum();
        let answer = text[begin..].trim();
        // At the top, directly after a delimiter, and with another below.
        let (read, entries) = whole(&[answer, SITE_DELIMITER, "", answer, SITE_DELIMITER, answer].join("\n"));
        let texts: Vec<&str> = entries.iter().map(|(_, text)| text.as_str()).collect();
        prop_assert_eq!(texts, [answer; 3]);
        prop_assert!(read.frame.lines.is_empty());
        // Under a question, and with the frame of a question page around it.
        let page = ["Question/Réponse", "Vague 1", "Mise à jour le 05/09/2025", "Quoi ?", answer, SITE_DELIMITER, "Thème :", "Imagerie"];
        let (read, entries) = whole(&page.join("\n"));
        prop_assert_eq!(entries, [(5, answer.to_owned())]);
        prop_assert_eq!(read.frame.lines.values().flatten().count(), 4);
    }

    #[test]
    fn decoding_loses_no_byte(
        chunks in prop::collection::vec(("[a-zé日\u{301}\u{0}\u{1b}]{0,6}|\\PC{0,4}", prop::collection::vec(0xA0u8..=0xFF, 0..4)), 0..6),
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
        let decoded = decode(bytes);
        prop_assert_eq!(decoded.as_str(), text.nfc().collect::<String>());
    }

    #[test]
    fn ids_depend_on_neither_line_ends_nor_normal_form_nor_encoding(
        entries in prop::collection::vec("[a-zA-Z éàçŒœ’' \n.-]{0,30}[a-z]", 1..6),
        which in 0..3usize, end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let page = written(&entries);
        let of_bytes = |bytes: &[u8]| {
            ids(&Corpus::of_bytes("page.txt", bytes, &Delimiter::default()).expect("it can be seen"))
        };
        let expected: Vec<Id> = of_bytes(page.as_bytes());
        let forms: [String; 3] = [page.clone(), page.nfd().collect(), page.nfc().collect()];
        let form = forms[which].replace('\n', end);
        let marked = format!("\u{FEFF}{form}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [form.as_bytes(), marked.as_bytes(), &little, &big] {
            prop_assert_eq!(&of_bytes(bytes), &expected);
        }
        let latin: Vec<u8> = page.chars().map(|c| match c {
            'œ' => 0x9C, 'Œ' => 0x8C, '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        }).collect();
        // By chance its bytes may make a character of UTF-8 (ç’Œ makes 璌); then it is read so.
        if latin.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) {
            prop_assert_eq!(&of_bytes(&latin), &expected);
        }
    }

    #[test]
    fn the_order_of_pages_changes_no_id_and_merging_twice_changes_nothing(
        pages in prop::collection::vec(
            prop::collection::vec("(Oui|OUI|oui)?[a-c] ?[éeÉ]{0,2}[œ]?[\n]?[z.]", 1..5), 1..5,
        ),
    ) {
        let of_pages = |pages: &[&Vec<String>]| {
            let page = |page: &&Vec<String>| ("page.txt".to_owned(), written(page).into_bytes());
            Corpus::of_pages(pages.iter().map(page), &Delimiter::default()).expect("pages")
        };
        let read = of_pages(&pages.iter().collect::<Vec<_>>());
        let [mut sorted, mut turned] = [&read, &of_pages(&pages.iter().rev().collect::<Vec<_>>())].map(ids);
        sorted.sort_unstable();
        turned.sort_unstable();
        prop_assert_eq!(sorted, turned);
        // Each place stands once, whichever text was first, and where the entry is.
        let places: usize = read.entries().map(|entry| entry.sources().count()).sum();
        prop_assert_eq!(places, pages.iter().map(Vec::len).sum::<usize>());
        for entry in read.entries() {
            for source in entry.sources() {
                prop_assert_eq!(Id::of(&pages[source.page][source.entry - 1]), entry.id());
                let page = written(&pages[source.page]);
                let line = page.lines().nth(source.line - 1).unwrap_or_default().trim();
                let text = &pages[source.page][source.entry - 1];
                prop_assert!(!line.is_empty() && text.trim_start().starts_with(line), "{:?}", source);
            }
        }
        // The same pages once more, and what was merged read as one page.
        prop_assert_eq!(texts(&of_pages(&pages.iter().chain(&pages).collect::<Vec<_>>())), texts(&read));
        let again = of_pages(&[&texts(&read)]);
        prop_assert_eq!(texts(&again), texts(&read));
        prop_assert!(again.entries().all(|entry| entry.sources().count() == 1));
    }
}

#[test]
fn the_pages_of_the_agency() {
    let corpus = Corpus::shipped().expect("the shipped pages");
    assert_eq!(corpus.pages().len(), 5);
    assert_eq!(corpus.pages().iter().map(|page| page.entries).sum::<usize>(), 79);
    assert_eq!(corpus.len(), 72);
    assert_eq!(corpus.pages()[3].frame.announced, [(90, 1), (90, 2)]);
    assert_eq!(corpus.pages()[3].entries, 10);
    assert_eq!(corpus.diagnostics().count(), 0);
}

#[test]
fn the_shipped_pages_split_elsewhere_are_those_of_the_folder() {
    let folder = Seeds::Paths(vec![concat!(env!("CARGO_MANIFEST_DIR"), "/seeds").into()]);
    for delimiter in ["Concernant la durée de conservation :", "nowhere at all"] {
        let read = |seeds: &Seeds| {
            let delimiter = Delimiter::new(delimiter).expect("not blank");
            let corpus = Corpus::read(seeds, &delimiter, DataFiles::shipped()).expect("pages");
            let entry = |entry: Entry<'_>| (entry.id(), entry.text().to_owned());
            (corpus.pages().len(), corpus.entries().map(entry).collect::<Vec<_>>())
        };
        let shipped = read(&Seeds::Shipped);
        assert!(shipped.0 == 5 && shipped == read(&folder), "{delimiter}");
    }
}
