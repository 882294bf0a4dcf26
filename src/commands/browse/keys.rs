//! Keys and what they ask for: one table, in which the help of the command is true.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};
use faq::votes::Verdict;

use super::line::Line;

/// What a key, the mouse or the terminal asks for.
#[derive(Debug, Clone)]
pub enum Action {
    /// Change the line.
    Edit(fn(&mut Line)),
    /// Type this.
    Insert(String),
    /// Move by lines.
    Step(isize),
    /// Move by pages.
    Page(isize),
    /// Scroll the preview by lines.
    Scroll(isize),
    /// Show or hide the facets.
    Panel,
    /// Choose the value under the cursor, or let it go.
    Choose,
    /// Vote on the entry selected.
    Vote(Verdict),
    /// Take the entry selected, and leave.
    Take,
    /// Leave without.
    Leave,
    /// Let the shell have the terminal.
    Suspend,
    /// Draw anew.
    Redraw,
    /// The wheel turned by lines, over this column and row.
    Wheel(isize, u16, u16),
    /// A click on this column and row.
    Click(u16, u16),
}

/// Farther than any list is long.
const ALL: isize = isize::MAX / 2;
/// How many lines a notch of the wheel moves.
const NOTCH: isize = 3;

/// What an event asks for, while the facets are shown (`panel`) or not.
pub fn action(event: Event, panel: bool) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(key, panel),
        Event::Paste(text) => Some(Action::Insert(text)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollUp => Some(Action::Wheel(-NOTCH, mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Action::Wheel(NOTCH, mouse.column, mouse.row)),
            MouseEventKind::Down(_) => Some(Action::Click(mouse.column, mouse.row)),
            _ => None,
        },
        Event::Resize(..) => Some(Action::Redraw),
        _ => None,
    }
}

fn pressed(key: KeyEvent, panel: bool) -> Option<Action> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    // On some keyboards AltGr, which types characters such as €, comes as Ctrl and Alt.
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    if key.modifiers.contains(KeyModifiers::CONTROL) && !alt {
        return control(key.code);
    }
    Some(match key.code {
        KeyCode::Char(' ') if panel => Action::Choose,
        KeyCode::Char(c) => Action::Insert(c.to_string()),
        KeyCode::Backspace if alt => Action::Edit(Line::erase_word),
        KeyCode::Backspace => Action::Edit(Line::erase),
        KeyCode::Delete => Action::Edit(Line::delete),
        KeyCode::Left => Action::Edit(Line::left),
        KeyCode::Right => Action::Edit(Line::right),
        KeyCode::Up if shift => Action::Scroll(-1),
        KeyCode::Down if shift => Action::Scroll(1),
        KeyCode::Up => Action::Step(-1),
        KeyCode::Down => Action::Step(1),
        KeyCode::PageUp => Action::Page(-1),
        KeyCode::PageDown => Action::Page(1),
        KeyCode::Home => Action::Step(-ALL),
        KeyCode::End => Action::Step(ALL),
        KeyCode::Tab => Action::Panel,
        KeyCode::Enter => Action::Take,
        KeyCode::Esc => Action::Leave,
        _ => return None,
    })
}

fn control(code: KeyCode) -> Option<Action> {
    Some(match code {
        KeyCode::Char('o') => Action::Vote(Verdict::Yes),
        KeyCode::Char('n') => Action::Vote(Verdict::No),
        KeyCode::Char('a') => Action::Edit(Line::home),
        KeyCode::Char('e') => Action::Edit(Line::end),
        KeyCode::Char('u') => Action::Edit(Line::clear),
        KeyCode::Char('w') | KeyCode::Backspace => Action::Edit(Line::erase_word),
        KeyCode::Char('h') => Action::Edit(Line::erase),
        KeyCode::Char('l') => Action::Redraw,
        KeyCode::Char('z') => Action::Suspend,
        KeyCode::Char('c') => Action::Leave,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers, panel: bool) -> String {
        let action = action(Event::Key(KeyEvent::new(code, modifiers)), panel);
        action.map_or_else(String::new, |action| match action {
            Action::Edit(_) => "Edit".to_owned(),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn letters_are_typed_and_votes_need_control() {
        let none = KeyModifiers::NONE;
        assert_eq!(press(KeyCode::Char('o'), none, false), "Insert(\"o\")");
        assert_eq!(press(KeyCode::Char('O'), KeyModifiers::SHIFT, true), "Insert(\"O\")");
        assert_eq!(press(KeyCode::Char('o'), KeyModifiers::CONTROL, false), "Vote(Yes)");
        assert_eq!(press(KeyCode::Char('n'), KeyModifiers::CONTROL, true), "Vote(No)");
        assert_eq!(press(KeyCode::Char(' '), none, false), "Insert(\" \")");
        assert_eq!(press(KeyCode::Char(' '), none, true), "Choose");
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(press(KeyCode::Char('€'), altgr, false), "Insert(\"€\")");
        assert_eq!(press(KeyCode::Esc, none, true), "Leave");
        assert_eq!(press(KeyCode::Char('c'), KeyModifiers::CONTROL, false), "Leave");
        assert_eq!(press(KeyCode::F(5), none, false), "");
        let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(KeyCode::Enter) };
        assert!(action(Event::Key(release), false).is_none(), "Windows tells of releases");
    }
}
