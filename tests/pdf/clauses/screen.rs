//! What a screen edition keeps: ISO 19005-2 (PDF/A-2a), 19005-3 (PDF/A-3a) and 14289-1 (PDF/UA-1).

use lopdf::{Dictionary, Object};

use super::Clause;
use super::look::{
    all, change, change_catalog, change_page, info, lose, lose_info, name, operations, pages, prepend, reword, xmp,
};
use crate::pdf::reader::{Reader, text};

fn flag(reader: &Reader, table: &str, key: &str) -> bool {
    let table = reader.get(reader.catalog(), table).and_then(|table| table.as_dict().ok());
    table.is_some_and(|table| table.get(key.as_bytes()).is_ok_and(|flag| flag.as_bool().unwrap_or(false)))
}

fn intents(reader: &Reader) -> Vec<&Dictionary> {
    let intents = reader.get(reader.catalog(), "OutputIntents").and_then(|intents| intents.as_array().ok());
    intents.into_iter().flatten().filter_map(|intent| reader.resolve(intent).as_dict().ok()).collect()
}

/// Whether text is shown inside marks alone.
fn text_is_marked(reader: &Reader) -> bool {
    operations(reader).iter().all(|operations| {
        let mut depth = 0;
        operations.iter().all(|operation| {
            match operation.operator.as_str() {
                "BDC" | "BMC" => depth += 1,
                "EMC" => depth -= 1,
                _ => {}
            }
            depth > 0 || !matches!(operation.operator.as_str(), "TJ" | "Tj" | "Do" | "f" | "S")
        })
    })
}

/// Whether glyph 0 is never shown.
fn no_notdef(reader: &Reader) -> bool {
    let shown = operations(reader).into_iter().flatten().filter(|operation| operation.operator == "TJ");
    let mut codes = shown.flat_map(|operation| operation.operands[0].as_array().unwrap().clone());
    codes.all(|item| item.as_str().map_or(true, |codes| codes.chunks(2).all(|code| code.iter().any(|&byte| byte != 0))))
}

/// Whether every mark of a page has its owner in the parent tree.
fn parents_are_whole(reader: &Reader) -> bool {
    if reader.get(reader.catalog(), "StructTreeRoot").is_none() {
        return false;
    }
    let parents = reader.parents();
    operations(reader).iter().enumerate().all(|(at, operations)| {
        let numbers = operations.iter().filter(|operation| operation.operator == "BDC");
        let marks =
            numbers.filter(|mark| mark.operands[1].as_dict().is_ok_and(|properties| properties.has(b"MCID"))).count();
        parents.get(&(at as i64)).and_then(|owners| owners.as_array().ok()).is_some_and(|owners| owners.len() == marks)
    })
}

/// Whether the program of a simple font is symbolic and maps its bytes in one way.
fn has_one_map(reader: &Reader, font: &Dictionary) -> bool {
    let descriptor = reader.dict(font, "FontDescriptor");
    let is_symbolic = descriptor.get(b"Flags").is_ok_and(|flags| flags.as_i64().is_ok_and(|flags| flags & 36 == 4));
    let program = reader.get(descriptor, "FontFile2").and_then(|program| program.as_stream().ok()).unwrap();
    let program = program.decompressed_content().unwrap();
    let face = skrifa::raw::FontRef::new(&program).unwrap();
    let map = skrifa::raw::TableProvider::cmap(&face).unwrap();
    is_symbolic && map.num_tables() == 1
}

/// Whether every link hangs in a `Link` element.
fn links_are_owned(reader: &Reader) -> bool {
    let links = all(reader, "S", "Link");
    let kids = links.iter().flat_map(|link| match reader.get(link, "K") {
        Some(Object::Array(kids)) => kids.iter().map(|kid| reader.resolve(kid)).collect(),
        Some(kid) => vec![kid],
        None => Vec::new(),
    });
    let owned = kids.filter(|kid| kid.as_dict().is_ok_and(|kid| kid.has_type(b"OBJR"))).count();
    owned == all(reader, "Subtype", "Link").len()
}

fn every(found: &[&Dictionary], holds: impl Fn(&Dictionary) -> bool) -> bool {
    !found.is_empty() && found.iter().all(|dictionary| holds(dictionary))
}

