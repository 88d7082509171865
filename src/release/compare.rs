//! Where two files differ, in words that help: the entry of an EPUB, the page of a PDF, else the byte.

use std::io::{Cursor, Read};

use crate::diag::Said;
use crate::pdf;

/// The largest entry that is unpacked to be compared.
const LARGEST: u64 = 256 << 20;

/// The first difference. `None` for equal bytes.
pub(super) fn difference(name: &str, old: &[u8], new: &[u8]) -> Option<Said> {
    if old == new {
        return None;
    }
    let finer = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "epub" => entry(old, new).map(|entry| Said::new(format!("条目「{entry}」"), format!("entry `{entry}`"))),
        "pdf" => pdf::first_difference(old, new).map(|page| Said::new(format!("第 {page} 页"), format!("page {page}"))),
        _ => None,
    };
    let byte = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    Some(finer.unwrap_or_else(|| Said::new(format!("第 {byte} 字节"), format!("byte {byte}"))))
}

/// The first entry that one of two archives has otherwise.
fn entry(old: &[u8], new: &[u8]) -> Option<String> {
    let (mut a, mut b) = (zip::ZipArchive::new(Cursor::new(old)).ok()?, zip::ZipArchive::new(Cursor::new(new)).ok()?);
    for at in 0..a.len().max(b.len()) {
        let (one, other) = (unpacked(&mut a, at), unpacked(&mut b, at));
        if one != other {
            return one.or(other).map(|(name, _)| name);
        }
    }
    None
}

fn unpacked(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, at: usize) -> Option<(String, Vec<u8>)> {
    let file = archive.by_index(at).ok()?;
    let name = file.name().ok()?.into_owned();
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some((name, bytes))
}
