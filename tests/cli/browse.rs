//! `faq browse` in a real terminal.

use crate::harness::Faq;

#[test]
fn without_a_terminal_it_says_what_to_use() {
    let faq = Faq::shipped();
    faq.run("browse").refused(&["browse needs a terminal", "faq search"]);
    faq.run("browse --print id hds --seeds -").refused(&["browse needs a terminal"]);
    faq.run("browse --print title").refused(&["invalid value 'title'", "id, text, json"]);
}

#[cfg(unix)]
mod at_a_terminal {
    use std::fs;
    use std::process::Command;

    use portable_pty::CommandBuilder;
    use serde_json::Value;

    use crate::harness::Faq;
    use crate::screen;
    use crate::terminal::{Size, Terminal};

    const ENTER: &str = "\r";
    const ESC: &str = "\u{1b}";
    const TAB: &str = "\t";
    const CTRL_C: &str = "\u{3}";
    const BACK_TAB: &str = "\u{1b}[Z";
    const F1: &str = "\u{1b}OP";
    const CTRL_F: &str = "\u{6}";
    const CTRL_N: &str = "\u{e}";
    const CTRL_P: &str = "\u{10}";
    const CTRL_Y: &str = "\u{19}";
    const CTRL_X: &str = "\u{18}";
    const CTRL_O: &str = "\u{f}";
    const CTRL_U: &str = "\u{15}";
    const CTRL_Z: &str = "\u{1a}";
    const UP: &str = "\u{1b}[A";
    const DOWN: &str = "\u{1b}[B";
    const END: &str = "\u{1b}[F";
    const PAGE_DOWN: &str = "\u{1b}[6~";
    const SHIFT_DOWN: &str = "\u{1b}[1;2B";
    const SIZES: [Size; 2] = [(80, 24), (40, 12)];

    fn at_home() -> Faq {
        let faq = Faq::shipped();
        let home = faq.folder().to_string_lossy().into_owned();
        faq.env("HOME", &home)
    }

