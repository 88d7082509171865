//! What a theme decides of an EPUB's faces and numbers. In: the theme. Out: the face of each kind of text, for the style sheet and
//! for the letters that fonts are reduced to, and the templates of numbers.

use super::Kind;
use super::voice::{Face, Family};
use crate::project::ThemeOptions;
use crate::project::theme::Template;
use crate::units::FaceRole;

/// The faces of kinds of text on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faces {
    /// The page's title.
    pub(super) title: Face,
    /// Headings from `h2` on.
    pub(super) headings: [Face; 5],
    /// Subtitles.
    pub(super) subtitle: Face,
    /// Standfirsts.
    pub(super) standfirst: Face,
    /// Quotations.
    pub(super) quote: Face,
    /// Verse.
    pub(super) verse: Face,
    /// Who said or wrote it.
    pub(super) attribution: Face,
    /// Terms in lists of definitions.
    pub(super) term: Face,
    /// Heads of tables.
    pub(super) head: Face,
    /// Captions.
    pub(super) caption: Face,
    /// Remarks.
    pub(super) alert: Face,
    /// Their titles.
    pub(super) alert_title: Face,
}

impl Faces {
    /// Bold Song for headings, Kai for what others said: what the style sheet says without a theme.
    pub(super) const PLAIN: Self = Self {
        title: Face::BOLD_SONG,
        headings: [Face::BOLD_SONG; 5],
        subtitle: Face::SONG,
        standfirst: Face::KAI,
        quote: Face::KAI,
        verse: Face::KAI,
        attribution: Face::SONG,
        term: Face::BOLD_SONG,
        head: Face::BOLD_SONG,
        caption: Face::SONG,
        alert: Face::SONG,
        alert_title: Face::BOLD_SONG,
    };

    /// The faces of a theme on a page of this kind.
    pub(super) fn of(theme: Option<&ThemeOptions>, kind: Kind) -> Self {
        let Some(theme) = theme else { return Self::PLAIN };
        let title = match kind {
            Kind::TitlePage => (theme.title_page.title.font, theme.title_page.title.latin),
            Kind::Part => (theme.part.title.font, theme.part.title.latin),
            Kind::Cover | Kind::Article => (theme.title.font, theme.title.latin),
            Kind::Contents | Kind::Index | Kind::Facts | Kind::Colophon => {
                (theme.apparatus.title.font, theme.apparatus.title.latin)
            }
        };
        let subtitle = match kind {
            Kind::TitlePage => (theme.title_page.subtitle.font, theme.title_page.subtitle.latin),
            _ => (theme.subtitle.font, theme.subtitle.latin),
        };
        let face = |(han, latin)| face(han, latin);
        let [_, headings @ ..] = theme.headings.levels().map(|heading| face((heading.font, heading.latin)));
        Self {
            title: face(title),
            headings,
            subtitle: face(subtitle),
            standfirst: face((theme.standfirst.font, theme.standfirst.latin)),
            quote: face((theme.quote.font, theme.quote.latin)),
            verse: face((theme.verse.font, theme.verse.latin)),
            attribution: face((theme.attribution.font, theme.attribution.latin)),
            term: face((theme.term.font, theme.term.latin)),
            head: face((theme.table.head.font, theme.table.head.latin)),
            caption: face((theme.caption.text.font, theme.caption.text.latin)),
            alert: face((theme.alert.text.font, theme.alert.text.latin)),
            alert_title: face((theme.alert.title.font, theme.alert.title.latin)),
        }
    }
}

/// The face of two roles: where Latin has that of Han, it takes its letters too.
pub(super) fn face(han: FaceRole, latin: FaceRole) -> Face {
    let (family, bold) = match han {
        FaceRole::Hei => (Family::Hei, false),
        FaceRole::HeiBold => (Family::Hei, true),
        FaceRole::Kai => (Family::Kai, false),
        FaceRole::Fangsong => (Family::Fangsong, false),
        FaceRole::SongBold | FaceRole::LatinBold | FaceRole::LatinBoldItalic => (Family::Song, true),
        FaceRole::Song | FaceRole::Latin | FaceRole::LatinItalic => (Family::Song, false),
        FaceRole::Mono | FaceRole::MonoBold | FaceRole::MonoHalf => (Family::Mono, false),
    };
    Face { family, bold, own_latin: latin == han && family == Family::Hei }
}

/// The template of a chapter's or heading's number; `depth` is 0 for chapters.
pub(super) fn template(theme: &ThemeOptions, depth: usize) -> &Template {
    match depth {
        0 => &theme.title.number,
        _ => &theme.headings.levels()[depth.min(5)].number,
    }
}
