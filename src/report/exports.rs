//! Entries for other programs: a FAQPage document, an OpenSearch bulk request, and a
//! `questions.json` for people to fill in.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::json;
use super::results::Results;
use super::row::Row;
use crate::corpus::date::Date;
use crate::corpus::details::QuestionSource;

/// Writes a FAQPage (<https://schema.org/FAQPage>) of the entries that have a question, as JSON-LD.
///
/// It is to stand in a `script` element, so no text of it can close that.
pub(super) fn faqpage(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rows = results.rows.all();
    let page = FaqPage {
        context: "https://schema.org",
        kind: "FAQPage",
        main_entity: rows.iter().filter_map(question).collect(),
    };
    let mut document = Vec::new();
    json::pretty(&page, &mut document)?;
    // Outside of strings JSON has no such character.
    for (at, part) in document.split(|&byte| byte == b'<').enumerate() {
        if at > 0 {
            out.write_all(b"\\u003C")?;
        }
        out.write_all(part)?;
    }
    Ok(())
}

#[derive(serde::Serialize)]
struct FaqPage<'r> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "mainEntity")]
    main_entity: Vec<Question<'r>>,
}

#[derive(serde::Serialize)]
#[serde(tag = "@type")]
struct Question<'r> {
    name: &'r str,
    #[serde(rename = "creativeWorkStatus", skip_serializing_if = "Option::is_none")]
    status: Option<QuestionSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<Date>,
    #[serde(rename = "acceptedAnswer")]
    answer: Answer<'r>,
}

#[derive(serde::Serialize)]
#[serde(tag = "@type")]
struct Answer<'r> {
    text: &'r str,
}

fn question<'r>(row: &'r Row<'_>) -> Option<Question<'r>> {
    Some(Question {
        name: row.question.as_deref()?,
        status: row.question_source.filter(|source| *source == QuestionSource::Curated),
        url: row.url.as_deref(),
        modified: row.updated,
        answer: Answer { text: row.text },
    })
}

/// Writes an action and a document for each entry, as the bulk interface of OpenSearch reads them.
pub(super) fn bulk(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    results.rows.write(out, |row, out| {
        writeln!(out, r#"{{"index":{{"_index":"faq","_id":"{}"}}}}"#, row.id)?;
        json::line(row, out)
    })
}

/// Writes a `questions.json` of the entries: what is known, and blanks for the rest.
pub(super) fn questions(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    json::pretty(&Questions(&results.rows.all()), out)
}

struct Questions<'r>(&'r [Row<'r>]);

impl Serialize for Questions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Known<'r> {
            question: &'r str,
            also: &'r [String],
        }
        let mut questions = serializer.serialize_map(Some(self.0.len()))?;
        for row in self.0 {
            let question = row.question.as_deref().unwrap_or_default();
            questions.serialize_entry(&row.id, &Known { question, also: &row.also })?;
        }
        questions.end()
    }
}
