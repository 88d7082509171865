//! CMaps (ISO 32000-1 §9.7.5, §9.10.3): how many glyphs a font has, or CIDs with the text they stand for, in; the CMap's program out (CLR-P01).
//!
//! Codes are CIDs. The first ones, which are the most frequent, are written in one byte, the others in two: a page of code or of
//! Latin has half the bytes, and compresses better.

use std::fmt::Write;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::file::deflated;

/// Entries allowed in one `bfchar` or `cidrange` block.
const BLOCK: usize = 100;

/// How the codes of a font are written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Codes {
    /// CIDs below this have one byte. Those from here on are the first bytes of two.
    single: u16,
}

impl Codes {
    /// Codes for CIDs below `count`, as many of them in one byte as can be.
    pub(super) fn below(count: usize) -> Self {
        // A first byte of two stands for 256 codes and takes the place of one.
        let firsts = (0..256).find(|firsts| 256 - firsts + firsts * 256 >= count).unwrap_or(256);
        Self { single: 256 - firsts as u16 }
    }

    /// Hands out the bytes of a CID's code.
    pub(super) fn write(self, cid: u16, mut byte: impl FnMut(u8)) {
        match cid.checked_sub(self.single) {
            None => byte(cid as u8),
            Some(further) => {
                byte((self.single + further / 256) as u8);
                byte((further % 256) as u8);
            }
        }
    }

    /// The digits of a CID's code.
    fn digits(self, cid: u16) -> String {
        let mut digits = String::with_capacity(4);
        // Writing to a string can't fail.
        self.write(cid, |byte| {
            let _ = write!(digits, "{byte:02X}");
        });
        digits
    }

    /// First bytes of two.
    fn firsts(self) -> std::ops::Range<u16> {
        self.single..256
    }

    /// Which codes there are.
    fn space(self) -> String {
        let single = (self.single > 0).then(|| format!("<00> <{:02X}>\n", self.single.saturating_sub(1)));
        let double = (self.single < 256).then(|| format!("<{:02X}00> <FFFF>\n", self.single));
        let ranges: Vec<String> = single.into_iter().chain(double).collect();
        format!("{} begincodespacerange\n{}endcodespacerange\n", ranges.len(), ranges.concat())
    }

    /// The CMap from codes to CIDs, embedded as PDF/A asks of all that aren't predefined (ISO 19005-2 §6.2.11.3.3).
    pub(super) fn to_cids(self, is_vertical: bool) -> Stream {
        let mode = i64::from(is_vertical);
        let name = format!("Banxin-{}-{}", self.single, if is_vertical { "V" } else { "H" });
        let mut out = opening("Identity", &name, 1);
        let _ = write!(out, "/WMode {mode} def\n{}", self.space());
        let mut ranges = Vec::new();
        if self.single > 0 {
            ranges.push(format!("<00> <{:02X}> 0\n", self.single - 1));
        }
        let double = self.firsts().map(|first| {
            let cid = u32::from(self.single) + u32::from(first - self.single) * 256;
            format!("<{first:02X}00> <{first:02X}FF> {cid}\n")
        });
        ranges.extend(double);
        for block in ranges.chunks(BLOCK) {
            let _ = writeln!(out, "{} begincidrange\n{}endcidrange", block.len(), block.concat());
        }
        out.push_str(CLOSING);
        let head = dictionary! {
            "Type" => "CMap",
            "CMapName" => Object::Name(name.into_bytes()),
            "CIDSystemInfo" => system_info(),
            "WMode" => mode,
        };
        deflated(head, out.as_bytes())
    }

    /// The CMap from codes to text.
    pub(super) fn to_unicode(self, entries: &[(u16, &str)]) -> Vec<u8> {
        let mut out = opening("UCS", "Adobe-Identity-UCS", 2);
        out.push_str(&self.space());
        for block in entries.chunks(BLOCK) {
            let _ = writeln!(out, "{} beginbfchar", block.len());
            for (cid, text) in block {
                let _ = write!(out, "<{}> <", self.digits(*cid));
                for unit in text.encode_utf16() {
                    let _ = write!(out, "{unit:04X}");
                }
                out.push_str(">\n");
            }
            out.push_str("endbfchar\n");
        }
        out.push_str(CLOSING);
        out.into_bytes()
    }
}

fn opening(ordering: &str, name: &str, kind: u8) -> String {
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering ({ordering}) /Supplement 0>> def\n\
         /CMapName /{name} def\n/CMapType {kind} def\n"
    )
}

const CLOSING: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/// §9.7.3: the collection of characters, which is the font's own.
pub(super) fn system_info() -> Dictionary {
    dictionary! {
        "Registry" => Object::string_literal("Adobe"),
        "Ordering" => Object::string_literal("Identity"),
        "Supplement" => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cid_has_a_code_of_its_own() {
        for (count, single) in [(1, 256), (256, 256), (257, 255), (511, 255), (512, 254), (1342, 251), (65_535, 0)] {
            let codes = Codes::below(count);
            assert_eq!(codes.single, single, "{count}");
            let all: std::collections::BTreeSet<String> = (0..count as u16).map(|cid| codes.digits(cid)).collect();
            assert_eq!(all.len(), count);
            let opens_two = |code: &String| u16::from_str_radix(&code[..2], 16).unwrap() >= single;
            assert!(all.iter().all(|code| opens_two(code) == (code.len() == 4)), "{count}");
        }
    }
}
