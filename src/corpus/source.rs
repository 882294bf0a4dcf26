//! Discovery: which files are pages.
//!
//! A folder gives the files that are pages by their names, in name order; what cannot be read there
//! is skipped with a [`Diagnostic`], for the others still answer. A path named by the user must be
//! usable.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::diagnostic::{Diagnostic, What};
use super::error::Error;
use super::forms::is_page;

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
    /// `-` for standard input.
    pub path: PathBuf,
    /// Whether the user names it: then it may be of whatever kind, else it must be a regular file.
    pub is_named: bool,
}

impl Candidate {
    /// Its base name; `-` for standard input.
    pub fn file(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }

    pub fn is_stdin(&self) -> bool {
        is_stdin(&self.path)
    }
}

/// The pages of some [`Seeds`], each once, and which of them each named path gives.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub pages: Vec<Candidate>,
    /// Each named path with its places in `pages`.
    named: Vec<(PathBuf, Vec<usize>)>,
    /// A named path without pages, found behind those of `named`.
    bad: Option<Error>,
    seen: HashMap<PathBuf, usize>,
}

/// Whether `path` means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Seeds {
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
    pub fn files(&self) -> Option<Vec<PathBuf>> {
        let Self::Paths(paths) = self else { return None };
        let files = paths.iter().map(|path| match path {
            stdin if is_stdin(stdin) => None,
            folder if folder.is_dir() => pages_in(folder).ok(),
            file => Some(vec![file.clone()]),
        });
        Some(files.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

impl Candidates {
    /// Finds the pages of a path that the user named.
    fn look_at(&mut self, path: &Path) -> Result<(), Error> {
        let unreadable = |why| unreadable(path, &why);
        let pages = if !is_stdin(path) && fs::metadata(path).map_err(unreadable)?.is_dir() {
            let files = pages_in(path).map_err(unreadable)?;
            if files.is_empty() {
                return Err(Error::NoPages(path.to_owned()));
            }
            files.iter().map(|file| self.page(file, false)).collect()
        } else {
            vec![self.page(path, true)]
        };
        self.named.push((path.to_owned(), pages));
        Ok(())
    }

    /// The place of the page at `path`, which is added unless it was met before.
    fn page(&mut self, path: &Path, is_named: bool) -> usize {
        let page = Candidate { path: path.to_owned(), is_named };
        let real = if page.is_stdin() { None } else { fs::canonicalize(path).ok() };
        let real = real.unwrap_or_else(|| path.to_owned());
        *self.seen.entry(real).or_insert_with(|| {
            self.pages.push(page);
            self.pages.len() - 1
        })
    }

    /// The pages that are skipped; `unread` holds, in order, why each page cannot be read.
    ///
    /// # Errors
    /// [`Error`] for the first named path that gives no page.
    pub fn skipped(self, unread: &[Option<io::Error>]) -> Result<Vec<Diagnostic>, Error> {
        let skipped = |page: usize| {
            let (path, what) =
                (self.pages[page].path.clone(), What::unread(unread[page].as_ref()?));
            Some(Diagnostic { path, line: None, what })
        };
        for (path, pages) in &self.named {
            if pages.iter().any(|&page| unread[page].is_none()) {
                continue;
            }
            return Err(match &unread[pages[0]] {
                Some(why) if is_stdin(path) => unreadable(path, why),
                _ => {
                    let skipped = pages.iter().filter_map(|&page| skipped(page)).collect();
                    Error::Unusable(vec![path.clone()], skipped)
                }
            });
        }
        let skipped = (0..unread.len()).filter_map(skipped).collect();
        self.bad.map_or(Ok(skipped), Err)
    }
}

fn unreadable(path: &Path, why: &io::Error) -> Error {
    match why.kind() {
        io::ErrorKind::FileTooLarge => Error::TooLarge(path.to_owned(), why.to_string()),
        _ => Error::Unreadable(path.to_owned(), why.to_string()),
    }
}

/// The files of `folder` that are pages by their names, in the order of these.
fn pages_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        let name = file?.file_name();
        if is_page(&name.to_string_lossy()) {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}
