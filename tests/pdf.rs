//! Tests of: pdf. Pages made by hand from the repository's fonts in; the file is opened again and held against the clauses of
//! ISO 32000-1, 19005-2 and 14289-1, and its text against the source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a failing test says where it failed"
)]

mod clauses;
mod collection;
mod column;
mod maker;
mod picture;
mod print;
mod profile;
mod reader;
mod readers;
mod reading;
mod sample;
mod text;

use std::path::Path;
use std::process::Command;

use banxin::diag::{Files, Sink};
use banxin::pipeline::{self, Request};
use banxin::project::Edition;
use lopdf::{Dictionary, Document, Object};

use maker::{Maker, PLAIN};
use reader::{Reader, code_width, text};

/// What a tool says about a file; `None` where it is not installed.
fn judged(tool: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).unwrap();
    let arguments =
        arguments.iter().map(|&argument| if argument == "FILE" { path.to_str().unwrap() } else { argument });
    let Ok(output) = Command::new(tool).args(arguments).output() else {
        eprintln!("skipped: {tool} is not installed");
        return None;
    };
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stdout));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Keeps a file to be looked at, where the environment names a folder for it.
fn keep(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("PDF_SAMPLES") {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
}

#[test]
fn the_file_is_sound() {
    let bytes = sample::full_book();
    keep("full.pdf", &bytes);
    assert!(bytes.starts_with(b"%PDF-1.7\n%"), "7.5.2: header");
    assert!(bytes[10..14].iter().all(|&byte| byte > 127), "19005-2 6.1.2: four bytes above 127");
    assert_eq!(bytes, sample::full_book(), "the same input gives the same bytes");
    let reader = Reader::open(&bytes);
    let trailer = &reader.document.trailer;
    let id = reader.array(trailer, "ID");
    assert!(id.len() == 2 && id[0].as_str().unwrap().len() == 16, "14.4: file identifier");
    assert!(trailer.get(b"Encrypt").is_err(), "19005-2 6.1.3: no encryption");
    let streams = reader.document.objects.values().filter_map(|object| object.as_stream().ok());
    let kept_bare: Vec<_> = streams
        .filter(|stream| stream.dict.get(b"Filter").is_err() && !stream.dict.has_type(b"ObjStm"))
        .map(|stream| stream.dict.has_type(b"Metadata"))
        .collect();
    assert_eq!(kept_bare, [true], "14.3.2: metadata alone is left as it is");
    if let Some(said) = judged("qpdf", &["--check", "FILE"], &bytes) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
}

#[test]
fn the_catalog_is_complete() {
    let reader = Reader::open(&sample::full_book());
    let catalog = reader.catalog();
    assert_eq!(text(reader.get(catalog, "Lang").unwrap()), "zh-Hans", "14289-1 7.2: language");
    let is_true = |dictionary: &Dictionary, key: &str| reader.get(dictionary, key).unwrap().as_bool().unwrap();
    assert!(is_true(reader.dict(catalog, "MarkInfo"), "Marked"), "14289-1 6.2: marked");
    assert!(is_true(reader.dict(catalog, "ViewerPreferences"), "DisplayDocTitle"), "14289-1 7.1: title is shown");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines", "7.7.2: a name");
    let intent = reader.array(catalog, "OutputIntents")[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1", "19005-2 6.2.3");
    let profile = reader.get(intent, "DestOutputProfile").unwrap().as_stream().unwrap();
    assert_eq!(&profile.decompressed_content().unwrap()[12..20], b"mntrRGB ", "19005-2 6.2.3: an RGB profile");
    let labels = reader.array(reader.dict(catalog, "PageLabels"), "Nums");
    let starts: Vec<i64> = labels.iter().step_by(2).map(|start| start.as_i64().unwrap()).collect();
    assert_eq!(starts, [0, 1], "12.4.2: a name, then ii and iii");
    let named = reader.array(reader.dict(reader.dict(catalog, "Names"), "Dests"), "Names");
    assert_eq!(named[0].as_str().unwrap(), b"one", "12.3.2.3: named places");
}

#[test]
fn the_metadata_says_what_the_publication_says() {
    let reader = Reader::open(&sample::full_book());
    let stream = reader.get(reader.catalog(), "Metadata").unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(stream.content.clone()).unwrap();
    let mut xml = quick_xml::Reader::from_str(&xmp);
    while !matches!(xml.read_event().expect("16684-1: well-formed"), quick_xml::events::Event::Eof) {}
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "版心 &amp; &lt;样张&gt;",
        "<rdf:li>曹雪芹</rdf:li><rdf:li>高鹗</rdf:li>",
        "<xmp:ModifyDate>2026-11-23T08:00:00Z</xmp:ModifyDate>",
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
    ] {
        assert!(xmp.contains(said), "{said}");
    }
    let info = reader.dict(&reader.document.trailer, "Info");
    assert_eq!(text(info.get(b"Title").unwrap()), "版心 & <样张>", "14.3.3: in step with dc:title");
    assert_eq!(info.get(b"ModDate").unwrap().as_str().unwrap(), b"D:20261123080000Z", "14.3.3");
    assert_eq!(text(info.get(b"Keywords").unwrap()), "天地", "14.3.3");
    assert!(xmp.contains("<dc:subject><rdf:Bag><rdf:li>天地</rdf:li></rdf:Bag></dc:subject>"));
    assert!(info.get(b"GTS_PDFXVersion").is_err(), "no PDF/X is claimed");
}

#[test]
fn fonts_are_embedded_and_exact() {
    let mut maker = Maker::new();
    maker.paragraph("中文，Latin 与 code", PLAIN);
    maker.paragraph("half", maker::Line { role: banxin::font::Role::MonoHalf, ..PLAIN });
    let node = maker.node(banxin::display::Structure::ROOT, banxin::display::Role::Code);
    let slot = maker.paged.structure.slot(node);
    let run = maker::glyphs("fn main", banxin::font::Role::MonoHalf, 0.0, 48.0, 300.0);
    maker.push(banxin::display::Tag::Slot(slot), banxin::display::ItemKind::Glyphs(run));
    let (bytes, _) = maker.write(&[]);
    keep("fonts.pdf", &bytes);
    let reader = Reader::open(&bytes);
    let fonts: Vec<&Dictionary> = reader
        .document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|font| font.has_type(b"Font") && font.has(b"ToUnicode"))
        .collect();
    let simple = fonts.iter().filter(|font| code_width(font) == 1).count();
    assert_eq!((fonts.len(), simple), (3, 1), "Song, Latin and half-width mono; Latin with one byte a code");
    for font in fonts {
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+', "9.6.4: subset tag");
        let is_simple = code_width(font) == 1;
        let cid = if is_simple { font } else { reader.array(font, "DescendantFonts")[0].as_dict().unwrap() };
        let descriptor = reader.dict(cid, "FontDescriptor");
        assert_eq!(cid.get(b"BaseFont").unwrap().as_name().unwrap(), name, "19005-2 6.2.11: one name");
        assert_eq!(descriptor.get(b"FontName").unwrap().as_name().unwrap(), name, "9.8.1");
        assert!(descriptor.get(b"CIDSet").is_err(), "19005-2 6.2.11.4.2: none is better than a wrong one");
        for key in ["Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"] {
            assert!(descriptor.get(key.as_bytes()).is_ok(), "9.8.1: /{key}");
        }
        program_is_exact(&reader, cid, descriptor);
    }
}

