//! What a line extracts as: runs of one line in, groups of glyphs out, each with what must be said about its text
//! (CLR-P05: squeezed and gapped text copies as its source).
//!
//! Readers guess spaces from gaps: poppler from 0.1 em on, mupdf from 0.15 em. So a space of the source that no glyph paints
//! gets an invisible glyph in its gap, and a gap without a space in the source is hidden inside one ActualText
//! (ISO 32000-1 §14.9.4). In a column with turned or combined text these are one with the upright glyphs around them, or poppler
//! would find two columns. Glyphs that the text needs nothing said about stay as they are, and keep their exact places.

use super::column::Column;
use super::font::{Code, Fonts, UsedFace};
use super::stand::{Stand, Standing};
use crate::display::GlyphRun;

/// From this gap on, in ems, a reader may see a space.
pub(super) const SEEN_AS_SPACE: f64 = 0.08;

/// Up to this gap, in ems, a reader may miss a space.
const MISSED_AS_SPACE: f64 = 0.16;

/// Up to this gap, in ems, what follows in another element goes on with the line; beyond, it is a cell or a label of its own.
const WITHIN_A_LINE: f64 = 0.6;

/// Something to paint on a line.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    /// The run it belongs to.
    pub(super) standing: Standing<'a>,
    /// Its code.
    pub(super) code: Code,
    /// Where it begins along the line, in points.
    pub(super) start: f64,
    /// Where it stands across the line, in points.
    pub(super) across: f64,
    /// Its advance along the line, in points.
    pub(super) advance: f64,
    /// The source text before it that no glyph paints.
    pub(super) lead: String,
    /// Its own source text.
    pub(super) text: &'a str,
}

/// Neighbouring cells of which one thing is said.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    /// The cells.
    pub(super) cells: Vec<Cell<'a>>,
    /// The text that they stand for, where their codes don't say it.
    pub(super) actual_text: Option<String>,
}

/// How a cell follows the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Junction {
    /// Nothing needs to be said.
    Free,
    /// A space glyph stands between them.
    Space,
    /// They must be read as one.
    Glued,
}

/// What comes after a line on the same baseline, or in the same column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Following {
    /// Where it begins along the line, in points.
    pub(super) start: f64,
    /// Whether its text begins with a space.
    pub(super) opens_with_space: bool,
    /// Whether it stands upright in a column.
    pub(super) is_upright: bool,
}

/// What stands around an element's part of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around<'a> {
    /// The run that was read before.
    pub(super) before: Option<Standing<'a>>,
    /// What is read next, if it goes on with the line.
    pub(super) following: Option<Following>,
}

/// The groups of a line, from runs that follow one another on it, or in a column.
pub(super) fn groups<'a>(
    runs: &[Standing<'a>],
    column: Option<Column>,
    fonts: &Fonts<'_>,
    around: Around<'_>,
) -> Vec<Group<'a>> {
    let (cells, trail) = cells(runs, fonts);
    let is_spaced_out = is_spaced_out(&cells, fonts);
    let mut groups: Vec<Group<'a>> = Vec::new();
    for mut cell in cells {
        let before = groups.last().and_then(|group| group.cells.last());
        let junction = if is_spaced_out || column.is_some_and(|column| column.glues(before, &cell)) {
            Junction::Glued
        } else {
            junction(before, &cell, fonts)
        };
        match (junction, groups.last_mut()) {
            (Junction::Glued, Some(group)) => {
                // A glyph for each character of the text, where that can be: mupdf matches the two.
                if let Some(space) = space_until(&cell, cell.start, fonts).filter(|_| is_space(&cell.lead)) {
                    cell.lead.clear();
                    group.glue(space);
                }
                group.glue(cell);
            }
            (Junction::Glued, None) => groups.push(Group::said(cell)),
            (Junction::Space, _) => {
                groups.extend(space_until(&cell, cell.start, fonts).map(Group::plain));
                groups.push(Group::plain(cell));
            }
            (Junction::Free, _) => groups.push(Group::plain(cell)),
        }
    }
    match column {
        Some(column) => column.complete(&mut groups, &trail, around, fonts),
        None => end_line(&mut groups, &trail, around.following, fonts),
    }
    groups
}

