//! The faces of a book for a person. In: a report. Out: a table, a face a line, then the characters that no face has.

use std::fmt::Write;
use std::path::Path;

use crate::app::messages::place;
use crate::diag::{Files, Language, Said};
use crate::font::{FaceUsage, FontSet};
use crate::pipeline::FontReport;

/// How many characters are shown of a face.
const SAMPLE: usize = 16;

/// The table.
pub(super) fn table(report: &FontReport, files: &Files, base: &Path, language: Language) -> String {
    let said = |zh: &str, en: &str| Said::new(zh, en).get(language).to_owned();
    let head = [
        said("角色", "role"),
        said("字体文件", "file"),
        said("字数", "characters"),
        said("次数", "times"),
        said("样字", "sample"),
    ];
    let rows = report.usage.iter().map(|usage| row(usage, &report.fonts, language));
    let mut out = aligned(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    if report.missing.is_empty() {
        return out;
    }
    let head = [
        said("缺字", "missing"),
        said("编码", "code point"),
        said("次数", "times"),
        said("第一处", "first place"),
        String::new(),
    ];
    let rows = report.missing.iter().map(|lack| {
        let shown = place(lack.first, files, base).unwrap_or_default();
        let code = format!("U+{:04X}", u32::from(lack.character));
        [lack.character.to_string(), code, lack.count.to_string(), shown, String::new()]
    });
    out.push('\n');
    out.push_str(&aligned(&std::iter::once(head).chain(rows).collect::<Vec<_>>()));
    out
}

fn row(usage: &FaceUsage, fonts: &FontSet, language: Language) -> [String; 5] {
    let (count, times) = (usage.characters.len().to_string(), usage.times().to_string());
    let sample = if usage.characters.is_empty() {
        Said::new("（没有用到）", "(not used)").get(language).to_owned()
    } else {
        usage.sample(SAMPLE)
    };
    [part(usage, fonts), fonts.face(usage.face).file.clone(), count, times, sample]
}

/// The role of a face, or that it is a fallback and what it is kept to: words of `fonts.toml`.
fn part(usage: &FaceUsage, fonts: &FontSet) -> String {
    if let Some(role) = fonts.roles_of(usage.face).next() {
        return role.word().to_owned();
    }
    let only = fonts.fallbacks().iter().find(|fallback| fallback.face == usage.face).and_then(|fallback| fallback.only);
    only.map_or_else(|| "fallback".to_owned(), |only| format!("fallback ({})", only.word()))
}

/// Columns beside one another, two blanks between them, numbers at their end; a line ends where its words do.
fn aligned(rows: &[[String; 5]]) -> String {
    let width = |column: usize| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let blank = " ".repeat(width - columns(cell));
            let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
            let _ = if is_number { write!(line, "{blank}{cell}  ") } else { write!(line, "{cell}{blank}  ") };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// How many columns of a terminal a text takes: CJK characters and emoji take two.
fn columns(text: &str) -> usize {
    let is_wide = |c: char| matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD);
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}
