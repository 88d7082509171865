//! The few words that editions add to a book's own: names of its parts and labels of its fields, by the book's language.

/// Words of an edition in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// 目录
    pub contents: &'static str,
    /// 关键词
    pub keywords: &'static str,
    /// 事实核查备注
    pub facts: &'static str,
    /// 版权页, the colophon or copyright page
    pub colophon: &'static str,
    /// 封面
    pub cover: &'static str,
    /// 书名页
    pub title_page: &'static str,
    /// 正文
    pub body: &'static str,
    /// 返回正文
    pub back: &'static str,
    /// 状态
    pub status: &'static str,
    /// 来源
    pub sources: &'static str,
    /// 尚无来源
    pub no_sources: &'static str,
    /// 未核实的主张: the claims that nobody has verified
    pub unverified: &'static str,
    /// 更正记录
    pub corrections: &'static str,
    /// 核查方法
    pub method: &'static str,
    /// 待核查, behind the mark of a claim in a draft
    pub draft: &'static str,
    /// 核查人
    pub checked_by: &'static str,
    /// 备注
    pub note: &'static str,
    /// 页
    pub page: &'static str,
    /// Before the number of a table that goes on 续, and in place of one without a number 续表
    pub continued: [&'static str; 2],
    /// 视频
    pub video: &'static str,
    /// 音频
    pub audio: &'static str,
    /// 注释
    pub notes: &'static str,
    /// 见
    pub see: &'static str,
    /// 参见
    pub see_also: &'static str,
    /// 副标题 and other labels of the colophon: title, subtitle, authors, publisher, date, ISBN, rights, edition, series
    pub imprint: Imprint,
    /// Headings of remarks: note, tip, important, warning, caution
    pub alerts: [&'static str; 5],
    /// Between the items of a list in a line
    pub comma: &'static str,
    /// After a label
    pub colon: &'static str,
    /// 献辞
    pub dedication: &'static str,
    /// 插图目录
    pub figures: &'static str,
    /// 表格目录
    pub tables: &'static str,
    /// After a name on the title page: 著, 译, 编, 绘; empty where a language has no such word
    pub by: [&'static str; 4],
}

/// Labels of the copyright page 版权页 (GB/T 12450).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// 书名
    pub title: &'static str,
    /// 副书名
    pub subtitle: &'static str,
    /// 著者
    pub author: &'static str,
    /// 译者
    pub translator: &'static str,
    /// 编者
    pub editor: &'static str,
    /// 绘者
    pub illustrator: &'static str,
    /// 出版
    pub publisher: &'static str,
    /// 出版日期
    pub date: &'static str,
    /// 版次
    pub edition: &'static str,
    /// 丛书
    pub series: &'static str,
    /// 版权
    pub rights: &'static str,
    /// 成品尺寸
    pub trim: &'static str,
    /// 版面字数
    pub characters: &'static str,
    /// 印张
    pub sheets: &'static str,
    /// 千字, after the number of characters in thousands
    pub thousand: &'static str,
    /// 字体
    pub fonts: &'static str,
    /// 排版
    pub set_with: &'static str,
}

impl Imprint {
    /// The label of a contributor's MARC role; authors' for one that has none of its own.
    pub fn role(&self, marc: &str) -> &'static str {
        match marc {
            "trl" => self.translator,
            "edt" => self.editor,
            "ill" => self.illustrator,
            _ => self.author,
        }
    }
}

impl Words {
    /// What follows the name of someone with this MARC role on a title page.
    pub fn by(&self, marc: &str) -> &'static str {
        let at = ["aut", "trl", "edt", "ill"].iter().position(|role| *role == marc);
        at.map_or("", |at| self.by[at])
    }
}

