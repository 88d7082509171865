//! A book made by hand with everything that an EPUB can show.

use std::io::Cursor;

use banxin::diag::{FileId, Span};
use banxin::document::{
    AlertKind, Align, Article, ArticleRole, Asset, AssetFormat, Assets, Block, BlockKind, Book, Check, Claim,
    ClaimKind, ClaimPlace, ClaimStatus, DefinitionItem, IndexGroup, Inline, InlineKind, Keyword, ListItem, Media, Note,
    NumberForm, Numbering, Occurrence, Part, Picture, Ruby, SetStyle, Source, Table, Target,
};
use banxin::epub::Cover;
use banxin::project::{Contributor, Metadata, Series};

/// Text that would break a file that does not escape.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script>&]]>\"'\u{1}\u{FFFE}";

pub(crate) const SPAN: Span = Span { file: FileId(0), start: 3, end: 9 };

pub(crate) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: SPAN }
}

pub(crate) fn text(words: &str) -> Inline {
    inline(InlineKind::Text(words.to_owned()))
}

pub(crate) fn block(kind: BlockKind) -> Block {
    Block { kind, id: None, continued: false, numbered: None, span: SPAN }
}

pub(crate) fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

fn words(words: &str) -> Block {
    paragraph(vec![text(words)])
}

pub(crate) fn heading(level: u8, id: &str, words: &str) -> Block {
    Block { id: Some(id.to_owned()), ..block(BlockKind::Heading { level, content: vec![text(words)] }) }
}

fn term(keyword: usize, occurrence: usize, words: &str) -> Inline {
    inline(InlineKind::Term { keyword, occurrence, content: vec![text(words)] })
}

fn claim(claim: usize, last: bool, words: &str) -> Inline {
    inline(InlineKind::Claim { claim, last, content: vec![text(words)] })
}

fn link(target: Target, content: Vec<Inline>) -> Inline {
    inline(InlineKind::Link { target, content })
}

fn html(text: &str) -> Inline {
    inline(InlineKind::Html(text.to_owned()))
}

pub(crate) fn item(task: Option<bool>, words_of: &str) -> ListItem {
    ListItem { task, body: vec![words(words_of)], span: SPAN }
}

pub(crate) fn picture(asset: Option<usize>, alt: &str) -> Picture {
    Picture { path: "images/a.png".into(), asset, alt: alt.into(), title: None, ..Picture::default() }
}

pub(crate) fn metadata() -> Metadata {
    let person = |name: &str, role: &str, file_as: Option<&str>| Contributor {
        name: name.into(),
        role: role.into(),
        file_as: file_as.map(str::to_owned),
    };
    Metadata {
        title: "版心样书 & 验证".into(),
        subtitle: Some("每种元素各一".into()),
        contributors: vec![person("张三", "aut", Some("Zhang San")), person("李四", "trl", None)],
        description: Some("一本用来验证的书 <b>".into()),
        language: "zh-Hans".into(),
        publisher: Some("某出版社".into()),
        date: Some("2026-11-01".into()),
        isbn: vec![("epub".into(), "9787111213826".into())],
        identifier: "urn:uuid:6f1c2b1e-53a5-5e8b-9c0e-3a3b0c8f2d11".into(),
        modified: "2026-11-01T00:00:00Z".into(),
        rights: Some("版权所有 © 2026 张三".into()),
        edition: Some("第1版".into()),
        series: Some(Series { title: "排版丛书".into(), position: Some("2".into()) }),
        imprint: vec![("责任编辑".into(), "王五".into()), ("定价".into(), "38.00 元".into())],
        ..Metadata::default()
    }
}

/// Only what every book has.
pub(crate) fn bare_metadata() -> Metadata {
    Metadata {
        title: "只有书名".into(),
        language: "zh-Hans".into(),
        identifier: "urn:uuid:6f1c2b1e-53a5-5e8b-9c0e-3a3b0c8f2d12".into(),
        modified: "1980-01-01T00:00:00Z".into(),
        ..Metadata::default()
    }
}

