//! Many titles as whole commands: what changed is built and nothing else, what fails stops nothing, and a run that is killed goes on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::cli::Place;

fn title(place: &Place, name: &str, text: &str) {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    place.put(
        &format!("books/{name}/book.toml"),
        &format!("[book]\ntitle = \"{name}\"\nslug = \"{name}\"\n[fonts]\ndir = {fonts:?}\n"),
    );
    place.put(&format!("books/{name}/articles/a.md"), &format!("# 第一章\n\n{text}\n"));
}

fn shelf(number: usize) -> Place {
    let place = Place::with(&[]);
    for at in 0..number {
        title(&place, &format!("t{at:02}"), &format!("这是第{at}本，天地玄黄。"));
    }
    place
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().display().to_string(), fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn only_what_changed_is_built_and_what_fails_stops_nothing() {
    let place = shelf(3);
    let counts = |expected: &str, status: i32| {
        let ran = place.run("shelf books -e epub --lang en");
        assert_eq!(ran.status, status, "{}", ran.whole());
        assert!(ran.stderr.contains(expected), "{expected}: {}", ran.whole());
        ran
    };
    counts("3 built, 0 unchanged, 0 failed", 0);
    counts("0 built, 3 unchanged, 0 failed", 0);
    title(&place, "t01", "改了。");
    assert_eq!(counts("1 built, 2 unchanged, 0 failed", 0).stdout, "dist/t01\n");
    fs::remove_file(place.path().join("dist/t02/t02.epub")).unwrap();
    counts("1 built, 2 unchanged, 0 failed", 0);
    place.put("books/t00/book.toml", "[book\n");
    let before = fs::read(place.path().join("dist/t00/t00.epub")).unwrap();
    title(&place, "t03", "新的。");
    let ran = counts("1 built, 2 unchanged, 1 failed", 1);
    assert!(ran.stderr.contains("`t00` was not made"), "{}", ran.whole());
    assert_eq!(fs::read(place.path().join("dist/t00/t00.epub")).unwrap(), before, "the old edition is as it was");
}

/// What a book is made of besides its articles: each file, and what it says before and after.
const BESIDE: [(&str, &str, &str); 6] = [
    ("look.toml", "extends = \"literary\"\n", "extends = \"technical\"\n"),
    (
        "press/front.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 16\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 15\"/>",
    ),
    ("books/t00/code/main.rs", "fn main() {}\n", "fn other() {}\n"),
    ("books/t00/articles/part.md", "日月盈昃。\n", "辰宿列张。\n"),
    ("books/t00/facts.toml", "", "# later\n"),
    ("books/t00/articles/.parts/hidden.md", "寒来暑往。\n", "秋收冬藏。\n"),
];

#[test]
fn what_is_included_and_what_lies_outside_the_books_folder_counts() {
    let place = shelf(1);
    for (name, before, _) in BESIDE {
        place.put(name, before);
    }
    let more = "[theme]\nfile = \"../../look.toml\"\n[cover]\ntemplate = \"../../press/front.svg\"\n";
    place.put("books/t00/book.toml", &(place.get("books/t00/book.toml") + more));
    place.put(
        "books/t00/articles/a.md",
        "# 第一章\n\n{{#include part.md}}\n\n{{#include .parts/hidden.md}}\n\n```rust\n{{#include ../code/main.rs}}\n```\n",
    );
    let counts = |expected: &str, why: &str| {
        let ran = place.run("shelf books -e epub --lang en");
        assert!(ran.stderr.contains(expected), "{why}: {}", ran.whole());
    };
    counts("1 built, 0 unchanged, 0 failed", "first");
    counts("0 built, 1 unchanged, 0 failed", "nothing changed");
    for (name, _, after) in BESIDE {
        place.put(name, after);
        counts("1 built, 0 unchanged, 0 failed", name);
        let depfile = place.get("dist/t00/.banxin.d");
        let last = name.rsplit('/').next().unwrap();
        assert!(depfile.contains(last), "{name}: {depfile}");
    }
    counts("0 built, 1 unchanged, 0 failed", "nothing changed");
}

/// A project of mdBook's is built without a picture that it lacks; when the picture comes it is built again, though nothing but the build knows
/// that it is wanted.
#[test]
fn hidden_pictures_count_also_where_they_come_later() {
    let place = shelf(1);
    place.put("books/t00/src/SUMMARY.md", "# Summary\n\n- [第一章](a.md)\n");
    place.put("books/t00/src/a.md", "# 第一章\n\n天地。\n\n![图](.pictures/a.png)\n");
    fs::remove_dir_all(place.path().join("books/t00/articles")).unwrap();
    let counts = |expected: &str, why: &str| {
        let ran = place.run("shelf books -e epub --lang en");
        assert!(ran.stderr.contains(expected), "{why}: {}", ran.whole());
    };
    let save = |ink: u8| {
        fs::create_dir_all(place.path().join("books/t00/src/.pictures")).unwrap();
        let picture = image::RgbImage::from_pixel(8, 8, image::Rgb([ink; 3]));
        picture.save(place.path().join("books/t00/src/.pictures/a.png")).unwrap();
    };
    counts("1 built, 0 unchanged, 0 failed", "without the picture");
    counts("0 built, 1 unchanged, 0 failed", "nothing changed");
    save(9);
    counts("1 built, 0 unchanged, 0 failed", "it came");
    save(90);
    counts("1 built, 0 unchanged, 0 failed", "it changed");
    assert!(place.get("dist/t00/.banxin.d").contains(".pictures/a.png"));
    counts("0 built, 1 unchanged, 0 failed", "nothing changed");
}

#[test]
fn a_shelf_gives_the_bytes_of_each_book_alone() {
    let place = shelf(2);
    assert_eq!(place.run("shelf books -e epub").status, 0);
    for name in ["t00", "t01"] {
        assert_eq!(place.run(&format!("build books/{name} -e epub -o alone")).status, 0);
        let (one, other) = (format!("dist/{name}/{name}.epub"), format!("alone/{name}.epub"));
        assert_eq!(fs::read(place.path().join(one)).unwrap(), fs::read(place.path().join(other)).unwrap());
    }
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let place = shelf(8);
    // Killed at several moments, the first before anything can be whole.
    for milliseconds in [30, 400, 700] {
        let mut run = place.command("shelf books -e epub -o killed --quiet").stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(milliseconds));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    let whole = |folder: &str| {
        (0..8).filter(|at| place.path().join(format!("{folder}/t{at:02}/.banxin-stamp.json")).is_file()).count()
    };
    let kept = whole("killed");
    let ran = place.run("shelf books -e epub -o killed --lang en");
    assert!(ran.stderr.contains(&format!("{} built, {kept} unchanged, 0 failed", 8 - kept)), "{}", ran.whole());
    assert_eq!(place.run("shelf books -e epub -o straight").status, 0);
    let (mut killed, mut straight) = (files(&place.path().join("killed")), files(&place.path().join("straight")));
    // A depfile names its folder.
    killed.retain(|name, _| !name.ends_with(".banxin.d"));
    straight.retain(|name, _| !name.ends_with(".banxin.d"));
    assert_eq!(killed.keys().collect::<Vec<_>>(), straight.keys().collect::<Vec<_>>());
    assert!(killed == straight, "the bytes are those of a run that nobody killed");
}

#[test]
fn places_that_hold_no_book_are_named() {
    let place = shelf(1);
    for (line, code) in
        [("shelf nowhere --lang en", "shelf-empty"), ("shelf books/t00/articles --lang en", "shelf-empty")]
    {
        let ran = place.run(line);
        assert_eq!(ran.status, 2, "{}", ran.whole());
        assert!(ran.stderr.contains(code), "{}", ran.whole());
    }
    title(&place, "more/t00", "同名。");
    assert!(place.run("shelf books books/more --lang en").stderr.contains("title-twice"));
}

/// A Snakefile names what lies outside the books' folders, once however many books have it, as ninja's depfiles do.
#[test]
fn a_snakefile_names_what_lies_outside() {
    let place = shelf(3);
    place.put("look.toml", "extends = \"literary\"\n");
    for name in ["t00", "t01"] {
        let manifest = place.get(&format!("books/{name}/book.toml")) + "[theme]\nfile = \"../../look.toml\"\n";
        place.put(&format!("books/{name}/book.toml"), &manifest);
    }
    let ran = place.run("shelf books -e epub --snakemake");
    assert_eq!(ran.status, 0, "{}", ran.whole());
    let outside = ran.stdout.split_once("OUTSIDE = {").unwrap().1.split_once('}').unwrap().0;
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").canonicalize().unwrap();
    for path in [fonts, place.path().join("look.toml").canonicalize().unwrap()] {
        assert_eq!(outside.matches(&format!("\"{}\"", path.display())).count(), 1, "{outside}");
    }
    assert!(ran.stdout.contains("\"books/t01\": \"dist/t01/.banxin.d\""), "{}", ran.stdout);
}
