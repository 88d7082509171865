//! What the arguments mean. In: `typed::Arguments` and the surroundings. Out: `Meant`: one typed configuration for the command
//! that was asked for, with every default in place, or the finding that says why there can't be one.

use std::path::{Path, PathBuf};

use super::Surroundings;
use super::folder;
use super::messages::Look;
use super::typed::{self, Arguments, Command, Everywhere, FactsAction, Format, Lang, TableFormat, When};
use crate::diag::{Diagnostic, Language};
use crate::pipeline::Request;
use crate::project::{Edition, date};
use crate::source::Record;

/// A run as it was meant.
pub(crate) struct Meant {
    /// How messages look.
    pub(crate) look: Look,
    /// What to do.
    pub(crate) task: Result<Task, Diagnostic>,
}

/// What to do.
pub(crate) enum Task {
    /// Make editions.
    Build(BuildConfig),
    /// Make covers.
    Cover(BuildConfig),
    /// Report findings.
    Check(CheckConfig),
    /// Say which face sets what.
    Fonts(FontsConfig),
    /// List claims.
    Facts(FactsConfig),
    /// Take texts in.
    Import(ImportConfig),
    /// Make a release.
    Release(ReleaseConfig),
    /// Check a release.
    Verify(VerifyConfig),
    /// Make many titles.
    Shelf(ShelfConfig),
    /// Explain a code.
    Explain(ExplainConfig),
    /// Write completions.
    Completions(clap_complete::Shell),
    /// Write the manual.
    Man(Option<PathBuf>),
}

/// `banxin build`
pub(crate) struct BuildConfig {
    /// What to build.
    pub(crate) request: Request,
    /// Where the editions go.
    pub(crate) output: PathBuf,
}

/// `banxin check`
pub(crate) struct CheckConfig {
    /// What to read.
    pub(crate) request: Request,
    /// How findings are written.
    pub(crate) format: Format,
}

/// `banxin fonts`
pub(crate) struct FontsConfig {
    /// What to read.
    pub(crate) request: Request,
    /// How the table is written.
    pub(crate) format: TableFormat,
}

/// `banxin facts`
pub(crate) struct FactsConfig {
    /// What to read.
    pub(crate) request: Request,
    /// What to do.
    pub(crate) action: FactsTask,
}

/// What to do with claims.
pub(crate) enum FactsTask {
    /// List them.
    List {
        /// How.
        format: TableFormat,
        /// Those that need work alone.
        open: bool,
        /// The day by which they are due; `None` for the book's.
        on: Option<String>,
    },
    /// Write down what a check of one found.
    Check {
        /// The claim.
        id: String,
        /// What was found; the hash of the text is still to come.
        found: Record,
    },
    /// Offer stubs for what has none.
    Suggest,
}

/// `banxin import`
pub(crate) struct ImportConfig {
    /// The texts.
    pub(crate) files: Vec<PathBuf>,
    /// The book's folder, which may not exist yet.
    pub(crate) into: PathBuf,
}

/// `banxin release`
pub(crate) struct ReleaseConfig {
    /// What to build.
    pub(crate) request: Request,
    /// Where releases go.
    pub(crate) output: PathBuf,
    /// The version that was asked for.
    pub(crate) version: Option<String>,
    /// The secret key's file.
    pub(crate) key: Option<PathBuf>,
    /// The key's password, where the surroundings have it.
    pub(crate) password: Option<String>,
    /// Whether a release of the same version is written over.
    pub(crate) replace: bool,
    /// Whether the catalogue is written.
    pub(crate) site: bool,
}

/// `banxin verify`
pub(crate) struct VerifyConfig {
    /// The release.
    pub(crate) folder: PathBuf,
    /// The public key: a file's name or the key itself.
    pub(crate) key: Option<String>,
    /// What to build again.
    pub(crate) rebuild: Option<Request>,
}