pub(crate) fn article(id: &str, title: &str, body: Vec<Block>) -> Article {
    Article {
        id: id.into(),
        file: FileId(0),
        path: format!("articles/{id}.md"),
        title: vec![text(title)],
        subtitle: None,
        summary: None,
        authors: Vec::new(),
        date: None,
        keywords: Vec::new(),
        media: Vec::new(),
        body,
        notes: Vec::new(),
        depth: 0,
        numbered: true,
        role: ArticleRole::Chapter,
        span: SPAN,
    }
}

pub(crate) fn bare_book(body: Vec<Block>) -> Book {
    let part = Part { title: None, numbered: false, articles: vec![article("one", "一篇文章", body)] };
    Book { parts: vec![part], ..Book::default() }
}

pub(crate) fn book() -> Book {
    let mut first = article("first", "真正的起点：一分钟的沉默", phrases());
    first.subtitle = Some("副标题也在".into());
    first.summary = Some("很多人以为故事从那天开始，但真实的故事更早、更复杂。\n\n导语的第二段。".into());
    first.authors = vec!["张三".into(), "李四".into()];
    first.date = Some("2026-10-31".into());
    first.keywords = vec![0, 1];
    first.media = vec![
        Media {
            kind: "video".into(),
            title: Some("一段视频".into()),
            url: Some("https://example.org/v?a=1&b=2".into()),
            poster: Some("../images/a.png".into()),
            still: Some(0),
            ..Media::default()
        },
        Media { kind: "audio".into(), ..Media::default() },
    ];
    let note = |label: &str, body| Note { label: label.into(), body, span: SPAN };
    first.notes = vec![
        note("a", vec![words("第一条注释，会被标记两次。")]),
        note("b", vec![words("第二条注释。"), block(BlockKind::Code { language: None, text: "let x = 1;\n".into() })]),
    ];
    let mut second = article("second", "第二篇", blocks());
    second.depth = 1;
    let mut third = article("third", HOSTILE, vec![words(HOSTILE)]);
    third.numbered = false;
    Book {
        fact_notes: banxin::document::FactNotes::default(),
        parts: vec![
            Part { title: None, numbered: false, articles: vec![first, second] },
            Part { title: Some("第二部分".into()), numbered: true, articles: vec![third] },
        ],
        keywords: keywords(),
        claims: claims(),
        index: vec![
            IndexGroup { initial: "R".into(), keywords: vec![0, 2] },
            IndexGroup { initial: "S".into(), keywords: vec![1] },
        ],
    }
}

/// Inlines of every kind, in sections.
fn phrases() -> Vec<Block> {
    let mut blocks = vec![
        paragraph(vec![
            term(0, 0, "人工智能"),
            text("的故事从 2012 年说起。他"),
            inline(InlineKind::Claim { claim: 0, last: false, content: vec![text("立刻投了 ")] }),
            inline(InlineKind::Strong(vec![claim(0, true, "500 万美元")])),
            text("，不是为了赚钱"),
            inline(InlineKind::NoteMark(0)),
            text("。又一次"),
            inline(InlineKind::NoteMark(0)),
            text("，再看"),
            inline(InlineKind::NoteMark(1)),
            text("。"),
        ]),
        heading(2, "开头", "一、强调与注音"),
        paragraph(vec![
            inline(InlineKind::Emphasis(vec![
                text("着重号在 Han 字之下"),
                inline(InlineKind::Strong(vec![text("加粗")])),
            ])),
            text("，"),
            inline(InlineKind::Emphasis(vec![text("Latin in italics")])),
            text("，"),
            inline(InlineKind::Strong(vec![text("重要的字 and bold")])),
            text("，"),
            inline(InlineKind::Strike(vec![text("删去")])),
            text("，"),
            inline(InlineKind::Ruby(Ruby::new("汉字", "hàn zì"))),
            inline(InlineKind::Ruby(Ruby::new("漢", "ㄏㄢˋ"))),
            inline(InlineKind::Ruby(Ruby::new("漢", "ㄏㄢˋ||hàn"))),
            inline(InlineKind::Ruby(Ruby::new("原文", "|评语"))),
            set(SetStyle::Name, "屈原"),
            set(SetStyle::Title, "离骚"),
            set(SetStyle::Mourning, "张三"),
            set(SetStyle::InlineNote, "夹注"),
            set(SetStyle::Upright, "12"),
            set(SetStyle::Dots, "着重"),
            set(SetStyle::Kai, "楷体"),
            set(SetStyle::Tabular, "2026"),
            inline(InlineKind::Language { tag: "he".into(), content: vec![text("שלום")] }),
            inline(InlineKind::Language { tag: "de".into(), content: vec![text("Welt")] }),
            text("，👩\u{200D}🚀 한국어，"),
            text("，it\u{2019}s “引号” 与 "),
            inline(InlineKind::Code("cargo build".into())),
            text(" 和 "),
            inline(InlineKind::Math("e^{i\\pi}+1=0".into())),
            text("。"),
            inline(InlineKind::Break),
            text("换行之后，"),
            term(0, 1, "AI"),
            text("再现，"),
            term(0, 2, "AI"),
            text("又现。"),
        ]),
    ];
    blocks.extend(linked_phrases());
    blocks
}

