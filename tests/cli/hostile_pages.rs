//! Pages made to harm: nothing of them drives a terminal, nothing is lost, and time and memory
//! stay within bounds that grow with the page and no faster.

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::Value;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfc;

use crate::bounds::{Bounds, MB, SCALE};
use crate::harness::{END, Faq, page};
use crate::terminal::Terminal;

/// Escape sequences as terminals obey them, each with what it would do.
const SEQUENCES: [&str; 12] = [
    "\u{1b}[2J\u{1b}[H",                               // clears the screen
    "\u{1b}[31m",                                      // colours what follows
    "\u{1b}]0;titre\u{7}",                             // names the window
    "\u{1b}]8;;https://example.org\u{1b}\\lien",       // makes a link
    "\u{1b}]52;c;cm0gLXJmIH4K\u{7}",                   // writes the clipboard
    "\u{1b}P$q\"p\u{1b}\\",                            // asks, and is answered as if typed
    "\u{9b}2J",                                        // the same as the first, in C1
    "\u{9d}52;c;cm0gLXJmIH4K\u{9c}",                   // the clipboard, in C1
    "\u{90}+q544e\u{9c}",                              // asks, in C1
    "\r\u{8}\u{8}\u{7f}",                              // writes over what stands there
    "\u{202e}txt.exe\u{202c}",                         // reads backwards
    "\u{2066}\u{2067}\u{2069}\u{200e}\u{200f}\u{61c}", // other bidirectional controls
];

/// What acts on a terminal or on reading order. Tabs and line ends pass, and the carriage
/// returns of CSV.
fn acts(c: char) -> bool {
    let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    (c.is_control() && !"\n\t".contains(c)) || bidi.contains(c)
}

#[track_caller]
fn harmless(text: &str, csv: bool) {
    let text = if csv { text.replace("\r\n", "\n") } else { text.to_owned() };
    let found = text.chars().find(|&c| acts(c));
    assert_eq!(found, None, "{:?}", text.chars().take(2000).collect::<String>());
}

