//! A displayed formula that is longer than its line. In: LaTeX and the line. Out: one line, or several, each begun by a relation,
//! else by an operator, as GB/T 3102.11 and journals have it.

use ratex_parser::ParseNode;
use ratex_parser::parse_node::AtomFamily;

use super::layout::{nodes, of_nodes};
use super::{Formula, Unreadable};
use crate::units::Em;

/// More lines than this are not looked for.
const MOST_LINES: usize = 64;

/// Lays a formula out on lines of at most `limit`, where it can be broken; a part that can't may be longer.
///
/// # Errors
///
/// What is not understood, or too large.
pub fn formula_lines(latex: &str, limit: Em) -> Result<Vec<Formula>, Unreadable> {
    let nodes = nodes(latex)?;
    let whole = of_nodes(&nodes, true)?;
    if whole.width <= limit {
        return Ok(vec![whole]);
    }
    for families in [&[AtomFamily::Rel][..], &[AtomFamily::Rel, AtomFamily::Bin]] {
        if let Some(lines) = broken(&nodes, families, limit)? {
            return Ok(lines);
        }
    }
    Ok(vec![whole])
}

/// The formula broken before atoms of these families, as few lines as hold it; `None` if a part is longer than the line.
fn broken(nodes: &[ParseNode], families: &[AtomFamily], limit: Em) -> Result<Option<Vec<Formula>>, Unreadable> {
    let mut starts: Vec<usize> = (1..nodes.len()).filter(|&at| begins(&nodes[at], families)).collect();
    if starts.is_empty() || starts.len() > MOST_LINES {
        return Ok(None);
    }
    starts.push(nodes.len());
    let mut lines = Vec::new();
    let (mut from, mut fits) = (0, None);
    let mut next = 0;
    while next < starts.len() {
        let part = of_nodes(&nodes[from..starts[next]], true)?;
        match (part.width <= limit, fits.take()) {
            (true, _) => {
                fits = Some((part, starts[next]));
                next += 1;
            }
            (false, Some((line, end))) => {
                lines.push(line);
                from = end;
            }
            (false, None) => return Ok(None),
        }
    }
    lines.extend(fits.map(|(line, _)| line));
    Ok(Some(lines))
}

fn begins(node: &ParseNode, families: &[AtomFamily]) -> bool {
    matches!(node, ParseNode::Atom { family, .. } if families.contains(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_formulas_break_before_relations() {
        let latex = "a = b + c = d + e = f + g";
        assert_eq!(formula_lines(latex, Em::new(40.0)).unwrap().len(), 1);
        let lines = formula_lines(latex, Em::new(6.0)).unwrap();
        assert!(lines.len() > 1 && lines.iter().all(|line| line.width <= Em::new(6.0)), "{}", lines.len());
        // The shortest part is longer than the line: the whole is given, for the page to make smaller.
        assert_eq!(formula_lines(latex, Em::ONE).unwrap().len(), 1);
    }

    #[test]
    fn sums_break_before_their_operators() {
        let lines = formula_lines(&format!("x = a{}", " + b".repeat(12)), Em::new(8.0)).unwrap();
        assert!(lines.len() > 2, "{}", lines.len());
    }
}