fn set(style: SetStyle, words: &str) -> Inline {
    inline(InlineKind::Set { style, content: vec![text(words)] })
}

/// Links of every kind, pictures and raw tags.
fn linked_phrases() -> Vec<Block> {
    let url = |url: &str| Target::Url(url.into());
    let inside = |block: &str| Target::Internal { article: "second".into(), block: Some(block.into()) };
    vec![
        heading(4, "deep", "跳级的标题"),
        paragraph(vec![
            link(url("https://example.org/路径?q=a b&c"), vec![text("外部链接"), claim(1, true, "带核查的词")]),
            text("，"),
            link(inside("列表"), vec![text("内部链接")]),
            text("，"),
            link(inside("不存在"), vec![text("找不到的")]),
            text("，"),
            link(url("javascript:alert(1)"), vec![text("脚本链接")]),
            text("，"),
            link(Target::Broken("x".into()), vec![text("断链")]),
            text("，"),
            inline(InlineKind::Picture(picture(Some(0), "行内图"))),
            html("<u>"),
            text("下划线"),
            html("</u>"),
            html("<script>"),
            text("alert(2)"),
            html("</script>"),
            text("。"),
        ]),
        heading(2, "结语", "二、结语"),
        paragraph(vec![term(1, 0, "三体"), text("是小说。"), text(HOSTILE)]),
    ]
}

/// Blocks of every kind.
fn blocks() -> Vec<Block> {
    let list = |numbering, tight, items| BlockKind::List { numbering, tight, items };
    vec![
        block(BlockKind::Quote(vec![words("引文用楷体。"), heading(3, "inner", "引文里的标题")])),
        block(BlockKind::Alert(AlertKind::Warning, vec![words("小心前方。")])),
        block(BlockKind::Alert(AlertKind::Tip, vec![words("一条提示。")])),
        heading(2, "列表", "列表"),
        block(list(Numbering::Bullets, true, vec![item(None, "甲"), item(None, "乙")])),
        block(list(Numbering::From(3, NumberForm::Dot), false, vec![item(None, "三"), item(None, "四")])),
        block(list(Numbering::Bullets, true, vec![item(Some(true), "做完了"), item(Some(false), "没做完")])),
        block(BlockKind::Definitions(vec![DefinitionItem {
            term: vec![text("版心")],
            meanings: vec![vec![words("书页上排印文字的部分。")]],
        }])),
        heading(3, "", "代码、表格与图"),
        block(BlockKind::Code {
            language: Some("rust".into()),
            text: "fn main() {\n    println!(\"<&>\"); // 注\n}\n".into(),
        }),
        block(BlockKind::Table(Table {
            columns: vec![Align::Default, Align::Center, Align::End],
            head: vec![vec![text("名称")], vec![text("年份")], vec![text("金额")]],
            rows: vec![
                vec![vec![text("甲")], vec![text("2012")], vec![term(1, 1, "500 万")]],
                vec![vec![], vec![], vec![]],
            ],
            ..Table::default()
        })),
        Block {
            id: Some("fig".into()),
            ..block(BlockKind::Figure { picture: picture(Some(1), "一幅图"), caption: vec![text("图 1　说明")] })
        },
        block(BlockKind::Figure { picture: picture(Some(2), "一张矢量图"), caption: Vec::new() }),
        block(BlockKind::Figure { picture: picture(None, "读不到的图"), caption: vec![text("缺图")] }),
        block(BlockKind::Math("\\int_0^1 x\\,dx".into())),
        block(BlockKind::Rule),
        block(BlockKind::Html("<div onclick='x'><p>原始 <b>HTML</b><iframe src='//e'></iframe><p>第二段".into())),
    ]
}

