//! Tags (ISO 32000-1 §14.7–14.8; ISO 14289-1 §7): the structure and the marks of the pages in, the structure tree out.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::content::PageContent;
use super::font::real;
use super::link::text;
use crate::display::{Child, NodeId, Paged, Role, SlotId, StructureNode};
use crate::units::{Rect, Writing};

/// Keys in one leaf of the parent tree.
const KEYS_IN_LEAF: usize = 64;

/// §14.8.5.7: the attributes of a cell with how many columns and rows it fills.
fn filled(mut attributes: Dictionary, cell: &StructureNode) -> Dictionary {
    for (key, count) in [("ColSpan", cell.fills.0), ("RowSpan", cell.fills.1)] {
        if count > 1 {
            attributes.set(key, i64::from(count));
        }
    }
    attributes
}

/// The name of a structure type. `Em` and `Strong` are mapped to `Span` by the role map.
pub(super) fn role_name(role: Role) -> &'static str {
    const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Article => "Art",
        Role::Section => "Sect",
        Role::Division => "Div",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Index => "Index",
        Role::Heading(level) => HEADINGS[usize::from(level.clamp(1, 6)) - 1],
        Role::Paragraph => "P",
        Role::BlockQuote => "BlockQuote",
        Role::Quote => "Quote",
        Role::Caption => "Caption",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::TableHead => "TH",
        Role::TableCell => "TD",
        Role::Figure => "Figure",
        Role::Formula => "Formula",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Span => "Span",
        Role::Emphasis => "Em",
        Role::Strong => "Strong",
        Role::Code => "Code",
        Role::Ruby => "Ruby",
        Role::RubyBase => "RB",
        Role::RubyText => "RT",
    }
}

/// Whether a node's children exist and come after it, so that the tree has an end.
pub(super) fn children_are_sound(at: usize, node: &StructureNode, nodes: usize, slots: usize) -> bool {
    node.children.iter().all(|child| match child {
        Child::Node(id) => (at + 1..nodes).contains(&(id.0 as usize)),
        Child::Slot(slot) => (slot.0 as usize) < slots,
    })
}

/// A link annotation and where it is.
pub(super) struct Annotation {
    pub(super) id: ObjectId,
    pub(super) page: usize,
    pub(super) node: NodeId,
    /// Its key in the parent tree.
    pub(super) key: i64,
}

struct Tree<'a> {
    paged: &'a Paged,
    pages: &'a [ObjectId],
    annotations: &'a [Annotation],
    /// The element of each node.
    elements: Vec<ObjectId>,
    /// The element that holds a node's content: the node's own, or the `Link` inside a `Reference`.
    holders: Vec<ObjectId>,
    /// Pages and numbers of the marks of each slot.
    marks: Vec<Vec<(usize, i64)>>,
    /// What each slot draws, and on which page it does so first.
    drawn: BTreeMap<SlotId, (usize, Rect)>,
}

/// Adds the structure tree.
pub(super) fn add(
    document: &mut Document,
    paged: &Paged,
    pages: &[ObjectId],
    contents: &[PageContent],
    annotations: &[Annotation],
) -> ObjectId {
    let elements = identifiers(document, paged);
    let mut holders = elements.clone();
    for annotation in annotations {
        let at = annotation.node.0 as usize;
        // ISO 14289-1 §7.18.5: a link annotation belongs into a `Link`.
        if paged.structure.nodes[at].role != Role::Link && holders[at] == elements[at] {
            holders[at] = document.new_object_id();
        }
    }
    let mut marks = vec![Vec::new(); paged.structure.slot_owner.len()];
    let mut drawn = BTreeMap::new();
    for (page, content) in contents.iter().enumerate() {
        for (number, slot) in content.marks.iter().enumerate() {
            marks[slot.0 as usize].push((page, number as i64));
        }
        for (slot, area) in &content.drawn {
            drawn.entry(*slot).or_insert((page, *area));
        }
    }
    let tree = Tree { paged, pages, annotations, elements, holders, marks, drawn };
    tree.write(document, contents)
}