/// `banxin shelf`
pub(crate) struct ShelfConfig {
    /// Where the titles are.
    pub(crate) places: Vec<PathBuf>,
    /// The editions asked for; `None` for those that each manifest names.
    pub(crate) editions: Option<Vec<Edition>>,
    /// `SOURCE_DATE_EPOCH`, in seconds.
    pub(crate) source_date: Option<i64>,
    /// The fonts that came with the program.
    pub(crate) fonts: Option<PathBuf>,
    /// How many titles may be built at once.
    pub(crate) jobs: usize,
    /// Where their editions go.
    pub(crate) output: PathBuf,
    /// Whose build file is written instead, if any.
    pub(crate) engine: Option<Engine>,
}

/// A program that runs many jobs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Ninja,
    Snakemake,
}

/// `banxin explain`
pub(crate) struct ExplainConfig {
    /// The code.
    pub(crate) code: String,
}

/// Says what was meant.
pub(crate) fn resolve(typed: Arguments, surroundings: &Surroundings) -> Meant {
    Meant { look: look(&typed.everywhere, surroundings), task: task(typed, surroundings) }
}

fn task(typed: Arguments, surroundings: &Surroundings) -> Result<Task, Diagnostic> {
    let jobs = typed.everywhere.jobs.map_or(surroundings.processors, usize::from);
    let request = |dir: Option<&Path>, editions: &[Edition]| {
        let editions = (!editions.is_empty()).then(|| editions.to_vec());
        let (dir, source_date) = (folder::book(dir)?, source_date(surroundings)?);
        Ok(Request { dir, editions, source_date, fonts: surroundings.fonts.clone(), jobs })
    };
    Ok(match typed.command {
        Command::Build(typed::Build { dir, editions, output }) => {
            Task::Build(BuildConfig { request: request(dir.as_deref(), &editions)?, output })
        }
        Command::Cover(typed::Cover { dir, output }) => {
            Task::Cover(BuildConfig { request: request(dir.as_deref(), &[])?, output })
        }
        Command::Check(typed::Check { dir, editions, format }) => {
            Task::Check(CheckConfig { request: request(dir.as_deref(), &editions)?, format })
        }
        Command::Fonts(typed::Fonts { dir, format }) => {
            Task::Fonts(FontsConfig { request: request(dir.as_deref(), &[])?, format })
        }
        Command::Facts(typed::Facts { action: None, dir, format, open, on }) => Task::Facts(FactsConfig {
            request: request(dir.as_deref(), &[])?,
            action: FactsTask::List { format, open, on: on.map(|day| checked_day(&day)).transpose()? },
        }),
        Command::Facts(typed::Facts { action: Some(FactsAction::Suggest { dir }), .. }) => {
            Task::Facts(FactsConfig { request: request(dir.as_deref(), &[])?, action: FactsTask::Suggest })
        }
        Command::Facts(typed::Facts { action: Some(FactsAction::Check(check)), .. }) => {
            Task::Facts(FactsConfig { request: request(check.dir.as_deref(), &[])?, action: facts_check(check)? })
        }
        Command::Import(typed::Import { files, into }) => {
            Task::Import(ImportConfig { files, into: into.map_or_else(folder::book_to_add_to, Ok)? })
        }
        Command::Release(typed::Release { dir, output, version, key, replace, site }) => {
            let (request, password) = (request(dir.as_deref(), &[])?, surroundings.key_password.clone());
            Task::Release(ReleaseConfig { request, output, version, key, password, replace, site })
        }
        Command::Verify(typed::Verify { folder, key, rebuild, dir }) => {
            let rebuild = if rebuild { Some(request(dir.as_deref(), &[])?) } else { None };
            Task::Verify(VerifyConfig { folder, key, rebuild })
        }
        Command::Shelf(shelf) => {
            Task::Shelf(shelf_config(shelf, jobs, source_date(surroundings)?, surroundings.fonts.clone()))
        }
        Command::Completions(typed::Completions { shell }) => Task::Completions(shell),
        Command::Man(typed::Man { to }) => Task::Man(to),
        Command::Explain(typed::Explain { code }) => Task::Explain(ExplainConfig { code }),
    })
}

fn shelf_config(shelf: typed::Shelf, jobs: usize, source_date: Option<i64>, fonts: Option<PathBuf>) -> ShelfConfig {
    let typed::Shelf { places, editions, output, ninja, snakemake } = shelf;
    let engine = match (ninja, snakemake) {
        (true, _) => Some(Engine::Ninja),
        (false, true) => Some(Engine::Snakemake),
        (false, false) => None,
    };
    let editions = (!editions.is_empty()).then_some(editions);
    ShelfConfig { places, editions, source_date, fonts, jobs, output, engine }
}

