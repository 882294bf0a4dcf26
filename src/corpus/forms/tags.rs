//! The tags of HTML, as its standard (section 13.2.5) cuts them out of the text: a stream, from
//! which nothing is built.
//!
//! It is written here because html5ever compares each attribute of a tag with all that the tag has,
//! and offers no way to stop: on one core, a tag of 20,000 attributes takes it 0.16 s and one of
//! 80,000, 0.7 MB, 2.4 s, so that a page of 100 MB would take half a day; this takes 0.5 s. On 100
//! MB of ordinary page both take one to three seconds, and nothing but the page. That they find the
//! same tags in any text is a property test (`standard`).

use super::entities::decode;

/// The attributes that say something about text; the others are read over.
pub(super) const ATTRIBUTES: [&str; 16] = [
    "itemprop",
    "itemscope",
    "itemtype",
    "class",
    "id",
    "hidden",
    "role",
    "rel",
    "href",
    "content",
    "name",
    "property",
    "datetime",
    "type",
    "style",
    "aria-controls",
];

/// Elements whose content is no markup.
pub(super) const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// A piece of a document, in its order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text between tags, with its references.
    Text(&'t str),
    Start(Tag<'t>),
    /// An end tag, by its name in lower case.
    End(String),
    /// The content of an element that holds no markup, with its tag; its end tag is read over.
    Raw(Tag<'t>, &'t str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// In lower case.
    pub name: String,
    pub closes_itself: bool,
    attributes: Vec<(&'static str, &'t str)>,
}

impl Tag<'_> {
    /// The value of an attribute, its references replaced; `""` for one without a value.
    pub fn attribute(&self, name: &str) -> Option<std::borrow::Cow<'_, str>> {
        let (_, value) = self.attributes.iter().find(|(known, _)| *known == name)?;
        Some(decode(value, true))
    }

    /// Whether an attribute of words separated by white space has this one, in any case.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|value| {
            value.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(word))
        })
    }
}

/// The tokens of a document, each with the offset that it begins at.
pub(super) struct Tokens<'t> {
    document: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub fn of(document: &'t str) -> Self {
        Self { document, at: 0 }
    }

    fn rest(&self) -> &'t str {
        &self.document[self.at..]
    }

    /// Moves behind the next `end`, or to the end of the document.
    fn skip_to(&mut self, end: &str) {
        let found = memchr::memmem::find(self.rest().as_bytes(), end.as_bytes());
        self.at = found.map_or(self.document.len(), |at| self.at + at + end.len());
    }

    /// Moves over bytes of which `holds` is true; returns them.
    fn take_while(&mut self, holds: impl Fn(u8) -> bool) -> &'t str {
        let rest = self.rest();
        let taken = rest.bytes().position(|byte| !holds(byte)).unwrap_or(rest.len());
        self.at += taken;
        &rest[..taken]
    }

    /// Reads what begins with `<`, if that is markup: `None` if it is none that gives a token.
    fn markup(&mut self) -> Option<Token<'t>> {
        let rest = self.rest();
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.at += 4;
            match comment.strip_prefix('-').unwrap_or(comment).starts_with('>') {
                true => self.skip_to(">"),
                false => self.comment(),
            }
            return None;
        }
        if rest[1..].starts_with(['!', '?']) {
            self.skip_to(">");
            return None;
        }
        let is_end = rest[1..].starts_with('/');
        self.at += 1 + usize::from(is_end);
        if !self.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
            // Only an end tag without a name gets here.
            self.skip_to(">");
            return None;
        }
        let Some(tag) = self.tag() else {
            self.at = self.document.len();
            return None;
        };
        if is_end {
            return Some(Token::End(tag.name));
        }
        match RAW.contains(&tag.name.as_str()) {
            true => Some(self.raw(tag)),
            false => Some(Token::Start(tag)),
        }
    }

    /// Moves behind the end of a comment: `-->` or `--!>`.
    fn comment(&mut self) {
        let rest = self.rest().as_bytes();
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(&rest[from..], b"--") {
            let behind = &rest[from + at + 2..];
            let end = [&b">"[..], b"!>"].into_iter().find(|end| behind.starts_with(end));
            if let Some(end) = end {
                self.at += from + at + 2 + end.len();
                return;
            }
            from += at + 1;
        }
        self.at = self.document.len();
    }

    /// Reads a tag from its name to its `>`; `None` if the document ends in it.
    fn tag(&mut self) -> Option<Tag<'t>> {
        let name = self.take_while(|byte| !is_space(byte) && byte != b'/' && byte != b'>');
        let name = name.to_ascii_lowercase();
        let mut tag = Tag { name, closes_itself: false, attributes: Vec::new() };
        loop {
            let between = self.take_while(|byte| is_space(byte) || byte == b'/');
            if self.rest().starts_with('>') {
                tag.closes_itself = between.ends_with('/');
                self.at += 1;
                return Some(tag);
            }
            let start = self.at;
            // A `=` that begins a name is part of it.
            self.at += usize::from(self.rest().starts_with('='));
            self.take_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
            let name = &self.document[start..self.at];
            self.take_while(is_space);
            let value = match self.rest().starts_with('=') {
                true => self.value()?,
                false => "",
            };
            let known = ATTRIBUTES.into_iter().find(|known| known.eq_ignore_ascii_case(name));
            let is_new = |known: &&str| tag.attributes.iter().all(|(other, _)| other != known);
            if let Some(known) = known.filter(is_new) {
                tag.attributes.push((known, value));
            }
            if self.rest().is_empty() {
                return None;
            }
        }
    }

    /// Reads the value of an attribute from its `=` on; `None` if the document ends in it.
    fn value(&mut self) -> Option<&'t str> {
        self.at += 1;
        self.take_while(is_space);
        let quote = self.rest().bytes().next()?;
        if matches!(quote, b'"' | b'\'') {
            self.at += 1;
            let end = memchr::memchr(quote, self.rest().as_bytes())?;
            let value = &self.rest()[..end];
            self.at += end + 1;
            return Some(value);
        }
        Some(self.take_while(|byte| !is_space(byte) && byte != b'>'))
    }

    /// Reads the content of an element without markup, up to its end tag.
    fn raw(&mut self, tag: Tag<'t>) -> Token<'t> {
        let rest = self.rest();
        let end = raw_end(rest, &tag.name);
        self.at += end;
        if end < rest.len() {
            self.at += "</".len();
            if self.tag().is_none() {
                self.at = self.document.len();
            }
        }
        Token::Raw(tag, &rest[..end])
    }
}

