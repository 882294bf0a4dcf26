//! Embeds `seeds/`: every page, and the rules beside them, without a list kept by hand.
//!
//! Writes `embedded.rs` into Cargo's output folder: `PAGES`, the `*.txt` files in name order
//! as `(name, bytes)`. The data files have fixed names and are included where they are read.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
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
