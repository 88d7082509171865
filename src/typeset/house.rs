//! House style: the manifest's words for lines in, the composer's `Setting` out.

use super::line::{Breaking, EdgeMarks, Figures, ProhibitionLevel, Setting, Squeeze, SqueezeStyle, TypedSpaces};
use crate::font::FontSet;
use crate::project::{self, LineOptions, Prohibition, QuoteMarks, Squeezing, StopMark};
use crate::units::Writing;

/// The composer's setting for a book's lines.
pub(super) fn setting<'a>(line: &LineOptions, writing: Writing, fonts: &'a FontSet) -> Setting<'a> {
    Setting {
        prohibition: match line.prohibition {
            Prohibition::None => ProhibitionLevel::None,
            Prohibition::Basic => ProhibitionLevel::Basic,
            Prohibition::Gb => ProhibitionLevel::Gb,
            Prohibition::Strict => ProhibitionLevel::Strict,
        },
        squeeze: match line.squeeze {
            Squeezing::None => Squeeze::None,
            Squeezing::Pairs => Squeeze::Pairs,
            Squeezing::Full => Squeeze::Full,
        },
        squeeze_style: match line.squeeze_style {
            project::SqueezeStyle::Normal => SqueezeStyle::Normal,
            project::SqueezeStyle::Tight => SqueezeStyle::Tight,
        },
        edge_marks: match line.edge_marks {
            project::EdgeMarks::All => EdgeMarks::All,
            project::EdgeMarks::Closing => EdgeMarks::Closing,
        },
        hangs: line.hanging,
        shrinks_stops: line.compress_stops,
        gap: line.gap,
        typed_spaces: match line.spaces {
            project::TypedSpaces::Replace => TypedSpaces::Replace,
            project::TypedSpaces::Keep => TypedSpaces::Keep,
        },
        grid: line.grid,
        words: line.words,
        tracking: line.tracking,
        figures: match line.figures {
            project::Figures::Default => Figures::AsDrawn,
            project::Figures::Proportional => Figures::Proportional,
            project::Figures::Tabular => Figures::Tabular,
        },
        stop: match line.stop {
            StopMark::Ideographic => '。',
            StopMark::Fullwidth => '．',
        },
        rewrites_quotes: line.quotes == QuoteMarks::Region,
        upright_digits: usize::from(line.upright_digits),
        breaking: match line.breaking {
            project::Breaking::Optimal => Breaking::Optimal,
            project::Breaking::Greedy => Breaking::Greedy,
        },
        ..Setting::new(fonts, line.region, writing)
    }
}
