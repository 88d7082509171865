//! Cases of lines as they stand in their files: a file in, cases out; a case in, its text, measure and setting out.
//!
//! A case is `--- name (CLR-…), measure 8, option, …`, remarks that begin with `// `, the text, and the lines after `=>`.
//!
//! | option | what it sets |
//! |-|-|
//! | `measure 8` | the length of a line in ems |
//! | `line -0.3` | instead: so many ems longer or shorter than the text before `\|` |
//! | `first 2`, `indent 2` | indents of the first and of the other lines |
//! | `align start`, `center`, `end` | how lines stand; justified without it |
//! | `level none`, `basic`, `gb` | prohibition; strict without it |
//! | `squeeze none`, `pairs` | squeezing of marks; full without it |
//! | `gap 0.125` | the gap between Han and Latin; a quarter without it |
//! | `region tw`, `hk`, `jp`, `kr` | whose conventions; the Mainland's without it |
//! | `writing vertical` | which way lines run |
//! | `lang en` | the language of the text; `zh-Hans` without it |

use banxin::typeset::line::{Alignment, Measure, ProhibitionLevel, Setting, Squeeze, Text, natural_length};
use banxin::units::{Abs, Em, Region, Writing};

use super::picture::{SIZE, measure, setting};
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
        let mut task = Task { text: Text::default(), measure: measure(8), setting: setting(), unknown: Vec::new() };
        let language = self.option("lang").unwrap_or("zh-Hans");
        task.text = read_text_in(&self.text.replace('|', ""), language);
        for option in &self.options {
            let (word, value) = option.split_once(' ').unwrap_or((option, ""));
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
    Em::new(value.parse().unwrap_or_else(|_| panic!("not a number: {value}"))).at(SIZE)
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
        ("gap", _) => setting.gap = Em::new(value.parse().unwrap_or_else(|_| panic!("not a number: {value}"))),
        ("region", _) => {
            setting.region = Region::from_word(value).unwrap_or_else(|| panic!("no region: {value}"));
        }
        ("writing", _) => {
            setting.writing = Writing::from_word(value).unwrap_or_else(|| panic!("no writing mode: {value}"));
        }
        ("lang", _) => {}
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
        ("align", "end") => measure.alignment = Alignment::End,
        ("line", _) => {}
        _ => return false,
    }
    true
}
