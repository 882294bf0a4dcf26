//! The elements of HTML by name: which are hidden, and which stand on lines of their own.

use super::tags::Tag;

/// Elements that a browser does not show, or that only lead elsewhere.
pub(super) const HIDDEN: [&str; 12] = [
    "nav", "template", "noscript", "svg", "math", "object", "audio", "video", "canvas", "select",
    "datalist", "dialog",
];

/// Elements that an answer may be all of.
pub(super) const HOLDS_ANSWER: [&str; 6] =
    ["details", "dd", "article", "section", "blockquote", "td"];

/// Whether an element stands beside what the page is about.
pub(super) fn is_aside(tag: &Tag) -> bool {
    matches!(tag.name.as_str(), "aside" | "footer")
        || ["complementary", "contentinfo"].iter().any(|role| tag.has_word("role", role))
}

/// What pages call the date of their last change.
pub(super) const MODIFIED: [&str; 7] = [
    "dateModified",
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "revised",
];

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 49] = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "html", "legend", "li",
        "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ];
    BLOCKS.binary_search(&name).is_ok()
}
