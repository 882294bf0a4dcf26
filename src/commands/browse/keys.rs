//! Keys and the mouse, and what they do: one table, which the help of the command describes.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};
use faq::votes::Verdict;
use ratatui::layout::{Position, Rect};
use tui_input::InputRequest;

use super::layout::{Panes, first_row, row_in};
use super::model::Picker;
use super::view::{first_facet_row, last_scroll};

/// What is left to do after an event, as it takes more than the picker's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Draw,
    /// Draws everything, in the size that the screen now has.
    Renew,
    /// Stops the program, as the shell's Ctrl-Z does.
    Suspend,
    /// Votes on the selected entry, or takes the vote back.
    Vote(Verdict),
    /// Copies the selected answer.
    Copy,
    /// Leaves, and prints what is taken.
    Print,
    Leave,
}

/// Farther than any list is long.
const ALL: isize = isize::MAX / 2;
/// The lines that a notch of the wheel moves.
const NOTCH: isize = 3;

/// Does what an event asks for on a screen of these panes.
pub fn handle(event: Event, picker: &mut Picker<'_>, panes: &Panes) -> Next {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => return press(key, picker, panes),
        Event::Paste(text) => picker.insert(&text),
        Event::Resize(..) => return Next::Renew,
        Event::Mouse(mouse) => {
            let at = Position { x: mouse.column, y: mouse.row };
            match mouse.kind {
                MouseEventKind::ScrollUp => wheel(-NOTCH, at, picker, panes),
                MouseEventKind::ScrollDown => wheel(NOTCH, at, picker, panes),
                MouseEventKind::Down(_) => click(at, picker, panes),
                _ => {}
            }
        }
        _ => {}
    }
    Next::Draw
}

fn press(key: KeyEvent, picker: &mut Picker<'_>, panes: &Panes) -> Next {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    // On some keyboards AltGr, which types characters such as €, comes as Ctrl and Alt.
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let control = key.modifiers.contains(KeyModifiers::CONTROL) && !alt;
    let pane = if picker.panel.is_some() { panes.side } else { panes.list };
    let page = isize::from(pane.height.max(1).cast_signed());
    // The help goes with the next key, which does what it always does, but for those that ask for
    // no more than this.
    let had_help = std::mem::take(&mut picker.help);
    match key.code {
        KeyCode::F(1) | KeyCode::Char('?') | KeyCode::Esc if had_help => {}
        KeyCode::F(1) => picker.help = true,
        KeyCode::Char('?') if !control && picker.line.value().is_empty() => picker.help = true,
        KeyCode::Char('c') if control => return Next::Leave,
        KeyCode::Char('l') if control => return Next::Renew,
        KeyCode::Char('z') if control => return Next::Suspend,
        KeyCode::Char('o') if control => return Next::Vote(Verdict::Yes),
        KeyCode::Char('x') if control => return Next::Vote(Verdict::No),
        KeyCode::Char('y') if control => return Next::Copy,
        KeyCode::Char('f') if control => picker.toggle_panel(),
        KeyCode::Char('n') if control => picker.step(1),
        KeyCode::Char('p') if control => picker.step(-1),
        KeyCode::Char('a') if control => picker.edit(InputRequest::GoToStart),
        KeyCode::Char('e') if control => picker.edit(InputRequest::GoToEnd),
        KeyCode::Char('h') if control => picker.edit(InputRequest::DeletePrevChar),
        KeyCode::Char('u') if control => picker.edit(InputRequest::DeleteLine),
        KeyCode::Char('w') if control => picker.erase_word(),
        KeyCode::Backspace if control || alt => picker.erase_word(),
        _ if control => {}
        KeyCode::Char(' ') if picker.panel.is_some() => picker.toggle_value(),
        KeyCode::Char(c) => picker.insert(c.encode_utf8(&mut [0; 4])),
        KeyCode::Backspace => picker.edit(InputRequest::DeletePrevChar),
        KeyCode::Delete => picker.edit(InputRequest::DeleteNextChar),
        KeyCode::Left => picker.edit(InputRequest::GoToPrevChar),
        KeyCode::Right => picker.edit(InputRequest::GoToNextChar),
        KeyCode::Up if shift => scroll(-1, picker, panes.side),
        KeyCode::Down if shift => scroll(1, picker, panes.side),
        KeyCode::Up => picker.step(-1),
        KeyCode::Down => picker.step(1),
        KeyCode::PageUp => picker.step(-page),
        KeyCode::PageDown => picker.step(page),
        KeyCode::Home => picker.step(-ALL),
        KeyCode::End => picker.step(ALL),
        KeyCode::Tab | KeyCode::BackTab if picker.panel.is_some() => picker.toggle_panel(),
        KeyCode::Tab => picker.mark(1),
        KeyCode::BackTab => picker.mark(-1),
        KeyCode::Esc => return Next::Leave,
        KeyCode::Enter if !picker.taken().is_empty() => return Next::Print,
        KeyCode::Enter => picker.note = Some(picker.lang.browse_nothing_to_print()),
        _ => {}
    }
    Next::Draw
}

/// Scrolls the preview.
fn scroll(by: isize, picker: &mut Picker<'_>, side: Rect) {
    picker.scroll = picker.scroll.saturating_add_signed(by).min(last_scroll(picker, side));
}

/// Over the preview the wheel scrolls it; else it moves what the arrows move.
fn wheel(by: isize, at: Position, picker: &mut Picker<'_>, panes: &Panes) {
    match row_in(panes.side, at) {
        Some(_) if picker.panel.is_none() => scroll(by, picker, panes.side),
        _ => picker.step(by),
    }
}

/// A click selects an entry, or chooses a value.
fn click(at: Position, picker: &mut Picker<'_>, panes: &Panes) {
    if let Some(row) = row_in(panes.list, at) {
        picker.select(first_row(picker.selected, usize::from(panes.list.height)) + row);
    } else if let Some(row) = row_in(panes.side, at)
        && let Some(panel) = &mut picker.panel
    {
        let first = first_facet_row(panel, usize::from(panes.side.height));
        if let Some(&(index, false)) = panel.rows().get(first + row) {
            panel.cursor = index;
            picker.toggle_value();
        }
    }
}
