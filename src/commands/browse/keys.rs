//! Keys and what they ask for: one table, which the help of the command describes.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};
use faq::votes::Verdict;
use tui_input::InputRequest;

/// What a key, the mouse or the terminal asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Edit(InputRequest),
    EraseWord,
    Insert(String),
    /// Moves the selection by lines.
    Step(isize),
    /// Moves the selection by pages.
    Page(isize),
    /// Scrolls the preview by lines.
    Scroll(isize),
    /// Shows or hides the facets.
    Facets,
    /// Chooses the value under the cursor, or lets it go.
    Choose,
    Vote(Verdict),
    /// Takes the selected entry, and leaves.
    Take,
    Leave,
    /// Stops the program, as the shell's Ctrl-Z does.
    Suspend,
    Redraw,
    /// The wheel turned by lines, over this column and row.
    Wheel(isize, u16, u16),
    /// A click on this column and row.
    Click(u16, u16),
}

/// Farther than any list is long.
const ALL: isize = isize::MAX / 2;
/// The lines that a notch of the wheel moves.
const NOTCH: isize = 3;

/// What an event asks for, while the facets are shown (`facets`) or not.
pub fn action(event: Event, facets: bool) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(key, facets),
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

fn pressed(key: KeyEvent, facets: bool) -> Option<Action> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    // On some keyboards AltGr, which types characters such as €, comes as Ctrl and Alt.
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    if key.modifiers.contains(KeyModifiers::CONTROL) && !alt {
        return control(key.code);
    }
    Some(match key.code {
        KeyCode::Char(' ') if facets => Action::Choose,
        KeyCode::Char(c) => Action::Insert(c.to_string()),
        KeyCode::Backspace if alt => Action::EraseWord,
        KeyCode::Backspace => Action::Edit(InputRequest::DeletePrevChar),
        KeyCode::Delete => Action::Edit(InputRequest::DeleteNextChar),
        KeyCode::Left => Action::Edit(InputRequest::GoToPrevChar),
        KeyCode::Right => Action::Edit(InputRequest::GoToNextChar),
        KeyCode::Up if shift => Action::Scroll(-1),
        KeyCode::Down if shift => Action::Scroll(1),
        KeyCode::Up => Action::Step(-1),
        KeyCode::Down => Action::Step(1),
        KeyCode::PageUp => Action::Page(-1),
        KeyCode::PageDown => Action::Page(1),
        KeyCode::Home => Action::Step(-ALL),
        KeyCode::End => Action::Step(ALL),
        KeyCode::Tab => Action::Facets,
        KeyCode::Enter => Action::Take,
        KeyCode::Esc => Action::Leave,
        _ => return None,
    })
}

fn control(code: KeyCode) -> Option<Action> {
    Some(match code {
        KeyCode::Char('o') => Action::Vote(Verdict::Yes),
        KeyCode::Char('n') => Action::Vote(Verdict::No),
        KeyCode::Char('a') => Action::Edit(InputRequest::GoToStart),
        KeyCode::Char('e') => Action::Edit(InputRequest::GoToEnd),
        KeyCode::Char('u') => Action::Edit(InputRequest::DeleteLine),
        KeyCode::Char('w') | KeyCode::Backspace => Action::EraseWord,
        KeyCode::Char('h') => Action::Edit(InputRequest::DeletePrevChar),
        KeyCode::Char('l') => Action::Redraw,
        KeyCode::Char('z') => Action::Suspend,
        KeyCode::Char('c') => Action::Leave,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_typed_and_votes_need_control() {
        let (none, control) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        let typed = |c: char| Some(Action::Insert(c.to_string()));
        for (code, modifiers, facets, expected) in [
            (KeyCode::Char('o'), none, false, typed('o')),
            (KeyCode::Char('O'), KeyModifiers::SHIFT, true, typed('O')),
            (KeyCode::Char('o'), control, false, Some(Action::Vote(Verdict::Yes))),
            (KeyCode::Char('n'), control, true, Some(Action::Vote(Verdict::No))),
            (KeyCode::Char(' '), none, false, typed(' ')),
            (KeyCode::Char(' '), none, true, Some(Action::Choose)),
            (KeyCode::Char('€'), control | KeyModifiers::ALT, false, typed('€')),
            (KeyCode::Esc, none, true, Some(Action::Leave)),
            (KeyCode::Char('c'), control, false, Some(Action::Leave)),
            (KeyCode::F(5), none, false, None),
        ] {
            let event = Event::Key(KeyEvent::new(code, modifiers));
            assert_eq!(action(event, facets), expected, "{code:?}");
        }
        let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(KeyCode::Enter) };
        assert_eq!(action(Event::Key(release), false), None, "Windows reports releases");
    }
}
