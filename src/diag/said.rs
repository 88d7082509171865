//! A sentence in both languages of the tool. It is written where it is needed, so that the two can't drift apart.

/// The language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

/// One sentence in Chinese and English: lower case in English, no final period, names in backticks or 「」.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Said {
    /// A sentence from both of its forms: `Said::new(format!("找不到「{x}」"), format!("`{x}` not found"))`.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The form in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}
