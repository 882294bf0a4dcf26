//! Where things stand on the screen: side by side, or stacked where it is narrow.

use ratatui::layout::{Position, Rect};

/// Narrower screens have list and preview one above the other.
const SIDE_BY_SIDE: u16 = 70;

/// The parts of the screen. Any of them may be empty on a tiny one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The line typed.
    pub prompt: Rect,
    /// The list.
    pub list: Rect,
    /// What parts the list from what is beside or below it.
    pub rule: Rect,
    /// The preview, or the facets.
    pub side: Rect,
    /// Hints, or a word on the last action.
    pub foot: Rect,
}

impl Areas {
    /// The parts of a screen of this size.
    pub fn of(screen: Rect) -> Self {
        let Rect { x, y, width, height } = screen;
        let prompt = Rect { height: height.min(1), ..screen };
        let foot =
            Rect { y: y + height.saturating_sub(1), height: u16::from(height > 1), ..screen };
        let body = Rect { y: y + prompt.height, height: height.saturating_sub(2), ..screen };
        let (list, rule, side) = if width < SIDE_BY_SIDE {
            let rows = (body.height * 2 / 5).max(1).min(body.height);
            let line = u16::from(body.height > rows);
            let below = Rect { y: body.y + rows + line, height: body.height - rows - line, ..body };
            (Rect { height: rows, ..body }, Rect { y: body.y + rows, height: line, ..body }, below)
        } else {
            let columns = width * 9 / 20;
            (
                Rect { width: columns, ..body },
                Rect { x: x + columns, width: 1, ..body },
                Rect { x: x + columns + 2, width: width - columns - 2, ..body },
            )
        };
        Self { prompt, list, rule, side, foot }
    }

    /// Whether the rule lies between a list above and a preview below.
    pub fn are_stacked(&self) -> bool {
        self.rule.width > 1
    }

    /// The row of the list at a place on the screen.
    pub fn list_row(&self, column: u16, row: u16) -> Option<usize> {
        row_in(self.list, column, row)
    }

    /// The row of the preview or the facets at a place on the screen.
    pub fn side_row(&self, column: u16, row: u16) -> Option<usize> {
        row_in(self.side, column, row)
    }
}

fn row_in(area: Rect, column: u16, row: u16) -> Option<usize> {
    let inside = area.contains(Position { x: column, y: row });
    inside.then(|| usize::from(row - area.y))
}

/// The first of `count` rows to show in `height`, so that the row `at` is in sight: pages turn
/// as a whole, and the mouse finds what it points at.
pub fn first_row(at: usize, height: usize) -> usize {
    at.checked_div(height).unwrap_or(0) * height
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn side_by_side_or_stacked() {
        let wide = Areas::of(Rect::new(0, 0, 80, 24));
        assert_eq!((wide.list, wide.side), (Rect::new(0, 1, 36, 22), Rect::new(38, 1, 42, 22)));
        let narrow = Areas::of(Rect::new(0, 0, 40, 12));
        assert_eq!((narrow.list, narrow.side), (Rect::new(0, 1, 40, 4), Rect::new(0, 6, 40, 5)));
        assert!(narrow.are_stacked() && !wide.are_stacked());
        assert_eq!((wide.list_row(3, 1), wide.list_row(40, 1)), (Some(0), None));
        assert_eq!(wide.side_row(40, 3), Some(2));
    }

    proptest! {
        #[test]
        fn nothing_leaves_the_screen_or_overlaps(width in 0u16..300, height in 0u16..100) {
            let screen = Rect::new(0, 0, width, height);
            let areas = Areas::of(screen);
            let all = [areas.prompt, areas.list, areas.rule, areas.side, areas.foot];
            for (index, area) in all.iter().enumerate() {
                prop_assert_eq!(area.intersection(screen).area(), area.area());
                for other in &all[index + 1..] {
                    prop_assert!(area.intersection(*other).is_empty());
                }
            }
        }
    }
}
