//! The faces of a book for programs. In: a report. Out: one JSON object.

use std::path::Path;

use serde::Serialize;

use crate::app::messages::{Place, place_of};
use crate::diag::Files;
use crate::pipeline::FontReport;

/// The whole. The names of the fields are a promise to scripts.
#[derive(Serialize)]
struct Fonts<'a> {
    faces: Vec<Face<'a>>,
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct Face<'a> {
    /// The role in `fonts.toml`; null for a fallback.
    role: Option<&'static str>,
    /// What a fallback is kept to.
    only: Option<String>,
    file: &'a str,
    family: &'a str,
    /// How many different characters it sets, and in how many places.
    characters: usize,
    times: usize,
    /// The characters, in the order of their code points.
    text: String,
}

#[derive(Serialize)]
struct Missing {
    code_point: String,
    character: char,
    times: usize,
    #[serde(flatten)]
    place: Option<Place>,
}

/// The object, on one line.
pub(super) fn json(report: &FontReport, files: &Files, base: &Path) -> String {
    let fonts = &report.fonts;
    let faces = report.usage.iter().map(|usage| Face {
        role: fonts.roles_of(usage.face).next().map(|role| role.word()),
        only: fonts.fallbacks().iter().find(|it| it.face == usage.face).and_then(|it| it.only).map(|only| only.word()),
        file: &fonts.face(usage.face).file,
        family: &fonts.face(usage.face).family,
        characters: usage.characters.len(),
        times: usage.times(),
        text: usage.characters.keys().collect(),
    });
    let missing = report.missing.iter().map(|lack| Missing {
        code_point: format!("U+{:04X}", u32::from(lack.character)),
        character: lack.character,
        times: lack.count,
        place: place_of(lack.first, files, base),
    });
    let object = Fonts { faces: faces.collect(), missing: missing.collect() };
    // Strings and numbers alone can't fail to become JSON.
    serde_json::to_string(&object).map(|line| line + "\n").unwrap_or_default()
}
