//! Long texts in parts: no file of text is larger than readers take well. In: a page and the places where it may be cut. Out: pages that
//! each stand by themselves, notes in the part that has their marks, and where each id is now, so that links lead there.
//!
//! A part has its page's name and a number: the same text gives the same names.

use std::collections::BTreeMap;
use std::ops::Range;

use super::page::Page;
use super::xml::{Cut, Layout, closed, reopened};

/// The largest file of text, in bytes: older readers lay out a whole file before they show its first line.
pub(super) const MOST_BYTES: usize = 300_000;

/// Where ids are that are no longer in the file of their page's first part.
#[derive(Default)]
pub(super) struct Moved(BTreeMap<(String, String), String>);

impl Moved {
    /// A link's target, `own` being the file of a link to a place in the same file. `None` where it stays as it is.
    fn target(&self, href: &str, own: &str) -> Option<String> {
        let (path, id) = href.split_once('#')?;
        let path = if path.is_empty() { own } else { path };
        let to = self.0.get(&(path.to_owned(), id.to_owned()))?;
        Some(format!("{to}#{id}"))
    }

    /// A link's target from outside the page.
    pub(super) fn resolved(&self, href: String) -> String {
        self.target(&href, "").unwrap_or(href)
    }
}

/// Divides the pages that are too long, and makes all links lead to where things are.
pub(super) fn in_parts(pages: Vec<Page>, most: usize) -> (Vec<Page>, Moved) {
    let mut moved = Moved::default();
    let mut out = Vec::with_capacity(pages.len());
    for mut page in pages {
        let letters = std::mem::take(&mut page.letters);
        let first = out.len();
        match (page.xhtml.len() > most).then(|| Division::of(&page, most)).flatten() {
            Some(division) => out.extend(division.parts(&page, &mut moved)),
            None => out.push((page.path.clone(), page)),
        }
        out[first].1.letters = letters;
    }
    if !moved.0.is_empty() {
        out.iter_mut().for_each(|(whole, page)| relink(page, whole, &moved));
    }
    (out.into_iter().map(|(_, page)| page).collect(), moved)
}

/// Writes the targets of a page's links anew; `whole` is the name of the page that it is a part of.
fn relink(page: &mut Page, whole: &str, moved: &Moved) {
    let mut text = String::with_capacity(page.xhtml.len());
    let mut at = 0;
    for link in &page.layout.links {
        let href = &page.xhtml[link.clone()];
        let target = moved.target(href, whole);
        // Within a later part, what did not move is in the first.
        let target = target.or_else(|| (href.starts_with('#') && page.path != whole).then(|| format!("{whole}{href}")));
        let Some(target) = target else { continue };
        let own = target.strip_prefix(page.path.as_str()).filter(|rest| rest.starts_with('#'));
        text.push_str(&page.xhtml[at..link.start]);
        text.push_str(own.unwrap_or(&target));
        at = link.end;
    }
    text.push_str(&page.xhtml[at..]);
    page.xhtml = text;
    page.layout = Layout::default();
}

/// Where a page is cut, and which notes go with which part.
struct Division<'a> {
    /// The cuts between parts.
    cuts: Vec<&'a Cut>,
    /// The part of each note.
    notes: Vec<usize>,
}

impl<'a> Division<'a> {
    /// Cuts a page so that its parts are no longer than `most`, as far as its blocks let it; `None` where it can't be cut.
    fn of(page: &'a Page, most: usize) -> Option<Self> {
        let layout = &page.layout;
        let first = layout.cuts.first()?;
        let sizes = Sizes::of(page, first);
        let mut cuts: Vec<&Cut> = Vec::new();
        let mut from = 0;
        while sizes.between(from, layout.text_end) > most {
            let after = &layout.cuts[layout.cuts.partition_point(|cut| cut.at <= from.max(sizes.head))..];
            // The last that fits, or the first one of a text that fits nowhere; a heading where it isn't too early.
            let fitting = &after[..after.partition_point(|cut| sizes.between(from, cut.at) <= most)];
            let is_late = |cut: &&Cut| cut.is_heading && sizes.between(from, cut.at) > most / 2;
            let heading = fitting.iter().rev().find(is_late);
            let Some(cut) = heading.or_else(|| fitting.last()).or_else(|| after.first()) else { break };
            cuts.push(cut);
            from = cut.at;
        }
        if cuts.is_empty() {
            return None;
        }
        let part = |mark: &Option<usize>| mark.map_or(cuts.len(), |at| cuts.partition_point(|cut| cut.at <= at));
        Some(Self { notes: sizes.marks.iter().map(part).collect(), cuts })
    }

    /// The parts with the name of the whole, and where the ids of the later ones are.
    fn parts(&self, page: &Page, moved: &mut Moved) -> Vec<(String, Page)> {
        let mut out = Vec::new();
        for at in 0..=self.cuts.len() {
            let part = self.part(page, at);
            if at > 0 {
                for (_, id) in &part.layout.ids {
                    moved.0.insert((page.path.clone(), id.clone()), part.path.clone());
                }
            }
            out.push((page.path.clone(), part));
        }
        out
    }

