//! `fonts.toml`: one table a role, `[song] file = "…"`, with the file's SHA-256 and, for a collection, its index; and
//! `[[fallback]]` tables for what these lack, asked in their order, with `only = "hebrew"` where a face is kept to a script.
//!
//! In: the folder. Out: the set, with findings for what is missing, unknown or not what its sum says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::entry::{Entry, Tables};
use super::{Face, Fallback, FontSet, Only, Role};
use crate::diag::{Diagnostic, FileId, Files, Sink, Span};
use crate::display::FaceId;

/// The largest font file that is read: the largest CJK collections have about 130 MB.
const LARGEST_FONT: u64 = 256 << 20;

/// The name of the tables that play no role.
const FALLBACK: &str = "fallback";

/// What an entry of the manifest is for.
#[derive(Clone, Copy)]
enum Use {
    Role(Role),
    Fallback(Option<Only>),
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
    let tables = match toml::from_str::<BTreeMap<Spanned<String>, Tables>>(&text) {
        Ok(tables) => tables,
        Err(error) => {
            sink.push(bad_manifest(file, &error));
            return None;
        }
    };
    let entries = entries(tables, file, sink);
    if !entries.iter().any(|(wanted, _)| matches!(wanted, Use::Role(_))) {
        sink.push(no_role(Span::new(file, 0..0)));
        return None;
    }
    let loaded: Vec<Result<Face, Box<Diagnostic>>> =
        entries.par_iter().enumerate().map(|(at, (_, entry))| load_face(folder, file, at, entry)).collect();
    gather(&entries, loaded, sink)
}

/// The entries with their uses: roles in the order in which the file has them, then the fallbacks in theirs.
fn entries(tables: BTreeMap<Spanned<String>, Tables>, file: FileId, sink: &mut Sink) -> Vec<(Use, Entry)> {
    let mut roles: Vec<(usize, Use, Entry)> = Vec::new();
    let mut fallbacks: Vec<(Use, Entry)> = Vec::new();
    for (name, tables) in tables {
        let (word, span) = (name.get_ref().as_str(), Span::new(file, name.span()));
        if word == FALLBACK {
            let known = tables.into_entries().into_iter();
            fallbacks.extend(known.filter_map(|entry| Some((Use::Fallback(only(&entry, file, sink)?), entry))));
            continue;
        }
        let Some(role) = Role::from_word(word) else {
            sink.push(unknown_role(word, span));
            continue;
        };
        match tables {
            Tables::One(entry) if entry.only.is_none() => roles.push((name.span().start, Use::Role(role), *entry)),
            Tables::One(_) | Tables::Several(_) => sink.push(not_a_role(word, span)),
        }
    }
    roles.sort_by_key(|&(start, ..)| start);
    roles.into_iter().map(|(_, wanted, entry)| (wanted, entry)).chain(fallbacks).collect()
}

/// What a fallback is kept to. `None` with a finding where its word names nothing.
fn only(entry: &Entry, file: FileId, sink: &mut Sink) -> Option<Option<Only>> {
    let Some(word) = &entry.only else { return Some(None) };
    let only = Only::from_word(word.get_ref());
    if only.is_none() {
        sink.push(unknown_only(word.get_ref(), Span::new(file, word.span())));
    }
    only.map(Some)
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
    let scale = scale(entry, manifest)?;
    let face = Face::parse(FaceId(at as u16), name.clone(), data, entry.index);
    let scaled = |mut face: Face| {
        face.scale = scale;
        face
    };
    face.map(scaled).ok_or_else(|| {
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

/// How large a face is set, in hundredths: from half to one and a half of the type size.
fn scale(entry: &Entry, manifest: FileId) -> Result<u8, Box<Diagnostic>> {
    let Some(scale) = &entry.scale else { return Ok(100) };
    if (50..=150).contains(scale.get_ref()) {
        return Ok(*scale.get_ref());
    }
    Err(Box::new(
        Diagnostic::error(
            "bad-scale",
            format!("字体大小的百分数 {} 不合用", scale.get_ref()),
            format!("{} is no usable percentage of the type size", scale.get_ref()),
        )
        .at(Span::new(manifest, scale.span()))
        .hint("写 50 到 150 之间的整数：`scale = 95`", "write a number from 50 to 150: `scale = 95`"),
    ))
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

/// Numbers the loaded faces; two entries may name one file, each then has a face of its own.
fn gather(entries: &[(Use, Entry)], loaded: Vec<Result<Face, Box<Diagnostic>>>, sink: &mut Sink) -> Option<FontSet> {
    let (mut faces, mut roles, mut fallbacks) = (Vec::new(), BTreeMap::new(), Vec::new());
    for ((wanted, _), face) in entries.iter().zip(loaded) {
        match face {
            Ok(mut face) => {
                face.id = FaceId(faces.len() as u16);
                match *wanted {
                    Use::Role(role) => _ = roles.insert(role, face.id),
                    Use::Fallback(only) => fallbacks.push(Fallback { face: face.id, only }),
                }
                faces.push(face);
            }
            Err(finding) => sink.push(*finding),
        }
    }
    (!roles.is_empty()).then(|| FontSet::new(faces, roles, fallbacks))
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
        "每个角色一个表：[song] file = \"…\"，可加 sha256、index、licence、name；后备字体写 [[fallback]]",
        "one table a role: [song] file = \"…\", with sha256, index, licence, name if wanted; fallbacks are [[fallback]]",
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
        .hint(
            format!("可用的角色：{words}；只补缺字的字体写 [[fallback]]"),
            format!("roles are {words}; a font for missing characters is a [[fallback]]"),
        )
}

fn no_role(span: Span) -> Diagnostic {
    Diagnostic::error("no-fonts", "字体清单没有给任何角色指定字体", "the font list names no font for any role")
        .at(span)
        .hint("至少写一个角色：[song] file = \"…\"", "name one role at least: [song] file = \"…\"")
}

fn not_a_role(word: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "bad-font-list",
        format!("角色「{word}」只能有一个表，也不能写 `only`"),
        format!("the role `{word}` has one table, without `only`"),
    )
    .at(span)
    .hint("限定文字的字体写成 [[fallback]]", "write a font that is kept to a script as [[fallback]]")
}

fn unknown_only(word: &str, span: Span) -> Diagnostic {
    Diagnostic::error("unknown-script", format!("没有「{word}」这种文字"), format!("there is no script `{word}`"))
        .at(span)
        .hint(
            "写 emoji、kana，或 Unicode 的文字名：hebrew、arabic、hangul、greek……",
            "write emoji, kana, or a script by its Unicode name: hebrew, arabic, hangul, greek, …",
        )
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "missing-font",
        format!("读不到字体文件「{name}」：{error}"),
        format!("cannot read font file `{name}`: {error}"),
    )
    .hint("检查文件名，或从 fonts.toml 去掉这个角色", "check the name, or take the role out of fonts.toml")
}
