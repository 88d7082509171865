//! The print edition (ISO 15930-7 PDF/X-4, ISO 15930-4 PDF/X-1a:2003): print options in, what the writer must do otherwise out.
//!
//! Pages are imposed first (`impose`): moved away from the spine and filled up to whole sheets. While they are encoded, colours become
//! inks (`ink`), what touches the trim goes on into the bleed (`bleed`), marks stand around (`mark`) and text may become outlines
//! (`outline`); `intent` says in the catalog what was done. `preflight` looks at the same pages for what a printer would send back.

mod bleed;
mod impose;
mod ink;
mod intent;
mod mark;
mod outline;
mod picture;
mod preflight;

pub use impose::impose;
pub use preflight::{PagePreflight, preflight};

pub(super) use ink::{Ink, plain_samples};
pub(super) use intent::{finish_catalog, spot_name};
pub(super) use outline::{add_forms, form_name, show as show_outlines};

use self::ink::Inks;
use crate::diag::{Diagnostic, Sink};
use crate::display::{Color, Paged};
use crate::project::{Bleeds, PrintOptions, Standard};
use crate::units::Abs;

/// From the bleed to the edge of the sheet, where marks stand.
const SLUG: f64 = 10.0;

/// What the print edition of some pages is made with.
pub(super) struct Press<'a> {
    pub(super) options: &'a PrintOptions,
    pub(super) inks: Inks,
    /// What the file claims.
    pub(super) standard: Standard,
    /// How far colour goes past the trim.
    pub(super) bleed: Abs,
    /// Whether there is bleed at the spine as well.
    bleeds_at_spine: bool,
    /// From the bleed to the edge of the sheet.
    slug: Abs,
}

/// The sides of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Sides {
    pub(super) left: Abs,
    pub(super) head: Abs,
    pub(super) right: Abs,
    pub(super) foot: Abs,
}

impl<'a> Press<'a> {
    /// Prepares the press for pages. `None` if the profile is none for printing.
    pub(super) fn new(paged: &Paged, options: &'a PrintOptions, sink: &mut Sink) -> Option<Self> {
        let inks = Inks::new(options, sink)?;
        // ISO 15930-7: X-4 has its profile in the file. X-1a may name a registered condition alone.
        let standard = if inks.has_profile() { options.standard } else { Standard::X1a };
        if standard != options.standard {
            sink.push(no_profile(&options.condition));
        }
        let is_bled = paged.pages.iter().any(bleed::bleeds);
        let (bleed, bleeds_at_spine) = match options.bleeds {
            Bleeds::Everywhere => (options.bleed, true),
            Bleeds::Outside => (if is_bled { options.bleed } else { Abs::ZERO }, false),
        };
        let marks = options.marks;
        let slug = if marks.crop || marks.register || marks.color { Abs::mm(SLUG) } else { Abs::ZERO };
        let press = Self { options, inks, standard, bleed, bleeds_at_spine, slug };
        press.name_plain_colors(paged, sink);
        Some(press)
    }

    /// Whether transparent things must become opaque (ISO 15930-4).
    pub(super) fn flattens(&self) -> bool {
        self.standard == Standard::X1a
    }

    /// How far the bleed of a page goes past its trim, on each side. Odd pages have their spine at the left, in a book that is bound there.
    pub(super) fn bleed_of(&self, at: usize, paged: &Paged) -> Sides {
        let spine_at_left = impose::spine_at_left(at, paged.writing);
        let spine = if self.bleeds_at_spine { self.bleed } else { Abs::ZERO };
        let (left, right) = if spine_at_left { (spine, self.bleed) } else { (self.bleed, spine) };
        Sides { left, right, head: self.bleed, foot: self.bleed }
    }

    /// The boxes of a page (ISO 32000-1 §14.11.2): media, bleed and trim, each as left, foot, right, head in points.
    pub(super) fn boxes(&self, at: usize, paged: &Paged) -> [[f64; 4]; 3] {
        let bleed = self.bleed_of(at, paged);
        let size = paged.pages[at].size;
        let slug = self.slug.to_pt();
        let (left, foot) = (slug + bleed.left.to_pt(), slug + bleed.foot.to_pt());
        let (right, head) = (left + size.width.to_pt(), foot + size.height.to_pt());
        let bled = [slug, slug, right + bleed.right.to_pt(), head + bleed.head.to_pt()];
        [[0.0, 0.0, bled[2] + slug, bled[3] + slug], bled, [left, foot, right, head]]
    }

    /// The operators that a page's stream begins with: its marks, then the trim's corner as the origin and the bleed as the limit.
    pub(super) fn opening(&self, at: usize, paged: &Paged) -> String {
        let [media, bled, trim] = self.boxes(at, paged);
        let mut out = mark::marks(self.options.marks, &media, &bled, &trim);
        let (left, foot) = (bled[0] - trim[0], bled[1] - trim[1]);
        let (width, height) = (bled[2] - bled[0], bled[3] - bled[1]);
        out.push_str(&format!("1 0 0 1 {:.3} {:.3} cm\n", trim[0], trim[1]));
        out.push_str(&format!("{left:.3} {foot:.3} {width:.3} {height:.3} re W n\n"));
        out
    }

    /// Colours of the design that become inks by a plain formula, since there is no profile.
    fn name_plain_colors(&self, paged: &Paged, sink: &mut Sink) {
        if self.inks.has_profile() {
            return;
        }
        let plain = paged.pages.iter().flat_map(ink::paints).find_map(|paint| match paint.color {
            Color::Rgb(red, green, blue)
                if self.inks.spot(paint.color).is_none() && !(red == green && green == blue) =>
            {
                Some(format!("#{red:02X}{green:02X}{blue:02X}"))
            }
            Color::Rgb(..) | Color::Black(_) => None,
        });
        if let Some(color) = plain {
            sink.push(
                Diagnostic::warning(
                    "print-plain-color",
                    format!("没有 ICC 特性文件，颜色 {color} 等按简单公式换算成四色，印出来可能偏色"),
                    format!("without an ICC profile {color} and other colours become inks by a plain formula and may look different in print"),
                )
                .hint(
                    "在 `[print]` 里写 `profile = \"印刷厂给的.icc\"`，或用 `[print.spots]` 指定专色",
                    "name the printer's profile with `[print] profile`, or an ink of its own in `[print.spots]`",
                ),
            );
        }
    }
}

fn no_profile(condition: &str) -> Diagnostic {
    Diagnostic::note(
        "print-no-profile",
        format!("没有 ICC 特性文件，写成 PDF/X-1a:2003，只指明印刷条件「{condition}」"),
        format!(
            "without an ICC profile the file is PDF/X-1a:2003 and names the printing condition `{condition}` alone"
        ),
    )
    .hint(
        "PDF/X-4 须嵌入特性文件：向印刷厂索取，写在 `[print] profile` 里",
        "PDF/X-4 has the profile in the file: ask the printer for it and name it with `[print] profile`",
    )
}
