//! What was typed: the grammar of the command line, and the help that teaches it. In: arguments. Out: `Arguments`, as typed.
//!
//! Only what works is here, because all of it is in `--help`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{Error, ErrorKind};
use clap::{Arg, Args, Parser, Subcommand, ValueEnum};

use crate::document::ClaimStatus;
use crate::project::Edition;

const HELP_EXAMPLES: &str = "\
Examples:
  banxin import notes.txt --into mybook   plain text becomes an article of the book in mybook/
  banxin check mybook                     what is wrong with the text, and where
  banxin fonts mybook                     which font sets which characters
  banxin build mybook                     dist/*.epub and dist/*.pdf

Exit status: 0 done, 1 findings that count as errors, 2 could not run";

/// 版心 banxin: sets Chinese articles and books as EPUB 3 and PDF
#[derive(Parser, Debug)]
#[command(name = "banxin", version, after_help = HELP_EXAMPLES, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes. None of them changes what is built.
#[derive(Args, Debug)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Everywhere {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what was read and what was made
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// Colour in messages; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// How many threads may work [default: one a processor]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// Language of messages [default: from the locale]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Lang>,
}

/// When messages are coloured. (The names say it all: what is written on a value makes the help three times as long.)
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// The language of messages.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lang {
    Zh,
    En,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Make the editions of a book
    #[command(after_help = "Examples:\n  banxin build\n  banxin build mybook -e epub -o out\n\n\
        The names of the files that were made go to stdout. When an error is found nothing is written,\n\
        and the editions of an earlier build stay as they were.")]
    Build(Build),
    /// Turn a text from elsewhere into an article of a book
    #[command(after_help = "Examples:\n  banxin import notes.txt\n  banxin import 一.txt 二.txt --into mybook\n\n\
        The encoding is found out (UTF-8, UTF-16, GB 18030, Big5). An article that exists is never overwritten.")]
    Import(Import),
    /// Report what is wrong with a book, without making anything
    #[command(after_help = "Examples:\n  banxin check\n  banxin check mybook --format json | jq .code\n  \
        banxin check --format github      annotations in a GitHub workflow\n  \
        banxin check -e print             what a printer would send back, page by page")]
    Check(Check),
    /// Make the cover by itself: front, thumbnails, card, and the wrap for the press
    #[command(after_help = "Examples:\n  banxin cover\n  banxin cover mybook -o out\n\n\
        [cover] in book.toml chooses the design, its colours and its picture; [cover.wrap] says who prints the book\n\
        and on what, and makes back, spine and front on one sheet.")]
    Cover(Cover),
    /// Make a release: all editions, covers, sums, and a signature, whole or not at all
    #[command(
        after_help = "Examples:\n  banxin release\n  banxin release mybook --as 1.2.0 --key minisign.key --site\n\n\
        Writes dist/NAME-VERSION/. The version is --as, else [release] version in book.toml, else git's tag. Claims that\n\
        don't meet [facts] require stop it; [release] strict = true makes warnings stop it too. The password of a key is\n\
        read from BANXIN_KEY_PASSWORD, else asked for. --site adds a download page, OPDS feeds and ONIX to dist/."
    )]
    Release(Release),
    /// Check a release: sums, signature, and that its sources still give the same bytes
    #[command(after_help = "Examples:\n  banxin verify dist/mybook-1.2.0 --key minisign.pub\n  \
        banxin verify dist/mybook-1.2.0 --rebuild --book mybook")]
    Verify(Verify),
    /// Make the editions of many books: only what changed, side by side
    #[command(after_help = "Examples:\n  banxin shelf books -o dist\n  banxin shelf books --ninja > build.ninja\n\n\
        A place is a book's folder, a folder of books, or a list of them, one a line. A book that fails doesn't stop the\n\
        others. --ninja and --snakemake write a build file for these engines to stdout and build nothing.")]
    Shelf(Shelf),
    /// Say which font sets which characters, and what is missing
    #[command(
        after_help = "Examples:\n  banxin fonts\n  banxin fonts mybook --format json | jq '.missing[].code_point'\n\n\
        A character is set by the face of its role in fonts.toml, else by the stand-ins of that role, then by the\n\
        [[fallback]] faces in their order, then by any other face. One that none of them has is an error."
    )]
    Fonts(Fonts),
    /// The ledger of claims: open, due, without source, or changed since they were checked
    #[command(
        args_conflicts_with_subcommands = true,
        after_help = "Examples:\n  banxin facts\n  banxin facts mybook --open --format json | jq '.claims[].id'\n  \
            banxin facts check deepmind-500 --status supported --by 李四 --source https://example.org/a\n  \
            banxin facts suggest              sentences that state something and carry no claim\n\n\
            What is due is due by the book's date or SOURCE_DATE_EPOCH, or by --on DATE."
    )]
    Facts(Facts),
    /// Explain a finding by its code
    #[command(after_help = "Example:\n  banxin explain no-book")]
    Explain(Explain),
    /// Completions for a shell, to stdout
    Completions(Completions),
    /// The manual: banxin(1) to stdout, or all its pages into a folder
    Man(Man),
}

#[derive(Args, Debug)]
pub(crate) struct Build {
    /// The book's folder [default: the current one if it has a book.toml, else book/ in it]
    pub(crate) dir: Option<PathBuf>,
    /// Editions, separated by commas [default: those that book.toml names]
    #[arg(short, long = "edition", value_name = "EDITIONS", value_delimiter = ',', value_parser = EditionParser)]
    pub(crate) editions: Vec<Edition>,
    /// The folder that the editions are written to
    #[arg(short, long, value_name = "FOLDER", default_value = "dist")]
    pub(crate) output: PathBuf,
}

/// Reads the name of an edition, as the manifest has it.
#[derive(Clone)]
struct EditionParser;

impl TypedValueParser for EditionParser {
    type Value = Edition;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<Edition, Error> {
        let word = PossibleValuesParser::new(Edition::ALL.map(Edition::word)).parse_ref(command, arg, value)?;
        Edition::from_word(&word).ok_or_else(|| Error::new(ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Edition::ALL.into_iter().map(|edition| PossibleValue::new(edition.word()))))
    }
}

#[derive(Args, Debug)]
pub(crate) struct Import {
    /// Plain text files
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The book's folder; it is made if it doesn't exist [default: as for build]
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// The book's folder [default: the current one if it has a book.toml, else book/ in it]
    pub(crate) dir: Option<PathBuf>,
    /// Editions; `print` adds a preflight report, page by page [default: what all editions share]
    #[arg(short, long = "edition", value_name = "EDITIONS", value_delimiter = ',', value_parser = EditionParser)]
    pub(crate) editions: Vec<Edition>,
    /// How findings are written to stdout
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

/// How findings are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Human,
    Json,
    Github,
}

#[derive(Args, Debug)]
pub(crate) struct Cover {
    /// The book's folder [default: the current one if it has a book.toml, else book/ in it]
    pub(crate) dir: Option<PathBuf>,
    /// The folder that the files are written to
    #[arg(short, long, value_name = "FOLDER", default_value = "dist")]
    pub(crate) output: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Release {
    /// The book's folder [default: the current one if it has a book.toml, else book/ in it]
    pub(crate) dir: Option<PathBuf>,
    /// The folder that releases are written to
    #[arg(short, long, value_name = "FOLDER", default_value = "dist")]
    pub(crate) output: PathBuf,
    /// The version [default: the manifest's, else git's tag]
    #[arg(long = "as", value_name = "VERSION")]
    pub(crate) version: Option<String>,
    /// A minisign secret key to sign with
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Write over a release of the same version
    #[arg(long)]
    pub(crate) replace: bool,
    /// Also write the catalogue of all releases in the folder, for any static host
    #[arg(long)]
    pub(crate) site: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// The release's folder
    #[arg(value_name = "RELEASE")]
    pub(crate) folder: PathBuf,
    /// A minisign public key: its file, or its line of letters
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<String>,
    /// Build again from the sources, and name the first difference of each file
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// The book's folder, for --rebuild [default: as for build]
    #[arg(long = "book", value_name = "DIR", requires = "rebuild")]
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Shelf {
    /// Books, folders of books, or lists of them
    #[arg(required = true, value_name = "PLACE")]
    pub(crate) places: Vec<PathBuf>,
    /// Editions [default: those that each manifest names]
    #[arg(short, long = "edition", value_name = "EDITIONS", value_delimiter = ',', value_parser = EditionParser)]
    pub(crate) editions: Vec<Edition>,
    /// The folder that a folder for each title is made in
    #[arg(short, long, value_name = "FOLDER", default_value = "dist")]
    pub(crate) output: PathBuf,
    /// Write a build.ninja to stdout instead
    #[arg(long, conflicts_with = "snakemake")]
    pub(crate) ninja: bool,
    /// Write a Snakefile to stdout instead
    #[arg(long)]
    pub(crate) snakemake: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(crate) struct Man {
    /// The folder that banxin.1 and a page for each command are written to
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Fonts {
    /// The book's folder [default: the current one if it has a book.toml, else book/ in it]
    pub(crate) dir: Option<PathBuf>,
    /// How the faces are written to stdout
    #[arg(long, default_value = "table")]
    pub(crate) format: TableFormat,
}

/// How a table is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TableFormat {
    Table,
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct Facts {
    #[command(subcommand)]
    pub(crate) action: Option<FactsAction>,
    /// The book's folder [default: the current one if it has a book.toml, else book/ in it]
    pub(crate) dir: Option<PathBuf>,
    /// How the claims are written to stdout
    #[arg(long, default_value = "table")]
    pub(crate) format: TableFormat,
    /// Only claims that need work: open, due, without source, without place, or changed
    #[arg(long)]
    pub(crate) open: bool,
    /// The day by which claims are due
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
}

/// What to do with claims besides listing them.
#[derive(Subcommand, Debug)]
pub(crate) enum FactsAction {
    /// Write down a check where its claim is stated; every other byte of the file stays
    Check(FactsCheck),
    /// Sentences that state something and carry no claim, as stubs for front matter
    Suggest {
        /// The book's folder
        dir: Option<PathBuf>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct FactsCheck {
    /// The claim
    pub(crate) id: String,
    /// What the check found
    #[arg(long, value_parser = StatusParser)]
    pub(crate) status: ClaimStatus,
    /// Who checked it
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// The day of the check
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// A source to add, by its address or title; may be given several times
    #[arg(long = "source", value_name = "SOURCE")]
    pub(crate) sources: Vec<String>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// The book's folder [default: as for build]
    #[arg(long = "book", value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}

/// Reads the state of a claim, as front matter has it.
#[derive(Clone)]
struct StatusParser;

impl TypedValueParser for StatusParser {
    type Value = ClaimStatus;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<ClaimStatus, Error> {
        let word = PossibleValuesParser::new(ClaimStatus::ALL.map(ClaimStatus::word)).parse_ref(command, arg, value)?;
        ClaimStatus::from_word(&word).ok_or_else(|| Error::new(ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(ClaimStatus::ALL.into_iter().map(|status| PossibleValue::new(status.word()))))
    }
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The code in brackets after `error` or `warning`
    pub(crate) code: String,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn editions_are_named_as_in_the_manifest() {
        for edition in Edition::ALL {
            let typed = Arguments::try_parse_from(["banxin", "build", "-e", edition.word()]).unwrap();
            assert!(matches!(typed.command, Command::Build(Build { editions, .. }) if editions == [edition]));
        }
        assert!(Arguments::try_parse_from(["banxin", "build", "-e", "mobi"]).is_err());
    }
}
