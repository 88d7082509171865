//! Faces of a TrueType collection (OpenType, "Font collections"): two files in one, and a book set with both of its faces.

use std::fs;
use std::path::Path;

use banxin::diag::{Files, Sink};
use banxin::pipeline::{self, Request};
use banxin::project::Edition;

use super::reader::Reader;

/// Font files as one collection: each directory of tables after the others, its offsets counted from the collection's start.
fn collection(fonts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"ttcf\0\x01\0\0".to_vec();
    out.extend((fonts.len() as u32).to_be_bytes());
    let mut start = out.len() + 4 * fonts.len();
    for font in fonts {
        out.extend((start as u32).to_be_bytes());
        start += font.len();
    }
    for font in fonts {
        let (start, mut font) = (out.len() as u32, font.clone());
        let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
        for at in (0..tables).map(|table| 12 + 16 * table + 8) {
            let offset = u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) + start;
            font[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        out.extend(font);
    }
    out
}

#[test]
fn faces_of_a_collection_are_embedded_each_by_itself() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let files = ["SourceSerif4_400Regular.ttf", "NotoSansSC-Regular.core.ttf"];
    let pair = collection(&files.map(|file| fs::read(own.join(file)).unwrap()));
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| fs::write(dir.path().join(path), bytes).unwrap();
    fs::create_dir(dir.path().join("fonts")).unwrap();
    fs::create_dir(dir.path().join("articles")).unwrap();
    write("fonts/pair.ttc", &pair);
    write("fonts/fonts.toml", b"[song]\nfile = \"pair.ttc\"\nindex = 1\n[latin]\nfile = \"pair.ttc\"\nindex = 0\n");
    write("book.toml", "[book]\ntitle = \"书\"\n[pdf]\ncover = false\n".as_bytes());
    write("articles/a.md", "# 题\n\n中文与 Latin 同在一个文件里。\n".as_bytes());
    let editions = Some(vec![Edition::Pdf]);
    let fonts = Some(dir.path().join("fonts"));
    let request = Request { dir: dir.path().to_owned(), editions, source_date: None, fonts, jobs: 1 };
    let mut sink = Sink::default();
    let made = pipeline::build(&request, &mut Files::default(), &mut sink);
    let made = made.unwrap_or_else(|| panic!("{:?}", sink.findings()));
    let reader = Reader::open(&made[0].bytes);
    let fonts = reader.document.objects.values().filter_map(|object| object.as_dict().ok());
    let fonts: Vec<String> = fonts
        .filter(|font| font.has_type(b"Font") && font.has(b"ToUnicode"))
        .map(|font| String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap()).into_owned())
        .collect();
    let has = |face: &str| fonts.iter().any(|name| name.ends_with(face));
    assert!(has("+NotoSansSC-Regular") && has("+SourceSerif4-Regular"), "{fonts:?}");
    assert!(reader.text().contains("中文与 Latin 同在一个文件里。"), "{}", reader.text());
}
