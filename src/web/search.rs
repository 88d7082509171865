//! The words that the search looks through. In: pages by section. Out: a script that holds them as data, so that it works from any
//! server and from a folder on disk, where browsers let no page read another file.

use super::Page;
use super::shell;

/// Pages that only lead to other pages: what they name is found where it stands.
const LISTS: [&str; 3] = ["contents", "title-page", "index"];

/// The words of all pages: for each section its address, the page's title, the section's, and its words.
pub(super) fn words(pages: &[Page<'_>]) -> String {
    let mut rows = Vec::new();
    for (page, fragment) in pages.iter().filter(|(page, _)| !LISTS.contains(&page.kind)) {
        let path = shell::path(page);
        for section in &fragment.sections {
            let (title, text) = (section.title.trim(), section.text.trim());
            if title.is_empty() && text.is_empty() {
                continue;
            }
            let address = if section.id.is_empty() { path.clone() } else { format!("{path}#{}", section.id) };
            let title = if title == page.title.trim() { "" } else { title };
            rows.push(serde_json::json!([address, page.title, title, text]).to_string());
        }
    }
    format!("window.banxinWords = [\n{}\n];\n", rows.join(",\n"))
}
