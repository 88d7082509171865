//! The page: `[page]`. In: a table of the manifest. Out: `PageOptions`, and findings about a type area 版心 that no reader
//! would thank for (CLR-A10, B03 to B07, J02).

use super::measure;
use super::section::{Section, wrong_word};
use crate::diag::{Diagnostic, Sink};
use crate::units::{Abs, Em, Paper, Region, Size, Writing};

/// The smallest type that is read without effort, 六号 (CLR-A10).
const SMALLEST: f64 = 7.875;

/// The longest lines in characters (CLR-B07).
const LONGEST_HORIZONTAL: u32 = 40;
const LONGEST_VERTICAL: u32 = 52;

/// How paragraphs are told apart besides their indent (CLR-L03).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paragraphs {
    /// Empty rows between two of them.
    pub space: u32,
    /// Whether the first one of a text or below a heading stands flush.
    pub first_flush: bool,
    /// Whether none is indented: `indent = "0"`.
    pub all_flush: bool,
}

/// The page: `[page]`. The type area 版心 is given by characters and lines (CLR-B03, B04, B06).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageOptions {
    /// Which way lines run.
    pub writing: Writing,
    /// The trimmed size.
    pub trim: Size,
    /// Body type size; 五号 10.5 pt by default (CLR-A10).
    pub type_size: Abs,
    /// Characters in a line.
    pub characters: u32,
    /// Lines on a page.
    pub lines: u32,
    /// From the middle of a line to the middle of the next one.
    pub line_pitch: Abs,
    /// First-line indent (CLR-L01).
    pub indent: Em,
    /// What tells paragraphs apart besides.
    pub paragraphs: Paragraphs,
}

impl Default for PageOptions {
    /// A5, 五号, 30 characters by 27 lines on an 18 pt pitch, two ems of indent.
    fn default() -> Self {
        Self {
            writing: Writing::Horizontal,
            trim: Size::new(Abs::mm(148.0), Abs::mm(210.0)),
            type_size: Abs::pt(10.5),
            characters: 30,
            lines: 27,
            line_pitch: Abs::pt(18.0),
            indent: Em::ONE * 2,
            paragraphs: Paragraphs::default(),
        }
    }
}

/// The first-line indent of a region's books: two ems in Chinese, one in Japanese and Korean (CLR-L01).
pub(super) const fn indent_of(region: Region) -> Em {
    match region {
        Region::Mainland | Region::Taiwan | Region::HongKong => Em::raw(Em::ONE.to_raw() * 2),
        Region::Japan | Region::Korea => Em::ONE,
    }
}

impl PageOptions {
    /// What a vertical book of this trim and type size has when its manifest says no more: five sevenths of an em
    /// between lines, and a type area in proportion to the page (CLR-B09), 0.71 of its sides: 40 characters by 17 lines
    /// on A5. No line is longer than 52 characters (CLR-B07).
    pub fn vertical(trim: Size, type_size: Abs) -> Self {
        let line_pitch = type_size.part(12, 7);
        let (down, across) = (trim.height.part(71, 100), trim.width.part(71, 100));
        // The last line needs no gap (CLR-B06). Half a line more than the proportion counts as one.
        let lines = (across - type_size + line_pitch / 2).to_raw().div_euclid(line_pitch.to_raw().max(1)) + 1;
        let characters = down.to_raw().div_euclid(type_size.to_raw().max(1));
        Self {
            writing: Writing::Vertical,
            trim,
            type_size,
            characters: characters.clamp(5, i64::from(LONGEST_VERTICAL)) as u32,
            lines: lines.clamp(3, 200) as u32,
            line_pitch,
            ..Self::default()
        }
    }

    /// The type area on paper.
    fn area(&self) -> Size {
        let along = self.type_size * i64::from(self.characters);
        let across = self.line_pitch * (i64::from(self.lines) - 1) + self.type_size;
        match self.writing {
            Writing::Horizontal => Size::new(along, across),
            Writing::Vertical => Size::new(across, along),
        }
    }
}

/// Reads `[page]`.
pub(super) fn read_page(mut section: Section<'_>, region: Region, sink: &mut Sink) -> PageOptions {
    let modes = ["horizontal", "vertical"];
    let papers: Vec<&str> = Paper::names().collect();
    let hao: Vec<&str> = measure::hao_names().collect();
    let base = PageOptions::default();
    let writing = section.word("writing", Writing::from_word, &modes, sink).unwrap_or(base.writing);
    let type_size = measured(&mut section, "type-size", measure::type_size, &hao, sink).unwrap_or(base.type_size);
    let trim = measured(&mut section, "trim", measure::trim, &papers, sink).unwrap_or(base.trim);
    let default = match writing {
        Writing::Horizontal => PageOptions { trim, type_size, ..base },
        Writing::Vertical => PageOptions::vertical(trim, type_size),
    };
    let indent = measured(&mut section, "indent", measure::ems, &["2em"], sink).unwrap_or(indent_of(region));
    let page = PageOptions {
        characters: section.count("characters", 5, 200, sink).unwrap_or(default.characters),
        lines: section.count("lines", 3, 200, sink).unwrap_or(default.lines),
        line_pitch: measured(&mut section, "line-pitch", measure::length, &["18pt"], sink)
            .unwrap_or(default.line_pitch),
        indent,
        paragraphs: Paragraphs {
            space: section.count("paragraph-space", 0, 3, sink).unwrap_or(0),
            first_flush: section.flag("first-flush", sink).unwrap_or(false),
            all_flush: indent <= Em::ZERO,
        },
        ..default
    };
    for finding in findings(&page) {
        sink.push(finding.at(section.span()));
    }
    section.finish(sink);
    page
}

