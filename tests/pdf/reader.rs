//! Reads a file back with lopdf alone: its structure tree, and its text by ToUnicode and ActualText.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A file that was opened again.
pub(super) struct Reader {
    pub(super) document: Document,
}

impl Reader {
    pub(super) fn open(bytes: &[u8]) -> Self {
        Self { document: Document::load_mem(bytes).expect("opens again") }
    }

    pub(super) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// The object itself, or the one that it refers to.
    pub(super) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object {
            Object::Reference(id) => self.document.get_object(*id).unwrap(),
            other => other,
        }
    }

    pub(super) fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|object| self.resolve(object))
    }

    pub(super) fn dict<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.get(dictionary, key).unwrap_or_else(|| panic!("/{key}")).as_dict().unwrap()
    }

    pub(super) fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Vec<&'a Object> {
        let array = self.get(dictionary, key).unwrap_or_else(|| panic!("/{key}")).as_array().unwrap();
        array.iter().map(|object| self.resolve(object)).collect()
    }

    /// The keys of the parent tree and what they lead to (§7.9.7: its leaves in order, each within its limits).
    pub(super) fn parents(&self) -> BTreeMap<i64, &Object> {
        let root = self.dict(self.catalog(), "StructTreeRoot");
        let mut parents = BTreeMap::new();
        for leaf in self.array(self.dict(root, "ParentTree"), "Kids") {
            let leaf = leaf.as_dict().unwrap();
            let entries = self.array(leaf, "Nums");
            let keys: Vec<i64> = entries.iter().step_by(2).map(|key| key.as_i64().unwrap()).collect();
            let limits: Vec<i64> = self.array(leaf, "Limits").iter().map(|key| key.as_i64().unwrap()).collect();
            assert_eq!(limits, [keys[0], keys[keys.len() - 1]], "7.9.7: limits");
            assert!(keys.is_sorted() && parents.keys().all(|key| *key < keys[0]), "7.9.7: in order");
            parents.extend(keys.into_iter().zip(entries.into_iter().skip(1).step_by(2)));
        }
        parents
    }

    pub(super) fn pages(&self) -> Vec<ObjectId> {
        self.document.page_iter().collect()
    }

    pub(super) fn page(&self, id: ObjectId) -> &Dictionary {
        self.document.get_dictionary(id).unwrap()
    }

    pub(super) fn content(&self, page: ObjectId) -> Content {
        Content::decode(&self.document.get_page_content(page)).unwrap()
    }

    /// The text of each marked-content sequence of a page, by its number; artifacts under -1.
    pub(super) fn marked_text(&self, page: ObjectId) -> BTreeMap<i64, String> {
        let resources = self.dict(self.page(page), "Resources");
        let mut texts: BTreeMap<i64, String> = BTreeMap::new();
        let mut font: BTreeMap<u16, String> = BTreeMap::new();
        let mut width = 2;
        // Marks that are open: a number, and whether an ActualText covers what is in them.
        let mut open: Vec<(i64, bool)> = Vec::new();
        for operation in self.content(page).operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BDC" => {
                    let properties = match &operands[1] {
                        Object::Name(name) => {
                            self.dict(self.dict(resources, "Properties"), std::str::from_utf8(name).unwrap())
                        }
                        inline => inline.as_dict().unwrap(),
                    };
                    let outer = open.last().copied().unwrap_or((-1, false));
                    let number = properties.get(b"MCID").map_or(outer.0, |number| number.as_i64().unwrap());
                    let actual = properties.get(b"ActualText").ok().map(text);
                    if let (Some(actual), false) = (&actual, outer.1) {
                        texts.entry(number).or_default().push_str(actual);
                    }
                    open.push((number, outer.1 || actual.is_some()));
                }
                "EMC" => assert!(open.pop().is_some(), "14.6: marks are balanced"),
                "Tf" => {
                    let name = String::from_utf8(operands[0].as_name().unwrap().to_vec()).unwrap();
                    let dictionary = self.dict(self.dict(resources, "Font"), &name);
                    font = self.to_unicode(dictionary);
                    width = code_width(dictionary);
                }
                "TJ" => {
                    let &(number, is_said) = open.last().expect("14289-1 7.1: all text is marked");
                    for code in operands[0]
                        .as_array()
                        .unwrap()
                        .iter()
                        .filter_map(|item| item.as_str().ok())
                        .flat_map(|bytes| codes(bytes, width))
                    {
                        assert!(code != 0, "19005-2 6.2.11.8: .notdef is not painted");
                        let said = font.get(&code).expect("19005-2 6.2.11.7: every code has a Unicode value");
                        if !is_said {
                            texts.entry(number).or_default().push_str(said);
                        }
                    }
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "14.6: marks are balanced");
        texts
    }

    /// The CMap of a Type 0 font.
    pub(super) fn to_unicode(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let stream = self.get(font, "ToUnicode").expect("9.10.3: ToUnicode").as_stream().unwrap();
        let cmap = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
        let mut map = BTreeMap::new();
        for line in cmap.lines().filter(|line| line.starts_with('<') && !line.contains("00> <FF")) {
            let (code, said) = line.trim_matches(['<', '>']).split_once("> <").unwrap();
            let units: Vec<u16> =
                said.as_bytes().chunks(4).map(|digits| hex(std::str::from_utf8(digits).unwrap())).collect();
            map.insert(hex(code), String::from_utf16(&units).unwrap());
        }
        map
    }

    /// The text of an element in structure order, by the numbers of its marks.
    pub(super) fn element_text(&self, element: &Dictionary) -> String {
        let page = element.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        let Some(kids) = self.get(element, "K") else { return String::new() };
        let kids: Vec<&Object> = match kids {
            Object::Array(kids) => kids.iter().map(|kid| self.resolve(kid)).collect(),
            other => vec![other],
        };
        let text = |page: Option<ObjectId>, number: i64| {
            self.marked_text(page.expect("14.7.4: the mark's page")).remove(&number).unwrap_or_default()
        };
        kids.into_iter()
            .map(|kid| match kid {
                Object::Integer(number) => text(page, *number),
                Object::Dictionary(kid) if kid.has_type(b"MCR") => {
                    let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                    text(Some(page), kid.get(b"MCID").unwrap().as_i64().unwrap())
                }
                Object::Dictionary(kid) if kid.has_type(b"OBJR") => String::new(),
                Object::Dictionary(kid) => self.element_text(kid),
                other => panic!("14.7.2: {other:?} as a child"),
            })
            .collect()
    }

    /// The text of the whole document in structure order.
    pub(super) fn text(&self) -> String {
        self.element_text(self.dict(self.dict(self.catalog(), "StructTreeRoot"), "K"))
    }

    /// Every element of a type.
    pub(super) fn elements(&self, kind: &str) -> Vec<&Dictionary> {
        let objects = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        objects
            .filter(|element| element.get(b"S").is_ok_and(|name| name.as_name().ok() == Some(kind.as_bytes())))
            .filter(|element| element.has(b"P"))
            .collect()
    }
}

fn hex(digits: &str) -> u16 {
    u16::from_str_radix(digits, 16).unwrap()
}

/// How many bytes a code of a font has: one in simple fonts (9.6), two in ours of Type 0.
pub(super) fn code_width(font: &Dictionary) -> usize {
    if font.get(b"Subtype").unwrap().as_name().unwrap() == b"Type0" { 2 } else { 1 }
}

fn codes(bytes: &[u8], width: usize) -> impl Iterator<Item = u16> {
    bytes.chunks(width).map(|code| code.iter().fold(0, |code, &byte| code << 8 | u16::from(byte)))
}

/// A text string (§7.9.2.2).
pub(super) fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => String::from_utf16(&codes(units, 2).collect::<Vec<_>>()).unwrap(),
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}
