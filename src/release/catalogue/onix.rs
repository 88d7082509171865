//! ONIX for Books 3.0, reference tags: a message with a product for each edition (EDItEUR, ONIX 3.0; code lists by number). The order
//! of elements is the schema's.

use super::{Entry, title, updated};
use crate::release::manifest::{FileRecord, Person};
use crate::release::markup::{Element, element, leaf};
use crate::source::filing;

/// The message.
pub(super) fn message(entries: &[&Entry]) -> String {
    // Date and time without punctuation, in UTC (list 55, format 13 and 'Z').
    let sent: String = updated(entries).chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    element("ONIXMessage")
        .with("release", "3.0")
        .with("xmlns", "http://ns.editeur.org/onix/3.0/reference")
        .child(
            element("Header")
                .child(element("Sender").child(leaf("SenderName", title(entries))))
                .child(leaf("SentDateTime", sent)),
        )
        .children(
            entries.iter().flat_map(|entry| entry.editions().map(|file| product(entry, file)).collect::<Vec<_>>()),
        )
        .xml()
}

fn product(entry: &Entry, file: &FileRecord) -> Element {
    let is_epub = file.path.ends_with(".epub");
    element("Product")
        .child(leaf("RecordReference", format!("{}/{}", entry.manifest.identifier, file.path)))
        // List 1: a notification of a published product.
        .child(leaf("NotificationType", "03"))
        .child(identifier(entry, file, is_epub))
        .child(descriptive(entry, file, is_epub))
        .children(collateral(entry))
        .children(publishing(entry))
        .children(related(entry, file))
        .child(supply(entry))
}

/// The ISBN of the edition, else the name of the file in the publication (list 5: 15, 01).
fn identifier(entry: &Entry, file: &FileRecord, is_epub: bool) -> Element {
    let isbn = entry.manifest.isbn.get(if is_epub { "epub" } else { "pdf" });
    let is_plain =
        file.path == format!("{}.epub", entry.manifest.slug) || file.path == format!("{}.pdf", entry.manifest.slug);
    match isbn.filter(|_| is_plain) {
        Some(isbn) => element("ProductIdentifier").child(leaf("ProductIDType", "15")).child(leaf("IDValue", isbn)),
        None => element("ProductIdentifier")
            .child(leaf("ProductIDType", "01"))
            .child(leaf("IDTypeName", "banxin"))
            .child(leaf("IDValue", format!("{}/{}", entry.manifest.identifier, file.path))),
    }
}

fn descriptive(entry: &Entry, file: &FileRecord, is_epub: bool) -> Element {
    let manifest = &entry.manifest;
    let mut title =
        element("TitleElement").child(leaf("TitleElementLevel", "01")).child(leaf("TitleText", &manifest.title));
    if let Some(subtitle) = &manifest.subtitle {
        title = title.child(leaf("Subtitle", subtitle));
    }
    let mut out = element("DescriptiveDetail")
        .child(leaf("ProductComposition", "00"))
        // List 150: a digital download. List 175: EPUB, PDF.
        .child(leaf("ProductForm", "ED"))
        .child(leaf("ProductFormDetail", if is_epub { "E101" } else { "E107" }))
        .child(leaf("PrimaryContentType", "10"))
        .child(element("TitleDetail").child(leaf("TitleType", "01")).child(title));
    out = if manifest.contributors.is_empty() {
        out.child(element("NoContributor"))
    } else {
        out.children(manifest.contributors.iter().enumerate().map(|(at, person)| contributor(at, person)))
    };
    let (language, script) = language(&manifest.language);
    let mut spoken = element("Language").child(leaf("LanguageRole", "01")).child(leaf("LanguageCode", language));
    if let Some(script) = script {
        spoken = spoken.child(leaf("ScriptCode", script));
    }
    out = out.child(spoken);
    if let Some(pages) = file.pages {
        // List 23: content pages. List 24: pages.
        let extent = element("Extent").child(leaf("ExtentType", "11"));
        out = out.child(extent.child(leaf("ExtentValue", pages.to_string())).child(leaf("ExtentUnit", "03")));
    }
    if manifest.keywords.is_empty() {
        return out;
    }
    // List 27: keywords.
    let subject = element("Subject").child(leaf("SubjectSchemeIdentifier", "20"));
    out.child(subject.child(leaf("SubjectHeadingText", manifest.keywords.join("; "))))
}

