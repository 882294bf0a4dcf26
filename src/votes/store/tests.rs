//! The store against torn lines, foreign lines, other files and other processes' writes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::corpus::identity::Id;
use crate::votes::vote::Verdict;

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("faq-votes-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn store(&self, name: &str) -> Store {
        Store::new(Place::Named(self.0.join(name)))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn vote(text: &str) -> Vote {
    Vote::now(Id::of(text), Verdict::Yes, None)
}

fn count(store: &Store) -> usize {
    store.read().expect("votes").ledger.votes().count()
}

#[test]
fn a_torn_line_stays_alone_and_is_told() {
    let folder = Folder::new();
    let store = folder.store("v");
    assert_eq!(count(&store), 0, "no file is no votes");
    store.add(vote("a")).expect("kept");
    let mut text = fs::read(store.file()).expect("the file");
    text.extend(b"{\"id\":\"dd0ab2");
    fs::write(store.file(), &text).expect("torn");
    store.add(vote("b")).expect("kept");
    let reading = store.read().expect("votes");
    assert_eq!((reading.ledger.votes().count(), reading.foreign), (2, vec![2]));
    assert!(fs::read(store.file()).expect("the file").starts_with(&text), "never rewritten");
}

#[test]
fn any_head_of_a_file_gives_the_votes_whose_lines_are_whole() {
    let folder = Folder::new();
    let store = folder.store("v");
    for name in ["a", "b", "c"] {
        store.add(vote(name)).expect("kept");
    }
    let whole = fs::read(store.file()).expect("the file");
    for end in 0..whole.len() {
        let head = &whole[..end];
        fs::write(store.file(), head).expect("torn");
        let complete = head.iter().filter(|&&byte| byte == b'\n').count();
        // The last line may lack its line end alone.
        let more = usize::from(whole[end] == b'\n' && end > 0);
        assert_eq!(count(&store), complete + more, "cut at {end}");
    }
}

#[test]
fn undo_takes_back_ones_own_last_vote_by_a_line_more() {
    let folder = Folder::new();
    let (mine, theirs) = (folder.store("mine"), folder.store("theirs"));
    assert_eq!(mine.undo().expect("nothing to take back"), None);
    assert!(!mine.file().exists(), "asking makes no file");
    mine.add(vote("a")).expect("kept");
    theirs.add(vote("b")).expect("kept");
    mine.import(&fs::read(theirs.file()).expect("theirs")).expect("imported");
    let lines = fs::read(mine.file()).expect("mine");
    assert_eq!(mine.undo().expect("undone").map(|vote| vote.id), Some(Id::of("a")));
    assert_eq!(mine.undo().expect("theirs are not mine"), None);
    assert_eq!(count(&mine), 1);
    assert!(fs::read(mine.file()).expect("mine").starts_with(&lines));
}

#[test]
fn files_of_colleagues_come_together_without_counting_twice() {
    let folder = Folder::new();
    let (a, b) = (folder.store("a"), folder.store("b"));
    let carried = |from: &Store| exported(&from.read().expect("votes").ledger).expect("lines");
    a.add(vote("x")).expect("kept");
    a.add(vote("x")).expect("the same again is a vote of its own");
    b.add(vote("y")).expect("kept");
    let first = b.import(carried(&a).as_bytes()).expect("imported");
    assert_eq!(first, Imported { new: 2, ..Imported::default() });
    let again = b.import(carried(&a).as_bytes()).expect("imported");
    assert_eq!(again, Imported { known: 2, ..Imported::default() });
    a.import(carried(&b).as_bytes()).expect("imported back");
    assert_eq!((count(&a), count(&b)), (3, 3));
    let old = carried(&a);
    a.undo().expect("undone");
    let third = b.import(carried(&a).as_bytes()).expect("imported");
    assert_eq!((third.new, third.undone, count(&b)), (0, 1, 2));
    b.import(old.as_bytes()).expect("an old export");
    assert_eq!(count(&b), 2, "what was taken back stays so");
}

#[test]
fn an_export_never_overwrites_the_store() {
    let folder = Folder::new();
    let store = folder.store("v");
    store.add(vote("a")).expect("kept");
    let text = fs::read(store.file()).expect("the file");
    assert!(export_to(&folder.0.join("./v"), &store, "").is_err());
    assert_eq!(fs::read(store.file()).expect("the file"), text);
    export_to(&folder.0.join("out"), &store, "x").expect("exported");
    export_to(&folder.0.join("out"), &store, "y").expect("exported again");
    assert_eq!(fs::read_to_string(folder.0.join("out")).expect("the export"), "y");
    assert_eq!(fs::read_dir(&folder.0).expect("the folder").count(), 2, "no part is left");
}

#[test]
fn a_home_that_is_not_there_is_not_made() {
    let folder = Folder::new();
    let home = folder.0.join("home");
    let place =
        Place::State { file: home.join(".local/state/faq/votes.jsonl"), home: Some(home.clone()) };
    let store = Store::new(place);
    let error = store.add(vote("a")).expect_err("no home").to_string();
    assert!(error.contains("votes.jsonl") && error.contains("--votes FILE"), "{error}");
    assert!(!home.exists());
    fs::create_dir(&home).expect("a home");
    store.add(vote("a")).expect("kept");
    assert_eq!(count(&store), 1);
}

#[test]
fn a_lock_that_another_keeps_is_not_waited_for_without_end() {
    let folder = Folder::new();
    let store = Store { patience: Duration::from_millis(50), ..folder.store("v") };
    store.add(vote("a")).expect("kept");
    let mut other = File::options().append(true).open(store.file()).expect("the file");
    other.lock().expect("a lock");
    other.write_all(b"{\"id\":\"torn").expect("half a line");
    let before = fs::read(store.file()).expect("the file");
    let error = store.add(vote("b")).expect_err("locked").to_string();
    assert!(error.contains("locked for") && error.contains("nothing was changed"), "{error}");
    assert_eq!(fs::read(store.file()).expect("the file"), before);
    let reading = store.read().expect("votes can be read beside a writer");
    assert_eq!((reading.ledger.votes().count(), reading.foreign), (1, vec![]));
    drop(other);
    store.add(vote("b")).expect("kept");
    assert_eq!(count(&store), 2);
}

#[test]
fn votes_in_utf16_are_read_and_never_mixed_with_utf8() {
    let folder = Folder::new();
    let (store, other) = (folder.store("v"), folder.store("other"));
    let line = Line::Vote(vote("a")).written().expect("a line").replace('\n', "\r\n");
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{FEFF}{line}");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        fs::write(store.file(), &bytes).expect("a file");
        let reading = store.read().expect("votes");
        assert_eq!((reading.ledger.votes().count(), reading.foreign), (1, vec![]));
        for refused in [store.add(vote("b")), store.undo().map(drop)] {
            assert!(refused.expect_err("UTF-16").to_string().contains("save it as UTF-8"));
        }
        assert_eq!(fs::read(store.file()).expect("the file"), bytes, "untouched");
        other.import(&bytes).expect("imported");
        assert_eq!(count(&other), 1, "by its key it is one vote");
    }
}

#[cfg(unix)]
#[test]
fn an_export_keeps_who_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let (store, out) = (folder.store("v"), folder.0.join("out"));
    fs::write(&out, "").expect("a file");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o600)).expect("a mode");
    export_to(&out, &store, "x").expect("exported");
    assert_eq!(fs::metadata(&out).expect("the file").permissions().mode() & 0o777, 0o600);
}
