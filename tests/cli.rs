//! Whole commands: the built binary, with its status, stdout and stderr together. What a script and a newcomer rely on.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with files in it, that commands run in.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a command did.
pub(crate) struct Ran {
    /// Its status.
    pub(crate) status: i32,
    /// Its data.
    pub(crate) stdout: String,
    /// What else it said.
    pub(crate) stderr: String,
}

impl Place {
    /// A folder with these files; a name with `/` makes folders.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            place.put(name, text);
        }
        place
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Reads a file.
    pub(crate) fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command, with an environment that says nothing.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banxin"));
        command.args(line.split_whitespace()).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command
    }

    /// Runs `banxin` with the words of `line`.
    pub(crate) fn run(&self, line: &str) -> Ran {
        ran(&mut self.command(line))
    }
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// Everything in one text, for a snapshot.
    pub(crate) fn whole(&self) -> String {
        let mut out = format!("status {}\n", self.status);
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let _ = writeln!(out, "--- {name}\n{}", text.trim_end());
            }
        }
        out
    }
}

#[test]
fn help_lists_what_works_and_teaches_it() {
    insta::assert_snapshot!(Place::with(&[]).run("--help").whole(), @r#"
    status 0
    --- stdout
    版心 banxin: sets Chinese articles and books as EPUB 3 and PDF

    Usage: banxin [OPTIONS] <COMMAND>

    Commands:
      build        Make the editions of a book
      import       Turn a text from elsewhere into an article of a book
      check        Report what is wrong with a book, without making anything
      cover        Make the cover by itself: front, thumbnails, card, and the wrap for the press
      release      Make a release: all editions, covers, sums, and a signature, whole or not at all
      verify       Check a release: sums, signature, and that its sources still give the same bytes
      shelf        Make the editions of many books: only what changed, side by side
      fonts        Say which font sets which characters, and what is missing
      facts        The ledger of claims: open, due, without source, or changed since they were checked
      explain      Explain a finding by its code
      completions  Completions for a shell, to stdout
      man          The manual: banxin(1) to stdout, or all its pages into a folder

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Everywhere:
      -q, --quiet            Say nothing but errors
      -v, --verbose          Say what was read and what was made
          --color <WHEN>     Colour in messages; NO_COLOR is respected [default: auto] [possible values:
                             auto, always, never]
          --jobs <N>         How many threads may work [default: one a processor]
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: zh, en]

    Examples:
      banxin import notes.txt --into mybook   plain text becomes an article of the book in mybook/
      banxin check mybook                     what is wrong with the text, and where
      banxin fonts mybook                     which font sets which characters
      banxin build mybook                     dist/*.epub and dist/*.pdf

    Exit status: 0 done, 1 findings that count as errors, 2 could not run
    "#);
    insta::assert_snapshot!(Place::with(&[]).run("build --help").whole(), @r#"
    status 0
    --- stdout
    Make the editions of a book

    Usage: banxin build [OPTIONS] [DIR]

    Arguments:
      [DIR]  The book's folder [default: the current one if it has a book.toml, else book/ in it]

    Options:
      -e, --edition <EDITIONS>  Editions, separated by commas [default: those that book.toml names]
                                [possible values: epub, epub:kindle, epub:duokan, pdf, print, web]
      -o, --output <FOLDER>     The folder that the editions are written to [default: dist]
      -h, --help                Print help

    Everywhere:
      -q, --quiet            Say nothing but errors
      -v, --verbose          Say what was read and what was made
          --color <WHEN>     Colour in messages; NO_COLOR is respected [default: auto] [possible values:
                             auto, always, never]
          --jobs <N>         How many threads may work [default: one a processor]
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: zh, en]

    Examples:
      banxin build
      banxin build mybook -e epub -o out

    The names of the files that were made go to stdout. When an error is found nothing is written,
    and the editions of an earlier build stay as they were.
    "#);
}

#[test]
fn wrong_arguments_are_status_2_and_leave_stdout_alone() {
    for line in
        ["", "biuld", "build --no-such", "build a b", "build -e docx", "build --jobs 0", "build -q -v", "import"]
    {
        let ran = Place::with(&[]).run(line);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{line}");
        assert!(ran.stderr.contains("--help") || ran.stderr.contains("Usage"), "{line}: {}", ran.stderr);
    }
    insta::assert_snapshot!(Place::with(&[]).run("biuld").whole(), @r#"
    status 2
    --- stderr
    error: unrecognized subcommand 'biuld'

      tip: a similar subcommand exists: 'build'

    Usage: banxin [OPTIONS] <COMMAND>

    For more information, try '--help'.
    "#);
}

#[test]
fn a_missing_book_is_status_2_with_a_remedy() {
    let place = Place::with(&[("empty/x", "")]);
    insta::assert_snapshot!(place.run("build nowhere").whole(), @r#"
    status 2
    --- stderr
    error[no-book]: there is no folder `nowhere`
     |
     = help: name the book's folder, for example `banxin build mybook`; `banxin explain no-book` shows the shortest book.toml
    "#);
    insta::assert_snapshot!(place.run("check empty --lang zh").whole(), @r#"
    status 2
    --- stderr
    错误[no-book]: 「empty」里没有 book.toml
     |
     = 建议: 请指明书所在的文件夹，例如 `banxin build mybook`；最短的 book.toml 见 `banxin explain no-book`
    "#);
    insta::assert_snapshot!(place.run("build").whole(), @r#"
    status 2
    --- stderr
    error[no-book]: there is no `book.toml` in the current folder or in `book/`
     |
     = help: name the book's folder, for example `banxin build mybook`; `banxin explain no-book` shows the shortest book.toml
    "#);
    assert!(!place.path().join("dist").exists());
}

#[test]
fn a_source_date_that_cannot_be_read_is_not_ignored() {
    let place = Place::with(&[("book.toml", "[book]\ntitle = \"书\"\n")]);
    let ran = ran(place.command("build").env("SOURCE_DATE_EPOCH", "yesterday").env("LANG", "zh_CN.UTF-8"));
    insta::assert_snapshot!(ran.whole(), @r#"
    status 2
    --- stderr
    错误[source-date]: SOURCE_DATE_EPOCH 的值「yesterday」不是秒数
     |
     = 建议: 请设为 1970 年起的秒数，例如 `git log -1 --format=%ct` 的输出，或取消设置
    "#);
}

#[test]
fn explain_knows_its_codes() {
    let place = Place::with(&[]);
    insta::assert_snapshot!(place.run("explain no-book").whole(), @r#"
    status 0
    --- stdout
    no-book: no `book.toml` was found

    Every book has a book.toml in its folder. `banxin build` looks in the folder that you name; without one it looks
    in the current folder and then in book/ in it.

    The shortest book.toml:

        [book]
        title = "..."

    The articles are in articles/ beside it.
    "#);
    insta::assert_snapshot!(place.run("explain nonsense --lang zh").whole(), @r#"
    status 2
    --- stderr
    错误[unknown-code]: 没有「nonsense」这个代码
     |
     = 建议: 代码是「错误」或「警告」后面方括号里的词，例如 `no-book`
    "#);
}

/// A book whose fonts are the project's, with one character that none of them has.
fn book_with_a_missing_character() -> Place {
    let manifest = format!("[book]\ntitle = \"书\"\n[fonts]\ndir = \"{}/fonts\"\n", env!("CARGO_MANIFEST_DIR"));
    let text = "# 题\n\n天地玄黄 OK 👍 שלום。\n\n> 楷体\n\n缺\u{E000}字\u{E000}。\n";
    Place::with(&[("mybook/book.toml", &manifest), ("mybook/articles/a.md", text)])
}

#[test]
fn fonts_says_which_face_sets_what_and_what_is_missing() {
    let ran = book_with_a_missing_character().run("fonts mybook --lang en");
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{}", ran.whole());
    let line = |start: &str| ran.stdout.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
    assert!(line("role").contains("sample"));
    assert!(line("kai ").contains("PressKai-Regular.core.ttf") && line("kai ").contains('楷'), "{}", ran.stdout);
    assert!(line("fallback (emoji)").ends_with("         1      1  👍"), "{}", ran.stdout);
    assert!(line("fallback (hebrew)").ends_with("         4      4  \u{5D5}\u{5DC}\u{5DD}\u{5E9}"), "{}", ran.stdout);
    assert!(line("fallback (thai)").ends_with("(not used)"), "{}", ran.stdout);
    assert!(line("\u{E000}").ends_with("U+E000          2  mybook/articles/a.md:7:2"), "{}", ran.stdout);
}

#[test]
fn fonts_for_programs_is_one_object() {
    let ran = book_with_a_missing_character().run("fonts mybook --format json");
    assert_eq!((ran.status, ran.stdout.lines().count()), (1, 1), "{}", ran.whole());
    let whole: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let faces = whole["faces"].as_array().unwrap();
    let emoji = faces.iter().find(|face| face["only"] == "emoji").unwrap();
    assert_eq!((&emoji["role"], &emoji["text"], &emoji["times"]), (&serde_json::Value::Null, &"👍".into(), &1.into()));
    assert!(faces.iter().any(|face| face["role"] == "song" && face["text"].as_str().unwrap().contains('玄')));
    let missing = &whole["missing"][0];
    assert_eq!((&missing["code_point"], &missing["times"], &missing["line"]), (&"U+E000".into(), &2.into(), &7.into()));
}

#[test]
fn fonts_of_a_book_without_fonts_is_an_error_with_a_remedy() {
    let place = Place::with(&[("book.toml", "[book]\ntitle = \"书\"\n"), ("articles/a.md", "# 题\n")]);
    let ran = place.run("fonts --lang en");
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{}", ran.whole());
    assert!(ran.stderr.contains("no-fonts") && ran.stderr.contains("help"), "{}", ran.whole());
}

#[test]
fn colour_comes_when_it_is_asked_for() {
    let place = Place::with(&[]);
    assert!(!place.run("build nowhere").stderr.contains('\u{1b}'));
    assert!(place.run("build nowhere --color always").stderr.contains("\u{1b}["));
    let refused = ran(place.command("build nowhere").env("NO_COLOR", "1"));
    assert!(!refused.stderr.contains('\u{1b}'));
}

#[test]
fn import_makes_a_book_and_never_overwrites() {
    let place = Place::with(&[("一.txt", "天地玄黄\n\n宇宙洪荒\n")]);
    let first = place.run("import 一.txt --into mybook --lang en");
    assert_eq!(first.status, 0, "{}", first.whole());
    let article = first.stdout.trim_end().to_owned();
    assert!(article.starts_with("mybook/articles/") && article.ends_with(".md"), "{}", first.whole());
    assert!(place.get(&article).contains("天地玄黄"));
    assert!(place.get("mybook/book.toml").starts_with("[book]\ntitle = "));

    place.put(&article, "edited");
    let second = place.run("import 一.txt --into mybook");
    assert_eq!((second.status, second.stdout.as_str()), (2, ""), "{}", second.whole());
    assert!(second.stderr.contains("article-exists") && second.stderr.contains("help"), "{}", second.whole());
    assert_eq!(place.get(&article), "edited");
}

#[test]
fn import_writes_all_articles_or_none() {
    let place = Place::with(&[("一.txt", "天地\n"), ("book/book.toml", "[book]\nsrc = \"text\"\n")]);
    let failed = place.run("import 一.txt 二.txt");
    assert_eq!((failed.status, failed.stdout.as_str()), (2, ""), "{}", failed.whole());
    assert!(failed.stderr.contains("二.txt"), "{}", failed.whole());
    assert!(!place.path().join("book/text").exists());
    assert_eq!(place.run("import 一.txt").stdout.split('/').nth(1), Some("text"));
    let nowhere = Place::with(&[("一.txt", "天地\n")]);
    assert!(nowhere.run("import 一.txt").stderr.contains("--into"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::with(&[]);
    let mut child = place.command("explain no-book").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = ran_with_stdout(&Place::with(&[]), "explain no-book", full.into());
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("standard output"), "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
fn ran_with_stdout(place: &Place, line: &str, stdout: Stdio) -> Ran {
    let child = place.command(line).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::new(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_plain_mdbook_builds_with_the_fonts_of_the_current_folder() {
    let out = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_banxin"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "tests/fixtures/mdbook", "--lang", "en", "-o"])
        .arg(out.path())
        .output()
        .unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 2);
}

#[test]
fn both_readmes_name_the_commands_that_there_are() {
    let help = Place::with(&[]).run("--help").stdout;
    let listed = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let commands: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 4, "{commands:?}");
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let shown: Vec<&str> = readme
            .lines()
            .filter_map(|line| line.strip_prefix("    banxin "))
            .filter_map(|rest| rest.split_whitespace().next())
            .collect();
        assert_eq!(commands.iter().copied().collect::<BTreeSet<_>>(), shown.into_iter().collect(), "{name}");
    }
}
