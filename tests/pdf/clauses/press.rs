//! What a print edition keeps: ISO 15930-7 (PDF/X-4) and ISO 15930-4 (PDF/X-1a:2003), and what printers ask besides.

use lopdf::{Object, dictionary};

use super::Clause;
use super::look::{
    all, change, change_catalog, change_page, info, lose, lose_info, name, operations, pages, prepend, reword, sides,
    xmp,
};
use crate::pdf::reader::Reader;

/// Whether each box of each page lies in the next larger one, and the trim is the page.
fn boxes_nest(reader: &Reader) -> bool {
    pages(reader).into_iter().all(|page| {
        let boxes = ["MediaBox", "BleedBox", "TrimBox"].map(|key| sides(page, key));
        let [Some(media), Some(bleed), Some(trim)] = boxes else { return false };
        let holds = |outer: [f32; 4], inner: [f32; 4]| {
            outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
        };
        holds(media, bleed) && holds(bleed, trim)
    })
}

fn intent(reader: &Reader) -> Option<&lopdf::Dictionary> {
    let intents = reader.get(reader.catalog(), "OutputIntents")?.as_array().ok()?;
    reader.resolve(intents.first()?).as_dict().ok()
}

fn has_profile(reader: &Reader) -> bool {
    let profile = intent(reader).and_then(|intent| reader.get(intent, "DestOutputProfile")?.as_stream().ok());
    profile.is_some_and(|profile| {
        profile.decompressed_content().is_ok_and(|profile| profile.get(12..20) == Some(b"prtrCMYK"))
    })
}

/// Whether nothing lets what is under it be seen.
fn is_opaque(reader: &Reader) -> bool {
    let mut states = pages(reader).into_iter().filter_map(|page| {
        reader.get(reader.dict(page, "Resources"), "ExtGState").and_then(|states| states.as_dict().ok())
    });
    let is_full = |state: &Object| {
        let state = reader.resolve(state).as_dict().unwrap();
        [b"ca".as_slice(), b"CA"]
            .iter()
            .all(|key| state.get(key).map_or(true, |alpha| alpha.as_float().unwrap() >= 1.0))
    };
    states.all(|states| states.iter().all(|(_, state)| is_full(state)))
        && all(reader, "Subtype", "Image").iter().all(|image| !image.has(b"SMask"))
        && pages(reader).into_iter().all(|page| !page.has(b"Group"))
}

/// Whether all text is black ink alone, or an ink that isn't black; and full black prints over.
fn black_is_one_ink(reader: &Reader) -> bool {
    let mut last_state = Vec::new();
    let mut has_black = false;
    for operation in operations(reader).into_iter().flatten() {
        match operation.operator.as_str() {
            "gs" => last_state = operation.operands[0].as_name().unwrap().to_vec(),
            "k" => {
                let inks: Vec<f32> = operation.operands.iter().map(|ink| ink.as_float().unwrap()).collect();
                let is_black = inks[3] >= 1.0;
                has_black |= is_black && inks[..3] == [0.0; 3] && last_state == b"KO";
                if is_black && inks[..3] != [0.0; 3] {
                    return false;
                }
            }
            _ => {}
        }
    }
    has_black
}

