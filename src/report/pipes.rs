//! Pipe tables: lines of cells, as captures of web pages have them, shown in columns.
//!
//! Two lines or more of `| a | b |` or `a | b`, one below another, are a table. On a line too
//! narrow for its columns each cell is wrapped in its own; where even that has no room, cells stand
//! below each other.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::wrap::{Line, wrap_line};
use crate::text::bullets::is_bullet;

/// Bytes of the longest line that is read as a row: cells of a page's own tables are short.
const LONGEST: usize = 4_000;
/// The most cells of a row.
const CELLS: usize = 20;
/// So many rows have columns of one width; more are laid out apart.
const ROWS: usize = 500;
/// The least width of a column that is shown beside others, if its cells are not shorter.
const NARROWEST: usize = 8;
/// The blanks and the pipe between two columns.
const GAP: usize = 3;

/// Lines of a text that belong together.
#[derive(Debug, PartialEq, Eq)]
enum Block<'t> {
    /// A line of no table, and the byte that it begins at.
    Line(usize, &'t str),
    /// The rows of a table.
    Table(Vec<Row>),
}

/// The bytes of the cells of a row, without the blanks around them.
pub(super) type Row = Vec<Range<usize>>;

/// The lines of `text` at `width` columns, as [`super::wrap::wrap`] has them, but for tables, which
/// keep their columns.
pub fn lay_out(text: &str, width: usize) -> impl Iterator<Item = Line> {
    blocks(text).flat_map(move |block| {
        let (line, table) = match block {
            Block::Line(offset, line) => (Some(wrap_line(line, offset, width)), Vec::new()),
            Block::Table(rows) => (None, table(text, &rows, width)),
        };
        line.into_iter().flatten().chain(table)
    })
}

/// What a paragraph of a text is, where line ends part them.
pub(super) enum Paragraph<'t> {
    /// What stands behind the mark of an item of a list.
    Item(&'t str),
    Line(&'t str),
    Table(Vec<Row>),
}

/// The paragraphs of a text, but for blank lines.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Paragraph<'_>> {
    blocks(text).filter_map(|block| match block {
        Block::Table(rows) => Some(Paragraph::Table(rows)),
        Block::Line(_, line) if line.trim().is_empty() => None,
        Block::Line(_, line) => {
            Some(item(line.trim()).map_or(Paragraph::Line(line.trim()), Paragraph::Item))
        }
    })
}

/// What stands behind the mark of an item; `None` for another line.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(is_bullet)?;
    rest.starts_with([' ', '\u{A0}']).then_some(rest.trim())
}

/// The blocks of a text, found as they are asked for.
fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut offset = 0;
    let mut lines = text
        .split('\n')
        .map(move |line| {
            let at = offset;
            offset += line.len() + 1;
            (at, line, cells(line, at))
        })
        .peekable();
    std::iter::from_fn(move || {
        let (at, line, row) = lines.next()?;
        let Some(row) = row else { return Some(Block::Line(at, line)) };
        let mut rows = vec![row];
        while rows.len() < ROWS
            && let Some((_, _, row)) = lines.next_if(|(_, _, row)| row.is_some())
        {
            rows.extend(row);
        }
        Some(if rows.len() > 1 { Block::Table(rows) } else { Block::Line(at, line) })
    })
}

/// The cells of a line that begins at `offset`; `None` if it is no row of a table.
fn cells(line: &str, offset: usize) -> Option<Row> {
    if line.len() > LONGEST || !line.contains('|') {
        return None;
    }
    let row = line.trim();
    let start = offset + line.len() - line.trim_start().len();
    let is_closed = row.len() > 1 && row.starts_with('|') && row.ends_with('|');
    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let bytes = row.as_bytes();
    // Without pipes at both ends only those between blanks part cells: `a|b` is a word.
    let parts = |&at: &usize| match at.checked_sub(1).map(|before| bytes[before]) {
        Some(b'\\') => false,
        before => is_closed || blank(before.as_ref()) && blank(bytes.get(at + 1)),
    };
    let pipes: Vec<usize> = memchr::memchr_iter(b'|', bytes).filter(parts).collect();
    let begins = std::iter::once(0).chain(pipes.iter().map(|pipe| pipe + 1));
    let ends = pipes.iter().copied().chain([row.len()]);
    let mut cells: Row = begins
        .zip(ends)
        .map(|(begin, end)| {
            let cell = &row[begin..end];
            let begin = start + begin + cell.len() - cell.trim_start().len();
            begin..begin + cell.trim().len()
        })
        .collect();
    if is_closed {
        cells.pop();
        cells.remove(0);
    }
    (2..=CELLS).contains(&cells.len()).then_some(cells)
}

/// Whether a row only draws the line below the headings: `|---|:--|`.
pub(super) fn is_rule(text: &str, row: &Row) -> bool {
    row.iter().all(|cell| {
        let cell = &text[cell.clone()];
        cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'))
    })
}

/// The lines of a table.
fn table(text: &str, rows: &[Row], width: usize) -> Vec<Line> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let natural = |column: usize| {
        let cells = rows.iter().filter(|row| !is_rule(text, row));
        let widths = cells.filter_map(|row| row.get(column)).map(|cell| text[cell.clone()].width());
        widths.max().unwrap_or(0).max(1)
    };
    let natural: Vec<usize> = (0..count).map(natural).collect();
    match fitted(&natural, width) {
        Some(widths) => rows.iter().flat_map(|row| beside(text, row, &widths)).collect(),
        None => rows.iter().flat_map(|row| below(text, row, width)).collect(),
    }
}

