//! Releases as whole commands: what is in one, what stops one, what shows that one was changed, and the catalogue of several.

use std::fs;
use std::path::Path;

use minisign::KeyPair;
use serde_json::Value;
use usvg::roxmltree::{Document, Node};

use crate::cli::{Place, Ran};

/// A sound book with an EPUB and a version; `more` is added to its manifest.
fn book(more: &str) -> Place {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let manifest = format!(
        "[book]\ntitle = \"天地\"\nauthors = [\"张三\"]\ndescription = \"甲<乙&丙\"\nslug = \"tiandi\"\npublisher = \"版心社\"\n\
         date = \"2026-05-01\"\nisbn = {{ epub = \"978-7-02-000220-7\" }}\n\n[fonts]\ndir = {fonts:?}\n\n[build]\neditions = [\"epub\", \"pdf\"]\n\n{more}"
    );
    Place::with(&[
        ("book.toml", &manifest),
        ("articles/a.md", "# 天地\n\n天地玄黄，宇宙洪荒。\n"),
        ("CHANGELOG.md", "# 变动\n\n## 1.0.0\n\n- 初版\n"),
    ])
}

#[track_caller]
fn passes(ran: Ran) -> Ran {
    assert_eq!(ran.status, 0, "{}", ran.whole());
    ran
}

#[track_caller]
fn fails(ran: &Ran, status: i32, code: &str) {
    assert_eq!(ran.status, status, "{}", ran.whole());
    assert!(ran.stderr.contains(&format!("[{code}]")), "{code}: {}", ran.whole());
}

const VERSIONED: &str = "[release]\nversion = \"1.0.0\"\n";

#[test]
fn a_release_is_whole_and_rebuilds_to_the_same_bytes() {
    let place = book(VERSIONED);
    let ran = passes(place.run("release --lang en"));
    assert_eq!(ran.stdout, "dist/tiandi-1.0.0\n");
    let folder = place.path().join("dist/tiandi-1.0.0");
    for name in [
        "tiandi.epub",
        "tiandi.pdf",
        "tiandi-cover.jpg",
        "tiandi-card.jpg",
        "CHANGES.md",
        "NOTES.md",
        "SHA256SUMS",
        "manifest.json",
    ] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    let manifest: Value = serde_json::from_str(&place.get("dist/tiandi-1.0.0/manifest.json")).unwrap();
    assert_eq!(manifest["version"], "1.0.0");
    let inputs: Vec<&str> =
        manifest["inputs"].as_array().unwrap().iter().map(|input| input["path"].as_str().unwrap()).collect();
    assert!(inputs.contains(&"articles/a.md") && inputs.contains(&"book.toml") && inputs.contains(&"fonts:fonts.toml"));
    assert!(!inputs.iter().any(|input| input.starts_with("dist")), "{inputs:?}");
    let pdf = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == "tiandi.pdf").unwrap();
    assert!(pdf["pages"].as_u64().unwrap() > 1);
    let claimed: Vec<&str> =
        pdf["conformsTo"].as_array().unwrap().iter().map(|claim| claim.as_str().unwrap()).collect();
    assert!(claimed.iter().any(|claim| claim.starts_with("PDF/A-")) && claimed.contains(&"PDF/UA-1"), "{claimed:?}");
    assert_eq!(place.get("dist/tiandi-1.0.0/CHANGES.md"), "- 初版\n");
    passes(place.run("verify dist/tiandi-1.0.0 --lang en"));
    let rebuilt = passes(place.run("verify dist/tiandi-1.0.0 --rebuild --lang en"));
    assert!(rebuilt.stderr.contains("its sources give the same bytes"), "{}", rebuilt.whole());
    fails(&place.run("release --lang en"), 2, "release-exists");
    passes(place.run("release --replace --lang en"));
    passes(place.run("verify dist/tiandi-1.0.0 --lang en"));
}

#[test]
fn what_was_changed_is_named() {
    let place = book(VERSIONED);
    passes(place.run("release"));
    place.put("articles/a.md", "# 天地\n\n天地玄黄，宇宙洪荒，日月盈昃。\n");
    let ran = place.run("verify dist/tiandi-1.0.0 --rebuild --lang en");
    fails(&ran, 1, "rebuild-differs");
    fails(&ran, 1, "source-changed");
    assert!(ran.stderr.contains("articles/a.md"), "{}", ran.whole());
    assert!(ran.stderr.contains("entry `") && ran.stderr.contains(".xhtml"), "the entry is named: {}", ran.whole());
    assert!(ran.stderr.contains("`tiandi.pdf` rebuilds to other bytes: page "), "the page is named: {}", ran.whole());
    place.put("dist/tiandi-1.0.0/NOTES.md", "other");
    place.put("dist/tiandi-1.0.0/more", "");
    fs::remove_file(place.path().join("dist/tiandi-1.0.0/tiandi-card.jpg")).unwrap();
    let ran = place.run("verify dist/tiandi-1.0.0 --lang en");
    for code in ["file-changed", "file-missing", "file-stray"] {
        fails(&ran, 1, code);
    }
    fails(&place.run("verify articles --lang en"), 1, "no-release");
}