const SIMPLIFIED: Words = Words {
    contents: "目录",
    keywords: "关键词",
    facts: "事实核查备注",
    colophon: "版权页",
    cover: "封面",
    title_page: "书名页",
    body: "正文",
    back: "返回正文",
    status: "状态",
    sources: "来源",
    no_sources: "尚无来源",
    unverified: "未核实的主张",
    corrections: "更正记录",
    method: "核查方法",
    draft: "待核查",
    checked_by: "核查",
    note: "备注",
    page: "页",
    continued: ["续", "续表"],
    video: "视频",
    audio: "音频",
    notes: "注释",
    see: "见",
    see_also: "参见",
    imprint: Imprint {
        title: "书名",
        subtitle: "副书名",
        author: "著者",
        translator: "译者",
        editor: "编者",
        illustrator: "绘者",
        publisher: "出版",
        date: "出版日期",
        edition: "版次",
        series: "丛书",
        rights: "版权",
        trim: "成品尺寸",
        characters: "版面字数",
        sheets: "印张",
        thousand: "千字",
        fonts: "字体",
        set_with: "排版",
    },
    alerts: ["注意", "提示", "重要", "警告", "小心"],
    comma: "、",
    colon: "：",
    dedication: "献辞",
    figures: "插图目录",
    tables: "表格目录",
    by: ["著", "译", "编", "绘"],
};

const TRADITIONAL: Words = Words {
    contents: "目錄",
    keywords: "關鍵詞",
    facts: "事實查核備註",
    colophon: "版權頁",
    cover: "封面",
    title_page: "書名頁",
    body: "正文",
    back: "返回正文",
    status: "狀態",
    sources: "來源",
    no_sources: "尚無來源",
    unverified: "未查核的主張",
    corrections: "更正紀錄",
    method: "查核方法",
    draft: "待查核",
    checked_by: "查核",
    note: "備註",
    page: "頁",
    continued: ["續", "續表"],
    video: "影片",
    audio: "音訊",
    notes: "註釋",
    see: "見",
    see_also: "參見",
    imprint: Imprint {
        title: "書名",
        subtitle: "副書名",
        author: "著者",
        translator: "譯者",
        editor: "編者",
        illustrator: "繪者",
        publisher: "出版",
        date: "出版日期",
        edition: "版次",
        series: "叢書",
        rights: "版權",
        trim: "成品尺寸",
        characters: "版面字數",
        sheets: "印張",
        thousand: "千字",
        fonts: "字體",
        set_with: "排版",
    },
    alerts: ["注意", "提示", "重要", "警告", "小心"],
    comma: "、",
    colon: "：",
    dedication: "獻辭",
    figures: "插圖目錄",
    tables: "表格目錄",
    by: ["著", "譯", "編", "繪"],
};

const ENGLISH: Words = Words {
    contents: "Contents",
    keywords: "Keywords",
    facts: "Fact-check notes",
    colophon: "Colophon",
    cover: "Cover",
    title_page: "Title page",
    body: "Text",
    back: "Back to the text",
    status: "Status",
    sources: "Sources",
    no_sources: "no sources yet",
    unverified: "Claims not verified",
    corrections: "Corrections",
    method: "Method",
    draft: "unchecked",
    checked_by: "Checked by",
    note: "Note",
    page: "page",
    continued: ["Continued: ", "Continued"],
    video: "Video",
    audio: "Audio",
    notes: "Notes",
    see: "see",
    see_also: "see also",
    imprint: Imprint {
        title: "Title",
        subtitle: "Subtitle",
        author: "Author",
        translator: "Translator",
        editor: "Editor",
        illustrator: "Illustrator",
        publisher: "Publisher",
        date: "Published",
        edition: "Edition",
        series: "Series",
        rights: "Rights",
        trim: "Trim size",
        characters: "Characters",
        sheets: "Printed sheets",
        thousand: " thousand",
        fonts: "Typefaces",
        set_with: "Set with",
    },
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    comma: ", ",
    colon: ": ",
    dedication: "Dedication",
    figures: "List of figures",
    tables: "List of tables",
    by: ["", "", "", ""],
};

impl Words {
    /// The words for a BCP 47 language: Traditional for `zh-Hant`, `zh-TW`, `zh-HK`, `zh-MO`; Simplified for other Chinese;
    /// English for everything else.
    pub fn of(language: &str) -> &'static Self {
        let tag = language.to_ascii_lowercase();
        let has = |part: &str| tag.split('-').any(|piece| piece == part);
        if !has("zh") {
            &ENGLISH
        } else if has("hant") || has("tw") || has("hk") || has("mo") {
            &TRADITIONAL
        } else {
            &SIMPLIFIED
        }
    }
}
