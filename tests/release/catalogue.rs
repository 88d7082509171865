//! The catalogue of all releases in a folder: feeds against the rules of OPDS 1.2 and 2.0, the ONIX message, and the page.

use super::*;
use usvg::roxmltree::{Document, Node};

/// The names of an element's children, in order.
fn children<'a>(node: Node<'a, 'a>) -> Vec<&'a str> {
    node.children().filter(Node::is_element).map(|child| child.tag_name().name()).collect()
}

fn texts<'a>(document: &'a Document<'a>, name: &str) -> Vec<&'a str> {
    document.descendants().filter(|node| node.has_tag_name(name)).filter_map(|node| node.text()).collect()
}

#[test]
fn the_catalogue_names_the_newest_and_leads_to_files() {
    let place = book("");
    let subtitled = "title = \"天地\"\nsubtitle = \"从5百万美元到掀桌子\"";
    place.put("book.toml", &place.get("book.toml").replace("title = \"天地\"", subtitled));
    for version in ["1.9.0", "1.10.0"] {
        passes(place.run(&format!("release --site --lang en --as {version}")));
    }
    let dist = place.path().join("dist");
    opds_one(&place.get("dist/opds.xml"), &dist);
    opds_two(&place.get("dist/opds.json"), &dist);
    onix(&place.get("dist/onix.xml"));
    let page = place.get("dist/index.html");
    assert!(
        page.contains("1.10.0")
            && page.contains("href=\"tiandi-1.9.0/tiandi.epub\"")
            && page.contains("甲&lt;乙&amp;丙"),
        "{page}"
    );
    assert!(page.contains("从5百万美元<wbr>到掀桌子"), "lines end at sense: {page}");
    assert!(page.contains("width=device-width") && page.contains("SHA256SUMS"));
}

/// A time as RFC 3339 has it, in UTC.
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00T00:00:00Z"
}

/// RFC 4287: a feed and each entry have one id, title and updated, and an author, its own or the feed's; ids differ. OPDS 1.2: links to itself and to the
/// start of the catalogue say that they are an acquisition feed; an entry has an acquisition link with a type, and its pictures are of common formats.
fn opds_one(text: &str, dist: &Path) {
    let feed = Document::parse(text).unwrap();
    let root = feed.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
    for node in feed.descendants().filter(|node| node.has_tag_name("feed") || node.has_tag_name("entry")) {
        for name in ["id", "title", "updated"] {
            assert_eq!(children(node).iter().filter(|&&child| child == name).count(), 1, "{name}: {text}");
        }
        assert!(children(node).contains(&"author") || children(root).contains(&"author"), "{text}");
    }
    assert!(texts(&feed, "updated").into_iter().all(is_time), "{text}");
    let mut ids = texts(&feed, "id");
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]) && ids.iter().all(|id| id.starts_with("urn:")), "{ids:?}");
    let of_feed = root.children().filter(|node| node.has_tag_name("link"));
    let of_feed: Vec<_> =
        of_feed.map(|link| (link.attribute("rel").unwrap(), link.attribute("type").unwrap())).collect();
    let kind = "application/atom+xml;profile=opds-catalog;kind=acquisition";
    assert_eq!(of_feed, [("self", kind), ("start", kind)]);
    for rel in ["http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"] {
        let mut pictures = feed.descendants().filter(|node| node.attribute("rel") == Some(rel));
        assert_eq!(pictures.next().and_then(|link| link.attribute("type")), Some("image/jpeg"), "{text}");
    }
    assert_eq!(children(root).iter().filter(|&&child| child == "entry").count(), 1, "the newest alone");
    let mut types: Vec<&str> = Vec::new();
    for link in feed.descendants().filter(|node| node.has_tag_name("link")) {
        let href = link.attribute("href").unwrap();
        assert!(dist.join(href).is_file(), "{href}");
        if link.attribute("rel").unwrap().starts_with("http://opds-spec.org/acquisition") {
            assert!(href.starts_with("tiandi-1.10.0/"), "{href}");
            assert_eq!(link.attribute("length").unwrap(), fs::metadata(dist.join(href)).unwrap().len().to_string());
            types.extend(link.attribute("type"));
        }
    }
    assert_eq!(types, ["application/epub+zip", "application/pdf"]);
    assert!(texts(&feed, "summary").contains(&"甲<乙&丙"));
}

/// OPDS 2.0: metadata with a title, a self link, publications with metadata, links and images.
fn opds_two(text: &str, dist: &Path) {
    let feed: Value = serde_json::from_str(text).unwrap();
    assert!(feed["metadata"]["title"].is_string());
    assert!(is_time(feed["metadata"]["modified"].as_str().unwrap()));
    assert_eq!(
        (&feed["links"][0]["rel"], &feed["links"][0]["type"]),
        (&"self".into(), &"application/opds+json".into())
    );
    let publications = feed["publications"].as_array().unwrap();
    assert_eq!(publications.len(), 1);
    let publication = &publications[0];
    assert_eq!(publication["metadata"]["title"], "天地");
    assert_eq!(publication["metadata"]["author"][0]["name"], "张三");
    assert!(is_time(publication["metadata"]["modified"].as_str().unwrap()));
    assert_eq!(publication["metadata"]["identifier"].as_str().unwrap().split_once(':').unwrap().0, "urn");
    let rels = publication["links"].as_array().unwrap().iter().map(|link| link["rel"].as_str().unwrap());
    assert!(rels.eq(["http://opds-spec.org/acquisition/open-access"; 2]), "{publication}");
    assert!(publication["images"].as_array().unwrap().iter().any(|image| image["type"] == "image/jpeg"));
    let both = publication["links"].as_array().unwrap().iter().chain(publication["images"].as_array().unwrap());
    for link in both {
        assert!(link["type"].is_string());
        assert!(dist.join(link["href"].as_str().unwrap()).is_file(), "{link}");
    }
}