/// Hidden files are no inputs, but those that an article names.
#[test]
fn hidden_files_that_articles_name_are_inputs() {
    let place = book(VERSIONED);
    place.put("articles/a.md", "# 天地\n\n天地玄黄。\n\n{{#include .parts/b.md}}\n\n![图](../.pictures/a.svg)\n");
    place.put("articles/.parts/b.md", "宇宙洪荒。\n");
    place.put("articles/.parts/unread.md", "日月盈昃。\n");
    place.put(
        ".pictures/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>",
    );
    passes(place.run("release --lang en"));
    let manifest: Value = serde_json::from_str(&place.get("dist/tiandi-1.0.0/manifest.json")).unwrap();
    let inputs: Vec<&str> =
        manifest["inputs"].as_array().unwrap().iter().map(|input| input["path"].as_str().unwrap()).collect();
    assert!(inputs.contains(&"articles/.parts/b.md") && inputs.contains(&".pictures/a.svg"), "{inputs:?}");
    assert!(!inputs.contains(&"articles/.parts/unread.md") && inputs.is_sorted(), "{inputs:?}");
    passes(place.run("verify dist/tiandi-1.0.0 --rebuild --lang en"));
    place.put("articles/.parts/b.md", "宇宙。\n");
    let ran = place.run("verify dist/tiandi-1.0.0 --rebuild --lang en");
    fails(&ran, 1, "rebuild-differs");
    assert!(ran.stderr.contains("source `articles/.parts/b.md`"), "{}", ran.whole());
}

#[test]
fn a_release_that_may_not_go_out_leaves_nothing() {
    for (more, text, code) in [
        ("", "# 天地\n\n玄黄。\n", "no-version"),
        ("[release]\nversion = \"1.0.0\"\nstrict = true\n", "# 天地\n\n甲,乙。\n", "warnings-left"),
        (
            "[release]\nversion = \"1.0.0\"\n[facts]\nrequire = \"resolved\"\n",
            "---\nfacts:\n  - id: a\n    claim: 天地玄黄\n    kind: event\n    status: unchecked\n    at: 玄黄\n---\n# 天地\n\n玄黄。\n",
            "claim-unresolved",
        ),
    ] {
        let place = book(more);
        place.put("articles/a.md", text);
        let ran = place.run("release --lang en");
        fails(&ran, 1, code);
        assert!(!place.path().join("dist").exists(), "{code}: {}", ran.whole());
    }
    let waived = book("[release]\nversion = \"1.0.0\"\nstrict = true\nwaive = [\"ascii-punctuation\"]\n");
    waived.put("articles/a.md", "# 天地\n\n甲,乙。\n");
    passes(waived.run("release --lang en"));
    fails(&book(VERSIONED).run("release --as ../1 --lang en"), 1, "bad-version");
}

#[test]
fn a_signature_is_by_the_key_and_of_these_files() {
    let place = book(VERSIONED);
    let pair = |name: &str| {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        place.put(&format!("keys/.{name}.key"), &pair.sk.to_box(None).unwrap().into_string());
        place.put(&format!("keys/.{name}.pub"), &pair.pk.to_box().unwrap().into_string());
    };
    pair("own");
    pair("other");
    passes(place.run("release --key keys/.own.key --lang en"));
    let good = passes(place.run("verify dist/tiandi-1.0.0 --key keys/.own.pub --rebuild --lang en"));
    assert!(good.stderr.contains("the signature is good: tiandi-1.0.0"), "{}", good.whole());
    fails(&place.run("verify dist/tiandi-1.0.0 --key keys/.other.pub --lang en"), 1, "bad-signature");
    let sums = place.get("dist/tiandi-1.0.0/SHA256SUMS");
    place.put("dist/tiandi-1.0.0/SHA256SUMS", sums.split_once('\n').unwrap().1);
    fails(&place.run("verify dist/tiandi-1.0.0 --key keys/.own.pub --lang en"), 1, "bad-signature");
    fails(&place.run("verify dist/tiandi-1.0.0 --key nonsense --lang en"), 2, "bad-key");
}

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
    assert!(page.contains("width=device-width") && page.contains("SHA256SUMS"));
}

