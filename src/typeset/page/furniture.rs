//! Running heads 书眉 and folios 页码: on the type area's edges, outside (CLR-O01 to O06).

use super::paint::Painter;
use crate::display::{ArtifactKind, Tag};
use crate::typeset::assemble::{Places, ready_body};
use crate::typeset::flow::{Content, Folios, Rich, RichPiece, Section, TextBody};
use crate::typeset::line::{Alignment, PieceKind, Setting};
use crate::typeset::style::{Grid, Theme};
use crate::units::{Abs, Em, Writing, roman_lower};

/// From the running head's baseline to the type area, and from the type area to the folio's head, in body ems (CLR-O02:
/// more than one em).
const DISTANCE: i64 = 2;

/// How far faces reach below the baseline, in ems: descenders, and what faces count as their own below these.
const DESCENT: f64 = 0.3;

/// The number of a page as printed, by its section's way of numbering.
pub(super) fn folio(folios: Folios, number: u32) -> String {
    match folios {
        Folios::Hidden | Folios::Roman => roman_lower(number),
        Folios::Arabic => number.to_string(),
    }
}

/// What a page's furniture needs to know.
pub(super) struct Furniture<'a> {
    /// The page's section.
    pub section: &'a Section,
    /// The page's number in its numbering.
    pub number: u32,
    /// Whether it is the first page of its section, which has no running head (CLR-O05).
    pub opening: bool,
    /// The running head of a recto page: the section 节 that begins on it, else the one that it continues. A verso page has
    /// the chapter's 章 (CLR-O03).
    pub recto: &'a str,
}

impl Furniture<'_> {
    /// Paints the page's running head and folio, at the outer edge of the page: odd numbers are recto 单页, which is a right
    /// page in a horizontal book and a left one in a vertical book (CLR-B02). Both are set horizontally in either (CLR-I08).
    pub fn paint(&self, painter: &mut Painter<'_>, theme: &Theme, language: &str, setting: &Setting<'_>) {
        if self.section.folios == Folios::Hidden {
            return;
        }
        let (grid, area) = (*painter.grid(), painter.area_on_paper());
        let recto = self.number % 2 == 1;
        let alignment = if recto == (grid.writing == Writing::Horizontal) { Alignment::End } else { Alignment::Start };
        let setting = Setting { writing: Writing::Horizontal, ..*setting };
        let mut line = |words: &str, kind: ArtifactKind, baseline: Abs| {
            let body = furniture_text(words, kind, theme, alignment);
            let ready = ready_body(&body, area.size.width, &Places::new(), language, &setting);
            painter.line(&ready.main, &body.rich, 0, area.origin.x, baseline);
        };
        let (head_gap, foot_gap) = distances(&grid, theme);
        if !self.opening {
            let head = if recto { self.recto } else { self.section.head.as_str() };
            line(head, ArtifactKind::Header, area.origin.y - head_gap);
        }
        let foot = area.foot() + foot_gap + Grid::baseline(theme.furniture.size);
        line(&folio(self.section.folios, self.number), ArtifactKind::Footer, foot);
    }
}

/// From the running head's baseline to the type area, and from the type area to the folio's head.
fn distances(grid: &Grid, theme: &Theme) -> (Abs, Abs) {
    match grid.writing {
        Writing::Horizontal => (grid.size * DISTANCE, grid.size * DISTANCE),
        // CLR-O02: a horizontal head stands one em above vertical text. That is counted from where a column may begin for
        // readers of the PDF: a bracket that lost the blank before it has its frame half an em above the type area, and
        // poppler reads columns in another order where a frame touches the head (CLR-P05).
        Writing::Vertical => (grid.size * 3 / 2 + Em::new(DESCENT).at(theme.furniture.size), grid.size),
    }
}

fn furniture_text(words: &str, kind: ArtifactKind, theme: &Theme, alignment: Alignment) -> TextBody {
    let piece = RichPiece {
        content: Content::Words(words.to_owned()),
        style: theme.furniture,
        kind: PieceKind::Words,
        tag: Tag::Artifact(kind),
        link: None,
        anchors: Vec::new(),
        source: None,
        silent: false,
        ruby: None,
        language: None,
        upright: false,
        note: None,
    };
    TextBody {
        rich: Rich { pieces: vec![piece] },
        size: theme.furniture.size,
        pitch: theme.furniture.size,
        first_indent: Abs::ZERO,
        indent: Abs::ZERO,
        alignment,
        label: None,
        entry: None,
    }
}
