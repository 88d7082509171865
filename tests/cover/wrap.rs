//! The wrap: words, codes and flaps keep where a press holds them, and what it would refuse is said.

use super::*;

fn wrapped(options: &WrapOptions, metadata: &Metadata, writing: Writing) -> (cover::wrap::Wrap, Vec<&'static str>) {
    let mut sink = Sink::default();
    let made =
        cover::wrap::wrap(&input(Design::Literary, metadata, None), options, 240, a5(), writing, &mut sink).unwrap();
    (made, sink.findings().iter().map(|finding| finding.code).collect())
}

#[test]
fn a_wrap_has_its_words_where_they_belong() {
    let mut metadata = shelf().swap_remove(2);
    metadata.description = Some("时候既然是深冬，渐近故乡时，天气又阴晦了。".repeat(6));
    metadata.isbn = vec![("print".to_owned(), "9787020002207".to_owned())];
    let sheet = Some(Abs::mm(0.1));
    for options in [
        WrapOptions {
            sheet,
            flap: Some(Abs::mm(60.0)),
            price: Some("定价：48.00元".to_owned()),
            ..WrapOptions::default()
        },
        WrapOptions {
            printer: Printer::Kdp,
            addon: Some("52499".to_owned()),
            qr: Some("https://example.org/".to_owned()),
            ..WrapOptions::default()
        },
        WrapOptions {
            printer: Printer::IngramSpark,
            stock: Stock::Cream,
            spine: Some(Abs::mm(13.7)),
            ..WrapOptions::default()
        },
    ] {
        for writing in [Writing::Horizontal, Writing::Vertical] {
            let (wrap, codes) = wrapped(&options, &metadata, writing);
            assert_eq!(codes, Vec::<&str>::new());
            let (spine, back, front) = (wrap.geometry.spine, wrap.geometry.back, wrap.geometry.front);
            let within = |area: Rect, run: &GlyphRun| {
                run.origin.x >= area.origin.x
                    && run.origin.x <= area.right()
                    && run.origin.y >= area.origin.y
                    && run.origin.y <= area.foot()
            };
            let text = |area: Rect| {
                runs(&wrap.page).filter(|run| within(area, run)).map(|run| run.text.as_str()).collect::<String>()
            };
            let title = metadata.title.as_str();
            assert!(text(spine).starts_with(title), "{}", text(spine));
            assert!(text(spine).contains("三联书店"));
            assert!(text(back).contains("渐近故乡时") && text(back).contains("978-7-02-000220-7"));
            assert!(text(front).contains(title));
            // CLR-I01: upright, down the middle of the spine.
            for run in runs(&wrap.page).filter(|run| within(spine, run) && run.orientation == Orientation::Vertical) {
                let half = run.size / 2;
                assert!(run.origin.x - half >= spine.origin.x && run.origin.x + half <= spine.right(), "{}", run.text);
            }
            let everything = runs(&wrap.page).count();
            let placed = [spine, back, front].map(|area| runs(&wrap.page).filter(|run| within(area, run)).count());
            assert_eq!(placed.iter().sum::<usize>(), everything, "no word lies on a flap or in the bleed");
        }
    }
}

#[test]
fn a_wrap_says_what_the_printer_would_refuse() {
    let metadata = book("故乡", "zh-Hans");
    let kdp = WrapOptions { printer: Printer::Kdp, flap: Some(Abs::mm(60.0)), ..WrapOptions::default() };
    let mut sink = Sink::default();
    cover::wrap::wrap(&input(Design::Minimal, &metadata, None), &kdp, 20, a5(), Writing::Horizontal, &mut sink);
    assert_eq!(
        sink.findings().iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["wrap-pages", "wrap-flap", "spine-narrow"]
    );
    let long = Metadata { description: Some("天".repeat(3_000)), ..metadata };
    let (_, codes) =
        wrapped(&WrapOptions { spine: Some(Abs::mm(12.0)), ..WrapOptions::default() }, &long, Writing::Horizontal);
    assert_eq!(codes, ["cover-back-long", "cover-unsafe"], "it runs past the cut");
    let near = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600"><rect data-field="title" x="2" y="300" width="900" height="300"/></svg>"##;
    let mut sink = Sink::default();
    let input = cover::Input { template: near, ..input(Design::Front, &long, None) };
    let options = WrapOptions { spine: Some(Abs::mm(12.0)), back: Some("天".to_owned()), ..WrapOptions::default() };
    cover::wrap::wrap(&input, &options, 240, a5(), Writing::Horizontal, &mut sink);
    assert_eq!(sink.findings()[0].code, "cover-unsafe");
}

/// The findings of a wrap of 240 pages of `trim`, in English.
fn refused(options: &WrapOptions, metadata: &Metadata, trim: Size) -> Vec<(&'static str, String)> {
    let mut sink = Sink::default();
    cover::wrap::wrap(&input(Design::Minimal, metadata, None), options, 240, trim, Writing::Horizontal, &mut sink);
    sink.findings().iter().map(|finding| (finding.code, finding.message.en.to_string())).collect()
}

#[test]
fn spine_codes_and_flaps_keep_their_least_measures() {
    let options = WrapOptions { spine: Some(Abs::mm(12.0)), ..WrapOptions::default() };
    let mut metadata = book("故乡", "zh-Hans");
    metadata.isbn = vec![("print".to_owned(), "9787020002207".to_owned())];
    assert_eq!(refused(&options, &metadata, a5()), []);

    let mut many = metadata.clone();
    many.contributors = vec![person(&"Wolfeschlegelstein ".repeat(12), "aut")];
    let found = refused(&options, &many, a5());
    let spine = found.iter().find(|(_, said)| said.contains("on the spine has"));
    assert!(spine.is_some_and(|(code, said)| *code == "cover-type-small" && said.contains("6 pt")), "{found:?}");

    let codes = WrapOptions { addon: Some("52499".to_owned()), qr: Some("https://example.org/".to_owned()), ..options };
    assert_eq!(refused(&codes, &metadata, a5()), []);
    let narrow = refused(&codes, &metadata, Size::new(Abs::mm(85.0), Abs::mm(160.0)));
    let overlap = narrow.iter().find(|(code, _)| *code == "wrap-code").unwrap();
    assert!(overlap.1.contains("overlap by"), "{}", overlap.1);

    for (flap, fits) in [(29.0, false), (30.0, true), (143.0, true), (144.0, false)] {
        let flaps = WrapOptions { spine: Some(Abs::mm(12.0)), flap: Some(Abs::mm(flap)), ..WrapOptions::default() };
        let found: Vec<_> = refused(&flaps, &metadata, a5()).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, if fits { vec![] } else { vec!["wrap-flap-width"] }, "{flap} mm");
    }
}
