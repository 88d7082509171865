//! The finishing pass: printpdf's skeleton and our parts in, the complete object tree out.
//!
//! What printpdf 0.12.8 writes wrongly or not at all is replaced here: fonts, content streams, resources, annotations, the
//! outline, the catalog's entries, Info and XMP, the output intent, the structure tree.

use lopdf::{Dictionary, Document, Object, ObjectId, Result, Stream, dictionary};

use super::color::{KNOCK_OUT, OVERPRINT};
use super::content::{PageContent, artifact, artifact_name};
use super::file::{deflated, pre_deflated};
use super::font::{Fonts, real, take_program};
use super::press::{Press, add_forms, finish_catalog, form_name};
use super::skeleton::Skeleton;
use super::tags::Annotation;
use super::{Input, Target, attachment, icc, label, link, metadata, outline, tags};
use crate::display::Paged;
use crate::units::Writing;

/// Completes the skeleton.
pub(super) fn finish(
    mut skeleton: Skeleton,
    input: &Input<'_>,
    fonts: &Fonts<'_>,
    contents: Vec<PageContent>,
    press: Option<&Press<'_>>,
) -> Result<Document> {
    embed_fonts(&mut skeleton, fonts)?;
    if let Some(press) = press {
        return finish_for_press(skeleton, input, contents, press);
    }
    let annotations = annotations(&mut skeleton, input.paged)?;
    let Skeleton { mut document, pages, fonts, pictures } = skeleton;
    let tree = tags::add(&mut document, input.paged, &pages, &contents, &annotations);
    for (at, content) in contents.into_iter().enumerate() {
        let resources = resources(&content, &fonts, &pictures);
        finish_page(&mut document, &pages, at, content, resources, &annotations)?;
    }
    let root = page_tree(&mut document, &pages)?;
    catalog(&mut document, input, &pages, root, tree)?;
    Ok(document)
}

/// Completes the skeleton for a press: boxes and inks, and no structure.
fn finish_for_press(
    skeleton: Skeleton,
    input: &Input<'_>,
    contents: Vec<PageContent>,
    press: &Press<'_>,
) -> Result<Document> {
    let Skeleton { mut document, pages, fonts, mut pictures } = skeleton;
    let outlined = contents.iter().flat_map(|content| content.outlined.iter().copied()).collect();
    pictures.extend(add_forms(&mut document, &outlined, input.fonts));
    let spaces = press.color_spaces(&mut document);
    for (at, mut content) in contents.into_iter().enumerate() {
        content.pictures.extend(content.outlined.iter().map(|&(face, glyph)| form_name(face, glyph)));
        let mut resources = resources(&content, &fonts, &pictures);
        if !spaces.is_empty() {
            resources.set("ColorSpace", spaces.clone());
        }
        let stream = document.add_object(pre_deflated(Dictionary::new(), content.stream));
        let page = document.get_dictionary_mut(pages[at])?;
        page.set("Resources", resources);
        page.set("Contents", stream);
        press.set_boxes(page, at, input.paged);
        if content.is_transparent {
            page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" });
        }
    }
    let root = page_tree(&mut document, &pages)?;
    finish_catalog(&mut document, input, press, root)?;
    Ok(document)
}

/// Replaces the skeleton's fonts and adds the further layers.
fn embed_fonts(skeleton: &mut Skeleton, fonts: &Fonts<'_>) -> Result<()> {
    for face in fonts.iter() {
        let id = *skeleton.fonts.get(&face.id()).ok_or_else(|| lopdf::Error::DictKey(face.id()))?;
        let program = take_program(&mut skeleton.document, id).unwrap_or_else(|| face.subset.data.clone());
        skeleton.fonts.extend(face.embed(&mut skeleton.document, id, &program));
    }
    Ok(())
}