/// Pages, rules and synonyms full of what could act on a terminal.
fn hostile() -> Faq {
    let all: String = ('\u{1}'..='\u{9f}').filter(|c| c.is_control() && *c != '\n').collect();
    let sequences = SEQUENCES.join(" certification ");
    let text = format!("Certification {all} hds {sequences} fin");
    let value = format!(
        r#"{{"key": "hds", "label": {}, "any": ["hds"]}}"#,
        serde_json::to_string(&sequences).expect("JSON")
    );
    let facet = |key: &str, values: &str| {
        let question = serde_json::to_string(&sequences).expect("JSON");
        format!(r#"{{"key": "{key}", "question": {question}, "values": [{values}]}}"#)
    };
    let facets = [
        facet("offre", ""),
        facet("couloir", ""),
        facet("dispositif", ""),
        facet("produit", ""),
        facet("thematique", &value),
    ];
    let rules = format!(r#"{{"facets": [{}]}}"#, facets.join(","));
    let synonyms = serde_json::to_string(&format!("prix{sequences}")).expect("JSON");
    let name = format!("page {}.txt", SEQUENCES.concat());
    let faq = Faq::with(&[
        (
            name.replace(['/', '\\'], "").as_str(),
            page(&[&text, &sequences, &format!("Hds\n{text}")]),
        ),
        ("buried\u{1b}[2J.txt", format!("Un\n{END} Oui {sequences}\nDeux")),
        ("facets.json", rules),
        ("lexicon.json", format!(r#"{{"groups": [[{synonyms}, "certification"]]}}"#)),
    ]);
    let id = faq.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
    let comment = serde_json::to_string(&sequences).expect("JSON");
    let vote = format!(r#"{{"id":"{id}","vote":"yes","at":1,"comment":{comment}}}"#);
    fs::write(faq.folder().join("v"), format!("{vote}\n{sequences}\n")).expect("votes");
    faq
}

#[test]
fn no_verb_in_any_format_lets_a_page_act_on_a_terminal() {
    let faq = hostile();
    let id = faq.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
    for verb in [
        "search certification hds --explain",
        "search 'certificatoin' --full",
        "search hdsss prixx",
        "grep 'certif.*' --full",
        "list",
        "list --by file",
        "topics --all",
        &format!("show {id}"),
        "show 0000",
        "check",
        "votes",
        "guide --topic hds --no-input",
        &format!("rate {id} no --votes w --comment '\u{1b}[2J'"),
        "search topic:\u{1b}[2J",
        "grep '\u{1b}[2J('",
    ] {
        for format in ["text", "csv", "markdown", "json", "jsonl"] {
            let line = format!("--votes v --format {format} {verb}");
            let run = faq.run(&line);
            assert!(run.code.is_some_and(|code| code <= 2), "{line}: {run:?}");
            harmless(&run.stdout, format == "csv");
            harmless(&run.stderr, false);
        }
    }
}

#[test]
fn a_hostile_page_does_not_drive_the_terminal_through_prompts_and_picker() {
    let hostile =
        "Certification HDS \u{1b}]52;c;cm0=\u{7}\u{1b}[8m\u{9b}2J\u{9d}52;c;cm0=\u{9c}\u{202e} fin";
    let faq = Faq::with_entries(&[hostile, &format!("{hostile} deux")]);
    let tame = |terminal: &Terminal| {
        let printed = terminal.printed();
        for sign in ["\u{1b}]", "\u{9b}", "\u{9d}", "\u{202e}", "\u{1b}[8m"] {
            assert!(!printed.contains(sign), "{sign:?} in {printed:?}");
        }
    };
    let all = "--offre tous --couloir tous --dispositif tous --produit tous --topic tous";
    let mut guide = Terminal::run(&faq, (80, 40), &format!("faq --seeds pages guide {all}"));
    guide.shows(&["Which one?"]).types("\r").shows(&["1/2"]).types("\r");
    guide.types("\r").shows(&["2/2"]).types("\r");
    guide.types("\u{1b}[B\r").exits(0);
    tame(&guide);
    let mut browse = Terminal::run(&faq, (80, 24), "faq --seeds pages browse certification");
    browse.shows(&["2/2", "> Certificat"]).types("\u{6}").shows(&["[ ]"]).types("\t\r").exits(0);
    tame(&browse);
}

#[test]
fn json_gives_every_character_back() {
    let all: String = ('\0'..='\u{9f}').filter(|c| *c != '\n' && *c != '\r').collect();
    let text = format!("a{all}b {} c", SEQUENCES.join(" ").replace('\r', ""));
    let faq = Faq::with_entries(&[&text]);
    faq.run("list --json").finds(&[&text]);
    let rows = faq.run("grep 'b .* c' --json").results();
    let found = &rows[0]["matches"][0];
    let at = |key: &str| usize::try_from(found[key].as_u64().expect("a number")).expect("small");
    let slice: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert!(slice.starts_with("b ") && slice.ends_with(" c"), "{slice:?}");
}

#[test]
fn sizes_that_no_page_has() {
    let bytes = 100 * MB / SCALE;
    let fill = |unit: &str| unit.repeat(bytes / unit.len());
    for (what, text, least) in [
        ("a line that is one word", fill("é"), 1),
        ("a line of words", fill("œuvre certification "), 1),
        ("an entry of lines", fill("La certification HDS (Hébergement De Santé) est là.\n"), 1),
        ("brackets", fill("("), 1),
        ("compounds", fill("a-"), 1),
        ("elisions", fill("l'"), 1),
        ("sentences", fill("A. "), 1),
        ("NULs", fill("\0") + "a", 1),
        ("zalgo", "e".to_owned() + &fill("\u{301}\u{323}\u{342}"), 1),
        ("white space", "a".to_owned() + &fill("\u{a0}") + "b", 1),
        ("delimiters", fill(&format!("{END}\n")), 0),
        ("delimiters glued", fill(END), 0),
        ("headings", fill("Votre question concerne quel produit ?\n"), 0),
        ("entries", (0..bytes / 50).map(|n| format!("a {n}\n{END}\n")).collect(), bytes / 50),
    ] {
        let faq = Faq::with(&[("a.txt", text + "\n" + END)]);
        let bounds = Bounds::of(bytes, 64);
        let count = faq.within(bounds, "grep -c .");
        if least == 0 {
            count.refused(&["a.txt: holds no entry"]);
            continue;
        }
        assert_eq!(count.stdout.trim(), least.to_string(), "{what}");
        for line in ["search -n 1 certification œuvre a", "list --jsonl"] {
            let run = faq.within(bounds, line);
            assert!(run.code.is_some_and(|code| code < 2), "{what}: {:?}", run.stderr);
        }
    }
}

#[test]
fn a_line_with_every_combining_mark_is_looked_through_once() {
    let marks = ('\u{300}'..char::MAX).filter(|&c| is_combining_mark(c)).map(|c| format!("_{c}"));
    let marks: String = marks.filter(|text| is_nfc(text)).collect();
    let text = marks.repeat(20 * MB / SCALE.min(10) / marks.len());
    let faq = Faq::with(&[("a.txt", format!("{text}\n{END}\n"))]);
    let bounds = Bounds { memory: 800, seconds: 10 };
    assert_eq!(faq.within(bounds, "grep -c .").exits(0).stdout, "1\n");
}

#[test]
fn ten_million_delimiters_and_a_hundred_thousand_pages() {
    let count = 10_000_000 / SCALE;
    let faq = Faq::with(&[("a.txt", format!("Un\n{}", format!("{END}\n").repeat(count)))]);
    let bounds = Bounds::of(count * (END.len() + 1), 8);
    faq.within(bounds, "list --json").exits(0).finds(&["Un"]);
    let count = 100_000 / SCALE;
    let faq = Faq::with(&[("a.txt", page(&["Zéro"]))]);
    for number in 0..count {
        let text = page(&[&format!("Réponse {number}"), &format!("Certificat {}", number % 7)]);
        fs::write(faq.pages().join(format!("p{number:06}.txt")), text).expect("a page");
    }
    let bounds = Bounds::of(count * 100, 64);
    let rows = faq.within(bounds, "search certificat --json -n 10").exits(0).json();
    assert_eq!(rows["total"], 7);
    let check = faq.within(bounds, "check --json").exits(0).json();
    assert_eq!(
        (&check["page_count"], &check["distinct"]),
        (&(count + 1).into(), &(count + 8).into())
    );
}

#[test]
fn a_million_things_to_mend_are_told_in_a_few_lines_and_listed_by_check() {
    let count = 2_000_000 / SCALE;
    let faq = Faq::with(&[("a.txt", format!("Un\n{}", format!("{END} Oui\n").repeat(count)))]);
    let bounds = Bounds::of(count * (END.len() + 5), 16);
    let more = format!("faq: pages/a.txt: and {} more like the last; faq check lists", count - 5);
    let run = faq.within(bounds, "list --jsonl").exits(0).says(&["pages/a.txt:2: ", &more]);
    assert_eq!(run.stderr.lines().count(), 6);
    let check = faq.within(bounds, "check --json").exits(1).quiet().json();
    assert_eq!(check["pages"][0]["problems"].as_array().map(Vec::len), Some(count));
}

#[test]
fn bytes_that_no_encoding_allows_are_salvaged_and_told() {
    let size = 50 * MB / SCALE;
    let halves = [vec![0xFF, 0xFE], [0x00, 0xD8].repeat(size)].concat();
    let overlong = [b"\xC3\xA9 ".to_vec(), b"\xC0\xAF\xE0\x80\xAF".repeat(size / 5)].concat();
    let latin = b"\xE9t\xE9 ".repeat(size / 4);
    for (bytes, text) in [(halves, "\u{fffd}"), (overlong, "À¯à€¯"), (latin, "été ")] {
        let bounds = Bounds::of(bytes.len(), 64);
        let faq = Faq::with(&[("a.txt", bytes)]);
        let run = faq.within(bounds, "list --json").exits(0).says(&["faq: pages/a.txt:1: "]);
        assert!(run.texts()[0].contains(text));
    }
    // An overlong slash or delimiter is neither.
    let sneaky = [b"Un \xC3\xA9\n".to_vec(), END.replace('v', "\u{fffd}").into_bytes()].concat();
    let sneaky = String::from_utf8(sneaky).expect("UTF-8").into_bytes();
    let at = sneaky.windows(3).position(|w| w == b"\xEF\xBF\xBD").expect("the mark");
    let sneaky = [&sneaky[..at], b"\xC1\xB6", &sneaky[at + 3..]].concat();
    let faq = Faq::with(&[("a.txt", sneaky)]);
    assert_eq!(faq.run("check --json").json()["entries"], 1);
}

#[test]
fn devices_pipes_and_loops_are_never_waited_for() {
    let faq = Faq::with(&[("a.txt", page(&["Un"]))]);
    let link = |to: &str, name: &str| symlink(to, faq.pages().join(name)).expect("a link");
    link("/dev/zero", "b.txt");
    link("/dev/tty", "c.txt");
    link("d.txt", "e.txt");
    link("e.txt", "d.txt");
    link(".", "f.txt");
    link("nowhere", "h.txt");
    link("/dev/zero", "facets.json");
    link("lexicon.json", "lexicon.json");
    let made = std::process::Command::new("mkfifo").arg(faq.pages().join("g.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    // One that was a file when someone looked is not waited for, either.
    let opened = faq::files::read::open_regular(&faq.pages().join("g.txt")).map(drop);
    assert_eq!(opened.map_err(|why| why.to_string()), Err("not a regular file".to_owned()));
    let run = faq.within(Bounds { memory: 300, seconds: 60 }, "list --json").exits(0);
    run.finds(&["Un"]);
    run.says(&[
        "b.txt: skipped, not a",
        "d.txt: skipped",
        "f.txt: skipped, not",
        "g.txt: skipped, not",
        "h.txt: skipped, cannot be read",
    ]);
    let run = faq.run("check --format csv").exits(1);
    assert!(run.stdout.contains("facets.json,") && run.stdout.contains("lexicon.json,"));
}

#[test]
fn a_pipe_that_the_user_names_is_a_page() {
    let faq = Faq::shipped();
    let pipe = faq.folder().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    let text = page(&["Un", "Deux"]);
    let writer = thread::spawn(move || fs::write(pipe, text));
    let run = faq.within(Bounds { memory: 300, seconds: 60 }, "--seeds pipe list --json").exits(0);
    run.finds(&["Un", "Deux"]);
    assert!(writer.join().is_ok_and(|written| written.is_ok()));
}

#[test]
fn what_never_ends_is_read_to_a_bound_and_refused() {
    let faq = Faq::with(&[("a.txt", page(&["Un"]))]);
    let sparse = fs::File::create(faq.pages().join("b.txt")).expect("a page");
    sparse.set_len(1 << 40).expect("a page with a hole");
    let sparse = fs::File::create(faq.folder().join("v")).expect("votes");
    sparse.set_len(1 << 40).expect("votes with a hole");
    let bounds = Bounds { memory: 2500, seconds: 120 };
    let run = faq.within(bounds, "list --json --votes v").exits(0);
    run.finds(&["Un"]);
    run.says(&["b.txt: skipped, larger than 4096 MiB", "v: votes cannot be read"]);
    let shipped = Faq::shipped();
    for line in
        ["--seeds /dev/zero list", "search --batch /dev/zero", "votes --votes w --import /dev/zero"]
    {
        shipped.within(bounds, line).refused(&["/dev/zero", "larger than 512 MiB"]);
    }
    let mut endless = shipped.through_shell("yes certification | \"$@\" --seeds - list");
    let output = endless.output().expect("a shell");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("larger than 512 MiB"));
}

#[test]
fn a_page_that_changes_while_it_is_read_is_read_somehow() {
    let faq = Faq::with(&[("a.txt", page(&["Un"])), ("b.txt", String::new())]);
    let file = faq.pages().join("b.txt");
    let done = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&done);
    let (pipe, link) = (faq.folder().join("pipe"), faq.folder().join("link"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    let writer = thread::spawn(move || {
        let long = page(&["Une réponse qui change. ".repeat(2000).as_str()]);
        for round in 0.. {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            match round % 5 {
                0 => fs::write(&file, &long).expect("written"),
                1 => fs::write(&file, "").expect("emptied"),
                2 => fs::write(&file, &long.as_bytes()[..long.len() / 2 + 1]).expect("halved"),
                // A pipe without a writer, which takes the place of what was just looked at.
                3 => fs::hard_link(&pipe, &link)
                    .and_then(|()| fs::rename(&link, &file))
                    .expect("swapped"),
                _ => fs::remove_file(&file).expect("gone"),
            }
        }
    });
    for _ in 0..60 {
        let run = faq.within(Bounds { memory: 300, seconds: 60 }, "list --json");
        assert_eq!(run.code, Some(0), "{run:#?}");
        let rows: Vec<Value> = run.results();
        assert!((1..=2).contains(&rows.len()) && rows[0]["text"] == "Un", "{run:#?}");
    }
    done.store(true, Ordering::Relaxed);
    writer.join().expect("the writer ends");
}

#[test]
fn every_byte_that_can_be_seen_is_an_entry_even_alone() {
    for byte in 0x21..=u8::MAX {
        // Delete, no-break space, soft hyphen.
        if [0x7F, 0xA0, 0xAD].contains(&byte) {
            continue;
        }
        for bytes in [vec![byte], vec![byte, b'\r', b'\n', byte]] {
            let faq = Faq::with(&[("a.txt", bytes)]);
            let run = faq.run("list --json");
            assert_eq!(run.code, Some(0), "{byte:02X}: {run:#?}");
        }
    }
}