fn contributor(at: usize, person: &Person) -> Element {
    // List 17.
    let role = match person.role.as_str() {
        "aut" => "A01",
        "ill" => "A12",
        "edt" => "B01",
        "trl" => "B06",
        _ => "Z99",
    };
    let (name, inverted) = if filing::is_body(&person.name) {
        ("CorporateName", "CorporateNameInverted")
    } else {
        ("PersonName", "PersonNameInverted")
    };
    let mut out = element("Contributor")
        .child(leaf("SequenceNumber", (at + 1).to_string()))
        .child(leaf("ContributorRole", role))
        .child(leaf(name, &person.name));
    if let Some(sorted) = &person.file_as {
        out = out.child(leaf(inverted, sorted));
    }
    out
}

/// ISO 639-2/B and ISO 15924 of a BCP 47 tag (lists 74 and 121).
fn language(tag: &str) -> (&'static str, Option<&'static str>) {
    let script = if tag.contains("Hant") || tag.starts_with("zh-TW") || tag.starts_with("zh-HK") {
        Some("Hant")
    } else if tag.starts_with("zh") {
        Some("Hans")
    } else {
        None
    };
    let language = match tag.split('-').next().unwrap_or("") {
        "zh" => "chi",
        "en" => "eng",
        "ja" => "jpn",
        "ko" => "kor",
        "fr" => "fre",
        "de" => "ger",
        "es" => "spa",
        "ru" => "rus",
        _ => "und",
    };
    (language, script)
}

fn collateral(entry: &Entry) -> Option<Element> {
    let description = entry.manifest.description.as_ref()?;
    // List 153: a description. List 154: for everybody.
    let content = element("TextContent").child(leaf("TextType", "03")).child(leaf("ContentAudience", "00"));
    Some(element("CollateralDetail").child(content.child(leaf("Text", description))))
}

/// Who published it and when. The schema has no such part without a publisher or an imprint, and none is invented.
fn publishing(entry: &Entry) -> Option<Element> {
    let name = leaf("PublisherName", entry.manifest.publisher.as_ref()?);
    let publisher = element("Publisher").child(leaf("PublishingRole", "01")).child(name);
    let mut out = element("PublishingDetail").child(publisher).child(leaf("PublishingStatus", "04"));
    if let Some(date) = &entry.manifest.date {
        let digits: String = date.chars().filter(char::is_ascii_digit).collect();
        // List 55: a day, a month, a year.
        let format = match digits.len() {
            8 => "00",
            6 => "01",
            _ => "05",
        };
        let day = leaf("Date", digits).with("dateformat", format);
        out = out.child(element("PublishingDate").child(leaf("PublishingDateRole", "01")).child(day));
    }
    Some(out)
}

/// The other editions (list 51: another format).
fn related(entry: &Entry, file: &FileRecord) -> Option<Element> {
    let others: Vec<Element> = entry
        .editions()
        .filter(|other| other.path != file.path)
        .map(|other| {
            element("RelatedProduct").child(leaf("ProductRelationCode", "06")).child(identifier(
                entry,
                other,
                other.path.ends_with(".epub"),
            ))
        })
        .collect();
    (!others.is_empty()).then(|| element("RelatedMaterial").children(others))
}

/// From the publisher, else whoever wrote it; available, without a price (lists 93, 65, 57).
fn supply(entry: &Entry) -> Element {
    let author = entry.manifest.contributors.first().map(|person| &person.name);
    let name = entry.manifest.publisher.as_ref().or(author).unwrap_or(&entry.manifest.title);
    let supplier = element("Supplier").child(leaf("SupplierRole", "09")).child(leaf("SupplierName", name));
    let detail = element("SupplyDetail")
        .child(supplier)
        .child(leaf("ProductAvailability", "20"))
        .child(leaf("UnpricedItemType", "01"));
    element("ProductSupply").child(detail)
}
