//! Cases of lines as they stand in their files: a file in, cases out; a case in, its text, measure and setting out.
//!
//! A case is `--- name (CLR-…), measure 8, option, …`, remarks that begin with `// `, the text, and the lines after `=>`.
//!
//! | option | what it sets |
//! |-|-|
//! | `measure 8` | the length of a line in ems |
//! | `line -0.3` | instead: so many ems longer or shorter than the text before `\|` |
//! | `first 2`, `indent 2` | indents of the first and of the other lines |
//! | `align start`, `center`, `end`, `even` | how lines stand; justified without it |
//! | `level none`, `basic`, `gb` | prohibition; strict without it |
//! | `squeeze none`, `pairs` | squeezing of marks; full without it |
//! | `style tight` | squeezing to one em |
//! | `edges closing` | closing marks alone are trimmed at line ends |
//! | `hanging` | points hang |
//! | `stops fixed` | 。？！ are not squeezed in a line that is too long |
//! | `gap 0.125` | the gap between Han and Latin; a quarter without it |
//! | `spaces keep` | typed spaces stay |
//! | `grid` | Latin fills whole ems |
//! | `words` | Han breaks between words alone |
//! | `tracking 0.25` | loose setting |
//! | `figures tabular`, `proportional` | how wide figures are |
//! | `stop ．` | the mark that ends sentences |
//! | `quotes keep` | vertical lines have the quotes of the source |
//! | `digits 3` | numbers of so many figures stand upright in vertical lines |
//! | `heading` | words are hyphenated only where no line holds them |
//! | `greedy` | each line as full as it gets |
//! | `region tw`, `hk`, `jp`, `kr` | whose conventions, with their defaults; the Mainland's without it |
//! | `writing vertical` | which way lines run |
//! | `lang en` | the language of the text; `zh-Hans` without it |

use std::str::FromStr;

use banxin::typeset::line::{
    Alignment, Breaking, EdgeMarks, Figures, Measure, ProhibitionLevel, Setting, Squeeze, SqueezeStyle, Text,
    TypedSpaces, natural_length,
};
use banxin::units::{Abs, Em, Region, Writing};

use super::picture::{SIZE, fonts, measure};
use super::piece::read_text_in;

/// A case as it stands in its file.
pub(crate) struct Case {
    /// What it shows, with its clauses.
    pub(crate) name: String,
    /// As written.
    pub(crate) options: Vec<String>,
    /// Lines of explanation, without their slashes.
    pub(crate) remarks: Vec<String>,
    /// The source of the text.
    pub(crate) text: String,
    /// The drawing, a line each.
    pub(crate) expected: Vec<String>,
}

/// What a case asks the composer to do.
pub(crate) struct Task {
    pub(crate) text: Text,
    pub(crate) measure: Measure,
    pub(crate) setting: Setting<'static>,
    /// Options that say nothing to the composer as it is.
    pub(crate) unknown: Vec<String>,
}

pub(crate) fn read_cases(source: &str) -> Vec<Case> {
    let source = format!("\n{source}");
    source.split("\n--- ").skip(1).map(read_case).collect()
}

fn read_case(source: &str) -> Case {
    let (head, rest) = source.split_once('\n').unwrap_or((source, ""));
    let (name, options) = head.split_once(')').unwrap_or_else(|| panic!("no clause in the name of a case: {head}"));
    let is_remark = |line: &&str| line.starts_with("// ");
    let remarks: Vec<String> = rest.lines().take_while(is_remark).map(|line| line[3..].to_owned()).collect();
    let taken: usize = remarks.iter().map(|line| line.len() + 4).sum();
    let rest = rest.get(taken..).unwrap_or("");
    let (text, lines) = rest.split_once("\n=>").unwrap_or((rest.trim_end_matches('\n'), ""));
    Case {
        name: format!("{name})"),
        options: options.split(", ").map(str::trim).filter(|option| !option.is_empty()).map(str::to_owned).collect(),
        remarks,
        text: text.to_owned(),
        expected: lines.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect(),
    }
}

impl Case {
    /// The case as it would stand in its file with this drawing.
    pub(crate) fn written(&self, lines: &[String]) -> String {
        let options: String = self.options.iter().map(|option| format!(", {option}")).collect();
        let remarks: String = self.remarks.iter().map(|remark| format!("// {remark}\n")).collect();
        let line = |(n, line): (usize, &String)| format!("{} {line}\n", if n == 0 { "=>" } else { "  " });
        let lines: String = lines.iter().enumerate().map(line).collect();
        format!("--- {}{options}\n{remarks}{}\n{lines}", self.name, self.text)
    }

