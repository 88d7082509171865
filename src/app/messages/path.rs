//! A path as the user can open it. In: the path of a text, which starts from the book's folder, and that folder as it was
//! typed. Out: the path from where the user stands, with `/` between its parts.

use std::path::{Component, Path};

use crate::diag::{Files, Span};

/// Joins `base` and `path` and takes `.` and `..` out, as text: `book` and `../fonts/fonts.toml` make `fonts/fonts.toml`.
pub(super) fn shown(base: &Path, path: &str) -> String {
    if base.as_os_str().is_empty() || base == Path::new(".") || Path::new(path).is_absolute() {
        return path.to_owned();
    }
    let joined = base.join(path);
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in joined.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (part, _) => parts.push(part),
        }
    }
    let words: Vec<_> = parts.iter().map(|part| part.as_os_str().to_string_lossy()).collect();
    // The root is a part of its own, written `/` already.
    words.join("/").replacen("//", "/", 1)
}

/// Where a span begins: `book/articles/a.md:3:5`.
pub(crate) fn place(span: Span, files: &Files, base: &Path) -> Option<String> {
    let file = files.get(span.file)?;
    let first = file.place(span.range().start);
    Some(format!("{}:{}:{}", shown(base, &file.path), first.line, first.column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_where_the_user_stands() {
        for (base, path, expected) in [
            (".", "articles/a.md", "articles/a.md"),
            ("", "articles/a.md", "articles/a.md"),
            ("book", "articles/a.md", "book/articles/a.md"),
            ("./book/", "./a.md", "book/a.md"),
            ("book", "../fonts/fonts.toml", "fonts/fonts.toml"),
            ("../book", "a.md", "../book/a.md"),
            ("book", "../../a.md", "../a.md"),
            ("/books/one", "a.md", "/books/one/a.md"),
            ("book", "/fonts/fonts.toml", "/fonts/fonts.toml"),
        ] {
            assert_eq!(shown(Path::new(base), path), expected, "{base} {path}");
        }
    }
}
