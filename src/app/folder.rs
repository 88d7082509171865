//! Which folder holds the book. In: what was typed, if anything. Out: the folder with `book.toml`, or the finding that says
//! where it was looked for.

use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;
use crate::project::find;

/// The manifest's name.
pub(crate) const MANIFEST: &str = "book.toml";

/// The book that a command works on, in the folder that was named or else in the current one.
pub(crate) fn book(named: Option<&Path>) -> Result<PathBuf, Diagnostic> {
    find(named.unwrap_or(Path::new("."))).ok_or_else(|| {
        named.map_or_else(no_book_here, no_book_in).hint(
            "请指明书所在的文件夹，例如 `banxin build mybook`；最短的 book.toml 见 `banxin explain no-book`",
            "name the book's folder, for example `banxin build mybook`; `banxin explain no-book` shows the shortest book.toml",
        )
    })
}

/// The book that an article is added to when no folder was named. There must be one already: a new book is made where the
/// user says, never where they happen to stand.
pub(crate) fn book_to_add_to() -> Result<PathBuf, Diagnostic> {
    find(Path::new(".")).ok_or_else(|| {
        no_book_here().hint(
            "请用 `--into 文件夹` 指明书放在哪里，没有的话会新建",
            "say where the book is with `--into DIR`; it is made if it doesn't exist",
        )
    })
}

fn no_book_here() -> Diagnostic {
    let en = "there is no `book.toml` in the current folder or in `book/`";
    Diagnostic::error("no-book", "当前文件夹和 book/ 里都没有 book.toml", en)
}

fn no_book_in(dir: &Path) -> Diagnostic {
    let shown = dir.display();
    if dir.is_dir() {
        Diagnostic::error(
            "no-book",
            format!("「{shown}」里没有 book.toml"),
            format!("there is no `book.toml` in `{shown}`"),
        )
    } else {
        Diagnostic::error("no-book", format!("没有「{shown}」这个文件夹"), format!("there is no folder `{shown}`"))
    }
}
