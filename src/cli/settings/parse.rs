//! The config file, read as settings and warnings.
//!
//! A setting that is wrong is left out, and the rest holds; a text that is not valid TOML is
//! left out whole.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use faq::files::dirs::{CONFIG, HOME, UserDir, under_home};
use faq::files::read::{open_regular, read_file};
use faq::messages::Lang;
use faq::report::{FileState, Origin};
use faq::text::clean::{Name, brief};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Chosen, FEW, Settings};
use crate::cli::filters::FacetArgs;
use crate::cli::values::{ColorWhen, nearest, rank_named};
use crate::failure::Failure;

const FILE: &str = "config.toml";
/// The most bytes of the file.
const MAX_BYTES: u64 = 1 << 20;

/// The settings, each with the form that it has in the file.
const FORMS: [(&str, &str); 7] = [
    ("seeds", "seeds = [\"/a/folder\", \"~/a/page.html\"]"),
    ("lang", "lang = \"fr\" | \"en\""),
    ("rank", "rank = \"auto\" | \"words\" | \"meaning\""),
    ("limit", "limit = 5"),
    ("color", "color = \"auto\" | \"always\" | \"never\""),
    ("numbers", "numbers = true | false"),
    ("filters", "filters.psc = \"--produit psc\""),
];

impl Settings {
    /// The settings of this user, or the defaults where `no_config` has the file ignored.
    pub fn load(no_config: bool, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let Some(folder) = UserDir::find(CONFIG, &variable) else { return Self::default() };
        let file = folder.path().join(FILE);
        if no_config {
            return Self { file: Some(file), state: FileState::LeftOut, ..Self::default() };
        }
        let home = variable(HOME).map(PathBuf::from);
        let parsed = read(&file).and_then(|bytes| match bytes {
            Some(bytes) => parse(&file, &bytes, home.as_deref()),
            None => Ok(Self::default()),
        });
        let (state, default) = (FileState::Unusable, Self::default);
        let unusable =
            |warning| Self { state, warnings: vec![(0, warning)], wrong: 1, ..default() };
        Self { file: Some(file), ..parsed.unwrap_or_else(unusable) }
    }
}

/// The bytes of the file, if there is one.
fn read(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let read = open_regular(file).and_then(|(file, _)| read_file(&file, MAX_BYTES));
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        // Below a file there is none either: XDG_CONFIG_HOME=/dev/null says so.
        Err(why) if matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(why) => {
            let (file, why) = (Name(file).to_string(), why.to_string());
            Err(Failure::new(|lang| lang.config_unreadable(&file, &why)))
        }
    }
}

/// The settings of `file`, from whose folder relative paths start.
///
/// # Errors
/// When it is not valid TOML.
fn parse(file: &Path, bytes: &[u8], home: Option<&Path>) -> Result<Settings, Failure> {
    let starts =
        iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1)).collect();
    let settings = Settings { state: FileState::Read, ..Settings::default() };
    let mut reader = Reader { file, home, starts, settings };
    let not_toml = |at| reader.failure(reader.line(at), Lang::config_is_not_toml);
    let text = str::from_utf8(bytes).map_err(|error| not_toml(error.valid_up_to()))?;
    let table = DeTable::parse(text)
        .map_err(|error| not_toml(error.span().map_or(0, |span| span.start)))?;
    for (key, value) in table.get_ref() {
        reader.take(key, value.get_ref());
    }
    Ok(reader.settings)
}

/// What has been read of a file.
struct Reader<'f> {
    file: &'f Path,
    home: Option<&'f Path>,
    /// Where its lines begin.
    starts: Vec<usize>,
    settings: Settings,
}

