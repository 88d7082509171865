//! From a folder to a `Project`. In: a folder, `SOURCE_DATE_EPOCH`. Out: the manifest resolved and the articles in their order.

use std::path::{Path, PathBuf};

use super::manifest::{self, Manifest};
use super::place::{self, BadPath, inside, joined, natural_key};
use super::print::unreadable_profile;
use super::suggest::nearest;
use super::summary::{self, Line};
use super::theme::{self, Layers, ThemeOptions};
use super::toml_value::read_toml;
use super::{Edition, Entry, MdbookOptions, PrintOptions, Project, date, identity};
use sha2::{Digest, Sha256};

use crate::diag::{Diagnostic, FileId, Files, Sink, Span};

/// The manifest's name.
const MANIFEST: &str = "book.toml";
/// The largest manifest and SUMMARY.md, in bytes.
const MAX_MANIFEST: u64 = 4 << 20;
/// The largest colour profile, in bytes.
const MAX_PROFILE: u64 = 32 << 20;
/// More articles than this are not read.
const MAX_ARTICLES: usize = 10_000;

/// The folder that holds `book.toml`: `dir`, or `book/` in it. mdBook needs none: where there is `src/SUMMARY.md` there is a book.
pub fn find(dir: &Path) -> Option<PathBuf> {
    // `./book` is written `book`, as the user would.
    let inner = if dir == Path::new(".") { PathBuf::from("book") } else { dir.join("book") };
    let places = [dir.to_path_buf(), inner];
    let holds = |file: &str| places.iter().find(|folder| folder.join(file).is_file());
    holds(MANIFEST).or_else(|| holds("src/SUMMARY.md")).cloned()
}

/// Opens the book in `dir`. `epoch` is `SOURCE_DATE_EPOCH`, in seconds since 1970. `None` only if no manifest can be read.
pub fn open(dir: &Path, epoch: Option<i64>, files: &mut Files, sink: &mut Sink) -> Option<Project> {
    let Some(root) = find(dir) else {
        sink.push(
            Diagnostic::error(
                "no-manifest",
                format!("「{}」里没有 book.toml", dir.display()),
                format!("no book.toml in `{}`", dir.display()),
            )
            .hint(
                "指明书所在的文件夹，或写一个 book.toml：`[book]` 下 `title = \"…\"`",
                "name the book's folder, or write a book.toml: `title = \"…\"` under `[book]`",
            ),
        );
        return None;
    };
    let path = root.join(MANIFEST);
    let file = if path.is_file() {
        read_text(&path, MANIFEST, MAX_MANIFEST, files, sink)?
    } else {
        // Everything is by default.
        files.add(MANIFEST, String::new())
    };
    let text = files.get(file).map(|file| file.text.clone()).unwrap_or_default();
    // What a manifest leaves out is found by default; of one that can't be read that would be a row of wrong findings.
    let value = read_toml(&text, file, 0, sink)?;
    let Layers { theme, file: theme_file, manifest: value } = theme::layers(value, &root, files, sink);
    let manifest = manifest::read(&value, sink);
    let src = source_folder(&root, &manifest, sink);
    let start = Span::new(file, 0..0);
    let contents = contents(&root, &src, &manifest, start, files, sink);
    if !contents.entries.iter().any(|entry| matches!(entry, Entry::Article { .. })) {
        sink.push(
            Diagnostic::error("no-articles", format!("「{src}」里没有文章"), format!("no articles in `{src}`"))
                .at(start)
                .hint(
                    "放入 `*.md` 文件，或在 `[book] src` 里指明文件夹",
                    "put `*.md` files there, or name the folder in `[book] src`",
                ),
        );
    }
    Some(resolve(root, file, manifest, (theme, theme_file), contents, epoch, sink))
}

