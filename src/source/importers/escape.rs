//! Plain text as Markdown that reads back as the same text. In: one paragraph or heading. Out: Markdown, with backslashes only where
//! the text would be misread otherwise: each is tried, and kept if the parser needs it.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What a piece of text is to become.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    /// A heading of the second level: the first is the article's title.
    Heading,
}

/// Every extension that an article may use.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// How many backslashes are tried one by one; a text with more of them is code or an accident, and keeps them all.
const MAX_TRIED: usize = 24;

/// `text`, one line, as Markdown.
pub(super) fn escape(text: &str, role: Role) -> String {
    let own = own_markup(text);
    let mut places = special_places(text);
    if places.is_empty() || own.is_empty() && reads_back(text, text, role) {
        return write(text, &[], role);
    }
    if !reads_back(&with_backslashes(text, &places), text, role) {
        places = text.char_indices().filter(|(_, c)| c.is_ascii_punctuation()).map(|(at, _)| at).collect();
    }
    if places.len() <= MAX_TRIED {
        for place in places.clone().into_iter().rev().filter(|place| !own.contains(place)) {
            let fewer: Vec<usize> = places.iter().copied().filter(|&other| other != place).collect();
            if reads_back(&with_backslashes(text, &fewer), text, role) {
                places = fewer;
            }
        }
    }
    write(text, &places, role)
}

/// Where the text has what only banxin reads as markup: `{汉字|hàn zì}`.
fn own_markup(text: &str) -> Vec<usize> {
    let Some(last) = text.rfind('}') else { return Vec::new() };
    text.match_indices('{').map(|(at, _)| at).filter(|&at| at < last).collect()
}

fn special_places(text: &str) -> Vec<usize> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let last_other = text.trim_end_matches('#').len();
    let special = |at: usize, c: char| match c {
        '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | '&' => true,
        '>' | '+' | '-' | '=' | ':' => at == 0,
        '#' => at == 0 || at >= last_other,
        '.' | ')' => n_digits > 0 && at == n_digits,
        _ => false,
    };
    text.char_indices().filter(|&(at, c)| special(at, c)).map(|(at, _)| at).collect()
}

fn with_backslashes(text: &str, places: &[usize]) -> String {
    let mut escaped = String::with_capacity(text.len() + places.len());
    let mut done = 0;
    for &place in places {
        escaped.push_str(&text[done..place]);
        escaped.push('\\');
        done = place;
    }
    escaped.push_str(&text[done..]);
    escaped
}

fn write(text: &str, places: &[usize], role: Role) -> String {
    let text = with_backslashes(text, places);
    match role {
        Role::Paragraph => text,
        Role::Heading => format!("## {text}"),
    }
}

/// Whether `markdown`, between two other paragraphs, is one block of `role` that says `text` and nothing else.
fn reads_back(markdown: &str, text: &str, role: Role) -> bool {
    let head = if role == Role::Heading { "## " } else { "" };
    let whole = format!("x\n\n{head}{markdown}\n\ny\n");
    let mut blocks: Vec<(bool, String)> = Vec::new();
    for event in Parser::new_ext(&whole, EXTENSIONS) {
        match event {
            Event::Start(Tag::Paragraph) => blocks.push((false, String::new())),
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id: None, ref classes, ref attrs })
                if classes.is_empty() && attrs.is_empty() =>
            {
                blocks.push((true, String::new()));
            }
            Event::Text(piece) => match blocks.last_mut() {
                Some((_, said)) => said.push_str(&piece),
                None => return false,
            },
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {}
            _ => return false,
        }
        if blocks.len() > 3 {
            return false;
        }
    }
    matches!(blocks.as_slice(), [(false, x), (is_heading, said), (false, y)]
        if x == "x" && y == "y" && said == text && *is_heading == (role == Role::Heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text, Role::Paragraph), expected);
    }

    #[test]
    fn only_what_would_be_misread_is_escaped() {
        check("价格 5*3 与 snake_case", "价格 5*3 与 snake_case");
        check("这*是*星号", "这\\*是*星号");
        check("# 不是标题", "\\# 不是标题");
        check("1. 不是列表", "1\\. 不是列表");
        check("1.不是列表", "1.不是列表");
        check("- 不是列表", "\\- 不是列表");
        check("a < b 且 <b>粗</b>", "a < b 且 \\<b>粗\\</b>");
        check("[1] 注", "[1] 注");
        check("[文字](地址)", "\\[文字](地址)");
        check(": 定义", "\\: 定义");
        check("{汉字|hàn zì}", "\\{汉字|hàn zì}");
        check("&amp; 与 AT&T", "\\&amp; 与 AT&T");
        check("$a$ 元", "\\$a$ 元");
        assert_eq!(escape("C#", Role::Heading), "## C#");
        assert_eq!(escape("题 #", Role::Heading), "## 题 \\#");
    }
}
