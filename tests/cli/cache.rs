//! The cache: a large corpus is read once, and never answers otherwise than its pages.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::harness::{Faq, page};

/// Pages of some 300 kB, enough to be cached, and with a cache.
fn large() -> Faq {
    settled(Faq::with(&[("one.txt", text(0)), ("two.txt", text(700))]))
}

/// With a cache, on pages that are old enough for it.
fn settled(faq: Faq) -> Faq {
    thread::sleep(Duration::from_millis(2100));
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

/// The files of the cache.
fn cached(faq: &Faq) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(faq.folder().join("cache/faq")) else { return Vec::new() };
    files.map(|file| file.expect("a file of the cache").path()).collect()
}

#[test]
fn the_cache_answers_as_the_pages_do() {
    let faq = large().stdin("certificat\n\nnumero7\nhomologtion\n");
    let mut lines: Vec<String> = QUERIES.map(str::to_owned).into();
    for format in ["text", "json", "jsonl", "csv", "markdown"] {
        for line in [
            "search -n 5 'numero13* -numero131'",
            "grep -n 3 -w 'l.an|numero1[23]'",
            "list --topic hds",
            "topics",
            "check",
        ] {
            lines.push(format!("{line} --format {format}"));
        }
    }
    let lines = lines.iter().map(String::as_str).chain([
        "search --batch - --jsonl",
        "grep -c '\\)\\.\\z'",
        "grep --json -v 'numéro|certificat'",
        "show 0000",
    ]);
    let lines: Vec<&str> = lines.collect();
    let run = |line: &&str, more: &str| {
        let run = faq.run(&format!("{line} {more}"));
        (run.code, run.stdout, run.stderr)
    };
    let fresh: Vec<_> = lines.iter().map(|line| run(line, "--no-cache")).collect();
    assert!(cached(&faq).is_empty(), "--no-cache caches nothing");
    run(&QUERIES[0], "");
    let images = cached(&faq);
    let modified = |path| fs::metadata(path).and_then(|m| m.modified()).expect("an image");
    let written = modified(&images[0]);
    for (line, fresh) in lines.iter().zip(fresh) {
        assert_eq!(run(line, ""), fresh, "{line}");
    }
    assert_eq!(
        (cached(&faq), modified(&images[0])),
        (images.clone(), written),
        "it is not written again"
    );
    let name = images[0].file_stem().and_then(|name| name.to_str()).expect("a name");
    let parts: Vec<&str> = name.split('-').collect();
    assert!(images.len() == 1 && parts.len() == 3 && parts[2] == "0".repeat(16), "{images:?}");
    assert!(parts.iter().all(|part| part.len() == 16));
    for (format, part) in [
        ("text", "1400 entries"),
        ("json", "\"entries\": 1400"),
        ("jsonl", "\"entries\":1400"),
        ("csv", "entries,page_bytes,bytes,pages\r\n1400,"),
        ("markdown", "| 1400 |"),
    ] {
        let run = faq.run(&format!("cache --format {format}")).exits(0).quiet();
        assert!(run.stdout.contains(part), "{run:?}");
    }
    faq.run("cache --clear").exits(0).says(&["1 file", "removed"]);
    assert!(cached(&faq).is_empty() && faq.run("cache --json").json()["total"] == 0);
}

#[test]
fn a_page_that_changes_is_read_again() {
    let faq = large();
    answers(&faq, "");
    let before = cached(&faq);
    let one = faq.pages().join("one.txt");
    let text = fs::read_to_string(&one).expect("the page");
    // The same length, the same time: the time of the inode tells.
    let time = fs::metadata(&one).and_then(|m| m.modified()).expect("its time");
    fs::write(&one, text.replace("numéro42 ", "numéroXY ")).expect("the page");
    let file = fs::File::options().write(true).open(&one).expect("the page");
    file.set_modified(time).expect("its time");
    drop(file);
    let found = faq.run("search --json numeroXY").exits(0);
    assert_eq!(found.json()["total"], 1, "{found:?}");
    assert_eq!(cached(&faq), before, "what just changed is not cached");
    fs::remove_file(&one).expect("the page");
    faq.run("search --json 'file:one'").exits(1);
    fs::write(&one, text).expect("the page");
    faq.run("search --json --exact --all-terms numeroXY").exits(1);
    let killed = format!("{}.0123456789abcdef.part", before[0].display());
    let hours = Duration::from_secs(7200);
    let part = fs::File::create(&killed).expect("a file");
    part.set_modified(SystemTime::now() - hours).expect("a time");
    thread::sleep(Duration::from_millis(2100));
    answers(&faq, "");
    // Earlier states and abandoned files are gone; there is one of the other page alone.
    let now = cached(&faq);
    assert!(now.len() == 2 && !now.contains(&before[0]) && !fs::exists(&killed).expect("a folder"));
}

