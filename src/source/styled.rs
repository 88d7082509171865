//! What `set:` and `lang:` name. In: the target of `[words](set:name)` or `[words](lang:he)`. Out: how the words are set or spoken,
//! or a finding with what was meant.

use icu_locale_core::LanguageIdentifier;

use crate::diag::{Diagnostic, Span};
use crate::document::SetStyle;
use crate::project::{nearest, percent_decoded};

/// The schemes, with their colons.
const SET: &str = "set:";
const LANGUAGE: &str = "lang:";
/// The longest target that is looked for, in bytes.
const LONGEST_TARGET: usize = 96;

/// Names of languages that people write for their tags.
const NAMES: [(&str, &str); 24] = [
    ("english", "en"),
    ("英语", "en"),
    ("german", "de"),
    ("德语", "de"),
    ("french", "fr"),
    ("法语", "fr"),
    ("spanish", "es"),
    ("西班牙语", "es"),
    ("italian", "it"),
    ("russian", "ru"),
    ("俄语", "ru"),
    ("latin", "la"),
    ("拉丁语", "la"),
    ("greek", "el"),
    ("希腊语", "el"),
    ("hebrew", "he"),
    ("希伯来语", "he"),
    ("arabic", "ar"),
    ("阿拉伯语", "ar"),
    ("japanese", "ja"),
    ("日语", "ja"),
    ("korean", "ko"),
    ("韩语", "ko"),
    ("sanskrit", "sa"),
];

/// What is said of words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Styled {
    Set(SetStyle),
    /// A BCP 47 tag in its canonical case.
    Language(String),
}

/// What a target names; `None` for other links.
pub(super) fn styled(target: &str, span: Span) -> Option<Result<Styled, Box<Diagnostic>>> {
    if let Some(word) = target.strip_prefix(SET) {
        let word = percent_decoded(word).trim().to_owned();
        return Some(SetStyle::from_word(&word).map(Styled::Set).ok_or_else(|| Box::new(unknown_style(&word, span))));
    }
    let tag = percent_decoded(target.strip_prefix(LANGUAGE)?).trim().to_owned();
    Some(language(&tag).map(Styled::Language).ok_or_else(|| Box::new(bad_language(&tag, span))))
}

/// The target in `(set:name)` at the start of a text, without the brackets.
pub(super) fn target_at(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    if !inner.starts_with(SET) && !inner.starts_with(LANGUAGE) {
        return None;
    }
    let end = inner.find([')', '(', ' ', '\t', '\n', '<', '>', '[', ']', '*', '_', '`', '|', '\\', '&', '{'])?;
    (end <= LONGEST_TARGET && inner[end..].starts_with(')')).then(|| &inner[..end])
}

/// A tag in its canonical case. ISO 639 has languages of two and three letters; longer ones are names, not tags.
pub(super) fn language(tag: &str) -> Option<String> {
    let parsed = LanguageIdentifier::try_from_str(tag).ok()?;
    let is_short = parsed.language.as_str().len() <= 3 && !parsed.language.is_unknown();
    is_short.then(|| parsed.to_string())
}

fn unknown_style(word: &str, span: Span) -> Diagnostic {
    let known = SetStyle::ALL.into_iter().flat_map(|style| style.chinese().iter().copied().chain([style.word()]));
    let finding =
        Diagnostic::error("unknown-style", format!("没有「{word}」这种排法"), format!("there is no style `{word}`"))
            .at(span);
    if let Some(near) = nearest(word, known) {
        return finding.hint(format!("是不是 `set:{near}`？"), format!("did you mean `set:{near}`?"));
    }
    let chinese: Vec<&str> = SetStyle::ALL.iter().filter_map(|style| style.chinese().first().copied()).collect();
    let english: Vec<&str> = SetStyle::ALL.iter().map(|style| style.word()).collect();
    finding.hint(
        format!("可写：{}，或 {}", chinese.join("、"), english.join("、")),
        format!("styles are {}", english.join(", ")),
    )
}

fn bad_language(tag: &str, span: Span) -> Diagnostic {
    let finding = Diagnostic::error(
        "unknown-language",
        format!("「{tag}」不是语言代码"),
        format!("`{tag}` is not a language tag"),
    )
    .at(span);
    let lower = tag.to_ascii_lowercase();
    match NAMES.iter().find(|(name, _)| *name == lower) {
        Some((_, code)) => finding.hint(format!("写 `lang:{code}`"), format!("write `lang:{code}`")),
        None => finding.hint(
            "写 BCP 47 代码，如 `lang:de`、`lang:he`、`lang:pt-BR`",
            "write a BCP 47 tag, such as `lang:de`, `lang:he`, `lang:pt-BR`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked_and_put_in_their_case() {
        for (tag, expected) in [
            ("he", Some("he")),
            ("ZH-hant-tw", Some("zh-Hant-TW")),
            ("grc", Some("grc")),
            ("german", None),
            ("und", None),
            ("", None),
            ("d", None),
            ("de_DE!", None),
        ] {
            assert_eq!(language(tag).as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn a_target_stands_in_plain_brackets() {
        for (text, expected) in [
            ("(set:name)后", Some("set:name")),
            ("(set:专名)", Some("set:专名")),
            ("(lang:pt-BR)", Some("lang:pt-BR")),
            ("(set:a b)", None),
            ("(set:name", None),
            ("(fact:x)", None),
            ("set:name)", None),
        ] {
            assert_eq!(target_at(text), expected, "{text}");
        }
    }
}
