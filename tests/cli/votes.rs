//! `faq rate`, `faq votes`, and votes in other verbs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use faq::corpus::identity::Id;
use faq::votes::{Verdict, Vote, VotesFile};
use serde_json::Value;

use crate::harness::{Faq, Folder};

/// On the shipped pages, with a home of its own.
fn at_home() -> Faq {
    let faq = Faq::shipped();
    let home = faq.folder().join("home");
    fs::create_dir(&home).expect("a home");
    let home = home.to_string_lossy().into_owned();
    faq.env("HOME", &home)
}

fn recorded(faq: &Faq) -> PathBuf {
    faq.folder().join("home/.local/state/faq/votes.jsonl")
}

fn row(faq: &Faq, id: &str) -> Value {
    let rows = faq.run("votes --json").results();
    rows.into_iter().find(|row| row["id"] == id).unwrap_or_default()
}

#[test]
fn a_vote_is_one_line_of_json_in_the_state_folder() {
    let faq = at_home();
    faq.run("rate dd0a OUI --comment 'très clair'")
        .exits(0)
        .says(&["dd0ab2259c08: your \"yes\" is recorded"]);
    faq.run("rate dd0ab2259c08 n --json").exits(0).quiet();
    let text = fs::read_to_string(recorded(&faq)).expect("the votes file");
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&lines[0]["id"], &lines[0]["vote"]), (&"dd0ab2259c08".into(), &"yes".into()));
    assert_eq!((&lines[0]["comment"], &lines[1]["vote"]), (&"très clair".into(), &"no".into()));
    assert!(lines[0]["at"].as_u64() > Some(1_700_000_000));
    assert_ne!(lines[0]["key"], lines[1]["key"]);
}

#[test]
fn the_report_on_votes_has_the_documented_shape() {
    let faq = at_home();
    let none = faq.run("votes --json").exits(1).quiet().json();
    assert_eq!((&none["total"], none["results"].as_array().map(Vec::len)), (&0.into(), Some(0)));
    faq.run("votes").exits(1).says(&["votes.jsonl: no votes yet"]);
    for verdict in ["yes", "yes", "yes", "no"] {
        faq.run(&format!("rate dd0a {verdict}")).exits(0);
    }
    let document = faq.run("votes --json").exits(0).quiet().json();
    assert_eq!(
        (&document["schema"], &document["command"], &document["total"], &document["votes"]),
        (&"faq/1".into(), &"votes".into(), &1.into(), &4.into())
    );
    let row = &document["results"][0];
    assert_eq!((&row["yes"], &row["no"], &row["share"]), (&3.into(), &1.into(), &0.75.into()));
    assert_eq!((&row["low"], &row["high"]), (&0.300_642.into(), &0.954_413.into()));
    let csv = faq.run("votes --format csv").exits(0).stdout;
    assert!(
        csv.starts_with("id,yes,no,share,low,high,title\r\ndd0ab2259c08,3,1,0.75,0.300642,"),
        "{csv}"
    );
    assert_eq!(
        faq.run("votes").exits(0).quiet().stdout,
        "  yes    no  share  95 % interval
    3     1   75 %        30–95 %  dd0ab2259c08  La certification HDS est-elle…
"
    );
    assert!(
        faq.run("votes --format markdown").stdout.contains("| `dd0ab2259c08` | 3 | 1 | 75 % |")
    );
    assert_eq!(faq.run("votes --jsonl").stdout.lines().count(), 1);
}

#[test]
fn undo_takes_back_the_last_vote_only() {
    let faq = at_home();
    faq.run("votes --undo").exits(1).says(&["no vote of yours"]);
    faq.run("rate dd0a yes").exits(0);
    faq.run("rate b974 no").exits(0);
    let before = fs::read(recorded(&faq)).expect("the file");
    faq.run("votes --undo").exits(0).says(&["b9740cd69f76: your \"no\" is taken back"]);
    assert!(
        fs::read(recorded(&faq)).expect("the file").starts_with(&before),
        "nothing is rewritten"
    );
    assert_eq!(faq.run("votes --json").json()["votes"], 1);
    faq.run("votes --undo").exits(0);
    let none = faq.run("votes --undo --json").exits(1).says(&["no vote of yours"]);
    assert_eq!(none.json()["total"], 0, "a document comes all the same");
}