impl<'a> Cell<'a> {
    /// The run it belongs to.
    pub(super) fn run(&self) -> &'a GlyphRun {
        self.standing.run
    }

    /// Where it ends along the line, in points.
    pub(super) fn end(&self) -> f64 {
        self.start + self.advance
    }

    /// The cell as if it stood upright on a centre line.
    pub(super) fn upright(&self, centre: f64) -> Self {
        Self { standing: Standing { stand: Stand::Upright, ..self.standing }, across: centre, ..self.clone() }
    }
}

impl<'a> Group<'a> {
    /// A cell of which nothing is said, unless its code says another text.
    fn plain(cell: Cell<'a>) -> Self {
        if cell.code.is_exact { Self { cells: vec![cell], actual_text: None } } else { Self::said(cell) }
    }

    /// A cell whose text is said, with what stands before it.
    fn said(cell: Cell<'a>) -> Self {
        let text = format!("{}{}", cell.lead, cell.text);
        Self { cells: vec![cell], actual_text: Some(text) }
    }

    /// The text that is said from now on, which is so far that of its cells.
    pub(super) fn say(&mut self) -> &mut String {
        self.actual_text.get_or_insert_with(|| self.cells.iter().map(|cell| cell.text).collect())
    }

    /// Takes the cells of the group after it, and says their text with its own.
    pub(super) fn absorb(&mut self, mut after: Self) {
        let text = std::mem::take(after.say());
        self.say().push_str(&text);
        self.cells.extend(after.cells);
    }

    /// Adds a cell and what stands before it to the text that is said.
    fn glue(&mut self, cell: Cell<'a>) {
        let said = self.say();
        said.push_str(&cell.lead);
        said.push_str(cell.text);
        self.cells.push(cell);
    }
}

/// The painted glyphs of the runs with the unpainted text before each, and the unpainted text at the end.
fn cells<'a>(runs: &[Standing<'a>], fonts: &Fonts<'_>) -> (Vec<Cell<'a>>, String) {
    let mut cells = Vec::new();
    let mut lead = String::new();
    for &standing in runs {
        let run = standing.run;
        let Some(face) = fonts.face(run.face) else { continue };
        let size = run.size.to_pt();
        // Text from right to left stands glyph by glyph as it is seen: readers turn it round themselves.
        let mut read = if is_backward(run) { run.text.len() } else { 0 };
        for (at, glyph) in run.glyphs.iter().enumerate() {
            let (start, text) = (glyph.text_start as usize, run.text_of(at));
            lead.push_str(run.text.get(read..start).unwrap_or(""));
            read = read.max(start + text.len());
            let Some(code) = face.code(glyph.id, text) else {
                // A glyph that the face lacks is not painted (ISO 19005-2 §6.2.11.8), but its text is kept.
                lead.push_str(text);
                continue;
            };
            let width = face.width(glyph.id) * size / 1000.0;
            let advance = advance(standing, glyph.id, face);
            let (start, across) = (standing.start(glyph), standing.across(glyph, width));
            let lead = std::mem::take(&mut lead);
            cells.push(Cell { standing, code, start, across, advance, lead, text });
        }
        lead.push_str(run.text.get(read..).unwrap_or(""));
    }
    (cells, lead)
}

/// Whether the text of a run goes against its glyphs.
fn is_backward(run: &GlyphRun) -> bool {
    run.glyphs.windows(2).any(|pair| pair[1].text_len > 0 && pair[1].text_start < pair[0].text_start)
}

/// The advance of a glyph along its line as its font in the PDF has it, in points.
fn advance(standing: Standing<'_>, glyph: u16, face: &UsedFace<'_>) -> f64 {
    let thousandths = if standing.is_vertical() { face.height(glyph) } else { face.width(glyph) };
    thousandths * standing.run.size.to_pt() / 1000.0
}

