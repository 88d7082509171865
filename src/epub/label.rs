//! Labels of an EPUB besides `document::Words`: what only this edition says, by the book's language.

use crate::document::{AlertKind, ClaimKind, ClaimStatus};

/// The labels in one language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// 简体
    Simplified,
    /// 繁體
    Traditional,
    /// English
    English,
}

/// A sentence in the three forms that labels have.
type Forms = (&'static str, &'static str, &'static str);

impl Label {
    /// The labels for a BCP 47 language, divided as `Words` are.
    pub(super) fn of(language: &str) -> Self {
        let tag = language.to_ascii_lowercase();
        let has = |part: &str| tag.split('-').any(|piece| piece == part);
        match (has("zh"), has("hant") || has("tw") || has("hk") || has("mo")) {
            (true, false) => Self::Simplified,
            (true, true) => Self::Traditional,
            (false, _) => Self::English,
        }
    }

    fn pick(self, forms: Forms) -> &'static str {
        match self {
            Self::Simplified => forms.0,
            Self::Traditional => forms.1,
            Self::English => forms.2,
        }
    }

    /// Whether the book is Chinese.
    pub(super) fn is_chinese(self) -> bool {
        self != Self::English
    }

    /// The label of a line of the title and copyright pages, for a MARC relator code.
    pub(super) fn role(self, code: &str) -> &'static str {
        self.pick(match code {
            "aut" => ("作者", "作者", "Author"),
            "trl" => ("译者", "譯者", "Translator"),
            "edt" => ("编者", "編者", "Editor"),
            "ill" => ("绘者", "繪者", "Illustrator"),
            "pht" => ("摄影", "攝影", "Photographer"),
            "bkd" => ("装帧设计", "裝幀設計", "Book designer"),
            "pfr" => ("校对", "校對", "Proofreader"),
            _ => ("参与者", "參與者", "Contributor"),
        })
    }

    /// What follows a name on the title page.
    pub(super) fn role_after(self, code: &str) -> &'static str {
        self.pick(match code {
            "aut" => ("著", "著", ""),
            "trl" => ("译", "譯", ", translator"),
            "edt" => ("编", "編", ", editor"),
            "ill" => ("绘", "繪", ", illustrator"),
            _ => ("", "", ""),
        })
    }

    /// The name of an alert.
    pub(super) fn alert(self, kind: AlertKind) -> &'static str {
        self.pick(match kind {
            AlertKind::Note => ("注意", "注意", "Note"),
            AlertKind::Tip => ("提示", "提示", "Tip"),
            AlertKind::Important => ("重要", "重要", "Important"),
            AlertKind::Warning => ("警告", "警告", "Warning"),
            AlertKind::Caution => ("小心", "小心", "Caution"),
        })
    }

    /// A fixed word.
    pub(super) fn word(self, word: Word) -> &'static str {
        self.pick(match word {
            Word::Title => ("书名", "書名", "Title"),
            Word::Publisher => ("出版者", "出版者", "Publisher"),
            Word::Date => ("出版日期", "出版日期", "Published"),
            Word::Edition => ("版次", "版次", "Edition"),
            Word::Series => ("丛书", "叢書", "Series"),
            Word::Identifier => ("标识符", "識別碼", "Identifier"),
            Word::Kind => ("类型", "類型", "Kind"),
            Word::Article => ("所在文章", "所在文章", "Article"),
            Word::Figure => ("图", "圖", "Figure "),
            Word::Table => ("表", "表", "Table "),
            Word::Here => ("此处", "此處", "here"),
            Word::Done => ("已完成", "已完成", "done"),
            Word::Open => ("未完成", "未完成", "to do"),
            Word::NoteMark => ("注", "註", "note "),
            Word::Place => ("第", "第", "place "),
            Word::PlaceEnd => ("处", "處", ""),
            Word::Page => ("页码", "頁碼", "Page"),
            Word::Pages => ("页码", "頁碼", "Pages"),
            Word::Figures => ("图目录", "圖目錄", "Figures"),
            Word::Tables => ("表目录", "表目錄", "Tables"),
            Word::Media => ("影音", "影音", "Recordings"),
            Word::Landmarks => ("地标", "地標", "Landmarks"),
            Word::Vertical => ("竖排", "直排", "Vertical"),
            Word::Horizontal => ("横排", "橫排", "Horizontal"),
        })
    }

    /// What the fact-check appendix says first.
    pub(super) fn facts_intro(self, total: usize) -> String {
        match self {
            Self::Simplified => format!("本书记录可核查的事实 {total} 条"),
            Self::Traditional => format!("本書記錄可查核的事實 {total} 條"),
            Self::English => format!("{total} claims are recorded"),
        }
    }

    /// A count in that sentence.
    pub(super) fn count(self, what: &str, count: usize) -> String {
        match self {
            Self::Simplified => format!("{what} {count} 条"),
            Self::Traditional => format!("{what} {count} 條"),
            Self::English => format!("{count} {what}"),
        }
    }

    /// Ends a sentence.
    pub(super) fn stop(self) -> &'static str {
        self.pick(("。", "。", "."))
    }
}

/// The fixed words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    Title,
    Publisher,
    Date,
    Edition,
    Series,
    Identifier,
    Kind,
    Article,
    Figure,
    Table,
    Here,
    Done,
    Open,
    NoteMark,
    Place,
    PlaceEnd,
    Page,
    Pages,
    Figures,
    Tables,
    Media,
    Landmarks,
    Vertical,
    Horizontal,
}

/// A claim's state in a Traditional book.
pub(super) fn traditional_status(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Unchecked => "待查核",
        ClaimStatus::Supported => "屬實",
        ClaimStatus::Partly => "部分屬實",
        ClaimStatus::Disputed => "存在爭議",
        ClaimStatus::Unverifiable => "無法核實",
        ClaimStatus::Corrected => "已更正",
        ClaimStatus::Withdrawn => "已撤回",
    }
}

/// A claim's sort in a Traditional book.
pub(super) fn traditional_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Number => "數字",
        ClaimKind::Date => "日期",
        ClaimKind::Name => "名稱",
        ClaimKind::Quote => "引語",
        ClaimKind::Event => "事件",
        ClaimKind::Cause => "因果",
    }
}
