//! Embeds `seeds/`: every page, and the rules beside them, without a list kept by hand.
//!
//! Writes `embedded.rs` into Cargo's output folder: `PAGES`, the `*.txt` files in name order
//! as `(name, bytes)`. The data files have fixed names and are included where they are read.
//!
//! Also names the build, `FAQ_BUILD`, after all that it is made of: what another build kept may
//! mean something else.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    build_name()?;
    let seeds = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("seeds");
    println!("cargo::rerun-if-changed={}", seeds.display());
    let mut names = Vec::new();
    for file in fs::read_dir(&seeds)? {
        let name = file?.file_name().into_string().map_err(|name| {
            io::Error::other(format!("seeds/{}: not a UTF-8 name", name.display()))
        })?;
        if name.ends_with(".txt") {
            names.push(name);
        }
    }
    names.sort_unstable();
    let rows: String = names
        .iter()
        .map(|name| format!("    ({name:?}, include_bytes!({:?})),\n", seeds.join(name)))
        .collect();
    let code = format!(
        "/// The pages, in name order.\npub(crate) static PAGES: &[(&str, &[u8])] = &[\n{rows}];\n"
    );
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("embedded.rs"), code)
}

/// Names the build after its sources and dependencies.
fn build_name() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut hasher = DefaultHasher::new();
    for path in [root.join("src"), root.join("Cargo.lock"), root.join("Cargo.toml")] {
        println!("cargo::rerun-if-changed={}", path.display());
        hash(&path, &mut hasher)?;
    }
    println!("cargo::rustc-env=FAQ_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Hashes a file, or the files of a folder in name order.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        hasher.write(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.write(&fs::read(path)?);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path)?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    inside.sort_unstable();
    inside.iter().try_for_each(|path| hash(path, hasher))
}