/// Reads a text file into `files`; a finding and `None` if it can't be read.
pub fn read_text(path: &Path, shown: &str, limit: u64, files: &mut Files, sink: &mut Sink) -> Option<FileId> {
    let bytes = match place::read_limited(path, limit) {
        Ok(bytes) => bytes,
        Err(error) => {
            sink.push(
                Diagnostic::error(
                    "unreadable-file",
                    format!("读不了「{shown}」：{error}"),
                    format!("can't read `{shown}`: {error}"),
                )
                .hint("检查文件是否存在、大小和权限", "check that it is there, its size and its permissions"),
            );
            return None;
        }
    };
    files.take(shown, Sha256::digest(&bytes).into());
    match place::decode(bytes) {
        Ok(text) => Some(files.add(shown, text)),
        Err((text, at)) => {
            let file = files.add(shown, text);
            sink.push(
                Diagnostic::error("not-utf8", format!("「{shown}」不是 UTF-8"), format!("`{shown}` is not UTF-8"))
                    .at(Span::new(file, at..at + '\u{FFFD}'.len_utf8()))
                    .hint(
                        "用编辑器另存为 UTF-8，或用 `banxin import` 导入",
                        "save it as UTF-8, or bring it in with `banxin import`",
                    ),
            );
            Some(file)
        }
    }
}

fn resolve(
    root: PathBuf,
    file: FileId,
    manifest: Manifest,
    (theme, theme_file): (ThemeOptions, Option<PathBuf>),
    contents: Contents,
    epoch: Option<i64>,
    sink: &mut Sink,
) -> Project {
    let mut metadata = manifest.metadata;
    let folder =
        root.canonicalize().ok().and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let folder = folder.unwrap_or_default();
    if metadata.title.is_empty() {
        metadata.title = if folder.is_empty() { "book".to_owned() } else { folder.clone() };
        sink.push(
            Diagnostic::warning(
                "no-title",
                "书没有名字，暂用文件夹名",
                "the book has no title; its folder's name stands in",
            )
            .at(Span::new(file, 0..0))
            .hint("在 `[book]` 里写 `title = \"…\"`", "write `title = \"…\"` under `[book]`"),
        );
    }
    if metadata.identifier.is_empty() {
        metadata.identifier = identity::identifier(&metadata);
    }
    metadata.modified = date::modified(epoch, metadata.date.as_deref());
    let named = [identity::slug(&metadata.title), identity::slug(&folder)].into_iter().find(|slug| !slug.is_empty());
    let slug = manifest.slug.or(named).unwrap_or_else(|| "book".to_owned());
    let fonts = fonts_folder(&root, manifest.fonts, sink);
    let mut cover_file = |named: &Option<(String, Span)>| {
        named.as_ref().and_then(|(path, span)| existing(&root, path, *span, Path::is_file, sink))
    };
    let (cover_template, cover_picture) = (cover_file(&manifest.cover.template), cover_file(&manifest.cover.picture));
    let print = with_profile(manifest.print, &root, sink);
    let editions = if manifest.editions.is_empty() { Edition::DEFAULT.to_vec() } else { manifest.editions };
    Project {
        root,
        manifest: file,
        metadata,
        slug,
        entries: contents.entries,
        fonts,
        cover: manifest.cover,
        cover_template,
        cover_picture,
        editions,
        page: manifest.page,
        line: manifest.line,
        theme,
        theme_file,
        epub: manifest.epub,
        pdf: manifest.pdf,
        print,
        web: manifest.web,
        facts: manifest.facts,
        index: manifest.index,
        release: manifest.release,
        mdbook: MdbookOptions { is_layout: contents.is_mdbook, ..manifest.mdbook },
    }
}

/// The print options with their profile read; without it where it can't be.
fn with_profile(mut print: PrintOptions, root: &Path, sink: &mut Sink) -> PrintOptions {
    print.profile = print.profile.take().and_then(|mut profile| {
        let path = existing(root, &profile.path, profile.span, Path::is_file, sink)?;
        match place::read_limited(&path, MAX_PROFILE) {
            Ok(bytes) => {
                profile.bytes = bytes;
                Some(profile)
            }
            Err(error) => {
                sink.push(unreadable_profile(&profile.path, &error.to_string(), profile.span));
                None
            }
        }
    });
    print
}

