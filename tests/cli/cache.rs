//! The cache: a large corpus is read once, and never answers otherwise than its pages.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use crate::harness::{Faq, page};

/// Pages of some 300 kB: enough to be kept.
fn large() -> Faq {
    let faq = Faq::with(&[("one.txt", text(0)), ("two.txt", text(700))]);
    let cache = faq.folder().join("cache").to_string_lossy().into_owned();
    faq.env("XDG_CACHE_HOME", &cache)
}

/// 700 entries, each with a word of its own.
fn text(from: usize) -> String {
    let entry = |number: usize| {
        format!(
            "Réponse numéro{number} : le certificat de l’hébergeur est renouvelé tous les {} ans, \
             sauf avis contraire de l'organisme. La demande d'homologation se dépose en ligne, et le \
             délai d'instruction du dossier court dès sa réception (voir l'article L. 1111-{number}).",
            number % 7
        )
    };
    let entries: Vec<String> = (from..from + 700).map(entry).collect();
    page(&entries.iter().map(String::as_str).collect::<Vec<_>>())
}

const QUERIES: [&str; 4] = [
    "search --json --explain homologation certificat numero42",
    "search --json numero1312",
    "search --json -n 3 'certficat \"tous les 3 ans\" -numero10'",
    "search --json 'numero13* file:two'",
];

fn answers(faq: &Faq, more: &str) -> Vec<String> {
    QUERIES.iter().map(|query| faq.run(&format!("{query} {more}")).exits(0).stdout).collect()
}

/// The files of the cache of this kind.
fn kept(faq: &Faq, kind: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(faq.folder().join("cache/faq")) else { return Vec::new() };
    let files = files.map(|file| file.expect("a file of the cache").path());
    files.filter(|path| path.extension().is_some_and(|ext| ext == kind)).collect()
}

#[test]
fn a_large_corpus_is_kept_and_answers_alike() {
    let faq = large();
    let fresh = answers(&faq, "--no-cache");
    assert!(kept(&faq, "store").is_empty(), "--no-cache keeps nothing");
    assert_eq!(answers(&faq, ""), fresh);
    assert_eq!((kept(&faq, "store").len(), kept(&faq, "key").len()), (1, 1));
    assert_eq!(answers(&faq, ""), fresh, "from the cache");
    let report = faq.run("cache --json").exits(0).json();
    assert_eq!((&report["total"], &report["results"][0]["entries"]), (&1.into(), &1400.into()));
    faq.run("cache --clear").exits(0).says(&["2 files", "removed"]);
    assert_eq!(faq.run("cache --json").json()["total"], 0);
    assert!(kept(&faq, "store").is_empty());
}

#[test]
fn grep_finds_alike_in_what_is_kept() {
    let faq = large();
    faq.run(QUERIES[0]).exits(0);
    for query in [
        "grep -c homologation",
        "grep --json -n 3 'numero1[23]'",
        "grep -c '^Réponse numero7 '",
        "grep -c '\\)\\.\\z'",
        "grep --json -v 'numéro|certificat' ",
        "grep -c -w 'l.an' --format csv",
    ] {
        let fresh = faq.run(&format!("{query} --no-cache"));
        let kept = faq.run(query);
        assert_eq!((kept.code, kept.stdout), (fresh.code, fresh.stdout), "{query}");
    }
}

#[test]
fn what_is_kept_is_used() {
    let faq = large();
    let fresh = faq.run(QUERIES[0]).exits(0).stdout;
    // Kept whole, the store is not written again; once it is gone, it is.
    let store = &kept(&faq, "store")[0];
    let written = || fs::metadata(store).and_then(|m| m.modified()).expect("the store");
    let before = written();
    assert_eq!(faq.run(QUERIES[0]).exits(0).stdout, fresh);
    assert_eq!(written(), before);
    fs::remove_file(store).expect("the store");
    assert_eq!(faq.run(QUERIES[0]).exits(0).stdout, fresh);
    assert!(written() > before);
}

#[test]
fn a_page_that_changes_is_read_again() {
    let faq = large();
    answers(&faq, "");
    let one = faq.pages().join("one.txt");
    let text = fs::read_to_string(&one).expect("the page");
    // The same length, the same time: the time of the inode tells, or the contents.
    let time = fs::metadata(&one).and_then(|m| m.modified()).expect("its time");
    fs::write(&one, text.replace("numéro42 ", "numéroXY ")).expect("the page");
    let file = fs::File::options().write(true).open(&one).expect("the page");
    file.set_modified(time).expect("its time");
    drop(file);
    let found = faq.run("search --json numeroXY").exits(0);
    assert_eq!(found.json()["total"], 1, "{found:?}");
    fs::remove_file(&one).expect("the page");
    faq.run("search --json 'file:one'").exits(1);
    fs::write(&one, text).expect("the page");
    faq.run("search --json --exact --all-terms numeroXY").exits(1);
}

