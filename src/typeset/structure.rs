//! The structure after painting: what no item fills is taken out, so that nobody who listens meets empty nodes.

use std::collections::BTreeSet;

use crate::display::{Child, NodeId, Page, Role, SlotId, Structure, Tag};

/// The structure without unfilled slots and without nodes that hold nothing. Cells stay: a row must have all of its own.
pub(super) fn pruned(mut structure: Structure, pages: &[Page]) -> Structure {
    let filled: BTreeSet<SlotId> = pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item.tag {
            Tag::Slot(slot) => Some(slot),
            Tag::Artifact(_) => None,
        })
        .collect();
    // Children come after their parents, so that going backwards every child is settled before its parent.
    let mut kept = vec![true; structure.nodes.len()];
    for at in (0..structure.nodes.len()).rev() {
        let node = &mut structure.nodes[at];
        node.children.retain(|child| match child {
            Child::Node(NodeId(id)) => kept[*id as usize],
            Child::Slot(slot) => filled.contains(slot),
        });
        let cell = matches!(node.role, Role::TableCell | Role::TableHead);
        kept[at] = at == 0 || cell || !node.children.is_empty();
    }
    level_headings(&mut structure, &kept);
    structure
}

/// Lets no heading skip a level (ISO 14289-1 §7.4.2): a source that goes from `#` to `####` has sections one level down, which look as
/// its theme has them.
fn level_headings(structure: &mut Structure, kept: &[bool]) {
    let mut open: Vec<u8> = Vec::new();
    for (node, _) in structure.nodes.iter_mut().zip(kept).filter(|(_, kept)| **kept) {
        let Role::Heading(level) = &mut node.role else { continue };
        while open.last().is_some_and(|last| last >= level) {
            open.pop();
        }
        open.push(*level);
        *level = open.len() as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::StructureNode;

    #[test]
    fn headings_skip_no_level() {
        let mut structure = Structure::new();
        for level in [1, 4, 4, 2, 3, 1, 6, 2] {
            let node = structure.add(Structure::ROOT, StructureNode::new(Role::Heading(level)));
            structure.slot(node);
        }
        let kept = vec![true; structure.nodes.len()];
        level_headings(&mut structure, &kept);
        let levels: Vec<u8> = structure
            .nodes
            .iter()
            .filter_map(|node| match node.role {
                Role::Heading(level) => Some(level),
                _ => None,
            })
            .collect();
        assert_eq!(levels, [1, 2, 2, 2, 3, 1, 2, 2]);
    }

    #[test]
    fn what_nothing_fills_is_taken_out() {
        let mut structure = Structure::new();
        let outer = structure.add(Structure::ROOT, StructureNode::new(Role::Section));
        let inner = structure.add(outer, StructureNode::new(Role::Paragraph));
        structure.slot(inner);
        let row = structure.add(Structure::ROOT, StructureNode::new(Role::TableRow));
        structure.add(row, StructureNode::new(Role::TableCell));
        let pruned = pruned(structure, &[]);
        assert_eq!(pruned.node(Structure::ROOT).children, [Child::Node(row)]);
        assert_eq!(pruned.node(row).children.len(), 1);
    }
}