    fn part(&self, page: &Page, at: usize) -> Page {
        let layout = &page.layout;
        let begin = at.checked_sub(1).map(|before| self.cuts[before]);
        let end = self.cuts.get(at).copied();
        let head = self.cuts[0].open[1].tag.end;
        let mut part = Pieces { page, text: String::new(), layout: Layout::default() };
        part.take(0..head);
        if let Some(begin) = begin {
            part.text.push('\n');
            part.text.push_str(&reopened(&page.xhtml, layout, begin, &page.title));
        }
        part.take(begin.map_or(head, |cut| cut.at)..end.map_or(layout.text_end, |cut| cut.at));
        // The chapter's own section stays open: the notes stand in it.
        part.text.push_str(&end.map_or(String::new(), |cut| closed(&cut.open[3..])));
        let own: Vec<&Range<usize>> =
            layout.notes.iter().zip(&self.notes).filter(|(_, part)| **part == at).map(|(note, _)| note).collect();
        if let (Some(first), Some(last), false) = (layout.notes.first(), layout.notes.last(), own.is_empty()) {
            part.take(layout.text_end..first.start);
            own.into_iter().for_each(|note| part.take(note.clone()));
            part.take(last.end..layout.notes_end);
        }
        part.text.push_str(&closed(&self.cuts[0].open[..3]));
        let path = match at {
            0 => page.path.clone(),
            // No id that `ascii_id` makes has such an ending.
            _ => format!("{}_p{}.xhtml", page.path.trim_end_matches(".xhtml"), at + 1),
        };
        let Pieces { text, layout, .. } = part;
        let pages = page.pages.iter().filter(|(page, _)| layout.pages.contains(page)).map(|(&page, &at)| (page, at));
        Page {
            path,
            title: page.title.clone(),
            kind: page.kind,
            xhtml: text,
            letters: Default::default(),
            pages: pages.collect(),
            layout,
        }
    }
}

/// Lengths of parts with their notes.
struct Sizes<'a> {
    layout: &'a Layout,
    /// What every part opens with.
    head: usize,
    /// Where the first mark of each note stands.
    marks: Vec<Option<usize>>,
    /// The lengths of the notes by the places of their marks: of those before each.
    before: Vec<(usize, usize)>,
}

impl<'a> Sizes<'a> {
    fn of(page: &'a Page, first: &Cut) -> Self {
        let layout = &page.layout;
        let by_id: BTreeMap<&str, usize> = layout.ids.iter().map(|(at, id)| (id.as_str(), *at)).collect();
        let mark = |at: usize| by_id.get(format!("noteref-{}", at + 1).as_str()).copied();
        let marks: Vec<Option<usize>> = (0..layout.notes.len()).map(mark).collect();
        let mut placed: Vec<(usize, usize)> =
            marks.iter().zip(&layout.notes).map(|(mark, note)| (mark.unwrap_or(layout.text_end), note.len())).collect();
        placed.sort_unstable();
        let mut sum = 0;
        for (_, length) in &mut placed {
            sum += *length;
            *length = sum;
        }
        Self { layout, head: first.open[1].tag.end, marks, before: placed }
    }

    /// The length of a part from one place of the text to another: with its head, its notes and what closes it.
    fn between(&self, from: usize, to: usize) -> usize {
        let notes = |at: usize| match self.before.partition_point(|(mark, _)| *mark < at) {
            0 => 0,
            count => self.before[count - 1].1,
        };
        let end = if to == self.layout.text_end { usize::MAX } else { to };
        let around = self.layout.notes.first().map_or(0, |first| first.start - self.layout.text_end);
        // What is opened and closed anew is less than this, with the head of a table.
        const SEAMS: usize = 8_000;
        self.head + SEAMS + around + (to - from) + notes(end).saturating_sub(notes(from))
    }
}

/// A part that is being put together from pieces of its page.
struct Pieces<'a> {
    page: &'a Page,
    text: String,
    layout: Layout,
}

impl Pieces<'_> {
    /// Takes a piece, with the links and ids in it.
    fn take(&mut self, range: Range<usize>) {
        let (whole, to) = (&self.page.layout, self.text.len());
        self.text.push_str(&self.page.xhtml[range.clone()]);
        let moved = |at: usize| at - range.start + to;
        let links = &whole.links;
        let links = &links[links.partition_point(|link| link.start < range.start)..];
        let inside = links.iter().take_while(|link| link.end <= range.end);
        self.layout.links.extend(inside.map(|link| moved(link.start)..moved(link.end)));
        let ids = &whole.ids;
        let ids = &ids[ids.partition_point(|(at, _)| *at < range.start)..];
        let inside = ids.iter().take_while(|(at, _)| *at < range.end);
        self.layout.ids.extend(inside.map(|(at, id)| (moved(*at), id.clone())));
        let pages = self.page.pages.iter().filter(|(_, at)| range.contains(at));
        self.layout.pages.extend(pages.map(|(page, _)| *page));
    }
}
