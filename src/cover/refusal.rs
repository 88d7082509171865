//! What a template is refused for. Every finding names the element and the remedy.

use std::ops::Range;

use super::Input;
use crate::diag::{Diagnostic, FileId, Span};

/// The largest template that is read, in bytes.
pub(super) const LARGEST_TEMPLATE: usize = 1 << 20;

/// The most elements that a template may have: flattening and matching styles stay fast.
pub(super) const MOST_ELEMENTS: usize = 5_000;

/// How deep groups may lie in one another.
pub(super) const DEEPEST: usize = 64;

/// The longest style sheet in bytes: every rule is matched against every element.
pub(super) const LONGEST_STYLE: usize = 16 << 10;

pub(super) fn too_large(file: FileId) -> Diagnostic {
    Diagnostic::error("cover-too-large", "封面模板过大", "the cover template is too large")
        .at(Span::new(file, 0..0))
        .hint(
            "模板最多 1 MiB、5000 个元素、64 层嵌套：请在绘图软件中简化路径",
            "a template may have 1 MiB, 5000 elements and 64 levels: simplify its paths in the drawing program",
        )
}

pub(super) fn not_svg(reason: &str, file: FileId, range: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "cover-not-svg",
        format!("封面模板不是可用的 SVG：{reason}"),
        format!("the cover template is not usable SVG: {reason}"),
    )
    .at(Span::new(file, range))
    .hint(
        "请存为普通 SVG：根元素带 viewBox，没有 DOCTYPE",
        "save it as plain SVG, with a viewBox on the root and without a DOCTYPE",
    )
}

pub(super) fn element(name: &str, file: FileId, range: Range<usize>) -> Diagnostic {
    let (zh, en) = match name {
        "text" | "tspan" | "textPath" => (
            "书名等文字用 <rect data-field=\"title\"/> 占位，其余文字请转成路径",
            "put `<rect data-field=\"title\"/>` where the book's words go, and convert other text to paths",
        ),
        "image" | "foreignObject" => ("请改用矢量图形", "draw it with vectors"),
        "linearGradient" | "radialGradient" | "pattern" => ("请改用平涂的颜色", "use flat colours"),
        "script" | "a" | "animate" | "animateTransform" | "set" => {
            ("封面不会动：请删去它", "a cover does not act: remove it")
        }
        _ => ("请在绘图软件中展开为路径", "expand it into paths in the drawing program"),
    };
    Diagnostic::error(
        "cover-element",
        format!("封面模板里不能用 <{name}>"),
        format!("`<{name}>` can't be used in a cover template"),
    )
    .at(Span::new(file, range))
    .hint(zh, en)
}

pub(super) fn reference(name: &str, file: FileId, range: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "cover-reference",
        format!("封面模板的「{name}」指向别处"),
        format!("`{name}` of the cover template points elsewhere"),
    )
    .at(Span::new(file, range))
    .hint(
        "模板不读别的文件，也不用 url(…)、事件和脚本：请删去它",
        "a template reads no other file and uses no url(…), events or scripts: remove it",
    )
}

pub(super) fn attribute(name: &str, text: &str, file: FileId, range: Range<usize>) -> Diagnostic {
    let shown: String = text.chars().take(40).collect();
    let (zh, en) = match name {
        "data-field" => (
            "title、subtitle、authors、publisher、series、picture、squares 或 rule",
            "title, subtitle, authors, publisher, series, picture, squares or rule",
        ),
        "data-anchor" => ("head、middle、foot 或 stretch", "head, middle, foot or stretch"),
        "data-flow" => ("head、middle 或 foot", "head, middle or foot"),
        "data-align" => ("start、middle 或 end", "start, middle or end"),
        "data-role" => ("fonts.toml 里的角色，如 song-bold", "a role of fonts.toml, such as song-bold"),
        "data-writing" => ("horizontal 或 vertical", "horizontal or vertical"),
        "data-ink" => ("根元素 data-colors 里的颜色名", "a name from data-colors on the root"),
        "data-if" | "data-unless" => (
            "picture、title、subtitle、authors、publisher 或 series",
            "picture, title, subtitle, authors, publisher or series",
        ),
        "data-colors" => ("`名字:#rrggbb`，以空格隔开", "`name:#rrggbb`, separated by spaces"),
        "fill" => ("#rrggbb", "#rrggbb"),
        _ => ("不带单位的数", "a number without unit"),
    };
    Diagnostic::error(
        "cover-attribute",
        format!("封面模板的「{name}」不能是「{shown}」"),
        format!("`{name}` of the cover template can't be `{shown}`"),
    )
    .at(Span::new(file, range))
    .hint(format!("请写{zh}"), format!("write {en}"))
}