/// The fonts' folder: the manifest's, else the first `fonts/` that has a list: in the book, beside it, in the current folder.
fn fonts_folder(root: &Path, given: Option<(String, Span)>, sink: &mut Sink) -> PathBuf {
    if let Some((path, span)) = given {
        return existing(root, &path, span, Path::is_dir, sink).unwrap_or_else(|| root.join(path));
    }
    let own = root.join("fonts");
    let places = [own.clone(), root.join("..").join("fonts"), PathBuf::from("fonts")];
    places.into_iter().find(|place| place.join("fonts.toml").is_file()).unwrap_or(own)
}

/// What the manifest names outside the text: it may lie outside the book's folder, but it must be there.
pub(super) fn existing(root: &Path, path: &str, span: Span, is: fn(&Path) -> bool, sink: &mut Sink) -> Option<PathBuf> {
    let full = root.join(path);
    if is(&full) {
        return Some(full);
    }
    sink.push(
        Diagnostic::error("missing-file", format!("找不到「{path}」"), format!("`{path}` not found"))
            .at(span)
            .hint("路径从 book.toml 所在的文件夹算起", "the path starts at the folder of book.toml"),
    );
    None
}

fn source_folder(root: &Path, manifest: &Manifest, sink: &mut Sink) -> String {
    let usual = if !root.join("articles").is_dir() && root.join("src").is_dir() { "src" } else { "articles" };
    let Some((given, span)) = &manifest.src else {
        return usual.to_owned();
    };
    let folder = joined("", given);
    let inside = folder.as_ref().is_some_and(|folder| {
        let real = root.join(folder).canonicalize().ok();
        real.zip(root.canonicalize().ok()).is_none_or(|(real, root)| real.starts_with(root))
    });
    match folder {
        Some(folder) if inside => folder,
        _ => {
            sink.push(outside(given, *span));
            usual.to_owned()
        }
    }
}

/// The finding about a path that leads out of the book.
pub fn outside(path: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "outside-book",
        format!("「{path}」在书的文件夹之外"),
        format!("`{path}` lies outside the book's folder"),
    )
    .at(span)
    .hint("把文件移到书的文件夹里", "move the file into the book's folder")
}

/// What is read, in its order.
#[derive(Default)]
struct Contents {
    entries: Vec<Entry>,
    /// Whether SUMMARY.md lies where mdBook has it: among the chapters.
    is_mdbook: bool,
}

/// What is read; `start` is where the manifest begins.
fn contents(root: &Path, src: &str, manifest: &Manifest, start: Span, files: &mut Files, sink: &mut Sink) -> Contents {
    for folder in [src, ""] {
        let Some(shown) = joined(folder, "SUMMARY.md") else {
            continue;
        };
        if let Ok(path) = inside(root, &shown) {
            let Some(file) = read_text(&path, &shown, MAX_MANIFEST, files, sink) else {
                return Contents::default();
            };
            let text = files.get(file).map(|file| file.text.clone()).unwrap_or_default();
            let lines = summary::read(&text, file, sink);
            let is_mdbook = folder == src && src != "articles";
            let mut own = Sink::default();
            let entries = by_summary(root, folder, src, lines, &mut own);
            if is_mdbook {
                // mdBook makes the files that its contents name and that aren't there, unless it is told not to.
                own.soften(if manifest.mdbook.creates_missing {
                    &["article-twice", "missing-article"]
                } else {
                    &["article-twice"]
                });
            }
            sink.append(own);
            return Contents { entries, is_mdbook };
        }
    }
    report_lost_links(root, src, start, sink);
    let names = markdown_files(root, src).into_iter().take(MAX_ARTICLES);
    Contents { entries: names.map(|name| in_file_order(root, src, &name)).collect(), is_mdbook: false }
}

