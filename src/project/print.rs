//! The print edition: `[print]`. In: a table of the manifest. Out: `PrintOptions`; a preset says what a printer asks for, and
//! every other key overrides it. What the printers ask: KDP's "Set trim size, bleed and margins", IngramSpark's File Creation Guide,
//! and for offset printing in China GB/T 788 formats with 3 mm of bleed and sheets of sixteen pages.

use super::measure;
use super::section::{Section, wrong_type, wrong_word};
use crate::diag::{Diagnostic, Sink, Span};
use crate::units::Abs;

/// The print edition: `[print]`.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintOptions {
    /// What the file conforms to.
    pub standard: Standard,
    /// The printer's profile; where there is none, the condition is named alone.
    pub profile: Option<Profile>,
    /// The characterized printing condition, by its name in the ICC's registry.
    pub condition: String,
    /// How far colour goes past the trim 出血.
    pub bleed: Abs,
    /// Where the printer wants bleed.
    pub bleeds: Bleeds,
    /// What is printed outside the bleed for those who cut and register.
    pub marks: Marks,
    /// The least spine margin by the number of pages: up to so many, so much.
    pub gutters: Vec<(u32, Abs)>,
    /// The page count is a multiple of this; blank pages are added at the end.
    pub signature: u32,
    /// The least distance of text from the trim, the spine aside.
    pub safe: Abs,
    /// The most ink on one spot, in percent: four solid inks are 400.
    pub ink_limit: u32,
    /// The least resolution of pictures, in dots to an inch.
    pub resolution: u32,
    /// The smallest type.
    pub smallest_type: Abs,
    /// The thinnest line.
    pub thinnest_line: Abs,
    /// Whether pictures become grey: for a book printed in black alone.
    pub is_grey: bool,
    /// Whether coloured pictures become inks by a plain formula where there is no profile, instead of being refused. No key of the manifest
    /// says so: a cover's wrap may be looked at before a printer is chosen, a print edition may not.
    pub has_plain_pictures: bool,
    /// Whether text is drawn as outlines.
    pub outlines_text: bool,
    /// Colours of the design that are printed with an ink of their own.
    pub spots: Vec<Spot>,
    /// The fewest and the most pages that the printer binds.
    pub page_counts: (u32, u32),
}

/// What a print edition conforms to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7): transparency is left to the printer. It needs a profile.
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4): nothing is transparent.
    X1a,
}

/// An ICC profile.
#[derive(Clone, PartialEq, Eq)]
pub struct Profile {
    /// The file as the manifest names it.
    pub path: String,
    /// Where the manifest names it.
    pub span: Span,
    /// Its content; empty until it has been read.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Profile({}, {} bytes)", self.path, self.bytes.len())
    }
}

/// Where a printer wants bleed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bleeds {
    /// On all four sides of every page.
    Everywhere,
    /// On the three outer sides, and on no page of a book where nothing bleeds.
    Outside,
}

/// Printers' marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Marks {
    /// Where to cut 裁切线.
    pub crop: bool,
    /// Crosses for the register of inks 套准线.
    pub register: bool,
    /// Patches of the inks 色标.
    pub color: bool,
}

/// A colour that is printed with an ink of its own 专色.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The ink's name.
    pub name: String,
    /// The sRGB colour of the design that it stands for.
    pub color: [u8; 3],
    /// How it looks in cyan, magenta, yellow and black, in percent: for proofs.
    pub cmyk: [u8; 4],
}

/// Who prints.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Preset {
    Kdp,
    IngramSpark,
    CnOffset,
}

