//! What goes into the line composer and what comes out.

use std::ops::Range;

pub use crate::cjk::{ProhibitionLevel, Squeeze, SqueezeStyle};
use crate::display::{GlyphRun, Paint, Path};
use crate::font::{FontSet, Role};
use crate::units::{Abs, Em, Region, Writing};

/// A paragraph's text with its styles. Soft breaks are resolved, notes have their marks; `\n` is a forced break.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The characters in reading order.
    pub text: String,
    /// Stretches of one style, in order, without gaps: together they cover `text`.
    pub pieces: Vec<TextPiece>,
    /// What stands beside words: ruby 行间注, in order. Their bases lie within one line each.
    pub annotations: Vec<Annotation>,
}

/// Ruby: a base in the text and what stands beside it (group K).
#[derive(Clone, Debug)]
pub struct Annotation {
    /// Bytes of `Text::text`: one character, or several that are annotated as a group.
    pub base: Range<usize>,
    /// What stands beside it.
    pub text: String,
    /// How that looks.
    pub style: CharStyle,
    /// What it is.
    pub kind: AnnotationKind,
    /// BCP 47 of it.
    pub language: String,
}

/// What ruby is to the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AnnotationKind {
    /// Pinyin, kana or a gloss: above horizontal lines, to the right of vertical ones (CLR-K07, K15).
    Beside,
    /// Bopomofo 注音符号: to the right of each character in both writing modes (CLR-K01).
    Bopomofo,
    /// A reading on the other side: below horizontal lines, to the left of vertical ones (CLR-K12).
    Below,
    /// A comment 行间评注 there: it begins with its base and runs on below what follows, over several lines if need be (CLR-K16).
    Comment,
}

/// A stretch of one style. The composer hands its position back with every run that it makes of it.
#[derive(Clone, Debug)]
pub struct TextPiece {
    /// Bytes of `Text::text`.
    pub range: Range<usize>,
    /// How it looks.
    pub style: CharStyle,
    /// What it is.
    pub kind: PieceKind,
    /// BCP 47 of the text.
    pub language: String,
    /// Whether it stands upright in one frame of a vertical line 纵中横.
    pub upright: bool,
    /// An object that stands in the line in place of its text, which is U+FFFC.
    pub object: Option<Object>,
}

/// Something in the line that is no text: a formula, a picture. It is a box that no line parts, spaced as Latin is (CLR-H01).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Object {
    /// Along the line.
    pub length: Abs,
    /// How far it reaches before the line: above the baseline of a horizontal one, to the right of a vertical one's centre line.
    pub above: Abs,
    /// How far it reaches behind it.
    pub below: Abs,
}

/// Where an object stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlacedObject {
    /// Position in `Text::pieces`.
    pub piece: usize,
    /// From the measure's start to the object.
    pub start: Abs,
}

/// How characters look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CharStyle {
    /// Who sets Han, kana and Chinese punctuation.
    pub han: Role,
    /// Who sets Latin, Greek, Cyrillic and figures.
    pub latin: Role,
    /// Type size.
    pub size: Abs,
    /// Colour.
    pub paint: Paint,
    /// Raised above the baseline (to the right in vertical text).
    pub raise: Abs,
    /// Whether emphasis dots 着重号 go with it (CLR-J).
    pub dots: bool,
    /// A line along it.
    pub line: Option<TextLine>,
    /// Whether its figures are all of one width, whatever the house style says (CLR-H07).
    pub tabular: bool,
    /// Whether its words are hyphenated only where they are too long for any line: headings.
    pub whole: bool,
    /// The length that the words are spread over 均排 (CLR-A03).
    pub spread: Option<Spread>,
}

impl CharStyle {
    /// Characters on the baseline, without dots and lines.
    pub const fn new(han: Role, latin: Role, size: Abs, paint: Paint) -> Self {
        Self {
            han,
            latin,
            size,
            paint,
            raise: Abs::ZERO,
            dots: false,
            line: None,
            tabular: false,
            whole: false,
            spread: None,
        }
    }
}

