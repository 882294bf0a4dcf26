//! Discovery: which files are pages, and their bytes.
//!
//! Pages come from the paths that the user names, else `$FAQ_SEEDS`, else the user's data
//! folder, else the copy of `seeds/` inside the program. A folder gives its `*.txt` files in
//! name order; what can not be read there is skipped with a [`Notice`], for the others still
//! answer. A path named by the user must serve.

use std::borrow::Cow;
use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::bounded;
use super::decode::decode;
use super::notice::{Notice, SkipReason};
use crate::text::clean::Name;
use crate::text::fold::is_invisible;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// Where pages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seeds {
    /// Files, folders, or `-` for standard input.
    Paths(Vec<PathBuf>),
    /// The pages inside the program.
    Embedded,
}

/// A page as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPage {
    /// Its base name; `-` for standard input.
    pub file: String,
    /// Its path, where it has one.
    pub path: Option<PathBuf>,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// Why the pages a user asked for can not be used.
#[derive(Debug, thiserror::Error)]
pub enum SeedsError {
    /// A named path does not exist or can not be read.
    #[error("{}: {why}; name a page, or a folder of *.txt pages, that can be read", Name(path))]
    Unreadable {
        /// The path as named.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// A named folder holds no `*.txt` file.
    #[error("{}: holds no page; pages are files named *.txt, directly in the folder", Name(path))]
    NoPages {
        /// The folder as named.
        path: PathBuf,
    },
    /// None of the pages of a named path can be used.
    #[error("{}: no page can be used: {}", Name(path), list(skipped))]
    Unusable {
        /// The path as named.
        path: PathBuf,
        /// What was wrong with each page.
        skipped: Vec<Notice>,
    },
}

fn list(notices: &[Notice]) -> String {
    notices.iter().map(Notice::to_string).collect::<Vec<_>>().join("\n")
}

impl Seeds {
    /// The pages to use: `named` by the user, else what the environment says.
    ///
    /// `variable` looks up an environment variable; empty ones count as unset.
    pub fn choose(named: Vec<PathBuf>, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        if !named.is_empty() {
            return Self::Paths(named);
        }
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let listed = variable("FAQ_SEEDS").map(|list| env::split_paths(&list).collect::<Vec<_>>());
        let listed: Vec<PathBuf> =
            listed.into_iter().flatten().filter(|path| path.as_os_str() != "").collect();
        if !listed.is_empty() {
            return Self::Paths(listed);
        }
        let absolute = |path: PathBuf| path.is_absolute().then_some(path);
        let data = variable("XDG_DATA_HOME").map(PathBuf::from).and_then(absolute).or_else(|| {
            let home = variable(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
            home.map(PathBuf::from).and_then(absolute).map(|home| home.join(".local/share"))
        });
        match data.map(|data| data.join("faq").join("seeds")).filter(|seeds| seeds.exists()) {
            Some(seeds) => Self::Paths(vec![seeds]),
            None => Self::Embedded,
        }
    }

    /// Calls `see` with every page in order and returns those that were skipped.
    ///
    /// A page named twice is read once.
    ///
    /// # Errors
    /// [`SeedsError`] when a named path gives no page.
    pub fn read(&self, see: &mut dyn FnMut(RawPage)) -> Result<Vec<Notice>, SeedsError> {
        let Self::Paths(paths) = self else {
            for &(file, bytes) in embedded::PAGES {
                see(RawPage { file: file.to_owned(), path: None, bytes: bytes.into() });
            }
            return Ok(Vec::new());
        };
        let mut reader = Reader { see, seen: HashMap::new(), skipped: Vec::new() };
        paths.iter().try_for_each(|path| reader.named(path))?;
        Ok(reader.skipped)
    }

    /// The folders whose data files (`facets.json`) stand beside the pages.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let paths = if let Self::Paths(paths) = self { paths.as_slice() } else { &[] };
        paths
            .iter()
            .filter(|path| path.as_os_str() != "-")
            .map(|path| if path.is_dir() { path } else { path.parent().unwrap_or(path) })
    }
}

struct Reader<'a> {
    see: &'a mut dyn FnMut(RawPage),
    /// The pages met, and whether they served.
    seen: HashMap<PathBuf, bool>,
    skipped: Vec<Notice>,
}

