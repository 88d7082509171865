//! `fonts.toml`: one table a role, `[song] file = "…"`, with the file's SHA-256 and, for a collection, its index.
//!
//! In: the folder. Out: the set, with findings for what is missing, unknown or not what its sum says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::{Face, FontSet, Role};
use crate::diag::{Diagnostic, FileId, Files, Sink, Span};
use crate::display::FaceId;

/// The largest font file that is read: the largest CJK collections have about 130 MB.
const LARGEST_FONT: u64 = 256 << 20;

/// A table of `fonts.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: Spanned<String>,
    sha256: Option<Spanned<String>>,
    #[serde(default)]
    index: u32,
    /// The licence's file; for people, and for `release`.
    #[serde(default, rename = "licence")]
    _licence: Option<String>,
    /// What its makers call it; for people.
    #[serde(default, rename = "name")]
    _name: Option<String>,
}

pub(super) fn load(folder: &Path, files: &mut Files, sink: &mut Sink) -> Option<FontSet> {
    let path = folder.join("fonts.toml");
    let shown = path.display().to_string();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            sink.push(no_manifest(&shown, &error));
            return None;
        }
    };
    let file = files.add(shown, text.as_str());
    let entries = match toml::from_str::<BTreeMap<Spanned<String>, Entry>>(&text) {
        Ok(entries) => entries,
        Err(error) => {
            sink.push(bad_manifest(file, &error));
            return None;
        }
    };
    let entries = known_roles(entries, file, sink);
    let loaded: Vec<Result<Face, Box<Diagnostic>>> =
        entries.par_iter().enumerate().map(|(at, (_, entry))| load_face(folder, file, at, entry)).collect();
    gather(&entries, loaded, sink)
}

/// Keeps the tables whose names are roles, in the order in which the file has them.
fn known_roles(entries: BTreeMap<Spanned<String>, Entry>, file: FileId, sink: &mut Sink) -> Vec<(Role, Entry)> {
    let mut known: Vec<(usize, Role, Entry)> = Vec::new();
    for (name, entry) in entries {
        match Role::from_word(name.get_ref()) {
            Some(role) => known.push((name.span().start, role, entry)),
            None => sink.push(unknown_role(name.get_ref(), Span::new(file, name.span()))),
        }
    }
    known.sort_by_key(|&(start, ..)| start);
    known.into_iter().map(|(_, role, entry)| (role, entry)).collect()
}

fn load_face(folder: &Path, manifest: FileId, at: usize, entry: &Entry) -> Result<Face, Box<Diagnostic>> {
    let name = entry.file.get_ref();
    let span = Span::new(manifest, entry.file.span());
    let path = folder.join(name);
    let length = fs::metadata(&path).map(|data| data.len()).unwrap_or(0);
    if length > LARGEST_FONT {
        return Err(Box::new(
            Diagnostic::error(
                "font-too-large",
                format!("字体文件「{name}」过大"),
                format!("font file `{name}` is too large"),
            )
            .at(span)
            .hint("字体文件不得超过 256 MiB", "a font file may have 256 MiB at most"),
        ));
    }
    let data = fs::read(&path).map_err(|error| Box::new(unreadable(name, &error).at(span)))?;
    check_sum(&data, entry, manifest)?;
    Face::parse(FaceId(at as u16), name.clone(), data, entry.index).ok_or_else(|| {
        Box::new(
            Diagnostic::error(
                "bad-font",
                format!("「{name}」不是可用的字体"),
                format!("`{name}` is not a usable font"),
            )
            .at(span)
            .hint("请换用 TTF、OTF 或 TTC 文件", "use a TTF, OTF or TTC file"),
        )
    })
}

fn check_sum(data: &[u8], entry: &Entry, manifest: FileId) -> Result<(), Box<Diagnostic>> {
    let Some(wanted) = &entry.sha256 else { return Ok(()) };
    let found = hex(&Sha256::digest(data));
    if wanted.get_ref().eq_ignore_ascii_case(&found) {
        return Ok(());
    }
    let name = entry.file.get_ref();
    Err(Box::new(
        Diagnostic::error(
            "font-checksum",
            format!("字体文件「{name}」的校验和不符"),
            format!("checksum of font file `{name}` does not match"),
        )
        .at(Span::new(manifest, wanted.span()))
        .hint(
            format!("文件的 SHA-256 是 {found}：若换过字体，请改这一行"),
            format!("the file's SHA-256 is {found}: if the font was replaced, change this line"),
        ),
    ))
}

/// Numbers the loaded faces; two roles may name one file, each then has a face of its own.
fn gather(entries: &[(Role, Entry)], loaded: Vec<Result<Face, Box<Diagnostic>>>, sink: &mut Sink) -> Option<FontSet> {
    let mut set = FontSet { faces: Vec::new(), roles: BTreeMap::new(), fallback: Vec::new() };
    for ((role, _), face) in entries.iter().zip(loaded) {
        match face {
            Ok(mut face) => {
                face.id = FaceId(set.faces.len() as u16);
                set.roles.insert(*role, face.id);
                set.fallback.push(face.id);
                set.faces.push(face);
            }
            Err(finding) => sink.push(*finding),
        }
    }
    (!set.faces.is_empty()).then_some(set)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn no_manifest(shown: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "no-fonts",
        format!("读不到字体清单「{shown}」：{error}"),
        format!("cannot read font list `{shown}`: {error}"),
    )
    .hint(
        "在 book.toml 的 [fonts] dir 里写明装有 fonts.toml 的文件夹",
        "name the folder that holds fonts.toml in book.toml: [fonts] dir = \"…\"",
    )
}

fn bad_manifest(file: FileId, error: &toml::de::Error) -> Diagnostic {
    let finding = Diagnostic::error(
        "bad-font-list",
        format!("字体清单有误：{}", error.message()),
        format!("the font list is wrong: {}", error.message()),
    )
    .hint(
        "每个角色一个表：[song] file = \"…\"，可加 sha256、index、licence、name",
        "one table a role: [song] file = \"…\", with sha256, index, licence, name if wanted",
    );
    match error.span() {
        Some(range) => finding.at(Span::new(file, range)),
        None => finding,
    }
}

fn unknown_role(name: &str, span: Span) -> Diagnostic {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    let words = words.join(", ");
    Diagnostic::error("unknown-role", format!("没有「{name}」这个字体角色"), format!("there is no font role `{name}`"))
        .at(span)
        .hint(format!("可用的角色：{words}"), format!("roles are {words}"))
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "missing-font",
        format!("读不到字体文件「{name}」：{error}"),
        format!("cannot read font file `{name}`: {error}"),
    )
    .hint("检查文件名，或从 fonts.toml 去掉这个角色", "check the name, or take the role out of fonts.toml")
}
