//! The layers of a theme: what comes with the tool, a file of the book's own, the manifest. In: the manifest. Out: the theme, and the manifest
//! with what the theme says about its page.

use std::path::{Path, PathBuf};

use super::ThemeOptions;
use super::item::Item;
use crate::diag::{Diagnostic, FileId, Files, Sink};
use crate::project::open::{existing, read_text};
use crate::project::{Key, Value, ValueKind, read_toml, wrong_word};

/// What every theme starts from.
const BASE: &str = include_str!("builtin/base.toml");

/// The themes that come with the tool.
const BUILT_IN: [(&str, &str); 4] = [
    ("literary", include_str!("builtin/literary.toml")),
    ("technical", include_str!("builtin/technical.toml")),
    ("magazine", include_str!("builtin/magazine.toml")),
    ("vertical", include_str!("builtin/vertical.toml")),
];

/// The theme of a book that names none.
const DEFAULT: &str = "magazine";

/// The largest theme that is read, in bytes.
const MAX_THEME: u64 = 1 << 20;

/// A theme in its layers, read.
pub(in crate::project) struct Layers {
    /// The theme.
    pub theme: ThemeOptions,
    /// The file of the book's own theme, where there is one.
    pub file: Option<PathBuf>,
    /// The manifest, whose `[page]` has the theme's values where it says nothing.
    pub manifest: Value,
}

/// Reads the theme that a manifest asks for.
pub(in crate::project) fn layers(manifest: Value, root: &Path, files: &mut Files, sink: &mut Sink) -> Layers {
    let own = entry(&manifest, "theme").cloned();
    let file = own.as_ref().and_then(|own| own_file(own, root, files, sink));
    let asked = file.as_ref().map_or(own.as_ref().map(|own| (own, "name")), |file| Some((file, "extends")));
    let name = asked.and_then(|(table, key)| named(table, key, sink)).unwrap_or(DEFAULT);
    let mut tables = built_in(name, Some(files));
    tables.extend(file);
    let mut theme = ThemeOptions::blank();
    let mut page = Vec::new();
    for table in &tables {
        theme.read("", table, sink);
        if let Some(Value { kind: ValueKind::Table(entries), .. }) = entry(table, "page") {
            override_by(&mut page, entries);
        }
    }
    if let Some(own) = &own {
        theme.read("theme", own, sink);
    }
    name.clone_into(&mut theme.name);
    let file = own.as_ref().and_then(|own| own_path(own, root)).filter(|path| path.is_file());
    Layers { theme, file, manifest: with_page(manifest, page) }
}

impl Default for ThemeOptions {
    /// The theme of a book that names none.
    fn default() -> Self {
        let mut theme = Self::blank();
        for table in built_in(DEFAULT, None) {
            theme.read("", &table, &mut Sink::default());
        }
        theme
    }
}

/// The tables of a theme that comes with the tool, from the lowest.
fn built_in(name: &str, mut files: Option<&mut Files>) -> Vec<Value> {
    let text = BUILT_IN.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    let mut read = |name: &str, text: &str| {
        let file = files.as_mut().map_or(FileId(0), |files| files.add(format!("banxin:{name}.toml"), text.to_owned()));
        read_toml(text, file, 0, &mut Sink::default())
    };
    [read("base", BASE), read(name, text)].into_iter().flatten().collect()
}

/// Where the theme lies that `[theme] file` names.
fn own_path(own: &Value, root: &Path) -> Option<PathBuf> {
    Some(root.join(entry(own, "file")?.as_text()?))
}

/// The theme of the book's own that `[theme] file` names.
fn own_file(own: &Value, root: &Path, files: &mut Files, sink: &mut Sink) -> Option<Value> {
    let value = entry(own, "file")?;
    let name = value.as_text()?;
    let path = existing(root, name, value.span, Path::is_file, sink)?;
    let file = read_text(&path, name, MAX_THEME, files, sink)?;
    let text = files.get(file).map(|file| file.text.clone()).unwrap_or_default();
    read_toml(&text, file, 0, sink)
}

