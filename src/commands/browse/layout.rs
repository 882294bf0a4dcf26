//! Where the panes are on the screen: side by side, or stacked where it is narrow.

use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Position, Rect};

/// Screens of fewer columns have list and preview stacked.
const SIDE_BY_SIDE: u16 = 70;

/// The panes. Any of them may be empty on a tiny screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    pub prompt: Rect,
    pub list: Rect,
    /// The line between list and side.
    pub rule: Rect,
    /// The preview, or the facets.
    pub side: Rect,
    /// Hints, or the outcome of the last action.
    pub foot: Rect,
    pub stacked: bool,
}

impl Panes {
    pub fn of(screen: Rect) -> Self {
        let foot = u16::from(screen.height > 1);
        let [prompt, body, foot] =
            Layout::vertical([Length(1), Fill(1), Length(foot)]).areas(screen);
        let stacked = screen.width < SIDE_BY_SIDE;
        let [list, rule, _, side] = if stacked {
            let rows = (body.height * 2 / 5).max(1);
            Layout::vertical([Length(rows), Length(1), Length(0), Fill(1)]).areas(body)
        } else {
            let columns = screen.width * 9 / 20;
            Layout::horizontal([Length(columns), Length(1), Length(1), Fill(1)]).areas(body)
        };
        Self { prompt, list, rule, side, foot, stacked }
    }
}

/// The row of `pane` at a place on the screen.
pub fn row_in(pane: Rect, at: Position) -> Option<usize> {
    pane.contains(at).then(|| usize::from(at.y - pane.y))
}

/// The first row to show in `height` rows, so that the row `at` is visible: whole pages turn, so
/// that a click finds what it points at.
pub fn first_row(at: usize, height: usize) -> usize {
    at.checked_div(height).unwrap_or(0) * height
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn side_by_side_or_stacked() {
        let wide = Panes::of(Rect::new(0, 0, 80, 24));
        assert_eq!((wide.list, wide.side), (Rect::new(0, 1, 36, 22), Rect::new(38, 1, 42, 22)));
        let narrow = Panes::of(Rect::new(0, 0, 40, 12));
        assert_eq!((narrow.list, narrow.side), (Rect::new(0, 1, 40, 4), Rect::new(0, 6, 40, 5)));
        assert!(narrow.stacked && !wide.stacked);
        let row = |x| row_in(wide.list, Position { x, y: 1 });
        assert_eq!((row(3), row(40)), (Some(0), None));
    }

    proptest! {
        #[test]
        fn no_pane_leaves_the_screen_or_overlaps(width in 0u16..300, height in 0u16..100) {
            let screen = Rect::new(0, 0, width, height);
            let panes = Panes::of(screen);
            let all = [panes.prompt, panes.list, panes.rule, panes.side, panes.foot];
            for (index, pane) in all.iter().enumerate() {
                prop_assert_eq!(pane.intersection(screen).area(), pane.area());
                for other in &all[index + 1..] {
                    prop_assert!(pane.intersection(*other).is_empty());
                }
            }
        }
    }
}
