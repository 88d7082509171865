//! `[cover]`. In: its values. Out: the design, its colours and picture, and what the printer of the wrap 书封 asks for.

use super::measure;
use super::section::{Section, wrong_type, wrong_word};
use super::value::ValueKind;
use crate::diag::{Diagnostic, Sink, Span};
use crate::units::Abs;

/// A cover that comes with the tool.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Design {
    /// The title twice: in characters, and as squares of their bits.
    #[default]
    Front,
    /// Literature: a label with a vertical title on a coloured ground.
    Literary,
    /// Technical books: a grid of lines and a large plain title.
    Technical,
    /// Magazines and booklets: a bold head, a picture below.
    Magazine,
    /// Type alone.
    Minimal,
    /// A picture over the whole page, the title on a panel.
    Photographic,
}

impl Design {
    /// Every design.
    pub const ALL: [Self; 6] =
        [Self::Front, Self::Literary, Self::Technical, Self::Magazine, Self::Minimal, Self::Photographic];

    /// The word in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Literary => "literary",
            Self::Technical => "technical",
            Self::Magazine => "magazine",
            Self::Minimal => "minimal",
            Self::Photographic => "photographic",
        }
    }

    /// The design that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|design| design.word() == word)
    }
}

/// Who prints the wrap: their constants decide the spine (reference C).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Printer {
    /// A printer who names the paper's thickness.
    #[default]
    Sheet,
    /// Kindle Direct Publishing.
    Kdp,
    /// `IngramSpark`.
    IngramSpark,
}

/// The paper of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stock {
    /// White, black ink or standard colour.
    #[default]
    White,
    /// Cream.
    Cream,
    /// White for premium colour.
    Color,
}

/// `[cover]`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverOptions {
    /// A template of the book's own, as the manifest writes its path.
    pub template: Option<(String, Span)>,
    /// The design, where there is no template.
    pub design: Design,
    /// The picture, as the manifest writes its path.
    pub picture: Option<(String, Span)>,
    /// Colours instead of the template's own, by the names that it gives them.
    pub colors: Vec<(String, [u8; 3])>,
    /// The wrap, if one is printed.
    pub wrap: Option<WrapOptions>,
    /// Where the manifest chooses the template or the design.
    pub place: Option<Span>,
}

/// `[cover.wrap]`: back, spine and front on one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WrapOptions {
    /// Who prints it.
    pub printer: Printer,
    /// On what.
    pub stock: Stock,
    /// Thickness of a sheet of two pages; only for `Printer::Sheet`.
    pub sheet: Option<Abs>,
    /// Thickness of the cover's board, both sides together; only for `Printer::Sheet`.
    pub board: Option<Abs>,
    /// The spine as the printer said it, instead of what follows from the paper.
    pub spine: Option<Abs>,
    /// Pages of the print edition, instead of those that are counted.
    pub pages: Option<u32>,
    /// Width of the flaps 勒口.
    pub flap: Option<Abs>,
    /// What is printed beyond the cut.
    pub bleed: Option<Abs>,
    /// Whether crop and fold marks are printed.
    pub marks: Option<bool>,
    /// The text of the back; without it the book's description.
    pub back: Option<String>,
    /// The price as printed below the bars 定价.
    pub price: Option<String>,
    /// The add-on of the bar code: two or five figures.
    pub addon: Option<String>,
    /// What the QR code says.
    pub qr: Option<String>,
    /// Where the manifest says all this.
    pub place: Option<Span>,
}

const PRINTERS: [&str; 3] = ["sheet", "kdp", "ingramspark"];
const STOCKS: [&str; 3] = ["white", "cream", "color"];

/// Reads `[cover]`.
pub(super) fn read_cover(mut section: Section<'_>, sink: &mut Sink) -> CoverOptions {
    let mut cover = CoverOptions { template: section.text_at("template", sink), ..CoverOptions::default() };
    let chosen = section.get("design").map_or(section.span(), |value| value.span);
    cover.place = Some(cover.template.as_ref().map_or(chosen, |(_, span)| *span));
    cover.design = section.word("design", Design::from_word, &Design::ALL.map(Design::word), sink).unwrap_or_default();
    cover.picture = section.text_at("picture", sink);
    if let Some(colors) = section.section("colors", sink) {
        cover.colors = read_colors(&colors, sink);
    }
    cover.wrap = section.section("wrap", sink).map(|wrap| read_wrap(wrap, sink));
    section.finish(sink);
    cover
}