/// ONIX 3.0, reference names: the order that the ONIX 3.0 schema gives the children of the composites that we write, and which of them there must be (`!`).
/// `scripts/judge_onix.py` asks the schema itself, which may not be copied.
const ONIX: &str = "
ONIXMessage: Header! Product
Header: Sender! SentDateTime!
Sender: SenderName!
Product: RecordReference! NotificationType! ProductIdentifier! DescriptiveDetail CollateralDetail PublishingDetail RelatedMaterial ProductSupply
ProductIdentifier: ProductIDType! IDTypeName IDValue!
DescriptiveDetail: ProductComposition! ProductForm! ProductFormDetail PrimaryContentType TitleDetail! Contributor NoContributor Language Extent Subject
TitleDetail: TitleType! TitleElement!
TitleElement: TitleElementLevel! TitleText! Subtitle
Contributor: SequenceNumber ContributorRole! PersonName PersonNameInverted CorporateName CorporateNameInverted
Language: LanguageRole! LanguageCode! ScriptCode
Extent: ExtentType! ExtentValue! ExtentUnit!
Subject: SubjectSchemeIdentifier! SubjectHeadingText!
CollateralDetail: TextContent
TextContent: TextType! ContentAudience! Text!
PublishingDetail: Publisher! PublishingStatus PublishingDate
Publisher: PublishingRole! PublisherName!
PublishingDate: PublishingDateRole! Date!
RelatedMaterial: RelatedProduct!
RelatedProduct: ProductRelationCode! ProductIdentifier!
ProductSupply: SupplyDetail!
SupplyDetail: Supplier! ProductAvailability! UnpricedItemType
Supplier: SupplierRole! SupplierName!
";

/// Every composite of the message against `ONIX`.
fn onix_is_in_order(message: &Document<'_>) {
    for node in message.descendants().filter(|node| node.is_element() && !children(*node).is_empty()) {
        let name = node.tag_name().name();
        let line = ONIX.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let line = line.unwrap_or_else(|| panic!("{name} is not in the table"));
        let known: Vec<&str> = line.split(' ').map(|word| word.trim_end_matches('!')).collect();
        let names = children(node);
        let place = |child: &&str| known.iter().position(|known| known == child);
        let places: Vec<Option<usize>> = names.iter().map(place).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{name}: {names:?}");
        for must in line.split(' ').filter_map(|word| word.strip_suffix('!')) {
            assert!(names.contains(&must), "{name} lacks {must}: {names:?}");
        }
    }
}

fn onix(text: &str) {
    let message = Document::parse(text).unwrap();
    let root = message.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("release")), ("ONIXMessage", Some("3.0")));
    assert_eq!(children(root).iter().filter(|&&name| name == "Product").count(), 2);
    onix_is_in_order(&message);
    assert!(texts(&message, "IDValue").contains(&"9787020002207"), "{text}");
    assert_eq!(texts(&message, "Date")[0], "20260501");
    assert_eq!(texts(&message, "SupplierName"), ["版心社"; 2]);
}

#[test]
fn a_book_that_says_little_makes_a_message_that_says_no_more() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let manifest = format!("[book]\ntitle = \"天地\"\n[fonts]\ndir = {fonts:?}\n[build]\neditions = [\"epub\"]\n");
    let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", "# 天地\n\n玄黄。\n")]);
    passes(place.run("release --site --as 1.0.0"));
    let text = place.get("dist/onix.xml");
    let message = Document::parse(&text).unwrap();
    onix_is_in_order(&message);
    for absent in ["PublishingDetail", "CollateralDetail", "Contributor", "RelatedMaterial"] {
        assert!(!text.contains(&format!("<{absent}")), "{absent}: {text}");
    }
}

#[test]
fn people_and_organisations_are_named_and_filed_as_in_the_epub() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let manifest = format!(
        "[book]\ntitle = \"天地\"\nslug = \"tiandi\"\nauthors = [\"欧阳修\", \"版心项目\"]\n[fonts]\ndir = {fonts:?}\n[build]\neditions = [\"epub\"]\n"
    );
    let place = Place::with(&[("book.toml", &manifest), ("articles/a.md", "# 天地\n\n玄黄。\n")]);
    passes(place.run("release --site --as 1.0.0"));
    let text = place.get("dist/onix.xml");
    let message = Document::parse(&text).unwrap();
    onix_is_in_order(&message);
    assert_eq!(texts(&message, "PersonName"), ["欧阳修"]);
    assert_eq!(texts(&message, "PersonNameInverted"), ["Ouyang Xiu"]);
    assert_eq!(texts(&message, "CorporateName"), ["版心项目"]);
    assert_eq!(texts(&message, "CorporateNameInverted"), ["Ban xin xiang mu"]);
    let feed: Value = serde_json::from_str(&place.get("dist/opds.json")).unwrap();
    let sorted = |at: usize| feed["publications"][0]["metadata"]["author"][at]["sortAs"].as_str().unwrap().to_owned();
    assert_eq!([sorted(0), sorted(1)], ["Ouyang Xiu", "Ban xin xiang mu"]);
}