pub(super) const CLAUSES: &[Clause] = &[
    Clause {
        id: "19005-2 §6.1.3",
        asks: "the trailer has an ID, and nothing is encrypted",
        keeps: |reader| reader.document.trailer.has(b"ID") && !reader.document.trailer.has(b"Encrypt"),
        breaks: |reader| drop(reader.document.trailer.remove(b"ID")),
    },
    Clause {
        id: "19005-2 §6.2.3",
        asks: "an output intent with an RGB profile says what colours mean",
        keeps: |reader| {
            every(&intents(reader), |intent| {
                let profile = reader.get(intent, "DestOutputProfile").and_then(|profile| profile.as_stream().ok());
                let is_rgb = profile.is_some_and(|profile| {
                    profile.decompressed_content().is_ok_and(|profile| profile.get(16..20) == Some(b"RGB "))
                });
                name(intent, "S") == b"GTS_PDFA1" && is_rgb
            })
        },
        breaks: |reader| change_catalog(reader, |catalog| drop(catalog.remove(b"OutputIntents"))),
    },
    Clause {
        id: "19005-2 §6.2.4.3",
        asks: "no colour is in a device's space that the intent doesn't explain: no CMYK",
        keeps: |reader| {
            let mut operators = operations(reader).into_iter().flatten();
            every(&all(reader, "Subtype", "Image"), |image| name(image, "ColorSpace") != b"DeviceCMYK")
                && operators.all(|operation| !matches!(operation.operator.as_str(), "k" | "K"))
        },
        breaks: |reader| prepend(reader, "0 0 0 1 k"),
    },
    Clause {
        id: "19005-2 §6.2.10",
        asks: "a page with anything transparent names the space that it blends in",
        keeps: |reader| {
            pages(reader).into_iter().all(|page| {
                let resources = reader.dict(page, "Resources");
                let is_transparent = resources.has(b"ExtGState") || resources.has(b"XObject");
                !is_transparent || page.has(b"Group")
            })
        },
        breaks: |reader| change_page(reader, |page| drop(page.remove(b"Group"))),
    },
    Clause {
        id: "19005-2 §6.2.11.3.2",
        asks: "a TrueType CIDFont says which glyph a CID is",
        keeps: |reader| every(&all(reader, "Subtype", "CIDFontType2"), |font| font.has(b"CIDToGIDMap")),
        breaks: |reader| lose(reader, "Subtype", "CIDFontType2", "CIDToGIDMap"),
    },
    Clause {
        id: "19005-2 §6.2.11.4.1",
        asks: "every font program is in the file",
        keeps: |reader| {
            every(&all(reader, "Type", "FontDescriptor"), |font| font.has(b"FontFile2") || font.has(b"FontFile3"))
        },
        breaks: |reader| lose(reader, "Type", "FontDescriptor", "FontFile2"),
    },
    Clause {
        id: "19005-2 §6.2.11.6",
        asks: "a symbolic TrueType font names no encoding: its program has the only character map",
        keeps: |reader| {
            every(&all(reader, "Subtype", "TrueType"), |font| !font.has(b"Encoding") && has_one_map(reader, font))
        },
        breaks: |reader| {
            change(reader, "Subtype", "TrueType", |font| font.set("Encoding", "WinAnsiEncoding"));
        },
    },
    Clause {
        id: "19005-2 §6.2.11.7.2",
        asks: "every code has its text",
        keeps: |reader| {
            let fonts = [all(reader, "Subtype", "Type0"), all(reader, "Subtype", "TrueType")].concat();
            every(&fonts, |font| font.has(b"ToUnicode"))
        },
        breaks: |reader| lose(reader, "Subtype", "Type0", "ToUnicode"),
    },
    Clause {
        id: "19005-2 §6.2.11.8",
        asks: "the glyph for what is missing is never shown",
        keeps: no_notdef,
        breaks: |reader| prepend(reader, "BT /F0 1 Tf [<0000>] TJ ET"),
    },
    Clause {
        id: "19005-2 §6.3.2",
        asks: "annotations are printed",
        keeps: |reader| {
            every(&all(reader, "Subtype", "Link"), |link| {
                link.get(b"F").is_ok_and(|flags| flags.as_i64().is_ok_and(|value| value == 4))
            })
        },
        breaks: |reader| change(reader, "Subtype", "Link", |link| link.set("F", 2)),
    },
    Clause {
        id: "19005-2 §6.5.1",
        asks: "actions go somewhere and do nothing else",
        keeps: |reader| {
            every(&all(reader, "Subtype", "Link"), |link| {
                let action = reader.get(link, "A").and_then(|action| action.as_dict().ok());
                action.is_some_and(|action| matches!(name(action, "S"), b"GoTo" | b"URI"))
            })
        },
        breaks: |reader| {
            let launch = lopdf::dictionary! { "S" => "Launch" };
            change(reader, "Subtype", "Link", |link| link.set("A", launch));
        },
    },
    Clause {
        id: "19005-2 §6.6.2.1",
        asks: "metadata are an XMP packet that isn't compressed",
        keeps: |reader| xmp(reader).contains("<rdf:RDF"),
        breaks: |reader| change(reader, "Type", "Metadata", |packet| packet.set("Filter", "FlateDecode")),
    },
    Clause {
        id: "19005-2 §6.6.2.3",
        asks: "properties that PDF/A doesn't know are described",
        keeps: |reader| xmp(reader).contains("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"),
        breaks: |reader| reword(reader, "pdfaSchema:prefix", "pdfaSchema:other"),
    },
    Clause {
        id: "19005-2 §6.6.3",
        asks: "the Info dictionary and the packet say the same",
        keeps: |reader| {
            let title = info(reader, "Title").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            !title.is_empty() && xmp(reader).contains(&title)
        },
        breaks: |reader| lose_info(reader, "Title"),
    },
    Clause {
        id: "19005-2 §6.6.4",
        asks: "the packet names part and level",
        keeps: |reader| {
            let packet = xmp(reader);
            packet.contains("<pdfaid:conformance>A<")
                && ["2", "3"].iter().any(|part| packet.contains(&format!("<pdfaid:part>{part}<")))
        },
        breaks: |reader| reword(reader, "pdfaid:conformance>A", "pdfaid:conformance>B"),
    },
    Clause {
        id: "19005-2 §6.7.2.2",
        asks: "the file is marked",
        keeps: |reader| flag(reader, "MarkInfo", "Marked"),
        breaks: |reader| change_catalog(reader, |catalog| drop(catalog.remove(b"MarkInfo"))),
    },
    Clause {
        id: "19005-2 §6.7.3.4",
        asks: "structure types of our own are mapped to standard ones",
        keeps: |reader| {
            let root = reader.dict(reader.catalog(), "StructTreeRoot");
            let map = reader.get(root, "RoleMap").and_then(|map| map.as_dict().ok());
            all(reader, "S", "Em").is_empty() || map.is_some_and(|map| name(map, "Em") == b"Span")
        },
        breaks: |reader| lose(reader, "Type", "StructTreeRoot", "RoleMap"),
    },
    Clause {
        id: "19005-2 §6.7.4",
        asks: "the catalog names the language",
        keeps: |reader| reader.catalog().get(b"Lang").is_ok_and(|language| text(language) == "zh-Hans"),
        breaks: |reader| change_catalog(reader, |catalog| drop(catalog.remove(b"Lang"))),
    },
    Clause {
        id: "14289-1 §5",
        asks: "the packet names PDF/UA",
        keeps: |reader| xmp(reader).contains("<pdfuaid:part>1</pdfuaid:part>"),
        breaks: |reader| reword(reader, "<pdfuaid:part>1", "<pdfuaid:part>"),
    },
    Clause {
        id: "14289-1 §7.1",
        asks: "everything painted is content of the structure or an artifact",
        keeps: text_is_marked,
        breaks: |reader| prepend(reader, "0 0 1 1 re f"),
    },
    Clause {
        id: "14289-1 §7.1 (title)",
        asks: "the window shows the title",
        keeps: |reader| flag(reader, "ViewerPreferences", "DisplayDocTitle") && xmp(reader).contains("<dc:title>"),
        breaks: |reader| change_catalog(reader, |catalog| drop(catalog.remove(b"ViewerPreferences"))),
    },
    Clause {
        id: "14289-1 §7.3",
        asks: "figures say in words what they show",
        keeps: |reader| every(&all(reader, "S", "Figure"), |figure| figure.has(b"Alt")),
        breaks: |reader| lose(reader, "S", "Figure", "Alt"),
    },
    Clause {
        id: "14289-1 §7.5",
        asks: "head cells of tables say what they are the head of",
        keeps: |reader| {
            every(&all(reader, "S", "TH"), |head| {
                reader.get(head, "A").and_then(|a| a.as_dict().ok()).is_some_and(|a| a.has(b"Scope"))
            })
        },
        breaks: |reader| lose(reader, "S", "TH", "A"),
    },
    Clause {
        id: "14289-1 §7.9",
        asks: "notes have an identifier",
        keeps: |reader| every(&all(reader, "S", "Note"), |note| note.has(b"ID")),
        breaks: |reader| lose(reader, "S", "Note", "ID"),
    },
    Clause {
        id: "14289-1 §7.18.3",
        asks: "tabbing follows the structure",
        keeps: |reader| pages(reader).into_iter().all(|page| name(page, "Tabs") == b"S"),
        breaks: |reader| change_page(reader, |page| drop(page.remove(b"Tabs"))),
    },
    Clause {
        id: "14289-1 §7.18.5",
        asks: "links hang in a Link of the structure",
        keeps: links_are_owned,
        breaks: |reader| lose(reader, "S", "Link", "K"),
    },
    Clause {
        id: "14289-1 §7.18.5 (words)",
        asks: "links say in words where they lead",
        keeps: |reader| every(&all(reader, "Subtype", "Link"), |link| link.has(b"Contents")),
        breaks: |reader| lose(reader, "Subtype", "Link", "Contents"),
    },
    Clause {
        id: "32000-1 §14.7.4.4",
        asks: "every mark of a page leads to its element",
        keeps: parents_are_whole,
        breaks: |reader| prepend(reader, "/P <</MCID 99>> BDC EMC"),
    },
    Clause {
        id: "32000-1 §14.8.5.5",
        asks: "lists say how they are numbered",
        keeps: |reader| {
            every(&all(reader, "S", "L"), |list| {
                reader.get(list, "A").and_then(|a| a.as_dict().ok()).is_some_and(|a| a.has(b"ListNumbering"))
            })
        },
        breaks: |reader| lose(reader, "S", "L", "A"),
    },
];