fn facts_check(check: typed::FactsCheck) -> Result<FactsTask, Diagnostic> {
    let typed::FactsCheck { id, status, by, on, sources, note, dir: _ } = check;
    let on = on.map(|day| checked_day(&day)).transpose()?;
    Ok(FactsTask::Check { id, found: Record { status, by, on, sources, note, text: None } })
}

/// A day that is one: `--on` takes what front matter takes.
fn checked_day(written: &str) -> Result<String, Diagnostic> {
    date(written).ok_or_else(|| {
        Diagnostic::error("bad-date", format!("「{written}」不是日期"), format!("`{written}` is no date"))
            .hint("写成 `2026-05-01`", "write `2026-05-01`")
    })
}

fn look(everywhere: &Everywhere, surroundings: &Surroundings) -> Look {
    let coloured = |is_terminal: bool| match everywhere.color {
        When::Auto => is_terminal && !surroundings.no_color,
        When::Always => true,
        When::Never => false,
    };
    Look {
        language: match everywhere.lang {
            Some(Lang::Zh) => Language::Chinese,
            Some(Lang::En) => Language::English,
            None => surroundings.language(),
        },
        stderr_coloured: coloured(surroundings.stderr_is_terminal),
        stdout_coloured: coloured(surroundings.stdout_is_terminal),
        columns: surroundings.columns.unwrap_or(Look::COLUMNS).max(Look::FEWEST_COLUMNS),
        quiet: everywhere.quiet,
        verbose: everywhere.verbose,
    }
}

/// The date that a reproducible build is given instead of the clock. A value that can't be read must not be ignored:
/// the editions would silently carry another date.
fn source_date(surroundings: &Surroundings) -> Result<Option<i64>, Diagnostic> {
    let Some(written) = &surroundings.source_date else { return Ok(None) };
    written.parse().map(Some).map_err(|_| {
        Diagnostic::error(
            "source-date",
            format!("SOURCE_DATE_EPOCH 的值「{written}」不是秒数"),
            format!("`SOURCE_DATE_EPOCH` is `{written}`, which is not a number of seconds"),
        )
        .hint(
            "请设为 1970 年起的秒数，例如 `git log -1 --format=%ct` 的输出，或取消设置",
            "set it to seconds since 1970, such as `git log -1 --format=%ct` prints, or unset it",
        )
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn meant(line: &str, surroundings: &Surroundings) -> Meant {
        resolve(Arguments::try_parse_from(line.split(' ')).unwrap(), surroundings)
    }

    #[test]
    fn colour_is_for_terminals_and_no_color_is_kept() {
        let terminal = Surroundings { stderr_is_terminal: true, ..Surroundings::default() };
        let no_color = Surroundings { no_color: true, ..terminal.clone() };
        for (line, surroundings, expected) in [
            ("banxin explain x", &terminal, true),
            ("banxin explain x", &no_color, false),
            ("banxin explain x", &Surroundings::default(), false),
            ("banxin explain x --color never", &terminal, false),
            ("banxin --color always explain x", &no_color, true),
        ] {
            assert_eq!(meant(line, surroundings).look.stderr_coloured, expected, "{line} {surroundings:?}");
        }
    }

    #[test]
    fn the_option_beats_the_locale() {
        let chinese = Surroundings { locale: [Some("zh_CN.UTF-8".into()), None, None], ..Surroundings::default() };
        assert_eq!(meant("banxin explain x", &chinese).look.language, Language::Chinese);
        assert_eq!(meant("banxin explain x --lang en", &chinese).look.language, Language::English);
    }

    #[test]
    fn a_source_date_is_a_number_or_a_finding() {
        let with = |written: &str| Surroundings { source_date: Some(written.into()), ..Surroundings::default() };
        assert_eq!(source_date(&Surroundings::default()), Ok(None));
        assert_eq!(source_date(&with("86400")), Ok(Some(86400)));
        assert_eq!(source_date(&with("today")).unwrap_err().code, "source-date");
    }
}
