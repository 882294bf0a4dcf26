//! Character references of HTML: `&eacute;`, `&eacute`, `&#233;`, `&#xE9;`.
//!
//! `entities.txt` is the table of the HTML standard (section 13.5): a name, with its `;` where it
//! needs one, and the code points that it stands for, sorted by the bytes of the names.

use std::borrow::Cow;

const NAMES: &str = include_str!("entities.txt");

/// No name is longer.
const LONGEST: usize = 32;

/// `text` with its references replaced. In an attribute, one without `;` is text where a letter,
/// a digit or `=` follows.
pub(super) fn decode(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return text.into() };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(reference) = rest.strip_prefix('&') {
        let taken = match reference.strip_prefix('#') {
            Some(number) => numeric(number, &mut decoded).map(|taken| taken + 1),
            None => named(reference, in_attribute, &mut decoded),
        };
        if taken.is_none() {
            decoded.push('&');
        }
        rest = &reference[taken.unwrap_or(0)..];
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        decoded.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    decoded.into()
}

/// Reads the digits behind `&#`; returns how many bytes they take.
fn numeric(text: &str, decoded: &mut String) -> Option<usize> {
    let (start, radix) = if text.starts_with(['x', 'X']) { (1, 16) } else { (0, 10) };
    let is_digit = |byte: &u8| char::from(*byte).is_digit(radix);
    let end = start + text[start..].bytes().take_while(is_digit).count();
    if end == start {
        return None;
    }
    let digits = text[start..end].trim_start_matches('0');
    let number = match digits {
        "" => 0,
        _ => u32::from_str_radix(digits, radix).unwrap_or(u32::MAX),
    };
    decoded.push(match number {
        0 => char::REPLACEMENT_CHARACTER,
        // Pages mean Windows-1252 by these (HTML standard, numeric character reference end state).
        0x80..=0x9F => crate::corpus::decode::windows_1252(number as u8),
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    });
    Some(end + usize::from(text[end..].starts_with(';')))
}

/// Reads the name behind `&`; returns how many bytes it takes.
fn named(text: &str, in_attribute: bool, decoded: &mut String) -> Option<usize> {
    let name = text.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if text[name..].starts_with(';') && push(&text[..=name], decoded) {
        return Some(name + 1);
    }
    let goes_on = |byte: &u8| *byte == b'=' || byte.is_ascii_alphanumeric();
    if in_attribute && text.as_bytes().get(name).is_some_and(goes_on) {
        return None;
    }
    let end = (2..=name.min(6)).rev().find(|&end| push(&text[..end], decoded))?;
    // In an attribute `&copyright=` is no reference to ©.
    if in_attribute && end < name {
        decoded.pop();
        return None;
    }
    Some(end)
}

/// Appends what `name` stands for, if it is in the table.
fn push(name: &str, decoded: &mut String) -> bool {
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let start = NAMES[..(low + high) / 2].rfind('\n').map_or(0, |end| end + 1);
        let line = NAMES[start..].lines().next().unwrap_or_default();
        let (known, points) = line.split_once(' ').unwrap_or_default();
        match known.cmp(name) {
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => {
                let points = points.split(' ').filter_map(|hex| u32::from_str_radix(hex, 16).ok());
                decoded.extend(points.filter_map(char::from_u32));
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_table_is_found() {
        for line in NAMES.lines() {
            let (name, points) = line.split_once(' ').expect("a name and its code points");
            let expected: String = points
                .split(' ')
                .filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?))
                .collect();
            assert_eq!(decode(&format!("&{name}"), false), expected, "{name}");
        }
        assert_eq!(NAMES.lines().count(), 2231);
    }

    #[test]
    fn numbers_names_without_end_and_what_is_none() {
        for (text, decoded) in [
            ("l&rsquo;&eacute;t&eacute &#233;&#xE9;&#XE9", "l’été ééé"),
            ("&#146;&#0;&#xD800;&#99999999999999999999;", "’\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&notit; &notin; R&D A&B & &; &# &#x; &zzz;", "¬it; ∉ R&D A&B & &; &# &#x; &zzz;"),
            ("&amp;eacute;", "&eacute;"),
        ] {
            assert_eq!(decode(text, false), decoded);
        }
        assert_eq!(decode("?a=1&copy=2&copyb&copy;&amp;&copy", true), "?a=1&copy=2&copyb©&©");
    }
}
