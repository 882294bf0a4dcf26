//! Files of the user's, read and written with care.
//!
//! Every file that this program touches is reached through here: the XDG folders ([`dirs`]),
//! reading with a bound on the size ([`read`]), and writing so that readers, other runs and a
//! kill in the middle find all of a file or none of it ([`mod@write`]).

pub mod dirs;
pub mod read;
pub mod write;

#[cfg(test)]
pub(crate) mod test_folder {
    use std::ops::Deref;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::{env, fs, process};

    /// A new folder, gone with the test.
    pub(crate) struct TestFolder(PathBuf);

    impl TestFolder {
        pub(crate) fn new() -> Self {
            static NEXT: AtomicUsize = AtomicUsize::new(0);
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("faq-test-{}-{number}", process::id()));
            fs::create_dir_all(&path).expect("a folder");
            Self(path)
        }
    }

    impl Deref for TestFolder {
        type Target = Path;

        fn deref(&self) -> &Path {
            &self.0
        }
    }

    impl Drop for TestFolder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
