//! The style sheet: rules for the faces that come along, then `style.css` with the fallbacks that the book needs, then the theme's.

use super::theme::{self, Look};
use super::typeface::Embedded;
use super::voice::{Face, Family};
use crate::project::Paragraphs;
use crate::units::{Region, Writing};

const SHEET: &str = include_str!("style.css");

/// A style sheet for one writing mode, besides the one of all pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sheet {
    /// Lines that run down.
    Vertical,
    /// Lines that run across, for those who would rather have these.
    Horizontal,
}

impl Sheet {
    /// Its path in the edition.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Vertical => "vertical.css",
            Self::Horizontal => "horizontal.css",
        }
    }

    /// Its class among Alternate Style Tags 1.0, by which a reading system finds it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Vertical => "vertical",
            Self::Horizontal => "horizontal",
        }
    }

    /// Its rules.
    pub(super) fn text(self, faces: &[Embedded], look: Option<Look<'_>>) -> String {
        match self {
            Self::Vertical => {
                let theme = look.map(|look| theme::rules(look, Writing::Vertical)).unwrap_or_default();
                include_str!("vertical.css").to_owned() + &with_fallbacks(&theme, faces)
            }
            Self::Horizontal => include_str!("horizontal.css").to_owned(),
        }
    }
}

/// Stands in the sheet's lists of families where the fallbacks are named.
const FALLBACKS: &str = "\"Banxin Fallback\", ";

/// Writes the style sheet.
pub(super) fn sheet(faces: &[Embedded], paragraphs: Paragraphs, look: Option<Look<'_>>) -> String {
    let mut out = String::from("@charset \"utf-8\";\n");
    for face in faces {
        let weight = if face.bold { "bold" } else { "normal" };
        let slant = if face.slanted { "italic" } else { "normal" };
        let Embedded { family, path, .. } = face;
        out.push_str(&format!(
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {slant}; src: url(\"{path}\"); }}\n"
        ));
    }
    out.push('\n');
    out.push_str(&with_fallbacks(SHEET, faces));
    let theme = look.map(|look| theme::rules(look, Writing::Horizontal)).unwrap_or_default();
    out.push_str(&with_fallbacks(&theme, faces));
    out.push_str(&paragraph_rules(paragraphs));
    out
}

fn with_fallbacks(rules: &str, faces: &[Embedded]) -> String {
    let fallbacks = faces.iter().filter(|face| face.is_fallback).map(|face| format!("\"{}\", ", face.family));
    rules.replace(FALLBACKS, &fallbacks.collect::<String>())
}

/// The families of a face, the embedded ones first.
pub(super) fn family(face: Face, region: Region) -> String {
    let chinese = !matches!(region, Region::Taiwan | Region::HongKong);
    let (own, system) = match (face.family, chinese) {
        (Family::Hei, true) => {
            ("Hei", "\"Source Han Sans SC\", \"Noto Sans CJK SC\", \"PingFang SC\", \"Microsoft YaHei\", sans-serif")
        }
        (Family::Hei, false) => {
            ("Hei", "\"Source Han Sans TC\", \"Noto Sans CJK TC\", \"PingFang TC\", \"Microsoft JhengHei\", sans-serif")
        }
        (Family::Kai, true) => ("Kai", "\"LXGW WenKai\", \"Kaiti SC\", STKaiti, KaiTi, serif"),
        (Family::Kai, false) => ("Kai", "\"Kaiti TC\", BiauKai, DFKai-SB, serif"),
        (Family::Fangsong, _) => ("Fangsong", "STFangsong, FangSong, serif"),
        (Family::Mono, _) => ("Mono", "Menlo, Consolas, monospace"),
        (Family::Song | Family::Marks, true) => {
            ("Song", "\"Source Han Serif SC\", \"Noto Serif CJK SC\", \"Songti SC\", SimSun, serif")
        }
        (Family::Song | Family::Marks, false) => {
            ("Song", "\"Source Han Serif TC\", \"Noto Serif CJK TC\", \"Songti TC\", PMingLiU, serif")
        }
    };
    let mut families = if face.own_latin { vec![own, "Latin"] } else { vec!["Latin", own] };
    families.extend(["Song", "Hei", "Kai"].into_iter().filter(|it| *it != own));
    let families: String = families.into_iter().map(|it| format!("\"Banxin {it}\", ")).collect();
    format!("{families}{FALLBACKS}{system}")
}

/// What tells paragraphs of the text apart where the book asks for it (CLR-L03).
fn paragraph_rules(paragraphs: Paragraphs) -> String {
    let mut out = String::new();
    if paragraphs.all_flush {
        out.push_str("section > p { text-indent: 0; }\n");
    } else if paragraphs.first_flush {
        let heads = ["h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"];
        let after: Vec<String> = heads.iter().map(|head| format!("{head} + p")).collect();
        out.push_str(&format!("section > p:first-child, {} {{ text-indent: 0; }}\n", after.join(", ")));
    }
    if paragraphs.space > 0 {
        out.push_str(&format!("section > p + p {{ margin-top: {}em; }}\n", paragraphs.space));
    }
    out
}
