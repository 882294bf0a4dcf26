//! What packages for Debian and RPM install, and what the program says of its build.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::harness::Faq;

/// The program itself, which is there once it is built.
const PROGRAM: &str = "target/release/faq";

/// What must be in every package.
const INSTALLED: [&str; 8] = [
    PROGRAM,
    "completions/faq.1",
    "completions/faq.bash",
    "completions/_faq",
    "completions/faq.fish",
    "LICENSE-MIT",
    "src/embed/model/LICENSE",
    "src/text/french/LICENSE",
];

/// `[package.metadata]` of Cargo.toml.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"][0]["metadata"].clone()
}

/// Each file of a package, with where it goes and its mode.
fn assets(package: &Value) -> BTreeMap<String, (String, String)> {
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let assets = package["assets"].as_array().expect("assets").iter();
    let assets = assets.map(|asset| match asset {
        Value::Array(parts) => (text(&parts[0]), (text(&parts[1]), text(&parts[2]))),
        asset => (text(&asset["source"]), (text(&asset["dest"]), text(&asset["mode"]))),
    });
    assets.collect()
}

#[test]
fn packages_install_files_that_exist_and_all_that_is_owed() {
    let metadata = metadata();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for package in ["deb", "generate-rpm"] {
        let assets = assets(&metadata[package]);
        for (source, (dest, mode)) in &assets {
            assert!(source == PROGRAM || root.join(source).is_file(), "{package}: {source}");
            assert_eq!(mode, if source == PROGRAM { "755" } else { "644" }, "{source}");
            assert!(dest.trim_start_matches('/').starts_with("usr/"), "{package}: {dest}");
        }
        for source in INSTALLED {
            assert!(assets.contains_key(source), "{package} lacks {source}");
        }
        let dest = |source: &str| assets[source].0.trim_start_matches('/').to_owned();
        assert_eq!(dest("completions/faq.1"), "usr/share/man/man1/faq.1");
        let bash = "usr/share/bash-completion/completions/faq";
        assert_eq!(dest("completions/faq.bash"), bash, "bash loads it by the command's name");
    }
    let license = metadata["deb"]["license-file"][0].as_str().expect("a file");
    assert!(root.join(license).is_file());
}

#[test]
fn the_version_is_one_line_and_the_long_one_says_what_is_inside() {
    let short = format!("faq {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Faq::shipped().run("-V").exits(0).quiet().stdout, short);
    let long = Faq::shipped().run("--version").exits(0).quiet().stdout;
    assert!(long.starts_with(&short), "{long}");
    let keys: Vec<&str> = long.lines().skip(1).filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(keys, ["commit", "model", "features"]);
    let french = Faq::shipped().run("--lang fr --version").exits(0).stdout;
    assert!(french.contains("\nmodèle : ") && french.contains("\nfonctionnalités : "), "{french}");

    let model =
        if cfg!(feature = "meaning") { "model: e5-small-fr, SHA-256 " } else { "model: none" };
    assert!(long.contains(model), "{long}");
}
