//! Dates as pages write them: "15 janvier 2025", "1er mars 2025", "05/09/2025", "2025-09-05".

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::messages::Lang;
use crate::text::fold::fold;

const MONTHS: [&str; 12] = [
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
];

/// A day of the Gregorian calendar; later days are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads a date that is all of `text`, in one of the forms above; a time behind an ISO date is
    /// left out. `None` if it is no date, or one that the calendar does not have.
    pub fn read(text: &str) -> Option<Self> {
        let folded = fold(text);
        let text = folded.trim();
        if let Some((date, _)) = text.split_once('t').filter(|(date, _)| date.len() == 10) {
            return Self::iso(date);
        }
        if let Some(date) = Self::iso(text) {
            return Some(date);
        }
        let mut parts: Vec<&str> = text.split('/').collect();
        if parts.len() != 3 {
            parts = text.split_whitespace().collect();
        }
        let [day, month, year] = parts[..] else { return None };
        let day = day.strip_suffix("er").filter(|&day| day == "1").unwrap_or(day);
        let named = MONTHS.iter().position(|&name| name == month);
        let month = named.map_or_else(|| number(month, 1..=2), |at| Some(at as u16 + 1))?;
        Self::of(number(year, 4..=4)?, month, number(day, 1..=2)?)
    }

    fn iso(text: &str) -> Option<Self> {
        let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return None };
        Self::of(number(year, 4..=4)?, number(month, 2..=2)?, number(day, 2..=2)?)
    }

    /// As people write it in a language: `2025-09-05`, `5 septembre 2025`.
    #[must_use]
    pub fn shown(self, lang: Lang) -> String {
        lang.date(self.year, self.month, self.day)
    }

    fn of(year: u16, month: u16, day: u16) -> Option<Self> {
        let is_leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u16::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let exists = year > 0 && (1..=days).contains(&day);
        exists.then_some(Self { year, month: month as u8, day: day as u8 })
    }
}

/// The number that a text of so many ASCII digits is.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

impl fmt::Display for Date {
    /// ISO 8601: `2025-09-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| format!("{text:?} is no date; write it as 2025-09-05"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_them() {
        let shown = |text: &str| Date::read(text).map(|date| date.shown(Lang::Fr));
        assert_eq!(shown("2025-09-05").as_deref(), Some("5 septembre 2025"));
        assert_eq!(shown("01/08/2025").as_deref(), Some("1er août 2025"));
        for month in 1..=12 {
            let date = Date::of(2025, month, 2).expect("a date");
            assert_eq!(Date::read(&date.shown(Lang::Fr)), Some(date));
        }
    }

    #[test]
    fn as_pages_write_them() {
        for (text, date) in [
            ("15 janvier 2025", Some("2025-01-15")),
            (" 02\u{A0}Septembre 2025 ", Some("2025-09-02")),
            ("1er mars 2025", Some("2025-03-01")),
            ("29 février 2024", Some("2024-02-29")),
            ("05/09/2025", Some("2025-09-05")),
            ("5/9/2025", Some("2025-09-05")),
            ("2025-09-05", Some("2025-09-05")),
            ("2025-09-05T10:00:00+02:00", Some("2025-09-05")),
            ("29 février 2025", None),
            ("31/04/2025", None),
            ("2er mars 2025", None),
            ("15 janvier", None),
            ("15 janvier 25", None),
            ("+5/09/2025", None),
            ("", None),
        ] {
            assert_eq!(Date::read(text).map(|date| date.to_string()).as_deref(), date, "{text}");
        }
    }
}
