//! The frame of a page: the lines that belong to the page, not to an answer.
//!
//! `RULES` says how each is recognized. They hold at the top of a page, directly after a
//! delimiter, directly under a question and after stated values, whatever blank lines stand
//! between; anywhere else the same words are text. A rule sees whole lines, so no part of an
//! answer is taken for one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::line::{Line, Lines, asks, normalized};
use crate::text::fold::fold_char;

/// A kind of page data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrameKind {
    /// "Votre question concerne quel … ?"
    Heading,
    /// "Question/Réponse" and what stands between it and the date or the question.
    Banner,
    /// "Foire aux questions …"
    Title,
    /// "90 questions / réponses", "21 résultats"
    Counter,
    /// "Vous pouvez effectuer votre recherche en saisissant un mot-clé…"
    SearchHint,
    /// "Mise à jour le 15 janvier 2025"
    Date,
    /// The lines at the foot of every page of the site.
    Footer,
    /// The line above stated values: "Thème :".
    Stated,
}

impl FrameKind {
    /// Its name in JSON: `search-hint`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Banner => "banner",
            Self::Title => "title",
            Self::Counter => "counter",
            Self::SearchHint => "search-hint",
            Self::Date => "date",
            Self::Footer => "footer",
            Self::Stated => "stated",
        }
    }
}

/// How a line of a kind reads, as [`normalized`] gives lines.
#[derive(Clone, Copy)]
enum Reads {
    /// As the words of its rule, and nothing else.
    Whole,
    /// It begins with the words.
    Begins,
    /// It begins with the words and ends in "?".
    Asks,
    /// It begins with the words and has no end mark.
    Names,
    /// A number, then the words, in the singular or the plural.
    Counts,
    /// The words, then a date and nothing else.
    Dated,
}

use FrameKind::{Banner, Counter, Footer, Heading, SearchHint, Title};
use Reads::{Asks, Begins, Counts, Dated, Names, Whole};

const RULES: [(FrameKind, Reads, &str); 10] = [
    (Heading, Asks, "votre question concerne quel"),
    (Banner, Whole, "question/reponse"),
    (Title, Names, "foire aux questions"),
    (Counter, Counts, "question/reponse"),
    (Counter, Counts, "resultat"),
    (SearchHint, Begins, "vous pouvez effectuer votre recherche en saisissant un mot-cle"),
    (FrameKind::Date, Dated, "mise a jour le"),
    (FrameKind::Date, Dated, "derniere mise a jour le"),
    (Footer, Whole, "vous etes accompagne dans vos differentes demarches"),
    (Footer, Whole, "une faq dediee aux industriels est a votre disposition"),
];

/// Longer than any line of page data, in bytes: spares folding long lines of text.
pub(super) const LONGEST: usize = 200;
/// So many lines at most stand between "Question/Réponse" and the date or the question.
const BANNER: usize = 6;

/// The page data of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The lines of each kind, from 1, in order.
    pub lines: BTreeMap<FrameKind, Vec<usize>>,
    /// The counts of entries that the page announces, with their lines.
    pub announced: Vec<(u64, usize)>,
    /// The lines of dates that the calendar does not have.
    pub impossible_dates: Vec<(String, usize)>,
}

/// A line of page data, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageData {
    /// Only that the page has it.
    Line(FrameKind),
    Count(u64),
    /// `None` if the calendar does not have it.
    Date(Option<Date>),
}

impl Frame {
    /// Reads the page data at the beginning of `lines`, which then stand at the first other line;
    /// gives the newest date of it.
    pub(super) fn read(&mut self, lines: &mut Lines<'_>) -> Option<Date> {
        let mut newest = None;
        let mut is_in_banner = false;
        loop {
            let mut next = lines.clone();
            let Some(line) = next.next() else {
                *lines = next;
                return newest;
            };
            let data = page_data(line.text).or_else(|| {
                let is_banner = is_in_banner && leads_on(lines.clone());
                is_banner.then_some(PageData::Line(Banner))
            });
            let Some(data) = data else { return newest };
            match data {
                PageData::Line(kind) => is_in_banner |= kind == Banner,
                PageData::Count(count) => self.announced.push((count, line.number)),
                PageData::Date(date) => {
                    newest = newest.max(date);
                    is_in_banner = false;
                    if date.is_none() {
                        self.impossible_dates.push((line.text.trim().to_owned(), line.number));
                    }
                }
            }
            self.note(data.kind(), [line.number]);
            *lines = next;
        }
    }

