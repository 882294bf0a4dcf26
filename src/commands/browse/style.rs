//! The styles of the picker.

use ratatui::style::{Color, Modifier, Style};

pub const DIM: Style = Style::new().add_modifier(Modifier::DIM);
pub const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);

/// Magenta and red are the colours that terminals show legibly both on black and on white; cyan,
/// green and yellow vanish on white, blue on black.
pub fn accent(color: bool) -> Style {
    if color { BOLD.fg(Color::Magenta) } else { BOLD }
}

/// The style of what the search matched.
pub fn matched(color: bool) -> Style {
    if color { BOLD.fg(Color::Red) } else { BOLD.add_modifier(Modifier::UNDERLINED) }
}
