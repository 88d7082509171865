//! The grammars: those that bat collects, read by syntect. In: a language and code. Out: stretches.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::remark;
use super::{Class, Stretch};

/// More code than this is shown without colours, in bytes: grammars are slow, and nobody reads so much in one piece.
const MOST_CODE: usize = 400_000;
/// The same of a line.
const LONGEST_LINE: usize = 4_000;

/// What the names of grammars begin with that may hold the grammar of JavaScript.
const SCRIPTED: [&str; 22] = [
    "HTML",
    "ASP",
    "AsciiDoc",
    "CFML",
    "Graphviz",
    "HTTP",
    "Java Server",
    "JavaScript",
    "Jinja2",
    "Literate",
    "LiveScript",
    "Markdown",
    "MediaWiki",
    "MultiMarkdown",
    "PHP",
    "QML",
    "Ruby Haml",
    "Ruby Slim",
    "Svelte",
    "TestBox",
    "Textile",
    "Vue",
];

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scopes of grammars and what they are to us, the more particular ones first.
static SCOPES: LazyLock<Vec<(Scope, Option<Class>)>> = LazyLock::new(|| {
    let table: [(&str, Option<Class>); 29] = [
        ("comment", Some(Class::Comment)),
        ("punctuation.definition.comment", Some(Class::Comment)),
        ("string", Some(Class::String)),
        ("punctuation.definition.string", Some(Class::String)),
        ("constant.character", Some(Class::String)),
        ("constant", Some(Class::Number)),
        ("keyword.operator.word", Some(Class::Keyword)),
        ("keyword.operator.logical.python", Some(Class::Keyword)),
        ("keyword.operator", Some(Class::Mark)),
        ("keyword", Some(Class::Keyword)),
        ("storage.type.function", Some(Class::Keyword)),
        ("storage.type.c", Some(Class::Type)),
        ("storage.type.go", Some(Class::Type)),
        ("storage.type.numeric", Some(Class::Number)),
        ("storage", Some(Class::Keyword)),
        ("variable.language", Some(Class::Keyword)),
        ("variable.function", Some(Class::Function)),
        ("entity.name.function", Some(Class::Function)),
        ("support.function", Some(Class::Function)),
        ("support.macro", Some(Class::Function)),
        ("entity.name.tag", Some(Class::Type)),
        ("entity.name", Some(Class::Type)),
        ("entity.other.attribute-name", Some(Class::Function)),
        ("entity.other.inherited-class", Some(Class::Type)),
        ("support.type.property-name", Some(Class::Function)),
        ("support", Some(Class::Type)),
        ("markup.heading", Some(Class::Keyword)),
        ("markup.inserted", Some(Class::String)),
        ("markup.deleted", Some(Class::Keyword)),
    ];
    table.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect()
});

/// The grammar of a language, by its name, its token or the ending of its files.
fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let word = language.trim();
    let word = match word.to_ascii_lowercase().as_str() {
        "" | "text" | "txt" | "plain" | "plaintext" | "none" => return None,
        "shell" | "console" | "zsh" => "bash",
        "jsonc" | "json5" => "json",
        // The grammar of JavaScript never ends where a remark over several lines follows a value; that of TypeScript reads it as well.
        "js" | "javascript" | "mjs" | "cjs" | "node" => "ts",
        "jsx" => "tsx",
        "docker" => "dockerfile",
        "golang" => "go",
        "c++" | "cxx" => "cpp",
        "c#" | "csharp" => "cs",
        _ => word,
    };
    GRAMMARS.find_syntax_by_token(word)
}

/// Whether there is a grammar of a language.
#[cfg(test)]
pub(super) fn knows(language: &str) -> bool {
    grammar(language).is_some()
}

/// The names of all grammars.
#[cfg(test)]
pub(super) fn languages() -> Vec<String> {
    GRAMMARS.syntaxes().iter().map(|grammar| grammar.name.clone()).collect()
}

/// The stretches of code; `None` where the language is not known or the code can't be read.
pub(super) fn stretches(language: &str, code: &str) -> Option<Vec<Stretch>> {
    let grammar = grammar(language)?;
    if code.len() > MOST_CODE || code.split('\n').any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    if SCRIPTED.iter().any(|name| grammar.name.starts_with(name)) && code.contains("/*") {
        let (blank, remarks) = remark::without(code);
        return Some(remark::put_back(code, read(grammar, &blank)?, &remarks));
    }
    read(grammar, code)
}

/// The stretches that a grammar finds.
fn read(grammar: &SyntaxReference, code: &str) -> Option<Vec<Stretch>> {
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut out = Vec::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        // Grammars look for the line's end.
        let whole = if line.ends_with('\n') { None } else { Some(format!("{line}\n")) };
        let changes = state.parse_line(whole.as_deref().unwrap_or(line), &GRAMMARS).ok()?;
        // The line's end is of no class, and no stretch goes on behind it.
        let words = line.trim_end_matches('\n').len();
        let mut from = 0;
        for (at, change) in changes {
            let at = at.min(words);
            push(&mut out, start + from..start + at, class(&stack), start);
            from = at;
            stack.apply(&change).ok()?;
        }
        push(&mut out, start + from..start + words, class(&stack), start);
        if words < line.len() {
            out.push(Stretch { range: start + words..start + line.len(), class: None });
        }
        start += line.len();
    }
    Some(out)
}

/// Adds a stretch, or makes the last one of its class longer.
fn push(out: &mut Vec<Stretch>, range: std::ops::Range<usize>, class: Option<Class>, line: usize) {
    let is_first = range.start == line;
    match out.last_mut() {
        Some(last) if last.class == class && !range.is_empty() && last.range.end == range.start && !is_first => {
            last.range.end = range.end;
        }
        _ if !range.is_empty() => out.push(Stretch { range, class }),
        _ => {}
    }
}

/// The class of what stands under these scopes: that of the innermost one that has any, but remarks and strings rule what is in them.
fn class(stack: &ScopeStack) -> Option<Class> {
    let of = |scope: &Scope| SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).and_then(|found| found.1);
    stack.as_slice().iter().rev().find_map(of)
}
