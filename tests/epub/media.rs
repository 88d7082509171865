//! Films and recordings: a card or the film itself in the EPUB, a still picture and a square code on paper.

use std::io::Cursor;
use std::path::Path;

use banxin::display::ItemKind;
use banxin::project::{Edition, EpubProfile};

use super::archive::Archive;
use super::paging::{epub, pages_of};
use super::{fonts, has};
use crate::cli::Place;

/// The head of an MPEG-4 file.
const FILM: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";

fn book(media: &str) -> Place {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let manifest = format!("[book]\ntitle = \"书\"\n[fonts]\ndir = {fonts:?}\n");
    let article = format!("---\ntitle: 甲\nmedia:\n  - {media}\n---\n\n正文。\n");
    let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", &article)]);
    let mut still = Vec::new();
    let pixels = image::RgbImage::from_pixel(64, 36, image::Rgb([120, 30, 30]));
    pixels.write_to(&mut Cursor::new(&mut still), image::ImageFormat::Png).unwrap();
    std::fs::write(place.path().join("articles/still.png"), still).unwrap();
    std::fs::write(place.path().join("articles/film.mp4"), FILM).unwrap();
    std::fs::write(place.path().join("articles/none.mp4"), b"not a film").unwrap();
    place
}

const LINKED: &str = "{kind: video, title: 一段视频, url: \"https://example.org/v\", poster: still.png}";
const LOCAL: &str = "{kind: video, title: 一段视频, url: \"https://example.org/v\", poster: still.png, file: film.mp4}";

fn archive(media: &str, profile: EpubProfile) -> Archive {
    Archive::read(&epub(book(media).path(), &[Edition::Epub(profile)]))
}

#[test]
fn a_film_elsewhere_is_a_card_with_its_still() {
    let archive = archive(LINKED, EpubProfile::Standard);
    let card = "<img src=\"images/picture-1.png\" alt=\"\"/><span class=\"kind\">视频</span> <a href=\"https://example.org/v\">一段视频</a>";
    has(&archive, "OEBPS/article-a.xhtml", &[card]);
    assert!(!archive.text("OEBPS/article-a.xhtml").contains("<video"));
}

#[test]
fn a_small_film_comes_along_with_its_card_for_readers_that_play_none() {
    let archive = archive(LOCAL, EpubProfile::Standard);
    has(
        &archive,
        "OEBPS/article-a.xhtml",
        &[
            "<video controls=\"controls\" preload=\"none\" src=\"media/recording-1.mp4\" poster=\"images/picture-1.png\" aria-label=\"一段视频\"><span class=\"card\">",
            "一段视频</a></span></video>",
        ],
    );
    has(&archive, "OEBPS/content.opf", &["href=\"media/recording-1.mp4\" media-type=\"video/mp4\""]);
    assert_eq!(archive.bytes("OEBPS/media/recording-1.mp4"), FILM);
    assert_eq!(archive.unresolved(), Vec::<String>::new());
    let kindle = super::media::archive(LOCAL, EpubProfile::Kindle);
    assert!(!kindle.text("OEBPS/article-a.xhtml").contains("<video"));
    assert!(!kindle.order.iter().any(|path| path.contains("recording")));
}

#[test]
fn what_is_no_film_stays_out() {
    let archive = archive("{kind: video, title: 坏, file: none.mp4}", EpubProfile::Standard);
    assert!(!archive.order.iter().any(|path| path.contains("recording")));
    has(&archive, "OEBPS/article-a.xhtml", &["<span class=\"title\">坏</span>"]);
}

#[test]
fn on_paper_a_film_is_its_still_and_a_code() {
    let paged = pages_of(book(LINKED).path(), fonts());
    let items: Vec<_> = paged.pages.iter().flat_map(|page| &page.items).collect();
    assert!(items.iter().any(|item| matches!(item.kind, ItemKind::Picture { .. })));
    let is_code = |item: &ItemKind| matches!(item, ItemKind::Path(path) if path.segments.len() > 500);
    assert!(items.iter().any(|item| is_code(&item.kind)));
    let paged = pages_of(book("{kind: video, title: 无址}").path(), fonts());
    assert!(!paged.pages.iter().flat_map(|page| &page.items).any(|item| is_code(&item.kind)));
}
