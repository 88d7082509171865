//! Items: what the composer moves about. An item is a box with a junction before it; blanks and spaces are in junctions.

use crate::cjk::Class;
use crate::cjk::compression::ShrinkStep;
use crate::display::{FaceId, Orientation};
use crate::units::Abs;

/// A box: a Han character, a mark without its blank half, or a part of a Latin word that no line breaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Bytes of the text; spaces between items belong to neither.
    pub(super) start: u32,
    /// End of the bytes.
    pub(super) end: u32,
    /// Position in the text's pieces.
    pub(super) piece: u32,
    /// Who sets it.
    pub(super) face: FaceId,
    /// How far the next box stands, glue left aside.
    pub(super) advance: Abs,
    /// From the box's start to the first glyph's origin: negative where the blank left half of a mark is cut off.
    pub(super) offset: Abs,
    /// Its glyphs.
    pub(super) ink: Ink,
    /// The class of its first character.
    pub(super) first: Class,
    /// The class of its last character.
    pub(super) last: Class,
    /// What it is among its neighbours.
    pub(super) part: Part,
    /// How many characters it counts for in a last line (CLR-L08).
    pub(super) counted: u16,
    /// The blank that a mark has before its box, within its frame.
    pub(super) blank_start: Abs,
    /// The blank that a mark has after its box.
    pub(super) blank_end: Abs,
    /// How its glyphs follow one another.
    pub(super) orientation: Orientation,
    /// Its type size in hundredths of its piece's: its face's own factor, or less where many figures share one frame of a vertical line.
    pub(super) scale: u8,
    /// Its embedding level: odd for text from right to left (UAX #9).
    pub(super) level: u8,
    /// What stands before it.
    pub(super) junction: Junction,
}

impl Item {
    /// A box without ink, width and neighbours: what every other box is made from.
    pub(super) const EMPTY: Self = Self {
        start: 0,
        end: 0,
        piece: 0,
        face: FaceId(0),
        advance: Abs::ZERO,
        offset: Abs::ZERO,
        ink: Ink::None,
        first: Class::WideSpace,
        last: Class::WideSpace,
        part: Part::Whole,
        counted: 0,
        blank_start: Abs::ZERO,
        blank_end: Abs::ZERO,
        orientation: Orientation::Horizontal,
        scale: 100,
        level: 0,
        junction: Junction::SOLID,
    };
}

/// The glyphs of an item.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ink {
    /// Nothing is painted.
    None,
    /// One glyph with the natural advance of one em.
    Square(u16),
    /// Glyphs of the pool: first and count.
    Pool(u32, u32),
}

impl Ink {
    /// Whether anything is painted.
    pub(super) const fn is_some(self) -> bool {
        !matches!(self, Self::None)
    }
}

/// A glyph of the pool, placed from its item's first glyph.
#[derive(Clone, Copy, Debug)]
pub(super) struct PoolGlyph {
    pub(super) id: u16,
    /// From the item's start (offset included in the item).
    pub(super) at: Abs,
    /// Upwards.
    pub(super) shift: Abs,
    /// As the font has it.
    pub(super) advance: Abs,
    /// First byte in the whole text.
    pub(super) start: u32,
    /// Bytes; 0 for later glyphs of a cluster.
    pub(super) len: u16,
}

/// What an item is among its neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// An object of its own.
    Whole,
    /// A later part of a Latin word: it stands close to the part before it, and lines break there as stated.
    Later(Break),
    /// The mark of a note: transparent to its neighbours (CLR-F05).
    Mark,
    /// Nothing: a line of its own between two forced breaks.
    Empty,
    /// Spaces at the start of a line of code.
    Indent,
    /// A box without glyphs that something else is painted in.
    Object,
}

/// What stands between two items, and whether a line may break there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Junction {
    /// Natural width.
    pub(super) width: Abs,
    /// How much it may lose, in its step.
    pub(super) shrink: Abs,
    /// The step in which it loses and gains; `None` for a width that only the last step of stretching changes.
    pub(super) step: Option<ShrinkStep>,
    /// How much it may gain in its own step.
    pub(super) stretch: Abs,
    /// Whether the last step of stretching opens it.
    pub(super) even: bool,
    /// Whether a line may end here.
    pub(super) kind: Break,
    /// Added when a line ends here: the hyphen's advance.
    pub(super) hyphen: Abs,
}

/// Whether and how a line may end at a junction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Break {
    /// Not at all.
    Never,
    /// Freely.
    Free,
    /// Better elsewhere: within an address or code.
    Reluctant,
    /// Between two letters, on a grid whose frames the second part fills (CLR-H03).
    Cell,
    /// Between the humps of CamelCase.
    Hump,
    /// Much better elsewhere: after the solidus of an address (CLR-D01), after ① (CLR-E04).
    Unwilling,
    /// With a hyphen.
    Hyphen,
    /// Anywhere in an address, or between syllables of code, rather than leave wide gaps.
    Anywhere,
    /// Within a syllable of code.
    Within,
    /// Where nothing else fits: within an object that is longer than a line.
    Emergency,
    /// Where not even that is to be had: within a row of marks that must stay together.
    Desperate,
    /// Before a mark that may not begin a line, where more than two characters would have to be pushed out (CLR-D10).
    Excepted,
    /// Always.
    Forced,
}

impl Junction {
    pub(super) const SOLID: Self = Self {
        width: Abs::ZERO,
        shrink: Abs::ZERO,
        step: None,
        stretch: Abs::ZERO,
        even: false,
        kind: Break::Never,
        hyphen: Abs::ZERO,
    };
}

/// The length of the text of a cluster. One of more than 65,535 bytes, which no writing has, keeps its beginning.
pub(super) fn cluster_len(start: u32, end: u32) -> u16 {
    u16::try_from(end.saturating_sub(start)).unwrap_or(u16::MAX)
}

/// A paragraph, ready to be broken.
#[derive(Default)]
pub(super) struct Prepared {
    pub(super) items: Vec<Item>,
    pub(super) pool: Vec<PoolGlyph>,
    pub(super) missing: Vec<super::MissingGlyph>,
    /// Whether there are Western words and nothing else.
    pub(super) is_western: bool,
    /// Inline notes, whose items are counted by half.
    pub(super) folded: Vec<super::inline_note::Folded>,
    /// The type sizes of the text's pieces.
    pub(super) sizes: Vec<Abs>,
    /// Ruby with its place among the items.
    pub(super) notes: Vec<super::ruby::Note>,
    /// How far ruby reaches out before and after an item, by item, where it does: at a line edge the base moves in so far
    /// (CLR-K11).
    pub(super) reach: std::collections::BTreeMap<usize, (Abs, Abs)>,
}

impl Prepared {
    /// The type size of an item.
    pub(super) fn size_of(&self, index: usize) -> Abs {
        self.items.get(index).and_then(|item| self.sizes.get(item.piece as usize)).copied().unwrap_or(Abs::ZERO)
    }

    /// Puts the glyphs of an item into the pool.
    pub(super) fn pooled(&mut self, glyphs: impl IntoIterator<Item = PoolGlyph>) -> Ink {
        let first = self.pool.len();
        self.pool.extend(glyphs);
        Ink::Pool(first as u32, (self.pool.len() - first) as u32)
    }
}