fn program_is_exact(reader: &Reader, cid: &Dictionary, descriptor: &Dictionary) {
    let is_cff = cid.get(b"Subtype").unwrap().as_name().unwrap() == b"CIDFontType0";
    let program = if is_cff { "FontFile3" } else { "FontFile2" };
    let program = reader.get(descriptor, program).expect("19005-2 6.2.11.4.1: embedded").as_stream().unwrap();
    let data = program.decompressed_content().unwrap();
    if is_cff {
        assert_eq!(program.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"CIDFontType0C", "9.9: bare CFF");
        assert_eq!(&data[..2], [1, 0], "a CFF header");
    } else {
        let is_simple = cid.get(b"Subtype").unwrap().as_name().unwrap() == b"TrueType";
        assert_eq!(
            is_simple,
            data.windows(4).take(64).any(|tag| tag == b"cmap"),
            "9.6.6.4: bytes go by the program's map"
        );
        if !is_simple {
            assert_eq!(cid.get(b"CIDToGIDMap").unwrap().as_name().unwrap(), b"Identity", "19005-2 6.2.11.3.2");
        }
        assert_eq!(program.dict.get(b"Length1").unwrap().as_i64().unwrap(), data.len() as i64, "9.9");
        assert_eq!(&data[..4], [0, 1, 0, 0], "a TrueType font");
    }
    assert!(data.len() < 20_000, "a subset: {}", data.len());
}

