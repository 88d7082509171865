//! Text objects (ISO 32000-1 §9.4): the groups of a line in, `BT … ET` out.
//!
//! A line is one `TJ` as far as face, size and height stay; its adjustments carry every squeeze and gap, and are counted from
//! the pen that the reader has, so that rounding never adds up.

use super::column::Column;
use super::font::Fonts;
use super::line::{Around, Cell, Group, groups};
use super::operators::{Operators, hex_text, number};
use super::stand::{Stand, Standing};
use crate::display::{Color, Paint};

/// Where text stands on its page, and what the page's stream has set.
pub(super) struct Setter<'a, 'f> {
    pub(super) fonts: &'a Fonts<'f>,
    /// The page's height in points: y grows upwards in a PDF.
    pub(super) height: f64,
    /// The colour that the stream fills with.
    pub(super) fill: Option<Color>,
    /// Names of the fonts that the page uses.
    pub(super) used: std::collections::BTreeSet<String>,
}

/// The reader's text state inside one text object.
#[derive(Default)]
struct Pen {
    /// Font name and size.
    font: Option<(String, f64)>,
    /// Where the next glyph would stand: along the line and across it, in points, and how; `None` before the first `Tm`.
    at: Option<(f64, f64, Stand)>,
    /// Whether a `TJ` array is open.
    is_open: bool,
}

impl Setter<'_, '_> {
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
        out.raw("BT\n");
        let mut pen = Pen::default();
        for group in &groups {
            self.group(out, &mut pen, group);
        }
        pen.close(out);
        out.raw("ET\n");
    }

    fn group(&mut self, out: &mut Operators, pen: &mut Pen, group: &Group<'_>) {
        if let Some(text) = &group.actual_text {
            pen.close(out);
            out.begin("Span", &format!("/ActualText{}", hex_text(text)));
        }
        for cell in &group.cells {
            self.cell(out, pen, cell);
        }
        if group.actual_text.is_some() {
            pen.close(out);
            out.end();
        }
    }

    fn cell(&mut self, out: &mut Operators, pen: &mut Pen, cell: &Cell<'_>) {
        self.set_font(out, pen, cell);
        let size = cell.run().size.to_pt();
        let stand = cell.standing.stand;
        let (start, shown) = match pen.at {
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
                pen.close(out);
                self.place(out, cell);
                (cell.start, 0.0)
            }
        };
        pen.show(out, cell.code.cid, shown);
        pen.at = Some((start + cell.advance, cell.across, stand));
    }

    /// Moves to the cell by a text matrix.
    fn place(&self, out: &mut Operators, cell: &Cell<'_>) {
        let matrix = match cell.standing.stand {
            Stand::Level => [1.0, 0.0, 0.0, 1.0, cell.start, self.height - cell.across],
            // In vertical mode the matrix places a glyph's vertical origin: over its middle, at the head of its em box.
            Stand::Upright | Stand::Block => [1.0, 0.0, 0.0, 1.0, cell.across, self.height - cell.start],
            // A quarter turn clockwise: along is down the page, up is to the right.
            Stand::Turned => [0.0, -1.0, 1.0, 0.0, cell.across, self.height - cell.start],
        };
        out.operator(&matrix, "Tm");
    }

    fn set_font(&mut self, out: &mut Operators, pen: &mut Pen, cell: &Cell<'_>) {
        if self.fill != Some(cell.run().paint.color) {
            pen.close(out);
            fill_color(out, cell.run().paint);
            self.fill = Some(cell.run().paint.color);
        }
        let Some(face) = self.fonts.face(cell.run().face) else { return };
        let size = cell.run().size.to_pt();
        let name = face.resource(cell.code.layer, cell.standing.is_vertical());
        if pen.font.as_ref().is_some_and(|(font, at)| *font == name && (at - size).abs() < 1e-9) {
            return;
        }
        pen.close(out);
        out.raw(&format!("/{name} "));
        out.operator(&[size], "Tf");
        self.used.insert(name.clone());
        pen.font = Some((name, size));
    }
}

impl Pen {
    /// Shows a code after an adjustment in thousandths of an em.
    fn show(&mut self, out: &mut Operators, cid: u16, adjustment: f64) {
        if !self.is_open {
            out.raw("[");
            self.is_open = true;
            if adjustment != 0.0 {
                number(&mut out.bytes, adjustment);
            }
            out.raw("<");
        } else if adjustment != 0.0 {
            out.raw(">");
            number(&mut out.bytes, adjustment);
            out.raw("<");
        }
        let digits = b"0123456789ABCDEF";
        out.bytes.extend([12, 8, 4, 0].map(|shift| digits[usize::from(cid >> shift & 15)]));
    }

    fn close(&mut self, out: &mut Operators) {
        if self.is_open {
            out.raw(">]TJ\n");
            self.is_open = false;
        }
    }
}

/// Sets the colour inside: grey for ink alone, else sRGB by the output intent.
pub(super) fn fill_color(out: &mut Operators, paint: Paint) {
    match paint.color {
        Color::Black(ink) => out.operator(&[1.0 - f64::from(ink) / 255.0], "g"),
        Color::Rgb(..) => out.operator(&paint.color.to_rgb().map(|part| f64::from(part) / 255.0), "rg"),
    }
}
