//! Reading a drawing. In: bytes. Out: what usvg makes of them, within bounds; nothing outside the file is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use usvg::fontdb::Database;
use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::{ImageHrefResolver, Options, Tree};

/// The largest drawing, in bytes.
const LARGEST: usize = 16 << 20;
/// Deeper drawings are nobody's work, and reading recurses.
const DEEPEST: usize = 256;
/// More elements than this are no figure, those counted again that `use` repeats.
const MOST_ELEMENTS: u64 = 200_000;

/// Reads a drawing; `None` for what is none, or no sound one.
pub(super) fn read(svg: &[u8], fontdb: Arc<Database>, family: &str) -> Option<Tree> {
    let text = std::str::from_utf8(svg.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(svg)).ok()?;
    if text.len() > LARGEST || deepest(text) > DEEPEST {
        return None;
    }
    // A document type that only names SVG is common; entities are not read.
    let parsing =
        ParsingOptions { allow_dtd: !text.contains("<!ENTITY"), nodes_limit: 2_000_000, ..Default::default() };
    let document = Document::parse_with_options(text, parsing).ok()?;
    if elements(&document) > MOST_ELEMENTS {
        return None;
    }
    let options = Options {
        font_family: family.to_owned(),
        fontdb,
        // Pictures inside are kept where they are part of the file.
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    Tree::from_xmltree(&document, &options).ok()
}

/// How deep elements lie in one another: seen before parsing.
fn deepest(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    // Neither an attribute nor a text may have a `<` of its own, so each piece is one tag and the text after it.
    for piece in text.split('<').skip(1) {
        if piece.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !piece.starts_with(['!', '?']) {
            depth += usize::from(!piece.split('>').next().unwrap_or(piece).ends_with('/'));
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// How many elements are drawn, with what `use` repeats.
fn elements(document: &Document<'_>) -> u64 {
    let named: BTreeMap<&str, Node<'_, '_>> =
        document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut known = BTreeMap::new();
    count(document.root_element(), &named, &mut known, 0)
}

fn count<'a, 'i>(
    node: Node<'a, 'i>,
    named: &BTreeMap<&'a str, Node<'a, 'i>>,
    known: &mut BTreeMap<Node<'a, 'i>, u64>,
    depth: usize,
) -> u64 {
    if let Some(found) = known.get(&node) {
        return *found;
    }
    // What leads back to itself is endless; so is what is too deep.
    if depth > DEEPEST * 4 {
        return u64::MAX;
    }
    known.insert(node, u64::MAX);
    let mut sum: u64 = 1;
    for child in node.children().filter(Node::is_element) {
        sum = sum.saturating_add(count(child, named, known, depth + 1));
    }
    if node.tag_name().name() == "use" {
        let href = node.attributes().find(|attribute| attribute.name() == "href").map(|attribute| attribute.value());
        let target = href.and_then(|href| href.trim().strip_prefix('#')).and_then(|id| named.get(id));
        sum = sum.saturating_add(target.map_or(0, |target| count(*target, named, known, depth + 1)));
    }
    known.insert(node, sum);
    sum
}