#[test]
fn the_structure_is_whole() {
    let reader = Reader::open(&sample::full_book());
    let root = reader.dict(reader.catalog(), "StructTreeRoot");
    let parents = reader.parents();
    for (at, page) in reader.pages().into_iter().enumerate() {
        let dictionary = reader.page(page);
        assert_eq!(dictionary.get(b"Tabs").unwrap().as_name().unwrap(), b"S", "14289-1 7.18.3");
        assert_eq!(dictionary.get(b"StructParents").unwrap().as_i64().unwrap(), at as i64, "14.7.4.4");
        let owners = parents[&(at as i64)].as_array().unwrap();
        let marks = reader.marked_text(page).into_keys().filter(|&number| number >= 0).count();
        let pictures = reader.content(page).operations.iter().filter(|operation| operation.operator == "Do").count();
        assert_eq!(owners.len(), marks + pictures, "14.7.4.4: an owner for every mark");
    }
    let figure = reader.elements("Figure")[0];
    assert_eq!(text(figure.get(b"Alt").unwrap()), "渐变的方块", "14289-1 7.3: figures have Alt");
    assert!(reader.dict(figure, "A").has(b"BBox"), "14.8.5.4.3: figures have a box");
    let head = reader.elements("TH")[0];
    assert_eq!(reader.dict(head, "A").get(b"Scope").unwrap().as_name().unwrap(), b"Column", "14289-1 7.5");
    let note = reader.elements("Note")[0];
    let ids = reader.array(reader.dict(root, "IDTree"), "Names");
    assert_eq!(ids[0], note.get(b"ID").unwrap(), "14289-1 7.9: notes have an ID, and the tree knows it");
    let numbering = reader.dict(reader.elements("L")[0], "A").get(b"ListNumbering").unwrap();
    assert_eq!(numbering.as_name().unwrap(), b"Decimal", "14.8.5.5");
    assert_eq!(reader.dict(root, "RoleMap").get(b"Em").unwrap().as_name().unwrap(), b"Span", "14289-1 7.1: role map");
    let expected = "第一章 使用Rust编写图一 方块名数甲1 1.列表的第一项。请见维基上文着重的话①注文在此。这一段从本页开始，到下一页才完。";
    assert_eq!(reader.text().replace(' ', ""), expected.replace(' ', ""), "14.8.2.3: reading order");
}