/// Words that are spread evenly over a length 均排 (CLR-A03).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spread {
    /// From the start of the first character to the end of the last.
    pub length: Abs,
    /// Which words: pieces of one name are spread together.
    pub name: u32,
}

/// A line along words (CLR-J, C11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextLine {
    /// Which.
    pub kind: TextLineKind,
    /// Which name it belongs to: pieces of one name have one line, neighbouring names are parted (CLR-J06).
    pub name: u32,
}

/// Which line goes along words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextLineKind {
    /// 专名号: a straight line below names of people and places.
    Name,
    /// 书名号甲式: a wavy line below titles.
    Title,
    /// A line through what is struck out.
    Strike,
    /// 示亡号: a frame round the name of someone who has died (CLR-C11).
    Mourning,
}

/// What a piece is to the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PieceKind {
    /// Words.
    Words,
    /// Code: spaces are kept, nothing is hyphenated.
    Code,
    /// The mark of a note or claim: one object, never at a line start (CLR-D07, E06); transparent to squeezing (CLR-F05).
    Mark,
    /// An inline note 割注: set in two small lines within the line (CLR-O12).
    InlineNote,
}

/// The lines that a paragraph may fill.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Length of a line.
    pub length: Abs,
    /// Indent of the first line (CLR-L01).
    pub first_indent: Abs,
    /// Indent of the other lines.
    pub indent: Abs,
    /// How lines stand.
    pub alignment: Alignment,
}

/// How lines stand in their measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alignment {
    /// Both edges, the last line at the start (CLR-B12, L11).
    Justified,
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
    /// Spread evenly over the measure, the last line too 均排 (CLR-A03, L07).
    Even,
}

/// House style of lines: one for a document.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The faces.
    pub fonts: &'a FontSet,
    /// Line-edge prohibition (CLR-D01).
    pub prohibition: ProhibitionLevel,
    /// Squeezing of marks (CLR-F04).
    pub squeeze: Squeeze,
    /// How far adjacent marks are squeezed (CLR-F01).
    pub squeeze_style: SqueezeStyle,
    /// Which marks lose their blank at a line end (CLR-G04).
    pub edge_marks: EdgeMarks,
    /// Whether points may hang past the line end (CLR-G05).
    pub hangs: bool,
    /// Whether 。？！ may be squeezed in a line that is too long (group M, step 7).
    pub shrinks_stops: bool,
    /// The gap between Han and Latin (CLR-H01).
    pub gap: Em,
    /// What becomes of spaces typed between Han and Latin (CLR-H04).
    pub typed_spaces: TypedSpaces,
    /// Whether runs of Latin fill whole ems, so that Han keeps to its columns 纵横对齐 (CLR-H03).
    pub grid: bool,
    /// Whether lines of Han break between words alone 按词断行 (CLR-D08).
    pub words: bool,
    /// Space between Han characters beyond solid setting 疏排 (CLR-A02).
    pub tracking: Em,
    /// How figures are set (CLR-H07).
    pub figures: Figures,
    /// The mark that ends sentences: technical books may have ． for 。 (CLR-C09).
    pub stop: char,
    /// Whether vertical lines have corner brackets for curly quotes (CLR-C01, I07).
    pub rewrites_quotes: bool,
    /// Numbers of up to so many figures stand upright in vertical lines 纵中横 (CLR-I05).
    pub upright_digits: usize,
    /// How breaks are found (CLR-D09).
    pub breaking: Breaking,
    /// Which way lines run.
    pub writing: Writing,
    /// Whose conventions the text follows.
    pub region: Region,
}