    fn ids(faq: &Faq, line: &str) -> Vec<String> {
        let rows = faq.run(line).results();
        rows.iter().map(|row| row["id"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn read(faq: &Faq, file: &str) -> String {
        fs::read_to_string(faq.folder().join(file)).unwrap_or_default()
    }

    #[test]
    fn what_is_picked_is_captured_and_the_terminal_comes_back() {
        for size in SIZES {
            let faq = at_home();
            let expected = ids(&faq, "search chiffrement --json");
            let mut terminal =
                Terminal::run(&faq, size, "id=$(faq browse --print id); printf %s \"$id\" > out");
            terminal.shows(&["faq>", "72/72"]).types("chiffrement");
            let count = format!("{}/72", expected.len());
            terminal.shows(&["faq> chiffrement", &count, "> La certification HDS est-elle"]);
            terminal.types(ENTER).exits(0);
            assert_eq!(read(&faq, "out"), expected[0], "at {size:?}");
            terminal.until("restored", Terminal::is_restored);
        }
    }

    #[test]
    fn the_order_is_that_of_search_and_arrows_walk_it() {
        let faq = at_home();
        let expected = ids(&faq, "search certification hds --json -n 100 --rank words");
        for (keys, index) in [(DOWN.repeat(3), 3), (END.to_owned(), expected.len() - 1)] {
            let line = "faq browse --rank words --print id certification hds > out";
            let mut terminal = Terminal::run(&faq, (80, 24), line);
            terminal.shows(&[&format!("{}/72", expected.len())]).types(&keys).types(ENTER).exits(0);
            assert_eq!(read(&faq, "out").trim(), expected[index]);
        }
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse --print id > out");
        terminal
            .shows(&["72/72"])
            .types(CTRL_N)
            .types(CTRL_P)
            .types(PAGE_DOWN)
            .types(UP)
            .types(DOWN)
            .types(ENTER)
            .exits(0);
        assert_eq!(read(&faq, "out").trim(), ids(&faq, "list --json")[22], "a page is 22 rows");
    }

    /// Words answer the keys at once; when the typing pauses, the order is that of `faq search`.
    #[cfg(feature = "meaning")]
    #[test]
    fn a_pause_in_the_typing_lets_meaning_rank() {
        let faq = at_home();
        let by = |rank: &str| {
            let line = format!("search combien ça coûte --json -n 100 --rank {rank}");
            ids(&faq, &line)
        };
        let (words, auto) = (by("words"), by("auto"));
        assert!(words.len() < auto.len(), "the counts tell which is shown");
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse --print id > out");
        terminal
            .shows(&["72/72"])
            .types("combien ça coûte")
            .shows(&["faq> combien ça coûte ", &format!("{}/72", auto.len())])
            .types(END)
            .types(ENTER)
            .exits(0);
        assert_eq!(Some(read(&faq, "out").trim()), auto.last().map(String::as_str));
    }

    #[test]
    fn it_prints_as_show_does() {
        let faq = at_home();
        for (print, show) in [
            ("", "show dd0a"),
            ("--print text", "show dd0a"),
            ("--print json", "show dd0a --json"),
            ("--json", "show dd0a --json"),
        ] {
            let line = format!("faq browse chiffrement {print} > out");
            let mut terminal = Terminal::run(&faq, (80, 24), &line);
            terminal.shows(&["> La certification HDS est-elle"]).types(ENTER).exits(0);
            assert_eq!(read(&faq, "out"), faq.run(show).stdout, "{print}");
        }
    }

    #[test]
    fn esc_and_ctrl_c_leave_with_130_and_nothing_printed() {
        for (key, size) in [(ESC, SIZES[0]), (CTRL_C, SIZES[1])] {
            let faq = at_home();
            let mut terminal = Terminal::run(&faq, size, "faq browse > out");
            terminal.shows(&["72/72"]).types(key).exits(130);
            terminal.until("restored", Terminal::is_restored);
            assert_eq!(read(&faq, "out"), "");
        }
    }

    #[test]
    fn facets_narrow_and_count() {
        for size in SIZES {
            let faq = at_home();
            let psc = ids(&faq, "list --json --produit annuaire-sante");
            let mut terminal = Terminal::run(&faq, size, "faq browse --print id > out");
            terminal.shows(&["72/72"]).types(CTRL_F).shows(&["[ ] Certification", "(33)"]);
            terminal.types(" ").shows(&["33/72", "[x] Certification"]);
            terminal.types(" ").shows(&["72/72", "[ ] Certification"]);
            // Five offers, three corridors, five schemes: the next value is the first product.
            terminal.types(&DOWN.repeat(13)).shows(&["> [ ] Annuaire Santé (2)"]);
            terminal.types(" ").shows(&["> [x] Annuaire Santé (2)", "2/72"]).types(TAB);
            terminal.types(ENTER).exits(0);
            assert_eq!(read(&faq, "out").trim(), psc[0], "at {size:?}");
        }
    }

    #[test]
    fn what_is_marked_is_printed_in_the_order_of_the_marks() {
        let faq = at_home();
        let listed = ids(&faq, "list --json");
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse --print id > out");
        // The second, the third, and the third no more; then the first, and one of a search.
        terminal.shows(&["72/72"]).types(DOWN).types(TAB).shows(&["72/72 (1)"]);
        terminal.types(TAB).shows(&["72/72 (2)"]).types(UP).types(BACK_TAB).shows(&["(1)"]);
        terminal.types(UP).types(BACK_TAB).shows(&["72/72 (2)", ">*"]);
        terminal
            .types("chiffrement")
            .shows(&["faq> chiffrement", "> La certification HDS est-elle"]);
        terminal.types(TAB).shows(&["/72 (3)"]).types(CTRL_U).shows(&["72/72 (3)"]);
        terminal.types(ENTER).exits(0);
        let expected = [listed[1].as_str(), &listed[0], "dd0ab2259c08"].join("\n");
        assert_eq!(read(&faq, "out").trim(), expected);
        for (print, show) in [("--print text", ""), ("--json", "--json")] {
            let line = format!("faq browse {print} > out");
            let mut terminal = Terminal::run(&faq, (80, 24), &line);
            terminal.shows(&["72/72"]).types(TAB).types(TAB).shows(&["72/72 (2)"]).types(ENTER);
            terminal.exits(0);
            let shown = faq.run(&format!("show {} {} {show}", listed[0], listed[1])).stdout;
            assert_eq!(read(&faq, "out"), shown, "{print}");
        }
    }

    #[test]
    fn the_same_key_takes_a_vote_of_this_session_back() {
        let faq = at_home();
        faq.run("rate dd0a yes").exits(0);
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse chiffrement");
        terminal.shows(&["> La certification HDS est-elle"]).types(CTRL_O);
        terminal.shows(&["dd0ab2259c08: voted \"oui\" · 2 yes"]).types(CTRL_O);
        terminal.shows(&["dd0ab2259c08: your \"oui\" is taken back · 1 yes"]);
        // A vote on another entry is another vote; one of an earlier session stands.
        terminal.types(DOWN).types(CTRL_X).shows(&["voted \"non\""]).types(CTRL_X);
        terminal.shows(&["your \"non\" is taken back"]).types(UP).types(CTRL_X);
        terminal.shows(&["dd0ab2259c08: voted \"non\" · 1 yes"]).types(ESC).exits(130);
        let rows = faq.run("votes --json").results();
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0]["yes"], &rows[0]["no"]), (&1.into(), &1.into()));
        let lines = read(&faq, ".local/state/faq/votes.jsonl");
        let undos = lines.lines().filter(|line| line.starts_with("{\"undo\":")).count();
        assert_eq!((lines.lines().count(), undos), (6, 2), "the file only grows: {lines}");
    }

