//! The page: `[page]`. In: a table of the manifest. Out: `PageOptions`, and findings about a type area 版心 that no reader
//! would thank for (CLR-A10, B03 to B07, J02).

use super::margins::{MarginOptions, Margins, narrow, overruled, read_margins};
use super::measure;
use super::section::{Section, wrong_word};
use crate::diag::{Diagnostic, Sink};
use crate::units::{Abs, Em, Paper, Region, Size, Writing};

/// The smallest type that is read without effort, 六号 (CLR-A10).
const SMALLEST: f64 = 7.875;

/// The longest lines in characters (CLR-B07).
const LONGEST_HORIZONTAL: u32 = 40;
const LONGEST_VERTICAL: u32 = 52;

/// The most characters and lines that a page can have.
const MOST: u32 = 200;

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

/// The page: `[page]`. The type area 版心 is characters and lines, whole ones, whether counted or found from margins (CLR-B03, B04, B06).
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
    /// Margins, where they are given (CLR-B08).
    pub margins: MarginOptions,
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
            margins: MarginOptions::default(),
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
    /// What a book of this trim, type size and these margins has when its manifest says no more: five sevenths of an em between lines, and a
    /// type area in proportion to the page (CLR-B09), 0.76 by 0.8 of its sides in a horizontal book, 0.71 in a vertical one: on A5 30
    /// characters by 27 lines, and 40 by 17. No line is longer than the eye can follow (CLR-B07). Margins give the type area where they are
    /// given in pairs.
    pub fn on(writing: Writing, trim: Size, type_size: Abs, line_pitch: Abs, margins: MarginOptions) -> Self {
        let default = match writing {
            Writing::Horizontal => Size::new(trim.width.part(76, 100), trim.height.part(80, 100)),
            Writing::Vertical => Size::new(trim.width.part(71, 100), trim.height.part(71, 100)),
        };
        let room = margins.room(trim, default);
        let given = margins.give_area();
        let (along, across, given_along, given_across, longest) = match writing {
            Writing::Horizontal => (room.width, room.height, given.0, given.1, LONGEST_HORIZONTAL),
            Writing::Vertical => (room.height, room.width, given.1, given.0, LONGEST_VERTICAL),
        };
        // The last line needs no gap (CLR-B06). Half a line more than the proportion counts as one; margins are kept.
        let half = if given_across { Abs::ZERO } else { line_pitch / 2 };
        let lines = (across - type_size + half).to_raw().div_euclid(line_pitch.to_raw().max(1)) + 1;
        let characters = along.to_raw().div_euclid(type_size.to_raw().max(1));
        let longest = if given_along { MOST } else { longest };
        Self {
            writing,
            trim,
            type_size,
            characters: characters.clamp(5, i64::from(longest)) as u32,
            lines: lines.clamp(3, i64::from(MOST)) as u32,
            line_pitch,
            margins,
            ..Self::default()
        }
    }

    /// What a vertical book of this trim and type size has when its manifest says no more.
    pub fn vertical(trim: Size, type_size: Abs) -> Self {
        Self::on(Writing::Vertical, trim, type_size, type_size.part(12, 7), MarginOptions::default())
    }

    /// The margins round the type area.
    pub fn margins(&self) -> Margins {
        self.margins.around(self.area(), self.trim, self.line_pitch, self.writing)
    }

    /// The type area on paper.
    pub fn area(&self) -> Size {
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
    let hao = |_: &str| measure::hao_names().collect();
    let papers = |given: &str| Paper::names_like(given).collect();
    let base = PageOptions::default();
    let writing = section.word("writing", Writing::from_word, &modes, sink).unwrap_or(base.writing);
    let type_size = measured(&mut section, "type-size", measure::type_size, hao, sink).unwrap_or(base.type_size);
    let trim = measured(&mut section, "trim", measure::trim, papers, sink).unwrap_or(base.trim);
    let line_pitch = measured(&mut section, "line-pitch", measure::length, |_| vec!["18pt"], sink)
        .unwrap_or_else(|| type_size.part(12, 7));
    let margins = read_margins(&mut section, sink);
    let indent = measured(&mut section, "indent", measure::ems, |_| vec!["2em"], sink).unwrap_or(indent_of(region));
    let default = PageOptions::on(writing, trim, type_size, line_pitch, margins);
    let characters = section.count("characters", 5, MOST, sink);
    let lines = section.count("lines", 3, MOST, sink);
    let page = PageOptions {
        characters: characters.unwrap_or(default.characters),
        lines: lines.unwrap_or(default.lines),
        indent,
        paragraphs: Paragraphs {
            space: section.count("paragraph-space", 0, 3, sink).unwrap_or(0),
            first_flush: section.flag("first-flush", sink).unwrap_or(false),
            all_flush: indent <= Em::ZERO,
        },
        ..default
    };
    let counted = match writing {
        Writing::Horizontal => (characters.is_some(), lines.is_some()),
        Writing::Vertical => (lines.is_some(), characters.is_some()),
    };
    for finding in findings(&page).into_iter().chain(overruled(&margins, &page.margins(), counted)) {
        sink.push(finding.at(section.span()));
    }
    section.finish(sink);
    page
}

