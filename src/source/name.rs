//! Names of articles and headings. In: blocks. Out: ASCII names for editions, and the way from the names that authors use to them.
//!
//! Authors link to a heading as GitHub and mdBook name it, `#真正的起点`; the name in an edition is ASCII and stays the same as long
//! as the heading's Latin words, or its position, do.

use std::collections::BTreeMap;

use super::lines::each_block;
use crate::document::{Block, BlockKind, Inline, InlineKind, plain_text, walk_inlines};
use crate::project::slug;

/// Beginnings of names that editions make themselves.
const RESERVED: [&str; 5] = ["term-", "claim-", "note-", "fact-", "ref-"];
/// Names of an edition's own files.
const RESERVED_FILES: [&str; 12] = [
    "cover",
    "nav",
    "toc",
    "contents",
    "title",
    "title-page",
    "titlepage",
    "colophon",
    "keywords",
    "facts",
    "notes",
    "index",
];

/// From the anchors that links name to the `id` of a heading; `None` is the article's head.
pub(super) type Anchors = BTreeMap<String, Option<String>>;

/// Gives out names, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeMap<String, usize>,
}

impl Names {
    /// The name itself, or with the first number from 2 that makes it new.
    pub(super) fn unique(&mut self, name: String) -> String {
        let mut last = self.taken.get(&name).copied().unwrap_or(0);
        if last == 0 {
            self.taken.insert(name.clone(), 1);
            return name;
        }
        loop {
            last += 1;
            let candidate = format!("{name}-{last}");
            if !self.taken.contains_key(&candidate) {
                self.taken.insert(name, last);
                self.taken.insert(candidate.clone(), 1);
                return candidate;
            }
        }
    }
}

/// The name of the article that is read from `path`, the `position`th from 1.
pub(super) fn article_id(path: &str, position: usize, names: &mut Names) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = slug(file.strip_suffix(".md").unwrap_or(file));
    let name = match stem.as_bytes().first() {
        None => format!("article-{position}"),
        Some(first) if first.is_ascii_digit() || RESERVED_FILES.contains(&stem.as_str()) || is_reserved(&stem) => {
            format!("article-{stem}")
        }
        Some(_) => stem,
    };
    names.unique(name)
}

/// Names every heading. Out: the anchors that links may use, with those of raw HTML leading to the heading above them.
pub(super) fn name_headings(blocks: &mut [Block], title: &[Inline]) -> Anchors {
    let mut anchors = Anchors::new();
    let mut slugs = BTreeMap::new();
    let mut names = Names::default();
    let mut position = 0;
    let mut last: Option<String> = None;
    let mut terms: Vec<(String, Option<String>)> = Vec::new();
    add(&mut anchors, &mut slugs, &plain_text(title), None);
    each_block(blocks, &mut |block| {
        if let BlockKind::Heading { content, .. } = &block.kind {
            position += 1;
            let text = plain_text(content);
            let id = names.unique(heading_id(block.id.as_deref().unwrap_or(&text), position));
            if let Some(given) = block.id.replace(id.clone()) {
                anchors.insert(given, Some(id.clone()));
            }
            add(&mut anchors, &mut slugs, &text, Some(&id));
            last = Some(id);
        } else if let Some(given) = named(block) {
            position += 1;
            let id = names.unique(heading_id(&given, position));
            block.id = Some(id.clone());
            anchors.entry(given).or_insert_with(|| Some(id.clone()));
            anchors.entry(id.clone()).or_insert(Some(id));
        }
        let mut html = Vec::new();
        if let BlockKind::Html(text) = &block.kind {
            html.push(text.as_str());
        }
        own_lines(block, &mut |line| {
            walk_inlines(line, &mut |inline| {
                if let InlineKind::Html(text) = &inline.kind {
                    html.push(text);
                }
            });
        });
        for name in html.into_iter().flat_map(html_anchors) {
            anchors.entry(name.to_owned()).or_insert_with(|| last.clone());
        }
        // mdBook gives every term of a definition list a name.
        if let BlockKind::Definitions(items) = &block.kind {
            for item in items {
                terms.push((github_slug(&plain_text(&item.term)), last.clone()));
            }
        }
    });
    // A heading of the same name comes first.
    for (name, place) in terms.into_iter().filter(|(name, _)| !name.is_empty()) {
        anchors.entry(name).or_insert(place);
    }
    anchors
}

