//! How far lines are adjusted (group M): a composed text in, what goes beyond its limit or out of its order out.

use banxin::cjk::Class;
use banxin::cjk::class::{classify, latin_class};
use banxin::typeset::line::{Composed, Line, Setting, Text};
use banxin::units::{Abs, Em};

use super::picture::{Frame, SIZE, frames};

/// How far rounding may carry a gap from its share: a few parts of 65,536 of a point.
const ROUNDING: Abs = Abs::raw(4);

/// What stands between two boxes of one size.
struct Gap {
    kind: Kind,
    width: Abs,
    /// For messages.
    name: String,
}

/// Which step of group M a gap belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Between two words of Latin.
    WordSpace,
    /// Between Han and Latin letters or figures.
    HanLatin,
    /// Between two Han.
    Solid,
}

/// No word space below a quarter em and no gap between Han and Latin below an eighth; Han is opened by the same amount all
/// along a line, and only after both of these have all that their steps give them.
pub(super) fn limits(composed: &Composed, text: &Text, setting: &Setting<'_>, faults: &mut Vec<String>) {
    for (number, line) in composed.lines.iter().enumerate() {
        if composed.unfit.iter().any(|unfit| unfit.0 == number) {
            continue;
        }
        let gaps = gaps(line, text, setting);
        let least_gap = setting.gap.min(Em::EIGHTH);
        for gap in &gaps {
            let least = match gap.kind {
                Kind::WordSpace => Em::QUARTER,
                Kind::HanLatin => least_gap,
                Kind::Solid => Em::ZERO,
            };
            // What the font kerns beside a space or a gap is not ours.
            let slack = if gap.kind == Kind::Solid { ROUNDING } else { SIZE / 12 };
            if gap.width < least.at(SIZE) - slack {
                faults.push(format!("{} are {:?} apart", gap.name, gap.width));
            }
        }
        evenly(number, &gaps, setting, faults);
    }
}

fn evenly(number: usize, gaps: &[Gap], setting: &Setting<'_>, faults: &mut Vec<String>) {
    let solid = || gaps.iter().filter(|gap| gap.kind == Kind::Solid).map(|gap| gap.width);
    let (Some(least), Some(most)) = (solid().min(), solid().max()) else { return };
    if most - least > ROUNDING {
        faults.push(format!("line {number} opens its Han by {least:?} here and by {most:?} there"));
    }
    let opened = most - setting.tracking.at(SIZE);
    if opened <= ROUNDING {
        return;
    }
    for gap in gaps.iter().filter(|gap| gap.kind != Kind::Solid && setting.gap > Em::ZERO) {
        if gap.width < Em::HALF.at(SIZE) - SIZE / 12 {
            faults.push(format!("line {number} opens its Han by {opened:?} before {} have half an em", gap.name));
        }
    }
}

fn gaps(line: &Line, text: &Text, setting: &Setting<'_>) -> Vec<Gap> {
    let own = &text.text[line.range.clone()];
    let frames = frames(line, setting);
    let mut found = Vec::new();
    let mut at = 0;
    for pair in frames.windows(2) {
        let start = own[at..].find(&pair[0].text).map_or(at, |found| at + found + pair[0].text.len());
        let next = own[start..].find(&pair[1].text).map_or(start, |found| start + found);
        at = start;
        let is_plain = pair.iter().all(|frame| frame.size == SIZE);
        // Forced breaks, code and hidden points between two boxes make another thing of what stands there.
        let between = &own[start..next];
        if let Some(kind) = kind(pair, between).filter(|_| is_plain) {
            let name = format!("{} and {}", pair[0].text, pair[1].text);
            found.push(Gap { kind, width: pair[1].start - pair[0].end, name });
        }
    }
    found
}

fn kind(pair: &[Frame], between: &str) -> Option<Kind> {
    let side = |c: Option<char>| c.map_or(Class::Space, classify);
    let (last, next) = (side(pair[0].text.chars().next_back()), side(pair[1].text.chars().next()));
    let is_western = |class| matches!(class, Class::Letter | Class::Digit);
    let is_latin = |text: &str| text.chars().all(|c| latin_class(c).is_latin());
    match (last, next) {
        (Class::Han, Class::Han) if between.is_empty() => Some(Kind::Solid),
        (Class::Han, other) | (other, Class::Han) if is_western(other) && between.chars().all(|c| c == ' ') => {
            Some(Kind::HanLatin)
        }
        _ if between == " " && is_western(last) && is_western(next) && pair.iter().all(|f| is_latin(&f.text)) => {
            Some(Kind::WordSpace)
        }
        _ => None,
    }
}
