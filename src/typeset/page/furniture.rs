//! Running heads 书眉 and folios 页码: what they say, where they stand, outside the type area (CLR-O01 to O06, I08).

use super::paint::{PageContext, Painter};
use crate::display::{ArtifactKind, Tag};
use crate::project::theme::Leader;
use crate::project::theme::{FolioPlace, HeadPlace, HeadWords, Stands};
use crate::typeset::assemble::ready_body;
use crate::typeset::collect::piece;
use crate::typeset::flow::{Content, Folios, Rich, Section, TextBody};
use crate::typeset::line::{Alignment, CharStyle, Setting, natural_length};
use crate::typeset::places::Places;
use crate::typeset::style::Grid;
use crate::units::{Abs, Em, Point, Size, Writing, roman_lower};

/// How far faces reach below the baseline, in ems: descenders, and what faces count as their own below these.
const DESCENT: f64 = 0.3;

/// From the running head's baseline to the rule below it, in ems of the head.
const TO_RULE: f64 = 0.5;

/// The number of a page as it is referred to, by its section's way of numbering.
pub(in crate::typeset) fn folio(folios: Folios, number: u32) -> String {
    match folios {
        Folios::Roman => roman_lower(number),
        Folios::Arabic => number.to_string(),
    }
}

/// What a page's furniture needs to know.
pub(super) struct Furniture<'a> {
    /// The page's section.
    pub section: &'a Section,
    /// The page's number in its numbering.
    pub number: u32,
    /// Whether it is the first page of its section.
    pub opening: bool,
    /// The section 节 that begins on the page, else the one that it continues, else the chapter (CLR-O03).
    pub recto: &'a str,
    /// What is the same on all pages.
    pub context: &'a PageContext<'a>,
}

/// A line of furniture: its words, how they look, what they are.
struct Words {
    words: String,
    style: CharStyle,
    kind: ArtifactKind,
    stands: Stands,
}

