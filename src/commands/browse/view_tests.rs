//! The picker drawn on a screen in memory.

use super::*;
use crate::commands::browse::model::World;
use faq::corpus::Corpus;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::facet_rules;
use faq::corpus::placements::Placements;
use faq::corpus::source::Seeds;
use faq::search::{Lexicon, Options, Searcher};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// Calls `test` with a picker on the pages of `seeds` and a way to see it at a size.
fn with_picker(seeds: &Seeds, line: &str, test: impl FnOnce(&mut Picker<'_>)) {
    let corpus = Corpus::read(seeds, Delimiter::default()).expect("pages");
    let (rules, _) = facet_rules(seeds, &corpus);
    let placements = Placements::new(&corpus, &rules);
    let lexicon = Lexicon::shipped();
    let searcher = Searcher::new(&corpus, &placements, &lexicon);
    let options = Options::default();
    let world =
        World { corpus: &corpus, placements: &placements, searcher: &searcher, options: &options };
    test(&mut Picker::new(world, line.to_owned(), Vec::new()));
}

fn seen(picker: &Picker<'_>, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
    let look = Look { color: false, tallies: &Tallies::default() };
    terminal.draw(|frame| draw(frame, picker, look)).expect("drawn");
    terminal.backend().to_string()
}

#[test]
fn list_and_preview_stand_side_by_side_or_stacked() {
    with_picker(&Seeds::Embedded, "chiffrement", |picker| {
        let wide = seen(picker, 80, 24);
        let row = wide.lines().nth(1).expect("a row");
        assert!(
            row.contains("> Oui : le chiffrement") && row.contains("│ Oui : le chiff"),
            "{wide}"
        );
        let narrow = seen(picker, 40, 12);
        let row = narrow.lines().nth(5).expect("a row");
        assert!(row.contains("────────"), "{narrow}");
    });
}

#[test]
fn any_size_can_be_drawn() {
    with_picker(&Seeds::Embedded, "securitte", |picker| {
        for panel in [false, true] {
            for width in [1, 2, 3, 7, 20, 69, 70, 71, 200] {
                for height in [1, 2, 3, 5, 50] {
                    seen(picker, width, height);
                }
            }
            assert!(panel || picker.panel.is_none());
            picker.toggle_panel();
        }
    });
}

#[test]
fn a_correction_is_visible() {
    with_picker(&Seeds::Embedded, "certificaton", |picker| {
        let shown = seen(picker, 80, 24);
        assert!(shown.contains("certificaton → certification"), "{shown}");
    });
}

#[test]
fn a_long_line_keeps_its_cursor_in_sight() {
    let line = "référentiel ".repeat(20) + "FIN";
    with_picker(&Seeds::Embedded, &line, |picker| {
        let shown = seen(picker, 40, 12);
        assert!(shown.lines().next().is_some_and(|row| row.contains("FIN")), "{shown}");
    });
}

#[test]
fn pages_can_not_drive_the_terminal() {
    let folder = std::env::temp_dir().join(format!("faq-view-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let page = folder.join("page.txt");
    let hostile = "Avant\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}caché\tfin\n";
    std::fs::write(&page, format!("{hostile}Cette réponse vous a-t-elle été utile ?\n"))
        .expect("a page");
    with_picker(&Seeds::Paths(vec![page]), "caché", |picker| {
        let shown = seen(picker, 80, 24);
        let bad = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{9b}".contains(c);
        assert!(shown.contains("caché fin") && !shown.contains(bad), "{shown:?}");
    });
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn the_end_of_a_pasted_page_is_in_sight_at_once() {
    let pasted = "日本 é e\u{301} ".repeat(20_000) + "fin";
    with_picker(&Seeds::Embedded, &pasted, |picker| {
        let begun = std::time::Instant::now();
        let row = seen(picker, 80, 24);
        assert!(row.lines().next().is_some_and(|row| row.contains("fin ")), "{row}");
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    });
    let after: Vec<String> = (0..=5).map(|columns| after("日本b", columns)).collect();
    assert_eq!(after, ["日本b", "本b", "本b", "b", "b", ""]);
}
