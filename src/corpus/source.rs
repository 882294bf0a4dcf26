//! Discovery: which files are pages.
//!
//! Pages come from the paths that the user names, else `$FAQ_SEEDS`, else the user's data
//! folder, else the program itself. A folder gives its `*.txt` files in name order; what cannot
//! be read there is skipped with a [`Diagnostic`], for the others still answer. A path named by
//! the user must be usable.

use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::diagnostic::{Diagnostic, SkipReason, joined};
use crate::files::dirs::{Base, UserDir};
use crate::messages::Lang;
use crate::text::clean::Name;

/// Where pages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seeds {
    /// Files, folders, or `-` for standard input.
    Paths(Vec<PathBuf>),
    /// The pages inside the program.
    Shipped,
}

/// A page that was found and is still to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its base name; `-` for standard input.
    pub file: String,
    pub path: Option<PathBuf>,
    pub origin: Origin,
}

/// Where the bytes of a page are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Stdin,
    /// In a file that the user names, of whatever kind.
    Named,
    /// In a file of a folder, which has to be a regular one.
    InFolder,
}

/// The pages of some [`Seeds`], each once, and which of them each named path gives.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub pages: Vec<Candidate>,
    /// Each named path with its places in `pages`.
    named: Vec<(PathBuf, Vec<usize>)>,
    /// A named path without pages, found behind those of `named`.
    bad: Option<SeedsError>,
    seen: HashMap<PathBuf, usize>,
}

/// Why the pages a user asked for cannot be used.
#[derive(Debug)]
pub enum SeedsError {
    /// A named path does not exist or cannot be read.
    Unreadable {
        /// The path as named.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// A named folder holds no page.
    NoPages {
        /// The folder as named.
        path: PathBuf,
    },
    /// None of the pages of a named path can be used.
    Unusable {
        /// The path as named.
        path: PathBuf,
        /// What is wrong with each page.
        skipped: Vec<Diagnostic>,
    },
}

impl SeedsError {
    /// What is wrong and how to fix it.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { path, why } if why.kind() == io::ErrorKind::FileTooLarge => {
                lang.page_too_large(&Name(path), why)
            }
            Self::Unreadable { path, why } => lang.path_unreadable(&Name(path), why),
            Self::NoPages { path } => lang.folder_without_pages(&Name(path)),
            Self::Unusable { path, skipped } => {
                lang.no_usable_page(&Name(path), &joined(skipped, lang))
            }
        }
    }
}

impl fmt::Display for SeedsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for SeedsError {}

/// Whether `path` means standard input.
#[must_use]
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Seeds {
    /// The pages to use: `named` by the user, else what the environment says.
    ///
    /// `variable` looks up an environment variable; empty ones count as unset.
    pub fn choose(named: Vec<PathBuf>, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        if !named.is_empty() {
            return Self::Paths(named);
        }
        let listed = variable("FAQ_SEEDS").unwrap_or_default();
        let listed: Vec<PathBuf> =
            env::split_paths(&listed).filter(|path| !path.as_os_str().is_empty()).collect();
        if !listed.is_empty() {
            return Self::Paths(listed);
        }
        let data = UserDir::find(Base::Data, variable).map(|dir| dir.path().join("seeds"));
        match data.filter(|seeds| seeds.exists()) {
            Some(seeds) => Self::Paths(vec![seeds]),
            None => Self::Shipped,
        }
    }

    /// Finds the pages, without reading them; a page named twice is found once.
    pub(super) fn find(&self) -> Candidates {
        let mut found = Candidates::default();
        if let Self::Paths(paths) = self {
            found.bad = paths.iter().find_map(|path| found.look_at(path).err());
        }
        found
    }

    /// The folders whose data files (`facets.json`) stand beside the pages.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let paths = if let Self::Paths(paths) = self { paths.as_slice() } else { &[] };
        paths
            .iter()
            .filter(|path| !is_stdin(path))
            .map(|path| if path.is_dir() { path } else { path.parent().unwrap_or(path) })
    }

    /// The files that may be pages, in order; `None` where the pages are not files only, or
    /// cannot be listed.
    #[must_use]
    pub fn files(&self) -> Option<Vec<PathBuf>> {
        let Self::Paths(paths) = self else { return None };
        let mut files = Vec::new();
        for path in paths {
            if is_stdin(path) {
                return None;
            } else if path.is_dir() {
                files.extend(pages_in(path).ok()?);
            } else {
                files.push(path.clone());
            }
        }
        Some(files)
    }
}

impl Candidates {
    /// Finds the pages of a path that the user named.
    fn look_at(&mut self, path: &Path) -> Result<(), SeedsError> {
        let unreadable = |why| SeedsError::Unreadable { path: path.to_owned(), why };
        let pages = if is_stdin(path) {
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
        self.named.push((path.to_owned(), pages));
        Ok(())
    }

    /// The place of the page at `path`, which is added unless it was met before.
    fn page(&mut self, path: &Path, origin: Origin) -> usize {
        let is_stdin = origin == Origin::Stdin;
        let real = if is_stdin { None } else { fs::canonicalize(path).ok() };
        let real = real.unwrap_or_else(|| path.to_owned());
        *self.seen.entry(real).or_insert_with(|| {
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let path = (!is_stdin).then(|| path.to_owned());
            self.pages.push(Candidate { file, path, origin });
            self.pages.len() - 1
        })
    }

    /// The pages that are skipped; `unread` holds, in order, why each page cannot be read.
    ///
    /// # Errors
    /// [`SeedsError`] for the first named path that gives no page.
    pub fn skipped(self, unread: Vec<Option<io::Error>>) -> Result<Vec<Diagnostic>, SeedsError> {
        let served: Vec<bool> = unread.iter().map(Option::is_none).collect();
        let mut unread = unread;
        let mut skipped: Vec<Diagnostic> = Vec::new();
        for (path, pages) in self.named {
            let before = skipped.len();
            for &page in &pages {
                let Some(why) = unread[page].take() else { continue };
                let Some(path) = self.pages[page].path.clone() else {
                    return Err(SeedsError::Unreadable { path, why });
                };
                skipped.push(Diagnostic::Skipped { path, reason: SkipReason::of(&why) });
            }
            if pages.iter().any(|&page| served[page]) {
                continue;
            }
            let skipped = match skipped.split_off(before) {
                again if again.is_empty() => {
                    skipped.iter().filter(|d| d.path().starts_with(&path)).cloned().collect()
                }
                skipped => skipped,
            };
            return Err(SeedsError::Unusable { path, skipped });
        }
        self.bad.map_or(Ok(skipped), Err)
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
