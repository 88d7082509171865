//! `banxin verify`. In: a folder, a public key, perhaps a rebuilt release. Out: what is wrong with it, and what was looked at.

use std::fs;
use std::path::Path;

use super::manifest::{self, Manifest};
use super::signature::PublicKey;
use super::{MANIFEST, SIGNATURE, SUMS, checksum, compare};
use crate::diag::{Diagnostic, Said, Sink};
use crate::pipeline::Artifact;

/// What was found of a release that could be read.
#[derive(Debug)]
pub struct Verdict {
    /// Its manifest.
    pub manifest: Manifest,
    /// How many files have the sums that they should have.
    pub good: usize,
    /// What the signature says, where it was checked and is good.
    pub signed: Option<String>,
    /// Whether there is a signature.
    pub has_signature: bool,
}

/// Checks sums and signature. `None` if there is no release; everything that is wrong is in `sink`.
pub fn verify(folder: &Path, key: Option<&PublicKey>, sink: &mut Sink) -> Option<Verdict> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let listed = read(SUMS).and_then(|text| Some((checksum::read(&text)?, text)));
    let manifest = read(MANIFEST).and_then(|text| manifest::from_json(&text));
    let (Some((sums, text)), Some(manifest)) = (listed, manifest) else {
        sink.push(no_release(folder));
        return None;
    };
    let mut good = 0;
    for (name, sum) in &sums {
        match fs::read(folder.join(name)) {
            Ok(bytes) if checksum::sha256(&bytes) == *sum => good += 1,
            Ok(_) => sink.push(changed(name)),
            Err(_) => sink.push(missing(name)),
        }
    }
    for name in names(folder, "") {
        if name != SUMS && name != SIGNATURE && !sums.iter().any(|(listed, _)| *listed == name) {
            sink.push(stray(&name));
        }
    }
    let signature = read(SIGNATURE);
    let signed = match (key, &signature) {
        (Some(key), Some(signature)) => match key.check(text.as_bytes(), signature) {
            Ok(comment) => Some(comment),
            Err(why) => {
                sink.push(bad_signature(&why));
                None
            }
        },
        (Some(_), None) => {
            sink.push(bad_signature("none"));
            None
        }
        (None, _) => None,
    };
    Some(Verdict { manifest, good, signed, has_signature: signature.is_some() })
}

/// `SOURCE_DATE_EPOCH` of the release in `folder`, if it can be read: a rebuild needs it before it begins.
pub fn source_date(folder: &Path) -> Option<i64> {
    manifest::from_json(&fs::read_to_string(folder.join(MANIFEST)).ok()?)?.source_date_epoch
}

/// Compares a release on disk with what was built again: the first difference of each file.
pub fn rebuilt(folder: &Path, old: &Manifest, files: &[Artifact], sink: &mut Sink) {
    let new = files.iter().find(|file| file.name == MANIFEST).and_then(|file| std::str::from_utf8(&file.bytes).ok());
    if let Some(new) = new.and_then(manifest::from_json) {
        for input in &old.inputs {
            let now = new.inputs.iter().find(|now| now.path == input.path);
            if now.is_none_or(|now| now.sha256 != input.sha256) {
                sink.push(source_changed(&input.path));
            }
        }
        for input in new.inputs.iter().filter(|now| old.inputs.iter().all(|input| input.path != now.path)) {
            sink.push(source_changed(&input.path));
        }
        if new.tool != old.tool {
            sink.push(other_tool(&old.tool, &new.tool));
        }
    }
    for file in files.iter().filter(|file| file.name != SIGNATURE) {
        match fs::read(folder.join(&file.name)) {
            Ok(bytes) => {
                if let Some(place) = compare::difference(&file.name, &bytes, &file.bytes) {
                    sink.push(differs(&file.name, &place));
                }
            }
            Err(_) => sink.push(missing(&file.name)),
        }
    }
}

/// Every file in `folder`, by name.
fn names(folder: &Path, prefix: &str) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            out.extend(names(&entry.path(), &format!("{name}/")));
        } else {
            out.push(name);
        }
    }
    out.sort();
    out
}

fn no_release(folder: &Path) -> Diagnostic {
    let shown = folder.display();
    Diagnostic::error("no-release", format!("「{shown}」不是一个发布"), format!("`{shown}` is no release")).hint(
        "指明 `banxin release` 写成的文件夹，里面有 SHA256SUMS 和 manifest.json",
        "name a folder that `banxin release` wrote, with SHA256SUMS and manifest.json in it",
    )
}

fn changed(name: &str) -> Diagnostic {
    Diagnostic::error("file-changed", format!("「{name}」与校验和不符"), format!("`{name}` has another sum"))
        .hint("重新下载，或重新发布", "fetch it again, or release again")
}

fn missing(name: &str) -> Diagnostic {
    Diagnostic::error("file-missing", format!("缺少「{name}」"), format!("`{name}` is missing"))
        .hint("重新下载整个文件夹", "fetch the whole folder again")
}

fn stray(name: &str) -> Diagnostic {
    Diagnostic::warning("file-stray", format!("「{name}」不在 SHA256SUMS 里"), format!("`{name}` is not in SHA256SUMS"))
        .hint("它不是发布的一部分", "it is no part of the release")
}

fn bad_signature(why: &str) -> Diagnostic {
    Diagnostic::error("bad-signature", format!("签名不对：{why}"), format!("the signature is not good: {why}"))
        .hint("核对公钥；不要用这些文件", "check the public key; do not use these files")
}

fn source_changed(name: &str) -> Diagnostic {
    Diagnostic::warning(
        "source-changed",
        format!("源文件「{name}」与发布时不同"),
        format!("source `{name}` is not what it was"),
    )
    .hint("检出发布时的状态再重建", "check out the state of the release, and rebuild")
}

fn other_tool(old: &str, new: &str) -> Diagnostic {
    Diagnostic::warning(
        "other-tool",
        format!("发布时用 {old}，现在是 {new}"),
        format!("it was made by {old}, this is {new}"),
    )
    .hint("用同一版本重建", "rebuild with the same version")
}

fn differs(name: &str, place: &Said) -> Diagnostic {
    Diagnostic::error(
        "rebuild-differs",
        format!("重建的「{name}」不同：{}", place.zh),
        format!("`{name}` rebuilds to other bytes: {}", place.en),
    )
    .hint("见上面的源文件和工具版本", "see the sources and the tool's version above")
}
