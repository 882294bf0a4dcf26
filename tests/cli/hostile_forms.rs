//! HTML and Markdown made to harm: time and memory stay within bounds that grow with the page.

use crate::bounds::{Bounds, MB, SCALE};
use crate::harness::Faq;

#[test]
fn pages_of_one_construct_repeated() {
    let size = 20 * MB / SCALE;
    let fill = |piece: &str| piece.repeat(size / piece.len());
    let attributes: String = (0..size / 9).map(|n| format!(" a{n}=1")).collect();
    for (name, page) in [
        ("nested.html", fill("<div>")),
        ("inline.html", fill("<b>")),
        ("misnested.html", fill("<b><p></b></div><table><td></i>")),
        ("unclosed.html", fill("<li><p>x<dt>y?<tr><td>z")),
        ("attributes.html", format!("<p{attributes}>x")),
        ("comments.html", fill("<!-- - -->")),
        ("open.html", fill("<!--")),
        ("tags.html", fill("<a href='")),
        ("entities.html", fill("&amp;&notit&#x41")),
        ("titles.html", fill("<dt>a<dd>b")),
        ("items.html", fill("<p itemscope itemtype=/Question><b itemprop=name>a")),
        ("quotes.md", fill("> ")),
        ("lists.md", fill("- ")),
        ("brackets.md", fill("[")),
        ("stars.md", fill("*a _b ")),
        ("headings.md", fill("# a\n")),
        ("deep.json", fill("[")),
        ("quotes.csv", format!("text\n{}", fill("\"\"\""))),
    ] {
        let faq = Faq::with(&[(name, format!("<p>Fin.\n{page}")), ("a.txt", "Un.\n".to_owned())]);
        let run = faq.within(Bounds { seconds: 60, ..Bounds::of(size, 100) }, "list --json");
        assert!(run.exits(0).stdout.contains("Un."), "{name}");
    }
}
