//! What is stored, what is opened again, and what goes.

use std::time::Duration;

use super::*;
use crate::corpus::DataFiles;
use crate::corpus::delimiter::Delimiter;
use crate::corpus::source::Seeds;
use crate::files::test_folder::TestFolder;
use crate::index::build;

/// A folder of pages beside one of the cache, gone with the test.
pub(super) struct Place(TestFolder);

impl Place {
    pub(super) fn new() -> Self {
        let place = Self(TestFolder::new());
        fs::create_dir_all(place.page("")).expect("a folder");
        fs::write(place.page("a.txt"), "Un certificat.").expect("a page");
        fs::write(place.page("b.txt"), "Deux certificats.").expect("a page");
        place
    }

    pub(super) fn page(&self, name: &str) -> PathBuf {
        self.0.join("pages").join(name)
    }

    pub(super) fn seeds(&self) -> Seeds {
        Seeds::Paths(vec![self.0.join("pages")])
    }

    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.seeds(), &Delimiter::default()).expect("files")
    }

    fn cache(&self) -> Cache {
        let variable = if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME" };
        Cache::find(|name| (name == variable).then(|| self.0.as_os_str().into())).expect("a folder")
    }

    fn corpus(&self) -> Corpus {
        let corpus = Corpus::read(&self.seeds(), &Delimiter::default(), DataFiles::shipped());
        build(corpus.expect("pages"), &|_| ()).expect("an index")
    }
}

fn names(cache: &Cache) -> Vec<String> {
    cache.files().iter().map(|file| file.name().to_owned()).collect()
}

#[test]
fn an_image_is_valid_whole_and_for_the_pages_as_they_were() {
    let place = Place::new();
    let (cache, corpus, before) = (place.cache(), place.corpus(), place.fingerprint());
    assert!(cache.open(&before).is_none());
    cache.store(&before, corpus.image()).expect("stored");
    let opened = cache.open(&before).expect("an image");
    assert!(opened.image().bytes() == corpus.image().bytes() && opened.data().is_none());
    let path = cache.path(&before, false);
    let bytes = &corpus.image().bytes()[..];
    let mut no_index = corpus.image().to_builder();
    no_index.push(Section::Totals, vec![0xFF; 32]);
    let no_index = no_index.finish(&VERSION).bytes();
    let version = bytes.len() - 24;
    let other = [&bytes[..version], b"0123456789abcdef", &bytes[version + 16..]].concat();
    for damaged in [&[], &bytes[..9], &bytes[1..], &bytes[..bytes.len() - 1], &no_index, &other] {
        fs::write(&path, damaged).expect("the file");
        assert!(cache.open(&before).is_none() && cache.images().count() == 0);
        cache.store(&before, corpus.image()).expect("stored anew");
        assert!(cache.open(&before).is_some() && cache.images().count() == 1);
    }
    fs::write(place.page("a.txt"), "Un autre certificat.").expect("a page");
    let now = place.fingerprint();
    assert!(cache.open(&now).is_none());
    let foreign = "0123456789abcdef-0123456789abcdef-0123456789abcdef.image";
    fs::write(cache.folder().join(foreign), "of another version").expect("a file");
    fs::write(cache.folder().join("notes.image"), "not ours").expect("a file");
    cache.store(&now, place.corpus().image()).expect("stored");
    let mut expected =
        vec![format!("{}-{}-0000000000000000.image", now.list, now.state), foreign.to_owned()];
    expected.sort();
    assert_eq!(names(&cache), expected, "the earlier state is gone, nothing else");
    assert_eq!(cache.clear().expect("cleared").0, 2);
    assert!(cache.folder().join("notes.image").exists());
}

#[test]
fn the_oldest_images_make_room_and_abandoned_files_go() {
    let place = Place::new();
    let cache = place.cache();
    cache.create().expect("a folder");
    let put = |name: String, minutes: u64| {
        let path = cache.folder().join(name);
        fs::write(&path, [0; 100]).expect("a file");
        let file = fs::File::options().write(true).open(&path).expect("the file");
        let age = Duration::from_secs(60 * minutes);
        file.set_modified(SystemTime::now() - age).expect("a time");
        path
    };
    let image = |digit: &str| format!("{0}-{0}-{0}.image", digit.repeat(16));
    let newest = put(image("a"), 9);
    for (digit, age) in [("b", 1), ("c", 5), ("d", 3)] {
        put(image(digit), age);
    }
    put(format!("{}.vec", "e".repeat(16)), 10);
    cache.make_room(300, &newest);
    assert_eq!(names(&cache), [image("a"), image("b"), format!("{}.vec", "e".repeat(16))]);
    put(format!("{}.0123456789abcdef.part", image("f")), 61);
    let written = put(format!("{}.0123456789abcdef.part", image("0")), 1);
    cache.store(&place.fingerprint(), place.corpus().image()).expect("stored");
    let partial: Vec<String> =
        names(&cache).into_iter().filter(|n| is_partial(n.as_ref())).collect();
    assert!(partial.len() == 1 && written.ends_with(&partial[0]), "another run writes it");
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_write_to_is_not_trusted() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let place = Place::new();
    let cache = place.cache();
    assert!(cache.check().is_ok(), "not there yet");
    cache.store(&place.fingerprint(), place.corpus().image()).expect("stored");
    assert!(cache.check().is_ok() && cache.images().count() == 1);
    let mode = |mode| fs::set_permissions(cache.folder(), fs::Permissions::from_mode(mode));
    mode(0o777).expect("our own folder");
    assert!(matches!(cache.check(), Err(Error::CacheIsOpen(_))) && cache.images().count() == 0);
    mode(0o700).expect("our own folder");
    // Only root can give it away.
    if chown(cache.folder(), Some(12345), None).is_ok() {
        assert!(matches!(cache.check(), Err(Error::CacheOfAnother(_))));
    }
}