impl<'a> Setting<'a> {
    /// The defaults of a region (reference, regional table): Taiwan squeezes adjacent marks alone, and only the Mainland and
    /// Japan keep the dash and the ellipsis off a line start.
    pub fn new(fonts: &'a FontSet, region: Region, writing: Writing) -> Self {
        let is_strict = matches!(region, Region::Mainland | Region::Japan);
        Self {
            fonts,
            prohibition: if is_strict { ProhibitionLevel::Strict } else { ProhibitionLevel::Basic },
            squeeze: if region == Region::Taiwan { Squeeze::Pairs } else { Squeeze::Full },
            squeeze_style: SqueezeStyle::Normal,
            // Japanese lines keep the blank after a stop at their end (JIS X 4051).
            edge_marks: if region == Region::Japan { EdgeMarks::Closing } else { EdgeMarks::All },
            hangs: false,
            shrinks_stops: true,
            gap: if region == Region::Korea { Em::ZERO } else { Em::QUARTER },
            typed_spaces: if region == Region::Korea { TypedSpaces::Keep } else { TypedSpaces::Replace },
            grid: false,
            words: false,
            tracking: Em::ZERO,
            figures: Figures::AsDrawn,
            stop: '。',
            rewrites_quotes: true,
            upright_digits: 2,
            breaking: Breaking::Optimal,
            writing,
            region,
        }
    }
}

/// Which marks lose their blank at a line end (CLR-G04).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EdgeMarks {
    /// Every mark of one em (GB/T 15834, clreq).
    All,
    /// Closing brackets and quotes alone.
    Closing,
}

/// What becomes of spaces typed between Han and Latin (CLR-H04).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypedSpaces {
    /// The gap stands in their place.
    Replace,
    /// They are spaces between words.
    Keep,
}

/// How figures are set (CLR-H07).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figures {
    /// As the face has them by default.
    AsDrawn,
    /// Each as wide as it needs to be.
    Proportional,
    /// All of one width.
    Tabular,
}

/// How breaks are found (CLR-D09).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Breaking {
    /// The cheapest way through the whole paragraph.
    Optimal,
    /// Each line as full as it gets, for comparison.
    Greedy,
}

/// A paragraph in lines.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    /// The lines in order; none for an empty text.
    pub lines: Vec<Line>,
    /// Characters that no face has; a box stands in their place.
    pub missing: Vec<MissingGlyph>,
    /// Lines that could not be fitted: position and excess (positive: overfull; negative: short).
    pub unfit: Vec<(usize, Abs)>,
    /// Lines that begin within a row of marks which must stay together, since the row is longer than a line (CLR-D04).
    pub broken_rows: Vec<usize>,
}

/// A character that no face has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// Its first byte in `Text::text`.
    pub at: usize,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Bytes of `Text::text` that the line holds, spaces at its edges included: lines cover the text without gaps.
    pub range: Range<usize>,
    /// The runs in reading order. Origins are relative to the measure's start (x, along the line) and to the line itself (y, towards
    /// the next line): the baseline of a horizontal line, the centre line of a vertical one.
    pub runs: Vec<LineRun>,
    /// Lines along words and frames round them, in the same axes.
    pub paths: Vec<Path>,
    /// Objects, in the order of the text.
    pub objects: Vec<PlacedObject>,
    /// Where the line's content ends, a hanging mark included.
    pub end: Abs,
    /// How far its last mark hangs past the measure (CLR-G05).
    pub hang: Abs,
    /// How far each of its gaps was opened in the last step of stretching (CLR-M12).
    pub loose: Abs,
}

/// A run of glyphs of one piece.
#[derive(Clone, Debug)]
pub struct LineRun {
    /// The glyphs; `paint`, `size` and `face` are set.
    pub run: GlyphRun,
    /// Position in `Text::pieces`.
    pub piece: usize,
    /// Position in `Text::annotations`, for a run of one; `piece` is then that of its base.
    pub annotation: Option<usize>,
    /// Where the run begins along the line, gaps before it not included (CLR-H06).
    pub start: Abs,
    /// Where it ends.
    pub end: Abs,
}
