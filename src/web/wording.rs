//! The site's own words, by the book's language.

/// The words in one language.
#[derive(Clone, Copy)]
pub(super) struct Wording {
    /// The link over everything that those who listen hear first.
    pub(super) skip: &'static str,
    /// The list of pages.
    pub(super) contents: &'static str,
    /// The search.
    pub(super) search: &'static str,
    /// What to type there.
    pub(super) query: &'static str,
    /// Said where scripts are off.
    pub(super) no_script: &'static str,
    /// How many places: before the number, after it.
    pub(super) found: (&'static str, &'static str),
    /// When there are none.
    pub(super) none: &'static str,
    /// To the page before.
    pub(super) before: &'static str,
    /// To the next page.
    pub(super) next: &'static str,
    /// The links at a page's foot.
    pub(super) pages: &'static str,
    /// The links at a page's head.
    pub(super) site: &'static str,
}

const SIMPLIFIED: Wording = Wording {
    skip: "跳到正文",
    contents: "目录",
    search: "搜索",
    query: "在全书中查找",
    no_script: "搜索需要浏览器允许脚本；也可以用目录和关键词。",
    found: ("找到 ", " 处"),
    none: "没有找到",
    before: "上一篇",
    next: "下一篇",
    pages: "前后篇",
    site: "本书",
};

const TRADITIONAL: Wording = Wording {
    skip: "跳到正文",
    contents: "目錄",
    search: "搜尋",
    query: "在全書中查找",
    no_script: "搜尋需要瀏覽器允許指令碼；也可以用目錄和關鍵詞。",
    found: ("找到 ", " 處"),
    none: "沒有找到",
    before: "上一篇",
    next: "下一篇",
    pages: "前後篇",
    site: "本書",
};

const ENGLISH: Wording = Wording {
    skip: "Skip to the text",
    contents: "Contents",
    search: "Search",
    query: "Search the whole book",
    no_script: "The search needs scripts; the contents and keywords lead to every place too.",
    found: ("", " places"),
    none: "nothing found",
    before: "Previous",
    next: "Next",
    pages: "Previous and next",
    site: "This book",
};

impl Wording {
    /// The words for a BCP 47 language.
    pub(super) fn of(language: &str) -> Self {
        let tag = language.to_ascii_lowercase();
        let has = |part: &str| tag.split('-').any(|piece| piece == part);
        match (has("zh"), has("hant") || has("tw") || has("hk") || has("mo")) {
            (true, false) => SIMPLIFIED,
            (true, true) => TRADITIONAL,
            (false, _) => ENGLISH,
        }
    }
}