impl Preset {
    const WORDS: [&'static str; 3] = ["kdp", "ingramspark", "cn-offset"];

    fn from_word(word: &str) -> Option<Self> {
        [Self::Kdp, Self::IngramSpark, Self::CnOffset]
            .into_iter()
            .zip(Self::WORDS)
            .find(|(_, known)| *known == word)
            .map(|(preset, _)| preset)
    }

    fn options(self) -> PrintOptions {
        let inches = |inches: f64| Abs::pt(inches * 72.0);
        match self {
            Self::CnOffset => PrintOptions::default(),
            Self::Kdp => PrintOptions {
                condition: "CGATS TR 001".to_owned(),
                bleed: inches(0.125),
                bleeds: Bleeds::Outside,
                gutters: [(150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (u32::MAX, 0.875)]
                    .map(|(pages, margin)| (pages, inches(margin)))
                    .to_vec(),
                signature: 2,
                safe: inches(0.25),
                page_counts: (24, 828),
                ..PrintOptions::default()
            },
            Self::IngramSpark => PrintOptions {
                condition: "CGATS TR 001".to_owned(),
                bleed: inches(0.125),
                bleeds: Bleeds::Outside,
                gutters: vec![(u32::MAX, inches(0.5))],
                signature: 2,
                safe: inches(0.25),
                ink_limit: 240,
                page_counts: (18, 1200),
                ..PrintOptions::default()
            },
        }
    }
}

impl Default for PrintOptions {
    /// Offset printing in China: 3 mm of bleed, sheets of 16 pages, 300% of ink.
    fn default() -> Self {
        Self {
            standard: Standard::X4,
            profile: None,
            condition: "FOGRA39".to_owned(),
            bleed: Abs::mm(3.0),
            bleeds: Bleeds::Everywhere,
            marks: Marks::default(),
            gutters: Vec::new(),
            signature: 16,
            safe: Abs::mm(3.0),
            ink_limit: 300,
            resolution: 300,
            smallest_type: Abs::pt(6.0),
            // A quarter of a point, which is still seen after plates and paper.
            thinnest_line: Abs::pt(0.25),
            is_grey: false,
            has_plain_pictures: false,
            outlines_text: false,
            spots: Vec::new(),
            page_counts: (1, u32::MAX),
        }
    }
}

impl PrintOptions {
    /// The least spine margin of a book of `pages` pages.
    pub fn gutter(&self, pages: u32) -> Abs {
        self.gutters.iter().find(|(most, _)| pages <= *most).map_or(Abs::ZERO, |(_, margin)| *margin)
    }
}

/// Reads `[print]`.
pub(super) fn read_print(mut section: Section<'_>, sink: &mut Sink) -> PrintOptions {
    let preset = section.word("preset", Preset::from_word, &Preset::WORDS, sink);
    let mut print = preset.map_or_else(PrintOptions::default, Preset::options);
    let standards = ["x-4", "x-1a"];
    let standard = |word: &str| match word {
        "x-4" => Some(Standard::X4),
        "x-1a" => Some(Standard::X1a),
        _ => None,
    };
    print.standard = section.word("standard", standard, &standards, sink).unwrap_or(print.standard);
    print.profile = section.text_at("profile", sink).map(|(path, span)| Profile { path, span, bytes: Vec::new() });
    print.condition = section.text("condition", sink).unwrap_or(print.condition);
    for (key, value) in [
        ("bleed", &mut print.bleed),
        ("safe", &mut print.safe),
        ("smallest-type", &mut print.smallest_type),
        ("thinnest-line", &mut print.thinnest_line),
    ] {
        read_length(&mut section, key, value, sink);
    }
    let mut gutter = Abs::ZERO;
    read_length(&mut section, "gutter", &mut gutter, sink);
    if gutter > Abs::ZERO {
        print.gutters = vec![(u32::MAX, gutter)];
    }
    print.signature = section.count("signature", 1, 128, sink).unwrap_or(print.signature);
    print.ink_limit = section.count("ink-limit", 100, 400, sink).unwrap_or(print.ink_limit);
    print.resolution = section.count("resolution", 72, 2400, sink).unwrap_or(print.resolution);
    let inks = ["color", "grey"];
    let is_grey = |word: &str| inks.contains(&word).then_some(word == "grey");
    print.is_grey = section.word("pictures", is_grey, &inks, sink).unwrap_or(print.is_grey);
    print.outlines_text = section.flag("outline-text", sink).unwrap_or(print.outlines_text);
    print.marks = read_marks(&mut section, sink);
    print.spots = read_spots(&mut section, sink);
    section.finish(sink);
    print
}

fn read_length(section: &mut Section<'_>, key: &'static str, value: &mut Abs, sink: &mut Sink) {
    let Some((text, span)) = section.text_at(key, sink) else { return };
    let none = (text == "0").then_some(Abs::ZERO);
    match none.or_else(|| measure::length(&text)).filter(|length| *length <= Abs::mm(100.0)) {
        Some(length) => *value = length,
        None => sink.push(wrong_word(&section.full(key), &text, &["3mm", "0.125in", "0"], span)),
    }
}

fn read_marks(section: &mut Section<'_>, sink: &mut Sink) -> Marks {
    let mut marks = Marks::default();
    let name = section.full("marks");
    let known = ["crop", "register", "color"];
    for item in section.items("marks") {
        match item.as_text().unwrap_or("") {
            "crop" => marks.crop = true,
            "register" => marks.register = true,
            "color" => marks.color = true,
            other => sink.push(wrong_word(&name, other, &known, item.span)),
        }
    }
    marks
}

/// `[print.spots]`: an ink's name with the colour of the design that it replaces, and its look in four inks.
fn read_spots(section: &mut Section<'_>, sink: &mut Sink) -> Vec<Spot> {
    let Some(table) = section.section("spots", sink) else { return Vec::new() };
    let mut spots = Vec::new();
    for (key, value) in table.entries() {
        let name = table.full(&key.name);
        let Some(mut spot) = Section::new(name.clone(), value, sink) else { continue };
        let color = spot.text("color", sink).as_deref().and_then(hexadecimal);
        let inks: Vec<Option<u8>> = spot.items("cmyk").iter().map(|ink| ink.as_text()?.parse().ok()).collect();
        let cmyk: Option<[u8; 4]> = inks.into_iter().collect::<Option<Vec<u8>>>().and_then(|inks| inks.try_into().ok());
        spot.finish(sink);
        match (color, cmyk.filter(|cmyk| cmyk.iter().all(|ink| *ink <= 100))) {
            (Some(color), Some(cmyk)) => spots.push(Spot { name: key.name.clone(), color, cmyk }),
            _ => sink.push(wrong_type(
                &name,
                "`{ color = \"#B22222\", cmyk = [20, 95, 90, 10] }`",
                "`{ color = \"#B22222\", cmyk = [20, 95, 90, 10] }`",
                value,
            )),
        }
    }
    spots
}

/// `#RRGGBB`.
fn hexadecimal(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The finding about a profile that can't be read.
pub(super) fn unreadable_profile(path: &str, reason: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "print-profile",
        format!("读不了 ICC 特性文件「{path}」：{reason}"),
        format!("can't read the ICC profile `{path}`: {reason}"),
    )
    .at(span)
    .hint(
        "向印刷厂索取 CMYK 特性文件（.icc），放在书的文件夹里",
        "ask the printer for a CMYK profile (.icc) and put it into the book's folder",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gutter_grows_with_the_pages() {
        let kdp = Preset::Kdp.options();
        for (pages, inches) in [(24, 0.375), (150, 0.375), (151, 0.5), (500, 0.625), (701, 0.875)] {
            assert_eq!(kdp.gutter(pages), Abs::pt(inches * 72.0), "{pages} pages");
        }
        assert_eq!(PrintOptions::default().gutter(500), Abs::ZERO);
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!(hexadecimal("#B22222"), Some([0xB2, 0x22, 0x22]));
        for wrong in ["B22222", "#B2222", "#B2222G", "#红红"] {
            assert_eq!(hexadecimal(wrong), None, "{wrong}");
        }
    }
}