impl Furniture<'_> {
    /// Odd numbers are recto 单页, which is a right page in a horizontal book and a left one in a vertical book (CLR-B02).
    fn is_recto(&self) -> bool {
        self.number % 2 == 1
    }

    /// The running head, unless the page opens something or has none to say.
    fn head(&self) -> Option<Words> {
        let options = &self.context.theme.options.running_head;
        if !self.section.furniture || (self.opening && !options.on_openings) {
            return None;
        }
        let words = match if self.is_recto() { options.recto } else { options.verso } {
            HeadWords::None => return None,
            HeadWords::Book => self.context.title,
            HeadWords::Part => self.section.part.as_deref().unwrap_or(self.context.title),
            HeadWords::Chapter => &self.section.head,
            HeadWords::Section => self.recto,
        };
        let (style, kind) = (self.context.theme.furniture, ArtifactKind::Header);
        (!words.is_empty()).then(|| Words { words: words.to_owned(), style, kind, stands: options.stands })
    }

    /// The page's number as it is printed.
    fn folio(&self) -> Option<Words> {
        let options = &self.context.theme.options.folio;
        if !self.section.furniture || (self.opening && !options.on_openings) || options.place == FolioPlace::None {
            return None;
        }
        let template = options.template(self.section.folios == Folios::Roman);
        let (style, kind) = (self.context.theme.folio, ArtifactKind::Footer);
        Some(Words { words: template.shown(&[self.number]), style, kind, stands: options.stands })
    }

    /// Paints what runs along the lines of a vertical page, in its fore margin 切口, before the page is set upright: the running head at
    /// the head of the type area, the folio at its foot.
    pub(super) fn paint_beside(&self, painter: &mut Painter<'_>) {
        let options = &self.context.theme.options;
        let (grid, setting) = (*painter.grid(), *self.context.setting);
        if grid.writing == Writing::Horizontal {
            return;
        }
        let head = self.head().filter(|_| options.running_head.place == HeadPlace::Fore);
        let folio = self.folio().filter(|_| options.folio.place == FolioPlace::Fore);
        let (head_gap, folio_gap) = (options.running_head.distance, options.folio.distance);
        let lines = [(head, head_gap, Alignment::Start), (folio, folio_gap, Alignment::End)];
        for (words, distance, alignment) in lines {
            let Some(words) = words else { continue };
            // The fore margin of a recto lies after its last line, that of a verso before its first.
            let away = distance.at(grid.size);
            let line = if self.is_recto() {
                grid.area.foot() + away + words.style.size / 2
            } else {
                grid.area.origin.y - away - words.style.size / 2
            };
            let inset = grid.size * 2;
            let length = grid.area.size.width - inset * 2;
            self.line(painter, &words, alignment, (grid.area.origin.x + inset, length), line, &setting);
        }
    }

    /// Paints what stands above and below the type area. It is set horizontally in either writing mode (CLR-I08).
    pub(super) fn paint(&self, painter: &mut Painter<'_>) {
        let options = &self.context.theme.options;
        let area = painter.area_on_paper();
        let setting = Setting { writing: Writing::Horizontal, ..*self.context.setting };
        let vertical = painter.grid().writing == Writing::Vertical;
        let head_line = area.origin.y - self.head_gap(painter.grid());
        let folio = self.folio().filter(|_| !(vertical && options.folio.place == FolioPlace::Fore));
        let beside = options.folio.place == FolioPlace::Head;
        let head = self.head().filter(|_| !(vertical && options.running_head.place == HeadPlace::Fore));
        if let Some(head) = &head {
            let taken = folio.as_ref().filter(|folio| beside && folio.stands == head.stands);
            let taken = taken.map_or(Abs::ZERO, |folio| self.length(folio, &setting) + head.style.size * 2);
            let alignment = self.alignment(head.stands, vertical);
            // CLR-O04: a folio on the same line stands outside the head, two ems from it.
            let start = if alignment == Alignment::Start { taken } else { Abs::ZERO };
            let place = (area.origin.x + start, area.size.width - taken);
            self.line(painter, head, alignment, place, head_line, &setting);
            if options.running_head.rule > Abs::ZERO {
                let at = Point::new(area.origin.x, head_line + Em::new(TO_RULE).at(head.style.size));
                painter.rule(at, Size::new(area.size.width, options.running_head.rule), head.style.paint);
            }
        }
        if let Some(folio) = &folio {
            let foot = area.foot() + self.foot_gap(painter.grid()) + Grid::baseline(folio.style.size);
            let line = if beside { head_line } else { foot };
            let alignment = self.alignment(folio.stands, vertical);
            self.line(painter, folio, alignment, (area.origin.x, area.size.width), line, &setting);
        }
    }

    /// From the running head's baseline to the type area.
    fn head_gap(&self, grid: &Grid) -> Abs {
        let theme = self.context.theme;
        let asked = theme.options.running_head.distance.at(grid.size);
        match grid.writing {
            Writing::Horizontal => asked,
            // CLR-O02: a horizontal head stands one em above vertical text. That is counted from where a column may begin for
            // readers of the PDF: a bracket that lost the blank before it has its frame half an em above the type area, and
            // poppler reads columns in another order where a frame touches the head (CLR-P05).
            Writing::Vertical => asked.max(grid.size * 3 / 2 + Em::new(DESCENT).at(theme.furniture.size)),
        }
    }

    /// From the type area to the folio's head: below vertical lines one em (CLR-O02).
    fn foot_gap(&self, grid: &Grid) -> Abs {
        match grid.writing {
            Writing::Horizontal => self.context.theme.options.folio.distance.at(grid.size),
            Writing::Vertical => grid.size,
        }
    }

    fn alignment(&self, stands: Stands, vertical: bool) -> Alignment {
        let right = self.is_recto() != vertical;
        match stands {
            Stands::Center => Alignment::Center,
            Stands::Outside if right => Alignment::End,
            Stands::Inside if !right => Alignment::End,
            Stands::Outside | Stands::Inside => Alignment::Start,
        }
    }

    fn length(&self, words: &Words, setting: &Setting<'_>) -> Abs {
        let body = words.body(Alignment::Start);
        let ready = ready_body(&body, Abs::HUGE, &Places::default(), self.context.language, setting);
        natural_length(&ready.main.text, setting)
    }

    /// Paints a line of furniture on a measure that starts at `place.0` and is `place.1` long.
    fn line(
        &self,
        painter: &mut Painter<'_>,
        words: &Words,
        alignment: Alignment,
        place: (Abs, Abs),
        line: Abs,
        setting: &Setting<'_>,
    ) {
        let body = words.body(alignment);
        let ready = ready_body(&body, place.1, &Places::default(), self.context.language, setting);
        painter.line(&ready.main, &body.rich, 0, place.0, line);
    }
}

impl Words {
    fn body(&self, alignment: Alignment) -> TextBody {
        let piece = piece(Content::Words(self.words.clone()), self.style, Tag::Artifact(self.kind));
        TextBody {
            rich: Rich { pieces: vec![piece] },
            size: self.style.size,
            pitch: self.style.size,
            first_indent: Abs::ZERO,
            indent: Abs::ZERO,
            alignment,
            label: None,
            label_start: Abs::ZERO,
            turned: None,
            entry: None,
            leader: Leader::Space,
        }
    }
}
