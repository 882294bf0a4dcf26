//! The line that is typed: a text and a cursor.

/// A line being typed. The cursor stands before the character at its byte.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
}

impl Line {
    /// A line that holds `text`, the cursor at its end.
    pub fn new(text: String) -> Self {
        Self { cursor: text.len(), text }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was typed before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Inserts text at the cursor; line ends and other controls, as in a pasted page, are blanks.
    pub fn insert(&mut self, text: &str) {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Deletes the character before the cursor.
    pub fn erase(&mut self) {
        let start = self.left_of_cursor();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes the character at the cursor.
    pub fn delete(&mut self) {
        let end = self.right_of_cursor();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Deletes the word before the cursor, and the blanks behind it.
    pub fn erase_word(&mut self) {
        let kept = self.before().trim_end();
        let start = kept
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + kept[at..].chars().next().map_or(0, char::len_utf8));
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves the cursor one character to the left.
    pub fn left(&mut self) {
        self.cursor = self.left_of_cursor();
    }

    /// Moves the cursor one character to the right.
    pub fn right(&mut self) {
        self.cursor = self.right_of_cursor();
    }

    /// Moves the cursor to the beginning.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// Moves the cursor to the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    fn left_of_cursor(&self) -> usize {
        self.before().char_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn right_of_cursor(&self) -> usize {
        let next = self.text[self.cursor..].chars().next();
        self.cursor + next.map_or(0, char::len_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typing_and_erasing() {
        let mut line = Line::new("l’œuvre  été".to_owned());
        line.erase_word();
        assert_eq!(line.text(), "l’œuvre  ");
        line.erase_word();
        assert_eq!(line.text(), "");
        line.insert("a\nb\tc");
        assert_eq!((line.text(), line.before()), ("a b c", "a b c"));
        line.left();
        line.left();
        line.erase();
        line.delete();
        assert_eq!((line.text(), line.before()), ("a c", "a "));
        line.home();
        line.erase();
        line.insert("é");
        line.end();
        line.delete();
        assert_eq!(line.text(), "éa c");
    }

    proptest! {
        #[test]
        fn the_cursor_never_leaves_the_line_or_parts_a_character(
            text in "\\PC{0,12}",
            keys in prop::collection::vec(0u8..8, 0..40),
        ) {
            let mut line = Line::new(text);
            for key in keys {
                match key {
                    0 => line.insert("é\u{1F600}"),
                    1 => line.erase(),
                    2 => line.delete(),
                    3 => line.erase_word(),
                    4 => line.left(),
                    5 => line.right(),
                    6 => line.home(),
                    _ => line.end(),
                }
                prop_assert!(line.text().starts_with(line.before()));
            }
        }
    }
}
