//! Stated values: the facet values that a question page gives below its answer.

use super::decode::one_line;
use super::details::GivenValue;
use super::frame::{Frame, FrameKind, LONGEST, is_end_mark, page_data};
use super::line::{Lines, normalized};

/// The lines above stated values, and the facet that these are values of.
const STATED: [(&str, &str); 6] = [
    ("dispositif(s) concerne(s):", "dispositif"),
    ("dispositif concerne:", "dispositif"),
    ("dispositifs concernes:", "dispositif"),
    ("theme:", "thematique"),
    ("theme(s):", "thematique"),
    ("themes:", "thematique"),
];

impl Frame {
    /// Reads stated values at the beginning of `lines`. None if no line that announces some stands
    /// there; then nothing is read.
    pub(super) fn read_stated(&mut self, lines: &mut Lines<'_>) -> Vec<GivenValue> {
        let mut values = Vec::new();
        let mut facet = None;
        loop {
            let mut next = lines.clone();
            let Some(line) = next.next() else { return values };
            if let Some(announced) = stated_facet(line.text) {
                facet = Some(announced);
                self.note(FrameKind::Stated, [line.number]);
            } else if let Some(facet) = facet.filter(|_| is_label(line.text)) {
                let (facet, label) = (str::to_owned(facet), one_line(line.text));
                values.push(GivenValue { facet, key: None, label, is_stated: true });
            } else {
                return values;
            }
            *lines = next;
        }
    }
}

/// The facet that stated values below `line` are of.
fn stated_facet(line: &str) -> Option<&'static str> {
    if line.len() > LONGEST {
        return None;
    }
    let normalized = normalized(line);
    STATED.iter().find(|(words, _)| *words == normalized).map(|&(_, facet)| facet)
}

/// Whether `line`, under one that announces stated values, is one: no sentence, no page data.
fn is_label(line: &str) -> bool {
    line.len() <= LONGEST && !line.trim_end().ends_with(is_end_mark) && page_data(line).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_values_end_at_page_data_and_sentences() {
        let page =
            "DISPOSITIF(S) CONCERNÉ(S):\nImagerie\n\nDRIMbox\nThème :\nSécurité\nEt cela aussi.";
        let mut frame = Frame::default();
        let mut lines = Lines::new(page, 0..page.len(), 1);
        let values = frame.read_stated(&mut lines);
        let values: Vec<(&str, &str)> =
            values.iter().map(|value| (value.facet.as_str(), value.label.as_str())).collect();
        let expected =
            [("dispositif", "Imagerie"), ("dispositif", "DRIMbox"), ("thematique", "Sécurité")];
        assert_eq!(values, expected);
        assert_eq!(
            (frame.count(FrameKind::Stated), lines.next().map(|line| line.number)),
            (2, Some(7))
        );
    }
}
