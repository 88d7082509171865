//! Tests of: web. The site of a book with everything in it: its links lead somewhere, it asks for nothing from elsewhere, and its
//! search has the words. `scripts/judge_web.mjs` looks at it in a browser.

use std::collections::{BTreeMap, BTreeSet};

use banxin::diag::Sink;
use banxin::epub;
use banxin::web::{Input, write};

use crate::epub::sample;

fn site(address: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let (metadata, book, assets) = (sample::metadata(), sample::book(), sample::assets());
    let mut sink = Sink::default();
    let rendition = epub::render(&epub::Input::new(&metadata, &book, &assets), &mut sink).unwrap();
    let pictures = [("images/cover.jpg".to_owned(), vec![1, 2, 3])];
    let input = Input { metadata: &metadata, rendition: &rendition, address, pictures: &pictures };
    let files = write(&input, &mut sink).unwrap();
    assert!(sink.findings().is_empty(), "{:?}", sink.findings());
    files.into_iter().collect()
}

fn text<'a>(site: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&site[path]).unwrap()
}

/// The values of an attribute in a page.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening).filter_map(|(at, _)| html[at + opening.len()..].split('"').next()).collect()
}

#[test]
fn every_link_of_a_site_leads_somewhere() {
    let site = site(None);
    let pages: Vec<&String> = site.keys().filter(|path| path.ends_with(".html")).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|path| (path.as_str(), values(text(&site, path), "id").into_iter().collect())).collect();
    let mut followed = 0;
    for path in pages {
        let html = text(&site, path);
        for address in values(html, "href").into_iter().chain(values(html, "src")) {
            if address.contains("://") || address.starts_with("mailto:") {
                continue;
            }
            let (file, id) = address.split_once('#').unwrap_or((address, ""));
            let file = if file.is_empty() { path.as_str() } else { file };
            assert!(site.contains_key(file), "{path}: {address}");
            assert!(id.is_empty() || ids[file].contains(id), "{path}: {address}");
            followed += 1;
        }
    }
    assert!(followed > 80, "{followed}");
}

#[test]
fn nothing_is_fetched_from_elsewhere_and_nothing_of_epub_is_left() {
    for (path, bytes) in site(None) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        assert!(!values(&text, "src").iter().any(|address| address.contains("://")), "{path}");
        assert!(!text.contains("@import") && !text.contains("url(\"http"), "{path}");
        if path.ends_with(".html") {
            assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"), "{path}");
            assert!(!text.contains("epub:") && !text.contains(".xhtml") && !text.contains("xmlns"), "{path}");
            assert!(text.contains("<meta name=\"viewport\""), "{path}");
        }
    }
}

#[test]
fn the_first_page_shows_the_book_and_the_pages_follow_one_another() {
    let site = site(Some("https://example.org/b/"));
    let first = text(&site, "index.html");
    assert!(first.contains("<img class=\"cover\" src=\"images/cover.jpg\""), "{first}");
    assert!(first.contains("<link rel=\"canonical\" href=\"https://example.org/b/\">"), "{first}");
    // Along the links to the next page one comes to every page but the search.
    let (mut path, mut seen) = ("index.html".to_owned(), Vec::new());
    loop {
        seen.push(path.clone());
        let html = text(&site, &path);
        let Some(next) = html.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            break;
        };
        path = next.to_owned();
    }
    let unique: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(
        (unique.len(), seen.len() + 1),
        (seen.len(), site.keys().filter(|path| path.ends_with(".html")).count())
    );
    let map = text(&site, "sitemap.xml");
    assert!(seen[1..].iter().all(|path| map.contains(&format!("<loc>https://example.org/b/{path}</loc>"))), "{map}");
}

#[test]
fn the_search_has_the_words_of_every_section_once() {
    let site = site(None);
    let script = text(&site, "search-words.js");
    let rows: Vec<[String; 4]> =
        serde_json::from_str(script.trim().trim_start_matches("window.banxinWords = ").trim_end_matches(';')).unwrap();
    assert!(rows.len() > 4, "{rows:?}");
    for [address, page, ..] in &rows {
        assert!(site.contains_key(address.split('#').next().unwrap()), "{address}");
        assert!(!page.is_empty());
    }
    let addresses: BTreeSet<&String> = rows.iter().map(|[address, ..]| address).collect();
    assert_eq!(addresses.len(), rows.len(), "each section has one address");
}

#[test]
fn the_same_book_gives_the_same_site() {
    assert_eq!(site(None), site(None));
}

#[test]
fn checked_claims_are_data_for_programs() {
    let site = site(None);
    let facts = text(&site, "facts.html");
    let (_, data) = facts.split_once("<script type=\"application/ld+json\">").unwrap();
    let data: serde_json::Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let reviews = data["@graph"].as_array().unwrap();
    assert_eq!(reviews.len(), 1);
    assert_eq!(reviews[0]["@type"], "ClaimReview");
    assert_eq!(reviews[0]["reviewRating"]["ratingValue"], 5);
}
