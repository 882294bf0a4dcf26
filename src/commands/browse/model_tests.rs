//! The picker's state, without a terminal.

use super::*;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::facet_rules;
use faq::corpus::source::Seeds;
use faq::search::Lexicon;

/// Calls `test` with a picker on the shipped pages.
fn on_the_pages(test: impl FnOnce(Picker<'_>)) {
    let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("the shipped pages");
    let (rules, _) = facet_rules(&Seeds::Embedded, &corpus);
    let placements = Placements::new(&corpus, &rules);
    let lexicon = Lexicon::shipped();
    let searcher = Searcher::new(&corpus, &placements, &lexicon);
    let options = Options::default();
    let world =
        World { corpus: &corpus, placements: &placements, searcher: &searcher, options: &options };
    test(Picker::new(world, String::new(), Vec::new()));
}

fn types(picker: &mut Picker<'_>, text: &str) {
    text.chars().for_each(|c| picker.edit(|line| line.insert(c.encode_utf8(&mut [0; 4]))));
}

#[test]
fn a_blank_line_shows_everything_in_page_order() {
    on_the_pages(|picker| {
        assert_eq!(picker.hits, (0..72).collect::<Vec<_>>());
        assert_eq!(picker.entry(), Some(0));
        assert!(picker.matches(0).is_empty());
    });
}

#[test]
fn each_key_gives_what_a_search_for_the_line_gives() {
    on_the_pages(|mut picker| {
        let mut typed = String::new();
        for c in "securitte des données -hds \"santé\"".chars() {
            typed.push(c);
            picker.edit(|line| line.insert(&c.to_string()));
            let query: Query = typed.parse().expect("no query is an error");
            let world = picker.world;
            let found = world.searcher.search(&query, &Filter::default(), world.options);
            let found: Vec<usize> =
                found.expect("no facet").hits.iter().map(|hit| hit.entry).collect();
            assert_eq!(picker.hits, found, "{typed}");
            assert_eq!(picker.selected, 0);
        }
    });
}

#[test]
fn a_filter_half_typed_keeps_what_was_found() {
    on_the_pages(|mut picker| {
        types(&mut picker, "certificat topic:");
        let before = picker.hits.clone();
        assert!(!before.is_empty() && picker.note.is_none(), "topic: alone is text");
        types(&mut picker, "hd");
        assert!(picker.note.as_deref().is_some_and(|note| note.contains("nearest: hds")));
        assert_eq!(picker.hits, before);
        types(&mut picker, "s");
        assert!(picker.note.is_none() && picker.hits != before);
    });
}

#[test]
fn the_selection_stays_on_the_list() {
    on_the_pages(|mut picker| {
        picker.step(-1);
        assert_eq!(picker.selected, 0);
        picker.step(5);
        picker.scroll = 3;
        picker.step(1000);
        assert_eq!((picker.selected, picker.scroll), (71, 0));
        types(&mut picker, "xyzzyqq");
        assert_eq!((picker.selected, picker.entry()), (0, None));
        picker.step(1);
        assert_eq!(picker.selected, 0);
        picker.edit(Line::erase_word);
        assert_eq!(picker.hits.len(), 72);
    });
}

#[test]
fn facets_narrow_and_their_counts_follow() {
    on_the_pages(|mut picker| {
        types(&mut picker, "certificat");
        picker.toggle_panel();
        let panel = picker.panel.clone().expect("the facets");
        let at = panel.values.iter().position(|v| v.facet == Facet::Produit).expect("a product");
        let value = panel.values[at];
        picker.step(at.cast_signed());
        picker.toggle_value();
        assert_eq!(picker.hits.len(), value.count, "the count is what the value leaves");
        let after = picker.panel.clone().expect("the facets");
        assert!(after.values[after.cursor].chosen);
        let products = |panel: &Panel| -> Vec<usize> {
            let of = panel.values.iter().filter(|v| v.facet == Facet::Produit);
            of.map(|v| v.count).collect()
        };
        assert_eq!(products(&after), products(&panel), "within a facet, any value will do");
        let topics = |panel: &Panel| -> usize {
            panel.values.iter().filter(|v| v.facet == Facet::Thematique).map(|v| v.count).sum()
        };
        assert!(topics(&after) < topics(&panel), "the counts of the others fall");
        assert_eq!(picker.chosen().count(), 1);
        picker.toggle_value();
        assert_eq!(picker.panel.as_ref().map(|again| &again.values), Some(&panel.values));
        picker.toggle_panel();
        assert_eq!(picker.panel, None);
    });
}

#[test]
fn a_value_chosen_stays_in_sight_when_nothing_is_left_of_it() {
    on_the_pages(|mut picker| {
        picker.toggle_panel();
        picker.toggle_value();
        types(&mut picker, "xyzzyqq");
        let panel = picker.panel.as_ref().expect("the facets");
        assert_eq!(panel.values.len(), 1);
        assert!(panel.values[0].chosen && panel.values[0].count == 0);
        picker.toggle_value();
        assert!(picker.panel.as_ref().is_some_and(|panel| panel.values.is_empty()));
        picker.toggle_value();
        picker.step(1);
    });
}

#[test]
fn an_answer_that_comes_later_keeps_what_people_moved_to() {
    on_the_pages(|mut picker| {
        types(&mut picker, "certificat");
        let found = picker.hits.clone();
        let turned: Vec<usize> = found.iter().rev().copied().collect();
        picker.settle((turned.clone(), None));
        assert_eq!((picker.selected, picker.entry()), (0, Some(turned[0])), "nobody had moved");
        picker.step(1);
        picker.settle((found.clone(), None));
        assert_eq!(picker.entry(), Some(turned[1]), "it stays selected, wherever it stands now");
        picker.settle((vec![found[0]], None));
        assert_eq!(picker.selected, 0, "it is gone");
        let asked = picker.question();
        picker.edit(|line| line.insert("s"));
        picker.edit(Line::erase);
        assert_ne!(picker.question(), asked, "the same line again is asked again");
    });
}
