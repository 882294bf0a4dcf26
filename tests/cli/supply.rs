//! What the program is made of: crates of the one registry, under known licences, none of which
//! speaks to a network. What `cargo deny` checks by `.cargo/deny.toml`, without it and offline.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The strings of a list of `.cargo/deny.toml`, whose lines have this key or, in a table, this.
fn listed(text: &str, key: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| line.contains(key));
    let strings = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
    strings.map(str::to_owned).collect()
}

/// A section of the file.
fn section(text: &str, name: &str) -> String {
    let from = text.split_once(&format!("[{name}]\n")).expect("the section").1;
    from.split("\n[").next().unwrap_or_default().to_owned()
}

/// The fields `name` of the packages in Cargo.lock.
fn locked<'t>(lock: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    let value = move |line: &'t str| line.strip_prefix(name)?.strip_prefix(" = ");
    lock.lines().filter_map(value).map(|value| value.trim_matches('"'))
}

#[test]
fn every_crate_is_of_the_registry_and_none_is_banned() {
    let deny = read(".cargo/deny.toml");
    let banned = listed(&section(&deny, "bans"), "{ crate");
    assert!(banned.contains("reqwest"));
    for file in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        let lock = read(file);
        let sources: BTreeSet<&str> = locked(&lock, "source").collect();
        let only = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(sources, BTreeSet::from([only]), "{file}");
        let (names, sums) = (locked(&lock, "name").count(), locked(&lock, "checksum").count());
        let own = if file == "Cargo.lock" { 1 } else { 2 };
        assert_eq!(names, sums + own, "{file}: all but our own have checksums");
        let found: Vec<&str> =
            locked(&lock, "name").filter(|name| banned.contains(*name)).collect();
        assert_eq!(found, [""; 0], "{file}");
    }
}

/// Whether an expression of SPDX is met by `allowed`: each part of an AND by one of its ORs.
fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let expression = expression.replace('/', " OR ");
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')', ' ']);
        part.split(" OR ").any(|licence| allowed(licence.trim()))
    })
}

#[test]
fn every_licence_is_known() {
    let deny = section(&read(".cargo/deny.toml"), "licenses");
    let allowed = listed(&deny, "allow = [\"MIT\"");
    assert!(is_met("(MIT OR X) AND Y", &|l| l != "X") && !is_met("MIT AND X", &|l| l != "X"));
    let host = Command::new("rustc").arg("-vV").output().expect("rustc");
    let host = String::from_utf8_lossy(&host.stdout).into_owned();
    let host =
        host.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned();
    // Of other systems the crates may not be here to be asked.
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", &host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let (name, licence) = (package["name"].as_str(), package["license"].as_str());
        let (name, licence) = (name.expect("a name"), licence.expect("a licence"));
        let own = listed(&deny, &format!("crate = \"{name}\""));
        let known = is_met(licence, &|licence| allowed.contains(licence) || own.contains(licence));
        assert!(known, "{name}: {licence}");
    }
}

#[test]
fn the_oldest_compiler_is_declared_and_the_features_are_chosen() {
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("\nrust-version = \""));
    assert!(manifest.contains("unsafe_code = \"deny\""));
    // Crates whose default features bring what is not used.
    for name in ["clap", "crossterm", "inquire", "ratatui", "sha2", "textwrap", "signal-hook"] {
        let line = manifest.lines().find(|line| line.starts_with(&format!("{name} = ")));
        let line = line.unwrap_or_else(|| panic!("{name} is not a dependency"));
        assert!(line.contains("default-features = false"), "{line}");
    }
}