/// The built-in theme that a table names.
fn named(table: &Value, key: &str, sink: &mut Sink) -> Option<&'static str> {
    let value = entry(table, key)?;
    let word = value.as_text().unwrap_or("");
    let known = BUILT_IN.iter().map(|(name, _)| *name).find(|name| *name == word);
    if known.is_none() {
        let all = BUILT_IN.map(|(name, _)| name);
        let shown = if key == "name" { "theme.name" } else { key };
        let finding: Diagnostic = wrong_word(shown, word, &all, value.span);
        sink.push(finding.hint(
            "自己的主题写成文件，用 `[theme] file = \"…\"` 指明",
            "a theme of your own is a file that `[theme] file = \"…\"` names",
        ));
    }
    known
}

/// What a page says of its size: where the manifest changes one of these, the theme's counts of characters and lines are no longer meant.
const SHAPES: [&str; 3] = ["writing", "trim", "type-size"];

/// The manifest with the theme's page below its own.
fn with_page(mut manifest: Value, theme: Vec<(Key, Value)>) -> Value {
    let ValueKind::Table(entries) = &mut manifest.kind else { return manifest };
    let at = entries.iter().position(|(key, _)| key.name == "page");
    let own: &[(Key, Value)] = match at.map(|at| &entries[at].1.kind) {
        Some(ValueKind::Table(own)) => own,
        None => &[],
        Some(_) => return manifest,
    };
    let mut page = theme;
    let changed = |name: &str| {
        let given = own.iter().find(|(key, _)| key.name == name).map(|(_, value)| value.as_text());
        let meant = page.iter().find(|(key, _)| key.name == name).map(|(_, value)| value.as_text());
        given.is_some() && given != meant
    };
    let (reshaped, resized) = (SHAPES.iter().any(|name| changed(name)), changed("type-size"));
    page.retain(|(key, _)| match key.name.as_str() {
        "characters" | "lines" | "margins" => !reshaped,
        "line-pitch" => !resized,
        _ => true,
    });
    override_by(&mut page, own);
    match at {
        Some(at) => entries[at].1.kind = ValueKind::Table(page),
        None if page.is_empty() => {}
        None => {
            let (mut key, span) = (page[0].0.clone(), page[0].1.span);
            "page".clone_into(&mut key.name);
            entries.push((key, Value { kind: ValueKind::Table(page), span }));
        }
    }
    manifest
}

/// Entries of an upper layer take the place of those below.
fn override_by(below: &mut Vec<(Key, Value)>, above: &[(Key, Value)]) {
    for (key, value) in above {
        below.retain(|(known, _)| known.name != key.name);
        below.push((key.clone(), value.clone()));
    }
}

fn entry<'a>(table: &'a Value, name: &str) -> Option<&'a Value> {
    match &table.kind {
        ValueKind::Table(entries) => entries.iter().find(|(key, _)| key.name == name).map(|(_, value)| value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a table says something about a key, `a.b.c`.
    fn says(table: &Value, name: &str) -> bool {
        name.split('.').try_fold(table, |table, part| entry(table, part)).is_some()
    }

    #[test]
    fn the_base_says_everything() {
        let base = read_toml(BASE, FileId(0), 0, &mut Sink::default()).unwrap();
        let silent: Vec<String> =
            ThemeOptions::keys().into_iter().map(|key| key.name).filter(|name| !says(&base, name)).collect();
        assert_eq!(silent, Vec::<String>::new());
    }

    #[test]
    fn built_in_themes_have_no_finding() {
        for (name, text) in [("base", BASE)].into_iter().chain(BUILT_IN) {
            let mut sink = Sink::default();
            let table = read_toml(text, FileId(0), 0, &mut sink).unwrap();
            ThemeOptions::blank().read("", &table, &mut sink);
            assert!(sink.findings().is_empty(), "{name}: {:?}", sink.findings());
        }
    }
}