impl Reader<'_> {
    /// The line, from 1, of the byte at `at`.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at)
    }

    /// What `text` says of a line, whose place it is given.
    fn failure(&self, line: usize, text: impl Fn(Lang, &str) -> String) -> Failure {
        let place = format!("{}:{line}", Name(self.file));
        Failure::new(|lang| text(lang, &place))
    }

    /// Warns of a line. Of very many warnings the first few are put into words.
    fn warn(&mut self, line: usize, text: impl Fn(Lang, &str) -> String) {
        self.settings.wrong += 1;
        let at = self.settings.warnings.partition_point(|&(before, _)| before <= line);
        if at < FEW {
            let warning = (line, self.failure(line, text));
            self.settings.warnings.insert(at, warning);
            self.settings.warnings.truncate(FEW);
        }
    }

    fn take(&mut self, key: &Spanned<DeString<'_>>, value: &DeValue<'_>) {
        let name = key.get_ref();
        let line = self.line(key.span().start);
        let Some(&(key, form)) = FORMS.iter().find(|(known, _)| known == name) else {
            let nearest = || nearest(name, FORMS.map(|(known, _)| known));
            let unknown =
                |lang: Lang, place: &str| lang.unknown_setting(place, &brief(name), nearest());
            return self.warn(line, unknown);
        };
        if self.set(key, value, Origin::Line(line)).is_none() {
            self.warn(line, |lang, place| lang.bad_setting(place, key, form));
        }
    }

    /// Takes the value of a setting; `None` if it is not of its form.
    fn set(&mut self, key: &str, value: &DeValue<'_>, origin: Origin) -> Option<()> {
        let settings = &mut self.settings;
        match key {
            "seeds" => {
                let paths = paths(value, self.file, self.home)?;
                settings.seeds = Some(Chosen::new(paths, origin));
            }
            "limit" => {
                let number = value.as_integer()?;
                let limit = usize::from_str_radix(number.as_str(), number.radix()).ok()?;
                settings.limit = Some(Chosen::new(limit, origin));
            }
            "color" => {
                let when = ColorWhen::from_str(value.as_str()?, false).ok()?;
                settings.color = Some(Chosen::new(when, origin));
            }
            "lang" => settings.lang = Some(Chosen::new(Lang::named(value.as_str()?)?, origin)),
            "rank" => settings.rank = Some(Chosen::new(rank_named(value.as_str()?)?, origin)),
            "numbers" => settings.numbers = Some(Chosen::new(value.as_bool()?, origin)),
            "filters" => {
                for (name, filter) in value.as_table()? {
                    self.add_filter(name, filter.get_ref());
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn add_filter(&mut self, name: &Spanned<DeString<'_>>, filter: &DeValue<'_>) {
        let line = self.line(name.span().start);
        let name = name.get_ref().to_string();
        let words = filter.as_str().and_then(|text| shell_words::split(text).ok());
        match words.filter(|words| !name.is_empty() && FacetArgs::are_filters(words)) {
            Some(words) => {
                self.settings.filters.insert(name, Chosen::new(words, Origin::Line(line)));
            }
            None => self.warn(line, |lang, place| lang.bad_filter(place, &brief(&name))),
        }
    }
}

/// One or more paths; those that are not absolute start from the folder of `file`, or with `~/`
/// from the home folder.
fn paths(value: &DeValue<'_>, file: &Path, home: Option<&Path>) -> Option<Vec<PathBuf>> {
    let path = |path: &Spanned<DeValue<'_>>| {
        let path = path.get_ref().as_str().filter(|path| !path.is_empty())?;
        Some(file.parent()?.join(under_home(path, home)))
    };
    let paths: Vec<PathBuf> = value.as_array()?.iter().map(path).collect::<Option<_>>()?;
    Some(paths).filter(|paths| !paths.is_empty())
}

#[cfg(test)]
mod tests {
    use faq::search::Rank;

    use super::*;

    fn read(text: &str) -> Settings {
        parse(Path::new("/c/f"), text.as_bytes(), Some(Path::new("/h"))).expect(text)
    }

    fn warnings(text: &str) -> Vec<String> {
        read(text).warnings.iter().map(|(_, warning)| warning.to_string()).collect()
    }

    #[test]
    fn every_setting_is_taken_with_its_line() {
        let settings = read(
            "# mine\nseeds = [\"/a\", \"~/b\", 'c']\nlang = \"fr\"\nrank = \"words\"\nlimit = 1_0\n\
             color = \"never\"\nnumbers = false\n[filters]\npsc = \"--produit psc\"\n\
             both = '--topic \"a b\" --filter=produit=hds'\n",
        );
        assert!(settings.warnings.is_empty(), "{settings:?}");
        let paths = ["/a", "/h/b", "/c/c"].map(PathBuf::from).to_vec();
        assert_eq!(settings.seeds, Some(Chosen::new(paths, Origin::Line(2))));
        assert_eq!(settings.lang, Some(Chosen::new(Lang::Fr, Origin::Line(3))));
        assert_eq!(settings.rank, Some(Chosen::new(Rank::Words, Origin::Line(4))));
        assert_eq!(settings.limit(None), Chosen::new(10, Origin::Line(5)));
        assert_eq!(settings.limit(Some(2)).value, 2);
        assert_eq!(settings.color, Some(Chosen::new(ColorWhen::Never, Origin::Line(6))));
        assert_eq!(settings.numbers(), Chosen::new(false, Origin::Line(7)));
        assert_eq!(
            settings.filter("@psc".as_ref()),
            Some(&["--produit", "psc"].map(String::from)[..])
        );
        assert_eq!(settings.filters["both"].value, ["--topic", "a b", "--filter=produit=hds"]);
        assert_eq!(settings.filters["both"].origin, Origin::Line(10));
        assert_eq!(settings.filter("psc".as_ref()), None);
        assert_eq!(settings.filter("@other".as_ref()), None);
    }

    #[test]
    fn every_form_that_is_advised_is_taken() {
        for (key, form) in FORMS {
            let (name, values) = form.split_once(" = ").expect(form);
            for value in values.split(" | ") {
                let text = format!("{name} = {value}");
                assert_eq!(warnings(&text), [""; 0], "{text}");
            }
            assert_eq!(warnings(&format!("{key} = 1.5")).len(), 1, "{key}");
        }
    }

    #[test]
    fn what_is_wrong_is_left_out_with_its_line_and_the_rest_holds() {
        for wrong in [
            "lang = \"de\"",
            "lang = true",
            "rank = \"word\"",
            "limit = -1",
            "limit = 99999999999999999999999",
            "limit = \"5\"",
            "color = \"red\"",
            "numbers = 1",
            "seeds = \"/a\"",
            "seeds = []",
            "seeds = [\"/a\", 1]",
            "seeds = [\"\"]",
            "filters = \"--produit psc\"",
            "filters.a = \"\"",
            "filters.a = \"psc\"",
            "filters.a = \"--produit\"",
            "filters.a = \"--produit psc --\"",
            "filters.a = \"--produit psc --seeds /x\"",
            "filters.a = \"--produit 'psc\"",
            "filters.a = \"--help\"",
            "filters.\"\" = \"--produit psc\"",
            "colour = \"never\"",
        ] {
            let text = format!("# one\n{wrong}\n");
            let found = warnings(&text);
            assert_eq!(found.len(), 1, "{wrong}: {found:?}");
            assert!(found[0].starts_with("/c/f:2: "), "{wrong}: {found:?}");
        }
        let found = warnings("colour = \"never\"");
        assert_eq!(found, ["/c/f:1: there is no setting \"colour\"; did you mean color?"]);
        let settings = read("lang = \"de\"\nlimit = 3\n");
        assert_eq!((settings.lang, settings.limit.map(|limit| limit.value)), (None, Some(3)));
    }

    #[test]
    fn what_is_not_toml_is_refused_with_its_line() {
        let refused = |bytes: &[u8]| {
            let parsed = parse(Path::new("f"), bytes, None);
            parsed.err().and_then(|why| why.to_string().split(':').nth(1)?.parse().ok())
        };
        for (bytes, line) in [
            (&b"limit = 5\nlang fr\n"[..], 2),
            (b"limit = 5\nlimit = 6\n", 2),
            (b"lang = \"fr\n", 1),
            (b"\n\nlang = \"\xff\"\n", 3),
        ] {
            assert_eq!(refused(bytes), Some(line), "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(refused(b"\xef\xbb\xbflang = \"fr\"\r\n"), None);
        let deep: Vec<u8> = b"a = ".iter().copied().chain(iter::repeat_n(b'[', 1 << 20)).collect();
        assert_eq!(refused(&deep), Some(1));
    }
}
