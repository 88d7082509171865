//! Floor 2: code: what each word of it is to its language, so that editions can tell them apart.
//!
//! In: a language's name and lines of code. Out: stretches of the text, each with its class. An unknown language has none.

#[cfg(feature = "highlight")]
mod remark;
#[cfg(feature = "highlight")]
mod scope;

use std::ops::Range;

/// What a word of code is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    /// A word of the language.
    Keyword,
    /// A string or character.
    String,
    /// A number or constant.
    Number,
    /// A remark.
    Comment,
    /// The name of a function.
    Function,
    /// The name of a type, tag or section.
    Type,
    /// A mark or operator with a meaning of its own.
    Mark,
}

impl Class {
    /// Every class, in the order in which themes list their inks.
    pub const ALL: [Self; 7] =
        [Self::Keyword, Self::String, Self::Number, Self::Comment, Self::Function, Self::Type, Self::Mark];

    /// Its position in [`Class::ALL`].
    pub fn position(self) -> usize {
        self as usize
    }

    /// Its name, as a style sheet has it.
    pub fn word(self) -> &'static str {
        ["keyword", "string", "number", "comment", "function", "type", "mark"][self.position()]
    }
}

/// A stretch of code of one class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Bytes of the code.
    pub range: Range<usize>,
    /// What it is; `None` for the rest.
    pub class: Option<Class>,
}

/// The stretches of `code`, in order and without gaps; none spans a line's end.
pub fn stretches(language: &str, code: &str) -> Vec<Stretch> {
    #[cfg(feature = "highlight")]
    if let Some(found) = scope::stretches(language, code) {
        return found;
    }
    #[cfg(not(feature = "highlight"))]
    let _ = language;
    plain(code)
}

/// Lines without classes.
fn plain(code: &str) -> Vec<Stretch> {
    let mut start = 0;
    let line = |line: &str| {
        let range = start..start + line.len();
        start = range.end;
        Stretch { range, class: None }
    };
    code.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of each class, in their order.
    fn words<'a>(code: &'a str, found: &[Stretch], class: Class) -> Vec<&'a str> {
        found.iter().filter(|one| one.class == Some(class)).map(|one| code[one.range.clone()].trim()).collect()
    }

    #[test]
    fn stretches_cover_the_code() {
        for (language, code) in [
            ("rust", "fn main() {\n    let x = \"版心\"; // 注\n}\n"),
            ("python", "def f(x):\n    return x + 1\n"),
            ("nonsense", "a\n\nb"),
            ("", ""),
            ("json", "{\"a\": [1, true]}"),
            ("html", "<p class=\"a\">x</p>\n<script>let a = 1;</script>\n"),
        ] {
            let found = stretches(language, code);
            let joined: String = found.iter().map(|one| &code[one.range.clone()]).collect();
            assert_eq!(joined, code, "{language}");
            assert!(found.iter().all(|one| !code[one.range.clone()].trim_end_matches('\n').contains('\n')));
        }
    }

    #[cfg(feature = "highlight")]
    #[test]
    fn a_remark_after_a_value_ends() {
        // The grammar of JavaScript alone never comes to an end here.
        let code = "let a = true\n  /* 一\n  二 */\n, b = '*.js'\n";
        for language in scope::languages() {
            for (open, close) in [("", ""), ("<script>\n", "</script>\n"), ("<?php ?><script>\n", "</script>\n")] {
                let code = format!("{open}{code}{close}");
                let found = stretches(&language, &code);
                let joined: String = found.iter().map(|one| &code[one.range.clone()]).collect();
                assert_eq!(joined, code, "{language}");
            }
        }
        for language in ["js", "javascript", "jsx", "mjs"] {
            assert_eq!(words(code, &stretches(language, code), Class::Comment), ["/* 一", "二 */"], "{language}");
        }
        let page = "<script>\nlet a = true /* 一\n 二 */\nlet b = '/*'\n</script>\n";
        for language in ["html", "vue", "svelte"] {
            let found = stretches(language, page);
            assert_eq!(words(page, &found, Class::Comment), ["/* 一", "二 */"], "{language}");
        }
    }

    #[cfg(feature = "highlight")]
    #[test]
    fn words_have_their_classes() {
        let code = "fn main() {\n    let x: u32 = 12; // 注\n    print(\"版心\");\n}\n";
        let found = stretches("rust", code);
        assert_eq!(words(code, &found, Class::Comment).concat(), "// 注");
        assert_eq!(words(code, &found, Class::Number), ["12"]);
        assert_eq!(words(code, &found, Class::String).concat(), "\"版心\"");
        assert!(words(code, &found, Class::Keyword).contains(&"let"), "{found:?}");
        assert!(words(code, &found, Class::Function).contains(&"main"), "{found:?}");
        for language in ["rs", "Rust", "toml", "js", "typescript", "sh", "bash", "c", "cpp", "go", "sql", "yaml", "xml"]
        {
            assert!(scope::knows(language), "{language}");
        }
        assert!(!scope::knows("nonsense"));
    }
}
