//! What the process finds around it. In: the environment, read once. Out: `Surroundings`, a value that tests can make.

use std::io::IsTerminal;
use std::path::PathBuf;

use crate::diag::Language;

/// Everything besides the arguments that a run depends on.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `LC_ALL`, `LC_MESSAGES` and `LANG`, in the order in which POSIX lets them decide.
    pub locale: [Option<String>; 3],
    /// Whether `NO_COLOR` is set to anything (no-color.org), or the terminal is a dumb one.
    pub no_color: bool,
    /// `COLUMNS`: the width of the terminal, where the shell tells it.
    pub columns: Option<usize>,
    /// `SOURCE_DATE_EPOCH` as it was written (reproducible-builds.org).
    pub source_date: Option<String>,
    /// `BANXIN_KEY_PASSWORD`: what opens the key that releases are signed with.
    pub key_password: Option<String>,
    /// The folder of fonts that was installed with the program, if there is one.
    pub fonts: Option<PathBuf>,
    /// Whether messages go to a terminal.
    pub stderr_is_terminal: bool,
    /// Whether data goes to a terminal.
    pub stdout_is_terminal: bool,
    /// How many processors there are.
    pub processors: usize,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_this_process() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        Self {
            locale: [text("LC_ALL"), text("LC_MESSAGES"), text("LANG")],
            no_color: set("NO_COLOR").is_some() || text("TERM").as_deref() == Some("dumb"),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            source_date: text("SOURCE_DATE_EPOCH"),
            key_password: text("BANXIN_KEY_PASSWORD"),
            fonts: installed_fonts(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            processors: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }

    /// The language of the locale: the first variable that is set decides; what isn't Chinese is spoken to in English.
    pub fn language(&self) -> Language {
        match self.locale.iter().flatten().next() {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Chinese,
            _ => Language::English,
        }
    }
}

/// Where the fonts of an installed program are: beside it, as in the archive, or in `share` as a package puts them.
fn installed_fonts() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let share = folder.parent().map(|root| root.join("share/banxin/fonts"));
    std::iter::once(folder.join("fonts")).chain(share).find(|place| place.join("fonts.toml").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_the_language() {
        for (locale, expected) in [
            ([None, None, None], Language::English),
            ([None, None, Some("zh_CN.UTF-8")], Language::Chinese),
            ([None, None, Some("ZH-tw")], Language::Chinese),
            ([Some("C.UTF-8"), None, Some("zh_CN.UTF-8")], Language::English),
            ([None, Some("zh_TW"), Some("en_GB.UTF-8")], Language::Chinese),
        ] {
            let surroundings =
                Surroundings { locale: locale.map(|name| name.map(str::to_owned)), ..Surroundings::default() };
            assert_eq!(surroundings.language(), expected, "{locale:?}");
        }
    }
}
