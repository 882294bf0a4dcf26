//! Fingerprints: whether pages are still what they were when their image was made.
//!
//! Pages are told by path, size, times and inode, never by reading them. A page that was changed
//! within the grain of the file system's clock before it was read may have changed again since
//! without a trace; so pages are cached only once they are older than that.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::corpus::delimiter::Delimiter;
use crate::corpus::source::Seeds;
use crate::prepared::VERSION;

/// The coarsest clock of a file system (FAT).
const GRAIN: Duration = Duration::from_secs(2);

/// A list of pages as the file system shows them at one moment.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// Names the list of pages and how they are read, whatever they hold: 16 hexadecimal digits.
    pub list: String,
    /// Names the state of the pages: 16 hexadecimal digits.
    pub state: String,
    /// The bytes of all pages.
    pub bytes: u64,
    /// Whether every page was last changed so long ago that a later change shows.
    pub is_settled: bool,
}

impl Fingerprint {
    /// The fingerprint of `seeds` split at `delimiter`, with the data files beside them; `None`
    /// if the pages are not files, or not all can be looked at.
    pub fn of(seeds: &Seeds, delimiter: &Delimiter) -> Option<Self> {
        let now = SystemTime::now();
        let (mut list, mut state) = (Sha256::new(), Sha256::new());
        let add = |hash: &mut Sha256, bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(&mut list, &VERSION);
        add(&mut list, delimiter.text().as_bytes());
        let (mut bytes, mut is_settled) = (0, true);
        let mut see = |metadata: Option<&Metadata>| {
            is_settled &= metadata.is_none_or(|metadata| is_older(metadata, now));
            let stamp = metadata.map(stamp).unwrap_or_default();
            stamp.iter().for_each(|number| add(&mut state, &number.to_le_bytes()));
        };
        for path in &seeds.files()? {
            add(&mut list, path.as_os_str().as_encoded_bytes());
            let real = fs::canonicalize(path).ok()?;
            add(&mut list, real.as_os_str().as_encoded_bytes());
            let metadata = fs::metadata(&real).ok().filter(Metadata::is_file)?;
            bytes += metadata.len();
            see(Some(&metadata));
        }
        let beside =
            |folder: &Path| ["facets.json", "questions.json"].map(|name| folder.join(name));
        let data = seeds.folders().flat_map(beside);
        data.for_each(|path| see(fs::metadata(path).ok().as_ref()));
        Some(Self { list: digits(list), state: digits(state), bytes, is_settled })
    }
}

/// What tells, without reading it, that a file is the one it was: size, times in nanoseconds since
/// 1970, inode and device, where the system has them.
fn stamp(metadata: &Metadata) -> [u64; 5] {
    let [changed, inode, device] = inode(metadata);
    [metadata.len(), metadata.modified().map_or(0, nanoseconds), changed, inode, device]
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> [u64; 3] {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let nanoseconds = u64::try_from(metadata.ctime_nsec()).unwrap_or_default();
    [seconds.saturating_mul(1_000_000_000) + nanoseconds, metadata.ino(), metadata.dev()]
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> [u64; 3] {
    [0; 3]
}

/// Whether a file was last changed more than [`GRAIN`] before `now`.
fn is_older(metadata: &Metadata, now: SystemTime) -> bool {
    let [_, modified, changed, ..] = stamp(metadata);
    let grain = GRAIN.as_nanos() as u64;
    modified.max(changed).saturating_add(grain) < nanoseconds(now)
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}

fn digits(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a name consists of `count` hexadecimal digits.
pub(super) fn is_digits(name: &str, count: usize) -> bool {
    name.len() == count && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::tests::Place;

    #[test]
    fn whatever_changes_pages_changes_their_fingerprint() {
        let place = Place::new();
        let (page, rules) = (place.page("a.txt"), place.page("facets.json"));
        let before = place.fingerprint();
        assert!(!before.is_settled && before.bytes == 31);
        let metadata = fs::metadata(&page).expect("the page");
        assert!(is_older(&metadata, SystemTime::now() + 2 * GRAIN), "two seconds later");
        let time = metadata.modified().expect("a time");
        let write = |bytes: &str| {
            fs::write(&page, bytes).expect("the page");
            let file = fs::File::options().write(true).open(&page).expect("the page");
            file.set_modified(time).expect("a time");
        };
        let changes: [&dyn Fn(); 5] = [
            &|| write("Un certificat, plus long."),
            &|| {
                fs::File::options()
                    .append(true)
                    .open(&page)
                    .and_then(|f| f.set_modified(time - GRAIN))
                    .expect("a time")
            },
            &|| {
                // A file moved here in its place, of the same size and time.
                fs::rename(&page, place.page("old")).expect("moved");
                fs::copy(place.page("old"), &page).expect("copied");
            },
            &|| fs::write(&rules, "{}").expect("rules"),
            &|| fs::write(&rules, "{\"facets\":[]}").expect("rules"),
        ];
        let mut states = vec![before.state.clone()];
        for change in changes {
            change();
            let now = place.fingerprint();
            assert!(now.list == before.list && !states.contains(&now.state), "{}", states.len());
            states.push(now.state);
        }
        let last = place.fingerprint();
        assert_eq!(last.state, states[5], "nothing changed");
        let other = Delimiter::new("--").expect("not blank");
        let other = Fingerprint::of(&place.seeds(), &other).expect("files");
        assert!(other.list != last.list && other.state == last.state);
        fs::rename(place.page("b.txt"), place.page("c.txt")).expect("moved");
        assert_ne!(place.fingerprint().list, last.list);
        let pages = ["-", "absent"].map(|name| Seeds::Paths(vec![page.clone(), name.into()]));
        assert!(pages.iter().all(|p| Fingerprint::of(p, &Delimiter::default()).is_none()));
    }
}