/// Visits the lines of a block that belong to no block inside it.
fn own_lines<'a>(block: &'a Block, visit: &mut impl FnMut(&'a [Inline])) {
    match &block.kind {
        BlockKind::Table(table) => {
            let cells = table.numbered_rows().flat_map(|(_, cells)| cells);
            std::iter::once(&table.caption).chain(cells).for_each(|line| visit(line));
        }
        BlockKind::Definitions(items) => items.iter().for_each(|item| visit(&item.term)),
        _ => visit(block.inlines()),
    }
}

/// The name of a block that isn't a heading: its own, else by what it is if it is numbered.
fn named(block: &Block) -> Option<String> {
    let made = match &block.kind {
        BlockKind::Figure { caption, .. } if !caption.is_empty() => Some("figure"),
        BlockKind::Table(table) if !table.caption.is_empty() => Some("table"),
        _ => None,
    };
    block.id.clone().or_else(|| made.map(str::to_owned))
}

fn heading_id(text: &str, position: usize) -> String {
    let name = slug(text);
    match name.bytes().find(u8::is_ascii_alphabetic) {
        None => format!("s-{position}"),
        Some(_) if is_reserved(&name) || !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) => {
            format!("s-{name}")
        }
        Some(_) => name,
    }
}

fn is_reserved(name: &str) -> bool {
    RESERVED.iter().any(|start| name.starts_with(start))
}

/// Remembers a heading under GitHub's name for it, and under its own.
fn add(anchors: &mut Anchors, slugs: &mut BTreeMap<String, usize>, text: &str, id: Option<&String>) {
    let base = github_slug(text);
    let count = slugs.entry(base.clone()).or_insert(0);
    let slug = if *count == 0 { base } else { format!("{base}-{count}") };
    *count += 1;
    if !slug.is_empty() {
        anchors.entry(slug).or_insert_with(|| id.cloned());
    }
    if let Some(id) = id {
        anchors.entry(id.clone()).or_insert_with(|| Some(id.clone()));
    }
}

/// A heading's name as GitHub and mdBook make it: lower case, without punctuation, hyphens for spaces.
pub(super) fn github_slug(text: &str) -> String {
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            _ if letter.is_alphanumeric() => Some(letter),
            _ => None,
        })
        .collect()
}

/// The values of `id` and `name` in a piece of HTML.
fn html_anchors(html: &str) -> impl Iterator<Item = &str> {
    [" id=", " name="].into_iter().flat_map(move |key| {
        html.match_indices(key).filter_map(move |(at, _)| {
            let value = &html[at + key.len()..];
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            value[1..].split(quote).next().filter(|name| !name.is_empty() && name.len() < 200)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_have_ascii_names() {
        let mut names = Names::default();
        let given = ["articles/01-AI 安全.md", "红楼梦.md", "b/01-ai.md", "nav.md", "claim-3.md", "第2章.md"];
        let ids: Vec<String> = given.iter().zip(1..).map(|(path, at)| article_id(path, at, &mut names)).collect();
        assert_eq!(
            ids,
            ["article-01-ai", "article-2", "article-01-ai-2", "article-nav", "article-claim-3", "article-2-2"]
        );
    }

    #[test]
    fn github_names_keep_han() {
        assert_eq!(github_slug("真正的起点:不是 OpenAI,而是…"), "真正的起点不是-openai而是");
    }

    #[test]
    fn headings_are_named_by_letters_or_position() {
        for (text, expected) in [
            ("Why AI?", "why-ai"),
            ("起点", "s-4"),
            ("2012 年", "s-4"),
            ("5G 来了", "s-5g"),
            ("term-1-1", "s-term-1-1"),
        ] {
            assert_eq!(heading_id(text, 4), expected);
        }
    }
}
