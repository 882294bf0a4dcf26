//! Runs the built program in a folder and an environment of its own.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

/// The line that closes an entry.
pub const END: &str = "Cette réponse vous a-t-elle été utile ?";

/// A program to run: its folder, environment and standard input.
pub struct Faq {
    folder: Folder,
    seeds: bool,
    environment: HashMap<String, String>,
    stdin: Vec<u8>,
}

/// A folder that goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("the test's folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Faq {
    /// On the pages inside the program, from an empty folder.
    pub fn shipped() -> Self {
        let environment = HashMap::new();
        Self { folder: Folder::new(), seeds: false, environment, stdin: Vec::new() }
    }

    /// On pages of its own: `(name, bytes)`, in a folder `pages`. Ranked by words, as making
    /// vectors takes its time; `meaning.rs` has the tests of the other.
    pub fn with<B: AsRef<[u8]>>(pages: &[(&str, B)]) -> Self {
        let faq = Self { seeds: true, ..Self::shipped() }.env("FAQ_RANK", "words");
        fs::create_dir_all(faq.pages()).expect("the folder of pages");
        for (name, bytes) in pages {
            fs::write(faq.pages().join(name), bytes).expect("a page");
        }
        faq
    }

    /// On one page of these entries.
    pub fn with_entries(entries: &[&str]) -> Self {
        Self::with(&[("page.txt", page(entries))])
    }

    /// The folder the program runs in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of its own pages.
    pub fn pages(&self) -> PathBuf {
        self.folder().join("pages")
    }

    /// With a variable of the environment, which else holds only what finds a shell's tools.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The variables of its environment.
    pub fn environment(&self) -> impl Iterator<Item = (&String, &String)> {
        self.environment.iter()
    }

    /// With something on standard input.
    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// What is on standard input.
    pub fn input(&self) -> &[u8] {
        &self.stdin
    }

    /// Runs `line`, its words split as a shell would.
    pub fn run(&self, line: &str) -> Run {
        let words = shell_words::split(line).expect("a command line");
        self.run_args(&words)
    }

    /// Runs with these arguments.
    pub fn run_args<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Run {
        let mut command = self.command();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the built program");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that does not read its input closes the pipe early.
        let _ = stdin.write_all(&self.stdin);
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }

    /// The program, ready to be given arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faq"));
        command.current_dir(self.folder()).env_clear().envs(measured()).envs(&self.environment);
        if self.seeds {
            command.args(["--seeds", "pages"]);
        }
        command
    }
}

/// Where a build that measures what the tests cover writes it down, if this is one.
pub fn measured() -> Option<(&'static str, std::ffi::OsString)> {
    std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file))
}

/// Rules of one facet with these values.
pub fn rules(facet: &str, values: &str) -> String {
    format!(r#"{{"facets":[{{"key":"{facet}","question":"Quoi ?","values":[{values}]}}]}}"#)
}

/// A page of these entries.
pub fn page(entries: &[&str]) -> String {
    entries.iter().map(|entry| format!("{entry}\n{END}\n")).collect()
}

/// What a run did.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// It exits so.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// It is refused: exit 2, nothing on standard output but the document of an error where JSON is
    /// asked for, and a message that holds `parts`.
    #[track_caller]
    pub fn refused(self, parts: &[&str]) -> Self {
        assert!(self.stdout.is_empty() || self.json()["error"].is_string(), "{self:#?}");
        self.exits(2).says(parts)
    }

    /// Standard error is messages of the program, and holds `parts`.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.stderr.contains(part), "no {part:?} in {self:#?}");
        }
        let told =
            |line: &str| line.starts_with("faq: ") || line.starts_with("  ") || line.is_empty();
        assert!(self.stderr.lines().all(told), "{self:#?}");
        self
    }

    /// It says nothing on standard error.
    #[track_caller]
    pub fn quiet(self) -> Self {
        assert_eq!(self.stderr, "", "{self:#?}");
        self
    }

    /// Standard output as one JSON document.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }

    /// The texts of the results, in order.
    #[track_caller]
    pub fn texts(&self) -> Vec<String> {
        let texts = self
            .results()
            .into_iter()
            .map(|row| row["text"].as_str().unwrap_or_default().to_owned());
        texts.collect()
    }

    /// The results of a JSON document.
    #[track_caller]
    pub fn results(&self) -> Vec<Value> {
        self.json()["results"].as_array().expect("results").clone()
    }

    /// The JSON results are these texts, in order.
    #[track_caller]
    pub fn finds(&self, texts: &[&str]) {
        assert_eq!(self.texts(), texts, "{}", self.stderr);
    }
}