#[test]
fn a_page_only_touched_is_not_read_again_twice() {
    let faq = large();
    let fresh = answers(&faq, "");
    let one = faq.pages().join("one.txt");
    let file = fs::File::options().write(true).open(&one).expect("the page");
    file.set_modified(SystemTime::now() - Duration::from_secs(3600)).expect("its time");
    let store = kept(&faq, "store");
    let before = fs::metadata(&store[0]).and_then(|m| m.modified()).expect("the store");
    assert_eq!(answers(&faq, ""), fresh);
    assert_eq!(kept(&faq, "store"), store);
    let after = fs::metadata(&store[0]).and_then(|m| m.modified()).expect("the store");
    assert_eq!(before, after, "the contents are the same, so what was kept still serves");
}

#[test]
fn damage_is_never_an_answer() {
    let faq = large();
    let fresh = answers(&faq, "--no-cache");
    faq.run(QUERIES[0]).exits(0);
    let store = kept(&faq, "store")[0].clone();
    let key = kept(&faq, "key")[0].clone();
    let (whole, whole_key) = (fs::read(&store).expect("bytes"), fs::read(&key).expect("bytes"));
    let len = whole.len();
    let mut damages: Vec<(&PathBuf, Vec<u8>)> = Vec::new();
    for cut in [0, 1, 16, 4096, len / 3, len / 2, len - 17, len - 1] {
        damages.push((&store, whole[..cut].to_vec()));
    }
    for at in (0..len).step_by(len / 9).chain([9, 10, 11, 17, len - 1, len - 9, len - 40]) {
        let mut damaged = whole.clone();
        damaged[at] = damaged[at].wrapping_add(1);
        damages.push((&store, damaged));
    }
    damages.push((&store, vec![0; len]));
    damages.push((&store, [&whole[..], b"more"].concat()));
    for damaged in [&b""[..], b"{", b"null", b"[]", &[0xFF; 40], &whole_key[..whole_key.len() / 2]]
    {
        damages.push((&key, damaged.to_vec()));
    }
    let text = String::from_utf8(whole_key.clone()).expect("JSON");
    let name = store.file_stem().and_then(|name| name.to_str()).expect("a name");
    for other in ["../../pages/one", "", "0000"] {
        damages.push((&key, text.replace(name, other).into_bytes()));
    }
    for (number, (file, bytes)) in damages.into_iter().enumerate() {
        fs::write(&store, &whole).expect("the store");
        fs::write(&key, &whole_key).expect("the key");
        fs::write(file, bytes).expect("damage");
        let query = number % QUERIES.len();
        let run = faq.run(QUERIES[query]).exits(0);
        assert_eq!(run.stdout, fresh[query], "damage {number}");
    }
    // What is damaged is thrown away and made anew.
    let mut damaged = whole.clone();
    damaged[len / 2..].fill(0xAA);
    fs::write(&key, &whole_key).expect("the key");
    fs::write(&store, &damaged[..len]).expect("the store");
    answers(&faq, "");
    assert_eq!(fs::read(&store).expect("the store"), whole);
}

#[test]
fn a_store_is_believed_under_its_own_name_only() {
    let faq = large();
    faq.run("search --json numero42").exits(0);
    let (before, key) = (kept(&faq, "store")[0].clone(), kept(&faq, "key")[0].clone());
    let old = fs::read(&before).expect("the store");
    let one = faq.pages().join("one.txt");
    let text = fs::read_to_string(&one).expect("the page");
    fs::write(&one, text.replace("numéro42 ", "numéroXY ")).expect("the page");
    assert_eq!(faq.run("search --json numeroxy").exits(0).json()["total"], 1);
    assert_eq!(kept(&faq, "key"), [key], "one key for these pages");
    let now = kept(&faq, "store");
    assert!(now.len() == 1 && now[0] != before, "what no longer serves is gone");
    fs::write(&now[0], old).expect("the store of the page as it was");
    assert_eq!(faq.run("search --json numeroxy").exits(0).json()["total"], 1);
}

#[cfg(unix)]
#[test]
fn no_room_for_a_cache_costs_no_answer() {
    let faq = large();
    let fresh = faq.run(&format!("{} --no-cache", QUERIES[0])).stdout;
    let mut limited = faq.through_shell(
        "ulimit -f 100; exec \"$@\" search --json --explain homologation certificat numero42",
    );
    let output = limited.output().expect("a shell");
    assert_eq!(
        (output.status.code(), String::from_utf8_lossy(&output.stdout)),
        (Some(0), fresh.into())
    );
    assert!(kept(&faq, "store").is_empty() && kept(&faq, "half").is_empty());
}

#[test]
fn no_place_for_a_cache_is_no_trouble() {
    let faq = large();
    let fresh = answers(&faq, "--no-cache");
    fs::write(faq.folder().join("cache"), "a file, not a folder").expect("a file");
    assert_eq!(answers(&faq, ""), fresh);
    let faq = large().env("XDG_CACHE_HOME", "relative");
    assert_eq!(answers(&faq, ""), fresh);
    assert!(!faq.folder().join("relative").exists() && !faq.pages().join("relative").exists());
    let nowhere = Faq::shipped();
    nowhere.run("cache").refused(&["no place for a cache"]);
}