#[test]
fn votes_are_imported_once() {
    let (mine, theirs) = (at_home(), at_home());
    mine.run("rate dd0a yes").exits(0);
    theirs.run("rate dd0a no --comment vieux").exits(0);
    theirs.run("rate b974 no").exits(0);
    let file = mine.folder().join("leurs.jsonl");
    let name = file.to_string_lossy().into_owned();
    theirs.run(&format!("votes --export '{name}'")).exits(0).says(&["2 votes exported"]);
    for (new, known) in [(2, 0), (0, 2)] {
        let told = format!("leurs.jsonl: {new} new, {known} known already");
        mine.run("votes --import leurs.jsonl").exits(0).says(&[&told]);
    }
    assert_eq!(mine.run("votes --json").json()["votes"], 3);
    let text = mine.run("votes").stdout;
    assert!(text.contains("« vieux »"), "{text}");
    // One's own file over standard output and back changes nothing.
    let own = mine.run("votes --export -").exits(0).quiet().stdout;
    assert_eq!(own.lines().count(), 3);
    let mine = mine.stdin(own);
    mine.run("votes --import -").exits(0).says(&["0 new, 3 known"]);
    let before = fs::read(recorded(&mine)).expect("the votes file");
    let own = "home/../home/.local/state/faq/votes.jsonl";
    mine.run(&format!("votes --export {own}")).refused(&["it is the votes file itself"]);
    assert_eq!(fs::read(recorded(&mine)).expect("the votes file"), before);
    mine.run("votes --import absent").refused(&["absent: cannot be imported"]);
}

#[test]
fn an_export_cannot_drive_a_terminal_and_reads_back_the_same() {
    let (mine, theirs) = (at_home(), at_home());
    let comment =
        "a\u{1b}[31m\u{7f}\u{9b}2J\u{61c}\u{200f}\u{202e}b\u{2069}\u{2028}\u{2029}\n« é »";
    mine.run_args(&["rate", "dd0a", "no", "--comment", comment]).exits(0);
    // Without a key, and with a field of another program.
    let line =
        format!("{{\"id\":\"b9740cd69f76\",\"vote\":\"yes\",\"\u{85}\":\"{}\"}}\n", "\u{9b}");
    let text = fs::read_to_string(recorded(&mine)).expect("the votes file") + &line;
    fs::write(recorded(&mine), text).expect("the votes file");
    let exported = mine.run("votes --export -").exits(0).quiet().stdout;
    let acts = |c: char| faq::text::clean::is_control(c) || "\u{2028}\u{2029}".contains(c);
    assert!(!exported.contains(acts), "{exported:?}");
    assert!(exported.contains("\\u001b[31m\\u007F\\u009B2J\\u061C"), "{exported}");
    mine.run("votes --export out").exits(0);
    assert_eq!(fs::read_to_string(mine.folder().join("out")).expect("an export"), exported);
    let theirs = theirs.stdin(&exported);
    theirs.run("votes --import -").exits(0).says(&["2 new, 0 known"]);
    assert_eq!(row(&theirs, "dd0ab2259c08")["comments"][0], comment);
    assert_eq!(theirs.run("votes --export -").stdout, exported);
    // The file that it was exported from holds the same votes, by their keys.
    let own = theirs.stdin(fs::read(recorded(&mine)).expect("the votes file"));
    own.run("votes --import -").exits(0).says(&["0 new, 2 known"]);
}

#[test]
fn torn_and_foreign_lines_are_reported_and_stay() {
    let faq = at_home();
    faq.run("rate dd0a yes").exits(0);
    let mut text = fs::read_to_string(recorded(&faq)).expect("the file");
    text.push_str("bonjour\n{\"id\":\"dd0ab2259c08\",\"vo");
    fs::write(recorded(&faq), &text).expect("the file");
    faq.run("rate dd0a no").exits(0).says(&["votes.jsonl:2: not a vote", "votes.jsonl:3: not a"]);
    let now = fs::read_to_string(recorded(&faq)).expect("the file");
    assert!(now.starts_with(&format!("{text}\n{{\"id\"")), "{now}");
    assert_eq!(row(&faq, "dd0ab2259c08")["no"], 1);
    faq.run("show dd0a --json").exits(0).says(&["votes.jsonl:2: not a vote"]);
}

#[test]
fn other_verbs_show_votes_where_there_are_any() {
    let faq = at_home();
    let before = faq.run("search chiffrement --json").stdout;
    faq.run("rate b974 yes").exits(0);
    assert_eq!(faq.run("search chiffrement --json").stdout, before, "no vote, no word of it");
    faq.run("rate dd0a yes").exits(0);
    for line in ["search chiffrement", "grep chiffrement", "list", "show dd0a"] {
        let rows = faq.run(&format!("{line} --json")).exits(0).quiet().results();
        let row = rows.iter().find(|row| row["id"] == "dd0ab2259c08").expect("the entry");
        assert_eq!((&row["votes"]["yes"], &row["votes"]["no"]), (&1.into(), &0.into()), "{line}");
    }
    let text = faq.run("show dd0a").stdout;
    assert!(
        text.ends_with("\nvotes       1 yes, 0 no: 100 % useful (95 % interval 21–100 %)\n"),
        "{text}"
    );
}

