//! What a screen reader says of the specimen, as text: the structure tree in its order, each block on a line of its own with its role.
//!
//! The expected words are in `tests/cases/pdf/reading.txt`, to be read as one hears a book: ruby stands in brackets after its base,
//! figures and formulas are their alternative text, and no running head or folio comes between.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use lopdf::{Dictionary, Object, ObjectId};

use super::reader::{Reader, text};
use super::readers::made;

/// Roles inside a line (ISO 32000-1 §14.8.4.4).
const INLINE: [&[u8]; 10] =
    [b"Span", b"Em", b"Strong", b"Code", b"Link", b"Reference", b"Quote", b"Ruby", b"RB", b"RT"];

/// A PDF as it is spoken.
struct Speaker<'a> {
    reader: &'a Reader,
    /// The marked text of the pages that have been reached.
    marked: RefCell<BTreeMap<ObjectId, BTreeMap<i64, String>>>,
}

/// The block that is being spoken, and those before it.
#[derive(Default)]
struct Said {
    role: String,
    words: String,
    lines: Vec<String>,
}

impl Said {
    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.lines.push(format!("{} {words}", self.role));
        }
    }
}

impl Speaker<'_> {
    fn element(&self, element: &Dictionary, said: &mut Said) {
        let role = element.get(b"S").unwrap().as_name().unwrap();
        let outer = said.role.clone();
        let is_within = role == b"Formula" && outer == "P";
        let is_block = !INLINE.contains(&role) && !is_within;
        if is_block {
            said.end_block();
            said.role = String::from_utf8_lossy(role).into_owned();
        }
        let instead = [b"Alt".as_slice(), b"ActualText"].iter().find_map(|key| element.get(key).ok());
        match (instead, role) {
            (Some(instead), _) => said.words.push_str(&text(instead)),
            (None, b"RT") => {
                said.words.push('（');
                self.kids(element, said);
                said.words.push('）');
            }
            (None, _) => self.kids(element, said),
        }
        if is_block {
            said.end_block();
            said.role = outer;
        }
    }

    fn kids(&self, element: &Dictionary, said: &mut Said) {
        let page = element.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        let kids = match self.reader.get(element, "K") {
            Some(Object::Array(kids)) => kids.iter().map(|kid| self.reader.resolve(kid)).collect(),
            Some(kid) => vec![kid],
            None => Vec::new(),
        };
        for kid in kids {
            match kid {
                Object::Integer(number) => self.mark(page, *number, said),
                Object::Dictionary(kid) if kid.has_type(b"MCR") => {
                    let page = kid.get(b"Pg").unwrap().as_reference().ok();
                    self.mark(page, kid.get(b"MCID").unwrap().as_i64().unwrap(), said);
                }
                Object::Dictionary(kid) if kid.has_type(b"OBJR") => {}
                Object::Dictionary(kid) => self.element(kid, said),
                other => panic!("14.7.2: {other:?} as a child"),
            }
        }
    }

    fn mark(&self, page: Option<ObjectId>, number: i64, said: &mut Said) {
        let page = page.expect("14.7.4: the mark's page");
        let mut marked = self.marked.borrow_mut();
        let texts = marked.entry(page).or_insert_with(|| self.reader.marked_text(page));
        said.words.push_str(texts.get(&number).map_or("", String::as_str));
    }
}

/// What is said of a PDF: a line for each block.
fn spoken(bytes: &[u8]) -> Vec<String> {
    let reader = Reader::open(bytes);
    let speaker = Speaker { reader: &reader, marked: RefCell::default() };
    let root = reader.dict(reader.dict(reader.catalog(), "StructTreeRoot"), "K");
    let mut said = Said::default();
    speaker.element(root, &mut said);
    said.lines
}

#[test]
fn the_specimen_is_spoken_as_it_reads() {
    let horizontal = spoken(&made("literary").bytes);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pdf/reading.txt");
    let words = format!("{}\n", horizontal.join("\n"));
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &words).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(words, expected, "UPDATE_CASES=1 writes what is spoken now, to be read before it is committed");
    // Upright, the same words come in the same order; numbers, marks and what a theme sets around the text differ.
    let vertical: Vec<String> = spoken(&made("vertical").bytes).iter().map(|line| han(line)).collect();
    let long: Vec<String> = horizontal.iter().map(|line| han(line)).filter(|line| line.chars().count() > 20).collect();
    let mut rest = vertical.iter();
    let missing: Vec<&String> = long.iter().filter(|line| !rest.any(|other| other == *line)).take(1).collect();
    assert!(long.len() > 60 && missing.is_empty(), "lost or elsewhere in the vertical book: {missing:?}");
}

/// The Han characters of a line, but for numbers: a vertical book writes those of its pages with them.
fn han(line: &str) -> String {
    let is_word =
        |letter: &char| ('\u{4E00}'..='\u{9FFF}').contains(letter) && !"一二三四五六七八九十百".contains(*letter);
    line.chars().filter(is_word).collect()
}
