//! The tags and the text of HTML, as html5gum cuts them: a stream, from which nothing is built.
//!
//! Of the crates that follow the standard to the letter (html5gum runs html5lib's tests) it is the
//! one whose time grows with the page and no faster: html5ever compares each attribute of a tag
//! with all that the tag has, so that a tag of 100 MB would take half a day. Its own emitters keep
//! all attributes and comments; [`Cutter`] keeps what says something about text.

use std::convert::Infallible;
use std::mem;

use html5gum::{Emitter, State, Tokenizer};

/// The attributes that say something about text; the others are read over.
const ATTRIBUTES: [&str; 16] = [
    "itemprop", "itemscope", "itemtype", "class", "id", "hidden", "role", "rel", "href", "content",
    "name", "property", "datetime", "type", "style", "aria-controls",
];

/// A piece of a document, references replaced.
#[derive(Debug)]
pub(super) enum Token<'t> {
    /// Text between tags.
    Text(&'t str),
    Start(&'t Tag),
    /// An end tag, by its name in lower case.
    End(&'t str),
    /// The content, if any, of an element that holds no markup, with its tag; its end tag is read
    /// over.
    Raw(&'t Tag, &'t str),
}

#[derive(Debug, Default)]
pub(super) struct Tag {
    /// In lower case.
    pub name: String,
    pub closes_itself: bool,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of an attribute; `""` for one without a value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether an attribute of words separated by white space has this one, in any case.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|value| {
            value.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(word))
        })
    }
}

/// How the content of an element is read that holds no markup.
///
/// The crate's own `naive_next_state` takes what browsers that run scripts do: what stands in
/// `noscript` would be no markup, and all behind `plaintext` no page.
fn raw_state(name: &str) -> Option<State> {
    match name {
        "title" | "textarea" => Some(State::RcData),
        "script" => Some(State::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
        _ => None,
    }
}

/// Gives `each` the tokens of a document in its order, each with the 1-based line it begins in.
pub(super) fn read(document: &str, each: impl FnMut(usize, Token<'_>)) {
    let Ok(()) = Tokenizer::new_with_emitter(document, Cutter::new(document, each)).finish();
}

/// `text` with its references replaced; its tags, if any, are text.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::new();
    let cutter = Cutter::new(text, |_, token| match token {
        Token::Text(text) => decoded.push_str(text),
        Token::Start(_) | Token::End(_) | Token::Raw(..) => {}
    });
    let mut tokenizer = Tokenizer::new_with_emitter(text, cutter);
    tokenizer.set_state(State::RcData);
    let Ok(()) = tokenizer.finish();
    decoded
}

/// What the tokenizer hands its parts to. Nothing is kept of a comment, and of the attributes only
/// those that count, so that memory stays within a few times the page.
struct Cutter<'d, F> {
    document: &'d [u8],
    each: F,
    /// How far the document is read.
    position: usize,
    /// How far its lines are counted, and the line there.
    counted: usize,
    line: usize,
    /// The text that is read, and where it begins. Chunks may end within a character.
    text: Vec<u8>,
    text_start: usize,
    /// The last start tag, where the one that is read begins, and the name of that.
    tag: Tag,
    tag_start: usize,
    name: Vec<u8>,
    is_end: bool,
    /// Whether what is read is the content of the tag and no markup.
    is_raw: bool,
    attribute: Vec<u8>,
    value: Vec<u8>,
}

impl<'d, F: FnMut(usize, Token<'_>)> Cutter<'d, F> {
    fn new(document: &'d str, each: F) -> Self {
        Self {
            document: document.as_bytes(),
            each,
            position: 0,
            counted: 0,
            line: 1,
            text: Vec::new(),
            text_start: 0,
            tag: Tag::default(),
            tag_start: 0,
            name: Vec::new(),
            is_end: false,
            is_raw: false,
            attribute: Vec::new(),
            value: Vec::new(),
        }
    }

    fn count_lines(&mut self, end: usize) {
        let passed = self.document.get(self.counted..end).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.counted += passed.len();
    }

    fn end_text(&mut self) {
        if self.text.is_empty() {
            return;
        }
        // The raw content of a tag is where the tag is.
        if !self.is_raw {
            self.count_lines(self.text_start);
        }
        let text = String::from_utf8_lossy(&self.text);
        match self.is_raw {
            true => (self.each)(self.line, Token::Raw(&self.tag, &text)),
            false => (self.each)(self.line, Token::Text(&text)),
        }
        self.text.clear();
    }

    /// Puts the attribute that was read on the tag, if it is one that counts and the first of its
    /// name.
    fn end_attribute(&mut self) {
        let known = ATTRIBUTES.into_iter().find(|known| known.as_bytes() == self.attribute);
        let known = known.filter(|known| !self.is_end && self.tag.attribute(known).is_none());
        if let Some(known) = known {
            let value = String::from_utf8(mem::take(&mut self.value)).unwrap_or_default();
            self.tag.attributes.push((known, value));
        }
        self.attribute.clear();
        self.value.clear();
    }
}