#[test]
fn votes_order_only_when_asked() {
    let faq = at_home();
    let ids = |line: &str| -> Vec<String> {
        let rows = faq.run(line).exits(0).results();
        rows.iter().map(|row| row["id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let before = ids("search certification hds --json");
    for _ in 0..5 {
        faq.run(&format!("rate {} no", before[0])).exits(0);
        faq.run(&format!("rate {} yes", before[1])).exits(0);
    }
    assert_eq!(ids("search certification hds --json"), before);
    let after = ids("search certification hds --by-votes --json");
    assert_eq!(after[0], before[1]);
    assert!(!after.contains(&before[0]), "five found it useless: {after:?}");
    let rows = faq.run("search certification hds --by-votes --explain --json").results();
    let number = |row: &Value, key: &str| row["explain"][key].as_f64().expect("a number");
    for row in &rows {
        let parts = ["words", "first_sentence", "pairs", "pieces", "context"];
        let meaning = row["explain"]["meaning"].as_f64().unwrap_or_default();
        let sum = parts.map(|part| number(row, part)).iter().sum::<f64>() + meaning;
        let score = sum * number(row, "votes");
        assert!((score - row["score"].as_f64().expect("a score")).abs() < 1e-5, "{row}");
    }
    let scores: Vec<f64> = rows.iter().filter_map(|row| row["score"].as_f64()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    let listed = ids("search topic:hds --by-votes --json -n 100");
    assert_eq!(
        (&listed[0], listed.last()),
        (&before[1], Some(&before[0])),
        "unranked: votes alone"
    );
}

#[test]
fn without_a_place_for_votes_the_error_says_where_they_could_go() {
    let faq = Faq::shipped();
    faq.run("rate dd0a yes").refused(&["HOME is not set", "--votes FILE"]);
    faq.run("search chiffrement").exits(0);
    let faq = Faq::shipped();
    let home = faq.folder().join("absent");
    let faq = faq.env("HOME", &home.to_string_lossy());
    faq.run("rate dd0a yes").refused(&[
        "absent/.local/state/faq/votes.jsonl",
        "does not exist",
        "--votes FILE",
    ]);
    assert!(!home.exists(), "a missing home is not created");
    faq.run("show dd0a").exits(0).quiet();
    faq.run("rate dd0a yes --votes ici.jsonl").exits(0);
    assert_eq!(faq.run("--votes ici.jsonl votes --json").json()["votes"], 1);
    faq.run("rate 0000 yes --votes ici.jsonl").refused(&["no entry has the id 0000"]);
    faq.run("rate dd0a peut-être --votes ici.jsonl").refused(&["say yes or no"]);
    assert_eq!(faq.run("--votes ici.jsonl votes --json").json()["votes"], 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_home_that_cannot_be_written_is_an_error_that_changes_nothing() {
    // Even the superuser cannot write below /proc.
    let faq = Faq::shipped().env("HOME", "/proc");
    faq.run("rate dd0a yes").refused(&["/proc/.local/state/faq/votes.jsonl", "--votes FILE"]);
    let faq = Faq::shipped().env("XDG_STATE_HOME", "relative");
    faq.run("rate dd0a yes").refused(&["HOME is not set"]);
    assert_eq!(fs::read_dir(faq.folder()).expect("the folder").count(), 0);
    faq.run("rate dd0a yes --votes /dev/full").refused(&["/dev/full", "not a regular file"]);
}

#[test]
fn votes_that_cannot_be_read_never_cost_an_answer() {
    let faq = Faq::shipped();
    fs::create_dir(faq.folder().join("dossier")).expect("a folder");
    let run = faq.run("search chiffrement --json --votes dossier").exits(0);
    assert_eq!(run.results()[0]["id"], "dd0ab2259c08");
    run.says(&["faq: dossier: votes cannot be read", "continuing without votes"]);
    faq.run("votes --votes dossier").refused(&["dossier: votes cannot be read"]);
    faq.run("rate dd0a yes --votes dossier").refused(&["dossier: votes cannot be written"]);
}

#[test]
fn votes_survive_pages_captured_again() {
    let faq = Faq::with_entries(&["Le café ouvre à 8 h."]);
    let id = faq.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
    faq.run(&format!("rate {id} yes --votes v")).exits(0);
    let again = Faq::with_entries(&["Autre chose.", "LE CAFÉ  ouvre à 8\u{A0}h."]);
    let file = faq.folder().join("v").to_string_lossy().into_owned();
    let rows = again.run(&format!("list --json --votes '{file}'")).results();
    assert_eq!((&rows[1]["id"], &rows[1]["votes"]["yes"]), (&id.as_str().into(), &1.into()));
    let gone = Faq::with_entries(&["Autre chose."]);
    let text = gone.run(&format!("votes --votes '{file}'")).exits(0).stdout;
    assert!(text.contains("(on none of these pages)"), "{text}");
}

/// The variable that turns a test of this program into the voter that another one runs.
const VOTER: &str = "FAQ_TEST_VOTES_IN";

/// This very program, told to run the voter below.
fn voter(file: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "votes::a_voter_for_the_tests_below", "--nocapture"]);
    command.env(VOTER, file).stdout(Stdio::null()).stderr(Stdio::inherit());
    command
}

#[test]
fn a_voter_for_the_tests_below() {
    let Some(file) = std::env::var_os(VOTER) else { return };
    let file = VotesFile::named(file);
    for _ in 0..100 {
        file.add(Vote::now(Id::of("a"), Verdict::Yes, None)).expect("recorded");
    }
}

#[test]
fn fifty_processes_voting_a_hundred_times_leave_five_thousand_votes() {
    let folder = Folder::new();
    let file = folder.path().join("votes.jsonl");
    let voters: Vec<_> = (0..50).map(|_| voter(&file).spawn().expect("a voter")).collect();
    for mut voter in voters {
        assert!(voter.wait().expect("it ends").success());
    }
    let (ledger, foreign) = VotesFile::named(file).read().expect("votes");
    assert_eq!((ledger.votes().count(), foreign), (5_000, vec![]));
}

#[test]
fn a_kill_at_any_moment_leaves_every_earlier_vote() {
    let folder = Folder::new();
    let file = VotesFile::named(folder.path().join("votes.jsonl"));
    let votes = || file.read().expect("votes").0.votes().count();
    let mut seen = 0;
    for round in 0..12 {
        let mut voter = voter(file.path()).spawn().expect("a voter");
        // Killed once it has voted some more, or has ended.
        let deadline = Instant::now() + Duration::from_secs(120);
        let wanted = seen + round;
        while Instant::now() < deadline && votes() <= wanted {
            std::thread::yield_now();
        }
        let before = votes();
        voter.kill().expect("killed, or ended");
        voter.wait().expect("it ends");
        seen = votes();
        assert!(seen >= before && before > wanted, "{before} before, {seen} after");
    }
    file.add(Vote::now(Id::of("a"), Verdict::No, None)).expect("recorded");
    assert_eq!(votes(), seen + 1);
}

#[test]
fn the_program_itself_votes_beside_others() {
    let faq = at_home();
    let rate = || {
        let mut command = faq.command();
        command.args(["rate", "dd0a", "yes"]).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program")
    };
    let voters: Vec<_> = (0..20).map(|_| rate()).collect();
    for mut voter in voters {
        assert!(voter.wait().expect("it ends").success());
    }
    assert_eq!(row(&faq, "dd0ab2259c08")["yes"], 20);
}

#[test]
fn what_only_looks_like_a_record_takes_nothing_back() {
    let faq = Faq::shipped();
    faq.run("rate dd0a oui --votes v.jsonl").exits(0);
    let file = faq.folder().join("v.jsonl");
    let mut text = std::fs::read_to_string(&file).expect("the votes");
    let vote: serde_json::Value = serde_json::from_str(&text).expect("a vote");
    text.push_str(&format!("[{},5]\n{{\"undo\":\"offre\",\"at\":2}}\n", vote["key"]));
    std::fs::write(&file, format!("\u{FEFF}{text}")).expect("the votes");
    let run = faq.run("votes --votes v.jsonl --json").exits(0);
    assert_eq!(run.json()["results"][0]["yes"], 1);
    run.says(&["v.jsonl:2:", "v.jsonl:3:"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_votes_file_and_is_not_waited_for() {
    let faq = Faq::shipped();
    let made = std::process::Command::new("mkfifo").arg(faq.folder().join("v")).status();
    assert!(made.is_ok_and(|status| status.success()));
    faq.run("votes --votes v").refused(&["not a regular file"]);
    faq.run("rate dd0a oui --votes v").refused(&["not a regular file"]);
    faq.run("show dd0a --votes v").exits(0).says(&["not a regular file"]);
}
