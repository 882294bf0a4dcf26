//! Where votes are kept: the file that the user names, else one in the user's state folder.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file of votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file that the user names.
    Named(PathBuf),
    /// `faq/votes.jsonl` in the user's state folder.
    State {
        /// The file.
        file: PathBuf,
        /// The home folder it is in. Folders below it may be made, it may not: a home that is
        /// not there is a mistake.
        home: Option<PathBuf>,
    },
}

impl Place {
    /// The file `named` by the user, else `$XDG_STATE_HOME/faq/votes.jsonl`, else
    /// `~/.local/state/faq/votes.jsonl`; `None` where there is no home.
    ///
    /// `variable` looks up an environment variable; empty and relative values count as unset,
    /// as the XDG Base Directory Specification asks.
    pub fn choose(
        named: Option<&Path>,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Option<Self> {
        if let Some(file) = named {
            return Some(Self::Named(file.to_owned()));
        }
        let folder = |name: &str| variable(name).map(PathBuf::from).filter(|p| p.is_absolute());
        if let Some(state) = folder("XDG_STATE_HOME") {
            return Some(Self::State { file: state.join("faq/votes.jsonl"), home: None });
        }
        let home = folder(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
        Some(Self::State { file: home.join(".local/state/faq/votes.jsonl"), home: Some(home) })
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Path {
        match self {
            Self::Named(file) | Self::State { file, .. } => file,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn relative_and_empty_folders_are_ignored() {
        let chosen = |variables: &[(&str, &str)]| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| OsString::from(value))
            };
            Place::choose(None, variable).map(|place| place.file().to_string_lossy().into_owned())
        };
        let home = Some("/h/.local/state/faq/votes.jsonl".to_owned());
        assert_eq!(
            chosen(&[("XDG_STATE_HOME", "/s"), ("HOME", "/h")]).as_deref(),
            Some("/s/faq/votes.jsonl")
        );
        assert_eq!(chosen(&[("XDG_STATE_HOME", "s"), ("HOME", "/h")]), home);
        assert_eq!(chosen(&[("XDG_STATE_HOME", ""), ("HOME", "/h")]), home);
        assert_eq!(chosen(&[("HOME", "h")]), None);
        assert_eq!(chosen(&[]), None);
        let named = Place::choose(Some(Path::new("v")), |_| Some("/h".into()));
        assert_eq!(named, Some(Place::Named("v".into())));
    }
}
