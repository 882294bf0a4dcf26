//! The user's folders, by the XDG Base Directory Specification.
//!
//! Empty and relative variables count as unset. On Windows the cache is below `%LOCALAPPDATA%`
//! and everything else below `%USERPROFILE%`, in the same places as below a Unix home.

use std::ffi::OsString;
use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::clean::Name;

/// What a folder is for: the variable that names it, and its default below the home folder.
pub type Base = (&'static str, &'static str);

/// Pages.
pub const DATA: Base = ("XDG_DATA_HOME", ".local/share");

/// Settings.
pub const CONFIG: Base = ("XDG_CONFIG_HOME", ".config");

/// Votes.
pub const STATE: Base = ("XDG_STATE_HOME", ".local/state");

/// What can be deleted at any time.
pub const CACHE: Base = match cfg!(windows) {
    true => ("LOCALAPPDATA", "AppData/Local"),
    false => ("XDG_CACHE_HOME", ".cache"),
};

/// The variable that names the home folder.
pub const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

/// The path that a shell makes of `path` as typed: a leading `~/` stands for `home`.
pub fn under_home(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~/"), home) {
        (Some(below), Some(home)) => home.join(below),
        _ => path.into(),
    }
}

/// The folder `faq` below one of the user's folders. It need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserDir {
    path: PathBuf,
    /// The home folder that it was derived from. Folders below it may be created; a home that
    /// does not exist is a mistake.
    home: Option<PathBuf>,
}

impl UserDir {
    /// The folder for a base; `None` where neither its variable nor a home is an absolute path.
    ///
    /// `variable` looks up an environment variable.
    pub fn find(
        (name, default): Base,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Option<Self> {
        let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|p| p.is_absolute());
        if let Some(folder) = absolute(name) {
            return Some(Self { path: folder.join("faq"), home: None });
        }
        let home = absolute(HOME)?;
        Some(Self { path: home.join(default).join("faq"), home: Some(home) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Creates the folder, for this user only.
    ///
    /// # Errors
    /// Those of the system, and [`io::ErrorKind::NotFound`] where the home folder does not exist.
    pub fn create(&self) -> io::Result<()> {
        if let Some(home) = self.home.as_ref().filter(|home| !home.is_dir()) {
            let why = format!("the home folder {} does not exist", Name(home));
            return Err(io::Error::new(io::ErrorKind::NotFound, why));
        }
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn relative_and_empty_folders_are_ignored() {
        let found = |variables: &[(&str, &str)]| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| OsString::from(value))
            };
            UserDir::find(STATE, variable).map(|dir| dir.path)
        };
        let home = Some(PathBuf::from("/h/.local/state/faq"));
        assert_eq!(found(&[("XDG_STATE_HOME", "/s"), ("HOME", "/h")]), Some("/s/faq".into()));
        assert_eq!(found(&[("XDG_STATE_HOME", "s"), ("HOME", "/h")]), home);
        assert_eq!(found(&[("XDG_STATE_HOME", ""), ("HOME", "/h")]), home);
        assert_eq!(found(&[("HOME", "h")]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn a_leading_tilde_is_the_home_folder() {
        let home = Some(Path::new("/h"));
        for (path, home, found) in [
            ("~/a", home, "/h/a"),
            ("~/a", None, "~/a"),
            ("~b/a", home, "~b/a"),
            ("a/~/b", home, "a/~/b"),
            ("/a", home, "/a"),
        ] {
            assert_eq!(under_home(path, home), Path::new(found), "{path}");
        }
    }

    #[test]
    fn a_missing_home_is_not_created() {
        let home = std::env::temp_dir().join(format!("faq-no-home-{}", std::process::id()));
        let dir = UserDir { path: home.join(".cache/faq"), home: Some(home.clone()) };
        assert_eq!(dir.create().expect_err("no home").kind(), io::ErrorKind::NotFound);
        assert!(!home.exists());
    }
}
