//! What stands for the room where the program is built without formulas: each is shown as its source, with a finding.

use super::{Formula, MathPart, Unreadable};
use crate::units::Em;

/// No formula.
pub fn formula(_latex: &str, _display: bool) -> Result<Formula, Unreadable> {
    Err(Unreadable::NotBuilt)
}

/// No formula.
pub fn formula_lines(_latex: &str, _limit: Em) -> Result<Vec<Formula>, Unreadable> {
    Err(Unreadable::NotBuilt)
}

/// No MathML.
pub fn mathml(_latex: &str, _display: bool) -> Result<Vec<MathPart>, Unreadable> {
    Err(Unreadable::NotBuilt)
}