impl<F: FnMut(usize, Token<'_>)> Emitter for Cutter<'_, F> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn init_string(&mut self) {
        if self.text.is_empty() {
            self.text_start = self.position;
        }
    }

    fn emit_string(&mut self, text: &[u8]) {
        let read = self.document.get(..self.position).unwrap_or_default();
        if text == b"\n" && !read.ends_with(text) && !self.is_raw {
            // A reference: it ends no line of the document.
            self.end_text();
            (self.each)(self.line, Token::Text("\n"));
            self.text_start = self.position;
        } else {
            self.text.extend_from_slice(text);
        }
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position - 1;
    }

    fn init_start_tag(&mut self) {
        self.end_text();
        self.name.clear();
        self.tag = Tag::default();
        self.is_end = false;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.is_end = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn set_self_closing(&mut self) {
        self.tag.closes_itself |= !self.is_end;
    }

    fn init_attribute(&mut self) {
        self.end_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.value.extend_from_slice(value);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_attribute();
        self.end_text();
        self.count_lines(self.tag_start);
        let name = String::from_utf8_lossy(&self.name);
        if self.is_end {
            if !mem::take(&mut self.is_raw) {
                (self.each)(self.line, Token::End(&name));
            }
            return None;
        }
        self.tag.name = name.into_owned();
        let state = raw_state(&self.tag.name);
        self.is_raw = state.is_some();
        if !self.is_raw {
            (self.each)(self.line, Token::Start(&self.tag));
        }
        state
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && self.name == self.tag.name.as_bytes()
    }

    fn init_comment(&mut self) {
        self.end_text();
    }

    fn init_doctype(&mut self) {
        self.end_text();
    }

    fn emit_eof(&mut self) {
        self.end_text();
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: html5gum::Error) {}
    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn emit_current_doctype(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tags as `<name>` and `</name>`, raw content in braces, text as it stands.
    fn shown(document: &str) -> String {
        let mut all = String::new();
        read(document, |_, token| match token {
            Token::Text(text) => all.push_str(text),
            Token::Start(tag) => all.push_str(&format!("<{}>", tag.name)),
            Token::End(name) => all.push_str(&format!("</{name}>")),
            Token::Raw(tag, text) => all.push_str(&format!("{}{{{text}}}", tag.name)),
        });
        all
    }

    #[test]
    fn as_the_standard_cuts_them() {
        for (document, expected) in [
            ("a <B C='>' d=\">\" e=f/>g</b h>", "a <b>g</b>"),
            ("1 < 2 <3 a<b", "1 < 2 <3 a"),
            ("a<!-- <p> -->b<!-->c<!--->d<!-- x --!>e<!-- - -- ---->f", "abcdef"),
            ("<!doctype html>a<?php x ?>b</ >c</>d<![CDATA[x]]>e", "abcde"),
            ("<script>if (a</b) '</scripts>'</SCRIPT >b", "script{if (a</b) '</scripts>'}b"),
            ("<title>a<b>&amp;</title>c", "title{a<b>&}c"),
            ("a<!----->b<!--- -- ->c--->d", "abd"),
            ("<script><!--<script>a</script>b</script c='>'>d", "script{<!--<script>a</script>b}d"),
            ("<script><!--<script>a-->b</script>c", "script{<!--<script>a-->b}c"),
            ("<script></script>a<style>b", "astyle{b}"),
            ("<noscript><p>a</noscript><noframes><p>", "<noscript><p>a</noscript>noframes{<p>}"),
            ("<p =a b=c", ""),
            ("a<!-- b", "a"),
            ("</", "</"),
            ("<", "<"),
            (
                "<\u{E9}>l&rsquo;\u{E9}t&eacute <p>&#146;",
                "<\u{E9}>l\u{2019}\u{E9}t\u{E9} <p>\u{2019}",
            ),
        ] {
            assert_eq!(shown(document), expected, "{document}");
        }
    }

    #[test]
    fn attributes_in_any_notation_the_first_of_a_name() {
        let document =
            "</i id=z><a HREF = 'x&amp;y&copy=' href=z hidden class=\" Un  deux \"rel=a/b>";
        let mut tags = 0;
        read(document, |_, token| {
            let Token::Start(tag) = token else { return };
            tags += 1;
            assert_eq!(tag.attribute("href"), Some("x&y&copy="));
            assert_eq!(tag.attribute("hidden"), Some(""));
            assert_eq!(tag.attribute("rel"), Some("a/b"));
            assert!(tag.has_word("class", "DEUX") && !tag.has_word("class", "de"));
            assert_eq!(tag.attribute("id"), None);
        });
        assert_eq!(tags, 1);
    }

    #[test]
    fn references_where_nothing_is_a_tag() {
        assert_eq!(
            decode("R&D &lt;b> <b></b></title> &notit; &zzz; &#0;"),
            "R&D <b> <b></b></title> \u{AC}it; &zzz; \u{FFFD}"
        );
    }

    proptest! {
        #[test]
        fn tokens_begin_in_the_lines_that_they_stand_in(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "\n", "\n", " ", "\u{E9}", "<", "</", "<p\n>", "</p\n\n>", "<p id='\n'\nrel=\n>",
                    "<!--\n-->", "<!doctype\nhtml>", "<?\n>", "<style>", "\n</style\n>", "<script>",
                    "</script\n>", "&eacute;", "&eacute", "&nGt;", "&#233;", "&", "&\n", "&am\n", "&#10;", "&#10",
                ]),
                0..16,
            ),
        ) {
            // A mark behind each piece names the line that it stands in.
            let mut document = String::new();
            for piece in pieces {
                document.push_str(piece);
                let line = document.matches('\n').count() + 1;
                document.push_str(&format!("[{line}]"));
            }
            let mut end = 1;
            read(&document, |line, token| {
                assert!(line >= end);
                end = line;
                let Token::Text(text) = token else { return };
                for (number, row) in text.split('\n').enumerate() {
                    for mark in row.split('[').filter_map(|mark| mark.split_once(']')) {
                        assert_eq!(mark.0, (line + number).to_string(), "{document:?}");
                    }
                }
            });
        }
    }
}
