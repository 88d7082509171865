//! Text objects (ISO 32000-1 §9.4): the groups of a line in, `BT … ET` out.
//!
//! A line is one `TJ` as far as face, size and height stay; its adjustments carry every squeeze and gap, and are counted from
//! the pen that the reader has, so that rounding never adds up. What the reader knows already (the face, the size, the colour, the
//! matrix) isn't said again, from one line to the next and over the borders of elements.

use super::color::Colors;
use super::column::Column;
use super::font::{Code, Fonts};
use super::line::{Around, Cell, Group, groups};
use super::operators::{Operators, hex_text, number};
use super::press::Press;
use super::stand::{Stand, Standing};

/// Where text stands on its page, and what the page's stream has set.
pub(super) struct Setter<'a, 'f> {
    pub(super) fonts: &'a Fonts<'f>,
    /// The page's height in points: y grows upwards in a PDF.
    pub(super) height: f64,
    /// The colours of the stream.
    pub(super) colors: Colors<'a>,
    /// Names of the fonts that the page uses.
    pub(super) used: std::collections::BTreeSet<String>,
    /// The font that the stream shows text with: its name and its size.
    font: Option<(String, f64)>,
    /// The start of the line in the text object that is open; `None` between text objects.
    line: Option<LineStart>,
    /// Whether a `TJ` array is open.
    is_showing: bool,
}

/// Where the reader's text matrix begins a line (§9.4.2), in thousandths of a point.
#[derive(Clone, Copy, Default)]
struct LineStart {
    x: i64,
    y: i64,
    is_turned: bool,
    /// Where the next glyph would stand: along the line and across it, in points, and how; `None` before the first one.
    pen: Option<(f64, f64, Stand)>,
}

impl<'a, 'f> Setter<'a, 'f> {
    /// A setter at the beginning of a stream for a page of this height.
    pub(super) fn new(fonts: &'a Fonts<'f>, height: f64, press: Option<&'a Press<'a>>) -> Self {
        let colors = Colors::new(press);
        Self {
            fonts,
            height,
            colors,
            used: std::collections::BTreeSet::new(),
            font: None,
            line: None,
            is_showing: false,
        }
    }

    /// Opens a text object, where none is open.
    pub(super) fn open(&mut self, out: &mut Operators) {
        if self.line.is_none() {
            out.raw("BT\n");
            self.line = Some(LineStart::default());
        }
    }

    /// Closes the text object that is open: paths and pictures may not stand in one (§8.2).
    pub(super) fn close(&mut self, out: &mut Operators) {
        if self.line.take().is_some() {
            out.raw("ET\n");
        }
    }

