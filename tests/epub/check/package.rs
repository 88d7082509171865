//! Requirements 5 to 7 and 13 to 15: what the package says, and what pages say of themselves.

use usvg::roxmltree::Node;

use super::edition::{Epub, OPS, XML, own, texts_of};

/// 5. Languages everywhere, titles that are the real headings, foreign words with their own language.
pub(super) fn has_languages(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let package = epub.package();
    if package.root_element().attribute((XML, "lang")) != Some(epub.metadata.language.as_str()) {
        found.push("the package has no language".into());
    }
    for (file, page) in epub.pages() {
        let root = page.root_element();
        let languages = [own(root, "lang"), root.attribute((XML, "lang"))];
        if languages != [Some(epub.metadata.language.as_str()); 2] {
            found.push(format!("{file}: {languages:?}"));
        }
        let title = page.descendants().find(|node| node.tag_name().name() == "title").map(texts_of).unwrap_or_default();
        let heading = page.descendants().find(|node| ["h1", "h2"].contains(&node.tag_name().name()));
        let heading = heading.map_or_else(|| title.clone(), words_of_heading);
        if title.trim().is_empty() || title.contains(".xhtml") || heading != title {
            found.push(format!("{file}: title `{title}`, heading `{heading}`"));
        }
        let hebrew = |letter: char| ('\u{590}'..='\u{5FF}').contains(&letter);
        for text in
            page.descendants().filter(|node| node.is_text() && node.text().is_some_and(|it| it.contains(hebrew)))
        {
            let around = text.ancestors().find_map(|node| node.attribute("lang"));
            let turned = text.ancestors().find_map(|node| node.attribute("dir"));
            if (around, turned) != (Some("he"), Some("rtl")) {
                found.push(format!("{file}: Hebrew in {around:?}"));
            }
        }
    }
    found
}

/// A heading without its number and notes.
fn words_of_heading(node: Node<'_, '_>) -> String {
    let is_left_out = |node: Node<'_, '_>| {
        node.attribute("class").is_some_and(|class| ["number", "noteref", "factref"].contains(&class))
            || ["rt", "rp"].contains(&node.tag_name().name())
    };
    let texts = node.descendants().filter(|text| text.is_text() && !text.ancestors().any(is_left_out));
    texts.filter_map(|text| text.text()).collect::<String>().trim_matches([' ', '\u{3000}', '\u{2060}']).to_owned()
}

/// 6. Everything that the manifest says of the book, in the words of the standard.
pub(super) fn has_metadata(epub: &Epub) -> Vec<String> {
    let (package, says) = (epub.package(), &epub.metadata);
    let mut found = Vec::new();
    let of = |name: &str| -> Vec<(String, String)> {
        let of = package.descendants().filter(|node| node.tag_name().name() == name);
        of.map(|node| (texts_of(node), node.attribute("id").unwrap_or_default().to_owned())).collect()
    };
    let refined = |id: &str, property: &str| -> Option<String> {
        let mut metas = package.descendants().filter(|node| node.attribute("property") == Some(property));
        metas.find(|node| node.attribute("refines") == Some(&format!("#{id}"))).map(texts_of)
    };
    let mut owed: Vec<(&str, String)> = vec![("title", says.title.clone())];
    owed.extend(says.subtitle.iter().map(|it| ("title", it.clone())));
    owed.extend(says.publisher.iter().map(|it| ("publisher", it.clone())));
    owed.extend(says.date.iter().map(|it| ("date", it.clone())));
    owed.extend(says.rights.iter().map(|it| ("rights", it.clone())));
    owed.extend(says.description.iter().map(|it| ("description", it.clone())));
    owed.extend(
        says.isbn.iter().filter(|(of, _)| of == "epub").map(|(_, it)| ("identifier", format!("urn:isbn:{it}"))),
    );
    let missing = owed.into_iter().filter(|(name, text)| !of(name).iter().any(|(it, _)| it == text));
    found.extend(missing.map(|(name, text)| format!("dc:{name} {text}")));
    for ((text, id), kind) in of("title").into_iter().zip(["main", "subtitle"]) {
        if refined(&id, "title-type").as_deref() != Some(kind) {
            found.push(format!("{text} is no {kind} title"));
        }
    }
    let people: Vec<(String, String)> = of("creator").into_iter().chain(of("contributor")).collect();
    for person in &says.contributors {
        let id = people.iter().find(|(name, _)| *name == person.name).map_or("", |(_, id)| id);
        let filed = refined(id, "file-as").unwrap_or_default();
        if refined(id, "role").as_deref() != Some(&person.role) || filed.is_empty() || !filed.is_ascii() {
            found.push(format!("{}: role, or filed as `{filed}`", person.name));
        }
    }
    if let Some(series) = &says.series {
        let id = refined("series", "group-position");
        if !epub.properties("belongs-to-collection").contains(&series.title) || id != series.position {
            found.push("no series".into());
        }
    }
    found
}

