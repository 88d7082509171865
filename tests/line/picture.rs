//! Cases of lines: text with marked pieces in, a drawing in letters out.
//!
//! A case is `--- name (CLR-…), measure 8`, the text, and the lines after `=>`. In a drawing a blank of half an em is `_`,
//! others are ⅛ ¼ ⅓ ⅜ or `<n>` in thousandths of an em; blanks below 45/1000 em, which justification makes, are not
//! drawn. `line -0.3` makes the measure shorter than the text before `|` by so many ems. A hyphen that the composer adds is `‐`. `{code:…}`, `{bold:…}`, `{kai:…}`, `{mark:…}`, `{en:…}` make pieces.

use std::path::Path;
use std::sync::OnceLock;

use banxin::cjk::Class;
use banxin::cjk::class::classify;
use banxin::cjk::compression::blanks;
use banxin::diag::{Files, Sink};
use banxin::display::{GlyphRun, Paint};
use banxin::font::{FontSet, Role};
use banxin::typeset::line::{
    Alignment, CharStyle, Composed, Line, Measure, PieceKind, ProhibitionLevel, Setting, Squeeze, Text, TextPiece,
    compose, natural_length,
};
use banxin::units::{Abs, Em, Region, Writing};

/// The type size of every case.
pub(crate) const SIZE: Abs = Abs::raw(10 << 16);

/// A case as it stands in its file.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) options: Vec<String>,
    pub(crate) text: String,
    pub(crate) expected: Vec<String>,
}

impl Case {
    pub(crate) fn written(&self, lines: &[String]) -> String {
        let options = self.options.join(", ");
        let lines: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(n, line)| format!("{} {line}\n", if n == 0 { "=>" } else { "  " }))
            .collect();
        format!("--- {}, {options}\n{}\n{}", self.name, self.text, lines.concat())
    }

    fn option(&self, word: &str) -> Option<&str> {
        self.options.iter().find_map(|option| option.strip_prefix(word)).map(str::trim)
    }

    fn ems(&self, word: &str, default: f64) -> Abs {
        Em::new(self.option(word).map_or(default, |value| value.parse().unwrap())).at(SIZE)
    }
}

/// A box on a line: its text, where it begins and ends.
pub(crate) struct Frame {
    pub(crate) text: String,
    pub(crate) size: Abs,
    pub(crate) start: Abs,
    pub(crate) end: Abs,
}

pub(crate) fn read_cases(source: &str) -> Vec<Case> {
    source.split("--- ").skip(1).map(read_case).collect()
}

fn read_case(source: &str) -> Case {
    let (head, rest) = source.split_once('\n').unwrap();
    let (name, options) = head.split_once("), ").unwrap();
    let (text, lines) = rest.split_once("\n=>").unwrap_or((rest.trim_end(), ""));
    Case {
        name: format!("{name})"),
        options: options.split(", ").map(str::to_owned).collect(),
        text: text.to_owned(),
        expected: lines.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect(),
    }
}

/// The project's fonts, loaded once.
pub(crate) fn fonts() -> &'static FontSet {
    static FONTS: OnceLock<FontSet> = OnceLock::new();
    FONTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        FontSet::load(&folder, &mut Files::default(), &mut Sink::default()).unwrap()
    })
}

pub(crate) fn plain_style() -> CharStyle {
    CharStyle::new(Role::Song, Role::Latin, SIZE, Paint::BLACK)
}

