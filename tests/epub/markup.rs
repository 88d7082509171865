//! The markup of phrases and blocks: what an article holds is said by its elements.

use super::*;

#[test]
fn phrases_are_marked_up_for_what_they_are() {
    has(
        &full().1,
        "OEBPS/article-first.xhtml",
        &[
            "<em class=\"han\">着重号在<span class=\"slant\"> Han </span>字之下<strong>加粗</strong></em>",
            "<em>Latin in italics</em>",
            "<ruby>汉<rp>（</rp><rt>hàn</rt><rp>）</rp>字<rp>（</rp><rt>zì</rt><rp>）</rp></ruby>",
            "<ruby class=\"bopomofo\">漢<rp>（</rp><rt>ㄏㄢˋ</rt><rp>）</rp></ruby>",
            "<u class=\"name\">屈原</u><cite class=\"book\">离骚</cite><span class=\"mourning\">张三</span>",
            "<small class=\"inline-note\">（夹注）</small><span class=\"upright\">12</span><em class=\"han\">着重</em>",
            "<em class=\"kai\">楷体</em><span class=\"tabular\">2026</span>",
            "<span lang=\"he\" xml:lang=\"he\" dir=\"rtl\">שלום</span><span lang=\"de\" xml:lang=\"de\">Welt</span>",
            "it<span class=\"marks\">\u{2019}</span>s",
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"e^{i\\pi}+1=0\" display=\"inline\"><msup>",
            "<a href=\"https://example.org/%E8%B7%AF%E5%BE%84?q=a%20b&amp;c\">外部链接",
            "<a href=\"article-second.xhtml#sec-_5217__8868_\">内部链接</a>，找不到的，脚本链接，断链，",
            "<u>下划线</u>alert(2)。",
            "<div class=\"standfirst\" epub:type=\"abstract\" role=\"doc-abstract\">\n<p>很多人",
            "<p class=\"keywords\"><span class=\"label\">关键词</span>：<a href=\"keywords.xhtml#key-rengongzhineng\">人工智能</a>、",
            "<span class=\"kind\">视频</span> <a href=\"https://example.org/v?a=1&amp;b=2\">一段视频</a>",
        ],
    );
}

#[test]
fn blocks_are_marked_up_for_what_they_are() {
    has(
        &full().1,
        "OEBPS/article-second.xhtml",
        &[
            "<section class=\"alert warning\" epub:type=\"notice\" role=\"doc-notice\" aria-label=\"警告\">",
            "<aside class=\"alert tip\" epub:type=\"tip\" role=\"doc-tip\"",
            "<ul class=\"tight\">\n<li>甲</li>",
            "<ol start=\"3\">",
            "<span class=\"task done\" role=\"img\" aria-label=\"已完成\"></span>做完了",
            "<dt>版心</dt>",
            "<pre><code class=\"language-rust\"><span class=\"line\"><span class=\"keyword\">fn</span> <span class=\"function\">main</span>() {\n</span>",
            "(<span class=\"string\">\"&lt;&amp;&gt;\"</span>); <span class=\"comment\">// 注</span>\n</span><span class=\"line\">}</span></code></pre>",
            "<th scope=\"col\" class=\"whole\">名称</th><th scope=\"col\" class=\"center whole\">年份</th>",
            "<td class=\"end whole\"><span id=\"term-santi-2\">",
            "<img src=\"images/picture-3.svg\" alt=\"一张矢量图\" class=\"clear\"/>",
            "<figure id=\"sec-fig\"><img src=\"images/picture-2.jpg\" alt=\"一幅图\"/>\n<figcaption>图 1　说明</figcaption></figure>",
            "<span class=\"missing\">读不到的图</span>",
            "<p class=\"math\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"\\int_0^1 x\\,dx\" display=\"block\">",
            "<hr/>",
            "<p>原始 <b>HTML</b></p>\n<p>第二段</p>",
        ],
    );
}

#[test]
fn lines_of_code_are_numbered_where_the_author_says_so() {
    let text = "/* a\n\n b */\nlet x = 1;\n".repeat(3);
    let code = BlockKind::Code { language: Some("rust".into()), text };
    let archive = bare(vec![Block { numbered: Some(true), ..sample::block(code.clone()) }, sample::block(code)]);
    let page = archive.text("OEBPS/article-one.xhtml");
    let (numbered, plain) = page.split_once("</pre>").unwrap();
    let number = |line: usize| format!("<span class=\"line-number\" aria-hidden=\"true\">{line:>2}  </span>");
    for line in 1..=12 {
        assert_eq!(numbered.matches(&number(line)).count(), 1, "{numbered}");
    }
    assert!(numbered.contains("<pre class=\"numbered digits-2\">") && !numbered.contains(&number(13)));
    assert!(!plain.contains("line-number"));
}

#[test]
fn hostile_text_stays_text() {
    let archive = &full().1;
    let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;&amp;]]&gt;\"'";
    for path in [
        "OEBPS/article-third.xhtml",
        "OEBPS/article-first.xhtml",
        "OEBPS/facts.xhtml",
        "OEBPS/nav.xhtml",
        "OEBPS/toc.ncx",
    ] {
        has(archive, path, &[escaped]);
    }
    for (path, text) in archive.texts() {
        let lower = text.to_ascii_lowercase();
        // A block of data is no script.
        let lower = lower.replace("<script type=\"application/ld+json\">{\"@context\"", "");
        assert!(!lower.contains("<script") && !lower.contains("<iframe"), "{path}");
        assert!(!lower.contains("javascript:") && !lower.contains(" onclick") && !lower.contains(" onload"), "{path}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{path}");
    }
}

