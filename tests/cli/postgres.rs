//! The PostgreSQL recipe of `faq help recipes`, run as it is shown. Where there is no server to
//! start, the test says so and ends.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use faq::text::fold::fold;

use crate::harness::Faq;

/// A server of its own, that only its socket leads to; stopped when it goes.
struct Server {
    programs: PathBuf,
    folder: PathBuf,
    user: Option<(u32, u32)>,
}

impl Server {
    /// `None` where PostgreSQL is not installed, or nobody can be who runs it.
    fn start() -> Option<Self> {
        let programs = programs()?;
        // A short path: that of a socket has about a hundred bytes.
        let folder = env::temp_dir().join(format!("faq-postgres-{}", std::process::id()));
        let user = user()?;
        fs::create_dir(&folder).expect("a folder");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("a mode");
        if let Some((user, group)) = user {
            chown(&folder, Some(user), Some(group)).expect("an owner");
        }
        let server = Self { programs, folder, user };
        let options = ["--auth=trust", "--username=faq", "--no-sync", "--no-locale"];
        server.must("initdb", &[&options[..], &["--encoding=UTF8", "-D", "data"]].concat());
        let settings = "-c fsync=off -c listen_addresses='' -c unix_socket_directories='.'";
        let settings = settings.replace("'.'", &format!("'{}'", server.folder.display()));
        server.must("pg_ctl", &["start", "-w", "-D", "data", "-l", "log", "-o", &settings]);
        Some(server)
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        let mut command = Command::new(self.programs.join(program));
        command.args(args).current_dir(&self.folder).env("HOME", &self.folder);
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command.output().expect("a program of PostgreSQL")
    }

    fn must(&self, program: &str, args: &[&str]) {
        let output = self.run(program, args);
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        assert!(output.status.success(), "{output:?} {log}");
    }

    /// What a shell says to `script`, which finds the server and this program.
    fn shell(&self, faq: &Faq, script: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_faq")).parent().expect("a folder");
        let before = env::var_os("PATH").unwrap_or_default();
        let before = env::split_paths(&before).collect::<Vec<_>>();
        let path = [&[program.to_path_buf(), self.programs.clone()], &before[..]].concat();
        let mut shell = Command::new("sh");
        shell.args(["-euc", script]).current_dir(faq.folder()).envs(faq.environment());
        shell.env("PATH", env::join_paths(path).expect("folders"));
        shell.env("PGHOST", &self.folder).env("PGUSER", "faq").env_remove("PGDATABASE");
        let output = shell.output().expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{said} of {script}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = self.run("pg_ctl", &["stop", "-w", "-m", "immediate", "-D", "data"]);
        if !stopped.status.success() {
            eprintln!("the server in {} was not stopped: {stopped:?}", self.folder.display());
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where the programs of PostgreSQL are: in the path, or where Debian keeps them.
fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut debian: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    debian.sort();
    let has_all = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "postgres", "psql", "createdb"]
            .iter()
            .all(|program| folder.join(program).is_file())
    };
    env::split_paths(&path).chain(debian.into_iter().rev()).find(has_all)
}

/// Who runs the server, as root may not: `Some(None)` is whoever runs the tests.
fn user() -> Option<Option<(u32, u32)>> {
    if !rustix::process::geteuid().is_root() {
        return Some(None);
    }
    let number = |option: &str, name: &str| -> Option<u32> {
        let output = Command::new("id").args([option, name]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    let of = |name: &&str| Some((number("-u", name)?, number("-g", name)?));
    ["postgres", "nobody"].iter().find_map(of).map(Some)
}

/// The commands of the recipe that begins so: the indented lines from there on.
fn recipe(help: &str, begins: &str) -> String {
    let lines = help.lines().skip_while(|line| !line.starts_with(begins));
    let lines: Vec<&str> = lines.take_while(|line| line.starts_with("  ")).collect();
    assert!(!lines.is_empty(), "no recipe that begins {begins:?}");
    lines.join("\n")
}

#[test]
fn the_recipe_loads_the_shipped_pages_and_finds_them() {
    let Some(server) = Server::start() else {
        eprintln!("PostgreSQL cannot be started here: its recipe is not tested");
        return;
    };
    let faq = Faq::shipped();
    let script = recipe(&faq.run("help recipes --lang en").stdout, "  createdb ");
    assert_eq!(script, recipe(&faq.run("help recipes --lang fr").stdout, "  createdb "));
    let found = server.shell(&faq, &script);
    let rows = faq.run("list --json").results();
    let loaded = server.shell(&faq, "psql -At faq -c 'SELECT id FROM entries ORDER BY id'");
    let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(loaded.lines().collect::<BTreeSet<_>>(), ids);
    let texts = "psql -At faq -c 'SELECT json_object_agg(id, text) FROM entries'";
    let texts: serde_json::Value = serde_json::from_str(&server.shell(&faq, texts)).expect("JSON");
    let has_it = |row: &&serde_json::Value| {
        let words = fold(&format!("{} {}", row["question"], row["text"]));
        words.split(|c: char| !c.is_alphanumeric()).any(|word| word == "securite")
    };
    let expected: BTreeSet<&str> =
        rows.iter().filter(has_it).filter_map(|row| row["id"].as_str()).collect();
    assert!(expected.len() > 3);
    let found = found.lines().map(|line| line.split('|').next().unwrap_or_default());
    assert_eq!(found.collect::<BTreeSet<_>>(), expected);
    for row in &rows {
        assert_eq!(texts[row["id"].as_str().expect("an id")], row["text"], "whole, line by line");
    }
}
