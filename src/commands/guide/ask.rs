//! The prompts of the guide.
//!
//! They are inquire's. The other kept crate, dialoguer, brings a terminal library of its own
//! (console), where inquire stands on crossterm, which the picker of `faq browse` needs anyway;
//! and inquire tells Esc from Ctrl-C from a broken terminal, lets a list be narrowed by typing
//! under our own folding, and redraws when the terminal is resized. Both prompt on standard
//! error, so that answers on standard output can be captured.

use anyhow::{Result, bail};
use faq::corpus::delimiter::SITE_DELIMITER;
use faq::corpus::facets::{FacetRules, ValueRef};
use faq::report::wrap::{cut, wrap};
use faq::text::clean::clean;
use faq::text::fold::fold;
use faq::votes::Verdict;
use inquire::list_option::ListOption;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{InquireError, Select, Text};
use terminal_size::{Height, Width, terminal_size_of};

use super::path::Question;

/// The lines of a prompt beside its options: the question, which may take two, and the help.
const OTHER_LINES: usize = 4;
/// The columns of an option beside its text: the mark before it, and one left free.
const OTHER_COLUMNS: usize = 3;

/// As many blanks as inquire's mark before a prompt is wide.
const MARK: &str = "  ";

/// What someone said to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said<T> {
    /// The answer.
    Answer(T),
    /// Back to what was before.
    Back,
    /// The answers as a list, to go on from one of them.
    List,
    /// Esc or Ctrl-C.
    Leave,
}

/// Asks people.
#[derive(Debug, Clone, Copy)]
pub struct Prompts {
    /// Whether to colour.
    pub color: bool,
}

impl Prompts {
    /// Asks a question of the site: a value, or `None` for « tous ».
    pub fn question(
        self,
        question: &Question,
        rules: &FacetRules,
        can_go_back: bool,
    ) -> Result<Said<Option<ValueRef>>> {
        let room = size().0.saturating_sub(OTHER_COLUMNS).max(10);
        let mut choices = vec![("tous".to_owned(), Some(question.all))];
        choices.extend(question.values.iter().map(|&(value, count)| {
            (clean(rules.label(question.facet, value)).into_owned(), Some(count))
        }));
        choices.extend(can_go_back.then(|| ("← back".to_owned(), None)));
        let option = |(label, count): &(String, Option<usize>)| {
            let count = count.map(|count| format!(" ({count})")).unwrap_or_default();
            format!("{}{count}", cut(label, room.saturating_sub(count.len()).max(1)))
        };
        let options: Vec<String> = choices.iter().map(option).collect();
        let answered = |index: usize| choices[index].0.clone();
        let chosen = self.choose(rules.question(question.facet), options, &answered)?;
        let Some(index) = chosen else { return Ok(Said::Leave) };
        Ok(match index.checked_sub(1) {
            None => Said::Answer(None),
            Some(index) => match question.values.get(index) {
                Some(&(value, _)) => Said::Answer(Some(value)),
                None => Said::Back,
            },
        })
    }

    /// Asks which of the answers, by their titles, to go on from.
    pub fn pick(self, titles: &[String]) -> Result<Said<usize>> {
        let room = size().0.saturating_sub(OTHER_COLUMNS).max(10);
        let titles: Vec<_> = titles.iter().map(|title| clean(title)).collect();
        let options = titles.iter().map(|title| cut(title, room)).collect();
        let answered = |index: usize| titles[index].clone().into_owned();
        let chosen = self.choose("Quelle réponse ?", options, &answered)?;
        Ok(chosen.map_or(Said::Leave, Said::Answer))
    }

    /// Lets one of `options` be chosen, to be shown as `answered` says; `None` to leave.
    fn choose(
        self,
        prompt: &str,
        options: Vec<String>,
        answered: &dyn Fn(usize) -> String,
    ) -> Result<Option<usize>> {
        let (columns, rows) = size();
        let prompt = broken(&clean(prompt), columns);
        let holds = |typed: &str, _: &String, option: &str, _: usize| {
            fold(option).contains(&fold(typed)).then_some(0)
        };
        let shown = |chosen: ListOption<&String>| answered(chosen.index);
        let chosen = Select::new(&prompt, options)
            .with_formatter(&shown)
            .with_page_size(rows.saturating_sub(OTHER_LINES).max(3))
            .with_help_message("↑↓ move, Enter choose, type to narrow, Esc leave")
            .with_scorer(&holds)
            .with_render_config(self.style())
            .raw_prompt();
        Ok(match said(chosen)? {
            Said::Answer(chosen) => Some(chosen.index),
            Said::Back | Said::List | Said::Leave => None,
        })
    }

    /// Asks whether an answer was useful; `None` for « passer ».
    pub fn useful(self) -> Result<Said<Option<Verdict>>> {
        let prompt = broken(&format!("{SITE_DELIMITER} (o/n/passer)"), size().0);
        let understood = |typed: &str| {
            Ok(match read(typed) {
                Some(_) => Validation::Valid,
                None => Validation::Invalid("o, n, passer, b, l".into()),
            })
        };
        let typed = Text::new(&prompt)
            .with_help_message("Enter passer, b back, l list, Esc leave")
            .with_validator(understood)
            .with_render_config(self.style())
            .prompt();
        Ok(match said(typed)? {
            Said::Answer(typed) => read(&typed).unwrap_or(Said::Answer(None)),
            Said::Back | Said::List | Said::Leave => Said::Leave,
        })
    }

    fn style(self) -> RenderConfig<'static> {
        if self.color { RenderConfig::default_colored() } else { RenderConfig::empty() }
    }
}

/// A prompt broken into lines between words, behind the mark that inquire sets before it.
fn broken(prompt: &str, columns: usize) -> String {
    let lines = wrap(prompt, columns.saturating_sub(MARK.len()).max(1));
    lines.map(|line| &prompt[line.bytes]).collect::<Vec<_>>().join(&format!("\n{MARK}"))
}

/// What was typed to the question whether an answer was useful.
fn read(typed: &str) -> Option<Said<Option<Verdict>>> {
    match fold(typed.trim()).as_str() {
        "" | "p" | "passer" => Some(Said::Answer(None)),
        "b" | "back" | "r" | "retour" => Some(Said::Back),
        "l" | "list" | "liste" => Some(Said::List),
        other => Verdict::named(other).map(|verdict| Said::Answer(Some(verdict))),
    }
}

/// Esc and Ctrl-C leave; what else goes wrong is an error.
fn said<T>(answer: Result<T, InquireError>) -> Result<Said<T>> {
    match answer {
        Ok(answer) => Ok(Said::Answer(answer)),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => {
            Ok(Said::Leave)
        }
        Err(error) => bail!("the terminal can not be asked: {error}; see faq guide --no-input"),
    }
}

/// The columns and rows of the terminal that prompts appear on.
fn size() -> (usize, usize) {
    let size = terminal_size_of(std::io::stderr());
    size.map_or((80, 24), |(Width(columns), Height(rows))| (columns.into(), rows.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_said_of_an_answer() {
        for (typed, said) in [
            ("", Some(Said::Answer(None))),
            ("Passer", Some(Said::Answer(None))),
            ("o", Some(Said::Answer(Some(Verdict::Yes)))),
            ("Non ", Some(Said::Answer(Some(Verdict::No)))),
            ("b", Some(Said::Back)),
            ("liste", Some(Said::List)),
            ("peut-être", None),
        ] {
            assert_eq!(read(typed), said, "{typed}");
        }
    }
}
