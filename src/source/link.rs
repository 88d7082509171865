//! Where links lead. In: targets as authors write them. Out: targets resolved against the book, and a finding for each that is nowhere.

use std::collections::BTreeMap;

use super::lines::{each_inline, each_line};
use super::name::{Anchors, github_slug};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::document::{Article, InlineKind, Target};
use crate::project::{joined, nearest, percent_decoded};

/// Schemes that an edition may name.
const SAFE: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "doi"];

/// Where the links of a book may lead: by path, the article's `id` and its anchors.
pub(super) type Places = BTreeMap<String, (String, Anchors)>;

/// Resolves every link of an article. `fact:` and `term:` are left for `locate`.
pub(super) fn resolve(article: &mut Article, places: &Places, files: &Files, sink: &mut Sink) {
    let path = article.path.clone();
    each_line(article, &mut |line| {
        each_inline(line, &mut |inline| {
            if let InlineKind::Link { target, .. } | InlineKind::Reference { target, .. } = &mut inline.kind
                && let Target::Url(raw) = target
                && !raw.starts_with("fact:")
                && !raw.starts_with("term:")
            {
                let resolved = target_of(raw, &path, places).unwrap_or_else(|finding| {
                    sink.push(finding.at(narrow(files, inline.span, raw)));
                    Target::Broken(raw.clone())
                });
                *target = resolved;
            }
        });
    });
}

/// The place of `words` in the piece of source that `span` covers, or all of it: the last one, for a target stands behind its text.
pub(super) fn narrow(files: &Files, span: Span, words: &str) -> Span {
    let found = if words.is_empty() { None } else { files.slice(span).rfind(words) };
    found.map_or(span, |at| {
        let start = span.start as usize + at;
        Span::new(span.file, start..start + words.len())
    })
}

fn target_of(raw: &str, path: &str, places: &Places) -> Result<Target, Box<Diagnostic>> {
    let plain: String = raw.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    if let Some(scheme) = scheme_of(&plain) {
        return if SAFE.contains(&scheme.as_str()) {
            Ok(Target::Url(raw.trim().to_owned()))
        } else {
            Err(unsafe_link(&scheme).into())
        };
    }
    if plain.starts_with("//") {
        return Ok(Target::Url(format!("https:{}", raw.trim())));
    }
    if plain.contains('@') && !plain.contains('/') && !plain.contains('#') {
        return Ok(Target::Url(format!("mailto:{plain}")));
    }
    let (file, anchor) = match raw.split_once('#') {
        Some((file, anchor)) => (percent_decoded(file), Some(percent_decoded(anchor))),
        None => (percent_decoded(raw), None),
    };
    let target = if file.is_empty() { path.to_owned() } else { article_path(&file, path, places)? };
    let Some((article, anchors)) = places.get(&target) else {
        return Err(missing(raw).into());
    };
    let block = match anchor.filter(|anchor| !anchor.is_empty()) {
        None if file.is_empty() && !raw.starts_with('#') => return Err(missing(raw).into()),
        None => None,
        Some(anchor) => block_of(&anchor, anchors)?,
    };
    Ok(Target::Internal { article: article.clone(), block })
}

/// The scheme of a URL, in lower case: letters before a colon, and no `/` before it.
fn scheme_of(plain: &str) -> Option<String> {
    let (scheme, _) = plain.split_once(':')?;
    let first = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let sound = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (first && sound).then(|| scheme.to_ascii_lowercase())
}

fn unsafe_link(scheme: &str) -> Diagnostic {
    Diagnostic::error("unsafe-link", format!("不接受 `{scheme}:` 链接"), format!("a `{scheme}:` link is not accepted"))
        .hint(
            "链接用 `https:`、`mailto:`，或书内文章的路径",
            "link with `https:`, `mailto:`, or the path of an article",
        )
}

fn missing(raw: &str) -> Diagnostic {
    Diagnostic::error(
        "broken-link",
        format!("链接「{raw}」指不到书里的文章"),
        format!("link `{raw}` leads to no article of the book"),
    )
    .hint("检查路径，它从这个文件所在的文件夹算起", "check the path; it starts at this file's folder")
}

/// The path of the article that a link names: as `.md`, as mdBook's `.html`, or by its folder.
fn article_path(file: &str, from: &str, places: &Places) -> Result<String, Box<Diagnostic>> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = joined(folder, file).ok_or_else(|| Box::new(missing(file)))?;
    let stem = path.strip_suffix(".html").map(|stem| format!("{stem}.md"));
    let inside = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    // mdBook makes `index.html` of README.md.
    let readme = |name: &str| {
        let folder = path.strip_suffix(name).filter(|folder| folder.is_empty() || folder.ends_with('/'))?;
        Some(format!("{folder}README.md"))
    };
    let index = readme("index.html").or_else(|| readme("index.md"));
    let candidates = [Some(path.clone()), stem, index, Some(inside("README.md")), Some(inside("index.md"))];
    candidates.into_iter().flatten().find(|candidate| places.contains_key(candidate)).ok_or_else(|| {
        let finding = missing(file);
        Box::new(match nearest(&path, places.keys().map(String::as_str)) {
            Some(near) => finding.hint(format!("是不是「{near}」？"), format!("did you mean `{near}`?")),
            None => finding,
        })
    })
}

fn block_of(anchor: &str, anchors: &Anchors) -> Result<Option<String>, Box<Diagnostic>> {
    let found = anchors.get(anchor).or_else(|| anchors.get(&github_slug(anchor)));
    found.cloned().ok_or_else(|| {
        let finding = Diagnostic::error(
            "broken-link",
            format!("没有标题「{anchor}」"),
            format!("no heading is named `{anchor}`"),
        );
        Box::new(match nearest(anchor, anchors.keys().map(String::as_str)) {
            Some(near) => finding.hint(format!("是不是 `#{near}`？"), format!("did you mean `#{near}`?")),
            None => finding.hint(
                "写标题的文字，空格换成 `-`，去掉标点",
                "write the heading's words with `-` for spaces and no punctuation",
            ),
        })
    })
}
