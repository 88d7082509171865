//! Floor 2: formulas: LaTeX in, the places of their glyphs out, or MathML.
//!
//! Lengths are in ems of the text that a formula stands in; x runs along the line, y down from the formula's baseline. Which
//! face a glyph has is a name of one of the KaTeX fonts; what those lack, Han above all, has none and is set in the book's faces.

#[cfg(feature = "formulas")]
mod layout;
#[cfg(feature = "formulas")]
mod lines;
#[cfg(feature = "formulas")]
mod mathml;
#[cfg(not(feature = "formulas"))]
mod without;

#[cfg(feature = "formulas")]
pub use layout::formula;
#[cfg(feature = "formulas")]
pub use lines::formula_lines;
#[cfg(feature = "formulas")]
pub use mathml::mathml;
#[cfg(not(feature = "formulas"))]
pub use without::{formula, formula_lines, mathml};

use crate::units::Em;

/// The longest formula that is read, in bytes: nobody writes one by hand.
pub const LONGEST: usize = 20_000;

/// A formula that stands in its places.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Formula {
    /// Along the line.
    pub width: Em,
    /// Above the baseline.
    pub above: Em,
    /// Below the baseline.
    pub below: Em,
    /// What is painted, from back to front.
    pub marks: Vec<Mark>,
}

/// Something painted in a formula.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// From the formula's start.
    pub x: Em,
    /// Down from its baseline.
    pub y: Em,
    /// Its colour, where the formula gives it one.
    pub color: Option<[u8; 3]>,
    /// What it is.
    pub shape: Shape,
}

/// What a mark of a formula is.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A glyph, its origin at the mark's place.
    Glyph {
        /// The KaTeX font, as its file is named without `KaTeX_` and `.ttf`; `None` for one of the book's faces.
        font: Option<&'static str>,
        /// Its type size, times the text's.
        size: Em,
        /// The character that its font is asked for.
        key: char,
        /// The character that it stands for.
        text: char,
    },
    /// A filled rectangle, its head start at the mark's place.
    Area {
        /// Along the line.
        width: Em,
        /// Across it.
        height: Em,
    },
    /// A line along the text with gaps in it, its middle at the mark's place.
    Dashes {
        /// Along the line.
        width: Em,
        /// Across it.
        thickness: Em,
    },
    /// An outline; steps are relative to the mark's place.
    Outline {
        /// The steps.
        steps: Vec<Step>,
        /// Whether it is filled; else a thin line goes along it.
        filled: bool,
    },
}

/// A step of an outline: x and y of each point.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    /// Starts a new contour.
    Move([Em; 2]),
    /// A straight line to here.
    Line([Em; 2]),
    /// A cubic curve: two control points and the end.
    Cubic([Em; 2], [Em; 2], [Em; 2]),
    /// Back to the contour's start.
    Close,
}

/// A part of a formula as MathML, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MathPart {
    /// An element opens: its name, and its attributes unescaped.
    Open(&'static str, Vec<(&'static str, String)>),
    /// Text, unescaped.
    Text(String),
    /// The element that was opened last closes.
    Close,
}

/// Why a formula can't be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// It is not the LaTeX that is understood: what was expected, in the parser's English, and the byte where it went wrong.
    Wrong(String, Option<usize>),
    /// It has more bytes than [`LONGEST`], or asks for more than any page could show.
    TooLarge,
    /// This program was built without formulas.
    NotBuilt,
}
