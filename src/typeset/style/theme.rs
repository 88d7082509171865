//! `Theme`: roles, sizes and spaces by kind of block (CLR-A05, A10, N01 to N03). There is one theme: a magazine
//! booklet.

use crate::display::{Color, Paint};
use crate::font::Role;
use crate::project::{EmphasisMark, PageOptions, ThemeOptions};
use crate::typeset::line::{Alignment, CharStyle};
use crate::units::{Abs, Em, Writing};

/// How a kind of block looks.
#[derive(Clone, Copy, Debug)]
pub(in crate::typeset) struct BlockStyle {
    /// Its characters.
    pub text: CharStyle,
    /// From baseline to baseline; blocks that are not on the body pitch are padded to whole rows.
    pub pitch: Abs,
    /// Empty rows before it, none at the head of a page.
    pub above: u32,
    /// Empty rows after it.
    pub below: u32,
    /// How its lines stand.
    pub alignment: Alignment,
    /// First-line indent in ems of its own size.
    pub first_indent: Em,
    /// Inset of all lines, from both sides, in body ems.
    pub inset: Em,
}

/// The look of a book.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct Theme {
    /// Paragraphs.
    pub body: BlockStyle,
    /// An article's title.
    pub title: BlockStyle,
    /// An article's subtitle.
    pub subtitle: BlockStyle,
    /// An article's standfirst.
    pub standfirst: BlockStyle,
    /// Headings of level 1 to 6 within an article.
    pub headings: [BlockStyle; 6],
    /// Quotations.
    pub quote: BlockStyle,
    /// Code.
    pub code: BlockStyle,
    /// Captions.
    pub caption: BlockStyle,
    /// Small remarks: states of claims, media, keywords under an article.
    pub remark: BlockStyle,
    /// Titles of the contents and the appendices.
    pub part: BlockStyle,
    /// How emphasis shows.
    pub emphasis: EmphasisMark,
    /// Type size of running heads and folios (CLR-O02).
    pub furniture: CharStyle,
    /// The accent colour.
    pub accent: Paint,
    /// Grey for what is said quietly.
    pub quiet: Paint,
}

impl Theme {
    /// The booklet: Song for text, bold Song for headings, Kai for what is said beside the text, one accent.
    ///
    /// Sizes are given for a body of 五号 10.5 pt, in hao 字号 (CLR-A10): title 二号, sections 四号, remarks 小五, furniture
    /// 六号. With another body they grow and shrink with it.
    pub fn booklet(page: &PageOptions, options: &ThemeOptions) -> Self {
        let scale = Scale { body: page.type_size, writing: page.writing };
        let quiet = Paint::solid(Color::Black(165));
        let accent = Paint::solid(Color::Rgb(0xA6, 0x2B, 0x1F));
        let body = BlockStyle {
            text: characters(Role::Song, Role::Latin, page.type_size, Paint::BLACK),
            pitch: page.line_pitch,
            above: 0,
            below: 0,
            alignment: Alignment::Justified,
            first_indent: page.indent,
            inset: Em::ZERO,
        };
        let flush = BlockStyle { first_indent: Em::ZERO, alignment: Alignment::Start, ..body };
        let kai = BlockStyle {
            text: characters(Role::Kai, Role::Latin, page.type_size, Paint::BLACK),
            above: 1,
            below: 1,
            inset: Em::ONE * 2,
            ..body
        };
        let remark = characters(Role::Song, Role::Latin, scale.of(9.0), quiet);
        let caption = characters(Role::Hei, Role::Latin, scale.of(8.0), Paint::BLACK);
        Self {
            body,
            title: BlockStyle { above: 2, inset: scale.inset(0), ..scale.heading(&flush, 22.0, 32.0) },
            subtitle: BlockStyle {
                text: characters(Role::Kai, Role::Latin, scale.of(14.0), accent),
                inset: scale.inset(1),
                ..scale.heading(&flush, 14.0, 21.0)
            },
            standfirst: BlockStyle { first_indent: Em::ZERO, ..kai },
            headings: scale.headings(&flush),
            quote: kai,
            code: BlockStyle {
                text: characters(Role::Hei, Role::Mono, scale.of(8.5), Paint::BLACK),
                above: 1,
                below: 1,
                inset: Em::ONE,
                ..flush
            },
            caption: BlockStyle { text: caption, below: 1, alignment: Alignment::Center, ..flush },
            remark: BlockStyle { text: remark, alignment: Alignment::Justified, ..flush },
            part: BlockStyle { below: 1, inset: scale.inset(0), ..scale.heading(&flush, 16.0, 24.0) },
            emphasis: options.emphasis,
            furniture: characters(Role::Song, Role::Latin, scale.of(7.875), quiet),
            accent,
            quiet,
        }
    }
}

/// The smallest type that is read without effort, 六号, in points (CLR-A10).
const SMALLEST: f64 = 7.875;

/// Sizes in proportion to the body's.
struct Scale {
    body: Abs,
    writing: Writing,
}

impl Scale {
    /// The size that is `points` beside a body of 10.5 pt. Small type stays readable, as far as the body is (CLR-A10).
    fn of(&self, points: f64) -> Abs {
        let size = self.body.part(Abs::pt(points).to_raw(), Abs::pt(10.5).to_raw());
        size.max(self.body.min(Abs::pt(SMALLEST)))
    }

    /// How far headings are set in. In vertical text, where they stand among columns of their own length, each level begins
    /// two ems lower than the one above it, down to the third below an article's title (CLR-N03).
    fn inset(&self, level: i64) -> Em {
        match self.writing {
            Writing::Horizontal => Em::ZERO,
            Writing::Vertical => Em::ONE * 2 * (level.min(3) + 1),
        }
    }

    /// A heading of `points` on a pitch of `pitch`; one of the body's size keeps the body's pitch.
    fn heading(&self, base: &BlockStyle, points: f64, pitch: f64) -> BlockStyle {
        let text = characters(Role::SongBold, Role::LatinBold, self.of(points), Paint::BLACK);
        let pitch = if text.size > self.body { self.of(pitch) } else { base.pitch };
        BlockStyle { text, pitch, ..*base }
    }

    /// Headings of level 1 to 6 (CLR-N02: each level a tenth to a fifth larger than the next).
    fn headings(&self, base: &BlockStyle) -> [BlockStyle; 6] {
        let level = |points, pitch, above, depth| BlockStyle {
            above,
            inset: self.inset(depth),
            ..self.heading(base, points, pitch)
        };
        [
            level(16.0, 24.0, 2, 1),
            level(14.0, 21.0, 1, 1),
            level(12.0, 18.0, 1, 2),
            level(10.5, 18.0, 1, 3),
            level(10.5, 18.0, 0, 3),
            level(10.5, 18.0, 0, 3),
        ]
    }
}

/// Characters on the baseline, without dots.
fn characters(han: Role, latin: Role, size: Abs, paint: Paint) -> CharStyle {
    CharStyle::new(han, latin, size, paint)
}