#[test]
fn small_pages_and_standard_input_are_not_kept() {
    let faq = Faq::with_entries(&["Le certificat."]);
    let cache = faq.folder().join("cache").to_string_lossy().into_owned();
    let faq = faq.env("XDG_CACHE_HOME", &cache).stdin(text(0));
    faq.run("search certificat").exits(0);
    faq.run("search certificat --seeds -").exits(0);
    assert!(!faq.folder().join("cache").exists());
}

#[test]
fn two_hundred_at_once_on_one_empty_cache_all_answer_and_leave_it_sound() {
    // Large by its blank lines, so that two hundred can read and index it.
    let one = "\n".repeat(70_000) + &page(&["Le certificat.", "L'homologation du numéro7."]);
    let faq = Faq::with(&[("one.txt", one), ("two.txt", page(&["Un certificat renouvelé."]))]);
    let cache = faq.folder().join("cache").to_string_lossy().into_owned();
    let lines = "certificat\nhomologtion numero7\n";
    let faq = faq.env("XDG_CACHE_HOME", &cache).stdin(lines);
    let fresh = faq.run("search --batch - --jsonl --no-cache").exits(0);
    let fresh = format!("{}{}", fresh.stdout, fresh.stderr);
    let output = |number: usize| faq.folder().join(format!("out{number}"));
    // The pages are looked for in the cache before the batch is read, so all find it empty, and
    // all that they find there to do is done when the last has begun.
    let begin = |number| {
        let out = fs::File::create(output(number)).expect("a file");
        let told = out.try_clone().expect("a file");
        let mut command = faq.command();
        command.args(["search", "--batch", "-", "--jsonl"]).stdin(Stdio::piped());
        command.stdout(out).stderr(told).spawn().expect("the program")
    };
    let searches: Vec<_> = (0..200).map(begin).collect();
    std::thread::sleep(Duration::from_millis(500));
    assert!(kept(&faq, "store").is_empty(), "nobody had anything to index yet");
    let feed = |mut search: std::process::Child| {
        search.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
        search
    };
    let searches: Vec<_> = searches.into_iter().map(feed).collect();
    for (number, mut search) in searches.into_iter().enumerate() {
        assert!(search.wait().expect("it ends").success());
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        let said = fs::read_to_string(output(number)).expect("what it said");
        assert_eq!(sorted(&said), sorted(&fresh));
    }
    let names = fs::read_dir(faq.folder().join("cache/faq")).expect("the cache").count();
    assert_eq!((kept(&faq, "store").len(), kept(&faq, "key").len(), names), (1, 1, 2));
    let store = kept(&faq, "store")[0].clone();
    let (bytes, written) = (fs::read(&store).expect("the store"), fs::metadata(&store));
    let again = faq.run("search --batch - --jsonl").exits(0);
    assert_eq!(format!("{}{}", again.stdout, again.stderr), fresh);
    let time =
        |facts: std::io::Result<fs::Metadata>| facts.and_then(|m| m.modified()).expect("a time");
    assert_eq!(time(fs::metadata(&store)), time(written), "what they kept serves");
    faq.run("cache --clear").exits(0);
    faq.run("search --batch - --jsonl").exits(0);
    assert_eq!(fs::read(&store).expect("the store"), bytes, "one alone keeps the same");
}

#[test]
fn a_batch_answers_alike_from_the_cache() {
    let lines = "certificat\n\nnumero7\nhomologtion\n";
    let faq = large().stdin(lines);
    let fresh = faq.run("search --batch - --jsonl --no-cache").exits(0).stdout;
    for _ in 0..2 {
        assert_eq!(faq.run("search --batch - --jsonl").exits(0).stdout, fresh);
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let faq = large();
    faq.run(QUERIES[0]).exits(0);
    let mode = |path: PathBuf| fs::metadata(path).expect("kept").permissions().mode() & 0o777;
    assert_eq!(mode(faq.folder().join("cache/faq")), 0o700);
    assert!(kept(&faq, "store").into_iter().chain(kept(&faq, "key")).all(|p| mode(p) == 0o600));
}

#[test]
fn every_format_reports_on_the_cache() {
    let faq = large();
    faq.run(QUERIES[0]).exits(0);
    for (format, part) in [
        ("text", "1400 entries"),
        ("json", "\"command\": \"cache\""),
        ("jsonl", "\"entries\":1400"),
        ("csv", "entries,page_bytes,bytes,pages\r\n1400,"),
        ("markdown", "| 1400 |"),
    ] {
        let run = faq.run(&format!("cache --format {format}")).exits(0).quiet();
        assert!(run.stdout.contains(part), "{run:?}");
    }
}
