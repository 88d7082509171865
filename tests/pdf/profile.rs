//! A printer's profile that no printer has (ICC.1:2004 §10.8): white is paper, black is black ink alone, and what is between is mixed. A real
//! one may not be given away.

/// s15Fixed16 of D50.
const D50: [u32; 3] = [0xF6D6, 0x10000, 0xD32D];

/// The profile.
pub(super) fn press() -> Vec<u8> {
    let elements: [(&[u8; 4], Vec<u8>); 4] =
        [(b"desc", description()), (b"wtpt", white()), (b"A2B0", table(4, 3, paper)), (b"B2A0", table(3, 4, inks))];
    let mut offset = 128 + 4 + 12 * elements.len();
    let (mut entries, mut body) = (Vec::new(), Vec::new());
    for (tag, element) in elements {
        entries.extend_from_slice(tag);
        entries.extend((offset as u32).to_be_bytes());
        entries.extend((element.len() as u32).to_be_bytes());
        offset += element.len().next_multiple_of(4);
        body.extend_from_slice(&element);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut profile = vec![0; 128];
    profile[..4].copy_from_slice(&(offset as u32).to_be_bytes());
    profile[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    profile[12..24].copy_from_slice(b"prtrCMYKLab ");
    profile[24..36].copy_from_slice(&[7, 232, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&D50.iter().flat_map(|part| part.to_be_bytes()).collect::<Vec<_>>());
    profile.extend(4_u32.to_be_bytes());
    profile.extend(entries);
    profile.extend(body);
    profile
}

fn description() -> Vec<u8> {
    let text = b"No press\0";
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend((text.len() as u32).to_be_bytes());
    out.extend_from_slice(text);
    out.extend([0; 78]);
    out
}

fn white() -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(D50.iter().flat_map(|part| part.to_be_bytes()));
    out
}

/// A table of one byte to a sample, whose grid has the corners alone.
fn table(from: usize, to: usize, corner: fn(&[bool]) -> Vec<u8>) -> Vec<u8> {
    let mut out = b"mft1\0\0\0\0".to_vec();
    out.extend([from as u8, to as u8, 2, 0]);
    for at in 0..9 {
        out.extend(if at % 4 == 0 { 0x10000_u32 } else { 0 }.to_be_bytes());
    }
    (0..from).for_each(|_| out.extend(0..=255_u8));
    for at in 0..1_usize << from {
        let corners: Vec<bool> = (0..from).map(|axis| at >> (from - 1 - axis) & 1 == 1).collect();
        out.extend(corner(&corners));
    }
    (0..to).for_each(|_| out.extend(0..=255_u8));
    out
}

/// Lab of a corner of the inks.
fn paper(inks: &[bool]) -> Vec<u8> {
    let count = inks.iter().filter(|ink| **ink).count() as u8;
    vec![255 - count * 60, 128, 128]
}

/// The inks of a corner of Lab: no light is black; green and red, blue and yellow lie across the two axes.
fn inks(lab: &[bool]) -> Vec<u8> {
    if !lab[0] {
        return vec![0, 0, 0, 255];
    }
    let ink = |is_on: bool| if is_on { 120 } else { 0 };
    vec![ink(!lab[1]), ink(lab[1]), ink(lab[2]), 0]
}