/// The widths of columns that are as wide as they want if all fit, and else share what the
/// narrow ones leave; `None` if a line has no room for them.
fn fitted(natural: &[usize], width: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(GAP * natural.len().saturating_sub(1))?;
    let mut widths = natural.to_vec();
    let (mut left, mut open) = (room, natural.len());
    let mut by_width: Vec<usize> = (0..natural.len()).collect();
    by_width.sort_by_key(|&column| natural[column]);
    for column in by_width {
        let share = left / open;
        if natural[column] > share && share < NARROWEST {
            return None;
        }
        widths[column] = natural[column].min(share);
        left -= widths[column];
        open -= 1;
    }
    Some(widths)
}

/// The lines of a row whose cells stand beside each other in columns of these widths.
fn beside(text: &str, row: &Row, widths: &[usize]) -> Vec<Line> {
    let cells: Vec<Vec<Line>> = row
        .iter()
        .zip(widths)
        .map(|(cell, &width)| {
            // A row of dashes is as wide as its column.
            let cell = if is_rule(text, row) {
                cell.start..cell.end.min(cell.start + width)
            } else {
                cell.clone()
            };
            wrap_line(&text[cell.clone()], cell.start, width).collect()
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let start = row.first().map_or(0, |cell| cell.start);
    (0..height)
        .map(|at| {
            let mut parts = Vec::new();
            // The column that the line reaches, and the one that the cell begins in.
            let (mut reached, mut begin) = (0, 0);
            for (column, lines) in cells.iter().enumerate() {
                if column > 0 {
                    parts.push((begin - 2 - reached, pipe_before(text, row, column)));
                    reached = begin - 1;
                }
                if let Some(line) = lines.get(at) {
                    let shown = line.indent + text[line.bytes.clone()].width();
                    parts.push((begin + line.indent - reached, line.bytes.clone()));
                    reached = begin + shown;
                }
                begin += widths[column] + GAP;
                // A letter wider than its column moves what follows.
                begin = begin.max(reached + GAP);
            }
            Line { bytes: start..start, indent: 0, further: parts }
        })
        .collect()
}

/// The lines of a row whose cells stand below each other, the first without a mark.
fn below(text: &str, row: &Row, width: usize) -> Vec<Line> {
    let mut shown = Vec::new();
    for (column, cell) in row.iter().enumerate() {
        let indent = if column == 0 { 0 } else { 4.min(width / 3) };
        let lines = wrap_line(&text[cell.clone()], cell.start, width.saturating_sub(indent).max(1));
        for (at, line) in lines.enumerate() {
            let indent = indent + line.indent;
            shown.push(match (column, at) {
                (1.., 0) if indent > 3 => Line {
                    bytes: pipe_before(text, row, column),
                    indent: 2,
                    further: vec![(indent - 3, line.bytes)],
                },
                _ => Line { indent, ..line },
            });
        }
    }
    shown
}

/// The bytes of the pipe before a cell that is not the first.
fn pipe_before(text: &str, row: &Row, column: usize) -> Range<usize> {
    let before = &text[row[column - 1].end..row[column].start];
    let pipe = row[column - 1].end + before.find('|').unwrap_or(0);
    pipe..pipe + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        let line = |line: Line| {
            let parts = line.parts().map(|(blank, bytes)| " ".repeat(blank) + &text[bytes]);
            parts.collect::<String>().trim_end().to_owned()
        };
        lay_out(text, width).map(line).collect()
    }

    #[test]
    fn columns_stand_below_each_other() {
        let table = "Voici :\n| Profil | Délai |\n|---|:---|\n| DPI | 3 mois |\n| LGC (ville) | 1 |\nfin | là";
        assert_eq!(
            shown(table, 40),
            [
                "Voici :",
                "Profil      | Délai",
                "---         | :---",
                "DPI         | 3 mois",
                "LGC (ville) | 1",
                "fin         | là",
            ]
        );
        assert_eq!(
            shown("un | deux\n\ntrois|quatre\na|b", 40),
            ["un | deux", "", "trois|quatre", "a|b"]
        );
    }

    #[test]
    fn a_narrow_line_wraps_cells_in_their_columns_and_a_narrower_one_stacks_them() {
        let table =
            "Exigence | Preuve attendue par le guichet\nSC.1 | Une copie d'écran du portail";
        assert_eq!(
            shown(table, 26),
            [
                "Exigence | Preuve attendue",
                "         | par le guichet",
                "SC.1     | Une copie",
                "         | d'écran du",
                "         | portail",
            ]
        );
        assert_eq!(
            shown("Exigence une | Preuve\nSC.1 | Copie d'écran", 14),
            ["Exigence une", "  | Preuve", "SC.1", "  | Copie", "    d'écran"]
        );
    }

    proptest! {
        #[test]
        fn no_cell_loses_anything_and_lines_fit(
            rows in prop::collection::vec(prop::collection::vec("[a-zé日 ]{0,20}", 2..5), 2..5), width in 1usize..60, closed: bool,
        ) {
            let line = |row: &Vec<String>| match closed {
                true => format!("| {} |", row.join(" | ")),
                false => format!("x {}", row.join(" | ")),
            };
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
                letters.sort_unstable();
                letters
            };
            let lines = shown(&text, width);
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in lines {
                prop_assert!(line.width() <= width.max(4), "{:?}", line);
            }
        }
    }
}