/// A value that `parse` understands; `examples` of what can be written, given what was.
pub(super) fn measured<T>(
    section: &mut Section<'_>,
    key: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    examples: impl Fn(&str) -> Vec<&'static str>,
    sink: &mut Sink,
) -> Option<T> {
    let (text, span) = section.text_at(key, sink)?;
    let value = parse(&text);
    if value.is_none() {
        sink.push(wrong_word(&section.full(key), &text, &examples(&text), span));
    }
    value
}

/// What is wrong with a page, and what is unwise about it.
fn findings(page: &PageOptions) -> Vec<Diagnostic> {
    let margins = page.margins();
    let mut found = Vec::new();
    if page.margins.leave_nothing(page.trim) {
        let finding = Diagnostic::error(
            "type-area-too-large",
            "`margins` 没有给版心留下地方",
            "the `margins` leave no room for a type area",
        );
        return vec![finding.hint("减小 `margins`，或换大一些的 `trim`", "smaller `margins`, or a larger `trim`")];
    }
    if [margins.head, margins.foot, margins.spine, margins.fore].into_iter().any(|margin| margin < Abs::ZERO) {
        found.push(
            Diagnostic::error(
                "type-area-too-large",
                "版心比成品尺寸大",
                "the type area is larger than the trimmed page",
            )
            .hint(
                "减少 `characters` 或 `lines`，减小 `margins`，或换大一些的 `trim`",
                "fewer `characters` or `lines`, smaller `margins`, or a larger `trim`",
            ),
        );
    } else {
        found.extend(narrow(&margins));
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
    fn default_pages_fit_every_paper() {
        for name in Paper::names() {
            let trim = crate::units::paper_by_name(name).map(|paper| paper.size()).unwrap();
            for size in [7.875, 9.0, 10.5, 12.0, 16.0].map(Abs::pt) {
                for writing in [Writing::Horizontal, Writing::Vertical] {
                    let page = PageOptions::on(writing, trim, size, size.part(12, 7), MarginOptions::default());
                    assert_eq!(codes(page), Vec::<&str>::new(), "{name} at {size:?}: {page:?}");
                }
            }
        }
        let base = PageOptions::default();
        let same = PageOptions::on(base.writing, base.trim, base.type_size, base.line_pitch, base.margins);
        assert_eq!(same, base);
    }

    #[test]
    fn the_type_area_is_placed_by_four_methods_clr_b08() {
        let base = PageOptions::default();
        let free = Size::new(base.trim.width - base.area().width, base.trim.height - base.area().height);
        let margins = |margins| PageOptions { margins, ..base }.margins();
        let none = MarginOptions::default();
        let centred = margins(none);
        assert!((centred.spine - centred.fore).abs() <= Abs::raw(1), "centred across");
        assert_eq!(centred.head + centred.foot, free.height);
        let head = Some(Abs::mm(18.0));
        let by_head = margins(MarginOptions { head, ..none });
        assert_eq!((by_head.head, by_head.spine), (Abs::mm(18.0), centred.spine));
        let spine = Some(Abs::mm(15.0));
        let by_spine = margins(MarginOptions { spine, ..none });
        assert_eq!((by_spine.head, by_spine.spine), (centred.head, Abs::mm(15.0)));
        let both = margins(MarginOptions { head, spine, ..none });
        assert_eq!((both.head, both.spine, both.fore), (Abs::mm(18.0), Abs::mm(15.0), free.width - Abs::mm(15.0)));
    }

    #[test]
    fn margins_give_the_type_area_in_whole_characters_clr_b04() {
        let base = PageOptions::default();
        let mm = |length| Some(Abs::mm(length));
        let margins = MarginOptions { head: mm(20.0), foot: mm(25.0), spine: mm(20.0), fore: mm(15.0) };
        let page = PageOptions::on(base.writing, base.trim, base.type_size, base.line_pitch, margins);
        // 113 mm are 320.3 pt: 30 characters; 165 mm are 467.7 pt: 26 lines.
        assert_eq!((page.characters, page.lines), (30, 26));
        let has = page.margins();
        assert!(has.spine >= Abs::mm(20.0) && has.fore >= Abs::mm(15.0) && has.head >= Abs::mm(20.0));
        let apart = has.spine * 15 - has.fore * 20;
        assert!(apart.abs() < Abs::pt(0.01), "what is left over is shared as the margins are");
        assert_eq!(codes(page), Vec::<&str>::new());
        let thin = MarginOptions { spine: mm(5.0), ..margins };
        let thin = PageOptions::on(base.writing, base.trim, base.type_size, base.line_pitch, thin);
        assert_eq!(codes(thin), ["narrow-margin"]);
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