pub(super) const CLAUSES: &[Clause] = &[
    Clause {
        id: "15930-7, -4: identification",
        asks: "the Info dictionary names the version of PDF/X",
        keeps: |reader| info(reader, "GTS_PDFXVersion").starts_with("PDF/X-"),
        breaks: |reader| lose_info(reader, "GTS_PDFXVersion"),
    },
    Clause {
        id: "15930-7, -4: output intent",
        asks: "the printing condition is named",
        keeps: |reader| {
            intent(reader)
                .is_some_and(|intent| name(intent, "S") == b"GTS_PDFX" && intent.has(b"OutputConditionIdentifier"))
        },
        breaks: |reader| change_catalog(reader, |catalog| drop(catalog.remove(b"OutputIntents"))),
    },
    Clause {
        id: "15930-7, -4: title and dates",
        asks: "title, creation and change are said",
        keeps: |reader| ["Title", "CreationDate", "ModDate"].iter().all(|key| !info(reader, key).is_empty()),
        breaks: |reader| lose_info(reader, "ModDate"),
    },
    Clause {
        id: "15930-7, -4: trapping",
        asks: "whether the file is trapped is said",
        keeps: |reader| info(reader, "Trapped") == "False",
        breaks: |reader| lose_info(reader, "Trapped"),
    },
    Clause {
        id: "15930-7, -4: page boxes",
        asks: "each page has its trim in its bleed in its sheet",
        keeps: boxes_nest,
        breaks: |reader| {
            change_page(reader, |page| page.set("TrimBox", vec![0.into(), 0.into(), 9999.into(), 9999.into()]));
        },
    },
    Clause {
        id: "15930-7, -4: colour",
        asks: "nothing is RGB",
        keeps: |reader| {
            let images = all(reader, "Subtype", "Image");
            let mut operators = operations(reader).into_iter().flatten();
            !images.is_empty()
                && images.iter().all(|image| name(image, "ColorSpace") != b"DeviceRGB")
                && operators.all(|operation| !matches!(operation.operator.as_str(), "rg" | "RG"))
        },
        breaks: |reader| prepend(reader, "1 0 0 rg"),
    },
    Clause {
        id: "15930-7, -4: fonts",
        asks: "every font program is in the file",
        keeps: |reader| {
            let fonts = all(reader, "Type", "FontDescriptor");
            !fonts.is_empty() && fonts.iter().all(|font| font.has(b"FontFile2") || font.has(b"FontFile3"))
        },
        breaks: |reader| lose(reader, "Type", "FontDescriptor", "FontFile2"),
    },
    Clause {
        id: "15930-7, -4: annotations",
        asks: "there are no links, actions or attached files, and no outline",
        keeps: |reader| {
            let catalog = reader.catalog();
            ["Outlines", "Names", "AF", "AcroForm", "OpenAction"].iter().all(|key| !catalog.has(key.as_bytes()))
                && pages(reader).into_iter().all(|page| !page.has(b"Annots"))
        },
        breaks: |reader| change_page(reader, |page| page.set("Annots", Vec::<Object>::new())),
    },
    Clause {
        id: "printers: black",
        asks: "black text is one ink, which prints over what is under it",
        keeps: black_is_one_ink,
        breaks: |reader| prepend(reader, "1 1 1 1 k"),
    },
    Clause {
        id: "32000-1 §11.7.4.3",
        asks: "an ink of nothing leaves what is under it as it is",
        keeps: |reader| {
            pages(reader).into_iter().all(|page| {
                let states =
                    reader.get(reader.dict(page, "Resources"), "ExtGState").and_then(|states| states.as_dict().ok());
                states.and_then(|states| states.get(b"KO").ok()).is_none_or(|state| {
                    let state = reader.resolve(state).as_dict().unwrap();
                    state.get(b"OPM").is_ok_and(|mode| mode.as_i64().is_ok_and(|value| value == 1))
                })
            })
        },
        breaks: |reader| {
            change_page(reader, |page| {
                let resources = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
                let states = resources.get_mut(b"ExtGState").unwrap().as_dict_mut().unwrap();
                states.set("KO", dictionary! { "OP" => true, "op" => true });
            });
        },
    },
    Clause {
        id: "32000-1 §8.6.6.4",
        asks: "an ink of its own is a separation that looks like something in four inks",
        keeps: |reader| {
            let spaces = reader
                .get(reader.dict(pages(reader)[0], "Resources"), "ColorSpace")
                .and_then(|spaces| spaces.as_dict().ok());
            let spot =
                spaces.and_then(|spaces| spaces.get(b"S0").ok()).map(|space| reader.resolve(space).as_array().unwrap());
            spot.is_some_and(|spot| spot[2].as_name().is_ok_and(|name| name == b"DeviceCMYK")) && uses_spot(reader)
        },
        breaks: |reader| {
            change_page(reader, |page| {
                page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap().remove(b"ColorSpace");
            });
        },
    },
];

fn uses_spot(reader: &Reader) -> bool {
    operations(reader).into_iter().flatten().any(|operation| operation.operator == "scn")
}

pub(super) const CLAUSES_OF_X4: &[Clause] = &[
    Clause {
        id: "15930-7: identification",
        asks: "the packet names PDF/X-4",
        keeps: |reader| xmp(reader).contains("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"),
        breaks: |reader| reword(reader, "PDF/X-4", "PDF/X-5"),
    },
    Clause {
        id: "15930-7: document",
        asks: "the packet names the document, its version and its class",
        keeps: |reader| {
            let packet = xmp(reader);
            ["xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"]
                .iter()
                .all(|key| packet.contains(&format!("<{key}>")))
        },
        breaks: |reader| reword(reader, "xmpMM:DocumentID", "xmpMM:Other"),
    },
    Clause {
        id: "15930-7: profile",
        asks: "the printer's profile is in the file",
        keeps: has_profile,
        breaks: |reader| {
            change_catalog(reader, |catalog| {
                let intent =
                    catalog.get_mut(b"OutputIntents").unwrap().as_array_mut().unwrap()[0].as_dict_mut().unwrap();
                intent.remove(b"DestOutputProfile");
            });
        },
    },
    Clause {
        id: "15930-7: transparency",
        asks: "what is transparent blends in the inks of the press",
        keeps: |reader| {
            let groups: Vec<_> =
                pages(reader).into_iter().filter_map(|page| reader.get(page, "Group")?.as_dict().ok()).collect();
            !groups.is_empty() && groups.iter().all(|group| name(group, "CS") == b"DeviceCMYK")
        },
        breaks: |reader| {
            let group = dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" };
            change_page(reader, |page| page.set("Group", group));
        },
    },
];

pub(super) const CLAUSES_OF_X1A: &[Clause] = &[
    Clause {
        id: "15930-4: version",
        asks: "the file is PDF 1.4 and says PDF/X-1a:2003",
        keeps: |reader| reader.document.version == "1.4" && info(reader, "GTS_PDFXVersion") == "PDF/X-1a:2003",
        breaks: |reader| "1.6".clone_into(&mut reader.document.version),
    },
    Clause {
        id: "15930-4: transparency",
        asks: "nothing is transparent",
        keeps: is_opaque,
        breaks: |reader| change(reader, "Subtype", "Image", |image| image.set("SMask", (1, 0))),
    },
    Clause {
        id: "15930-4: registry",
        asks: "a condition without its profile is one of the ICC's registry",
        keeps: |reader| {
            intent(reader).is_some_and(|intent| intent.has(b"RegistryName") || intent.has(b"DestOutputProfile"))
        },
        breaks: |reader| {
            change_catalog(reader, |catalog| {
                let intent =
                    catalog.get_mut(b"OutputIntents").unwrap().as_array_mut().unwrap()[0].as_dict_mut().unwrap();
                intent.remove(b"RegistryName");
            });
        },
    },
];
