//! The picker's state without a terminal, and drawn on a screen in memory.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use faq::corpus::Corpus;
use faq::corpus::delimiter::{Delimiter, SITE_DELIMITER};
use faq::index;
use faq::messages::Lang;
use faq::search::{Filter, Lexicon, Options, Query, Searcher};
use faq::votes::Verdict;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use ratatui::style::Color;
use tui_input::InputRequest;

use super::keys::{Next, handle};
use super::layout::Panes;
use super::model::{Engine, Panel, Picker};
use super::view::draw;

/// Calls `test` with a picker on `corpus`.
fn on(corpus: &Corpus, line: &str, test: impl FnOnce(Picker<'_>)) {
    let lexicon = Lexicon::shipped();
    let searcher = &Searcher::new(corpus, &lexicon).expect("an index");
    let engine = Engine { corpus, searcher, options: &Options::default() };
    test(Picker::new(engine, line, Vec::new(), Lang::En));
}

fn on_the_pages(line: &str, test: impl FnOnce(Picker<'_>)) {
    on(&Corpus::shipped().expect("shipped pages"), line, test);
}

fn screen(picker: &Picker<'_>, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
    terminal.draw(|frame| draw(frame, picker)).expect("drawn");
    terminal.backend().to_string()
}

#[test]
fn each_key_gives_what_a_search_for_the_line_gives() {
    on_the_pages("", |mut picker| {
        let mut typed = String::new();
        for c in "securitte des données -hds \"santé\"".chars() {
            typed.push(c);
            picker.insert(&c.to_string());
            let query = Query::parse(&typed, picker.engine.facets());
            let Engine { searcher, options, .. } = picker.engine;
            let found = searcher.search(&query, &Filter::default(), options).expect("no facet");
            let found: Vec<usize> = found.hits.iter().map(|hit| hit.entry).collect();
            assert_eq!(picker.hits, found, "{typed}");
            assert_eq!(picker.selected, 0);
        }
    });
}

#[test]
fn the_line_is_edited_by_characters_and_words() {
    on_the_pages("l’œuvre \"été\" topic:hds  ", |mut picker| {
        picker.erase_word();
        assert_eq!(picker.line.value(), "l’œuvre \"été\" ");
        picker.erase_word();
        assert_eq!(picker.line.value(), "l’œuvre ");
        picker.edit(InputRequest::GoToPrevChar);
        picker.edit(InputRequest::DeletePrevChar);
        picker.insert("\u{202e}é\n\tb");
        assert_eq!((picker.line.value(), picker.before_cursor()), ("l’œuvré  b ", "l’œuvré  b"));
        let searches = picker.searches;
        picker.edit(InputRequest::GoToStart);
        picker.erase_word();
        assert_eq!(picker.searches, searches, "nothing changed");
        picker.edit(InputRequest::DeleteLine);
        assert_eq!((picker.line.value(), picker.hits.len()), ("", 72));
    });
}

#[test]
fn letters_are_typed_and_votes_need_control() {
    on_the_pages("", |mut picker| {
        let panes = Panes::of(Rect::new(0, 0, 80, 24));
        let none = KeyModifiers::NONE;
        let (control, alt) = (KeyModifiers::CONTROL, KeyModifiers::ALT);
        for (code, modifiers, next, line) in [
            (KeyCode::Char('o'), none, Next::Draw, "o"),
            (KeyCode::Char('O'), KeyModifiers::SHIFT, Next::Draw, "oO"),
            (KeyCode::Char('o'), control, Next::Vote(Verdict::Yes), "oO"),
            (KeyCode::Char('x'), control, Next::Vote(Verdict::No), "oO"),
            (KeyCode::Char('€'), control | alt, Next::Draw, "oO€"),
            (KeyCode::Char(' '), none, Next::Draw, "oO€ "),
            (KeyCode::F(5), none, Next::Draw, "oO€ "),
            (KeyCode::Backspace, alt, Next::Draw, ""),
            (KeyCode::Char('y'), control, Next::Copy, ""),
            (KeyCode::Enter, none, Next::Print, ""),
            (KeyCode::Char('f'), control, Next::Draw, ""),
            (KeyCode::Char(' '), none, Next::Draw, ""),
            (KeyCode::Char('c'), control, Next::Leave, ""),
        ] {
            let event = Event::Key(KeyEvent::new(code, modifiers));
            let next_now = handle(event, &mut picker, &panes);
            assert_eq!((next_now, picker.line.value()), (next, line), "{code:?}");
        }
        assert_eq!(picker.chosen.len(), 1, "Space chooses while the facets are shown");
        let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(KeyCode::Enter) };
        assert_eq!(handle(Event::Key(release), &mut picker, &panes), Next::Draw, "on Windows");
    });
}

#[test]
fn a_filter_half_typed_keeps_what_was_found() {
    on_the_pages("certificat topic:", |mut picker| {
        let before = picker.hits.clone();
        assert!(!before.is_empty() && picker.note.is_none(), "topic: alone is text");
        picker.insert("hd");
        assert!(picker.note.as_deref().is_some_and(|note| note.contains("nearest: hds")));
        assert_eq!(picker.hits, before);
        picker.insert("s");
        assert!(picker.note.is_none() && picker.hits != before);
    });
}

#[test]
fn a_blank_line_lists_all_in_page_order_and_the_selection_stays_on_the_list() {
    on_the_pages("", |mut picker| {
        assert_eq!(picker.hits, (0..72).collect::<Vec<_>>());
        picker.step(-1);
        assert_eq!((picker.selected, picker.entry()), (0, Some(0)));
        picker.step(5);
        picker.scroll = 3;
        picker.step(1000);
        assert_eq!((picker.selected, picker.scroll), (71, 0));
        picker.insert("xyzzyqq");
        assert_eq!((picker.selected, picker.entry()), (0, None));
        picker.step(1);
        assert_eq!(picker.selected, 0);
    });
}

#[test]
fn facets_narrow_and_their_counts_follow() {
    on_the_pages("certificat", |mut picker| {
        picker.toggle_panel();
        let panel = picker.panel.clone().expect("the facets");
        let facets = picker.engine.facets();
        let [produit, topics] = ["produit", "topic"].map(|name| facets.named(name).expect("one"));
        let at = panel.values.iter().position(|v| v.value.0 == produit).expect("a product");
        picker.step(at.cast_signed());
        picker.toggle_value();
        assert_eq!(picker.hits.len(), panel.values[at].count, "what the value leaves");
        let after = picker.panel.clone().expect("the facets");
        assert!(after.values[after.cursor].chosen, "the cursor stays on its value");
        let counts = |panel: &Panel, facet| -> Vec<usize> {
            panel.values.iter().filter(|v| v.value.0 == facet).map(|v| v.count).collect()
        };
        let products = |panel| counts(panel, produit);
        assert_eq!(products(&after), products(&panel), "within a facet, any value will do");
        let on_topics = |panel| counts(panel, topics).iter().sum::<usize>();
        assert!(on_topics(&after) < on_topics(&panel), "the counts of the others fall");
        picker.toggle_value();
        assert_eq!(picker.panel.as_ref().map(|again| &again.values), Some(&panel.values));
        picker.toggle_panel();
        assert_eq!(picker.panel, None);
    });
}

#[test]
fn a_chosen_value_stays_when_nothing_is_left_of_it() {
    on_the_pages("", |mut picker| {
        picker.toggle_panel();
        picker.toggle_value();
        picker.insert("xyzzyqq");
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
fn what_is_found_later_keeps_what_people_moved_to() {
    on_the_pages("certificat", |mut picker| {
        let found = picker.hits.clone();
        let reversed: Vec<usize> = found.iter().rev().copied().collect();
        picker.refine((reversed.clone(), None));
        assert_eq!((picker.selected, picker.entry()), (0, Some(reversed[0])), "nobody had moved");
        picker.step(1);
        picker.refine((found.clone(), None));
        assert_eq!(picker.entry(), Some(reversed[1]), "it stays selected, wherever it is now");
        picker.refine((vec![found[0]], None));
        assert_eq!(picker.selected, 0, "it is gone");
    });
}

#[test]
fn list_and_preview_are_side_by_side_or_stacked() {
    on_the_pages("chiffrement", |picker| {
        let wide = screen(&picker, 80, 24);
        let row = wide.lines().nth(1).expect("a row");
        assert!(
            row.contains("> La certification HDS") && row.contains("│ La certification HDS"),
            "{wide}"
        );
        let narrow = screen(&picker, 40, 12);
        assert!(narrow.lines().nth(5).expect("a row").contains("────────"), "{narrow}");
    });
}

#[test]
fn any_size_can_be_drawn_in_any_language() {
    on_the_pages("securitte", |mut picker| {
        for (panel, lang) in
            [(false, Lang::En), (true, Lang::En), (false, Lang::Fr), (true, Lang::Fr)]
        {
            picker.lang = lang;
            if picker.panel.is_some() != panel {
                picker.toggle_panel();
            }
            for width in [1, 2, 3, 7, 20, 69, 70, 71, 200] {
                for height in [1, 2, 3, 5, 50] {
                    screen(&picker, width, height);
                }
            }
        }
    });
}

#[test]
fn the_foot_shows_corrections_else_hints_in_one_language() {
    on_the_pages("certificaton", |mut picker| {
        let shown = screen(&picker, 80, 24);
        assert!(shown.contains("certificaton → certification"), "{shown}");
        picker.edit(InputRequest::DeleteLine);
        let english = screen(&picker, 80, 24);
        let hints =
            "Enter print · Esc leave · F1 keys · Tab mark · ^F facets · ^O/^X vote · ^Y copy";
        assert!(english.contains(hints) && !english.contains("preview"), "{english}");
        picker.lang = Lang::Fr;
        let french = screen(&picker, 80, 24);
        assert!(french.contains("Entrée afficher · Échap quitter · F1 touches"), "{french}");
        for width in [30, 60, 100] {
            let foot = screen(&picker, width, 3).lines().nth(2).expect("a foot").to_owned();
            let foot = foot.trim_matches(['"', ' ']);
            let hints = picker.lang.browse_hints();
            assert!(foot.split(" · ").all(|hint| hints.lines().any(|h| h == hint)), "{foot:?}");
        }
    });
}

#[test]
fn marks_stay_while_the_search_changes() {
    on_the_pages("", |mut picker| {
        assert_eq!(picker.taken(), [0], "without marks, the selected one");
        picker.mark(1);
        picker.mark(1);
        picker.mark(-1);
        assert_eq!((picker.taken(), picker.selected), (vec![0, 1, 2], 1));
        picker.mark(1);
        assert_eq!((picker.taken(), picker.selected), (vec![0, 2], 2));
        picker.insert("xyzzyqq");
        picker.mark(1);
        assert_eq!((picker.entry(), picker.taken()), (None, vec![0, 2]));
    });
}

#[test]
fn the_keys_are_explained_in_both_languages_and_fit_a_small_screen() {
    on_the_pages("", |mut picker| {
        for lang in Lang::ALL {
            picker.lang = lang;
            picker.help = true;
            let shown = screen(&picker, 40, 12);
            let keys = lang.browse_keys();
            assert_eq!(keys.lines().count(), 10);
            for row in keys.lines() {
                let (key, does) = row.split_once('\t').expect("a key and what it does");
                assert!(shown.contains(key) && shown.contains(does), "{row} in {shown}");
            }
        }
    });
}

#[test]
fn every_colour_is_legible_on_black_and_on_white() {
    on_the_pages("securitte topic:hds", |mut picker| {
        picker.color = true;
        picker.mark(1);
        for panel in [false, true] {
            if panel {
                picker.toggle_panel();
            }
            let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen");
            terminal.draw(|frame| draw(frame, &picker)).expect("drawn");
            let cells = terminal.backend().buffer().content();
            assert!(cells.iter().any(|cell| cell.fg != Color::Reset));
            for cell in cells {
                assert!([Color::Reset, Color::Red, Color::Magenta].contains(&cell.fg), "{cell:?}");
                assert_eq!(cell.bg, Color::Reset, "{cell:?}");
            }
        }
    });
}

#[test]
fn pages_cannot_drive_the_terminal() {
    let hostile = "Avant\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}caché\tfin\n";
    let page = format!("{hostile}{SITE_DELIMITER}\n");
    let corpus = Corpus::of_bytes("page.txt", page.as_bytes(), &Delimiter::default());
    let corpus = index::build(corpus.expect("a page"), &|_| ()).expect("an index");
    on(&corpus, "caché\u{202e}\u{1b}", |picker| {
        let shown = screen(&picker, 80, 24);
        let bad = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{9b}".contains(c);
        assert!(shown.contains("caché fin") && !shown.contains(bad), "{shown:?}");
    });
}

#[test]
fn the_end_of_a_pasted_page_is_visible_at_once() {
    on_the_pages("", |mut picker| {
        let begun = std::time::Instant::now();
        picker.insert(&("日本 é e\u{301} ".repeat(20_000) + "fin"));
        let row = screen(&picker, 80, 24);
        assert!(row.lines().next().is_some_and(|row| row.contains("fin ")), "{row}");
        assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    });
}

#[test]
fn the_cursor_stays_visible_and_within_the_line() {
    let keys = prop::collection::vec(0u8..8, 0..20);
    on_the_pages("", |Picker { engine, .. }| {
        proptest!(ProptestConfig::with_cases(50), |(line in "[a-zé日\u{301} ]{0,60}", keys in keys)| {
            let mut picker = Picker::new(engine, &line, Vec::new(), Lang::En);
            for key in keys {
                match key {
                    0 => picker.insert("é\u{1F600}"),
                    1 => picker.erase_word(),
                    2 => picker.edit(InputRequest::DeletePrevChar),
                    3 => picker.edit(InputRequest::DeleteNextChar),
                    4 => picker.edit(InputRequest::GoToPrevChar),
                    5 => picker.edit(InputRequest::GoToNextChar),
                    6 => picker.edit(InputRequest::GoToStart),
                    _ => picker.edit(InputRequest::GoToEnd),
                }
                prop_assert!(picker.line.value().starts_with(picker.before_cursor()));
            }
            let mut terminal = Terminal::new(TestBackend::new(30, 4)).expect("a screen");
            terminal.draw(|frame| draw(frame, &picker)).expect("drawn");
            let at = terminal.get_cursor_position().expect("a cursor");
            prop_assert!(at.y == 0 && (5..30).contains(&at.x), "{at:?}");
        });
    });
}