/// Where the end tag of the element called `name`, which holds no markup, begins in `text`, or the
/// end of that. In a comment within a script, a script has its own end tag.
fn raw_end(text: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    let names = |at: usize, mark: &str| {
        let rest = bytes[at..].strip_prefix(mark.as_bytes());
        rest.and_then(|rest| rest.split_at_checked(name.len())).is_some_and(|(it, behind)| {
            it.eq_ignore_ascii_case(name.as_bytes())
                && behind.first().is_some_and(|&next| is_space(next) || matches!(next, b'/' | b'>'))
        })
    };
    if name != "script" {
        let mut ends = memchr::memchr_iter(b'<', bytes).filter(|&at| names(at, "</"));
        return ends.next().unwrap_or(bytes.len());
    }
    let (mut in_comment, mut in_script) = (false, false);
    for at in memchr::memchr2_iter(b'<', b'-', bytes) {
        if in_comment && bytes[at..].starts_with(b"-->") {
            (in_comment, in_script) = (false, false);
        } else if names(at, "</") {
            if !in_script {
                return at;
            }
            in_script = false;
        } else if bytes[at..].starts_with(b"<!--") {
            in_comment = true;
        } else if in_comment && names(at, "<") {
            in_script = true;
        }
    }
    bytes.len()
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (usize, Token<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (start, rest) = (self.at, self.rest());
            if rest.is_empty() {
                return None;
            }
            let mut opens = memchr::memchr_iter(b'<', rest.as_bytes());
            let text = opens.find(|&at| opens_markup(&rest[at + 1..])).unwrap_or(rest.len());
            if text > 0 {
                self.at += text;
                return Some((start, Token::Text(&rest[..text])));
            }
            if let Some(token) = self.markup() {
                return Some((start, token));
            }
        }
    }
}

/// Whether `<` begins markup where this follows.
fn opens_markup(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    rest.starts_with(['!', '?'])
        || match rest.len() == name.len() {
            true => name.starts_with(|c: char| c.is_ascii_alphabetic()),
            false => !name.is_empty(),
        }
}

/// What HTML takes as white space.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tags as `<name>` and `</name>`, raw content in braces, text as it stands.
    fn shown(document: &str) -> String {
        let shown = |(_, token)| match token {
            Token::Text(text) => text.to_owned(),
            Token::Start(tag) => format!("<{}>", tag.name),
            Token::End(name) => format!("</{name}>"),
            Token::Raw(tag, text) => format!("{}{{{text}}}", tag.name),
        };
        Tokens::of(document).map(shown).collect()
    }

    #[test]
    fn as_the_standard_cuts_them() {
        for (document, expected) in [
            ("a <B C='>' d=\">\" e=f/>g</b h>", "a <b>g</b>"),
            ("1 < 2 <3 a<b", "1 < 2 <3 a"),
            ("a<!-- <p> -->b<!-->c<!--->d<!-- x --!>e<!-- - -- ---->f", "abcdef"),
            ("<!doctype html>a<?php x ?>b</ >c</>d<![CDATA[x]]>e", "abcde"),
            ("<script>if (a</b) '</scripts>'</SCRIPT >b", "script{if (a</b) '</scripts>'}b"),
            ("<title>a<b>&amp;", "title{a<b>&amp;}"),
            ("a<!----->b<!--- -- ->c--->d", "abd"),
            ("<script><!--<script>a</script>b</script c='>'>d", "script{<!--<script>a</script>b}d"),
            ("<script><!--<script>a-->b</script>c", "script{<!--<script>a-->b}c"),
            ("<p =a b=c", ""),
            ("a<!-- b", "a"),
            ("</", "</"),
            ("<", "<"),
        ] {
            assert_eq!(shown(document), expected, "{document}");
        }
    }

    #[test]
    fn attributes_in_any_notation_the_first_of_a_name() {
        let document = "<a HREF = 'x&amp;y' href=z hidden class=\" Un  deux \"rel=a/b>";
        let (_, Token::Start(tag)) = Tokens::of(document).next().expect("a tag") else {
            panic!("no start tag")
        };
        assert_eq!(tag.attribute("href").as_deref(), Some("x&y"));
        assert_eq!(tag.attribute("hidden").as_deref(), Some(""));
        assert_eq!(tag.attribute("rel").as_deref(), Some("a/b"));
        assert!(tag.has_word("class", "DEUX") && !tag.has_word("class", "de"));
        assert_eq!(tag.attribute("id"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_to_its_end(document in "[<>/!?a-c=\"' é&-]{0,40}") {
            let mut end = 0;
            for (at, token) in Tokens::of(&document) {
                prop_assert!(at >= end);
                end = at;
                if let Token::Text(text) = token {
                    prop_assert!(document[at..].starts_with(text) && !text.is_empty());
                }
            }
        }
    }
}
