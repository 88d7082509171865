//! One article. In: a line of the contents order. Out: an `Article` whose links, claims and keywords are still as they are written.

use super::front::{self, Front};
use super::include::Includer;
use super::link::Places;
use super::markdown;
use super::marked::is_unprintable;
use super::name::{Names, article_id, name_headings};
use crate::diag::{Diagnostic, FileId, Files, Sink, Span};
use crate::document::{Article, ArticleRole, Block, BlockKind, Inline, InlineKind, plain_text};
use crate::project::{Entry, MAX_FILE, Project, read_text};

/// Reads articles, and remembers what the whole book is needed for.
pub(super) struct Reader<'a> {
    project: &'a Project,
    includer: Includer<'a>,
    /// Where links may lead.
    pub(super) places: Places,
    /// The front matter of each article that was read, in order.
    pub(super) fronts: Vec<Front>,
    names: Names,
}

impl<'a> Reader<'a> {
    /// A reader of a project's articles.
    pub(super) fn new(project: &'a Project) -> Self {
        let includer = Includer::new(&project.root);
        Self { project, includer, places: Places::new(), fronts: Vec::new(), names: Names::default() }
    }

    /// Reads the article that an entry names; a finding and `None` if there is no such text.
    pub(super) fn read(&mut self, entry: &Entry, files: &mut Files, sink: &mut Sink) -> Option<Article> {
        let Entry::Article { path, shown, title: listed, depth, numbered, .. } = entry else {
            return None;
        };
        let file = read_text(path, shown, MAX_FILE, files, sink)?;
        let text = files.get(file).map(|file| file.text.clone()).unwrap_or_default();
        report_unprintable(&text, file, sink);
        let (mut front, start) = front::read(&text, file, sink);
        let body = self.includer.fill(&text, file, start, shown, files, sink);
        let mut parsed = markdown::read(&body, &self.project.mdbook, sink);
        if self.project.mdbook.is_layout {
            raise_headings(&mut parsed.blocks);
        }
        let is_plain = parsed.blocks.iter().any(is_unnumbered_title);
        let title = title_of(&front, listed.as_deref(), shown, &mut parsed.blocks, file, sink);
        let id = article_id(shown, self.fronts.len() + 1, &mut self.names);
        let mut anchors = name_headings(&mut parsed.blocks, &title);
        for (at, note) in parsed.notes.iter().enumerate() {
            anchors.entry(format!("^{}", note.label)).or_insert_with(|| Some(format!("note-{}", at + 1)));
        }
        self.places.insert(shown.clone(), (id.clone(), anchors));
        let article = Article {
            id,
            file,
            path: shown.clone(),
            title,
            subtitle: front.subtitle.take(),
            summary: front.summary.take(),
            authors: std::mem::take(&mut front.authors),
            date: front.date.take(),
            keywords: Vec::new(),
            media: std::mem::take(&mut front.media),
            body: parsed.blocks,
            notes: parsed.notes,
            depth: *depth,
            numbered: *numbered && !is_plain,
            role: ArticleRole::default(),
            span: Span::new(file, 0..text.len()),
        };
        self.fronts.push(front);
        Some(article)
    }
}

fn is_title(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1, .. })
}

/// Whether a block is a title that its author wants without a number: `# 引言 {.unnumbered}`.
fn is_unnumbered_title(block: &Block) -> bool {
    is_title(block) && block.numbered == Some(false)
}

/// Makes the heading that opens a chapter of mdBook's its title, of whatever level it is, and raises all headings with it: such chapters are
/// often written as sections of the one above them.
fn raise_headings(blocks: &mut [Block]) {
    let first = blocks.first();
    let Some(BlockKind::Heading { level: first, .. }) = first.map(|block| &block.kind) else { return };
    let by = first.saturating_sub(1);
    if by == 0 || blocks.iter().any(is_title) {
        return;
    }
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = level.saturating_sub(by).max(1);
        }
    }
}

/// The title: the front matter's, else the first `#` heading, which leaves the body, else what SUMMARY.md says, else the file's name.
fn title_of(
    front: &Front,
    listed: Option<&str>,
    shown: &str,
    blocks: &mut Vec<Block>,
    file: FileId,
    sink: &mut Sink,
) -> Vec<Inline> {
    let words = |text: &str, span| vec![Inline { kind: InlineKind::Text(text.to_owned()), span }];
    if let Some((title, span)) = &front.title {
        // Many sites want the title in both places; it is printed once.
        if blocks.first().is_some_and(|first| is_title(first) && plain_text(first.inlines()).trim() == title) {
            blocks.remove(0);
        }
        return words(title, *span);
    }
    if let Some(at) = blocks.iter().position(is_title)
        && let BlockKind::Heading { content, .. } = blocks.remove(at).kind
    {
        return content;
    }
    let head = Span::new(file, 0..0);
    if let Some(listed) = listed.filter(|listed| !listed.is_empty()) {
        return words(listed, head);
    }
    sink.push(
        Diagnostic::warning(
            "no-article-title",
            "文章没有题目，暂用文件名",
            "the article has no title; its file's name stands in",
        )
        .at(head)
        .hint(
            "在开头写 `# 题目`，或在文首写 `title: …`",
            "open it with `# title`, or write `title: …` in the front matter",
        ),
    );
    let name = shown.rsplit('/').next().unwrap_or(shown);
    words(name.strip_suffix(".md").unwrap_or(name), head)
}

/// Reports characters that no edition can carry; they are left out.
fn report_unprintable(text: &str, file: FileId, sink: &mut Sink) {
    let Some((at, letter)) =
        text.char_indices().find(|(_, letter)| (is_unprintable(*letter) && *letter != '\r') || *letter == '\u{FDD1}')
    else {
        return;
    };
    let code = format!("U+{:04X}", letter as u32);
    sink.push(
        Diagnostic::warning(
            "unprintable-character",
            format!("{code} 不能排印，已略去"),
            format!("{code} can't be printed and is left out"),
        )
        .at(Span::new(file, at..at + letter.len_utf8()))
        .hint("从原文里删去它", "remove it from the text"),
    );
}
