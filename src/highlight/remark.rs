//! Remarks `/* … */` of scripts inside pages. In: code. Out: the same with blanks in their place, and where they stood.
//!
//! The grammar of JavaScript never comes to an end where such a remark follows a value, and those of HTML and its kin hold it. They are
//! given code without remarks; the remarks are put back as stretches of their own.

use std::ops::Range;

use super::{Class, Stretch};

/// The code with blanks for its remarks, byte for byte, and the bytes of the remarks. One that isn't closed loses its sign alone: it may
/// be a pattern for files.
pub(super) fn without(code: &str) -> (String, Vec<Range<usize>>) {
    let (mut out, mut remarks) = (String::with_capacity(code.len()), Vec::new());
    let mut at = 0;
    while let Some(start) = code[at..].find("/*").map(|found| at + found) {
        out.push_str(&code[at..start]);
        let close = code[start + 2..].find("*/").map(|found| start + 2 + found + 2);
        let end = close.unwrap_or(start + 2);
        out.extend(code[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        if close.is_some() {
            remarks.push(start..end);
        }
        at = end;
    }
    out.push_str(&code[at..]);
    (out, remarks)
}

/// The stretches with the remarks in them; none spans a line's end.
pub(super) fn put_back(code: &str, stretches: Vec<Stretch>, remarks: &[Range<usize>]) -> Vec<Stretch> {
    let mut out = Vec::with_capacity(stretches.len());
    let mut next = 0;
    for one in stretches {
        let mut at = one.range.start;
        while at < one.range.end {
            while remarks.get(next).is_some_and(|remark| remark.end <= at) {
                next += 1;
            }
            let remark = remarks.get(next).filter(|remark| remark.start < one.range.end);
            let (end, class) = match remark {
                Some(remark) if remark.start <= at => (remark.end.min(one.range.end), Some(Class::Comment)),
                Some(remark) => (remark.start, one.class),
                None => (one.range.end, one.class),
            };
            let class = if &code[at..end] == "\n" { None } else { class };
            out.push(Stretch { range: at..end, class });
            at = end;
        }
    }
    out
}
