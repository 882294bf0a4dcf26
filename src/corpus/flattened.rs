//! Tables and lists that a capture ran together on one line, as far as marks tell: pipes between
//! cells, bullets, dashes behind the semicolons of items.

use super::diagnostic::What;
use crate::text::bullets::{BULLETS, DASHES};

/// So many cells on a line are more than a row has, unless a line beside it has as many.
const CELLS: usize = 7;
/// So many items on a line are a list.
const ITEMS: usize = 3;

/// What a text has of both, the table first.
pub(super) fn flattened(text: &str) -> impl Iterator<Item = What> {
    let has_pipe = memchr::memchr(b'|', text.as_bytes()).is_some();
    let table = (has_pipe && has_table(text)).then_some(What::TableFlattened);
    let has_list = text.lines().any(|line| items(line) >= ITEMS);
    table.into_iter().chain(has_list.then_some(What::ListFlattened))
}

fn has_table(text: &str) -> bool {
    let mut lines = text.lines().map(cells).filter(|&cells| cells > 0).peekable();
    let mut before = 0;
    while let Some(cells) = lines.next() {
        let is_row = cells == before || lines.peek() == Some(&cells);
        if cells >= CELLS && !is_row {
            return true;
        }
        before = cells;
    }
    false
}

/// The cells on a line that has pipes: those with something in them.
fn cells(line: &str) -> usize {
    let cells = line.split('|').filter(|cell| !cell.trim().is_empty()).count();
    if line.contains('|') { cells } else { 0 }
}

/// The items on a line, if it has marks of some.
fn items(line: &str) -> usize {
    // The first bytes of dashes and bullets.
    let marks = memchr::memchr2_iter(b'-', 0xE2, line.as_bytes());
    let is_item = |&at: &usize| {
        let mut rest = line[at..].chars();
        match rest.next() {
            Some(mark) if DASHES.contains(&mark) => {
                let before = line[..at].trim_end().chars().next_back();
                rest.next() == Some(' ') && before.is_none_or(|c| matches!(c, ';' | ':'))
            }
            mark => mark.is_some_and(|mark| BULLETS.contains(&mark)),
        }
    };
    marks.filter(is_item).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_marks_are_looked_for() {
        for mark in BULLETS.iter().chain(&DASHES) {
            let first = mark.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!([b'-', 0xE2].contains(&first), "{mark}");
        }
    }

    #[test]
    fn rows_and_items_on_one_line() {
        let of = |text: &str| flattened(text).collect::<Vec<_>>();
        for text in [
            "Zone | Trajet | Repas | 1 | 2,54 € | 11,85 € | 2 | 3,44 € | 11,85 €",
            "a\n| A | 1 | B | 2 | C | 3 | D | 4 |\nfin | de | table",
        ] {
            assert_eq!(of(text), [What::TableFlattened], "{text}");
        }
        for text in [
            "Il faut : - un nom ; - un lieu ;- non ;  – une date.",
            "Sont admis : • l’un • l’autre • les deux",
            "- un ; - deux ; - trois",
        ] {
            assert_eq!(of(text), [What::ListFlattened], "{text}");
        }
        let row = "| a | b | c | d | e | f | g | h |";
        for text in [
            &format!("{row}\n{row}"),
            "| a | b |\n|---|---|\n| c | d |",
            "a|b c||d e",
            "| | | | | | | | |",
            "- un ;\n- deux ;\n- trois",
            "un - deux - trois - quatre, porte-clés ; -ci ; -là",
            "de 9 h - 12 h ; - rien d’autre",
            "• l’un",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
        let shipped = crate::corpus::Corpus::shipped().expect("the pages inside the program");
        assert!(shipped.entries().all(|entry| of(entry.text()).is_empty()));
    }
}