/// Identifiers for the nodes' elements. Those of one role follow one another: alike as they are, they share their bytes when compressed.
fn identifiers(document: &mut Document, paged: &Paged) -> Vec<ObjectId> {
    let nodes = &paged.structure.nodes;
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|&at| role_name(nodes[at].role));
    let mut identifiers = vec![(0, 0); nodes.len()];
    for at in order {
        identifiers[at] = document.new_object_id();
    }
    identifiers
}

impl Tree<'_> {
    fn write(&self, document: &mut Document, contents: &[PageContent]) -> ObjectId {
        let root = document.new_object_id();
        let notes = self.write_elements(document, root);
        let parent_tree = self.parent_tree(document, contents);
        let mut tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => self.elements[0],
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => (contents.len() + self.annotations.len()) as i64,
            "RoleMap" => dictionary! { "Em" => "Span", "Strong" => "Span" },
        };
        if !notes.is_empty() {
            tree.set("IDTree", dictionary! { "Names" => notes });
        }
        document.set_object(root, tree);
        root
    }

    /// Writes the element of every node; gives the entries of the ID tree.
    fn write_elements(&self, document: &mut Document, root: ObjectId) -> Vec<Object> {
        let parents = self.parents(root);
        let mut of_node: BTreeMap<usize, Vec<&Annotation>> = BTreeMap::new();
        for annotation in self.annotations {
            of_node.entry(annotation.node.0 as usize).or_default().push(annotation);
        }
        let mut notes = Vec::new();
        for (at, node) in self.paged.structure.nodes.iter().enumerate() {
            let links = of_node.get(&at).map_or(&[][..], Vec::as_slice);
            let mut element = self.element(node, parents[at]);
            let content = self.content(at, node, links);
            if self.holders[at] == self.elements[at] {
                element.extend(&content);
            } else {
                element.set("K", self.holders[at]);
                let mut link = dictionary! { "S" => "Link", "P" => self.elements[at] };
                link.extend(&content);
                document.set_object(self.holders[at], link);
            }
            if node.role == Role::Note {
                // §7.9 of ISO 14289-1: every note has an ID. Eight digits keep the ID tree in order.
                let id = Object::string_literal(format!("note-{at:08}"));
                element.set("ID", id.clone());
                notes.extend([id, Object::Reference(self.elements[at])]);
            }
            document.set_object(self.elements[at], element);
        }
        notes
    }

    /// The element that each node's element hangs from.
    fn parents(&self, root: ObjectId) -> Vec<ObjectId> {
        let mut parents = vec![root; self.elements.len()];
        for (at, node) in self.paged.structure.nodes.iter().enumerate() {
            for child in &node.children {
                if let Child::Node(id) = child {
                    parents[id.0 as usize] = self.holders[at];
                }
            }
        }
        parents
    }

    /// The element of a node without its content. Table 323 asks for no `Type`, which would be the most of many an element.
    fn element(&self, node: &StructureNode, parent: ObjectId) -> Dictionary {
        let mut element = dictionary! { "S" => role_name(node.role), "P" => parent };
        if let Some(language) = &node.language {
            element.set("Lang", Object::string_literal(language.as_bytes()));
        }
        let texts = [("Alt", &node.alt), ("ActualText", &node.actual_text), ("T", &node.title)];
        for (key, value) in texts {
            if let Some(value) = value {
                element.set(key, text(value));
            }
        }
        if let Some(attributes) = self.attributes(node) {
            element.set("A", attributes);
        }
        element
    }

    /// §14.8.5: the attributes that roles ask for.
    fn attributes(&self, node: &StructureNode) -> Option<Dictionary> {
        match node.role {
            Role::TableHead => Some(filled(dictionary! { "O" => "Table", "Scope" => "Column" }, node)),
            Role::TableCell if node.fills != (1, 1) => Some(filled(dictionary! { "O" => "Table" }, node)),
            Role::List { ordered: true } => Some(dictionary! { "O" => "List", "ListNumbering" => "Decimal" }),
            Role::List { ordered: false } => Some(dictionary! { "O" => "List", "ListNumbering" => "Disc" }),
            Role::Figure | Role::Formula => self.placement(node),
            // §14.8.5.4.2: inherited by everything in it.
            Role::Document if self.paged.writing == Writing::Vertical => {
                Some(dictionary! { "O" => "Layout", "WritingMode" => "TbRl" })
            }
            _ => None,
        }
    }

    /// The box of a figure on the page where it is drawn.
    fn placement(&self, node: &StructureNode) -> Option<Dictionary> {
        let (page, area) = node.children.iter().find_map(|child| match child {
            Child::Slot(slot) => self.drawn.get(slot),
            Child::Node(_) => None,
        })?;
        let height = self.paged.pages[*page].size.height.to_pt();
        let sides =
            [area.origin.x.to_pt(), height - area.foot().to_pt(), area.right().to_pt(), height - area.origin.y.to_pt()];
        let sides: Vec<Object> = sides.into_iter().map(|side| real((side * 1000.0).round() / 1000.0)).collect();
        Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => sides })
    }

    /// §14.7.4: the children of a node in reading order, then its annotations.
    fn content(&self, at: usize, node: &StructureNode, links: &[&Annotation]) -> Dictionary {
        let mut kids: Vec<Object> = Vec::new();
        let mut page_of_element = None;
        for child in &node.children {
            match child {
                Child::Node(id) => kids.push(Object::Reference(self.elements[id.0 as usize])),
                // A slot that another node owns would be counted twice.
                Child::Slot(slot) if self.paged.structure.slot_owner[slot.0 as usize].0 as usize == at => {
                    for &(page, number) in &self.marks[slot.0 as usize] {
                        kids.push(self.mark(page, number, *page_of_element.get_or_insert(page)));
                    }
                }
                Child::Slot(_) => {}
            }
        }
        for link in links {
            kids.push(Object::Dictionary(
                dictionary! { "Type" => "OBJR", "Obj" => link.id, "Pg" => self.pages[link.page] },
            ));
        }
        let mut content = Dictionary::new();
        if let Some(page) = page_of_element {
            content.set("Pg", self.pages[page]);
        }
        match kids.len() {
            0 => {}
            1 => content.set("K", kids.remove(0)),
            _ => content.set("K", kids),
        }
        content
    }

    fn mark(&self, page: usize, number: i64, page_of_element: usize) -> Object {
        if page == page_of_element {
            return Object::Integer(number);
        }
        Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => self.pages[page], "MCID" => number })
    }

    /// §14.7.4.4: from pages and annotations back to elements. A number tree (§7.9.7) of one level, so that a reader of one page
    /// need not read all of it.
    fn parent_tree(&self, document: &mut Document, contents: &[PageContent]) -> ObjectId {
        let of_page = |content: &PageContent| {
            let holder = |slot: &SlotId| self.holders[self.paged.structure.slot_owner[slot.0 as usize].0 as usize];
            Object::Array(content.marks.iter().map(|slot| Object::Reference(holder(slot))).collect())
        };
        let of_annotation =
            |annotation: &Annotation| (annotation.key, Object::Reference(self.holders[annotation.node.0 as usize]));
        let pages = contents.iter().enumerate().map(|(key, content)| (key as i64, of_page(content)));
        let entries: Vec<(i64, Object)> = pages.chain(self.annotations.iter().map(of_annotation)).collect();
        let leaf = |entries: &[(i64, Object)]| {
            let limits: Vec<Object> =
                [entries.first(), entries.last()].into_iter().flatten().map(|entry| entry.0.into()).collect();
            let nums: Vec<Object> =
                entries.iter().flat_map(|(key, value)| [Object::Integer(*key), value.clone()]).collect();
            dictionary! { "Limits" => limits, "Nums" => nums }
        };
        let leaves: Vec<Object> =
            entries.chunks(KEYS_IN_LEAF).map(|entries| Object::Reference(document.add_object(leaf(entries)))).collect();
        document.add_object(dictionary! { "Kids" => leaves })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_how_many_columns_and_rows_it_fills() {
        let cell = |fills| StructureNode { fills, ..StructureNode::new(Role::TableCell) };
        let said =
            |fills, key: &[u8]| filled(Dictionary::new(), &cell(fills)).get(key).ok().and_then(|it| it.as_i64().ok());
        assert_eq!((said((2, 1), b"ColSpan"), said((2, 1), b"RowSpan")), (Some(2), None));
        assert_eq!((said((1, 3), b"ColSpan"), said((1, 3), b"RowSpan")), (None, Some(3)));
    }
}
