//! The requirements of `docs/epub.md` as functions: an EPUB in, what is wrong with it out. They find nothing in real editions, and
//! complain of each edition in which `faults` has broken one of them.

mod archive;
mod edition;
mod faults;
mod files;
mod links;
mod package;

use edition::Epub;

/// A requirement: what is wrong in an EPUB, in words.
type Check = fn(&Epub) -> Vec<String>;

/// The 18 requirements, in their order.
const CHECKS: [(&str, Check); 18] = [
    ("a validator finds nothing", archive::is_whole),
    ("the same bytes every time", archive::is_fixed),
    ("mimetype first, readable as a stream", archive::streams),
    ("ASCII paths, unique ids", archive::is_ascii),
    ("languages and titles", package::has_languages),
    ("metadata", package::has_metadata),
    ("accessibility", package::is_accessible),
    ("pages of the edition on paper", links::has_pages),
    ("navigation", links::has_navigation),
    ("notes and claims", links::has_notes),
    ("index", links::has_index),
    ("fonts", files::has_fonts),
    ("vertical lines", package::is_vertical),
    ("cover", package::has_cover),
    ("alternative text, properties", package::has_words_for_pictures),
    ("enhancements", files::is_enhanced),
    ("sizes", files::is_small),
    ("claims as data", files::has_data),
];

#[test]
fn real_editions_keep_every_requirement() {
    let mut found = Vec::new();
    for edition in Epub::all() {
        for (at, (name, check)) in CHECKS.iter().enumerate() {
            let own = check(&edition);
            found.extend(own.into_iter().map(|it| format!("{}: requirement {}, {name}: {it}", edition.name, at + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_broken_requirement_is_noticed() {
    let editions = Epub::all();
    let mut overlooked = Vec::new();
    for fault in faults::FAULTS {
        let intact = editions.iter().find(|edition| edition.name == fault.edition).unwrap();
        let broken = intact.broken(&fault.change);
        assert!(broken.bytes != intact.bytes, "`{}` changes nothing", fault.name);
        let (name, check) = CHECKS[fault.requirement - 1];
        if check(&broken).is_empty() {
            overlooked.push(format!("requirement {}, {name}: {}", fault.requirement, fault.name));
        }
    }
    assert!(overlooked.is_empty(), "{}", overlooked.join("\n"));
    for requirement in 1..=CHECKS.len() {
        let faults = faults::FAULTS.iter().filter(|fault| fault.requirement == requirement).count();
        assert!(faults > 2, "requirement {requirement} is broken in {faults} ways alone");
    }
}
