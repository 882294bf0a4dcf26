//! Embeds `seeds/`: every page, without a list kept by hand, and what reading and indexing
//! them gives, so that a search need not begin with either.
//!
//! Writes `embedded.rs` into Cargo's output folder: `PAGES`, the `*.txt` files in name order
//! as `(name, bytes)`, and `PREPARED`, a store of corpus and index. The data files have fixed
//! names and are included where they are read.
//!
//! The modules that make the store are the library's own, compiled here once more; those that
//! the store does not hang on are left out.
//!
//! With the cargo feature `meaning`, turns the vocabulary of its model into a table that needs no
//! parsing.
//!
//! Also names the build, `FAQ_BUILD`, after all that it is made of: what another build kept may
//! mean something else.

#![allow(dead_code)] // the library uses more of its modules than this script does

mod store;
mod text;
#[path = "meaning/build/vocab.rs"]
mod vocab;

mod corpus {
    pub mod bounded;
    pub mod contents;
    pub mod decode;
    mod decoder;
    pub mod delimiter;
    mod encoding;
    pub mod entry;
    pub mod identity;
    mod kept;
    mod lines;
    mod load;
    mod marks;
    mod merge;
    pub mod notice;
    mod page;
    mod read;
    pub mod source;
    mod stock;
    mod sweep;
    pub mod workers;

    pub use self::read::Corpus;

    /// The program has no pages inside yet.
    mod embedded {
        pub static PAGES: &[(&str, &[u8])] = &[];
        pub static PREPARED: &[u8] = &[];
    }
}

mod search {
    pub mod index;
    pub mod rank {
        pub mod score;
    }
}

use std::convert::Infallible;
use std::error::Error;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use corpus::Corpus;
use corpus::delimiter::Delimiter;
use corpus::source::Seeds;
use search::index::Index;
use store::Writer;

/// Where the model of the sentence encoder is. Corpus and index do not hang on it.
const MODEL: &str = "src/meaning/model";

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    name_build(&root)?;
    let seeds = root.join("seeds");
    println!("cargo::rerun-if-changed={}", seeds.display());
    let prepared = out.join("prepared.store");
    fs::write(&prepared, prepare(&seeds)?)?;
    fs::write(out.join("embedded.rs"), code(&seeds, &prepared)?)?;
    if env::var_os("CARGO_FEATURE_MEANING").is_some() {
        let json = root.join(MODEL).join("tokenizer.json");
        vocab::prepare(&json, &out.join("vocab.bin"))?;
    }
    Ok(())
}

/// Corpus and index of the pages in `seeds`, as the bytes of a store.
fn prepare(seeds: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut corpus = Corpus::read(&Seeds::Paths(vec![seeds.to_owned()]), Delimiter::default())?;
    corpus.pages.iter_mut().for_each(|page| page.path = None);
    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
    let index = Index::build(&texts);
    let mut writer = Writer::default();
    corpus.put(&mut writer).ok_or("the pages can not be written down")?;
    writer.put_store(index.store());
    let mut bytes = Vec::new();
    let Ok(()) = writer.write(|piece| {
        bytes.extend_from_slice(piece);
        Ok::<(), Infallible>(())
    });
    Ok(bytes)
}

/// What the library includes.
fn code(seeds: &Path, prepared: &Path) -> Result<String, Box<dyn Error>> {
    let mut names = Vec::new();
    for file in fs::read_dir(seeds)? {
        let name = file?.file_name().into_string();
        let name = name.map_err(|name| format!("seeds/{}: not a UTF-8 name", name.display()))?;
        if name.ends_with(".txt") {
            names.push(name);
        }
    }
    names.sort_unstable();
    let row = |name: &String| format!("    ({name:?}, include_bytes!({:?})),\n", seeds.join(name));
    let rows: String = names.iter().map(row).collect();
    Ok(format!(
        "/// The pages, in name order.\n\
         pub(crate) static PAGES: &[(&str, &[u8])] = &[\n{rows}];\n\n\
         /// The store of the corpus and the index that they make.\n\
         pub(crate) static PREPARED: &[u8] = include_bytes!({prepared:?});\n"
    ))
}

/// Names the build after its sources, its dependencies and its compiler.
fn name_build(root: &Path) -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for path in [root.join("src"), root.join("Cargo.lock"), root.join("Cargo.toml")] {
        println!("cargo::rerun-if-changed={}", path.display());
        hash(&path, &root.join(MODEL), &mut hasher)?;
    }
    // What is a letter, and its lower case, is for the compiler's library to say.
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    hasher.write(&Command::new(rustc).arg("-vV").output()?.stdout);
    println!("cargo::rustc-env=FAQ_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Hashes a file, or the files of a folder in name order, but for `left_out`.
fn hash(path: &Path, left_out: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path == left_out {
        return Ok(());
    }
    if !path.is_dir() {
        hasher.write(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.write(&fs::read(path)?);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path)?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    inside.sort_unstable();
    inside.iter().try_for_each(|path| hash(path, left_out, hasher))
}
