//! Surroundings made to harm: streams that are closed, full or slow, no home, no permission, no
//! descriptors, signals, and two hundred others at the same votes.
//!
//! Exits stay true in all of them, and what was said to be kept is kept.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use faq::votes::VotesFile;

use crate::harness::{Faq, Run, page};

fn ran(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs a shell's `script`, in which `"$@"` is the program.
fn shell(faq: &Faq, script: &str) -> Run {
    ran(faq.through_shell(script).output().expect("a shell"))
}

/// Without the file that a build which measures coverage would write, where it may not.
fn unmeasured(faq: Faq) -> Faq {
    faq.env("LLVM_PROFILE_FILE", "/dev/null")
}

fn votes(file: &Path) -> usize {
    let (ledger, foreign) = VotesFile::named(file).read().expect("votes");
    assert_eq!(foreign, [0; 0], "{}", fs::read_to_string(file).unwrap_or_default());
    ledger.votes().count()
}

/// Command lines and their exits.
const LINES: [(&str, i32); 8] = [
    ("search securitte", 0),
    ("search xyzzyqq", 1),
    ("show 0000", 2),
    ("grep -c hds", 0),
    ("list --jsonl", 0),
    ("check", 0),
    ("search --batch absent", 2),
    ("--format x", 2),
];

#[test]
fn standard_error_closed_or_full_changes_no_exit() {
    let faq = Faq::shipped();
    for (line, code) in LINES {
        let open = faq.run(line).exits(code);
        for redirection in ["2>&-", "2>/dev/full", "<&- 2>&-"] {
            let run = shell(&faq, &format!("\"$@\" {line} {redirection}")).exits(code);
            assert_eq!(run.stdout, open.stdout, "{line} {redirection}");
        }
    }
}

#[test]
fn standard_output_full_is_told_and_what_is_kept_is_kept() {
    let faq = Faq::shipped();
    for line in ["topics", "show dd0a --format csv", "votes --export - --votes v", "--help", "-V"] {
        fs::write(faq.folder().join("v"), "{\"id\":\"dd0ab2259c08\",\"vote\":\"yes\"}\n")
            .expect("v");
        shell(&faq, &format!("\"$@\" {line} >/dev/full")).exits(2).says(&["faq: No space left"]);
    }
    let run = shell(&faq, "\"$@\" rate dd0a oui --votes w >/dev/full").exits(2);
    run.says(&["dd0ab2259c08: your \"yes\" is recorded, but could not be shown: No space left"]);
    assert_eq!(votes(&faq.folder().join("w")), 1);
    faq.run("rate dd0a non --votes w").exits(0);
    shell(&faq, "\"$@\" votes --undo --votes w >/dev/full").exits(2).says(&["is taken back"]);
    assert_eq!(votes(&faq.folder().join("w")), 1);
    // A reader that has gone is no failure of a vote.
    shell(&faq, "\"$@\" rate dd0a oui --votes w | true").exits(0);
    assert_eq!(votes(&faq.folder().join("w")), 2);
}

#[test]
fn a_slow_reader_gets_everything() {
    let faq = Faq::with_entries(&["certification ".repeat(50_000).as_str()]);
    let whole = faq.run("grep certification --full").stdout;
    let mut child = faq.command();
    child.args(["grep", "certification", "--full"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = child.spawn().expect("the program");
    let mut out = child.stdout.take().expect("a pipe");
    let mut read = Vec::new();
    let mut part = vec![0; 40_000];
    while let Ok(count @ 1..) = out.read(&mut part) {
        read.extend_from_slice(&part[..count]);
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert!(read == whole.as_bytes());
}

#[test]
fn whatever_home_locale_and_folders_say() {
    let expected = Faq::shipped().run("search 'l’œuvre' --json").stdout;
    for variables in [
        &[("HOME", "")][..],
        &[("HOME", "relative"), ("XDG_DATA_HOME", "relative"), ("XDG_STATE_HOME", ".")],
        &[("HOME", "/proc"), ("XDG_DATA_HOME", ""), ("XDG_STATE_HOME", "")],
        &[("XDG_DATA_HOME", "/dev/null"), ("XDG_STATE_HOME", "/dev/null")],
        &[("LC_ALL", "C"), ("LANG", "tlh_XX.KOI8"), ("LANGUAGE", "\u{1b}[2J")],
        &[("TERM", ""), ("COLUMNS", "0"), ("LINES", "-1"), ("FAQ_SEEDS", "")],
        &[("RUST_BACKTRACE", "full"), ("RUST_LOG", "trace"), ("TMPDIR", "/nonexistent")],
    ] {
        let faq = variables.iter().fold(Faq::shipped(), |faq, (name, value)| faq.env(name, value));
        let run = faq.run("search 'l’œuvre' --json").exits(0);
        assert_eq!(run.stdout, expected, "{variables:?}");
        let run = faq.run("rate dd0a oui");
        assert_eq!(run.code, Some(2), "{variables:?}: {run:#?}");
        run.says(&["faq: "]);
        assert_eq!(fs::read_dir(faq.folder()).expect("the folder").count(), 0, "{variables:?}");
    }
}

#[test]
fn without_descriptors_it_says_so_or_needs_none() {
    let faq = Faq::with(&[("a.txt", page(&["Un"])), ("b.txt", page(&["Deux"]))]);
    let shipped = Faq::shipped();
    for most in 3..=8 {
        // The dynamic loader needs one more than the three streams.
        let starts =
            shell(&shipped, &format!("ulimit -n {most}; \"$@\" --version")).code == Some(0);
        if !starts {
            continue;
        }
        let run = shell(&shipped, &format!("ulimit -n {most}; \"$@\" search hds --json --votes v"));
        assert!(run.exits(0).json()["total"].as_u64() > Some(0), "{most}");
        let run = shell(&faq, &format!("ulimit -n {most}; \"$@\" list --json"));
        match run.code {
            Some(0) => run.finds(&["Un", "Deux"]),
            _ => drop(run.refused(&["faq: pages", "Too many open files"])),
        }
        let run = shell(&shipped, &format!("ulimit -n {most}; \"$@\" rate dd0a oui --votes v"));
        match run.code {
            Some(0) => fs::remove_file(shipped.folder().join("v")).expect("the vote"),
            _ => drop(run.refused(&["votes cannot be written: Too many open files"])),
        }
    }
}

#[test]
fn folders_and_files_that_may_not_be_read() {
    /// One who owns nothing. The superuser may read everything, so the program is run as this.
    const NOBODY: u32 = 65_534;
    let faq = Faq::with(&[("a.txt", page(&["Un"])), ("b.txt", page(&["Deux"]))]);
    let faq = unmeasured(faq);
    let mode = |path: PathBuf, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    };
    let id = faq.run("list --json").results()[1]["id"].as_str().expect("an id").to_owned();
    let run = |line: &str| {
        let mut command = faq.command();
        command.args(shell_words::split(line).expect("a line")).uid(NOBODY).gid(NOBODY);
        command.env("XDG_CACHE_HOME", faq.folder().join("cache"));
        command.output().map(ran)
    };
    mode(faq.pages().join("a.txt"), 0);
    match run("list --json") {
        Ok(run) if run.code.is_some() && fs::metadata(faq.folder()).is_ok() => {
            run.exits(0).says(&["a.txt: skipped, cannot be read: Permission denied"]);
        }
        other => {
            eprintln!(
                "nobody cannot be put in the program's place, so this goes unproved: {other:?}"
            );
            return;
        }
    }
    mode(faq.pages(), 0);
    let refused = run("list").expect("the program").refused(&["faq: pages: Permission denied"]);
    assert_eq!(refused.stderr.lines().count(), 1);
    mode(faq.pages(), 0o755);
    fs::write(faq.folder().join("v"), "").expect("votes");
    for secret in [0, 0o444] {
        mode(faq.folder().join("v"), secret);
        let run = run(&format!("rate {id} oui --votes v")).expect("the program");
        run.refused(&["votes cannot be written: Permission denied"]);
    }
    mode(faq.folder().join("v"), 0);
    run("list --votes v").expect("the program").exits(0).says(&["continuing without votes"]);
    run("list --votes absent/v").expect("the program").exits(0);
    fs::create_dir_all(faq.folder().join("cache/faq")).expect("a cache");
    fs::write(faq.folder().join("cache/faq/ab.key"), "").expect("a key");
    let cleared = run("cache --clear").expect("the program");
    cleared.refused(&["ab.key: Permission denied", "remove it by hand"]);
}

#[test]
fn a_disk_that_fills_up_in_the_middle_of_a_vote_changes_nothing() {
    let faq = unmeasured(Faq::shipped());
    let file = faq.folder().join("v");
    for kept in 1..8 {
        // The largest file the shell allows is 512 bytes, whose signal is ignored: the system
        // takes what fits of a write, and refuses the rest.
        let line = "trap '' XFSZ; ulimit -f 1; \"$@\" rate dd0a oui --comment longue --votes v";
        let before = fs::read(&file).unwrap_or_default();
        let run = shell(&faq, line);
        if run.code == Some(0) {
            assert_eq!(votes(&file), kept);
            continue;
        }
        run.refused(&["votes cannot be written: File too large", "nothing was changed"]);
        assert_eq!(fs::read(&file).expect("the file"), before);
        return;
    }
    panic!("the disk never filled up");
}

#[test]
fn signals_at_any_moment_end_it_by_their_name_and_lose_no_vote() {
    let faq = Faq::shipped();
    let file = faq.folder().join("v");
    let mut kept = 0;
    for round in 0..60u64 {
        let mut command = faq.command();
        command.args(["rate", "dd0a", "oui", "--votes", "v"]).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let child = command.spawn().expect("the program");
        thread::sleep(Duration::from_micros(round * 700));
        let (name, number) =
            [("TERM", 15), ("INT", 2), ("PIPE", 13), ("HUP", 1)][round as usize % 4];
        let _ = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).output();
        let output = child.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr).contains("is recorded");
        let ended = output.status.signal() == Some(number) || output.status.code() == Some(0);
        assert!(ended, "{name}: {output:?}");
        let now = if file.exists() { votes(&file) } else { 0 };
        assert!(now == kept || now == kept + 1, "{kept} then {now}");
        assert!(now == kept + 1 || !told, "a vote that was said to be kept is lost");
        kept = now;
    }
    assert!(kept > 0, "some came too late to stop the vote");
}

#[test]
fn signals_at_any_moment_of_a_search_leave_no_wrong_answer_in_the_cache() {
    let entry = |n: usize| format!("Réponse numéro{n} : le certificat {} est renouvelé.", n % 7);
    let entries: Vec<String> = (0..1500).map(entry).collect();
    let faq = Faq::with_entries(&entries.iter().map(String::as_str).collect::<Vec<_>>());
    let cache = faq.folder().join("cache").to_string_lossy().into_owned();
    let faq = faq.env("XDG_CACHE_HOME", &cache);
    let line = "search --json certificat numero7";
    let fresh = faq.run(&format!("{line} --no-cache")).exits(0).stdout;
    let began = std::time::Instant::now();
    faq.run(line).exits(0);
    let whole = began.elapsed();
    const ROUNDS: u32 = 48;
    for round in 0..ROUNDS {
        faq.run("cache --clear").exits(0);
        let mut command = faq.command();
        command.args(line.split(' ')).stdin(Stdio::null()).stdout(Stdio::piped());
        let child = command.stderr(Stdio::null()).spawn().expect("the program");
        thread::sleep(whole * round / ROUNDS);
        let (name, number) =
            [("KILL", 9), ("INT", 2), ("TERM", 15), ("PIPE", 13)][round as usize % 4];
        let _ = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).output();
        let output = child.wait_with_output().expect("it ends");
        let ended = output.status.signal() == Some(number) || output.status.code() == Some(0);
        assert!(ended, "{name}: {output:?}");
        assert_eq!(faq.run(line).exits(0).stdout, fresh, "{name} in round {round}");
    }
}

