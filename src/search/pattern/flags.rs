//! The flags in force at a place of a pattern: `(?i)`, `(?-m)`, `(?s:…)` and so on.

use regex_syntax::ast::{self, Flag};
use regex_syntax::hir::translate::{Translator, TranslatorBuilder};

/// What [`regex_syntax`] keeps to itself while it translates, tracked beside it.
#[derive(Clone, Copy)]
pub(super) struct Flags {
    pub case_insensitive: bool,
    pub unicode: bool,
    pub swap_greed: bool,
    multi_line: bool,
    dot_matches_new_line: bool,
    crlf: bool,
}

impl Flags {
    /// The flags at the start of a pattern: `^` and `$` match at lines.
    pub fn new(case_insensitive: bool) -> Self {
        Self {
            case_insensitive,
            unicode: true,
            swap_greed: false,
            multi_line: true,
            dot_matches_new_line: false,
            crlf: false,
        }
    }

    /// These flags with those that `change` names set or cleared.
    pub fn changed(mut self, change: &ast::Flags) -> Self {
        for (flag, state) in [
            (Flag::CaseInsensitive, &mut self.case_insensitive),
            (Flag::Unicode, &mut self.unicode),
            (Flag::SwapGreed, &mut self.swap_greed),
            (Flag::MultiLine, &mut self.multi_line),
            (Flag::DotMatchesNewLine, &mut self.dot_matches_new_line),
            (Flag::CRLF, &mut self.crlf),
        ] {
            *state = change.flag_state(flag).unwrap_or(*state);
        }
        self
    }

    /// The translator of single nodes under these flags.
    pub fn translator(&self) -> Translator {
        TranslatorBuilder::new()
            .case_insensitive(self.case_insensitive)
            .unicode(self.unicode)
            .swap_greed(self.swap_greed)
            .multi_line(self.multi_line)
            .dot_matches_new_line(self.dot_matches_new_line)
            .crlf(self.crlf)
            .build()
    }
}
