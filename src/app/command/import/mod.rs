//! `banxin import`. In: files from elsewhere and a book's folder. Out: one article for each in the book's folder of articles, and
//! what was done to the text. All of them or none; nothing that exists is overwritten.

mod reader;
mod target;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::ImportConfig;
use crate::app::write;
use crate::diag::{Diagnostic, Files, Said, Sink};

use reader::Article;
use target::Target;

/// A text that is read whole must fit in memory several times; the longest novels have some ten million characters.
const LARGEST: u64 = 256 << 20;

/// Reads all files, then writes all articles.
pub(crate) fn import(config: &ImportConfig, console: &mut Console) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let read = config.files.iter().map(|path| Ok((path.as_path(), article(path, &mut files, &mut sink)?)));
    let read: Result<Vec<(&Path, Option<Article>)>, Diagnostic> = read.collect();
    let failed = sink.has_errors();
    console.report(&sink.into_sorted(), &files, Path::new(""));
    if failed {
        return Exit::Findings;
    }
    let placed = read.and_then(|read| {
        let read = read.into_iter().filter_map(|(path, article)| Some((path, article?))).collect();
        let target = Target::open(&config.into)?;
        Ok((place(read, &target)?, target))
    });
    match placed.and_then(|(placed, target)| put(&placed, &target, console)) {
        Ok(()) => Exit::Done,
        Err(finding) => console.stop(finding),
    }
}

fn article(path: &Path, files: &mut Files, sink: &mut Sink) -> Result<Option<Article>, Diagnostic> {
    let shown = path.display();
    let cannot_read = |error: std::io::Error| {
        Diagnostic::error(
            "cannot-read",
            format!("无法读取「{shown}」：{error}"),
            format!("can't read `{shown}`: {error}"),
        )
        .hint("请检查路径的拼写和文件的权限", "check the spelling of the path and the file's permissions")
    };
    let size = std::fs::metadata(path).map_err(cannot_read)?.len();
    if size > LARGEST {
        let most = LARGEST >> 20;
        return Err(Diagnostic::error(
            "too-large",
            format!("「{shown}」超过 {most} MiB"),
            format!("`{shown}` is larger than {most} MiB"),
        )
        .hint("请按章拆成几个文件", "split it into a file a chapter"));
    }
    let bytes = std::fs::read(path).map_err(cannot_read)?;
    Ok(reader::read(&bytes, path, files, sink))
}

/// Gives every article its path, before the first one is written.
fn place<'a>(read: Vec<(&'a Path, Article)>, target: &Target) -> Result<Vec<(PathBuf, Article)>, Diagnostic> {
    let mut taken: BTreeMap<PathBuf, &'a Path> = BTreeMap::new();
    let mut placed = Vec::new();
    for (from, article) in read {
        let path = target.articles.join(format!("{}.md", article.stem));
        if taken.insert(path.clone(), from).is_some() || path.exists() {
            return Err(exists(from, &path));
        }
        placed.push((path, article));
    }
    Ok(placed)
}

fn exists(from: &Path, path: &Path) -> Diagnostic {
    let (from, path) = (from.display(), path.display());
    Diagnostic::error(
        "article-exists",
        format!("「{from}」应写到「{path}」，但已有同名的文章"),
        format!("`{from}` would become `{path}`, but there is an article of that name"),
    )
    .hint(
        "文件名取自标题：请先移走那篇文章，或改原稿的标题",
        "the name comes from the title: move that article away first, or change the title",
    )
}

fn put(placed: &[(PathBuf, Article)], target: &Target, console: &mut Console) -> Result<(), Diagnostic> {
    if let Some((_, first)) = placed.first()
        && target.make_manifest(&first.title)?
    {
        let shown = target.manifest().display().to_string();
        console.say(&Said::new(format!("新建了「{shown}」"), format!("made `{shown}`")));
    }
    for (path, article) in placed {
        if !write::create(path, article.markdown.as_bytes())? {
            return Err(exists(path, path));
        }
        console.data(&format!("{}\n", path.display()));
        for line in &article.report {
            console.say(line);
        }
    }
    if target.has_summary() {
        console.say(&Said::new(
            "SUMMARY.md 决定书的次序：请把新文章加进去",
            "`SUMMARY.md` decides the order of the book: add the new article to it",
        ));
    }
    Ok(())
}
