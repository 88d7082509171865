//! The logical structure of a document: what PDF's tag tree says, in the book's own terms (ISO 32000-1 §14.7–14.8).
//!
//! Nodes hold nodes and *slots*. A slot is a place for content in reading order; every painted item names the slot it fills,
//! or that it is an artifact. One slot may be filled on several lines and pages.

/// Position of a node in `Structure::nodes`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u32);

/// A place for content; slots are numbered from 0 in reading order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SlotId(pub u32);

/// What a painted item is to someone who listens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tag {
    /// Content, which fills this slot.
    Slot(SlotId),
    /// Not content.
    Artifact(ArtifactKind),
}

/// Kinds of what is not content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ArtifactKind {
    /// Running head 书眉.
    Header,
    /// Folio 页码.
    Footer,
    /// Rules, grounds, dots of a leader.
    Layout,
}

/// A node's child, in reading order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Child {
    /// A node.
    Node(NodeId),
    /// A place for content.
    Slot(SlotId),
}

/// Standard structure types; the writer knows their PDF names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The root.
    Document,
    /// A part of a book.
    Part,
    /// An article.
    Article,
    /// A section.
    Section,
    /// A division without meaning of its own.
    Division,
    /// The contents.
    Contents,
    /// An entry of the contents.
    ContentsItem,
    /// The index.
    Index,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A quotation set apart.
    BlockQuote,
    /// A quotation in the line.
    Quote,
    /// A caption.
    Caption,
    /// A list; true where its items have numbers.
    List {
        /// Whether its items have numbers.
        ordered: bool,
    },
    /// An item of a list.
    ListItem,
    /// An item's number or dot.
    Label,
    /// An item's text.
    ListBody,
    /// A table.
    Table,
    /// A row of a table.
    TableRow,
    /// A head cell over a column.
    TableHead,
    /// A cell.
    TableCell,
    /// A picture.
    Figure,
    /// A formula.
    Formula,
    /// A note.
    Note,
    /// A reference to another place: page numbers, note marks.
    Reference,
    /// A link.
    Link,
    /// A stretch of text.
    Span,
    /// Emphasised text.
    Emphasis,
    /// Strong text.
    Strong,
    /// Code.
    Code,
    /// Base and annotation together.
    Ruby,
    /// Base text of a ruby.
    RubyBase,
    /// Annotation of a ruby.
    RubyText,
}

/// A node of the structure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StructureNode {
    /// What it is.
    pub role: Role,
    /// BCP 47, where it differs from its parent's.
    pub language: Option<String>,
    /// What a picture or formula shows.
    pub alt: Option<String>,
    /// The text that its glyphs stand for, where they don't say it themselves.
    pub actual_text: Option<String>,
    /// Its title, for an outline of the structure.
    pub title: Option<String>,
    /// How many columns and rows a cell fills.
    pub fills: (u32, u32),
    /// Its children in reading order.
    pub children: Vec<Child>,
}

/// The whole structure. Node 0 is the root `Document`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Structure {
    /// The nodes; children come after their parents.
    pub nodes: Vec<StructureNode>,
    /// The node of each slot: as long as there are slots.
    pub slot_owner: Vec<NodeId>,
}

impl StructureNode {
    /// A node of `role` with nothing in it.
    pub fn new(role: Role) -> Self {
        Self { role, language: None, alt: None, actual_text: None, title: None, fills: (1, 1), children: Vec::new() }
    }
}

impl Structure {
    /// The root of structures.
    pub const ROOT: NodeId = NodeId(0);

    /// A structure with its root alone.
    pub fn new() -> Self {
        Self { nodes: vec![StructureNode::new(Role::Document)], slot_owner: Vec::new() }
    }

    /// Adds a node as the last child of `parent`.
    pub fn add(&mut self, parent: NodeId, node: StructureNode) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node);
        self.nodes[parent.0 as usize].children.push(Child::Node(id));
        id
    }

    /// Adds a slot as the last child of `parent`.
    pub fn slot(&mut self, parent: NodeId) -> SlotId {
        let id = SlotId(self.slot_owner.len() as u32);
        self.slot_owner.push(parent);
        self.nodes[parent.0 as usize].children.push(Child::Slot(id));
        id
    }

    /// The node of `id`.
    pub fn node(&self, id: NodeId) -> &StructureNode {
        &self.nodes[id.0 as usize]
    }

    /// The node of `id`, to complete it.
    pub fn node_mut(&mut self, id: NodeId) -> &mut StructureNode {
        &mut self.nodes[id.0 as usize]
    }
}

impl Default for Structure {
    fn default() -> Self {
        Self::new()
    }
}
