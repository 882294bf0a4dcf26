//! What became of a text, as `diff` shows it.

use std::io;

use super::super::diff::marked;
use super::{Page, Style, wrap};
use crate::text::words_changed::{ChangeTag, Run};

impl Page<'_> {
    /// The lines of a text on which something changed.
    pub(super) fn changes(&mut self, runs: &[Run<'_>]) -> io::Result<()> {
        const MARGIN: usize = 4;
        let (mut text, mut marks) = (String::new(), Vec::new());
        for run in runs {
            let start = text.len();
            text += &marked(*run);
            match run.kind {
                ChangeTag::Equal => {}
                ChangeTag::Delete => marks.push((start..text.len(), Style::Match)),
                ChangeTag::Insert => marks.push((start..text.len(), Style::Good)),
            }
        }
        let (mut at, mut is_gap) = (0, false);
        for line in text.split('\n') {
            let bytes = at..at + line.len();
            at = bytes.end + 1;
            let first = marks.partition_point(|(range, _)| range.end <= bytes.start);
            if marks.get(first).is_none_or(|(range, _)| range.start > bytes.end) {
                if !is_gap {
                    self.indented(MARGIN, "[…]", Style::Dim)?;
                }
                is_gap = true;
                continue;
            }
            is_gap = false;
            for mut shown in wrap(line, self.room(MARGIN)) {
                shown.bytes = bytes.start + shown.bytes.start..bytes.start + shown.bytes.end;
                let line = self.styled_line(
                    &text,
                    &shown,
                    &marks,
                    |mark| (mark.0.clone(), mark.1),
                    Style::Plain,
                );
                writeln!(self.out, "{}{}", " ".repeat(MARGIN), line.trim_end())?;
            }
        }
        Ok(())
    }
}