fn read_colors(table: &Section<'_>, sink: &mut Sink) -> Vec<(String, [u8; 3])> {
    let mut colors = Vec::new();
    for (key, value) in table.entries() {
        let given = value.as_text().unwrap_or("");
        match color(given) {
            Some(color) => colors.push((key.name.clone(), color)),
            None if matches!(value.kind, ValueKind::Text(_)) => {
                sink.push(wrong_word(&table.full(&key.name), given, &["#c1301c"], value.span));
            }
            None => {
                sink.push(wrong_type(&table.full(&key.name), "颜色 `\"#rrggbb\"`", "a colour `\"#rrggbb\"`", value));
            }
        }
    }
    colors
}

/// `#rrggbb`
fn color(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([byte(0)?, byte(2)?, byte(4)?])
}

fn read_wrap(mut wrap: Section<'_>, sink: &mut Sink) -> WrapOptions {
    let printer = |word: &str| match word {
        "sheet" => Some(Printer::Sheet),
        "kdp" => Some(Printer::Kdp),
        "ingramspark" => Some(Printer::IngramSpark),
        _ => None,
    };
    let stock = |word: &str| match word {
        "white" => Some(Stock::White),
        "cream" => Some(Stock::Cream),
        "color" => Some(Stock::Color),
        _ => None,
    };
    let options = WrapOptions {
        printer: wrap.word("printer", printer, &PRINTERS, sink).unwrap_or_default(),
        stock: wrap.word("paper", stock, &STOCKS, sink).unwrap_or_default(),
        sheet: length(&mut wrap, "sheet", sink),
        board: length(&mut wrap, "board", sink),
        spine: length(&mut wrap, "spine", sink),
        pages: wrap.count("pages", 2, 5_000, sink),
        flap: length(&mut wrap, "flap", sink),
        bleed: length(&mut wrap, "bleed", sink),
        marks: wrap.flag("marks", sink),
        back: wrap.text("back", sink),
        price: wrap.text("price", sink),
        addon: addon(&mut wrap, sink),
        qr: wrap.text("qr", sink),
        place: Some(wrap.span()),
    };
    if options.printer == Printer::Sheet && options.sheet.is_none() && options.spine.is_none() {
        sink.push(
            Diagnostic::error("no-paper", "不知道纸有多厚，算不出书脊", "the spine needs the thickness of the paper")
                .at(wrap.span())
                .hint(
                    "问印厂每张纸的厚度，写 `sheet = \"0.1mm\"`；或写 `printer = \"kdp\"`，或直接写 `spine = \"12mm\"`",
                    "ask the printer how thick a sheet is and write `sheet = \"0.1mm\"`; or `printer = \"kdp\"`, or `spine = \"12mm\"`",
                ),
        );
    }
    wrap.finish(sink);
    options
}

fn length(section: &mut Section<'_>, key: &'static str, sink: &mut Sink) -> Option<Abs> {
    let (text, span) = section.text_at(key, sink)?;
    let value = measure::length(&text);
    if value.is_none() {
        sink.push(wrong_word(&section.full(key), &text, &["3mm"], span));
    }
    value
}

fn addon(wrap: &mut Section<'_>, sink: &mut Sink) -> Option<String> {
    let (text, span) = wrap.text_at("addon", sink)?;
    if matches!(text.len(), 2 | 5) && text.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some(text);
    }
    sink.push(wrong_word("cover.wrap.addon", &text, &["01", "52499"], span));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_six_digits() {
        assert_eq!(color("#C1301c"), Some([193, 48, 28]));
        for wrong in ["c1301c", "#c13", "#c1301g", "#版心", ""] {
            assert_eq!(color(wrong), None, "{wrong}");
        }
    }
}