#[test]
fn headings_step_down_one_level_at_a_time() {
    let archive = &full().1;
    assert_eq!(archive.headings("OEBPS/article-first.xhtml"), ["h1", "h2", "h3", "h2"]);
    assert_eq!(archive.headings("OEBPS/article-second.xhtml"), ["h1", "h2", "h2", "h3"]);
}

#[test]
fn broken_lines_of_code_hang_in_both_writing_modes() {
    let archive = profile::made(|input| Input { writing: Writing::Vertical, ..input });
    let (across, down) = (archive.text("OEBPS/stylesheet.css"), archive.text("OEBPS/vertical.css"));
    assert!(across.contains("\n.line { display: block; padding-left: 2em; text-indent: -2em; }"));
    assert!(down.contains("\n.line { padding: 2em 0 0; }"));
    for digits in 1..=5 {
        let width = digits + 2;
        let rule = format!("\n.digits-{digits} .line {{ padding-left: {width}ch; text-indent: -{width}ch; }}");
        assert!(across.contains(&rule), "{rule}");
        assert!(down.contains(&format!("\n.digits-{digits} .line {{ padding: {width}ch 0 0; }}")), "{digits}");
    }
}

#[test]
fn short_cells_are_whole_where_the_table_is_narrow() {
    let table = |columns: usize| {
        let row = || (0..columns).map(|_| vec![text("前方头括号")]).collect();
        let long = (0..columns).map(|_| vec![text("比五个字长的一格")]).collect();
        let narrow = Table { rows: vec![row()], ..Table::default() };
        let long = Table { rows: vec![row(), long], ..narrow.clone() };
        [narrow, long].map(|table| sample::block(BlockKind::Table(table))).to_vec()
    };
    // Three short columns fit a phone, four don't; a long cell must be broken.
    for (columns, whole) in [(3, 3), (4, 0)] {
        let archive = bare(table(columns));
        let page = archive.text("OEBPS/article-one.xhtml");
        assert_eq!(page.matches("<td class=\"whole\">").count(), whole, "{columns}: {page}");
    }
}

#[test]
fn cells_that_fill_several_places_say_so_and_those_below_them_are_not_written() {
    let row = |words: [&str; 3]| words.map(|word| if word.is_empty() { vec![] } else { vec![text(word)] }).to_vec();
    let mut stretches = Stretches::default();
    let none = [(0, 2), (1, 0), (3, 0)];
    none.into_iter().for_each(|(row, column)| stretches.set(row, column, Stretch::NONE));
    stretches.set(0, 0, Stretch { columns: 1, rows: 2 });
    stretches.set(0, 1, Stretch { columns: 2, rows: 1 });
    stretches.set(2, 0, Stretch { columns: 1, rows: 2 });
    let table = Table {
        head: row(["地区", "字号", ""]),
        more_heads: 1,
        rows: vec![row(["", "正文", "注释"]), row(["大陆", "五号", "六号"]), row(["", "小四", "七号"])],
        stretches,
        ..Table::default()
    };
    let archive = bare(vec![sample::block(BlockKind::Table(table))]);
    let page = archive.text("OEBPS/article-one.xhtml").replace(" class=\"whole\"", "");
    for piece in [
        "<thead><tr><th scope=\"col\" rowspan=\"2\">地区</th><th scope=\"colgroup\" colspan=\"2\">字号</th></tr>\n<tr><th scope=\"col\">正文</th><th scope=\"col\">注释</th></tr>\n</thead>",
        "<tr><td rowspan=\"2\">大陆</td><td>五号</td><td>六号</td></tr>\n<tr><td>小四</td><td>七号</td></tr>",
    ] {
        assert!(page.contains(piece), "{piece}\n{page}");
    }
}

#[test]
fn addresses_and_names_may_be_broken_and_stay_as_they_are_clr_d01() {
    let code = inline(InlineKind::Code("std::collections::HashMap".into()));
    let archive =
        bare(vec![paragraph(vec![text("见https://www.w3.org/TR/clreq/与"), code, text("，internationalization。")])]);
    let pieces = [
        "<p>见https://<wbr/>www.<wbr/>w3.<wbr/>org/<wbr/>TR/<wbr/>clreq/与<code>std::<wbr/>collections::<wbr/>Hash<wbr/>Map</code>，internationalization。</p>",
    ];
    has(&archive, "OEBPS/article-one.xhtml", &pieces);
}

#[test]
fn a_table_whose_words_do_not_fit_a_phone_is_wide() {
    let table = |columns: usize| {
        let row = (0..columns).map(|_| vec![text("transmission")]).collect();
        let table = Table { rows: vec![row], ..Table::default() };
        bare(vec![sample::block(BlockKind::Table(table))]).text("OEBPS/article-one.xhtml").to_owned()
    };
    assert!(table(2).contains("<table>"));
    assert!(table(4).contains("<table class=\"wide\">"));
}

#[test]
fn a_long_formula_can_be_moved_with_keys() {
    let formula = |latex: &str| sample::block(BlockKind::Math(latex.into()));
    let archive = bare(vec![formula("E = mc^2"), formula("a + b + c + d + e + f + g + h + i + j")]);
    let page = archive.text("OEBPS/article-one.xhtml");
    assert!(
        page.contains("<p class=\"math\"><math") && page.matches("<p class=\"math\" tabindex=\"0\"><math").count() == 1
    );
}
