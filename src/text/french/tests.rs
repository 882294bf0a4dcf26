//! The forms, and the walk over them against the comparison with each.

use std::sync::LazyLock;
use std::{env, fs};

use fst::{Map, Streamer};
use proptest::prelude::*;

use super::*;
use crate::prepared::{is_blessed, is_prepared};
use crate::text::fold::fold;

/// Every form with its class, in the order of the file.
fn all() -> Vec<(Vec<u8>, u64)> {
    let map = Map::new(FORMS).expect("an automaton");
    let (mut stream, mut all) = (map.stream(), Vec::new());
    while let Some((form, class)) = stream.next() {
        all.push((form.to_vec(), class));
    }
    all
}

/// Every form, folded, in the order of the file.
pub(crate) static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folded = |form: &[u8]| fold(&form.iter().map(|&byte| letter(byte)).collect::<String>());
    all().iter().map(|(form, _)| folded(form)).collect()
});

/// What forms.py writes, as the automaton has it.
fn listed(list: &str) -> Vec<(Vec<u8>, u64)> {
    let byte = |c| if c == 'œ' { 0xBD } else { u8::try_from(c).expect("a letter of ISO 8859-15") };
    let row = |line: &str| {
        let (form, class) = line.split_once('\t').expect("a form and its class");
        (form.chars().map(byte).collect(), class.parse().expect("a number"))
    };
    let mut all: Vec<(Vec<u8>, u64)> = list.lines().map(row).collect();
    all.sort();
    all
}

/// The file is what its own forms make, whole and minimal: a list written by forms.py, named by
/// `FAQ_FORMS` beside `FAQ_BLESS`, makes it anew.
#[test]
fn the_file_is_the_automaton_of_its_forms() {
    let list = env::var_os("FAQ_FORMS").filter(|_| is_blessed());
    let all =
        list.map_or_else(all, |list| listed(&fs::read_to_string(list).expect("the list of forms")));
    let map = Map::from_iter(all).expect("sorted forms");
    let made = map.as_fst().as_bytes();
    let is_prepared = is_prepared("src/text/french/forms.fst", FORMS, made);
    assert!(is_prepared, "the forms or the crate changed: see README.md beside them");
    assert!(made.len() <= 600_000);
}

#[test]
fn forms_are_letters_and_found_folded() {
    assert!(FOLDED.len() > 200_000);
    for (folded, (_, class)) in FOLDED.iter().zip(all()) {
        assert!(folded.len() >= 4 && folded.bytes().all(|b| b.is_ascii_lowercase()), "{folded}");
        assert_eq!(frequency(folded), Some(Frequency::of(class)), "{folded}");
    }
}

#[test]
fn words_of_all_kinds_and_no_others() {
    for word in [
        "difference", "livre", "maternelle", "patient", "faille", "remboursement", "rembourserez",
        "chevaux", "coeur", "oeuvres", "naif", "aout", "infirmieres", "paris", "france", "vingt",
        "courriel", "teletravail", "quelconque", "maitrise",
    ] {
        assert!(frequency(word).is_some(), "{word}");
    }
    for word in ["remboursemnt", "livr", "securitte", "mssante", "coeu", "", "zzqq"] {
        assert_eq!(frequency(word), None, "{word}");
    }
}

#[test]
fn the_nearest_forms_have_accents_and_frequencies() {
    let written = |typed: &str, budget| -> Vec<String> {
        near(typed, budget).into_iter().map(|form| form.written).collect()
    };
    assert_eq!(written("remboursemnt", 1), ["remboursement", "remboursent"]);
    assert_eq!(written("mangeoirs", 1), ["mangeoire", "mangeoires"]);
    assert_eq!(written("cooeur", 1), ["chœur", "codeur", "cœur"]);
    assert!(written("assurence", 1).contains(&"assurance".to_owned()));
    let of = |typed| near(typed, 0).remove(0).frequency;
    assert_eq!(of("demande"), Frequency::Everyday);
    assert_eq!(of("mangeoire"), Frequency::Unmet);
    assert_eq!(frequency("faille"), Some(of("faille")));
}

#[test]
fn a_word_is_written_with_its_accents_and_a_misspelt_one_as_the_likeliest_form() {
    for (typed, expected) in [
        ("medecin", Some("médecin")),
        ("coeur", Some("cœur")),
        ("remboursemnt", Some("remboursement")),
        ("medcin", Some("médecin")),
        ("zzqqxxww", None),
        ("medcin2", None),
        ("hds", None),
    ] {
        assert_eq!(written(typed).as_deref(), expected, "{typed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_walk_finds_what_comparing_every_form_finds(
        place in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        letter in "[a-z]?",
        budget in 1usize..3,
    ) {
        let mut typed = place.get(FOLDED.as_slice()).clone();
        let at = at.index(typed.len());
        typed.replace_range(at..=at, &letter);
        let close = |form: &&String| form.len().abs_diff(typed.len()) <= budget;
        let expected: Vec<(&str, usize)> = FOLDED
            .iter()
            .filter(close)
            .filter_map(|form| Some((form.as_str(), errors(&typed, form)?)))
            .filter(|&(_, errors)| errors <= budget)
            .collect();
        let found = near(&typed, budget);
        let found: Vec<(&str, usize)> =
            found.iter().map(|form| (form.folded.as_str(), form.errors)).collect();
        prop_assert_eq!(found, expected);
    }
}
