//! The page of `faq list --format html` in a browser, where there is one: Chromium, without a screen.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use faq::text::fold::fold;
use regex::Regex;

use crate::harness::{Faq, page};

/// What a page does in a test: a person who types.
const SEARCH: &str = "const field = document.querySelector('input');
    field.value = 'SECURITE'; field.dispatchEvent(new Event('input'));";
/// What a browser does before it prints.
const PRINT: &str = "window.dispatchEvent(new Event('beforeprint'));";

fn browser() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.iter().find_map(|name| {
        folders.iter().map(|folder| folder.join(name)).find(|program| program.is_file())
    })
}

/// The document that the browser has of `html` after some seconds of its own time; `anchor` is
/// what stands behind the address. `None` where there is no browser.
fn shown(faq: &Faq, html: &str, anchor: &str) -> Option<String> {
    let Some(browser) = browser() else {
        eprintln!("no browser: the page is not looked at");
        return None;
    };
    let file = faq.folder().join("page.html");
    fs::write(&file, html).expect("a file");
    let written = fs::File::create(faq.folder().join("shown.html")).expect("a file");
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]);
    command.args(["--virtual-time-budget=5000", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", faq.folder().join("browser").display()));
    command.arg(format!("file://{}{anchor}", file.display())).env("HOME", faq.folder());
    command.stdin(Stdio::null()).stdout(written).stderr(Stdio::null());
    let mut child = command.spawn().expect("a browser");
    let deadline = Instant::now() + Duration::from_secs(120);
    while child.try_wait().expect("a status").is_none() {
        if Instant::now() > deadline {
            let _ = (child.kill(), child.wait());
            panic!("the browser does not end");
        }
        thread::sleep(Duration::from_millis(20));
    }
    Some(fs::read_to_string(faq.folder().join("shown.html")).expect("a document"))
}

/// The page with a script of the test, which its policy would not let run.
fn with_script(html: &str, script: &str) -> String {
    let policy = html.find("<meta http-equiv").expect("a policy");
    let end = policy + html[policy..].find('>').expect("its end") + 1;
    let html = format!("{}{}", &html[..policy], &html[end..]);
    html.replace("</body>", &format!("<script>{script}</script></body>"))
}

/// The ids of the articles that the browser shows, or of those that are open.
fn articles(shown: &str, which: &str) -> BTreeSet<String> {
    let tags = Regex::new(r#"<article id="([0-9a-f]{12})"[^>]*>\s*<details[^>]*>"#).expect("valid");
    let is_it = |tag: &&str| match which {
        "open" => tag.contains(" open"),
        _ => !tag.contains(" hidden"),
    };
    let all = tags.captures_iter(shown).map(|tag| tag.extract::<1>());
    all.filter(|(tag, _)| is_it(tag)).map(|(_, [id])| id.to_owned()).collect()
}

#[test]
fn the_search_field_is_blind_to_case_and_accents() {
    let faq = Faq::shipped();
    let html = faq.run("list --format html").exits(0).stdout;
    let Some(found) = shown(&faq, &with_script(&html, SEARCH), "") else { return };
    let rows = faq.run("list --json").results();
    let has_it = |row: &&serde_json::Value| {
        let of = ["question", "text", "labels"].map(|field| row[field].to_string());
        fold(&of.concat()).contains("securite")
    };
    let expected: BTreeSet<String> = rows
        .iter()
        .filter(has_it)
        .map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect();
    assert!(expected.len() > 5 && expected.len() < rows.len());
    assert_eq!(articles(&found, "shown"), expected);
    let count = format!("<p role=\"status\">{} réponses</p>", expected.len());
    assert!(found.contains(&count), "{count}");
}

#[test]
fn an_anchor_opens_its_answer_and_paper_has_all() {
    let faq = Faq::shipped();
    let html = faq.run("list --format html").exits(0).stdout;
    // As it is, under its own policy: its script runs, and shows the form.
    let Some(found) = shown(&faq, &html, "#af016cb9b887") else { return };
    assert!(found.contains("<form class=\"search\" role=\"search\">"));
    assert_eq!(articles(&found, "open"), BTreeSet::from(["af016cb9b887".to_owned()]));
    let all = articles(&found, "shown");
    let printed = shown(&faq, &with_script(&html, PRINT), "").expect("a browser");
    assert_eq!((articles(&printed, "open"), all.len()), (all, 72));
}

#[test]
fn hostile_text_is_text_in_a_browser() {
    let hostile = "Un </article></script><script>document.title = 'x'</script> <b onclick=x>";
    let faq = Faq::with(&[("<i>.txt", page(&[hostile, "| <u> | b |\n| c | </table><u> |"]))]);
    let html = faq.run("list --format html").exits(0).stdout;
    let script = "document.body.append(document.querySelectorAll('main :is(script, b, i, u)').length + ' elements')";
    let Some(found) = shown(&faq, &with_script(&html, script), "") else { return };
    assert!(found.contains("0 elements") && found.contains("<title>Questions et réponses</title>"));
    assert!(
        found.contains("&lt;script&gt;document.title = 'x'&lt;/script&gt; &lt;b onclick=x&gt;")
    );
    assert_eq!((articles(&found, "shown").len(), found.matches("<td>").count()), (2, 2));
}