impl Reader<'_> {
    /// Reads a path that the user named.
    fn named(&mut self, path: &Path) -> Result<(), SeedsError> {
        let unreadable = |why| SeedsError::Unreadable { path: path.to_owned(), why };
        if path.as_os_str() == "-" {
            return self.stdin().map_err(unreadable);
        }
        let files = if fs::metadata(path).map_err(unreadable)?.is_dir() {
            let files = pages_in(path).map_err(unreadable)?;
            if files.is_empty() {
                return Err(SeedsError::NoPages { path: path.to_owned() });
            }
            files
        } else {
            vec![path.to_owned()]
        };
        let before = self.skipped.len();
        let in_folder = files.first().is_some_and(|file| file != path);
        let served = files.into_iter().filter(|file| self.page(file, in_folder)).count();
        if served > 0 {
            return Ok(());
        }
        let skipped = match self.skipped.split_off(before) {
            again if again.is_empty() => {
                self.skipped.iter().filter(|n| n.path().starts_with(path)).cloned().collect()
            }
            skipped => skipped,
        };
        Err(SeedsError::Unusable { path: path.to_owned(), skipped })
    }

    fn stdin(&mut self) -> io::Result<()> {
        if self.seen.insert(PathBuf::from("-"), true).is_some() {
            return Ok(());
        }
        let bytes = bounded::read_to_end(io::stdin().lock())?;
        if is_blank(&bytes) {
            return Err(io::Error::other("standard input holds no text"));
        }
        (self.see)(RawPage { file: "-".to_owned(), path: None, bytes: bytes.into() });
        Ok(())
    }

    /// Reads one page and says whether it serves; notes why if it does not. A page met before
    /// is not read again.
    fn page(&mut self, path: &Path, in_folder: bool) -> bool {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if let Some(&served) = self.seen.get(&real) {
            return served;
        }
        let read = read_page(path, in_folder);
        self.seen.insert(real, read.is_ok());
        let path = path.to_owned();
        match read {
            Ok(bytes) => {
                let file =
                    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                (self.see)(RawPage { file, path: Some(path), bytes: bytes.into() });
                true
            }
            Err(reason) => {
                self.skipped.push(Notice::Skipped { path, reason });
                false
            }
        }
    }
}

/// The files of `folder` called `*.txt`, in name order; hidden ones are not pages.
fn pages_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        let name = file?.file_name();
        let is_page =
            Path::new(&name).extension().is_some_and(|ext| ext.eq_ignore_ascii_case("txt"));
        if is_page && !name.to_string_lossy().starts_with('.') {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

/// The bytes of a page. In a folder only regular files are opened: a pipe or a device there
/// could block for ever; one that the user names is what they want read.
fn read_page(path: &Path, in_folder: bool) -> Result<Vec<u8>, SkipReason> {
    if in_folder && !fs::metadata(path).map_err(SkipReason::unreadable)?.is_file() {
        return Err(SkipReason::NotAFile);
    }
    let bytes = bounded::read(path).map_err(SkipReason::unreadable)?;
    if is_blank(&bytes) { Err(SkipReason::Empty) } else { Ok(bytes) }
}

/// Whether a page holds nothing but white space, whatever its encoding.
///
/// The bytes of byte order marks are letters too (`ï` `»` `¿` `þ` `ÿ` of Windows-1252), so bytes
/// alone can only tell that a page is not blank.
fn is_blank(bytes: &[u8]) -> bool {
    let marks = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0];
    let unseen = |c: char| c.is_whitespace() || c == '\0' || is_invisible(c);
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || marks.contains(byte))
        && decode(bytes).text.chars().all(unseen)
}