    /// Adds lines below all of this kind that are known.
    pub(super) fn note(&mut self, kind: FrameKind, lines: impl IntoIterator<Item = usize>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() {
            self.lines.entry(kind).or_default().extend(lines);
        }
    }

    /// Adds what another part of the same page has, which comes after all that is known.
    pub(super) fn extend(&mut self, other: Self) {
        for (kind, lines) in other.lines {
            self.note(kind, lines);
        }
        self.announced.extend(other.announced);
        self.impossible_dates.extend(other.impossible_dates);
    }

    /// How many lines of a kind there are.
    pub fn count(&self, kind: FrameKind) -> usize {
        self.lines.get(&kind).map_or(0, Vec::len)
    }
}

impl PageData {
    fn kind(self) -> FrameKind {
        match self {
            Self::Line(kind) => kind,
            Self::Count(_) => Counter,
            Self::Date(_) => FrameKind::Date,
        }
    }
}

pub(super) fn page_data(line: &str) -> Option<PageData> {
    let line = line.trim();
    if line.len() > LONGEST || !may_be_page_data(line) {
        return None;
    }
    let normalized = normalized(line).replace(" /", "/").replace("/ ", "/");
    RULES.iter().find_map(|&(kind, reads, words)| {
        let rest = normalized.strip_prefix(words);
        let reads = match reads {
            Counts => return counter(&normalized, words).map(PageData::Count),
            Dated => return dated(rest?.strip_prefix(' ')?).map(PageData::Date),
            Whole => rest?.is_empty(),
            Begins => rest.is_some(),
            Asks => rest?.ends_with('?'),
            Names => !rest?.starts_with(char::is_alphanumeric) && !rest?.ends_with(is_end_mark),
        };
        reads.then_some(PageData::Line(kind))
    })
}

/// Whether `line` begins with the first letters of some rule, blanks and a number before them
/// left out. Spares the first lines of answers being folded whole: most cost one letter.
fn may_be_page_data(line: &str) -> bool {
    // No word that a rule counts by is longer, so its plural makes no difference.
    const LETTERS: usize = 8;
    let mut letters = [0; LETTERS];
    let mut known = 0;
    let words = || RULES.iter().map(|(.., words)| words.bytes());
    for c in line.chars() {
        fold_char(c, &mut |f| {
            if known < LETTERS && f != ' ' && !(known == 0 && f.is_ascii_digit()) {
                letters[known] = u8::try_from(f).unwrap_or_default();
                known += 1;
            }
        });
        let is_hopeless = known == 1 && !words().any(|mut word| word.next() == Some(letters[0]));
        if is_hopeless || known == LETTERS {
            break;
        }
    }
    words().any(|word| word.filter(|&b| b != b' ').zip(letters).all(|(a, b)| a == b))
}

/// The number of "90 questions/reponses", with or without blanks inside, of these words.
fn counter(normalized: &str, words: &str) -> Option<u64> {
    let compact: String = normalized.chars().filter(|&c| c != ' ').collect();
    let counted = compact.trim_start_matches(|c: char| c.is_ascii_digit());
    let singular = |word: &'_ str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let is_counter = counted.split('/').map(singular).eq(words.split('/').map(str::to_owned));
    if is_counter { compact[..compact.len() - counted.len()].parse().ok() } else { None }
}

/// The date that `text` is; `Some(None)` for one that the calendar does not have.
fn dated(text: &str) -> Option<Option<Date>> {
    let date = Date::read(text);
    if date.is_some() {
        return Some(date);
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_day = |text: &str| is_number(text.strip_suffix("er").unwrap_or(text)) && text.len() <= 4;
    let is_word = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase());
    let slashed: Vec<&str> = text.split('/').collect();
    let spelt: Vec<&str> = text.split(' ').collect();
    let has_form = match (&slashed[..], &spelt[..]) {
        (&[day, month, year], _) => [day, month, year].into_iter().all(is_number),
        (_, &[day, month, year]) => is_day(day) && is_word(month) && is_number(year),
        _ => false,
    };
    has_form.then_some(None)
}

/// Whether only short lines without an end mark stand before the next date or question, and one
/// such line at least.
fn leads_on(lines: Lines<'_>) -> bool {
    for (at, Line { text, .. }) in lines.take(BANNER + 1).enumerate() {
        match page_data(text) {
            Some(PageData::Date(_)) => return at > 0,
            Some(_) => continue,
            None if asks(text) => return at > 0,
            None if text.len() > LONGEST || text.trim_end().ends_with(is_end_mark) => return false,
            None => {}
        }
    }
    false
}

