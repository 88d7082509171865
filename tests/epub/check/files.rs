//! Requirements 12 and 16 to 18: fonts, style sheets, sizes, data.

use std::collections::BTreeSet;

use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::edition::{Epub, texts_of};

/// The letters of all pages that can be read.
fn letters(epub: &Epub) -> BTreeSet<char> {
    let pages = epub.pages();
    let texts = pages.iter().flat_map(|(_, page)| page.descendants().find(|node| node.tag_name().name() == "body"));
    texts.flat_map(|node| texts_of(node).chars().collect::<Vec<_>>()).collect()
}

/// 12. Fonts of the book's letters and no others, as TrueType, with what vertical lines need and without `locl`.
pub(super) fn has_fonts(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let owed = letters(epub);
    let mut set = BTreeSet::new();
    let sheet = epub.text("OEBPS/stylesheet.css");
    for entry in epub.entries.iter().filter(|entry| entry.path.starts_with("OEBPS/fonts/")) {
        let name = entry.path.trim_start_matches("OEBPS/");
        let Ok(font) = FontRef::new(&entry.bytes) else {
            found.push(format!("{name} is no TrueType or OpenType"));
            continue;
        };
        if !sheet.contains(&format!("src: url(\"{name}\")")) {
            found.push(format!("the style sheet doesn't name {name}"));
        }
        let own: BTreeSet<char> = font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect();
        let spare = own.iter().filter(|letter| is_han(**letter) && !owed.contains(letter)).count();
        if spare > 0 {
            found.push(format!("{name} has {spare} letters that the book hasn't"));
        }
        set.extend(own);
        let features: Vec<_> =
            font.gsub().into_iter().filter_map(|gsub| gsub.feature_list().ok()).flat_map(|list| tags(&list)).collect();
        if features.iter().any(|tag| tag == "locl") {
            found.push(format!("{name} chooses letters by language"));
        }
        if epub.is_vertical && name.ends_with("/song.ttf") && !features.iter().any(|tag| tag == "vert") {
            found.push(format!("{name} has no vertical forms"));
        }
    }
    let bare = owed.iter().filter(|letter| is_han(**letter) && !set.contains(letter));
    found.extend(bare.map(|letter| format!("no font has {letter}")));
    found
}

fn tags(list: &skrifa::raw::tables::layout::FeatureList<'_>) -> Vec<String> {
    list.feature_records().iter().map(|record| record.feature_tag().to_string()).collect()
}

fn is_han(letter: char) -> bool {
    ('\u{4E00}'..'\u{A000}').contains(&letter)
}

/// 16. What few readers know is asked for first; what a Chinese line needs is said to all.
pub(super) fn is_enhanced(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let sheet = epub.text("OEBPS/stylesheet.css");
    let plain: Vec<&str> = sheet.lines().filter(|line| !line.starts_with("@supports")).collect();
    for (property, value) in
        [("text-spacing-trim", "normal"), ("text-autospace", "normal"), ("hanging-punctuation", "allow-end")]
    {
        if plain.iter().any(|line| line.contains(&format!("{property}:"))) {
            found.push(format!("{property} is said to all"));
        }
        if !sheet.contains(&format!("@supports ({property}: {value}) {{ html {{ {property}: {value}; }} }}")) {
            found.push(format!("{property} is not asked for"));
        }
    }
    for piece in ["line-break: strict", "text-emphasis-position: under right"] {
        if !plain.iter().any(|line| line.trim_start().starts_with(piece)) {
            found.push(format!("no {piece}"));
        }
    }
    found
}

/// 17. Pictures of at most 5.6 million pixels in three colours, pages of at most 300 KB.
pub(super) fn is_small(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    for entry in &epub.entries {
        let (path, length) = (&entry.path, entry.bytes.len());
        if path.ends_with(".xhtml") && length > 300_000 {
            found.push(format!("{path}: {length} bytes"));
        }
        if ![".png", ".jpg", ".gif"].iter().any(|end| path.ends_with(end)) {
            continue;
        }
        let reader = image::ImageReader::new(std::io::Cursor::new(&entry.bytes)).with_guessed_format().unwrap();
        let is_cover = path.ends_with("images/cover.jpg");
        match reader.into_dimensions() {
            Ok((width, height)) if !is_cover && u64::from(width) * u64::from(height) > 5_600_000 => {
                found.push(format!("{path}: {width} by {height} pixels"));
            }
            Ok(_) if path.ends_with(".jpg") && !matches!(components(&entry.bytes), Some(1 | 3)) => {
                found.push(format!("{path} is not for a screen"));
            }
            Ok(_) => {}
            Err(error) => found.push(format!("{path}: {error}")),
        }
    }
    found
}

/// How many colours a JPEG has: its frame header says.
fn components(jpeg: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [0xFF, kind, high, low] = *jpeg.get(at..at + 4)? else { return None };
        if matches!(kind, 0xC0..=0xC2) {
            return jpeg.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// 18. Claims that were checked are data that programs read, and no script; Kindle has none.
pub(super) fn has_data(epub: &Epub) -> Vec<String> {
    let mut found = Vec::new();
    let mut blocks = Vec::new();
    for (file, page) in epub.pages() {
        for node in page.descendants().filter(|node| node.tag_name().name() == "script") {
            if node.attribute("type") != Some("application/ld+json") {
                found.push(format!("{file}: a script that runs"));
            }
            blocks.push(texts_of(node));
        }
    }
    if epub.is_kindle != blocks.is_empty() {
        found.push(format!("{} blocks of data", blocks.len()));
    }
    for block in blocks {
        let Ok(data) = serde_json::from_str::<serde_json::Value>(&block) else {
            found.push("data that can't be read".into());
            continue;
        };
        let list = data.get("@graph").and_then(|graph| graph.as_array()).cloned().unwrap_or_else(|| vec![data.clone()]);
        let is_review = |item: &serde_json::Value| item["@type"] == "ClaimReview" && item["claimReviewed"].is_string();
        if data["@context"] != "https://schema.org" || !list.iter().all(is_review) {
            found.push(format!("no reviews of claims: {block}"));
        }
    }
    found
}
