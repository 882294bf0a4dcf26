//! The votes file against torn lines, foreign lines, other files and other processes' writes.

use super::*;
use crate::corpus::identity::Id;
use crate::files::test_folder::TestFolder;
use crate::votes::vote::Verdict;

/// A votes file in `folder`, with a vote on each of these texts.
fn file(folder: &Path, name: &str, texts: &[&str]) -> VotesFile {
    let file = VotesFile::named(folder.join(name));
    for text in texts {
        file.add(vote(text)).expect("recorded");
    }
    file
}

fn vote(text: &str) -> Vote {
    Vote::now(Id::of(text), Verdict::Yes, None)
}

fn bytes(file: &VotesFile) -> Vec<u8> {
    fs::read(file.path()).expect("the file")
}

/// The count of the votes that stand, and the lines that are no votes.
fn read(file: &VotesFile) -> (usize, Vec<usize>) {
    let (ledger, foreign) = file.read().expect("votes");
    (ledger.votes().count(), foreign)
}

fn export(file: &VotesFile) -> String {
    let (ledger, _) = file.read().expect("votes");
    exported(&ledger).map(|line| line.written().expect("a line")).collect()
}

#[test]
fn a_torn_line_stays_alone_and_is_reported() {
    let folder = TestFolder::new();
    assert_eq!(read(&file(&folder, "absent", &[])).0, 0, "no file is no votes");
    let file = file(&folder, "v", &["a"]);
    let torn = [&bytes(&file)[..], b"{\"id\":\"dd0ab2"].concat();
    fs::write(file.path(), &torn).expect("torn");
    file.add(vote("b")).expect("recorded");
    assert_eq!(read(&file), (2, vec![2]));
    assert!(bytes(&file).starts_with(&torn), "never rewritten");
}

#[test]
fn any_head_of_a_file_gives_the_votes_whose_lines_are_whole() {
    let folder = TestFolder::new();
    let file = file(&folder, "v", &["a", "b", "c"]);
    let whole = bytes(&file);
    for end in 0..whole.len() {
        let head = &whole[..end];
        fs::write(file.path(), head).expect("torn");
        let complete = head.iter().filter(|&&byte| byte == b'\n').count();
        // The last line may lack its line end alone.
        let more = usize::from(whole[end] == b'\n' && end > 0);
        assert_eq!(read(&file).0, complete + more, "cut at {end}");
    }
}

#[test]
fn undo_takes_back_ones_own_last_vote_by_one_more_line() {
    let folder = TestFolder::new();
    let mine = file(&folder, "mine", &[]);
    assert_eq!(mine.undo().expect("nothing to take back"), None);
    assert!(!mine.path().exists(), "asking creates no file");
    mine.add(vote("a")).expect("recorded");
    mine.import(&bytes(&file(&folder, "theirs", &["b"]))).expect("imported");
    let lines = bytes(&mine);
    assert_eq!(mine.undo().expect("undone").map(|vote| vote.id), Some(Id::of("a")));
    assert_eq!(mine.undo().expect("theirs are not mine"), None);
    assert_eq!(read(&mine).0, 1);
    assert!(bytes(&mine).starts_with(&lines));
}

#[test]
fn any_vote_of_ones_own_can_be_taken_back_by_one_more_line() {
    let folder = TestFolder::new();
    let (file, first) = (file(&folder, "v", &[]), vote("a"));
    file.add(first.clone()).expect("recorded");
    file.add(vote("a")).expect("recorded");
    let lines = bytes(&file);
    file.take_back(&first).expect("taken back");
    file.take_back(&first).expect("taken back twice");
    assert_eq!(read(&file), (1, vec![]));
    assert!(bytes(&file).starts_with(&lines));
}

#[test]
fn files_of_colleagues_are_merged_without_counting_twice() {
    let folder = TestFolder::new();
    // The same again is a vote of its own.
    let (a, b) = (file(&folder, "a", &["x", "x"]), file(&folder, "b", &["y"]));
    let first = b.import(export(&a).as_bytes()).expect("imported");
    assert_eq!(first, Imported { new: 2, ..Imported::default() });
    let again = b.import(export(&a).as_bytes()).expect("imported");
    assert_eq!(again, Imported { known: 2, ..Imported::default() });
    a.import(export(&b).as_bytes()).expect("imported back");
    assert_eq!((read(&a).0, read(&b).0), (3, 3));
    let old = export(&a);
    a.undo().expect("undone");
    let third = b.import(export(&a).as_bytes()).expect("imported");
    assert_eq!((third.new, third.undone, read(&b).0), (0, 1, 2));
    b.import(old.as_bytes()).expect("an old export");
    assert_eq!(read(&b).0, 2, "what was taken back stays so");
}

#[test]
fn a_lock_that_another_keeps_is_not_waited_for_without_end() {
    let folder = TestFolder::new();
    let patience = Duration::from_millis(50);
    let file = VotesFile { patience, ..file(&folder, "v", &["a"]) };
    let mut other = File::options().append(true).open(file.path()).expect("the file");
    other.lock().expect("a lock");
    other.write_all(b"{\"id\":\"torn").expect("half a line");
    let before = bytes(&file);
    let error = file.add(vote("b")).expect_err("locked").to_string();
    assert!(error.contains("locked for") && error.contains("nothing was changed"), "{error}");
    assert_eq!(bytes(&file), before);
    assert_eq!(read(&file), (1, vec![]), "votes can be read beside a writer");
    drop(other);
    file.add(vote("b")).expect("recorded");
    assert_eq!(read(&file).0, 2);
}

#[test]
fn votes_in_utf16_are_read_and_never_mixed_with_utf8() {
    let folder = TestFolder::new();
    let (file, other) = (file(&folder, "v", &[]), file(&folder, "other", &[]));
    let line = Line::Vote(vote("a")).written().expect("a line").replace('\n', "\r\n");
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{FEFF}{line}");
        let utf16: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        fs::write(file.path(), &utf16).expect("a file");
        assert_eq!(read(&file), (1, vec![]));
        for refused in [file.add(vote("b")), file.undo().map(drop)] {
            assert!(refused.expect_err("UTF-16").to_string().contains("save it as UTF-8"));
        }
        assert_eq!(bytes(&file), utf16, "untouched");
        other.import(&utf16).expect("imported");
        assert_eq!(read(&other).0, 1, "by its key it is one vote");
    }
}

#[test]
fn the_key_of_a_vote_without_one_is_made_of_the_bytes_of_its_line() {
    // Decomposed on purpose: such a line must not pass through NFC.
    let line = "{\"id\":\"dd0ab2259c08\",\"vote\":\"yes\",\"comment\":\"e\u{301}\u{9b}\"}";
    let folder = TestFolder::new();
    let file = file(&folder, "v", &[]);
    fs::write(file.path(), line).expect("a file");
    assert!(
        export(&file).contains("\"key\":\"a41c3aee11e6ca552936c446a30faa04\""),
        "{}",
        export(&file)
    );
}