    /// Writes runs that follow one another on one line or in one column.
    pub(super) fn line(
        &mut self,
        out: &mut Operators,
        runs: &[Standing<'_>],
        column: Option<Column>,
        around: Around<'_>,
    ) {
        let groups = groups(runs, column, self.fonts, around);
        if groups.is_empty() {
            return;
        }
        self.open(out);
        for group in &groups {
            self.group(out, group);
        }
        self.end_showing(out);
    }

    fn group(&mut self, out: &mut Operators, group: &Group<'_>) {
        if let Some(text) = &group.actual_text {
            self.end_showing(out);
            out.begin("Span", &format!("/ActualText{}", hex_text(text)));
        }
        for cell in &group.cells {
            self.cell(out, cell);
        }
        if group.actual_text.is_some() {
            self.end_showing(out);
            out.end();
        }
    }

    fn cell(&mut self, out: &mut Operators, cell: &Cell<'_>) {
        self.set_font(out, cell);
        let size = cell.run().size.to_pt();
        let stand = cell.standing.stand;
        let (start, shown) = match self.line.and_then(|line| line.pen) {
            // Far jumps start anew: adjustments are for gaps.
            Some((at, level, before))
                if before == stand
                    && (level - cell.across).abs() < 0.0005
                    && (cell.start - at).abs() < 100.0 * size =>
            {
                let moved = ((cell.start - at) / size * 1000.0).round();
                // §9.4.3: an adjustment is subtracted from x, or in vertical mode from y, which grows upwards.
                (at + moved * size / 1000.0, if cell.standing.is_vertical() { moved } else { -moved })
            }
            Some(_) | None => {
                self.end_showing(out);
                self.place(out, cell);
                (cell.start, 0.0)
            }
        };
        self.show(out, cell.code, shown);
        if let Some(line) = &mut self.line {
            line.pen = Some((start + cell.advance, cell.across, stand));
        }
    }

    /// Moves to the cell: from the start of the line before, or by a text matrix.
    fn place(&mut self, out: &mut Operators, cell: &Cell<'_>) {
        let (x, y) = match cell.standing.stand {
            Stand::Level => (cell.start, self.height - cell.across),
            // In vertical mode the matrix places a glyph's vertical origin: over its middle, at the head of its em box.
            Stand::Upright | Stand::Block | Stand::Turned => (cell.across, self.height - cell.start),
            Stand::Raised => (cell.across, self.height + cell.start),
        };
        let thousandths = |points: f64| (points * 1000.0).round() as i64;
        let is_raised = cell.standing.stand == Stand::Raised;
        let is_turned = is_raised || cell.standing.stand == Stand::Turned;
        let next = LineStart { x: thousandths(x), y: thousandths(y), is_turned, pen: None };
        let points = |thousandths: i64| thousandths as f64 / 1000.0;
        match self.line.replace(next) {
            Some(last) if !last.is_turned && !is_turned => {
                out.operator(&[points(next.x - last.x), points(next.y - last.y)], "Td");
            }
            // A quarter turn the other way: along is up the page, up is to the left.
            _ if is_raised => out.operator(&[0.0, 1.0, -1.0, 0.0, points(next.x), points(next.y)], "Tm"),
            // A quarter turn clockwise: along is down the page, up is to the right.
            _ if is_turned => out.operator(&[0.0, -1.0, 1.0, 0.0, points(next.x), points(next.y)], "Tm"),
            _ => out.operator(&[1.0, 0.0, 0.0, 1.0, points(next.x), points(next.y)], "Tm"),
        }
    }

    fn set_font(&mut self, out: &mut Operators, cell: &Cell<'_>) {
        if self.colors.needs(cell.run().paint) {
            self.end_showing(out);
            self.colors.fill(out, cell.run().paint);
        }
        let Some(face) = self.fonts.face(cell.run().face) else { return };
        let size = cell.run().size.to_pt();
        let name = face.resource(cell.code.layer, cell.standing.is_vertical());
        if self.font.as_ref().is_some_and(|(font, at)| *font == name && (at - size).abs() < 1e-9) {
            return;
        }
        self.end_showing(out);
        out.raw(&format!("/{name} "));
        out.operator(&[size], "Tf");
        self.used.insert(name.clone());
        self.font = Some((name, size));
    }

    /// Shows a code after an adjustment in thousandths of an em. The code's bytes are written as they are: two digits for each
    /// would compress worse.
    fn show(&mut self, out: &mut Operators, code: Code, adjustment: f64) {
        if !self.is_showing {
            out.raw("[");
            self.is_showing = true;
            if adjustment != 0.0 {
                number(&mut out.bytes, adjustment);
            }
            out.raw("(");
        } else if adjustment != 0.0 {
            out.raw(")");
            number(&mut out.bytes, adjustment);
            out.raw("(");
        }
        code.cid.to_be_bytes().into_iter().skip(2 - code.bytes).for_each(|byte| out.string_byte(byte));
    }

    fn end_showing(&mut self, out: &mut Operators) {
        if self.is_showing {
            out.raw(")]TJ\n");
            self.is_showing = false;
        }
    }
}
