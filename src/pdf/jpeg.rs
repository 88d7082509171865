//! The head of a JPEG file (ITU-T T.81 §B.2): its bytes in, size and number of components out, so that it can be embedded as it is.

/// What a frame header says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Frame {
    /// Width in pixels.
    pub(super) width: u16,
    /// Height in pixels.
    pub(super) height: u16,
    /// 1 grey, 3 colour, 4 CMYK.
    pub(super) components: u8,
    /// Whether every PDF reader decodes it: baseline, extended or progressive Huffman coding with 8 bits.
    pub(super) is_embeddable: bool,
    /// Whether its inks are inverted, as Adobe's programs write CMYK: they leave a segment of their own (APP14).
    pub(super) is_inverted: bool,
}

/// Reads up to the frame header. `None` for what is not a JPEG.
pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    let mut is_adobe = false;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Fill bytes before a marker.
            0xFF => at += 1,
            // Markers without a segment.
            0x01 | 0xD0..=0xD8 => at += 2,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let frame = frame_header(marker, bytes.get(at + 4..)?)?;
                return Some(Frame { is_inverted: is_adobe && frame.components == 4, ..frame });
            }
            // Picture data before a frame header.
            0xD9 | 0xDA => return None,
            _ => {
                is_adobe |= marker == 0xEE && bytes.get(at + 4..at + 9) == Some(b"Adobe");
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                at += 2 + length.max(2);
            }
        }
    }
}

fn frame_header(marker: u8, segment: &[u8]) -> Option<Frame> {
    let &[precision, h1, h0, w1, w0, components, ..] = segment else { return None };
    let frame = Frame {
        width: u16::from_be_bytes([w1, w0]),
        height: u16::from_be_bytes([h1, h0]),
        components,
        is_embeddable: precision == 8 && matches!(marker, 0xC0..=0xC2),
        is_inverted: false,
    };
    (frame.width > 0 && frame.height > 0).then_some(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_header_is_found_behind_other_segments() {
        let head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC0, 0, 17, 8, 0, 3, 0, 5, 3, 1];
        let frame = frame(&head).unwrap();
        assert_eq!((frame.width, frame.height, frame.components, frame.is_embeddable), (5, 3, 3, true));
    }

    #[test]
    fn what_is_cut_off_is_no_jpeg() {
        for bytes in
            [&[][..], &[0xFF, 0xD8], &[0xFF, 0xD8, 0xFF], &[0xFF, 0xD8, 0xFF, 0xE0, 0, 0], &[0xFF, 0xD8, 0xFF, 0xDA]]
        {
            assert_eq!(frame(bytes), None, "{bytes:?}");
        }
    }
}