fn in_file_order(root: &Path, src: &str, name: &str) -> Entry {
    let shown = joined(src, name).unwrap_or_else(|| name.to_owned());
    Entry::Article { path: root.join(&shown), shown, title: None, depth: 0, numbered: true, span: None }
}

/// The Markdown files of a folder in the order of their names, SUMMARY.md and hidden ones aside.
fn markdown_files(root: &Path, src: &str) -> Vec<String> {
    let mut names = markdown_names(root, src);
    names.retain(|name| joined(src, name).is_some_and(|shown| inside(root, &shown).is_ok()));
    names
}

/// The names in a folder that look like articles', sorted, whatever they lead to.
fn markdown_names(root: &Path, src: &str) -> Vec<String> {
    let listed = std::fs::read_dir(root.join(src)).into_iter().flatten().flatten();
    let mut names: Vec<String> = listed
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".md") && !name.starts_with('.') && name != "SUMMARY.md")
        .collect();
    names.sort_by_key(|name| natural_key(name));
    names
}

/// Symbolic links that lead out of the book or nowhere: an article would be missing, and nobody would see it.
fn report_lost_links(root: &Path, src: &str, start: Span, sink: &mut Sink) {
    for shown in markdown_names(root, src).iter().filter_map(|name| joined(src, name)) {
        if !root.join(&shown).is_symlink() {
            continue;
        }
        match inside(root, &shown) {
            Ok(_) => {}
            Err(BadPath::Outside) => sink.push(outside(&shown, start)),
            Err(BadPath::Missing) => sink.push(lost_link(&shown, start)),
        }
    }
}

fn lost_link(shown: &str, start: Span) -> Diagnostic {
    Diagnostic::error(
        "missing-article",
        format!("「{shown}」是符号链接，指向的文件不在"),
        format!("`{shown}` is a symbolic link to no file"),
    )
    .at(start)
    .hint("改正链接，或删去它", "correct the link, or remove it")
}

fn by_summary(root: &Path, folder: &str, src: &str, lines: Vec<Line>, sink: &mut Sink) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut taken = std::collections::BTreeSet::new();
    for line in lines.into_iter().take(MAX_ARTICLES) {
        match line {
            Line::Part(title) => entries.push(Entry::Part { title }),
            Line::Chapter { title, link, depth, numbered, span } => {
                let Some((path, shown)) = article_path(root, folder, src, &link, span, sink) else {
                    continue;
                };
                if !taken.insert(shown.clone()) {
                    sink.push(
                        Diagnostic::error(
                            "article-twice",
                            format!("「{shown}」列了两次"),
                            format!("`{shown}` is listed twice"),
                        )
                        .at(span)
                        .hint("删去一处", "remove one of the lines"),
                    );
                    continue;
                }
                entries.push(Entry::Article { path, shown, title: Some(title), depth, numbered, span: Some(span) });
            }
        }
    }
    entries
}

fn article_path(
    root: &Path,
    folder: &str,
    src: &str,
    link: &str,
    span: Span,
    sink: &mut Sink,
) -> Option<(PathBuf, String)> {
    let mut bad = BadPath::Outside;
    for base in [folder, src] {
        let Some(shown) = joined(base, link) else {
            continue;
        };
        match inside(root, &shown) {
            Ok(path) => return Some((path, shown)),
            Err(why) => bad = why,
        }
    }
    if bad == BadPath::Outside {
        sink.push(outside(link, span));
        return None;
    }
    let finding =
        Diagnostic::error("missing-article", format!("找不到文章「{link}」"), format!("article `{link}` not found"))
            .at(span);
    let names = markdown_files(root, src);
    sink.push(match nearest(link, names.iter().map(String::as_str)) {
        Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
        None => finding.hint("新建这个文件，或从目录里删去这一行", "make the file, or remove the line"),
    });
    None
}