/// 7. Accessibility is described; conformance is claimed only where somebody has evaluated the book.
pub(super) fn is_accessible(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    for name in
        ["accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"]
    {
        let values = epub.properties(&format!("schema:{name}"));
        if values.is_empty() || values.iter().any(|value| value.trim().is_empty()) {
            found.push(format!("no {name}"));
        }
    }
    let opf = epub.text("OEBPS/content.opf");
    if opf.contains("conformsTo") != opf.contains("certifiedBy") || opf.contains("WCAG 2.2") {
        found.push("it claims what nobody has evaluated".into());
    }
    let has = |feature: &str| epub.properties("schema:accessibilityFeature").iter().any(|it| it == feature);
    let text: String = epub.pages().iter().map(|(file, _)| epub.text(&format!("OEBPS/{file}"))).collect();
    for (feature, mark) in [
        ("MathML", "<math"),
        ("rubyAnnotations", "<ruby"),
        ("index", "doc-index"),
        ("pageBreakMarkers", "doc-pagebreak"),
    ] {
        if has(feature) != text.contains(mark) {
            found.push(format!("{feature} is said, or {mark} is there, alone"));
        }
    }
    found
}

/// 13. A vertical book: its direction, its writing mode under every name, pictures that fit, and a way back.
pub(super) fn is_vertical(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let opf = epub.text("OEBPS/content.opf");
    let direction = if epub.is_vertical { "rtl" } else { "ltr" };
    if !opf.contains(&format!("page-progression-direction=\"{direction}\"")) {
        found.push(format!("the spine doesn't run {direction}"));
    }
    if !epub.is_vertical {
        return found;
    }
    if !opf.contains("<meta name=\"primary-writing-mode\" content=\"vertical-rl\"/>") {
        found.push("no primary-writing-mode".into());
    }
    let sheet = epub.text("OEBPS/vertical.css");
    let html = sheet.lines().find(|line| line.starts_with("html {")).unwrap_or_default();
    for property in ["-epub-writing-mode:", "-webkit-writing-mode:", " writing-mode:"] {
        if !html.contains(&format!("{property} vertical-rl")) {
            found.push(format!("no{property}"));
        }
    }
    if !sheet.contains("img, svg, figure img { max-width: 90vw; max-height: 85vh; }") {
        found.push("pictures may pass the screen".into());
    }
    for (file, page) in epub.pages() {
        let sheets: Vec<_> = page
            .descendants()
            .filter(|node| node.tag_name().name() == "link")
            .map(|node| (node.attribute("rel").unwrap_or_default(), node.attribute("href").unwrap_or_default()))
            .collect();
        let owed = [("stylesheet", "vertical.css"), ("alternate stylesheet", "horizontal.css")];
        if owed.iter().any(|sheet| !sheets.contains(sheet)) {
            found.push(format!("{file}: {sheets:?}"));
        }
    }
    found
}

/// 14. A cover of 1600 by 2560 pixels in three colours, with a page that says what is on it; no page for Kindle.
pub(super) fn has_cover(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let opf = epub.text("OEBPS/content.opf");
    for piece in ["properties=\"cover-image\"", "<meta name=\"cover\" content=\"cover-image\"/>"] {
        if !opf.contains(piece) {
            found.push(format!("no {piece}"));
        }
    }
    let bytes = epub.entries.iter().find(|entry| entry.path == "OEBPS/images/cover.jpg").map(|entry| &entry.bytes[..]);
    match bytes.map(|bytes| image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg)) {
        Some(Ok(cover)) if (cover.width(), cover.height()) == (1600, 2560) && cover.color().channel_count() == 3 => {}
        _ => found.push("the cover is no RGB picture of 1600 by 2560 pixels".into()),
    }
    match (epub.tree("OEBPS/cover.xhtml"), epub.is_kindle) {
        (Some(_), true) => found.push("Kindle has a page for the cover".into()),
        (None, false) => found.push("no page for the cover".into()),
        (Some(page), false) => {
            let picture = page.descendants().find(|node| node.tag_name().name() == "img");
            if picture.and_then(|node| node.attribute("alt")).is_none_or(str::is_empty) {
                found.push("nothing says what is on the cover".into());
            }
        }
        (None, true) => {}
    }
    found
}

/// 15. Words for every picture; what a page has beside plain XHTML is declared, and nothing else is.
pub(super) fn has_words_for_pictures(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let package = epub.package();
    for (file, page) in epub.pages() {
        let is = |name: &str| page.descendants().any(|node| node.tag_name().name() == name);
        for picture in page.descendants().filter(|node| ["img", "math"].contains(&node.tag_name().name())) {
            let words = if picture.tag_name().name() == "img" { "alt" } else { "alttext" };
            // A still stands beside its title: that one has no words of its own.
            let is_beside = picture.attribute("src").is_some()
                && picture.ancestors().any(|node| {
                    node.attribute("class").is_some_and(|class| ["card", "media"].contains(&class))
                        || node.attribute((OPS, "type")) == Some("noteref")
                });
            if picture.attribute(words).is_none_or(|words| words.is_empty() && !is_beside) {
                found.push(format!("{file}: a picture without words"));
            }
        }
        let is_script = |node: Node<'_, '_>| {
            node.tag_name().name() == "script" && node.attribute("type") != Some("application/ld+json")
                || node.attributes().any(|attribute| attribute.name().starts_with("on"))
        };
        let is_remote = |node: Node<'_, '_>| node.attribute("src").is_some_and(|src| src.contains("://"));
        let item = package.descendants().find(|node| node.attribute("href") == Some(file));
        let declared: Vec<&str> =
            item.and_then(|node| node.attribute("properties")).unwrap_or_default().split(' ').collect();
        let has = [
            ("mathml", is("math")),
            ("svg", is("svg")),
            ("scripted", page.descendants().any(is_script)),
            ("remote-resources", page.descendants().any(is_remote)),
        ];
        let wrong = has.into_iter().filter(|(property, has)| declared.contains(property) != *has);
        found.extend(wrong.map(|(property, _)| format!("{file}: {property}")));
    }
    found
}
