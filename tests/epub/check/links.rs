//! Requirements 8 to 11: pages, navigation, notes, the index.

use usvg::roxmltree::{Document, Node};

use super::edition::{Epub, OPS, of_class, texts_of};

fn links<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = (String, String)> {
    let links = node.descendants().filter(|node| node.tag_name().name() == "a");
    links.map(|node| (node.attribute("href").unwrap_or_default().to_owned(), texts_of(node)))
}

fn is_labelled(node: Node<'_, '_>) -> bool {
    ["aria-label", "aria-labelledby"].iter().any(|name| node.attribute(*name).is_some_and(|label| !label.is_empty()))
}

/// 8. Marks, list and NCX have the same pages in the same order, and the source is named; a book without pages names none.
pub(super) fn has_pages(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let nav = epub.nav();
    let listed: Vec<(String, String)> = of_class(nav.root(), "page-list").flat_map(links).collect();
    let mut marks: Vec<(String, String)> = Vec::new();
    for (file, page) in epub.pages() {
        for mark in of_class(page.root(), "pagebreak") {
            let (id, label) = (mark.attribute("id"), mark.attribute("aria-label"));
            marks.push((format!("{file}#{}", id.unwrap_or_default()), label.unwrap_or_default().to_owned()));
        }
    }
    let (mut one, mut other) = (listed.clone(), marks);
    one.sort();
    other.sort();
    if one != other {
        found.push("the list has other pages than the text".into());
    }
    let is_later = |pair: &[(String, String)]| match (pair[0].1.parse::<u32>(), pair[1].1.parse::<u32>()) {
        (Ok(before), Ok(after)) => before < after,
        (Ok(_), Err(_)) => false,
        _ => true,
    };
    if !listed.windows(2).all(is_later) {
        found.push("the pages are not in their order".into());
    }
    let ncx = epub.tree("OEBPS/toc.ncx").unwrap();
    let targets = ncx.descendants().filter(|node| node.tag_name().name() == "pageTarget").count();
    if targets != listed.len() {
        found.push(format!("{targets} pages in the NCX, {} in the list", listed.len()));
    }
    let sources = epub.properties("pageBreakSource");
    if sources.len() != usize::from(!listed.is_empty()) || sources.iter().any(|source| source.trim().is_empty()) {
        found.push(format!("{} pages, of {sources:?}", listed.len()));
    }
    found
}

/// 9. Contents, landmarks, lists of figures and tables, and an NCX that agrees.
pub(super) fn has_navigation(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let (nav, ncx) = (epub.nav(), epub.tree("OEBPS/toc.ncx").unwrap());
    let contents =
        of_class(nav.root(), "toc").find(|node| node.attribute("role") == Some("doc-toc") && is_labelled(*node));
    let entries: Vec<(String, String)> = contents.into_iter().flat_map(links).collect();
    let points: Vec<(String, String)> =
        ncx.descendants().filter(|node| node.tag_name().name() == "navPoint").map(point).collect();
    if entries.is_empty() || entries != points {
        found.push(format!("{} entries in the contents, {} in the NCX, or others", entries.len(), points.len()));
    }
    let depth =
        ncx.descendants().map(|node| node.ancestors().filter(|it| it.tag_name().name() == "navPoint").count()).max();
    let head = epub.text("OEBPS/toc.ncx");
    for piece in [
        format!("\"dtb:uid\" content=\"{}\"", epub.metadata.identifier),
        format!("\"dtb:depth\" content=\"{}\"", depth.unwrap_or(0)),
    ] {
        if !head.contains(&piece) {
            found.push(format!("the NCX lacks {piece}"));
        }
    }
    if !epub.text("OEBPS/content.opf").contains("<itemref idref=\"page-nav\"/>") {
        found.push("the contents are not in the spine".into());
    }
    let marks: Vec<&str> = nav
        .descendants()
        .filter(|node| node.tag_name().name() == "a")
        .filter_map(|node| node.attribute((OPS, "type")))
        .collect();
    let files = [("cover", "cover"), ("index", "keywords"), ("endnotes", "facts")];
    let of_files = files.into_iter().filter(|(_, file)| epub.has_place(&format!("{file}.xhtml"))).map(|(mark, _)| mark);
    let missing = ["toc", "bodymatter"].into_iter().chain(of_files).filter(|mark| !marks.contains(mark));
    found.extend(missing.map(|mark| format!("no landmark {mark}")));
    for (tag, list) in [("figcaption", "loi"), ("caption", "lot")] {
        let pages = epub.pages();
        let shown = pages
            .iter()
            .flat_map(|(_, page)| page.descendants().collect::<Vec<_>>())
            .filter(|node| node.tag_name().name() == tag)
            .count();
        let listed = of_class(nav.root(), list)
            .flat_map(links)
            .filter(|(href, _)| href.contains('#') && epub.has_place(href))
            .count();
        if shown != listed {
            found.push(format!("{shown} of {tag}, {listed} in {list}"));
        }
    }
    let is_han = |text: &str| text.chars().any(|letter| ('\u{4E00}'..'\u{A000}').contains(&letter));
    let lists = nav.descendants().filter(|node| node.tag_name().name() == "nav");
    let silent = lists.filter(|node| !is_labelled(*node) || node.attribute("aria-label").is_some_and(|it| !is_han(it)));
    found.extend(silent.map(|node| format!("a list without a Chinese name: {:?}", node.attribute("id"))));
    found
}