pub(super) const CLAUSES_OF_ATTACHMENTS: &[Clause] = &[
    Clause {
        id: "19005-3 §6.6.4",
        asks: "the packet names part 3",
        keeps: |reader| xmp(reader).contains("<pdfaid:part>3</pdfaid:part>"),
        breaks: |reader| reword(reader, "<pdfaid:part>3", "<pdfaid:part>2"),
    },
    Clause {
        id: "19005-3 §6.8 (relation)",
        asks: "a file says how it belongs to the pages, and has both of its names",
        keeps: |reader| {
            every(&all(reader, "Type", "Filespec"), |file| {
                name(file, "AFRelationship") == b"Data" && file.has(b"F") && file.has(b"UF")
            })
        },
        breaks: |reader| lose(reader, "Type", "Filespec", "AFRelationship"),
    },
    Clause {
        id: "19005-3 §6.8 (type)",
        asks: "an embedded file says its media type",
        keeps: |reader| {
            every(&all(reader, "Type", "EmbeddedFile"), |file| name(file, "Subtype") == b"application/json")
        },
        breaks: |reader| lose(reader, "Type", "EmbeddedFile", "Subtype"),
    },
    Clause {
        id: "19005-3 §6.8 (catalog)",
        asks: "the catalog leads to the files, and readers list them by name",
        keeps: |reader| {
            let names = reader.get(reader.catalog(), "Names").and_then(|names| names.as_dict().ok());
            reader.catalog().has(b"AF") && names.is_some_and(|names| names.has(b"EmbeddedFiles"))
        },
        breaks: |reader| change_catalog(reader, |catalog| drop(catalog.remove(b"AF"))),
    },
];
