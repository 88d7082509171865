//! The version of a release: what was asked for, else the manifest's, else git's tag of the state that is built.

use std::path::Path;
use std::process::Command;

use crate::diag::Diagnostic;
use crate::project::{Project, is_version};

/// The version; a finding where nobody says one.
pub fn version(asked: Option<&str>, project: &Project) -> Result<String, Diagnostic> {
    if let Some(asked) = asked {
        return if is_version(asked) { Ok(asked.to_owned()) } else { Err(bad(asked)) };
    }
    if let Some(version) = &project.release.version {
        return Ok(version.clone());
    }
    match tag(&project.root) {
        Some(tag) => {
            let bare =
                tag.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(&tag);
            match (is_version(bare), changed(&project.root)) {
                (false, _) => Err(bad(&tag)),
                (true, Some(path)) => Err(beyond(&tag, &path)),
                (true, None) => Ok(bare.to_owned()),
            }
        }
        None => Err(none()),
    }
}

/// The tag of exactly this state, if the book is in a git repository and git is there.
fn tag(root: &Path) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(["describe", "--tags", "--exact-match"]).output().ok()?;
    let tag = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !tag.trim().is_empty()).then(|| tag.trim().to_owned())
}

/// The first file of the book that isn't what the tag has. Files that git doesn't know are none of its business: editions lie there too.
fn changed(root: &Path) -> Option<String> {
    let words = ["status", "--porcelain", "--untracked-files=no", "-z", "--", "."];
    let output = Command::new("git").arg("-C").arg(root).args(words).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Two letters say what happened to it, then a space.
    text.split('\0').next().and_then(|line| line.get(3..)).filter(|path| !path.is_empty()).map(str::to_owned)
}

fn beyond(tag: &str, path: &str) -> Diagnostic {
    Diagnostic::error(
        "tag-passed",
        format!("标签「{tag}」以后「{path}」又改了"),
        format!("`{path}` was changed after the tag `{tag}`"),
    )
    .hint(
        "提交并打新的标签，或用 `--as 1.0.0` 指明版本",
        "commit it and tag that, or say which version it is with `--as 1.0.0`",
    )
}

fn none() -> Diagnostic {
    Diagnostic::error("no-version", "不知道这是哪一版", "the release has no version").hint(
        "在 book.toml 里写 `[release] version = \"1.0.0\"`，或给 git 打标签，或用 `--as 1.0.0`",
        "write `[release] version = \"1.0.0\"` in book.toml, or tag the commit, or say `--as 1.0.0`",
    )
}

fn bad(version: &str) -> Diagnostic {
    Diagnostic::error("bad-version", format!("「{version}」不能作版本号"), format!("`{version}` can't be a version"))
        .hint("只用字母、数字和 `. - _ +`", "use letters, digits and `. - _ +`")
}