fn measured<T>(
    section: &mut Section<'_>,
    key: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    examples: &[&str],
    sink: &mut Sink,
) -> Option<T> {
    let (text, span) = section.text_at(key, sink)?;
    let value = parse(&text);
    if value.is_none() {
        sink.push(wrong_word(&section.full(key), &text, examples, span));
    }
    value
}

/// What is wrong with a page, and what is unwise about it.
fn findings(page: &PageOptions) -> Vec<Diagnostic> {
    let area = page.area();
    let mut found = Vec::new();
    if area.width > page.trim.width || area.height > page.trim.height {
        found.push(
            Diagnostic::error(
                "type-area-too-large",
                "版心比成品尺寸大",
                "the type area is larger than the trimmed page",
            )
            .hint(
                "减少 `characters` 或 `lines`，或换大一些的 `trim`",
                "fewer `characters` or `lines`, or a larger `trim`",
            ),
        );
    }
    found.extend(line_gap(page));
    if page.type_size < Abs::pt(SMALLEST) {
        let points = page.type_size.to_pt();
        found.push(
            Diagnostic::warning(
                "small-type",
                format!("正文 {points} pt，小于六号（{SMALLEST} pt）"),
                format!("the body is {points} pt, smaller than {SMALLEST} pt"),
            )
            .hint("正文一般用五号 10.5 pt", "bodies are usually 10.5 pt"),
        );
    }
    found.extend(line_length(page));
    found
}

/// The gap between lines holds marks and readings, and keeps lines apart: from half an em to one (CLR-B05, J02).
fn line_gap(page: &PageOptions) -> Option<Diagnostic> {
    let gap = page.line_pitch - page.type_size;
    if gap >= Em::HALF.at(page.type_size) && gap <= page.type_size {
        return None;
    }
    let ems = (gap.in_ems(page.type_size).to_f64() * 100.0).round() / 100.0;
    let (least, most) = (page.type_size.part(3, 2).to_pt(), (page.type_size * 2).to_pt());
    let finding = Diagnostic::warning(
        "line-gap",
        format!("行距是 {ems} 字，应在半字到一字之间"),
        format!("the gap between lines is {ems} em; it should be between half an em and one"),
    );
    Some(finding.hint(
        format!("`line-pitch` 取 {least} pt 到 {most} pt"),
        format!("a `line-pitch` from {least} pt to {most} pt"),
    ))
}

/// Long lines lose the eye on its way back (CLR-B07).
fn line_length(page: &PageOptions) -> Option<Diagnostic> {
    let most = match page.writing {
        Writing::Horizontal => LONGEST_HORIZONTAL,
        Writing::Vertical => LONGEST_VERTICAL,
    };
    (page.characters > most).then(|| {
        Diagnostic::warning(
            "long-lines",
            format!("每行 {} 字，多于 {most} 字", page.characters),
            format!("{} characters in a line, more than {most}", page.characters),
        )
        .hint("减少 `characters`，或用大一些的 `type-size`", "fewer `characters`, or a larger `type-size`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(page: PageOptions) -> Vec<&'static str> {
        findings(&page).iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn the_default_pages_are_sound() {
        let vertical = PageOptions::vertical(PageOptions::default().trim, Abs::pt(10.5));
        assert_eq!((vertical.characters, vertical.lines, vertical.line_pitch), (40, 17, Abs::pt(18.0)));
        for page in [PageOptions::default(), vertical] {
            assert_eq!(codes(page), Vec::<&str>::new());
        }
    }

    #[test]
    fn vertical_pages_fit_every_paper() {
        for name in Paper::names() {
            let trim = crate::units::paper_by_name(name).map(|paper| paper.size()).unwrap();
            for size in [7.875, 9.0, 10.5, 12.0, 16.0] {
                let page = PageOptions::vertical(trim, Abs::pt(size));
                assert_eq!(codes(page), Vec::<&str>::new(), "{name} at {size} pt: {page:?}");
            }
        }
    }

    #[test]
    fn unwise_pages_are_named() {
        let base = PageOptions::default();
        let pitch = |points| PageOptions { line_pitch: Abs::pt(points), ..base };
        assert_eq!(codes(pitch(15.75)), Vec::<&str>::new(), "CLR-B05: half an em is enough");
        assert_eq!(codes(pitch(15.7)), ["line-gap"], "CLR-J02");
        assert_eq!(codes(PageOptions { lines: 20, ..pitch(21.1) }), ["line-gap"], "CLR-B05");
        let small = PageOptions { type_size: Abs::pt(7.8), line_pitch: Abs::pt(13.0), ..base };
        assert_eq!(codes(small), ["small-type"], "CLR-A10");
        let wide = PageOptions { characters: 41, trim: Size::new(Abs::mm(210.0), Abs::mm(297.0)), ..base };
        assert_eq!(codes(wide), ["long-lines"], "CLR-B07");
        assert_eq!(codes(PageOptions { writing: Writing::Vertical, characters: 52, ..base }), ["type-area-too-large"]);
    }
}