    fn option(&self, word: &str) -> Option<&str> {
        self.options.iter().find_map(|option| option.strip_prefix(word)?.strip_prefix(' '))
    }

    /// The text, measure and setting.
    pub(crate) fn task(&self) -> Task {
        let mut task = Task { text: Text::default(), measure: measure(8), setting: base(self), unknown: Vec::new() };
        let language = self.option("lang").unwrap_or("zh-Hans");
        task.text = read_text_in(&self.text.replace('|', ""), language);
        for option in &self.options {
            let (word, value) = option.split_once(' ').unwrap_or((option, ""));
            if word == "heading" {
                task.text.pieces.iter_mut().for_each(|piece| piece.style.whole = true);
                continue;
            }
            if !(style_of_line(word, value, &mut task.setting) || place_of_line(word, value, &mut task.measure)) {
                task.unknown.push(option.clone());
            }
        }
        if let Some(more) = self.option("line") {
            let head = read_text_in(self.text.split('|').next().unwrap_or(""), language);
            task.measure.length = natural_length(&head, &task.setting) + ems(more);
        }
        task
    }
}

fn ems(value: &str) -> Abs {
    Em::new(number(value)).at(SIZE)
}

fn number<T: FromStr>(value: &str) -> T {
    value.parse().unwrap_or_else(|_| panic!("not a number: {value}"))
}

/// The setting of a region and writing mode, from which a case's other options start.
fn base(case: &Case) -> Setting<'static> {
    let region = case.option("region").map_or(Some(Region::Mainland), Region::from_word);
    let writing = case.option("writing").map_or(Some(Writing::Horizontal), Writing::from_word);
    Setting::new(fonts(), region.unwrap(), writing.unwrap())
}

/// Follows an option of the house style; false if it is none.
fn style_of_line(word: &str, value: &str, setting: &mut Setting<'_>) -> bool {
    match (word, value) {
        ("level", "none") => setting.prohibition = ProhibitionLevel::None,
        ("level", "basic") => setting.prohibition = ProhibitionLevel::Basic,
        ("level", "gb") => setting.prohibition = ProhibitionLevel::Gb,
        ("level", "strict") => setting.prohibition = ProhibitionLevel::Strict,
        ("squeeze", "none") => setting.squeeze = Squeeze::None,
        ("squeeze", "pairs") => setting.squeeze = Squeeze::Pairs,
        ("squeeze", "full") => setting.squeeze = Squeeze::Full,
        ("style", "tight") => setting.squeeze_style = SqueezeStyle::Tight,
        ("edges", "closing") => setting.edge_marks = EdgeMarks::Closing,
        ("hanging", "") => setting.hangs = true,
        ("stops", "fixed") => setting.shrinks_stops = false,
        ("gap", _) => setting.gap = Em::new(number(value)),
        ("spaces", "keep") => setting.typed_spaces = TypedSpaces::Keep,
        ("grid", "") => setting.grid = true,
        ("words", "") => setting.words = true,
        ("tracking", _) => setting.tracking = Em::new(number(value)),
        ("figures", "tabular") => setting.figures = Figures::Tabular,
        ("figures", "proportional") => setting.figures = Figures::Proportional,
        ("stop", _) => setting.stop = value.chars().next().unwrap(),
        ("quotes", "keep") => setting.rewrites_quotes = false,
        ("digits", _) => setting.upright_digits = number(value),
        ("greedy", "") => setting.breaking = Breaking::Greedy,
        ("region" | "writing" | "lang", _) => {}
        _ => return false,
    }
    true
}

/// Follows an option of the measure; false if it is none.
fn place_of_line(word: &str, value: &str, measure: &mut Measure) -> bool {
    match (word, value) {
        ("measure", _) => measure.length = ems(value),
        ("first", _) => measure.first_indent = ems(value),
        ("indent", _) => measure.indent = ems(value),
        ("align", "start") => measure.alignment = Alignment::Start,
        ("align", "center") => measure.alignment = Alignment::Center,
        ("align", "even") => measure.alignment = Alignment::Even,
        ("align", "end") => measure.alignment = Alignment::End,
        ("line", _) => {}
        _ => return false,
    }
    true
}