#[test]
fn two_hundred_at_once_on_one_file_of_votes() {
    let faq = Faq::shipped();
    let rate = |_| {
        let mut command = faq.command();
        command.args(["rate", "dd0a", "oui", "--votes", "v"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().expect("the program")
    };
    let voters: Vec<_> = (0..200).map(rate).collect();
    for voter in voters {
        let output = voter.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(votes(&faq.folder().join("v")), 200);
}

#[test]
fn a_writer_that_was_stopped_with_the_lock_does_not_stop_readers() {
    let faq = Faq::shipped();
    faq.run("rate dd0a oui --votes v").exits(0);
    let held = fs::File::options().append(true).open(faq.folder().join("v")).expect("votes");
    held.lock().expect("a lock");
    let rows = faq.run("search chiffrement --json --votes v").exits(0).quiet().results();
    assert_eq!(rows[0]["votes"]["yes"], 1);
}

#[test]
fn a_file_system_without_locks_keeps_votes() {
    let faq = Faq::shipped();
    let library = faq.folder().join("nolock.so");
    // What network file systems answer: ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL.
    let source = "#include <errno.h>\n#include <stdlib.h>\n\
                  int flock(int fd, int how) { errno = atoi(getenv(\"ERRNO\")); return -1; }\n";
    fs::write(faq.folder().join("nolock.c"), source).expect("a source");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .arg(&library)
        .arg(faq.folder().join("nolock.c"))
        .status();
    if !compiled.is_ok_and(|status| status.success()) {
        eprintln!("no C compiler: locks that fail go unproved");
        return;
    }
    let faq = faq.env("LD_PRELOAD", &library.to_string_lossy());
    for (count, errno) in [(1, "37"), (2, "38"), (3, "95"), (4, "22")] {
        let mut command = faq.command();
        command.args(["rate", "dd0a", "oui", "--votes", "v"]).env("ERRNO", errno);
        let run = ran(command.output().expect("the program"));
        run.exits(0).says(&["is recorded"]);
        assert_eq!(votes(&faq.folder().join("v")), count);
    }
}

#[test]
fn votes_are_kept_in_a_file_and_not_in_a_stream() {
    let faq = Faq::shipped();
    for line in ["rate dd0a oui --votes -", "votes --votes -", "search hds --votes -"] {
        faq.run(line).refused(&["votes go into a file", "./-"]);
    }
    assert_eq!(fs::read_dir(faq.folder()).expect("the folder").count(), 0);
    faq.run("rate dd0a oui --votes ./-").exits(0);
    let faq = Faq::shipped();
    fs::write(faq.folder().join("v"), "").expect("votes");
    std::os::unix::fs::symlink("absent/v", faq.folder().join("w")).expect("a link");
    faq.run("rate dd0a oui --votes w").refused(&["votes cannot be written: No such file"]);
}

#[test]
fn votes_that_can_not_be_carried_over_are_refused_and_many_odd_lines_are_counted() {
    let faq = Faq::shipped().stdin("Un\n");
    faq.run("rate dd0a oui --votes v").exits(0);
    faq.run("votes --votes v --export absent/out").refused(&["absent/out: cannot be exported to"]);
    faq.run("votes --votes v --export /dev/full").refused(&["/dev/full: cannot be exported to"]);
    faq.run("votes --votes v --export /dev/null").exits(0).says(&["1 vote exported to /dev/null"]);
    faq.run("--seeds - votes --votes v --import -").refused(&["cannot both come from standard"]);
    fs::write(faq.folder().join("odd"), "?\n".repeat(9)).expect("a file");
    let run = faq.run("votes --votes v --import odd").exits(0);
    run.says(&["odd:5: not a vote", "odd: 4 more lines are no votes", "0 new, 0 known already"]);
    assert_eq!(votes(&faq.folder().join("v")), 1);
    let names: Vec<_> = fs::read_dir(faq.folder()).expect("the folder").collect();
    assert_eq!(names.len(), 2, "nothing half done is left: {names:?}");
}

#[test]
fn the_source_starts_no_program_but_the_pager_and_opens_no_socket() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the source") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // The model is no source.
            let Ok(text) = fs::read_to_string(&path) else { continue };
            // Nor are tests beside the code part of the program.
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            seen += 1;
            let starts = text.contains("process::Command") || text.contains(".spawn()");
            // The build script asks the compiler for its version; it is no part of the program.
            let may = ["src/pager.rs", "src/build.rs"].iter().any(|file| path.ends_with(file));
            assert!(!starts || may, "{} starts programs", path.display());
            for word in ["std::net", "TcpStream", "UdpSocket", "UnixStream"] {
                assert!(!text.contains(word), "{} holds {word}", path.display());
            }
        }
    }
    assert!(seen > 50);
}
