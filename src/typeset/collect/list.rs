//! Lists and definitions: marks by level, numbers aligned at their ends, later blocks below the item's text (CLR-C12, L05).

use super::Collector;
use super::place::Place;
use crate::display::{NodeId, PageStart, Role};
use crate::document::{DefinitionItem, ListItem, NumberForm, Numbering};
use crate::project::theme::Template;
use crate::typeset::flow::{Body, FlowBlock, Rich, Tie};
use crate::typeset::style::BlockStyle;
use crate::units::{Abs, Em};

/// Marks and brackets that bring their own blank to what follows them.
const BLANK_ENDED: [char; 6] = ['、', '．', '）', '。', '，', '：'];

impl Collector<'_> {
    /// A list.
    pub(super) fn list(
        &mut self,
        out: &mut Vec<FlowBlock>,
        place: &Place<'_>,
        numbering: Numbering,
        items: &[ListItem],
    ) {
        let ordered = numbering != Numbering::Bullets;
        let list = self.node(place.node, Role::List { ordered });
        let labels: Vec<String> =
            items.iter().enumerate().map(|(at, item)| self.label(place, numbering, at, item)).collect();
        let style = place.style.text;
        let lengths: Vec<Abs> = labels.iter().map(|label| self.words_length(label, style)).collect();
        let depth = self.list_depth(&labels, &lengths);
        let inner = Place {
            bullets: place.bullets + usize::from(!ordered),
            numbers: place.numbers + usize::from(ordered),
            ..place.flush().set_in(depth)
        };
        let mut begins = Vec::new();
        for ((item, label), length) in items.iter().zip(labels).zip(lengths) {
            let entry = self.node(list, Role::ListItem);
            let node = self.node(entry, Role::Label);
            let start = (depth - length - gap(&label, self.grid.size)).max(Abs::ZERO);
            let marker = self.words(node, label, style);
            let body = self.node(entry, Role::ListBody);
            let first = out.len();
            begins.push(first);
            self.place_blocks(out, &inner.under(body), &item.body);
            self.attach_label(out, first, Rich { pieces: vec![marker] }, depth, start, &inner);
        }
        tie_items(out, &begins);
    }

    /// What marks an item.
    fn label(&self, place: &Place<'_>, numbering: Numbering, at: usize, item: &ListItem) -> String {
        let lists = &self.theme.options.list;
        match (item.task, numbering) {
            (Some(true), _) => "☑".to_owned(),
            (Some(false), _) => "☐".to_owned(),
            (None, Numbering::Bullets) => of_level(&lists.marks, place.bullets).map_or("•", String::as_str).to_owned(),
            (None, Numbering::From(first, NumberForm::Dot)) => {
                let number = u32::try_from(first.saturating_add(at as u64)).unwrap_or(u32::MAX);
                let shown =
                    of_level(&lists.numbers, place.numbers).map(|template: &Template| template.shown(&[number]));
                shown.filter(|shown| !shown.is_empty()).unwrap_or_else(|| format!("{number}."))
            }
            (None, Numbering::From(first, form)) => form.mark(first.saturating_add(at as u64)),
        }
    }

    /// From the start of a list to its text: the theme's inset, or more whole ems for long numbers.
    fn list_depth(&self, labels: &[String], lengths: &[Abs]) -> Abs {
        let em = self.grid.size;
        let longest = labels.iter().zip(lengths).map(|(label, length)| *length + gap(label, em)).max();
        let mut depth = self.theme.options.list.inset.at(em);
        while longest.is_some_and(|longest| longest > depth) && depth < self.grid.area.size.width / 2 {
            depth += em;
        }
        depth
    }

    /// Puts an item's number before the first line of what was made since `first`. What begins with no line of text of its own gets a
    /// line with the number alone.
    fn attach_label(
        &mut self,
        out: &mut Vec<FlowBlock>,
        first: usize,
        marker: Rich,
        depth: Abs,
        start: Abs,
        place: &Place<'_>,
    ) {
        if let Some(block) = out.get_mut(first)
            && let Body::Text(body) = &mut block.body
            && body.label.is_none()
            && block.grounds.is_empty()
        {
            // Code is set in further, its number is not.
            body.label_start = start - (block.start - place.inset);
            block.start -= depth;
            body.first_indent = depth;
            body.indent += depth;
            body.label = Some(marker);
            return;
        }
        let mut alone = self.text_block(marker, &place.style);
        (alone.start, alone.end) = (place.inset - depth + start, place.end);
        alone.keep_next = out.len() > first;
        out.insert(first, alone);
    }

    /// A list of terms and what they mean.
    pub(super) fn definitions(&mut self, out: &mut Vec<FlowBlock>, place: &Place<'_>, items: &[DefinitionItem]) {
        let list = self.node(place.node, Role::List { ordered: false });
        let term = BlockStyle { text: self.theme.term, above: 0, below: 0, inset: Em::ZERO, ..place.style };
        let depth = self.theme.options.list.inset.at(self.grid.size);
        for (at, item) in items.iter().enumerate() {
            let entry: NodeId = self.node(list, Role::ListItem);
            let mut block = self.paragraph(&place.under(entry).styled(term).flush(), Role::Label, &item.term);
            block.keep_next = true;
            if at > 0 {
                // What the list begins with is its first term; a page may begin with another.
                block.source = first_words(&block);
            }
            out.push(block);
            let body = self.node(entry, Role::ListBody);
            for meaning in &item.meanings {
                self.place_blocks(out, &place.under(body).flush().set_in(depth), meaning);
            }
        }
    }
}

/// No item of one line alone at a page's edge: `begins` says with which block each of them begins.
fn tie_items(out: &mut [FlowBlock], begins: &[usize]) {
    let (Some([first, second]), Some(&last)) = (begins.first_chunk(), begins.last()) else { return };
    if second - first == 1 {
        out[*first].tie = Tie::Item;
    }
    if last > *first && last + 1 == out.len() {
        out[last - 1].tie = Tie::Item;
    }
}

/// Where the words of a block begin in the source.
fn first_words(block: &FlowBlock) -> Option<PageStart> {
    let Body::Text(body) = &block.body else { return None };
    let span = body.rich.pieces.iter().find_map(|piece| piece.source)?;
    Some(PageStart::Source { span, offset: 0 })
}

/// From a number to the text after it: half an em, or nothing where the number ends in a blank.
fn gap(label: &str, em: Abs) -> Abs {
    if label.ends_with(BLANK_ENDED) { Abs::ZERO } else { Em::HALF.at(em) }
}

/// What is said for a level; the last one goes on below.
fn of_level<T>(levels: &[T], level: usize) -> Option<&T> {
    levels.get(level).or(levels.last())
}