fn point(node: Node<'_, '_>) -> (String, String) {
    let child = |name: &str| node.children().find(|child| child.tag_name().name() == name);
    let src = child("content").and_then(|node| node.attribute("src")).unwrap_or_default();
    (src.to_owned(), child("navLabel").map(texts_of).unwrap_or_default())
}

/// 10. Each mark leads to a note in its own file and each note back to all its marks; claims and their notes likewise.
pub(super) fn has_notes(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let mut facts = Vec::new();
    for (file, page) in epub.pages() {
        for mark in of_class(page.root(), "noteref") {
            let href = mark.attribute("href").unwrap_or_default();
            if mark.attribute("role") != Some("doc-noteref") {
                found.push(format!("{file}: the mark of {href} has no role"));
            }
            if href.starts_with("facts.xhtml#") && epub.has_place(href) {
                facts.push(href.to_owned());
            } else if !is_note(&page, href, mark.attribute("id").unwrap_or_default()) {
                found.push(format!("{file}: the note {href}"));
            }
        }
        let notes = of_class(page.root(), "footnote").filter_map(|node| node.attribute("id"));
        let text = epub.text(&format!("OEBPS/{file}"));
        let lost = notes.filter(|id| !text.contains(&format!("href=\"#{id}\"")));
        found.extend(lost.map(|id| format!("{file}: no mark of {id}")));
    }
    let Some(appendix) = epub.tree("OEBPS/facts.xhtml") else { return found };
    if !of_class(appendix.root(), "endnotes").any(|node| node.attribute("role") == Some("doc-endnotes")) {
        found.push("the notes on facts are no endnotes".into());
    }
    let backs: Vec<Node<'_, '_>> =
        appendix.descendants().filter(|node| node.attribute("role") == Some("doc-backlink")).collect();
    for back in &backs {
        let href = back.attribute("href").unwrap_or_default();
        let entry = back.ancestors().find(|node| node.tag_name().name() == "li").and_then(|node| node.attribute("id"));
        let mark = format!("facts.xhtml#{}", entry.unwrap_or("?"));
        if !is_backlink(*back) || !epub.has_place(href) || !facts.contains(&mark) {
            found.push(format!("{mark} ↔ {href}"));
        }
    }
    facts.sort();
    facts.dedup();
    if backs.len() != facts.len() {
        found.push(format!("{} ways to the notes on facts, {} back", facts.len(), backs.len()));
    }
    found
}

/// Whether a note is there that leads back to its mark.
fn is_note(page: &Document<'_>, href: &str, mark: &str) -> bool {
    let id = href.strip_prefix('#').unwrap_or("?");
    let back = format!("#{mark}");
    page.descendants().filter(|node| node.attribute("id") == Some(id)).any(|node| {
        node.attribute((OPS, "type")) == Some("footnote")
            && node.attribute("role") == Some("doc-footnote")
            && node.descendants().any(|it| it.attribute("href") == Some(&back) && is_backlink(it))
    })
}

fn is_backlink(node: Node<'_, '_>) -> bool {
    node.attribute("role") == Some("doc-backlink") && is_labelled(node)
}

/// 11. Groups by their initials, in their order; each locator leads to its place, and shows the page where there are pages.
pub(super) fn has_index(epub: &Epub) -> Vec<String> {
    let Some(page) = epub.tree("OEBPS/keywords.xhtml") else { return Vec::new() };
    let mut found = Vec::new();
    if !of_class(page.root(), "index").any(|node| node.attribute("role") == Some("doc-index")) {
        found.push("no index".into());
    }
    let heads: Vec<String> = page.descendants().filter(|node| node.tag_name().name() == "h2").map(texts_of).collect();
    let is_initial = |head: &String| head.len() == 1 && head.as_bytes()[0].is_ascii_uppercase();
    if heads.is_empty() || !heads.iter().all(is_initial) || !heads.is_sorted() {
        found.push(format!("groups {heads:?}"));
    }
    let nav = epub.nav();
    let pages: Vec<String> = of_class(nav.root(), "page-list").flat_map(links).map(|(_, label)| label).collect();
    let locators: Vec<(String, String)> = of_class(page.root(), "index-locator").flat_map(links).collect();
    for (href, label) in &locators {
        if !href.contains("#term-") || !epub.has_place(href) || !pages.is_empty() && !pages.contains(label) {
            found.push(format!("{label} → {href}"));
        }
    }
    if locators.is_empty() || epub.text("OEBPS/content.opf").contains("properties=\"index\"") {
        found.push("no locators, or a property that costs a finding".into());
    }
    found
}