/// A text from its source: `\n` is a forced break, `{word:…}` a piece.
pub(crate) fn read_text(source: &str) -> Text {
    let mut text = Text::default();
    let source = source.replace("\\n", "\n").replace("\\u200b", "\u{200B}").replace("~", "\u{A0}");
    let mut rest = source.as_str();
    while !rest.is_empty() {
        let (word, inside, after) = next_piece(rest);
        let start = text.text.len();
        text.text.push_str(inside);
        let mut style = plain_style();
        let mut piece_kind = PieceKind::Words;
        match word {
            "code" => (style.latin, piece_kind) = (Role::Mono, PieceKind::Code),
            "bold" => (style.han, style.latin) = (Role::HeiBold, Role::LatinBold),
            "kai" => style.han = Role::Kai,
            "mark" => (style.size, style.raise, piece_kind) = (SIZE.part(6, 10), SIZE.part(4, 10), PieceKind::Mark),
            "dots" => style.dots = true,
            _ => {}
        }
        let language = if word == "en" { "en" } else { "zh-Hans" }.to_owned();
        if !inside.is_empty() {
            let range = start..text.text.len();
            text.pieces.push(TextPiece { range, style, kind: piece_kind, language, upright: false });
        }
        rest = after;
    }
    text
}

/// The next piece of a source: its word, what is in it, and what follows it.
fn next_piece(rest: &str) -> (&str, &str, &str) {
    let Some(open) = rest.find('{') else { return ("", rest, "") };
    if open > 0 {
        return ("", &rest[..open], &rest[open..]);
    }
    let close = rest.find('}').unwrap();
    let (word, inside) = rest[1..close].split_once(':').unwrap();
    (word, inside, &rest[close + 1..])
}

pub(crate) fn setting() -> Setting<'static> {
    Setting::new(fonts(), Region::Mainland, Writing::Horizontal)
}

/// A measure of so many ems, justified.
pub(crate) fn measure(ems: i64) -> Measure {
    Measure { length: SIZE * ems, first_indent: Abs::ZERO, indent: Abs::ZERO, alignment: Alignment::Justified }
}

/// Composes a case and draws its lines.
pub(crate) fn draw(case: &Case) -> Vec<String> {
    let mut setting = setting();
    setting.prohibition = match case.option("level") {
        Some("none") => ProhibitionLevel::None,
        Some("basic") => ProhibitionLevel::Basic,
        Some("gb") => ProhibitionLevel::Gb,
        _ => ProhibitionLevel::Strict,
    };
    setting.squeeze = match case.option("squeeze") {
        Some("none") => Squeeze::None,
        Some("pairs") => Squeeze::Pairs,
        _ => Squeeze::Full,
    };
    let mut measure = measure(0);
    measure.length = case.ems("measure", 8.0);
    measure.first_indent = case.ems("first", 0.0);
    measure.indent = case.ems("indent", 0.0);
    measure.alignment = match case.option("align") {
        Some("start") => Alignment::Start,
        Some("center") => Alignment::Center,
        Some("end") => Alignment::End,
        _ => Alignment::Justified,
    };
    let text = read_text(&case.text.replace('|', ""));
    if let Some(more) = case.option("line") {
        // The measure is so much longer or shorter than the text before `|`.
        let head = read_text(case.text.split('|').next().unwrap());
        measure.length = natural_length(&head, &setting) + Em::new(more.parse().unwrap()).at(SIZE);
    }
    let composed = compose(&text, &measure, &setting);
    exact_ends(&composed, &text, &measure, &case.name);
    composed.lines.iter().enumerate().map(|(n, line)| draw_line(line, &composed, n)).collect()
}

/// Every justified line but the last ends exactly at its measure, unless it is reported (CLR-B12, M).
pub(crate) fn exact_ends(composed: &Composed, text: &Text, measure: &Measure, name: &str) {
    let count = composed.lines.len();
    for (n, line) in composed.lines.iter().enumerate() {
        let unfit = composed.unfit.iter().find(|unfit| unfit.0 == n).map_or(Abs::ZERO, |unfit| unfit.1);
        let is_last = n + 1 == count || text.text[line.range.clone()].contains(['\n', '\u{2028}', '\u{2029}']);
        assert!(line.end <= measure.length + unfit || unfit < Abs::ZERO, "{name}: line {n} is overfull");
        if !is_last && measure.alignment == Alignment::Justified {
            assert_eq!(line.end, measure.length + unfit, "{name}: line {n} does not end at the edge");
        }
    }
}