    #[test]
    fn the_answer_is_copied_by_the_terminal() {
        let faq = at_home();
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse chiffrement");
        terminal.shows(&["> La certification HDS est-elle"]).types(CTRL_Y);
        terminal.shows(&["the answer is copied"]);
        let printed = terminal.printed();
        let (_, copied) = printed.split_once("\u{1b}]52;c;").expect("the sequence");
        let (copied, _) = copied.split_once('\u{7}').expect("its end");
        let text = faq.run("show dd0a --json").texts().remove(0);
        let decoded = Command::new("sh")
            .args(["-c", &format!("printf %s {copied} | base64 -d")])
            .output()
            .expect("a shell");
        assert_eq!(String::from_utf8_lossy(&decoded.stdout), text);
        terminal.types(ESC).exits(130);
    }

    #[test]
    fn the_keys_are_explained_on_demand() {
        let faq = at_home();
        for size in SIZES {
            let mut terminal = Terminal::run(&faq, size, "faq browse --print id > out");
            terminal.shows(&["72/72"]).types("?").shows(&["^Y", "copy the answer", "^L ^Z"]);
            terminal.types("?").until("gone", |t| !t.screen().contains("copy the answer"));
            terminal.types(F1).shows(&["copy the answer"]);
            terminal.types(ESC).until("gone", |t| !t.screen().contains("copy the answer"));
            terminal.types("hds ?").shows(&["faq> hds ?"]).types(ESC).exits(130);
        }
    }

    #[test]
    fn votes_are_recorded_and_confirmed() {
        for size in SIZES {
            let faq = at_home();
            let mut terminal = Terminal::run(&faq, size, "faq browse chiffrement");
            terminal.shows(&["> La certification HDS est-elle"]).types(CTRL_O);
            terminal.shows(&["dd0ab2259c08: voted \"oui\""]).types(CTRL_X);
            terminal.shows(&["dd0ab2259c08: voted \"non\""]).types(ESC).exits(130);
            let row: Value = faq.run("votes --json").results().remove(0);
            assert_eq!((&row["yes"], &row["no"]), (&1.into(), &1.into()));
        }
        let mut homeless = Terminal::run(&Faq::shipped(), (80, 24), "faq browse chiffrement");
        homeless
            .shows(&["> La certification"])
            .types(CTRL_O)
            .shows(&["there is no place for votes"]);
        homeless.types(ESC).exits(130);
    }

    #[test]
    fn a_resize_lays_it_out_anew() {
        let faq = at_home();
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse chiffrement --print id > out");
        let stacked = |terminal: &Terminal| {
            terminal.screen().lines().any(|line| line.starts_with("──────"))
                && !terminal.screen().contains('│')
        };
        terminal.shows(&["│ Oui : le chiff"]);
        terminal.resizes((40, 12)).until("stacked", stacked).types(DOWN);
        terminal.resizes((100, 30)).shows(&["│"]).types(UP);
        terminal.resizes((30, 5)).until("stacked", stacked);
        terminal.resizes((2, 2)).resizes((80, 24)).shows(&["│ Oui : le chiff"]);
        terminal.types(ENTER).exits(0);
        assert_eq!(read(&faq, "out"), "dd0ab2259c08\n");
    }