/// Completes the skeleton's links and makes them objects. Keys of pages in the parent tree come first, then theirs.
fn annotations(skeleton: &mut Skeleton, paged: &Paged) -> Result<Vec<Annotation>> {
    let mut annotations: Vec<Annotation> = Vec::new();
    for (at, page) in paged.pages.iter().enumerate() {
        let object = skeleton.document.get_dictionary_mut(skeleton.pages[at])?;
        let Some(Object::Array(links)) = object.remove(b"Annots") else { continue };
        for (area, link) in page.links.iter().zip(links) {
            let Object::Dictionary(mut link) = link else { continue };
            let key = (paged.pages.len() + annotations.len()) as i64;
            link::complete(&mut link, area, key, paged, &skeleton.pages);
            let id = skeleton.document.add_object(link);
            annotations.push(Annotation { id, page: at, node: area.node, key });
        }
    }
    Ok(annotations)
}

/// What a page uses, and nothing else.
fn resources(
    content: &PageContent,
    fonts: &std::collections::BTreeMap<String, ObjectId>,
    pictures: &std::collections::BTreeMap<String, ObjectId>,
) -> Dictionary {
    let named = |names: &std::collections::BTreeSet<String>, objects: &std::collections::BTreeMap<String, ObjectId>| {
        let found = names.iter().filter_map(|name| Some((name.clone(), Object::Reference(*objects.get(name)?))));
        Dictionary::from_iter(found)
    };
    let mut resources = Dictionary::new();
    let states = content.opacities.iter().map(|&opacity| {
        let alpha = real((f64::from(opacity) / 255.0 * 10_000.0).round() / 10_000.0);
        (format!("G{opacity}"), Object::Dictionary(dictionary! { "ca" => alpha.clone(), "CA" => alpha }))
    });
    let overprints =
        [(OVERPRINT, true), (KNOCK_OUT, false)].into_iter().filter(|_| content.overprints).map(|(name, is)| {
            // §11.7.4.3: where an ink is 0, what is under it stays.
            (name.to_owned(), Object::Dictionary(dictionary! { "OP" => is, "op" => is, "OPM" => 1 }))
        });
    let states = states.chain(overprints);
    let artifacts = content.artifacts.iter().map(|&kind| (artifact_name(kind), Object::from(artifact(kind))));
    let parts = [
        ("Font", named(&content.fonts, fonts)),
        ("XObject", named(&content.pictures, pictures)),
        ("ExtGState", Dictionary::from_iter(states)),
        ("Properties", Dictionary::from_iter(artifacts)),
    ];
    for (name, part) in parts {
        if !part.is_empty() {
            resources.set(name, part);
        }
    }
    resources
}

fn finish_page(
    document: &mut Document,
    pages: &[ObjectId],
    at: usize,
    content: PageContent,
    resources: Dictionary,
    annotations: &[Annotation],
) -> Result<()> {
    let of_page = annotations.partition_point(|annotation| annotation.page < at);
    let links = annotations[of_page..].iter().take_while(|annotation| annotation.page == at);
    let links: Vec<Object> = links.map(|annotation| Object::Reference(annotation.id)).collect();
    let stream = document.add_object(pre_deflated(Dictionary::new(), content.stream));
    let page = document.get_dictionary_mut(pages[at])?;
    page.set("Resources", resources);
    page.set("Contents", stream);
    page.set("StructParents", at as i64);
    // ISO 14289-1 §7.18.3: tabbing follows the structure.
    page.set("Tabs", "S");
    if !links.is_empty() {
        page.set("Annots", links);
    }
    if content.is_transparent {
        // ISO 19005-2 §6.2.10: the space that transparent things blend in.
        page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" });
    }
    Ok(())
}

/// Pages in a branch of the page tree: readers find a page of a long book faster than in one flat list.
const BRANCH: usize = 50;