#[test]
fn links_belong_to_the_structure() {
    let reader = Reader::open(&sample::full_book());
    let parents = reader.parents();
    let links = reader.array(reader.page(reader.pages()[1]), "Annots");
    assert_eq!(links.len(), 2);
    for link in links {
        let link = link.as_dict().unwrap();
        assert_eq!(link.get(b"F").unwrap().as_i64().unwrap(), 4, "19005-2 6.3.2: printed");
        assert!(!text(link.get(b"Contents").unwrap()).is_empty(), "14289-1 7.18.5: described");
        assert!(!link.has(b"C"), "no colour around it");
        let key = link.get(b"StructParent").unwrap().as_i64().unwrap();
        let owner = parents[&key].as_dict().unwrap();
        assert_eq!(owner.get(b"S").unwrap().as_name().unwrap(), b"Link", "14289-1 7.18.5: inside a Link");
        let kids = reader.array(owner, "K");
        assert!(kids.iter().any(|kid| kid.as_dict().is_ok_and(|kid| kid.has_type(b"OBJR"))), "14.7.4.3: OBJR");
        let rect: Vec<f32> = reader.array(link, "Rect").iter().map(|side| side.as_float().unwrap()).collect();
        assert!(rect[0] < rect[2] && rect[1] < rect[3] && rect[3] < 595.3, "7.9.5: {rect:?}");
        let action = reader.dict(link, "A");
        match action.get(b"S").unwrap().as_name().unwrap() {
            b"URI" => {
                let address = action.get(b"URI").unwrap().as_str().unwrap();
                assert_eq!(address, b"https://zh.wikipedia.org/wiki/%E7%89%88%E5%BF%83?a=b%20c", "12.6.4.7: ASCII");
            }
            b"GoTo" => {
                let place = reader.array(action, "D");
                assert_eq!(place[1].as_name().unwrap(), b"XYZ", "12.3.2.2: a place, not a page");
                assert!(place[3].as_float().unwrap() > 500.0 && *place[4] == Object::Null);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_outline_nests() {
    let reader = Reader::open(&sample::full_book());
    let outline = reader.dict(reader.catalog(), "Outlines");
    assert_eq!(outline.get(b"Count").unwrap().as_i64().unwrap(), 2, "12.3.3: entries that are seen");
    let first = reader.dict(outline, "First");
    let inner = reader.dict(first, "First");
    assert_eq!(text(inner.get(b"Title").unwrap()), "第一节");
    assert_eq!(text(reader.dict(first, "Next").get(b"Title").unwrap()), "第二章");
    assert!(!inner.has(b"Next") && !inner.has(b"Prev"));
    assert_eq!(reader.array(first, "Dest")[1].as_name().unwrap(), b"XYZ", "12.3.2.2");
}

#[test]
fn transparency_has_a_space_to_blend_in() {
    let reader = Reader::open(&sample::full_book());
    for page in reader.pages() {
        let page = reader.page(page);
        let states = reader.get(reader.dict(page, "Resources"), "ExtGState");
        let pictures = reader.get(reader.dict(page, "Resources"), "XObject");
        let is_transparent = states.is_some() || pictures.is_some();
        assert_eq!(page.has(b"Group"), is_transparent, "19005-2 6.2.10");
    }
}

#[test]
fn addresses_are_printed_as_notes_where_the_book_says_so() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("articles")).unwrap();
    std::fs::write(dir.path().join("articles/a.md"), "# 题\n\n见[书](https://a.example/b)。\n").unwrap();
    let links = |more: &str| {
        std::fs::write(dir.path().join("book.toml"), format!("[book]\ntitle = \"书\"\n[pdf]\ncover = false\n{more}"))
            .unwrap();
        let request = Request {
            dir: dir.path().to_owned(),
            editions: Some(vec![Edition::Pdf]),
            source_date: None,
            fonts: None,
            jobs: 1,
        };
        let made = pipeline::build(&request, &mut Files::default(), &mut Sink::default()).unwrap();
        let document = Document::load_mem(&made[0].bytes).unwrap();
        let actions =
            document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok());
        actions.filter(|action| action.has(b"URI")).count()
    };
    assert_eq!((links(""), links("links = \"urls-as-notes\"\n")), (1, 2), "the words, and the address at the foot");
}