#[test]
fn a_corrupt_image_is_made_anew_or_crashes_nothing() {
    let faq = large();
    let fresh = answers(&faq, "--no-cache");
    faq.run(QUERIES[0]).exits(0);
    let image = cached(&faq).remove(0);
    let whole = fs::read(&image).expect("the image");
    let len = whole.len();
    let cuts = [0, 1, 16, 4096, len / 2, len - 17, len - 1].map(|cut| whole[..cut].to_vec());
    let edited = |at: usize| {
        let mut damaged = whole.clone();
        damaged[at] = damaged[at].wrapping_add(1);
        damaged
    };
    // The magic, the version, the number of sections.
    let edits = [len - 1, len - 8, len - 9, len - 24, len - 28].map(edited);
    let more = [vec![0; len], [&whole[..], b"more"].concat()];
    for (number, damaged) in cuts.into_iter().chain(edits).chain(more).enumerate() {
        fs::write(&image, damaged).expect("damage");
        let query = number % QUERIES.len();
        let run = faq.run(QUERIES[query]).exits(0);
        assert_eq!(run.stdout, fresh[query], "damage {number}");
        assert!(!run.stderr.contains("cache"), "{}", run.stderr);
        assert!(fs::read(&image).expect("the image") == whole, "made anew: {number}");
    }
    for from in (0..len).step_by(len / 12) {
        let mut damaged = whole.clone();
        let end = (from + len / 20).min(len - 28);
        damaged[from.min(end)..end].iter_mut().for_each(|byte| *byte ^= 0x55);
        fs::write(&image, damaged).expect("damage");
        for line in
            QUERIES.iter().chain(&["grep -c certificat", "list --json", "show 0000", "check"])
        {
            let run = faq.run(line);
            assert!(run.code.is_some_and(|code| code <= 2), "damage from {from}: {run:?}");
        }
    }
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
    assert!(cached(&faq).is_empty());
}

#[test]
fn no_place_for_a_cache_is_no_trouble() {
    let faq = large();
    let fresh = answers(&faq, "--no-cache");
    fs::write(faq.folder().join("cache"), "a file, not a folder").expect("a file");
    assert_eq!(answers(&faq, ""), fresh);
    let home = faq.folder().join("home").to_string_lossy().into_owned();
    let faq = faq.env("XDG_CACHE_HOME", "relative").env("HOME", &home);
    assert_eq!(answers(&faq, ""), fresh);
    let absent = ["relative", "pages/relative", "home"].map(|name| faq.folder().join(name));
    assert!(absent.iter().all(|path| !path.exists()), "a home is not made");
    let nowhere = Faq::shipped();
    nowhere.run("cache").refused(&["no place for a cache"]);
}

#[test]
fn small_pages_and_standard_input_are_not_cached() {
    let faq = settled(Faq::with_entries(&["Le certificat."])).stdin(text(0));
    faq.run("search certificat").exits(0);
    faq.run("search certificat --seeds -").exits(0);
    assert!(!faq.folder().join("cache").exists());
}

#[test]
fn two_hundred_at_once_on_one_empty_cache_all_answer_and_leave_it_valid() {
    // Large by its blank lines, so that two hundred can read and index it.
    let one = "\n".repeat(70_000) + &page(&["Le certificat.", "L'homologation du numéro7."]);
    let two = page(&["Un certificat renouvelé."]);
    let faq = settled(Faq::with(&[("one.txt", one), ("two.txt", two)]));
    let line = "search --jsonl homologtion numero7";
    let fresh = faq.run(&format!("{line} --no-cache")).exits(0).stdout;
    let begin = |_| {
        let mut command = faq.command();
        command.args(line.split(' ')).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().expect("the program")
    };
    let searches: Vec<_> = (0..200).map(begin).collect();
    for search in searches {
        let output = search.wait_with_output().expect("it ends");
        assert!(output.status.success());
        assert_eq!(String::from_utf8_lossy(&output.stdout), fresh);
    }
    let images = cached(&faq);
    assert_eq!(images.len(), 1);
    let bytes = fs::read(&images[0]).expect("the image");
    assert_eq!(faq.run(line).exits(0).stdout, fresh);
    faq.run("cache --clear").exits(0);
    faq.run(line).exits(0);
    assert!(fs::read(&images[0]).expect("the image") == bytes, "one alone caches the same");
}

#[cfg(unix)]
#[test]
fn the_cache_is_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let faq = large();
    let fresh = faq.run(QUERIES[0]).exits(0).quiet().stdout;
    let folder = faq.folder().join("cache/faq");
    let mode = fs::metadata(&folder).expect("the folder").permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("our folder");
    fs::write(&cached(&faq)[0], "another's").expect("an image");
    let faq = faq.env("FAQ_RANK", "auto");
    let run = faq.run(QUERIES[0]).exits(0);
    assert_eq!(run.stderr.matches("the cache is not used").count(), 1, "{}", run.stderr);
    assert!(faq.run("cache --json").json()["total"] == 0);
    let words = faq.env("FAQ_RANK", "words").run(QUERIES[0]).exits(0).says(&["chmod 700"]);
    assert_eq!(words.stdout, fresh);
}
