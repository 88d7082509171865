//! Templates: what attacks is refused by name, what draws is drawn.

use super::*;

#[test]
fn attacks_are_refused_by_name() {
    let laughs = r#"<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&b;</svg>"#;
    let cases: Vec<(&str, String, &str)> = vec![
        ("not xml", "版心".to_owned(), "cover-not-svg"),
        (
            "no view box",
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#.to_owned(),
            "cover-not-svg",
        ),
        (
            "huge view box",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e30 1e30"/>"#.to_owned(),
            "cover-not-svg",
        ),
        (
            "not a number",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 NaN 1"/>"#.to_owned(),
            "cover-not-svg",
        ),
        ("billion laughs", laughs.to_owned(), "cover-not-svg"),
        ("deep groups", svg(&"<g>".repeat(300_000)), "cover-too-large"),
        ("many elements", svg(&"<g/>".repeat(100_000)), "cover-too-large"),
        ("many bytes", svg(&" ".repeat(2 << 20)), "cover-too-large"),
        ("open tags", "<".repeat(1 << 20), "cover-too-large"),
        ("long style", svg(&format!("<style>{}</style>", "a{}".repeat(9_000))), "cover-too-large"),
        ("script", svg("<script>alert(1)</script>"), "cover-element"),
        ("picture", svg(r#"<image xlink:href="file:///etc/passwd"/>"#), "cover-element"),
        ("use", svg(r##"<g id="a"/><use href="#a"/>"##), "cover-element"),
        ("foreign object", svg("<g><foreignObject/></g>"), "cover-element"),
        ("gradient", svg("<linearGradient id=\"a\"/>"), "cover-element"),
        ("text", svg("<text>a</text>"), "cover-element"),
        ("event", svg(r#"<rect onload="x()" width="1" height="1"/>"#), "cover-reference"),
        ("reference", svg(r#"<rect fill="url(http://example.com/a)" width="1" height="1"/>"#), "cover-reference"),
        ("style reference", svg("<style>@import 'a.css';</style>"), "cover-reference"),
        ("far away", svg(r#"<rect x="1e30" width="1" height="1"/>"#), "cover-extent"),
        ("wide stroke", svg(r##"<path d="M0 0L1 1" stroke="#000" stroke-width="1e9"/>"##), "cover-extent"),
        ("wrong number", svg(r#"<rect data-field="title" width="1e99" height="1"/>"#), "cover-attribute"),
        ("wrong role", svg(r#"<rect data-field="title" width="9" height="9" data-role="comic"/>"#), "cover-attribute"),
        (
            "moved box",
            svg(r#"<g transform="scale(2)"><rect data-field="title" width="9" height="9"/></g>"#),
            "cover-field-place",
        ),
    ];
    for (name, template, code) in cases {
        let (page, codes) = front(Some(&template), &book("故乡", "zh-Hans"), a5());
        assert!(page.is_none() && codes == [code], "{name}: {codes:?}");
    }
}

#[test]
fn drawings_survive() {
    let dashes = svg(
        r##"<path d="M0 0H10" stroke="#f00" stroke-dasharray="1e-9" fill="none"/><circle r="3" opacity="0.5" cx="5" cy="5"/>"##,
    );
    let (page, codes) = front(Some(&dashes), &book("", "zh-Hans"), Size::new(Abs::pt(10.0), Abs::pt(16.0)));
    assert_eq!(codes, Vec::<&str>::new());
    let paths: Vec<_> = page
        .unwrap()
        .items
        .into_iter()
        .filter_map(|item| match item.kind {
            ItemKind::Path(path) => Some((path.stroke.is_some_and(|stroke| stroke.dashes.is_empty()), path.fill)),
            ItemKind::Glyphs(_) | ItemKind::Picture { .. } => None,
        })
        .collect();
    let half = Paint { color: Color::Rgb(0, 0, 0), opacity: 128 };
    assert_eq!(paths, [(true, None), (false, Some(half))]);
}
