//! The encoding that an HTML page declares: `<meta charset="iso-8859-15">`.

use encoding_rs::{Encoding, UTF_8};

/// Where browsers look for the declaration (HTML standard, section 13.2.3.2).
const HEAD: usize = 1024;

/// The encoding that the head of a page declares; `None` if that is UTF-8, which it was not, or
/// nothing that is known.
pub(super) fn encoding(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(HEAD)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    loop {
        let at = memchr::memchr(b'<', rest)?;
        rest = &rest[at..];
        if rest.starts_with(b"<!--") {
            rest = &rest[4 + memchr::memmem::find(&rest[4..], b"-->")?..];
            continue;
        }
        let end = memchr::memchr(b'>', rest)?;
        let tag = &rest[..end];
        // An XML declaration says it otherwise: `encoding`.
        let word: &[u8] = match tag {
            _ if tag.starts_with(b"<meta") => b"charset",
            _ if tag.starts_with(b"<?xml") => b"encoding",
            _ => b"",
        };
        if let Some(label) = label(tag, word) {
            // What pages call UTF-16 is none where bytes spell the declaration.
            let known = Encoding::for_label(label)?.output_encoding();
            return (known != UTF_8).then_some(known);
        }
        rest = &rest[end..];
    }
}

/// What stands behind `word` and `=` in a tag.
fn label<'t>(tag: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    if word.is_empty() {
        return None;
    }
    let behind = &tag[memchr::memmem::find(tag, word)? + word.len()..];
    let value = behind.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/') || byte.is_ascii_whitespace();
    Some(&value[..value.iter().position(ends).unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_pages_declare_it() {
        for (head, name) in [
            ("<meta charset=iso-8859-15>", Some("ISO-8859-15")),
            ("<META CHARSET = 'latin1' />", Some("windows-1252")),
            (
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=macintosh\">",
                Some("macintosh"),
            ),
            ("<!-- <meta charset=koi8-r> --><meta charset=\"big5\">", Some("Big5")),
            ("<?xml version='1.0' encoding='ISO-8859-2'?><html>", Some("ISO-8859-2")),
            ("<meta name=charset-x><meta charset=koi8-r>", Some("KOI8-R")),
            ("<meta charset=utf-8>", None),
            ("<meta charset=utf-16>", None),
            ("<meta charset=zzz>", None),
            ("<p>charset=koi8-r</p>", None),
            ("<meta charset=", None),
        ] {
            assert_eq!(encoding(head.as_bytes()).map(Encoding::name), name, "{head}");
        }
    }
}
