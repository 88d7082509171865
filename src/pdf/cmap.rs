//! ToUnicode (ISO 32000-1 §9.10.3): codes with the text they stand for in, the CMap's program out (CLR-P01).

use std::fmt::Write;

/// Entries allowed in one `bfchar` block.
const BLOCK: usize = 100;

/// A CMap to text from codes of one byte or of two.
pub(super) fn to_unicode(entries: &[(u16, &str)], bytes: usize) -> Vec<u8> {
    let digits = 2 * bytes;
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n",
    );
    let (first, last) = ("0".repeat(digits), "F".repeat(digits));
    // Writing to a string can't fail.
    let _ = writeln!(out, "<{first}> <{last}>\nendcodespacerange");
    for block in entries.chunks(BLOCK) {
        let _ = writeln!(out, "{} beginbfchar", block.len());
        for (cid, text) in block {
            let _ = write!(out, "<{cid:0digits$X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}
