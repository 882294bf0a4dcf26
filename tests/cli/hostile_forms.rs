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

/// As large in every build: what is read over is read in one pass, and nothing is built of it.
#[test]
fn a_hundred_megabytes_of_one_construct() {
    const SIZE: usize = 100 * MB;
    let attributes = || (0..SIZE / 10).map(|n| format!(" a{n}=1")).collect::<String>();
    let make: [(&str, &dyn Fn() -> String); 4] = [
        ("nested", &|| "<div>".repeat(SIZE / 5)),
        ("attribute", &|| format!("<p class=\"{}\">x", "x ".repeat(SIZE / 2))),
        ("attributes", &|| format!("<p{}>x", attributes())),
        ("comment", &|| format!("<!-- {}", "- -".repeat(SIZE / 3))),
    ];
    for (name, page) in make {
        let faq = Faq::with(&[("a.html", format!("<p>Fin.\n{}", page()))]);
        let run = faq.within(Bounds { memory: 400, seconds: 20 }, "list --json");
        let text = run.exits(0).texts().concat();
        assert!(text.starts_with("Fin.") && text.len() < 10, "{name}");
    }
}