/// The marks that end a sentence, or that something follows.
pub(super) fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | ':' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<FrameKind> {
        page_data(line).map(PageData::kind)
    }

    #[test]
    fn lines_of_every_kind_in_their_spellings() {
        for (line, expected) in [
            ("Votre question concerne quelle thématique ?", Some(Heading)),
            ("VOTRE QUESTION CONCERNE QUEL COULOIR SÉGUR\u{A0}?", Some(Heading)),
            ("Votre question concerne quel couloir", None),
            ("Question/Réponse", Some(Banner)),
            ("question / re\u{301}ponse", Some(Banner)),
            ("Question/Réponse suivante", None),
            ("Foire aux questions Messagerie Sécurisée de Santé - MSSanté", Some(Title)),
            ("Foire aux questions", Some(Title)),
            ("Foire aux questions : elle répond à tout.", None),
            ("1\u{202F}234 Questions/Réponses", Some(Counter)),
            ("1 question / réponse", Some(Counter)),
            ("21 résultats", Some(Counter)),
            ("1 résultat", Some(Counter)),
            ("résultats", None),
            ("21 résultats sont visés", None),
            ("questions / réponses", None),
            ("90 questions / réponses par jour", None),
            ("99999999999999999999 questions / réponses", None),
            (
                "Vous pouvez effectuer votre recherche en saisissant un mot\u{2011}clé ou un filtre.",
                Some(SearchHint),
            ),
            ("Vous pouvez effectuer votre recherche par région.", None),
            ("Mise à jour le 05/09/2025", Some(FrameKind::Date)),
            ("Dernière mise à jour le 1er mars 2025", Some(FrameKind::Date)),
            ("Mise à jour le 31 février 2025", Some(FrameKind::Date)),
            ("Mise à jour le 5 mars 2025 du guide", None),
            ("Mise à jour le lundi", None),
            ("Mise à jour des comptes", None),
            ("Vous êtes accompagné dans vos différentes démarches", Some(Footer)),
            ("Une FAQ dédiée aux Industriels est à votre disposition", Some(Footer)),
            ("Une FAQ dédiée aux Industriels est à votre disposition sur le site.", None),
            ("", None),
            ("12", None),
        ] {
            assert_eq!(kind(line), expected, "{line}");
        }
        assert_eq!(page_data("1\u{202F}234 questions / réponses"), Some(PageData::Count(1234)));
        assert_eq!(page_data("Mise à jour le 32 mars 2025"), Some(PageData::Date(None)));
    }

    fn read(page: &str) -> (Frame, Option<Date>, usize) {
        let mut frame = Frame::default();
        let mut lines = Lines::new(page, 0..page.len(), 1);
        let date = frame.read(&mut lines);
        let next = lines.next().map_or(0, |line| line.number);
        (frame, date, next)
    }

    #[test]
    fn a_banner_reaches_to_the_date_or_the_question_and_eats_no_answer() {
        for (page, next, banner) in [
            (
                "Question/Réponse\n\nVague 1\nLot 2\nMise à jour le 05/09/2025\nQuoi ?",
                6,
                vec![1, 3, 4],
            ),
            ("Question/Réponse\nVague 1\nQuoi ?\nCela", 3, vec![1, 2]),
            ("Question/Réponse\nVague 1\n2 résultats\nQuoi ?\nCela", 4, vec![1, 2]),
            ("Question/Réponse\nVague 1\nCela se fait.\nQuoi ?", 2, vec![1]),
            ("Question/Réponse\nVague 1", 2, vec![1]),
            ("Question/Réponse\nQuoi ?\nVague 1\nQuoi ?", 2, vec![1]),
            ("Vague 1\nMise à jour le 05/09/2025", 1, vec![]),
        ] {
            let (frame, _, first) = read(page);
            assert_eq!(first, next, "{page}");
            assert_eq!(frame.lines.get(&Banner).cloned().unwrap_or_default(), banner, "{page}");
        }
    }

    #[test]
    fn the_newest_date_counts_and_impossible_ones_are_known() {
        let (frame, date, next) =
            read("Mise à jour le 5/9/2025\nMise à jour le 31/4/2026\nMise à jour le 4/9/2025\nUn");
        assert_eq!((date, next), (Date::read("2025-09-05"), 4));
        assert_eq!(frame.impossible_dates, [("Mise à jour le 31/4/2026".to_owned(), 2)]);
        assert_eq!(frame.lines[&FrameKind::Date], [1, 2, 3]);
    }
}