fn keywords() -> Vec<Keyword> {
    let keyword = |term: &str, id: &str, occurrences: Vec<(&str, &str)>| Keyword {
        term: term.into(),
        sub: None,
        turned: None,
        id: id.into(),
        reading: None,
        aliases: Vec::new(),
        see: None,
        see_also: Vec::new(),
        occurrences: occurrences
            .into_iter()
            .map(|(article, anchor)| Occurrence { article: article.into(), anchor: anchor.into(), principal: false })
            .collect(),
        span: SPAN,
    };
    let mut artificial = keyword(
        "人工智能",
        "rengongzhineng",
        vec![("first", "term-rgzn-1"), ("first", "term-rgzn-2"), ("first", "term-rgzn-3")],
    );
    artificial.aliases = vec!["AI".into()];
    artificial.see_also = vec!["三体".into()];
    let mut pointing = keyword("人智", "renzhi", Vec::new());
    pointing.see = Some("人工智能".into());
    vec![artificial, keyword("三体", "santi", vec![("first", "term-santi-1"), ("second", "term-santi-2")]), pointing]
}

fn claims() -> Vec<Claim> {
    let claim = |id: &str, anchor: Option<&str>, status, sources| Claim {
        id: id.into(),
        claim: format!("声明 {id} 的一句话"),
        kind: ClaimKind::Number,
        status,
        at: None,
        place: anchor.map(|anchor| ClaimPlace { article: "first".into(), anchor: anchor.into() }),
        sources,
        checked: None,
        corrections: Vec::new(),
        review_by: None,
        text: None,
        note: None,
        article: "first".into(),
        span: SPAN,
    };
    let source = Source {
        title: Some("一份报告".into()),
        author: Some("某人".into()),
        publisher: Some("某刊".into()),
        date: Some("2024".into()),
        url: Some("https://example.org/report".into()),
        locator: Some("第 12 页".into()),
        accessed: Some("2026-10-01".into()),
        archive: None,
        kind: None,
    };
    let mut second = claim("second-claim", Some("claim-second-claim"), ClaimStatus::Supported, vec![source]);
    second.checked = Some(Check { by: "赵六".into(), on: Some("2026-10-02".into()), text: None });
    second.note = Some(HOSTILE.into());
    vec![
        claim("investment", Some("claim-investment"), ClaimStatus::Unchecked, Vec::new()),
        second,
        claim("无处可寻", None, ClaimStatus::Disputed, Vec::new()),
    ]
}

pub(crate) fn assets() -> Assets {
    let png = picture_file(40, 20, image::ImageFormat::Png);
    let jpeg = picture_file(64, 48, image::ImageFormat::Jpeg);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\" onload=\"x()\"><script>x()</script>\
               <rect width=\"10\" height=\"10\"/></svg>";
    let asset = |path: &str, bytes, format, width, height| Asset { path: path.into(), bytes, format, width, height };
    let list = vec![
        asset("images/a.png", png, AssetFormat::Png, 40, 20),
        asset("images/图.jpg", jpeg, AssetFormat::Jpeg, 64, 48),
        asset("images/c.svg", svg.into(), AssetFormat::Svg, 10, 10),
        asset("images/unused.svg", svg.into(), AssetFormat::Svg, 10, 10),
    ];
    Assets { list, ..Assets::default() }
}

fn picture_file(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * 3) as u8, (y * 5) as u8, 120]));
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

pub(crate) fn cover() -> Cover {
    Cover { jpeg: picture_file(1600, 2560, image::ImageFormat::Jpeg), alt: "封面：版心样书".into() }
}
