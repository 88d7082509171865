//! Releases as whole commands: what is in one, what stops one, what shows that one was changed, and the catalogue of several.

mod catalogue;
mod handed;

use std::fs;
use std::path::Path;

use minisign::KeyPair;
use serde_json::Value;

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
    notes_say_what_there_is(&place);
    passes(place.run("verify dist/tiandi-1.0.0 --lang en"));
    let rebuilt = passes(place.run("verify dist/tiandi-1.0.0 --rebuild --lang en"));
    assert!(rebuilt.stderr.contains("its sources give the same bytes"), "{}", rebuilt.whole());
    fails(&place.run("release --lang en"), 2, "release-exists");
    passes(place.run("release --replace --lang en"));
    passes(place.run("verify dist/tiandi-1.0.0 --lang en"));
}

/// What changed, the files with their sizes and pages, and how to check them.
fn notes_say_what_there_is(place: &Place) {
    let notes = place.get("dist/tiandi-1.0.0/NOTES.md");
    assert!(notes.starts_with("# 天地 1.0.0\n\n甲<乙&丙\n\n## 变动\n\n- 初版\n\n## 文件\n\n"), "{notes}");
    assert!(notes.contains("sha256sum --check SHA256SUMS"), "{notes}");
    let line = |name: &str| notes.lines().find(|line| line.starts_with(&format!("- `{name}`："))).unwrap().to_owned();
    for name in ["tiandi.epub", "tiandi.pdf", "tiandi-cover.jpg", "tiandi-card.jpg"] {
        let size = fs::metadata(place.path().join("dist/tiandi-1.0.0").join(name)).unwrap().len().div_ceil(1000);
        assert!(line(name).contains(&format!("：{size} kB")), "{}", line(name));
    }
    assert!(line("tiandi.pdf").ends_with(" 页"), "{}", line("tiandi.pdf"));
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

/// The version that nobody says is git's tag of just this state; a file that was changed after it is named, one that git doesn't know isn't minded.
#[test]
fn the_version_is_gits_tag_of_this_state() {
    let place = book("");
    place.put("book.toml", &place.get("book.toml").replace("[\"epub\", \"pdf\"]", "[\"epub\"]"));
    let git = |words: &[&str]| {
        let own =
            ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"];
        let done = std::process::Command::new("git").args(own).args(words).current_dir(place.path()).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "1"]);
    fails(&place.run("release --lang en"), 1, "no-version");
    git(&["tag", "v2.1.0"]);
    place.put("articles/draft.txt", "unknown to git");
    assert_eq!(passes(place.run("release --lang en")).stdout, "dist/tiandi-2.1.0\n");
    place.put("CHANGELOG.md", "# 变动\n");
    let passed = place.run("release --lang en -o other");
    fails(&passed, 1, "tag-passed");
    assert!(passed.stderr.contains("`CHANGELOG.md` was changed after the tag `v2.1.0`"), "{}", passed.whole());
    git(&["commit", "-q", "-a", "-m", "2"]);
    fails(&place.run("release --lang en -o third"), 1, "no-version");
}

/// `SOURCE_DATE_EPOCH` is the only date where the manifest has none; a rebuild takes it from the release.
#[test]
fn the_only_dates_are_the_manifests_and_the_environments() {
    let place = book(VERSIONED);
    let manifest = place.get("book.toml").replace("date = \"2026-05-01\"\n", "");
    place.put("book.toml", &manifest);
    let mut command = place.command("release --site --lang en -o one");
    let done = command.env("SOURCE_DATE_EPOCH", "1700000000").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(place.get("one/opds.json").contains("2023-11-14T22:13:20Z"), "{}", place.get("one/opds.json"));
    let pdf = fs::read(place.path().join("one/tiandi-1.0.0/tiandi.pdf")).unwrap();
    let stamps = |text: &str| pdf.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(stamps("2023-11-14T22:13:20"), "the PDF's own date");
    // Nothing in the environment now.
    let rebuilt = passes(place.run("verify one/tiandi-1.0.0 --rebuild --lang en"));
    assert!(rebuilt.stderr.contains("its sources give the same bytes"), "{}", rebuilt.whole());
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
