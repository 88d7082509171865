//! Releases in a folder, as their manifests tell. In: a folder. Out: entries in their order; what is no release is passed over.

use std::cmp::Reverse;
use std::fs;
use std::path::Path;

use super::Entry;
use crate::release::MANIFEST;
use crate::release::manifest::from_json;

/// The largest manifest that is read.
const LARGEST: u64 = 64 << 20;

pub(super) fn entries(dist: &Path) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for folder in fs::read_dir(dist).into_iter().flatten().flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        let path = folder.path().join(MANIFEST);
        if name.starts_with('.') || !fs::metadata(&path).is_ok_and(|file| file.len() <= LARGEST) {
            continue;
        }
        let manifest = fs::read_to_string(&path).ok().and_then(|text| from_json(&text));
        out.extend(manifest.map(|manifest| Entry { folder: name, manifest }));
    }
    out.sort_by_key(|entry| {
        (entry.manifest.slug.clone(), Reverse(natural(&entry.manifest.version)), entry.folder.clone())
    });
    out
}

/// A version as versions are compared: numbers by their value; `1.0-rc.1` comes before `1.0`.
fn natural(version: &str) -> Vec<(u8, u64, String)> {
    let mut parts = Vec::new();
    let mut rest = version.split('+').next().unwrap_or("");
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(match part.parse() {
            Ok(number) => (2, number, String::new()),
            Err(_) if part.starts_with('-') && part[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                (0, 0, part.to_owned())
            }
            Err(_) => (3, 0, part.to_owned()),
        });
        rest = after;
    }
    // The end stands between what makes a version earlier and what makes it later.
    parts.push((1, 0, String::new()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_as_people_order_them() {
        let ordered = ["1.0-rc.1", "1.0-rc.2", "1.0", "1.0.1", "1.2", "1.10", "2.0", "2026-11-02"];
        for pair in ordered.windows(2) {
            assert!(natural(pair[0]) < natural(pair[1]), "{pair:?}");
        }
    }
}