/// RFC 4287: a feed and each entry have one id, title and updated; OPDS 1.2: an entry has an acquisition link with a type.
fn opds_one(text: &str, dist: &Path) {
    let feed = Document::parse(text).unwrap();
    let root = feed.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
    for node in feed.descendants().filter(|node| node.has_tag_name("feed") || node.has_tag_name("entry")) {
        for name in ["id", "title", "updated"] {
            assert_eq!(children(node).iter().filter(|&&child| child == name).count(), 1, "{name}: {text}");
        }
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
    assert_eq!(feed["links"][0]["rel"], "self");
    let publications = feed["publications"].as_array().unwrap();
    assert_eq!(publications.len(), 1);
    let publication = &publications[0];
    assert_eq!(publication["metadata"]["title"], "天地");
    assert_eq!(publication["metadata"]["author"][0]["name"], "张三");
    let both = publication["links"].as_array().unwrap().iter().chain(publication["images"].as_array().unwrap());
    for link in both {
        assert!(link["type"].is_string());
        assert!(dist.join(link["href"].as_str().unwrap()).is_file(), "{link}");
    }
}

/// ONIX 3.0, reference names: the blocks of a product in the schema's order, and what each must have.
/// The order that the ONIX 3.0 schema gives the children of the composites that we write, and which of them there must be (`!`).
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

#[test]
fn manuals_and_completions_are_made_from_the_grammar() {
    let place = Place::with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = passes(place.run(&format!("completions {shell}")));
        assert!(ran.stdout.contains("release") && ran.stdout.contains("banxin"), "{shell}");
    }
    let ran = passes(place.run("man"));
    assert!(ran.stdout.contains(".TH banxin 1"), "{}", ran.stdout);
    passes(place.run("man --to man"));
    assert!(place.get("man/banxin-release.1").contains(".TH banxin-release 1"));
    assert!(place.get("man/banxin.1").contains("banxin\\-release"));
}

/// Where the wrap's picture has colour and the press no profile: a proof says so, beside a print edition it is refused with the remedy.
#[test]
fn a_wrap_with_a_coloured_picture_and_no_profile() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let manifest = |editions: &str, more: &str| {
        format!(
            "[book]\ntitle = \"天地\"\nslug = \"tiandi\"\n[fonts]\ndir = {fonts:?}\n[cover]\ndesign = \"photographic\"\npicture = \"front.png\"\n\
             [cover.wrap]\nprinter = \"kdp\"\npages = 120\n[build]\neditions = [{editions}]\n{more}"
        )
    };
    let place = Place::with(&[("articles/a.md", "# 天地\n\n玄黄。\n")]);
    let picture = image::RgbImage::from_fn(1000, 1600, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 40]));
    picture.save(place.path().join("front.png")).unwrap();
    place.put("book.toml", &manifest("\"epub\"", ""));
    let proof = passes(place.run("cover --lang en"));
    assert!(
        proof.stderr.contains("print-plain-picture") && proof.stderr.contains("[print] profile"),
        "{}",
        proof.whole()
    );
    assert!(place.path().join("dist/tiandi-wrap.pdf").is_file());
    place.put("book.toml", &manifest("\"epub\", \"print\"", ""));
    let refused = place.run("cover --lang en");
    fails(&refused, 1, "print-rgb-picture");
    assert!(refused.stderr.contains("name the printer's profile with `[print] profile`"), "{}", refused.whole());
    place.put("book.toml", &manifest("\"epub\", \"print\"", "[print]\npictures = \"grey\"\n"));
    passes(place.run("cover --lang en"));
}

/// A program as the archive and the Debian package install it: a book without fonts is set with those that came with it.
#[test]
fn an_installed_program_brings_its_fonts() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    for (program, beside) in [("opt/banxin", "opt/fonts"), ("usr/bin/banxin", "usr/share/banxin/fonts")] {
        let place = Place::with(&[
            ("book/book.toml", "[book]\ntitle = \"天地\"\nslug = \"tiandi\"\n"),
            ("book/articles/a.md", "# 天地\n\n玄黄。\n"),
        ]);
        let at = place.path().join(program);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_banxin"), &at).unwrap();
        let run = || {
            let mut command = std::process::Command::new(&at);
            command
                .args(["build", "book", "-e", "pdf", "--lang", "en"])
                .current_dir(place.path())
                .env_clear()
                .output()
                .unwrap()
        };
        assert!(!run().status.success(), "there is no font anywhere");
        let folder = place.path().join(beside);
        fs::create_dir_all(&folder).unwrap();
        for entry in fs::read_dir(fonts).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
        let ran = run();
        assert!(ran.status.success(), "{beside}: {}", String::from_utf8_lossy(&ran.stderr));
        assert!(place.path().join("dist/tiandi.pdf").is_file());
    }
}
