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
    let input = cover::Input { template: near, design: None, ..input(Design::Front, &long, None) };
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

/// A design that comes with the tool is named, and the finding points where the manifest chose it; a template of the user's own is pointed at itself.
#[test]
fn findings_name_the_design_or_point_at_the_template() {
    let mut metadata = book("人工智能时代的国家治理与社会变迁：关于算法、权力与公共生活的长期观察", "zh-Hans");
    metadata.publisher = Some("生活·读书·新知三联书店".to_owned());
    let options = WrapOptions { spine: Some(Abs::mm(12.0)), ..WrapOptions::default() };
    let small = Size::new(Abs::mm(60.0), Abs::mm(96.0));
    let found = |design: Option<Design>| {
        let mut sink = Sink::default();
        let input = cover::Input { design, ..input(Design::Technical, &metadata, None) };
        cover::wrap::wrap(&input, &options, 240, small, Writing::Horizontal, &mut sink);
        sink.findings().iter().find(|finding| finding.message.en.contains("front")).cloned().unwrap()
    };
    let (design, own) = (found(Some(Design::Technical)), found(None));
    assert!(design.message.en.contains("front of the design `technical`"), "{}", design.message.en);
    assert!(design.message.zh.contains("封面设计 technical"), "{}", design.message.zh);
    let remedy = |finding: &banxin::diag::Diagnostic| finding.hints[0].en.to_string();
    assert!(remedy(&design).contains("choose another `design`"), "{}", remedy(&design));
    assert_eq!((design.span, own.span), (Some(said(1)), Some(Span::new(FileId(0), 0..0))));
    assert!(remedy(&own).contains("in the template"), "{}", remedy(&own));
    let printer = refused_at(&WrapOptions { flap: Some(Abs::mm(29.0)), ..options.clone() }, &metadata);
    assert!(!printer.is_empty() && printer.iter().all(|span| *span == Some(said(3))), "{printer:?}");
}

/// Where the findings about a wrap of A5 point.
fn refused_at(options: &WrapOptions, metadata: &Metadata) -> Vec<Option<Span>> {
    let mut sink = Sink::default();
    cover::wrap::wrap(&input(Design::Minimal, metadata, None), options, 240, a5(), Writing::Horizontal, &mut sink);
    sink.findings().iter().map(|finding| finding.span).collect()
}

/// Beside the front there is nothing of it but a little beneath spine and flap: where the bleed cuts both, a screen would show it.
#[test]
fn the_front_ends_where_it_is_folded() {
    let metadata = book("故乡", "zh-Hans");
    let photograph = picture(1300, 1840);
    let options = WrapOptions { spine: Some(Abs::mm(12.0)), flap: Some(Abs::mm(60.0)), ..WrapOptions::default() };
    let bare = WrapOptions { flap: None, ..options.clone() };
    for design in Design::ALL {
        for (options, photo) in [(&options, None), (&bare, None), (&options, Some(&photograph))] {
            for writing in [Writing::Horizontal, Writing::Vertical] {
                let made = cover::wrap::wrap(
                    &input(design, &metadata, photo),
                    options,
                    240,
                    a5(),
                    writing,
                    &mut Sink::default(),
                );
                let made = made.unwrap();
                let (front, bleed) = (made.geometry.front, made.geometry.bleed);
                // The grounds of back, spine and flap come after everything of the front.
                let grounds = if options.flap.is_some() { 3 } else { 2 };
                let rectangles = |item: &&Item| matches!(&item.kind, ItemKind::Path(_) | ItemKind::Picture { .. });
                let of_front = made.page.items.iter().take_while(|item| !is_ground(item, bleed)).filter(rectangles);
                let mut count = 0;
                for area in of_front.filter_map(area_of) {
                    let beneath = Abs::mm(0.4);
                    let left = if front.origin.x <= Abs::ZERO { bleed.origin.x } else { front.origin.x - beneath };
                    let right = if front.right() >= made.geometry.sheet.width {
                        bleed.right()
                    } else {
                        front.right() + beneath
                    };
                    assert!(area.0 >= left && area.1 <= right, "{} {writing:?}: {area:?}", design.word());
                    count += 1;
                }
                assert!(count > 0, "{}", design.word());
                assert_eq!(made.page.items.iter().filter(|item| is_ground(item, bleed)).count(), grounds);
            }
        }
    }
}

