//! The prompts of the guide.
//!
//! They are inquire's, which stands on crossterm as the picker of `faq browse` does (dialoguer
//! brings a terminal library of its own), tells Esc from Ctrl-C from a broken terminal, lets a
//! list be narrowed by typing under our own folding, and redraws when the terminal is resized.
//! Prompts appear on stderr, so that answers on stdout can be captured.

use anyhow::{Error, Result};
use faq::corpus::delimiter::SITE_DELIMITER;
use faq::corpus::facets::{Facets, ValueRef};
use faq::messages::Lang;
use faq::report::wrap::{cut, wrap};
use faq::text::clean::clean;
use faq::text::fold::fold;
use faq::votes::Verdict;
use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, Select, Text};

use super::path::Question;
use crate::{Exit, Failure, stderr};

/// The lines of a prompt beside its options: the question, which may take two, and the help.
const OTHER_LINES: usize = 4;
/// The columns of an option beside its text: the mark before it, and one left free.
const OTHER_COLUMNS: usize = 3;
/// The columns and rows of a terminal that does not say.
const SIZE: (usize, usize) = (80, 24);
/// As many blanks as inquire's mark before a prompt is wide.
const MARK: &str = "  ";

/// What may be said of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Vote(Verdict),
    /// Nothing.
    Skip,
    Back,
}

/// What may be chosen in the list of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// An answer, by its place in the list.
    Answer(usize),
    Back,
    End,
}

/// Asks people. Esc and Ctrl-C are errors, which [`left`] turns into the exit code.
#[derive(Debug, Clone, Copy)]
pub struct Prompts {
    pub color: bool,
    pub lang: Lang,
}

impl Prompts {
    /// Asks a question of the site: `Some` value, or `Some(None)` for all of them; `None` for a
    /// step back.
    pub fn question(
        self,
        question: &Question,
        facets: &Facets,
        can_go_back: bool,
    ) -> Result<Option<Option<ValueRef>>> {
        let label = |value| clean(facets.label(question.facet, value)).into_owned();
        let all = (Some(None), self.lang.guide_all(), Some(question.all));
        let values = question.values.iter();
        let values = values.map(|&(value, count)| (Some(Some(value)), label(value), Some(count)));
        let back = can_go_back.then(|| (None, self.lang.guide_back(), None));
        let choices = std::iter::once(all).chain(values).chain(back).collect();
        self.choose(facets.question(question.facet), choices, 0)
    }

    /// Asks which of the answers to show, by their titles; the cursor stands on one of them.
    pub fn pick(self, titles: &[String], cursor: usize, can_go_back: bool) -> Result<Pick> {
        let answer =
            |(at, title): (_, &String)| (Pick::Answer(at), clean(title).into_owned(), None);
        let back = can_go_back.then(|| (Pick::Back, self.lang.guide_back(), None));
        let end = (Pick::End, self.lang.guide_end(), None);
        let choices = titles.iter().enumerate().map(answer).chain(back).chain([end]).collect();
        self.choose(&self.lang.guide_which_answer(titles.len()), choices, cursor)
    }

    /// Lets one of `choices` be chosen: what each stands for, its text, and how many entries it
    /// leaves.
    fn choose<T: Copy>(
        self,
        prompt: &str,
        choices: Vec<(T, String, Option<usize>)>,
        cursor: usize,
    ) -> Result<T> {
        let (columns, rows) = stderr::size().unwrap_or(SIZE);
        let room = columns.saturating_sub(OTHER_COLUMNS).max(10);
        let option = |(_, label, count): &(T, String, Option<usize>)| {
            let count = count.map(|count| format!(" ({count})")).unwrap_or_default();
            format!("{}{count}", cut(label, room.saturating_sub(count.len()).max(1)))
        };
        let contains = |typed: &str, _: &String, option: &str, _: usize| {
            fold(option).contains(&fold(typed)).then_some(0)
        };
        let answered = |chosen: ListOption<&String>| choices[chosen.index].1.clone();
        let left = self.lang.guide_left();
        let chosen = Select::new(&broken(prompt, columns), choices.iter().map(option).collect())
            .with_formatter(&answered)
            .with_page_size(rows.saturating_sub(OTHER_LINES).max(3))
            .with_starting_cursor(cursor)
            .with_help_message(&self.lang.guide_choose_keys())
            .with_scorer(&contains)
            .with_render_config(self.style(&left))
            .raw_prompt();
        Ok(choices[chosen.map_err(|error| self.failed(error))?.index].0)
    }

    /// Asks whether an answer was useful.
    pub fn useful(self) -> Result<Reply> {
        let expected = self.lang.guide_vote_expected();
        let understood = move |typed: &str| {
            let invalid = || Validation::Invalid(expected.as_str().into());
            Ok(read(typed).map_or_else(invalid, |_| Validation::Valid))
        };
        let left = self.lang.guide_left();
        let typed = Text::new(&broken(
            &format!("{SITE_DELIMITER} (o/n)"),
            stderr::size().unwrap_or(SIZE).0,
        ))
        .with_help_message(&self.lang.guide_vote_keys())
        .with_validator(understood)
        .with_render_config(self.style(&left))
        .prompt();
        Ok(read(&typed.map_err(|error| self.failed(error))?).unwrap_or(Reply::Skip))
    }

    fn style(self, left: &str) -> RenderConfig<'_> {
        let style =
            if self.color { RenderConfig::default_colored() } else { RenderConfig::empty() };
        let left = Styled { content: left, ..style.canceled_prompt_indicator };
        style.with_canceled_prompt_indicator(left)
    }

    fn failed(self, error: InquireError) -> Error {
        match error {
            InquireError::OperationCanceled | InquireError::OperationInterrupted => error.into(),
            error => Failure::new(|lang| lang.guide_cannot_ask(&error.to_string())).into(),
        }
    }
}

/// The exit for Esc and Ctrl-C; any other error stays one.
pub fn left(error: Error) -> Result<Exit> {
    if error.is::<InquireError>() { Ok(Exit::Left) } else { Err(error) }
}

/// A prompt, cleaned and broken into lines between words, behind the mark that inquire sets
/// before it.
fn broken(prompt: &str, columns: usize) -> String {
    let prompt = clean(prompt);
    let lines = wrap(&prompt, columns.saturating_sub(MARK.len()).max(1));
    lines.map(|line| &prompt[line.bytes]).collect::<Vec<_>>().join(&format!("\n{MARK}"))
}

/// What was typed to the question whether an answer was useful, in either language.
fn read(typed: &str) -> Option<Reply> {
    match fold(typed.trim()).as_str() {
        "" | "s" | "skip" | "p" | "passer" => Some(Reply::Skip),
        "b" | "back" | "r" | "retour" => Some(Reply::Back),
        other => Verdict::named(other).map(Reply::Vote),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_said_of_an_answer() {
        for (typed, reply) in [
            ("", Some(Reply::Skip)),
            ("Passer", Some(Reply::Skip)),
            ("o", Some(Reply::Vote(Verdict::Yes))),
            ("Non ", Some(Reply::Vote(Verdict::No))),
            ("b", Some(Reply::Back)),
            ("retour", Some(Reply::Back)),
            ("peut-être", None),
        ] {
            assert_eq!(read(typed), reply, "{typed}");
        }
    }
}
