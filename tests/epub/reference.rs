//! Notes, claims, index: every way leads there and back.

use super::*;

#[test]
fn notes_lead_there_and_back() {
    has(
        &full().1,
        "OEBPS/article-first.xhtml",
        &[
            "<sup class=\"noteref\"><a epub:type=\"noteref\" role=\"doc-noteref\" id=\"noteref-1\" href=\"#note-1\" aria-label=\"注1\">1</a></sup>",
            "<aside id=\"note-1\" epub:type=\"footnote\" role=\"doc-footnote\">",
            "<a href=\"#noteref-1\" role=\"doc-backlink\" aria-label=\"返回正文 1\">1</a>",
            "<a href=\"#noteref-1-2\" role=\"doc-backlink\" aria-label=\"返回正文 1.2\">返回正文 2</a>",
            "<a href=\"#noteref-2\" role=\"doc-backlink\"",
        ],
    );
}

#[test]
fn claims_lead_to_the_appendix_and_back() {
    let archive = &full().1;
    has(
        archive,
        "OEBPS/article-first.xhtml",
        &[
            "<span id=\"claim-investment\" class=\"claim\">立刻投了 </span><strong><span class=\"claim\">500 万美元</span>\u{2060}<sup",
            "href=\"facts.xhtml#fact-investment\" aria-label=\"事实核查备注 a：待核查\">a</a>",
            // A mark inside a link follows the link.
            "带核查的词</span></a>\u{2060}<sup class=\"factref\">",
        ],
    );
    has(
        archive,
        "OEBPS/facts.xhtml",
        &[
            "<section epub:type=\"endnotes\" role=\"doc-endnotes\"",
            "本书记录可核查的事实 3 条：待核查 1 条、属实 1 条、存在争议 1 条。",
            "<a href=\"article-first.xhtml#claim-investment\" role=\"doc-backlink\" aria-label=\"返回正文 a\">返回正文</a>",
            "<dd>尚无来源</dd>",
            "某人. 一份报告[EB/OL]. 某刊, 2024: 第 12 页[2026-10-01]. <a href=\"https://example.org/report\">https://example.org/report</a>.",
            "\"claimReviewed\":\"声明 second-claim 的一句话\"",
            "<a href=\"#fact-investment\">a</a>、<a",
            "<dd>赵六、2026-10-02</dd>",
            "<dt class=\"label\">所在文章</dt>\n<dd><a href=\"article-first.xhtml\">",
        ],
    );
    let backlinks = archive.text("OEBPS/facts.xhtml").matches("doc-backlink").count();
    assert_eq!(backlinks, 2, "a claim without a place has no way back");
}

#[test]
fn the_index_leads_to_every_place() {
    let archive = &full().1;
    let index = "OEBPS/keywords.xhtml";
    has(
        archive,
        index,
        &[
            "<section epub:type=\"index\" role=\"doc-index\"",
            "<h2>R</h2>",
            "<a href=\"article-first.xhtml#term-rgzn-1\" epub:type=\"index-locator\">真正的起点：一分钟的沉默</a>",
            "<a href=\"article-first.xhtml#term-rgzn-2\" epub:type=\"index-locator\" class=\"again\" aria-label=\"真正的起点：一分钟的沉默 第2处\">2</a>",
            "<a href=\"article-second.xhtml#term-santi-2\"",
            "见 <a href=\"keywords.xhtml#key-rengongzhineng\">人工智能</a>",
            "参见 <a href=\"keywords.xhtml#key-santi\">三体</a>",
        ],
    );
    let locators = archive.text(index).matches("\"index-locator\"").count();
    assert_eq!(locators, 5);
    has(archive, "OEBPS/article-second.xhtml", &["<span id=\"term-santi-2\">500 万</span>"]);
    let pages =
        BTreeMap::from([("term-rgzn-1".to_owned(), "12".to_owned()), ("term-rgzn-2".to_owned(), "15".to_owned())]);
    let print = Pagination { labels: pages, ..Pagination::default() };
    let paged = Archive::read(&build_full(Some(&print), None));
    has(&paged, index, &["epub:type=\"index-locator\">12</a>", "epub:type=\"index-locator\">15</a>"]);
}

#[test]
fn a_book_of_one_article_labels_places_by_section() {
    let mut book = sample::book();
    book.parts.truncate(1);
    book.parts[0].articles.truncate(1);
    let (archive, _) = build(&bare_metadata(), &book, None);
    has(
        &archive,
        "OEBPS/keywords.xhtml",
        &["\"index-locator\">真正的起点：一分钟的沉默</a></li>", "\"index-locator\">一、强调与注音</a> <a"],
    );
}

#[test]
fn every_reference_resolves() {
    let archive = &full().1;
    assert_eq!(archive.unresolved(), Vec::<String>::new());
    assert!(archive.references() > 60, "{}", archive.references());
}
