//! What readers with other needs can know before they buy (EPUB Accessibility 1.1, schema.org). In: what the book holds.
//! Out: `meta` lines. Nothing is claimed that the files don't have.

use super::Edition;
use super::label::Label;
use super::xml::Xml;

/// Writes the lines.
pub(super) fn metadata(edition: &Edition<'_>, xml: &mut Xml) {
    let pictures = edition.pictures.any();
    let traits = edition.survey.traits;
    let mut line = |property: &str, value: &str| xml.row("meta", &[("property", property)], value);
    line("schema:accessMode", "textual");
    if pictures || edition.input.cover.is_some() {
        line("schema:accessMode", "visual");
    }
    // Words alone are enough only where every picture has them.
    line("schema:accessModeSufficient", if traits.undescribed { "textual,visual" } else { "textual" });
    for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"] {
        line("schema:accessibilityFeature", feature);
    }
    let described = (pictures || edition.input.cover.is_some()) && !traits.undescribed;
    let more = [
        ("alternativeText", described),
        ("index", !edition.indexed.is_empty()),
        ("rubyAnnotations", traits.ruby),
        ("pageBreakMarkers", edition.input.print.is_some()),
        ("pageNavigation", edition.input.print.is_some()),
        ("MathML", traits.math),
        ("latex", traits.math),
    ];
    for (feature, _) in more.into_iter().filter(|(_, has)| *has) {
        line("schema:accessibilityFeature", feature);
    }
    line("schema:accessibilityHazard", if edition.pictures.any_moving() { "unknown" } else { "none" });
    if let Some(print) = edition.input.print {
        line("pageBreakSource", &print.source(&edition.input.metadata.title, edition.label));
    }
    line("schema:accessibilitySummary", &summary(edition, described));
    if let Some(by) = edition.input.certified_by {
        line("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
        line("a11y:certifiedBy", by);
    }
}

/// A sentence in Simplified, Traditional and English.
type Forms = [&'static str; 3];

const FLOWING: Forms = [
    "本书为可重排的电子书，可调整字号与配色，有目录、地标和连贯的阅读顺序。",
    "本書為可重排的電子書，可調整字號與配色，有目錄、地標和連貫的閱讀順序。",
    "This reflowable book adapts to text size and colours, and has a table of contents, landmarks and a logical reading order. ",
];
const DESCRIBED: Forms = ["图片都有替代文字。", "圖片都有替代文字。", "All pictures have alternative text. "];
const UNDESCRIBED: Forms =
    ["部分图片没有替代文字。", "部分圖片沒有替代文字。", "Some pictures have no alternative text. "];
const INDEXED: Forms =
    ["关键词附录可跳转到正文各处。", "關鍵詞附錄可跳轉到正文各處。", "The keywords link to their places in the text. "];
const CHECKED: Forms = [
    "事实核查备注与正文双向链接。",
    "事實查核備註與正文雙向連結。",
    "Fact-check notes and the text link to each other. ",
];
const FORMULAS: Forms = [
    "公式以 MathML 呈现，并附 LaTeX 源文。",
    "公式以 MathML 呈現，並附 LaTeX 原文。",
    "Formulas are given as MathML, with their LaTeX source. ",
];

/// The same in sentences.
fn summary(edition: &Edition<'_>, described: bool) -> String {
    let (index, facts) = (!edition.indexed.is_empty(), !edition.input.book.claims.is_empty());
    let traits = edition.survey.traits;
    let sentences = [
        (true, FLOWING),
        (described, DESCRIBED),
        (traits.undescribed, UNDESCRIBED),
        (index, INDEXED),
        (facts, CHECKED),
        (traits.math, FORMULAS),
    ];
    let form = match edition.label {
        Label::Simplified => 0,
        Label::Traditional => 1,
        Label::English => 2,
    };
    let text: String = sentences.iter().filter(|(says, _)| *says).map(|(_, forms)| forms[form]).collect();
    text.trim_end().to_owned()
}