/// Replaces the page tree, without the page that the fonts were registered on.
fn page_tree(document: &mut Document, pages: &[ObjectId]) -> Result<ObjectId> {
    let root = document.new_object_id();
    let mut branches = Vec::new();
    for leaves in pages.chunks(BRANCH) {
        let branch = if pages.len() <= BRANCH { root } else { document.new_object_id() };
        for leaf in leaves {
            document.get_dictionary_mut(*leaf)?.set("Parent", branch);
        }
        let kids: Vec<Object> = leaves.iter().map(|leaf| Object::Reference(*leaf)).collect();
        let mut node = dictionary! { "Type" => "Pages", "Count" => leaves.len() as i64, "Kids" => kids };
        if branch != root {
            node.set("Parent", root);
        }
        document.set_object(branch, node);
        branches.push(Object::Reference(branch));
    }
    if pages.len() > BRANCH {
        let node = dictionary! { "Type" => "Pages", "Count" => pages.len() as i64, "Kids" => branches };
        document.set_object(root, node);
    }
    Ok(root)
}

/// Replaces the catalog and the Info dictionary.
fn catalog(
    document: &mut Document,
    input: &Input<'_>,
    pages: &[ObjectId],
    root: ObjectId,
    tree: ObjectId,
) -> Result<()> {
    let labels: Vec<&str> = input.paged.pages.iter().map(|page| page.label.as_str()).collect();
    let intent = output_intent(document);
    let attachments = match input.target {
        Target::Screen { attachments } => attachments,
        Target::Print(_) => &[],
    };
    let claims = metadata::Claims::Screen { part: if attachments.is_empty() { 2 } else { 3 } };
    let packet = metadata::xmp(input.metadata, input.keywords, claims).into_bytes();
    let xmp = document.add_object(Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet));
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Version" => "1.7",
        "Pages" => root,
        "Metadata" => xmp,
        "Lang" => Object::string_literal(input.metadata.language.as_bytes()),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => tree,
        "ViewerPreferences" => viewer_preferences(input.paged.writing),
        "PageLabels" => label::page_labels(&labels),
        "OutputIntents" => vec![Object::Dictionary(intent)],
    };
    if input.paged.writing == Writing::Vertical {
        // §7.7.2: two pages side by side, the first alone, as the opened book shows them.
        catalog.set("PageLayout", "TwoPageRight");
    }
    let mut names = Dictionary::new();
    if let Some(places) = named_places(input.paged, pages) {
        names.set("Dests", places);
    }
    if let Some((files, tree)) = attachment::add(document, attachments, input.metadata) {
        catalog.set("AF", files);
        names.set("EmbeddedFiles", tree);
    }
    if !names.is_empty() {
        catalog.set("Names", names);
    }
    if let Some(outline) = outline::add(document, input.paged, pages) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    let catalog = document.add_object(catalog);
    let info = document.add_object(metadata::info(input.metadata, input.keywords, claims));
    document.trailer = dictionary! { "Root" => catalog, "Info" => info };
    Ok(())
}

/// §12.2: the title in the window's bar, and the side on which a book is bound (CLR-B01).
fn viewer_preferences(writing: Writing) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if writing == Writing::Vertical {
        preferences.set("Direction", "R2L");
    }
    preferences
}

/// ISO 19005-2 §6.2.3: what the colours mean.
fn output_intent(document: &mut Document) -> Dictionary {
    let profile = document.add_object(deflated(dictionary! { "N" => 3 }, &icc::srgb()));
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// The name tree of places (§12.3.2.3), so that an address can end in `#name`.
fn named_places(paged: &Paged, pages: &[ObjectId]) -> Option<Dictionary> {
    let mut names = Vec::new();
    // A map of strings is in the order of their bytes, which is that of a name tree.
    for (name, place) in &paged.destinations {
        if let Some(place) = link::destination(place, paged, pages) {
            names.extend([Object::string_literal(name.as_bytes()), place]);
        }
    }
    (!names.is_empty()).then(|| dictionary! { "Names" => names })
}
