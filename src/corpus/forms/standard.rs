//! The tags of [`super::tags`] are those that html5ever, which follows the standard to the letter,
//! finds in the same text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Theirs, TokenSink, TokenSinkResult, Tokenizer,
};
use proptest::prelude::*;

use super::entities::decode;
use super::tags::{ATTRIBUTES, RAW, Tag, Token, Tokens};

/// A token as both can be shown: text that follows text belongs to it.
#[derive(Debug, PartialEq, Eq)]
enum Shown {
    Text(String),
    /// The name, the attributes that count, in their order, and whether it closes itself.
    Start(String, Vec<(String, String)>, bool),
    End(String),
}

/// Adds a token; an end tag of an element without markup is left out, as it is read over.
fn add(all: &mut Vec<Shown>, token: Shown) {
    match (all.last_mut(), token) {
        (Some(Shown::Text(text)), Shown::Text(more)) => text.push_str(&more),
        (_, Shown::End(name)) if RAW.contains(&name.as_str()) => {}
        (_, Shown::Text(text)) if text.is_empty() => {}
        (_, token) => all.push(token),
    }
}

fn ours(document: &str) -> Vec<Shown> {
    let mut all = Vec::new();
    let start = |tag: Tag<'_>| {
        let mut attributes: Vec<(String, String)> = ATTRIBUTES
            .iter()
            .filter_map(|&name| Some((name.to_owned(), tag.attribute(name)?.into_owned())))
            .collect();
        attributes.sort();
        Shown::Start(tag.name.clone(), attributes, tag.closes_itself)
    };
    for (_, token) in Tokens::of(document) {
        match token {
            Token::Text(text) => add(&mut all, Shown::Text(decode(text, false).into_owned())),
            Token::End(name) => add(&mut all, Shown::End(name)),
            Token::Start(tag) => add(&mut all, start(tag)),
            Token::Raw(tag, text) => {
                let has_references = matches!(tag.name.as_str(), "title" | "textarea");
                add(&mut all, start(tag));
                let text = if has_references { decode(text, false) } else { text.into() };
                add(&mut all, Shown::Text(text.into_owned()));
            }
        }
    }
    all
}

#[derive(Default)]
struct Sink(RefCell<Vec<Shown>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Theirs, _line: u64) -> TokenSinkResult<()> {
        let mut all = self.0.borrow_mut();
        let tag = match token {
            Theirs::CharacterTokens(text) => {
                add(&mut all, Shown::Text(text.to_string()));
                return TokenSinkResult::Continue;
            }
            Theirs::TagToken(tag) => tag,
            _ => return TokenSinkResult::Continue,
        };
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            add(&mut all, Shown::End(name));
            return TokenSinkResult::Continue;
        }
        let known = |name: &str| ATTRIBUTES.contains(&name);
        let mut attributes: Vec<(String, String)> = tag
            .attrs
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .filter(|(name, _)| known(name))
            .collect();
        attributes.sort();
        add(&mut all, Shown::Start(name.clone(), attributes, tag.self_closing));
        match name.as_str() {
            "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
            "script" => TokenSinkResult::RawData(ScriptData),
            name if RAW.contains(&name) => TokenSinkResult::RawData(Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }
}

fn theirs(document: &str) -> Vec<Shown> {
    let tokenizer = Tokenizer::new(Sink::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(document));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_characters_are_cut_the_same(document in "[<>/!?=\"'`&;#x0-9a-c é\t\n-]{0,40}") {
        prop_assert_eq!(ours(&document), theirs(&document));
    }

    #[test]
    fn any_pieces_are_cut_the_same(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "<", ">", "</", "/>", "<!--", "-->", "--!>", "-", "<!", "<?", "<![CDATA[",
                    "]]>", "<p", "<P ", "</p", "</p>", "<script>", "</script>", "</SCRIPT ",
                    "<title>", "</title>", "<style a>", "</style/>", "<textarea>", "</textarea>",
                    " id", " ID=", "class='a", "href=\"", " content=x", "'", "\"", "=", " ", "\n",
                    "a", "é", "&eacute", "&eacute;", "&notit;", "&notin;", "&#233", "&#x92;",
                    "&#0;", "&#xD800;", "&#1114112;", "&amp", "&lt;b&gt;", "&", "&a", "&copy=",
                ])
                .prop_map(str::to_owned),
                "[a-c&<>/=-]{0,3}",
            ],
            0..16,
        ),
    ) {
        let document = pieces.concat();
        prop_assert_eq!(ours(&document), theirs(&document), "{}", document);
    }
}
