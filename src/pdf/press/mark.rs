//! Printers' marks outside the bleed (ISO 32000-1 §14.11.3): boxes in, operators out. Crop and register marks are in all inks, by the
//! colour space `All` (§8.6.6.4), which the page's resources name.

use crate::project::Marks;

/// The name of the colour space of all inks.
pub(super) const ALL_INKS: &str = "All";

/// Length of a mark, and its distance from the bleed, in points.
const LENGTH: f64 = 14.0;
const AWAY: f64 = 3.0;

/// Side of a colour patch, in points.
const PATCH: f64 = 12.0;

/// Patches: cyan, magenta, yellow and black, then their overprints and halves of black.
const PATCHES: [[f64; 4]; 9] = [
    [1.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 0.0],
    [0.0, 0.0, 0.0, 1.0],
    [1.0, 1.0, 0.0, 0.0],
    [0.0, 1.0, 1.0, 0.0],
    [1.0, 0.0, 1.0, 0.0],
    [0.0, 0.0, 0.0, 0.5],
    [0.0, 0.0, 0.0, 0.25],
];

/// The operators of a page's marks; boxes are left, foot, right and head in points.
pub(super) fn marks(marks: Marks, media: &[f64; 4], bled: &[f64; 4], trim: &[f64; 4]) -> String {
    let mut out = String::new();
    if marks.crop {
        crop(&mut out, bled, trim);
    }
    if marks.register {
        register(&mut out, media, bled);
    }
    if marks.color {
        color(&mut out, bled, trim);
    }
    if out.is_empty() { out } else { format!("q\n/{ALL_INKS} CS 1 SCN 0.25 w\n{out}Q\n") }
}

/// Two lines at each corner, which point along the trim and stay out of the bleed.
fn crop(out: &mut String, bled: &[f64; 4], trim: &[f64; 4]) {
    for (x, edge, out_x) in [(trim[0], bled[0], -1.0), (trim[2], bled[2], 1.0)] {
        for (y, edge_y, out_y) in [(trim[1], bled[1], -1.0), (trim[3], bled[3], 1.0)] {
            let (near, far) = (edge + out_x * AWAY, edge + out_x * (AWAY + LENGTH));
            out.push_str(&format!("{near:.3} {y:.3} m {far:.3} {y:.3} l S\n"));
            let (near, far) = (edge_y + out_y * AWAY, edge_y + out_y * (AWAY + LENGTH));
            out.push_str(&format!("{x:.3} {near:.3} m {x:.3} {far:.3} l S\n"));
        }
    }
}

/// A cross in a square in the middle of each side.
fn register(out: &mut String, media: &[f64; 4], bled: &[f64; 4]) {
    let (middle_x, middle_y) = (f64::midpoint(media[0], media[2]), f64::midpoint(media[1], media[3]));
    let centres = [
        (f64::midpoint(media[0], bled[0]), middle_y),
        (f64::midpoint(media[2], bled[2]), middle_y),
        (middle_x, f64::midpoint(media[1], bled[1])),
        (middle_x, f64::midpoint(media[3], bled[3])),
    ];
    for (x, y) in centres {
        let arm = LENGTH / 2.0;
        out.push_str(&format!("{:.3} {y:.3} m {:.3} {y:.3} l S\n", x - arm, x + arm));
        out.push_str(&format!("{x:.3} {:.3} m {x:.3} {:.3} l S\n", y - arm, y + arm));
        out.push_str(&format!("{:.3} {:.3} {arm:.3} {arm:.3} re S\n", x - arm / 2.0, y - arm / 2.0));
    }
}

/// A row of patches above the head, from the left corner on.
fn color(out: &mut String, bled: &[f64; 4], trim: &[f64; 4]) {
    let y = bled[3] + AWAY;
    for (at, patch) in PATCHES.iter().enumerate() {
        let x = trim[0] + LENGTH + PATCH * at as f64;
        let [cyan, magenta, yellow, black] = patch;
        out.push_str(&format!("{cyan} {magenta} {yellow} {black} k {x:.3} {y:.3} {PATCH} {PATCH} re f\n"));
    }
}
