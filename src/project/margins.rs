//! Margins 天头、地脚、订口、切口. In: `[page.margins]`, any of the four. Out: where the type area stands on paper, by the four methods of
//! CLR-B08: centred both ways, centred one way and placed the other, or placed both ways; and findings about the result.

use super::measure;
use super::page::measured;
use super::section::Section;
use crate::diag::{Diagnostic, Sink};
use crate::units::{Abs, Size, Writing};

/// The least margin that holds after cutting, at the spine and elsewhere: what printers on demand ask of a thin book (3/8 and 1/4 inch).
const LEAST_SPINE: f64 = 9.5;
const LEAST: f64 = 6.3;

/// What the manifest says of margins. What it leaves out follows from the type area.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MarginOptions {
    /// Above the type area 天头.
    pub head: Option<Abs>,
    /// Below it 地脚.
    pub foot: Option<Abs>,
    /// At the spine 订口.
    pub spine: Option<Abs>,
    /// At the fore edge 切口.
    pub fore: Option<Abs>,
}

/// The margins of a page. One below zero says that the type area is too large.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Margins {
    /// Above the type area 天头.
    pub head: Abs,
    /// Below it 地脚.
    pub foot: Abs,
    /// At the spine 订口.
    pub spine: Abs,
    /// At the fore edge 切口.
    pub fore: Abs,
}

impl MarginOptions {
    /// What is free for the type area, where both margins of an axis are given or one of them is; `default` where none is.
    pub(super) fn room(&self, trim: Size, default: Size) -> Size {
        Size::new(
            room(trim.width, (self.spine, self.fore), default.width),
            room(trim.height, (self.head, self.foot), default.height),
        )
    }

    /// Whether both margins across the paper are given, and both down it: then the type area follows from them.
    pub(super) fn give_area(&self) -> (bool, bool) {
        (self.spine.is_some() && self.fore.is_some(), self.head.is_some() && self.foot.is_some())
    }

    /// Whether two margins together take all of the paper, across or down it.
    pub(super) fn leave_nothing(&self, trim: Size) -> bool {
        let taken = |one: Option<Abs>, other: Option<Abs>| one.unwrap_or(Abs::ZERO) + other.unwrap_or(Abs::ZERO);
        taken(self.spine, self.fore) >= trim.width || taken(self.head, self.foot) >= trim.height
    }

    /// The margins round a type area.
    pub(super) fn around(&self, area: Size, trim: Size, line_pitch: Abs, writing: Writing) -> Margins {
        let free = Size::new(trim.width - area.width, trim.height - area.height);
        let (spine_default, head_default) = match writing {
            // Centred across; a little above the middle, since the folio hangs below and the eye's middle is above the true one.
            Writing::Horizontal => (free.width / 2, free.height.part(49, 100)),
            // The head margin 天头 is the larger one, as in old books; the spine margin 订口 the smaller, since two of them meet.
            Writing::Vertical => (spine_margin(free.width, line_pitch), free.height.part(54, 100)),
        };
        let spine = first(free.width, (self.spine, self.fore), spine_default);
        let head = first(free.height, (self.head, self.foot), head_default);
        Margins { head, foot: free.height - head, spine, fore: free.width - spine }
    }
}

/// The room between two margins. One margin alone leaves the other as much as itself, or a twentieth of the paper if that is less.
fn room(paper: Abs, given: (Option<Abs>, Option<Abs>), default: Abs) -> Abs {
    match given {
        (None, None) => default,
        (Some(one), Some(other)) => paper - one - other,
        (Some(one), None) | (None, Some(one)) => default.min(paper - one - one.min(paper / 20)),
    }
}

/// The first of two margins. Two given ones keep their proportion: a type area is whole characters and lines, and what is left over is both's.
fn first(free: Abs, given: (Option<Abs>, Option<Abs>), default: Abs) -> Abs {
    match given {
        (None, None) => default,
        (Some(first), None) => first,
        (None, Some(second)) => free - second,
        (Some(first), Some(second)) => free.part(first.to_raw(), (first + second).to_raw().max(1)),
    }
}

/// The spine margin of a vertical page: one line narrower than the fore margin, so that the columns of facing pages lie over each
/// other, as those of the two sides of a leaf do (CLR-B14); half of what is free where the binding would take too much of that.
fn spine_margin(free: Abs, pitch: Abs) -> Abs {
    let narrower = (free - pitch) / 2;
    if narrower >= Abs::mm(LEAST_SPINE) { narrower } else { free / 2 }
}

/// Reads `[page.margins]`.
pub(super) fn read_margins(page: &mut Section<'_>, sink: &mut Sink) -> MarginOptions {
    let Some(mut margins) = page.section("margins", sink) else {
        return MarginOptions::default();
    };
    let mut one = |key| measured(&mut margins, key, measure::length, |_| vec!["20mm"], sink);
    let options = MarginOptions { head: one("head"), foot: one("foot"), spine: one("spine"), fore: one("fore") };
    margins.finish(sink);
    options
}

/// What is unwise about margins: a binding or a knife would take the text. Sizes that don't fit at all are told of elsewhere.
pub(super) fn narrow(margins: &Margins) -> Option<Diagnostic> {
    let all = [
        ("天头", "head", margins.head, LEAST),
        ("地脚", "foot", margins.foot, LEAST),
        ("订口", "spine", margins.spine, LEAST_SPINE),
        ("切口", "fore", margins.fore, LEAST),
    ];
    let (zh, en, given, least) = all.into_iter().find(|(.., given, least)| *given < Abs::mm(*least))?;
    let given = (given.to_mm() * 10.0).round() / 10.0;
    let finding = Diagnostic::warning(
        "narrow-margin",
        format!("{zh}只有 {given} mm，裁切、装订后会伤到文字"),
        format!("the {en} margin is {given} mm; cutting and binding would reach the text"),
    );
    Some(finding.hint(
        format!("至少留 {least} mm：减少 `characters` 或 `lines`，或改 `margins`"),
        format!("leave {least} mm at least: fewer `characters` or `lines`, or other `margins`"),
    ))
}

/// The finding about margins and counts that both say how large the type area is, and differ by more than a character or line.
pub(super) fn overruled(options: &MarginOptions, margins: &Margins, counted: (bool, bool)) -> Option<Diagnostic> {
    let apart = |given: Option<Abs>, has: Abs| given.is_some_and(|given| (given - has).abs() > Abs::mm(1.0));
    let across = counted.0 && options.give_area().0 && apart(options.spine, margins.spine);
    let down = counted.1 && options.give_area().1 && apart(options.head, margins.head);
    let (zh, en) = match (across, down) {
        (false, false) => return None,
        (true, _) => ("`spine`、`fore`", "`spine` and `fore`"),
        (false, true) => ("`head`、`foot`", "`head` and `foot`"),
    };
    let finding = Diagnostic::warning(
        "margins-overruled",
        format!("字数、行数已定版心大小，{zh} 只定了比例"),
        format!("the counts give the type area's size, so {en} give their proportion only"),
    );
    Some(finding.hint(
        "去掉 `characters`、`lines`，或只留一个边距",
        "leave `characters` and `lines` out, or one of the two margins",
    ))
}