pub(super) fn misplaced(file: FileId, range: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "cover-field-place",
        "带 data-field 的矩形放错了地方",
        "a rectangle with data-field is in the wrong place",
    )
    .at(Span::new(file, range))
    .hint(
        "它须直接在根元素之下，或在根元素下的 <g data-flow> 之中，且不带 transform",
        "it belongs right under the root, or in a `<g data-flow>` right under the root, without a transform",
    )
}

pub(super) fn unknown_color(name: &str, known: &str) -> Diagnostic {
    Diagnostic::warning(
        "cover-color",
        format!("封面模板没有名为「{name}」的颜色"),
        format!("the cover template has no colour named `{name}`"),
    )
    .hint(format!("它的颜色有：{known}"), format!("its colours: {known}"))
}

pub(super) fn picture(reason: &str) -> Diagnostic {
    Diagnostic::error(
        "cover-picture",
        format!("封面图片不能用：{reason}"),
        format!("the cover's picture can't be used: {reason}"),
    )
    .hint("请换成 JPEG、PNG 或 WebP", "make it a JPEG, PNG or WebP")
}

pub(super) fn small_picture(width: u32, height: u32, wanted: (u32, u32)) -> Diagnostic {
    let (wide, high) = wanted;
    Diagnostic::warning(
        "cover-picture-small",
        format!("封面图片裁切后只有 {width}×{height} 像素，会发虚"),
        format!("the cover's picture has {width}×{height} pixels when cropped, and will look soft"),
    )
    .hint(format!("至少要 {wide}×{high} 像素"), format!("it needs {wide}×{high} pixels"))
}

pub(super) fn too_far(file: FileId) -> Diagnostic {
    Diagnostic::error(
        "cover-extent",
        "封面模板里有图形远在页面之外",
        "a shape of the cover template lies far outside the page",
    )
    .at(Span::new(file, 0..0))
    .hint("请检查 transform 和坐标", "check transforms and coordinates")
}

pub(super) fn too_long(field: &str) -> Diagnostic {
    Diagnostic::error(
        "cover-text-too-long",
        format!("封面上的「{field}」太长"),
        format!("`{field}` is too long for a cover"),
    )
    .hint(
        "请缩短到 300 字以内，余下的写进 description",
        "keep it below 300 characters and put the rest into description",
    )
}

/// Words that only a box larger than theirs would hold well.
pub(super) fn crowded(field: &str, input: &Input<'_>) -> Diagnostic {
    let ((on_zh, on_en), (zh, en)) = match input.design {
        Some(design) => {
            let name = design.word();
            (
                (format!("封面设计 {name} 上的「{field}」"), format!("`{field}` only fits the design `{name}`")),
                (
                    "请缩短它，换一种 `design`，或用自己的模板 `template`",
                    "shorten it, choose another `design`, or write a `template` of your own",
                ),
            )
        }
        None => (
            (format!("封面上的「{field}」"), format!("`{field}` only fits the cover")),
            ("请缩短它，或在模板里给它更大的框", "shorten it, or give it a larger box in the template"),
        ),
    };
    Diagnostic::warning("cover-text-small", format!("{on_zh}只能排得很小"), format!("{on_en} in very small type"))
        .at(input.places.choice)
        .hint(zh, en)
}

pub(super) fn missing_glyph(character: char) -> Diagnostic {
    Diagnostic::warning(
        "missing-glyph",
        format!("封面上的「{character}」没有字体能显示"),
        format!("no font has `{character}`, which the cover needs"),
    )
    .hint("在 fonts.toml 里加一个有这个字的字体", "add a font that has it to fonts.toml")
}
