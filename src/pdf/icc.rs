//! An ICC profile of sRGB (IEC 61966-2-1) in the terms of ICC.1:2004-10: matrix and curves as numbers, about half a kilobyte.

/// Size of a profile's header.
const HEADER: usize = 128;

/// D50, the white of the profile connection space.
const D50: [i32; 3] = [0xF6D6, 0x10000, 0xD32D];

/// The primaries of sRGB, adapted to D50 by Bradford's matrix, as s15Fixed16 numbers.
const PRIMARIES: [(&[u8; 4], [i32; 3]); 3] =
    [(b"rXYZ", [0x6FA2, 0x38F5, 0x390]), (b"gXYZ", [0x6299, 0xB785, 0x18DA]), (b"bXYZ", [0x24A0, 0xF84, 0xB6CF])];

/// Bradford's matrix from D65 to D50, by rows.
const ADAPTATION: [i32; 9] = [0x10C42, 0x5DE, -0xCDA, 0x793, 0xFD96, -0x45D, -0x25D, 0x3DB, 0xC05B];

/// The curve of IEC 61966-2-1: exponent 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045.
const CURVE: [i32; 5] = [0x26666, 0xF2A7, 0xD59, 0x13D0, 0xA5B];

/// The profile.
pub(super) fn srgb() -> Vec<u8> {
    let mut elements: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", localized("sRGB IEC61966-2.1")),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", numbers(*b"XYZ ", &[], &D50)),
        (b"chad", numbers(*b"sf32", &[], &ADAPTATION)),
    ];
    elements.extend(PRIMARIES.iter().map(|(tag, primary)| (*tag, numbers(*b"XYZ ", &[], primary))));
    elements.push((b"rTRC", numbers(*b"para", &[0, 3, 0, 0], &CURVE)));
    let shared: [&[u8; 4]; 2] = [b"gTRC", b"bTRC"];
    let count = elements.len() + shared.len();
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut body = Vec::new();
    let mut offset = HEADER + 4 + 12 * count;
    for (tag, element) in &elements {
        push_entry(&mut table, tag, offset, element.len());
        if *tag == b"rTRC" {
            shared.iter().for_each(|tag| push_entry(&mut table, tag, offset, element.len()));
        }
        body.extend_from_slice(element);
        body.resize(body.len().next_multiple_of(4), 0);
        offset = HEADER + 4 + 12 * count + body.len();
    }
    let mut profile = header(HEADER + table.len() + body.len());
    profile.extend(table);
    profile.extend(body);
    profile
}

fn push_entry(table: &mut Vec<u8>, tag: &[u8; 4], offset: usize, length: usize) {
    table.extend_from_slice(tag);
    table.extend_from_slice(&(offset as u32).to_be_bytes());
    table.extend_from_slice(&(length as u32).to_be_bytes());
}

/// §7.2: version 4.2, a monitor's profile from RGB to XYZ. Its date is that of IEC 61966-2-1.
fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    header[0..4].copy_from_slice(&(size as u32).to_be_bytes());
    header[8..12].copy_from_slice(&[4, 0x20, 0, 0]);
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    for (at, part) in [1999_u16, 10, 18, 0, 0, 0].into_iter().enumerate() {
        header[24 + 2 * at..26 + 2 * at].copy_from_slice(&part.to_be_bytes());
    }
    header[36..40].copy_from_slice(b"acsp");
    for (at, part) in D50.into_iter().enumerate() {
        header[68 + 4 * at..72 + 4 * at].copy_from_slice(&part.to_be_bytes());
    }
    header
}

/// An element of numbers: its type, four reserved bytes, what comes before them, and them.
fn numbers(kind: [u8; 4], before: &[u8], numbers: &[i32]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    out.extend(before);
    out.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    out
}

/// §10.13: a text in American English.
fn localized(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = numbers(*b"mluc", &[], &[1, 12]);
    out.extend(b"enUS");
    out.extend((units.len() as u32).to_be_bytes());
    out.extend(28_u32.to_be_bytes());
    out.extend(units);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_consistent() {
        let profile = srgb();
        let word = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(0), profile.len());
        for at in 0..word(128) {
            let (offset, length) = (word(136 + 12 * at), word(140 + 12 * at));
            assert!(offset % 4 == 0 && offset + length <= profile.len());
        }
        // The primaries of a matrix profile add up to the white (ICC.1 §F.2); these are the usual ones, off by 0.0002 at most.
        for axis in 0..3 {
            let sum: i32 = PRIMARIES.iter().map(|(_, primary)| primary[axis]).sum();
            assert!((sum - D50[axis]).abs() <= 13, "axis {axis}: {sum}");
        }
    }
}
