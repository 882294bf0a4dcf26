//! Where an answer is from, as short as it can be told below it: `000:67 +2`.

use std::path::Path;

use super::row::Row;
use crate::text::clean::clean;

/// The hexadecimal digits of a hash at the end of a name are at least these.
const SHORTEST_HASH: usize = 8;

/// The address of an answer, else the first place where it stands; and how many there are more.
pub(super) fn short(row: &Row<'_>) -> String {
    let first = match (&row.url, row.sources.first()) {
        (Some(url), _) => url.to_string(),
        (None, Some(source)) => format!("{}:{}", without_hash(source.file), source.line),
        (None, None) => String::new(),
    };
    match row.sources.len() {
        0 | 1 => first,
        count => format!("{first} +{}", count - 1),
    }
}

/// `text` in which terminals that can make `url` a link (the sequence OSC 8); a url of other signs
/// than addresses have makes none.
pub(super) fn linked(text: &str, url: &str) -> String {
    let is_address = url.starts_with("http") && url.bytes().all(|byte| byte.is_ascii_graphic());
    match text.find(url).filter(|_| is_address) {
        Some(at) => {
            let (before, after) = (&text[..at], &text[at + url.len()..]);
            format!("{before}\u{1B}]8;;{url}\u{1B}\\{url}\u{1B}]8;;\u{1B}\\{after}")
        }
        None => text.to_owned(),
    }
}

/// The name of a page without its ending and the hash that a capture put there.
fn without_hash(file: &str) -> String {
    let name = Path::new(file).file_stem().map_or(file.into(), |stem| stem.to_string_lossy());
    let is_hash =
        |end: &str| end.len() >= SHORTEST_HASH && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bare =
        name.rsplit_once(['_', '-', '.']).filter(|(bare, end)| !bare.is_empty() && is_hash(end));
    clean(bare.map_or(&name, |(bare, _)| bare)).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_hash_and_ending() {
        for (file, expected) in [
            ("000_7afab55302142206.txt", "000"),
            ("faq-hds.html", "faq-hds"),
            ("7afab55302142206.txt", "7afab55302142206"),
            ("page_deadbeef", "page"),
            ("page_cafe.txt", "page_cafe"),
            ("standard input", "standard input"),
        ] {
            assert_eq!(without_hash(file), expected);
        }
    }

    #[test]
    fn only_an_address_becomes_a_link() {
        let linked_to = |url: &str| linked(&format!("id · {url} +2"), url);
        assert_eq!(
            linked_to("https://esante.gouv.fr/q"),
            "id · \u{1B}]8;;https://esante.gouv.fr/q\u{1B}\\https://esante.gouv.fr/q\u{1B}]8;;\u{1B}\\ +2"
        );
        for url in ["javascript:x", "https://a b", "https://a\u{7}", "https://é"] {
            assert_eq!(linked_to(url), format!("id · {url} +2"));
        }
        assert_eq!(linked("id · cut", "https://esante.gouv.fr"), "id · cut");
    }
}
