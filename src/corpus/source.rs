//! Discovery: which files are pages.
//!
//! Pages come from the paths that the user names, else `$FAQ_SEEDS`, else the user's data
//! folder, else the copy of `seeds/` inside the program. A folder gives its `*.txt` files in
//! name order; what can not be read there is skipped with a [`Notice`], for the others still
//! answer. A path named by the user must serve.

use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::embedded;
use super::notice::{Notice, SkipReason};
use crate::text::clean::Name;

/// Where pages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seeds {
    /// Files, folders, or `-` for standard input.
    Paths(Vec<PathBuf>),
    /// The pages inside the program.
    Embedded,
}

/// A page that was found and is still to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its base name; `-` for standard input.
    pub file: String,
    /// Its path, where it has one.
    pub path: Option<PathBuf>,
    /// Where its bytes are.
    pub origin: Origin,
}

/// Where the bytes of a page are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Inside the program.
    Embedded(&'static [u8]),
    /// On standard input.
    Stdin,
    /// In a file that the user names, of whatever kind.
    Named,
    /// In a file of a folder, which has to be a regular one.
    InFolder,
}

/// Why a page that was found can not be read.
#[derive(Debug)]
pub(super) enum Unread {
    /// The system refuses it.
    Refused(io::Error),
    /// It is no regular file.
    NotAFile,
    /// It holds nothing but white space.
    Empty,
}

/// The pages of some [`Seeds`], each once, and which of them each named path gives.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The pages, in order.
    pub pages: Vec<Found>,
    named: Vec<Named>,
    /// A named path without pages, found behind those of `named`.
    bad: Option<SeedsError>,
    seen: HashMap<PathBuf, usize>,
}

/// The pages of a named path.
#[derive(Debug)]
struct Named {
    path: PathBuf,
    /// Indices of [`Findings::pages`].
    pages: Vec<usize>,
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

    /// Finds the pages, without reading them; a page named twice is found once.
    pub(super) fn find(&self) -> Findings {
        let mut findings = Findings::default();
        match self {
            Self::Embedded => {
                let page = |&(file, bytes): &(&str, &'static [u8])| Found {
                    file: file.to_owned(),
                    path: None,
                    origin: Origin::Embedded(bytes),
                };
                findings.pages = embedded::PAGES.iter().map(page).collect();
            }
            Self::Paths(paths) => {
                findings.bad = paths.iter().find_map(|path| findings.look_at(path).err());
            }
        }
        findings
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

impl Findings {
    /// Finds the pages of a path that the user named.
    fn look_at(&mut self, path: &Path) -> Result<(), SeedsError> {
        let unreadable = |why| SeedsError::Unreadable { path: path.to_owned(), why };
        let pages = if path.as_os_str() == "-" {
            vec![self.page(path, Origin::Stdin)]
        } else if fs::metadata(path).map_err(unreadable)?.is_dir() {
            let files = pages_in(path).map_err(unreadable)?;
            if files.is_empty() {
                return Err(SeedsError::NoPages { path: path.to_owned() });
            }
            files.iter().map(|file| self.page(file, Origin::InFolder)).collect()
        } else {
            vec![self.page(path, Origin::Named)]
        };
        self.named.push(Named { path: path.to_owned(), pages });
        Ok(())
    }

    /// The index of the page at `path`, which is added unless it was met before.
    fn page(&mut self, path: &Path, origin: Origin) -> usize {
        let is_stdin = origin == Origin::Stdin;
        let real = if is_stdin { None } else { fs::canonicalize(path).ok() };
        let real = real.unwrap_or_else(|| path.to_owned());
        *self.seen.entry(real).or_insert_with(|| {
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let path = (!is_stdin).then(|| path.to_owned());
            self.pages.push(Found { file, path, origin });
            self.pages.len() - 1
        })
    }

    /// The pages that are skipped, where `unread` holds, in order, why each page can not be
    /// read.
    ///
    /// # Errors
    /// [`SeedsError`] for the first named path that gives no page.
    pub fn settle(self, unread: Vec<Option<Unread>>) -> Result<Vec<Notice>, SeedsError> {
        let served: Vec<bool> = unread.iter().map(Option::is_none).collect();
        let mut unread: Vec<Option<Unread>> = unread;
        let mut skipped: Vec<Notice> = Vec::new();
        for Named { path, pages } in self.named {
            let before = skipped.len();
            for &page in &pages {
                let Some(why) = unread[page].take() else { continue };
                let Some(path) = self.pages[page].path.clone() else {
                    return Err(SeedsError::Unreadable { path, why: why.on_stdin() });
                };
                skipped.push(Notice::Skipped { path, reason: why.into() });
            }
            if pages.iter().any(|&page| served[page]) {
                continue;
            }
            let skipped = match skipped.split_off(before) {
                again if again.is_empty() => {
                    skipped.iter().filter(|n| n.path().starts_with(&path)).cloned().collect()
                }
                skipped => skipped,
            };
            return Err(SeedsError::Unusable { path, skipped });
        }
        self.bad.map_or(Ok(skipped), Err)
    }
}

impl Unread {
    fn on_stdin(self) -> io::Error {
        match self {
            Self::Refused(why) => why,
            Self::NotAFile | Self::Empty => io::Error::other("standard input holds no text"),
        }
    }
}

impl From<Unread> for SkipReason {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Refused(why) => Self::unreadable(why),
            Unread::NotAFile => Self::NotAFile,
            Unread::Empty => Self::Empty,
        }
    }
}

/// The files that may be pages of `seeds`, in order; `None` where they are not files only, or
/// can not be listed.
pub(crate) fn files_of(seeds: &Seeds) -> Option<Vec<PathBuf>> {
    let Seeds::Paths(paths) = seeds else { return None };
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            return None;
        } else if path.is_dir() {
            files.extend(pages_in(path).ok()?);
        } else {
            files.push(path.clone());
        }
    }
    Some(files)
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
