//! What is handed out beside editions: manuals, completions, the wrap, and the program with its fonts.

use super::*;

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