fn draw_line(line: &Line, composed: &Composed, number: usize) -> String {
    let mut drawn = if line.runs.is_empty() { "∅".to_owned() } else { String::new() };
    let mut at = Abs::ZERO;
    for frame in frames(line) {
        drawn.push_str(&blank(frame.start - at));
        drawn.push_str(&frame.text);
        at = frame.end;
    }
    if let Some((_, excess)) = composed.unfit.iter().find(|unfit| unfit.0 == number) {
        drawn.push_str(if *excess > Abs::ZERO { " (overfull)" } else { " (short)" });
    }
    drawn
}

fn blank(width: Abs) -> String {
    let thousandths = (width.to_raw() * 1000 + SIZE.to_raw() / 2).div_euclid(SIZE.to_raw());
    let near = |value: i64| (thousandths - value).abs() <= 12;
    match thousandths {
        -44..=44 => String::new(),
        _ if near(125) => "⅛".to_owned(),
        _ if near(250) => "¼".to_owned(),
        _ if near(333) => "⅓".to_owned(),
        _ if near(375) => "⅜".to_owned(),
        _ if (0..12).any(|n| near(n * 500)) => "_".repeat(((thousandths + 12) / 500) as usize),
        other => format!("<{other}>"),
    }
}

/// The boxes of a line, without spaces and dots: a mark's box is its ink half.
pub(crate) fn frames(line: &Line) -> Vec<Frame> {
    let mut frames = Vec::new();
    for run in line.runs.iter().filter(|run| !run.run.text.is_empty()) {
        for index in 0..run.run.glyphs.len() {
            frames.extend(frame(&run.run, index, run.start));
        }
    }
    frames
}

fn frame(run: &GlyphRun, index: usize, origin: Abs) -> Option<Frame> {
    let glyph = run.glyphs[index];
    let text = run.text_of(index);
    let face = fonts().face(run.face);
    let start = origin + glyph.at;
    if text.is_empty() {
        let is_hyphen = face.glyph('-') == Some(glyph.id) && index + 1 == run.glyphs.len();
        return is_hyphen.then(|| Frame { text: "‐".to_owned(), size: run.size, start, end: start + glyph.advance });
    }
    let first = text.chars().next()?;
    if text.chars().all(|c| c.is_whitespace() || has_no_box(c)) {
        return None;
    }
    let half = Em::HALF.at(run.size);
    let is_han_face = ![Role::Latin, Role::LatinBold, Role::Mono].map(|role| fonts().role(role)).contains(&run.face);
    let class = if first == '—' { Class::Dash } else { classify(first) };
    let frame = blanks(class, Region::Mainland, Writing::Horizontal);
    let (start, end) = match (frame.start > Em::ZERO, frame.end > Em::ZERO) {
        (starts, ends) if (starts || ends) && is_han_face && glyph.advance != run.size => {
            let ink = face.ink(glyph.id)?;
            let middle = start + Em::raw((ink.x_min + ink.x_max).to_raw() / 2).at(run.size);
            (middle - half / 2, middle + half / 2)
        }
        (true, _) if is_han_face => (start + half, start + run.size),
        (_, true) if is_han_face => (start, start + half),
        _ if first == '·' && is_han_face => {
            let ink = face.ink(glyph.id)?;
            let middle = start + Em::raw((ink.x_min + ink.x_max).to_raw() / 2).at(run.size);
            (middle - half / 2, middle + half / 2)
        }
        _ => (start, start + glyph.advance),
    };
    Some(Frame { text: text.to_owned(), size: run.size, start, end })
}

/// Soft hyphens, joiners and zero-width spaces.
fn has_no_box(character: char) -> bool {
    matches!(classify(character), Class::SoftHyphen | Class::Combining | Class::BreakPoint)
}