    #[test]
    fn the_preview_scrolls_by_keys_and_wheel_and_the_mouse_points() {
        let faq = at_home();
        let line = "faq browse 'principales étapes de l’accréditation' --print id > out";
        let mut terminal = Terminal::run(&faq, (80, 24), line);
        terminal.shows(&["│"]);
        let first = |terminal: &Terminal| {
            let screen = terminal.screen();
            let line = screen.lines().nth(1).unwrap_or_default().to_owned();
            line.split_once('│').map(|(_, side)| side.to_owned()).unwrap_or_default()
        };
        let before = first(&terminal);
        terminal.types(SHIFT_DOWN).until("scrolled", |terminal| first(terminal) != before);
        terminal.types("\u{1b}[1;2A").until("back", |terminal| first(terminal) == before);
        // SGR mouse reports: button 65 is the wheel downwards, 0 a click; places count from 1.
        terminal.types("\u{1b}[<65;60;5M").until("scrolled", |terminal| first(terminal) != before);
        terminal.types("\u{1b}[<0;5;4M").until("selected", |terminal| {
            terminal.screen().lines().nth(3).is_some_and(|line| line.starts_with("> "))
        });
        terminal.types(ENTER).exits(0);
        let expected = ids(&faq, "search 'principales étapes de l’accréditation' --json");
        assert_eq!(read(&faq, "out").trim(), expected[2]);
    }

    #[test]
    fn a_line_that_finds_nothing_can_be_edited() {
        let faq = at_home();
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse --print id > out");
        terminal.shows(&["72/72"]).types("xyzzyqq").shows(&["0/72", "nothing found"]);
        terminal.types(ENTER).shows(&["there is no entry to print"]).types(CTRL_U);
        terminal.shows(&["72/72"]).types("topic:hd").shows(&["nearest: hds"]).types("s");
        terminal.shows(&["21/72"]).types(ESC).exits(130);
    }

    #[test]
    fn a_page_pasted_is_one_line() {
        let faq = at_home();
        let mut terminal = Terminal::run(&faq, (80, 24), "faq browse");
        terminal.shows(&["72/72"]).types("\u{1b}[200~chiffrement\ndonnées\u{1b}[201~");
        terminal.shows(&["faq> chiffrement données"]).types(ESC).exits(130);
    }

    #[test]
    fn stopped_and_continued() {
        let faq = at_home();
        // An interactive shell, which has job control.
        let mut command = CommandBuilder::new("sh");
        command.args(["-i"]);
        let mut terminal = Terminal::start(&faq, (80, 24), command);
        terminal.types("PS1='pr''êt> '\r").shows(&["prêt>"]);
        terminal
            .types("faq browse --print id chiffrement\r")
            .shows(&["> La certification HDS est-elle"]);
        terminal.types(CTRL_Z).until("the shell again", |terminal| {
            terminal.is_restored() && terminal.screen().contains("Stopped")
        });
        terminal.types("echo dé''hors\r").shows(&["déhors"]).types("fg\r");
        terminal.until("the picker again", |terminal| {
            !terminal.is_restored() && terminal.screen().contains("> La certification HDS est-elle")
        });
        terminal.types(ENTER).shows(&["dd0ab2259c08"]);
        terminal.until("restored", Terminal::is_restored).types("exit 7\r").exits(7);
    }

    #[test]
    fn a_signal_that_ends_it_gives_the_terminal_back() {
        let faq = at_home();
        let line = "faq browse & echo $! > pid; wait $!; echo ended by $?";
        // In the background of a shell without job control, standard input is /dev/null: the
        // keys are read from the terminal itself.
        let mut terminal = Terminal::run(&faq, (80, 24), line);
        terminal.shows(&["72/72"]).types("hds").shows(&["faq> hds"]);
        let killed =
            Command::new("sh").args(["-c", &format!("kill -TERM {}", read(&faq, "pid"))]).status();
        assert!(killed.is_ok_and(|status| status.success()));
        terminal.shows(&["ended by 143"]).until("restored", Terminal::is_restored).exits(0);
    }

    /// The variable that turns a test of this program into one that panics with the screen taken.
    const PANICS: &str = "FAQ_TEST_PANICS";

    #[test]
    fn one_that_panics_for_the_test_below() {
        if std::env::var_os(PANICS).is_none() {
            return;
        }
        let mut screen = screen::Screen::enter().expect("the screen");
        screen.draw(|frame| frame.render_widget("taken", frame.area())).expect("drawn");
        let mut key = String::new();
        let _ = std::io::stdin().read_line(&mut key);
        // As in a release build, where a panic aborts: nothing is dropped.
        std::mem::forget(screen);
        panic!("on purpose");
    }

    #[test]
    fn a_panic_gives_the_terminal_back() {
        let faq = at_home();
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args([
            "--exact",
            "browse::at_a_terminal::one_that_panics_for_the_test_below",
            "--nocapture",
        ]);
        let faq = faq.env(PANICS, "1");
        let mut terminal = Terminal::start(&faq, (80, 24), command);
        terminal.shows(&["taken"]).until("taken", |terminal| !terminal.is_restored());
        terminal.types("\r\n").shows(&["on purpose"]).until("restored", Terminal::is_restored);
    }
}
