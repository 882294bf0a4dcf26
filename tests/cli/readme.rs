//! The README: every command in it runs, and prints what it shows.
//!
//! A block marked `console` is a session: lines that begin `$ ` are run by a shell, one after
//! another in one folder, and what follows each must be what it prints. To write the outputs
//! anew after a change, run the tests with `FAQ_BLESS=1` and read the difference.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::Folder;

/// Programs of the recipes that a machine with nothing but Rust may lack.
const TOOLS: [&str; 3] = ["jq", "python3", "fzf"];

struct Session {
    folder: Folder,
    path: std::ffi::OsString,
}

impl Session {
    fn new() -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_faq")).parent().expect("a folder").to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(program).chain(std::env::split_paths(&path));
        Self { folder: Folder::new(), path: std::env::join_paths(path).expect("a path") }
    }

    /// What a command prints, on both streams.
    fn output(&self, command: &str) -> String {
        let command = command.replace("cargo run --release --", "faq");
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {command}\n}} 2>&1")])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", &self.path)
            // fzf asks at the terminal; told what to look for, it answers at once.
            .env("FZF_DEFAULT_OPTS", "--filter=\"'annuaire\"")
            .stdin(Stdio::null())
            .output()
            .expect("a shell");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Whether the tools of a command are here; the environment may insist that they are.
    fn can_run(&self, command: &str) -> bool {
        let missing = |tool: &&&str| {
            let uses = command.split(|c: char| !c.is_alphanumeric()).any(|word| word == **tool);
            uses && self.output(&format!("command -v {tool}")).is_empty()
        };
        let Some(tool) = TOOLS.iter().find(missing) else { return true };
        assert!(std::env::var_os("FAQ_TEST_TOOLS").is_none(), "{tool} is not here");
        eprintln!("{tool} is not here, so this goes unproved: {command}");
        false
    }
}

fn readme() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The README with the output of every command as it is now, and how many commands ran.
fn replayed(text: &str) -> (String, usize) {
    let session = Session::new();
    let mut replay = String::new();
    let mut ran = 0;
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        replay.push_str(line);
        replay.push('\n');
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let mut command = command.to_owned();
            while command.ends_with('\\')
                || command.matches("<<").count() > command.matches("\nEOF").count()
            {
                let more = lines.next().expect("the rest of the command");
                replay.push_str(&format!("{more}\n"));
                command.push_str(&format!("\n{more}"));
            }
            let mut shown = String::new();
            while let Some(line) =
                lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```"))
            {
                shown.push_str(&format!("{line}\n"));
            }
            if session.can_run(&command) {
                shown = session.output(&command);
                ran += 1;
            }
            replay.push_str(&shown);
        }
    }
    (replay, ran)
}

#[test]
fn every_command_prints_what_the_readme_shows() {
    let text = fs::read_to_string(readme()).expect("the README");
    let (replay, ran) = replayed(&text);
    if std::env::var_os("FAQ_BLESS").is_some() {
        fs::write(readme(), replay).expect("the README can be written");
        return;
    }
    for (number, (shown, is)) in text.lines().zip(replay.lines()).enumerate() {
        assert_eq!(shown, is, "README.md:{}", number + 1);
    }
    assert_eq!(text.lines().count(), replay.lines().count());
    assert!(ran >= 15, "only {ran} commands");
}

#[test]
fn the_two_commands_for_a_new_machine_are_those_that_are_tested() {
    let text = fs::read_to_string(readme()).expect("the README");
    let ci = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run");
    let ci = fs::read_to_string(ci).expect("the script of the checks");
    assert!(text.contains("\n$ cargo run --release -- search -n 2 certification hds\n"));
    assert!(text.contains("\ncargo test --locked\n") && ci.contains("cargo test --locked"));
}
