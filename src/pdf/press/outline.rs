//! Text as outlines, for printers that want no fonts: runs in, operators that draw forms out; each glyph is one form XObject
//! (ISO 32000-1 §8.10), however often it is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use lopdf::{Document, ObjectId, dictionary};

use crate::display::FaceId;
use crate::font::{FontSet, OutlineStep, glyph_outline};
use crate::pdf::file::deflated;
use crate::pdf::operators::Operators;
use crate::pdf::stand::{Stand, Standing, VERTICAL_ORIGIN};
use crate::units::Em;

/// The name of a glyph's form as a resource.
pub(in super::super) fn form_name(face: FaceId, glyph: u16) -> String {
    format!("g{}_{glyph}", face.0)
}

/// Draws a run on a page of `height` points, and notes which glyphs it needs.
pub(in super::super) fn show(
    out: &mut Operators,
    standing: Standing<'_>,
    height: f64,
    fonts: &FontSet,
    used: &mut BTreeSet<(FaceId, u16)>,
) {
    let run = standing.run;
    let size = run.size.to_pt();
    let face = fonts.face(run.face);
    for glyph in &run.glyphs {
        let width = face.advance(glyph.id).at(run.size).to_pt();
        let (along, across) = (standing.start(glyph), standing.across(glyph, width));
        let matrix = match standing.stand {
            Stand::Level => [size, 0.0, 0.0, size, along, height - across],
            Stand::Upright | Stand::Block => {
                [size, 0.0, 0.0, size, across - width / 2.0, height - along - VERTICAL_ORIGIN * size]
            }
            Stand::Turned => [0.0, -size, size, 0.0, across, height - along],
            Stand::Raised => [0.0, size, -size, 0.0, across, height + along],
        };
        out.raw("q ");
        out.operator(&matrix, "cm");
        out.raw(&format!("/{} Do Q\n", form_name(run.face, glyph.id)));
        used.insert((run.face, glyph.id));
    }
}

/// Adds the forms of glyphs: their resource names with their objects.
pub(in super::super) fn add_forms(
    document: &mut Document,
    used: &BTreeSet<(FaceId, u16)>,
    fonts: &FontSet,
) -> BTreeMap<String, ObjectId> {
    let mut forms = BTreeMap::new();
    for &(face, glyph) in used {
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            // Glyphs are no larger than this: their boxes are in ems.
            "BBox" => vec![(-4).into(), (-4).into(), 8.into(), 8.into()],
        };
        let stream = deflated(form, drawn(&glyph_outline(fonts.face(face), glyph)).as_bytes());
        forms.insert(form_name(face, glyph), document.add_object(stream));
    }
    forms
}

/// An outline as operators, in ems. Quadratic curves become cubic ones.
fn drawn(steps: &[OutlineStep]) -> String {
    let mut out = String::new();
    let mut at = (0.0, 0.0);
    let em = |length: Em| length.to_f64();
    for step in steps {
        // Writing to a string can't fail.
        let _ = match *step {
            OutlineStep::Move(x, y) => {
                at = (em(x), em(y));
                writeln!(out, "{:.4} {:.4} m", at.0, at.1)
            }
            OutlineStep::Line(x, y) => {
                at = (em(x), em(y));
                writeln!(out, "{:.4} {:.4} l", at.0, at.1)
            }
            OutlineStep::Quad(cx, cy, x, y) => {
                let (control, end) = ((em(cx), em(cy)), (em(x), em(y)));
                let third = |from: (f64, f64)| {
                    (from.0 + (control.0 - from.0) * 2.0 / 3.0, from.1 + (control.1 - from.1) * 2.0 / 3.0)
                };
                let (one, two) = (third(at), third(end));
                at = end;
                writeln!(out, "{:.4} {:.4} {:.4} {:.4} {:.4} {:.4} c", one.0, one.1, two.0, two.1, end.0, end.1)
            }
            OutlineStep::Cubic(ax, ay, bx, by, x, y) => {
                at = (em(x), em(y));
                let [ax, ay, bx, by] = [ax, ay, bx, by].map(em);
                writeln!(out, "{ax:.4} {ay:.4} {bx:.4} {by:.4} {:.4} {:.4} c", at.0, at.1)
            }
            OutlineStep::Close => writeln!(out, "h"),
        };
    }
    out.push_str("f\n");
    out
}