/// Whether a space stands between each two glyphs (目 录): poppler takes even gaps for tracking and drops them.
fn is_spaced_out(cells: &[Cell<'_>], fonts: &Fonts<'_>) -> bool {
    let spaced = |pair: &[Cell<'_>]| junction(Some(&pair[0]), &pair[1], fonts) == Junction::Space;
    cells.len() > 1 && cells.windows(2).all(spaced)
}

/// How `cell` follows `before`; a line's first cell follows nothing.
fn junction(before: Option<&Cell<'_>>, cell: &Cell<'_>, fonts: &Fonts<'_>) -> Junction {
    if cell.text.is_empty() {
        return Junction::Glued;
    }
    let gap = before.map(|before| (cell.start - before.end()) / em(before, cell));
    let touches_space =
        cell.text.starts_with(is_space_char) || before.is_some_and(|before| before.text.ends_with(is_space_char));
    let has_space_glyph = fonts.face(cell.run().face).is_some_and(|face| face.space.is_some());
    if cell.lead.is_empty() {
        let is_misread = gap.is_some_and(|gap| gap > SEEN_AS_SPACE) && !touches_space;
        return if is_misread { Junction::Glued } else { Junction::Free };
    }
    if !is_space(&cell.lead) {
        return Junction::Glued;
    }
    match gap {
        _ if touches_space => Junction::Free,
        Some(gap) if gap < MISSED_AS_SPACE => Junction::Glued,
        _ if has_space_glyph => Junction::Space,
        _ => Junction::Glued,
    }
}

/// The smaller of two type sizes, in points.
fn em(before: &Cell<'_>, cell: &Cell<'_>) -> f64 {
    before.run().size.min(cell.run().size).to_pt().max(0.01)
}

/// An invisible space in the face and size of `cell` that ends at a place along the line.
pub(super) fn space_until<'a>(cell: &Cell<'a>, end: f64, fonts: &Fonts<'_>) -> Option<Cell<'a>> {
    let space = space_at(cell, end, fonts)?;
    let start = space.start - space.advance;
    Some(Cell { start, ..space })
}

/// An invisible space in the face and size of `cell`, at a place along the line.
pub(super) fn space_at<'a>(cell: &Cell<'a>, start: f64, fonts: &Fonts<'_>) -> Option<Cell<'a>> {
    let face = fonts.face(cell.run().face)?;
    let space = face.space?;
    let code = face.code(space, " ")?;
    let advance = advance(cell.standing, space, face);
    Some(Cell { standing: cell.standing, code, start, across: cell.across, advance, lead: String::new(), text: " " })
}

/// Says what is left at the line's end, and hides a gap to what follows in another element.
fn end_line<'a>(groups: &mut Vec<Group<'a>>, trail: &str, following: Option<Following>, fonts: &Fonts<'_>) {
    let Some(group) = groups.last_mut() else { return };
    if !trail.is_empty() && !is_space(trail) {
        group.say().push_str(trail);
    }
    let Some(last) = group.cells.last().cloned() else { return };
    // The text's end is where its last glyph ends: an invisible one carries it up to what follows.
    let misread = following.filter(|following| is_misread(&last, trail, following));
    if let Some(filler) = misread.and_then(|following| space_until(&last, following.start, fonts)) {
        group.say();
        group.cells.push(Cell { text: "", ..filler });
    }
    let space = group.cells.last().filter(|_| is_space(trail)).and_then(|cell| space_at(cell, cell.end(), fonts));
    groups.extend(space.map(Group::plain));
}

/// Whether a reader would see a space between a line and what follows in another element, where there is none.
fn is_misread(last: &Cell<'_>, trail: &str, following: &Following) -> bool {
    let gap = (following.start - last.end()) / last.run().size.to_pt().max(0.01);
    let is_spaced = !trail.is_empty() || following.opens_with_space || last.text.ends_with(is_space_char);
    (SEEN_AS_SPACE..WITHIN_A_LINE).contains(&gap) && !is_spaced
}

fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_space_char)
}

/// Whether a reader takes the character for a space between words; U+3000 is a character of its own.
fn is_space_char(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\n' | '\t' | '\u{2000}'..='\u{200A}' | '\u{202F}')
}