/// Where a shape or picture begins and ends from left to right.
fn area_of(item: &Item) -> Option<(Abs, Abs)> {
    let xs: Vec<Abs> = match &item.kind {
        ItemKind::Picture { area, .. } => vec![area.origin.x, area.right()],
        ItemKind::Path(path) => path
            .segments
            .iter()
            .flat_map(|segment| match *segment {
                Segment::Move(to) | Segment::Line(to) => vec![to.x],
                Segment::Cubic(one, two, to) => vec![one.x, two.x, to.x],
                Segment::Close => Vec::new(),
            })
            .collect(),
        ItemKind::Glyphs(_) => return None,
    };
    Some((*xs.iter().min()?, *xs.iter().max()?))
}

/// Whether an item is the ground of the back, the spine or the flaps: a rectangle a millimetre higher and deeper than what is printed, so that the page's edge
/// cuts it as it cuts the front.
fn is_ground(item: &Item, bleed: Rect) -> bool {
    let ItemKind::Path(path) = &item.kind else { return false };
    let ys: Vec<Abs> = path
        .segments
        .iter()
        .filter_map(|segment| match *segment {
            Segment::Move(to) | Segment::Line(to) => Some(to.y),
            Segment::Cubic(..) | Segment::Close => None,
        })
        .collect();
    let more = Abs::mm(1.0);
    path.segments.len() >= 4
        && ys.iter().min() == Some(&(bleed.origin.y - more))
        && ys.iter().max() == Some(&(bleed.foot() + more))
}

/// The price stands at the lower right without bars as well; an add-on without bars is told.
#[test]
fn a_price_needs_no_bars_and_an_addon_does() {
    let options =
        WrapOptions {
            spine: Some(Abs::mm(12.0)), price: Some("定价：48.00元".to_owned()), ..WrapOptions::default()
        };
    let mut metadata = book("故乡", "zh-Hans");
    for (isbn, codes) in [(None, vec!["wrap-addon"]), (Some("9787020002207"), vec![])] {
        metadata.isbn = isbn.map(|isbn| ("print".to_owned(), isbn.to_owned())).into_iter().collect();
        let (wrap, found) = wrapped(&options, &metadata, Writing::Horizontal);
        assert_eq!(found, Vec::<&str>::new());
        let back = wrap.geometry.back;
        let price = runs(&wrap.page).find(|run| run.text.contains("定价")).unwrap();
        assert!(price.origin.x > back.origin.x + back.size.width / 2 && price.origin.x < back.right(), "{price:?}");
        assert!(price.origin.y < back.foot() - Abs::mm(10.0) && price.origin.y > back.foot() - Abs::mm(20.0));
        let addon = WrapOptions { addon: Some("52499".to_owned()), ..options.clone() };
        assert_eq!(wrapped(&addon, &metadata, Writing::Horizontal).1, codes);
    }
}

/// The white of a mark at a line's end may hang over an edge; its ink may not.
#[test]
fn a_marks_white_is_no_word() {
    let metadata = book("汉字排版的艺术：从雕版到屏幕", "zh-Hans");
    let options = WrapOptions { printer: Printer::Kdp, stock: Stock::Cream, ..WrapOptions::default() };
    for design in [Design::Technical, Design::Magazine] {
        let mut sink = Sink::default();
        cover::wrap::wrap(&input(design, &metadata, None), &options, 320, a5(), Writing::Horizontal, &mut sink);
        assert_eq!(sink.findings(), [], "{}", design.word());
    }
}
