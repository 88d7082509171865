//! Pages of the findings that reading leaves: what `banxin explain` shows of them. In: a code. Out: its page.

use super::rule::Page;

/// A page of a finding about the source itself.
pub(super) const fn page(
    code: &'static str,
    what: (&'static str, &'static str),
    why: (&'static str, &'static str),
    remedy: (&'static str, &'static str),
) -> Page {
    Page { code, clause: "", what, why, remedy }
}

/// Every page, in the order of its code.
pub(super) const PAGES: &[Page] = &[
    page(
        "article-twice",
        ("SUMMARY.md 把同一篇文章列了两次", "SUMMARY.md lists an article twice"),
        (
            "一篇文章在书里只有一处，链接才有去处",
            "an article has one place in the book, so that links know where to go",
        ),
        ("删去一行", "remove one of the lines"),
    ),
    page(
        "bad-date",
        ("日期写得不对，或没有这一天", "a date is miswritten or does not exist"),
        ("日期进入元数据，图书馆和书店按它排序", "dates go into the metadata that libraries and shops sort by"),
        ("写成 `YYYY`、`YYYY-MM` 或 `YYYY-MM-DD`", "write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`"),
    ),
    page(
        "bad-image",
        ("图片读不出，太大，或格式不支持", "a picture can't be read, is too large, or has an unknown format"),
        ("坏图会让整本书通不过校验", "one bad picture makes the whole book fail its validators"),
        (
            "换成 JPEG、PNG、WebP、GIF 或 SVG，一亿像素、64 MiB 以内",
            "use JPEG, PNG, WebP, GIF or SVG of at most 100 million pixels and 64 MiB",
        ),
    ),
    page(
        "bad-recording",
        (
            "影音文件不在，太大，或格式不支持",
            "a film or recording is not there, is too large, or has an unknown format",
        ),
        ("电子书里只有卡片，没有影音本身", "the EPUB has a card instead of the recording itself"),
        (
            "用 20 MiB 以内的 mp4、webm、mp3 或 m4a；大的写成 `url`",
            "use mp4, webm, mp3 or m4a of at most 20 MiB; give larger ones as a `url`",
        ),
    ),
    page(
        "bad-isbn",
        ("ISBN 不是 13 位，或校验位不对", "an ISBN has not 13 digits, or its check digit is wrong"),
        ("错一位的 ISBN 是另一本书", "with one wrong digit it is another book's"),
        ("照出版证明核对", "compare it with the registration"),
    ),
    page(
        "bad-slug",
        ("`slug` 有不能作文件名的字符", "`slug` has characters that can't name files"),
        ("版本的文件名到处都要能用", "the editions' file names must work everywhere"),
        ("只用小写字母、数字和单个连字符", "use lower-case letters, digits and single hyphens"),
    ),
    page(
        "bad-toml",
        ("book.toml 或文首不是合法的 TOML", "book.toml or front matter is not valid TOML"),
        ("读不懂就不知道书要怎么做", "what can't be read can't say how to make the book"),
        ("照提示的位置改正", "correct it at the place that is shown"),
    ),
    page(
        "bad-yaml",
        ("文首不是合法的 YAML", "front matter is not valid YAML"),
        ("读不懂就没有题目、关键词和事实", "without it there are no title, keywords and claims"),
        ("含 `: `、`#` 的文字加引号；不要用锚点和别名", "quote words with `: ` or `#`; do without anchors and aliases"),
    ),
    page(
        "broken-link",
        ("链接指不到书里的文章或标题", "a link leads to no article or heading of the book"),
        ("读者点下去没有去处；版本里只留文字", "readers who follow it get nowhere; editions keep the words alone"),
        ("检查路径和 `#` 后的标题", "check the path, and the heading after `#`"),
    ),
    page(
        "claim-marked-twice",
        ("一条主张在正文里标了两处", "a claim is marked in two places"),
        ("附录里的页码只指一处", "its page reference leads to one place"),
        ("只留一处", "keep one of them"),
    ),
    page(
        "claim-twice",
        ("两条主张用了同一个 `id`", "two claims have the same `id`"),
        ("`id` 是主张的名字，全书唯一", "the `id` is a claim's name in the whole book"),
        ("给其中一条换个 `id`", "give one of them another"),
    ),
    page(
        "cannot-record",
        ("核查写不进主张所在的文件", "a check can't be written where its claim is stated"),
        ("写法少见时，改动可能伤到别的内容", "where the notation is unusual, a change could harm something else"),
        ("照建议手写", "write it by hand as the hint says"),
    ),
    page(
        "claim-unresolved",
        ("主张不合 `[facts] require`", "a claim doesn't meet `[facts] require`"),
        ("发布时它算错误", "a release counts it as an error"),
        (
            "用 `banxin facts check` 记下核查，或写明理由豁免",
            "record a check with `banxin facts check`, or waive it with a reason",
        ),
    ),
    page(
        "claim-without-place",
        ("主张没有引正文里的话", "a claim quotes no words of the text"),
        ("没有引文，附录就给不出页码", "without them the appendix can give no page"),
        ("加上 `at`，或在正文里写 `[…](fact:id)`", "add `at`, or write `[…](fact:id)` in the text"),
    ),
    page(
        "keywords-alike",
        ("两个关键词只差标点、空格、大小写或复数", "two keywords differ by marks, blanks, case or a plural only"),
        ("读者会在索引里找错地方", "a reader of the index looks under the wrong one"),
        ("留一个，另一个列入 `aliases`", "keep one and list the other under `aliases`"),
    ),
    page(
        "unknown-article",
        ("facts.toml 里的主张指着不存在的文章", "a claim of facts.toml names an article that isn't there"),
        ("没有文章，就找不到它的原话", "without it its words can't be found"),
        ("写相对于 book.toml 的路径", "write the article's path beside book.toml"),
    ),
    page(
        "waiver-without-claim",
        ("豁免的主张不存在", "a waiver names no claim"),
        ("改名或删去的主张不再需要豁免", "a claim that was renamed or removed needs none"),
        ("改正 `id` 或删去豁免", "correct its `id` or remove the waiver"),
    ),
    page(
        "crossed-markup",
        ("`[…](set:…)` 与强调、表格或段落交叉", "`[…](set:…)` crosses emphasis, a cell or a paragraph"),
        ("交叉的标记没有确定的含义，只能当普通文字", "crossed marks have no certain meaning and are taken as words"),
        ("让一种标记完全在另一种里面", "put one kind of markup wholly inside the other"),
    ),
    page(
        "deep-nesting",
        ("引用、列表或强调套得太深", "quotations, lists or emphases are nested too deep"),
        ("没有读者看得出一百层", "no reader can tell a hundred levels apart"),
        ("写得平一些", "write it flatter"),
    ),
    page(
        "deep-value",
        ("配置里的表套得太深", "tables of a manifest or front matter are nested too deep"),
        ("这里没有需要那么深的内容", "nothing here needs such depth"),
        ("写得平一些", "write it flatter"),
    ),
    page(
        "html-left-out",
        ("HTML 里有不安全或不认识的元素", "the HTML has elements that are not safe or not known"),
        (
            "书里不能有脚本、样式和外来内容；认识的元素照常排，别的只留文字",
            "books hold no scripts, styles or things from elsewhere; known elements are set, of others the words stay",
        ),
        ("改用 Markdown 的写法，或删去", "write it as Markdown, or remove it"),
    ),
    page(
        "include-anchor",
        ("被引入的文件里没有这个锚点", "the file to include has no such anchor"),
        ("找不到锚点就不知道引入哪几行", "without the anchor nobody knows which lines are meant"),
        ("在文件里写 `ANCHOR: 名字` 和 `ANCHOR_END: 名字`", "write `ANCHOR: name` and `ANCHOR_END: name` in the file"),
    ),
    page(
        "include-depth",
        ("文件引入了自己，或引入超过十层", "a file includes itself, or files are included more than ten deep"),
        ("这样引入没有尽头", "such an inclusion has no end"),
        ("不让文件彼此引入", "let files not include one another"),
    ),
    page(
        "include-size",
        ("全书引入的内容超过 64 MiB", "more than 64 MiB are included in the book"),
        ("几个小文件反复引入，也能展开成几个 GB", "a few small files, included again and again, unfold to gigabytes"),
        ("只引入需要的行", "include only the lines that are needed"),
    ),
    page(
        "key-given-twice",
        ("同一个键写了两次", "a key is given twice"),
        ("不知道该听哪一个", "it can't be known which one is meant"),
        ("删去一处", "remove one of them"),
    ),
    page(
        "keyword-not-found",
        ("关键词在正文里没有出现", "a keyword does not occur in the text"),
        ("索引里的词没有页码", "it would stand in the index without a page"),
        (
            "用 `aliases` 列出正文的写法，或用 `see` 指向别的词",
            "list the text's wording under `aliases`, or point elsewhere by `see`",
        ),
    ),
    page(
        "line-gap",
        ("行距小于半字或大于一字", "the gap between lines is under half an em or over one"),
        (
            "太窄放不下着重号和注音，也容易看串行；太宽文字就散了（CLR-B05、J02）",
            "narrower ones have no room for dots and readings and lose the eye; wider ones make the page fall apart (CLR-B05, J02)",
        ),
        ("`line-pitch` 取字号的 1.5 到 2 倍", "a `line-pitch` of 1.5 to 2 times the type size"),
    ),
    page(
        "long-lines",
        ("每行字数太多", "lines have too many characters"),
        (
            "横排过四十字、直排过五十二字，眼睛就难找到下一行（CLR-B07）",
            "beyond 40 characters, or 52 in vertical text, the eye misses the next line (CLR-B07)",
        ),
        ("减少 `characters`，或用大一些的 `type-size`", "fewer `characters`, or a larger `type-size`"),
    ),
    page(
        "margins-overruled",
        ("字数、行数和边距互相矛盾", "counts and margins say different things"),
        (
            "版心由一样东西定；另一样只能随它（CLR-B03、B08）",
            "one of them gives the type area, and the other follows (CLR-B03, B08)",
        ),
        ("去掉 `characters`、`lines`，或只留一个边距", "leave `characters` and `lines` out, or one of the two margins"),
    ),
    page(
        "missing-article",
        (
            "SUMMARY.md 里的文章找不到，或文章是指向空处的符号链接",
            "SUMMARY.md lists an article that is not there, or an article is a symbolic link to nothing",
        ),
        ("目录里的每一行都要有内容", "every line of the contents needs its text"),
        ("新建文件，或改正路径", "make the file, or correct the path"),
    ),
    page(
        "missing-file",
        ("清单里指的文件或文件夹找不到", "a file or folder that the manifest names is not there"),
        ("少了字体或封面，书做不成", "without fonts or cover the book can't be made"),
        ("路径从 book.toml 所在的文件夹算起", "the path starts at the folder of book.toml"),
    ),
    page(
        "missing-image",
        ("图片找不到", "a picture is not there"),
        ("版本里会缺一块", "the editions would have a hole"),
        (
            "检查路径和大小写，它从这篇文章所在的文件夹算起",
            "check path and letter case; it starts at the article's folder",
        ),
    ),
    page(
        "missing-include",
        ("`{{#include …}}` 的文件不在", "the file of an `{{#include …}}` is not there"),
        ("正文会缺一段", "a part of the text would be missing"),
        (
            "检查路径：它从写着 `{{#include}}` 的文件所在的文件夹算起，且在书的文件夹之内",
            "check the path: it starts at the folder of the file that has the `{{#include}}`, inside the book's folder",
        ),
    ),
    page(
        "missing-key",
        ("少了必须有的键", "a key is missing that must be there"),
        ("没有它，这一条没有意义", "without it the entry says nothing"),
        ("加上这个键", "add the key"),
    ),
    page(
        "narrow-margin",
        ("边距太窄", "a margin is too narrow"),
        (
            "裁切有误差，装订要吃掉订口，文字会受伤",
            "the knife isn't exact and the binding takes its part, so that text would be lost",
        ),
        ("订口至少 9.5 mm，其余至少 6.3 mm", "9.5 mm at the spine and 6.3 mm elsewhere, at least"),
    ),
    page(
        "no-article-title",
        ("文章没有题目", "an article has no title"),
        ("目录和书眉要用题目", "contents and running heads need it"),
        ("在开头写 `# 题目`，或在文首写 `title`", "open it with `# title`, or write `title` in the front matter"),
    ),
    page(
        "no-articles",
        ("书里没有文章", "the book has no articles"),
        ("没有内容就没有版本", "without text there is no edition"),
        ("放入 `*.md`，或在 `[book] src` 里指明文件夹", "put `*.md` files there, or name the folder in `[book] src`"),
    ),
    page(
        "no-manifest",
        ("文件夹里没有 book.toml", "the folder has no book.toml"),
        ("book.toml 说明这是一本什么书", "book.toml says what book this is"),
        (
            "指明书的文件夹，或写一个 book.toml：`[book]` 下 `title = \"…\"`",
            "name the book's folder, or write a book.toml: `title = \"…\"` under `[book]`",
        ),
    ),
    page(
        "no-title",
        ("书没有名字", "the book has no title"),
        ("EPUB 和 PDF 都要书名", "EPUB and PDF need a title"),
        ("在 `[book]` 里写 `title`", "write `title` under `[book]`"),
    ),
    page(
        "not-utf8",
        ("文件不是 UTF-8", "a file is not UTF-8"),
        ("别的编码会读成乱码", "another encoding reads as garbage"),
        ("另存为 UTF-8，或用 `banxin import` 导入", "save it as UTF-8, or bring it in with `banxin import`"),
    ),
    page(
        "note-twice",
        ("同名的注写了两次", "a note is given twice"),
        ("记号只能指向一条注", "a mark leads to one note"),
        ("给其中一条换个名字", "give one of them another name"),
    ),
    page(
        "note-without-mark",
        ("正文没有用到这条注", "no mark in the text leads to a note"),
        ("读者看不到它", "readers will not see it"),
        ("在正文里加 `[^名字]`，或删去它", "add `[^name]` to the text, or remove it"),
    ),
    page(
        "outside-book",
        ("路径在书的文件夹之外", "a path leads out of the book's folder"),
        (
            "书要能整个搬走、在别处做出一样的版本",
            "a book must be whole in its folder, to be built elsewhere to the same bytes",
        ),
        ("把文件移进来", "move the file in"),
    ),
    page(
        "preprocessor-not-run",
        ("book.toml 有 mdBook 的预处理器", "book.toml names a preprocessor of mdBook"),
        (
            "它们是外面的程序，会改写正文；这里只做 mdBook 自带的 `links` 和 `index`",
            "they are outside programs that rewrite the text; only mdBook's own `links` and `index` are done here",
        ),
        ("看看用到它的地方；能改写的改成 Markdown", "look where the text relies on it, and write that as Markdown"),
    ),
    page(
        "quotation-not-found",
        ("主张引的话正文里没有", "the words that a claim quotes are not in the text"),
        ("主张要落在读者看得见的话上", "a claim must rest on words that readers can see"),
        (
            "照正文原样引，不跨段；全半角、引号和空格的差别不计",
            "quote the text within one paragraph; widths, quotation marks and blanks don't count",
        ),
    ),
    page(
        "quotation-not-unique",
        ("主张引的话正文里不止一处", "the words that a claim quotes stand in several places"),
        ("不知道说的是哪一处", "it can't be known which one is meant"),
        ("引长一些，或加 `prefix`、`suffix`", "quote more words, or add `prefix` or `suffix`"),
    ),
    page(
        "print-profile",
        ("读不了印刷的 ICC 特性文件", "the printer's ICC profile can't be read"),
        ("PDF/X 要写明颜色为哪种印刷条件而做", "PDF/X has to say for which printing condition its colours are made"),
        (
            "向印刷厂索取 CMYK 特性文件（.icc），放在书的文件夹里",
            "ask the printer for a CMYK profile (.icc) and put it into the book's folder",
        ),
    ),
    page(
        "reference-without-number",
        ("`[图@](…)` 指的地方没有编号", "what `[Figure @](…)` refers to has no number"),
        (
            "没有题注的图、没有名字的公式和不编号的章都没有号",
            "figures without a caption, formulas without a name and unnumbered chapters have none",
        ),
        (
            "加上题注或 `{#名字}`，或改用页码：`[第@页](…)`",
            "give it a caption or a `{#name}`, or name its page: `[p. @](…)`",
        ),
    ),
    page(
        "remote-image",
        ("图片是网上的", "a picture is on the web"),
        ("网上的图会变会没，书就做不出一样的", "pictures on the web change and vanish, and the book with them"),
        ("下载到书的文件夹", "download it into the book's folder"),
    ),
    page(
        "small-type",
        ("正文小于六号", "the body is smaller than 7.875 pt"),
        ("小于六号的字读着费力（CLR-A10）", "smaller type is hard to read (CLR-A10)"),
        ("正文一般用五号 10.5 pt", "bodies are usually 10.5 pt"),
    ),
    page(
        "summary-line",
        ("SUMMARY.md 有一行读不懂", "a line of SUMMARY.md can't be read"),
        ("读不懂的行会漏掉内容", "what can't be read is left out"),
        ("写成 `- [题目](文件.md)` 或 `# 部分`", "write `- [title](file.md)` or `# Part`"),
    ),
    page(
        "too-many-claims",
        ("同一处文字的主张太多", "the same words carry too many claims"),
        ("读者分不清是哪一条", "readers can't tell them apart"),
        ("引更短的话，或合并主张", "quote fewer words, or merge claims"),
    ),
    page(
        "too-many-entries",
        ("一篇文章的关键词或主张太多", "an article has too many keywords or claims"),
        ("上限让坏文件不会拖垮机器", "the limit keeps a bad file from bringing the machine down"),
        ("分到几篇文章里", "divide them among several articles"),
    ),
    page(
        "type-area-too-large",
        (
            "版心比成品尺寸大，或边距没有给版心留下地方",
            "the type area is larger than the trimmed page, or margins leave no room for it",
        ),
        ("字会印到纸外", "text would run off the paper"),
        ("减少 `characters`、`lines`，或换大的 `trim`", "fewer `characters` or `lines`, or a larger `trim`"),
    ),
    page(
        "unclosed-front-matter",
        ("文首的元数据没有收尾", "front matter has no end"),
        ("它会当作正文排出来", "it would be set as text"),
        (
            "在它后面单独一行写开头的记号；如果是分隔线，下面空一行",
            "write the opening marker in a line of its own below it; below a break leave a line empty",
        ),
    ),
    page(
        "unknown-claim",
        ("正文标了没有的主张", "the text marks a claim that is not stated"),
        ("附录里没有它", "the appendix has nothing on it"),
        ("在文首的 `facts` 里写上它，或改正 `id`", "state it under `facts`, or correct the `id`"),
    ),
    page(
        "unknown-key",
        ("写了不认识的键", "a key is not known"),
        ("写错的键不会起作用，也没人发觉", "a misspelt key does nothing, and nobody notices"),
        ("照提示改正", "correct it as the hint says"),
    ),
    page(
        "unknown-language",
        ("`lang:` 后面不是语言代码", "what follows `lang:` is no language tag"),
        (
            "语言决定断词、朗读的声音和文字的方向",
            "the language decides hyphens, the voice that reads it and the direction",
        ),
        ("写 BCP 47 代码：`lang:de`、`lang:he`", "write a BCP 47 tag: `lang:de`, `lang:he`"),
    ),
    page(
        "unknown-see",
        ("`see` 指向没有的关键词", "`see` names a keyword that is not there"),
        ("索引里的「见」没有去处", "the index would send readers nowhere"),
        ("把它也列为关键词", "make it a keyword too"),
    ),
    page(
        "unknown-style",
        ("`set:` 后面不是一种排法", "what follows `set:` is no style"),
        ("不认识的排法只能按普通文字排", "words in an unknown style are set plainly"),
        (
            "可写 name 专名、title 书名、mourning 示亡、inline-note 夹注、upright 横、dots 着重、kai 楷体、tabular 等宽数字",
            "styles are name, title, mourning, inline-note, upright, dots, kai, tabular",
        ),
    ),
    page(
        "unprintable-character",
        ("文字里有不能排印的字符", "the text has characters that can't be printed"),
        (
            "XML 和 PDF 不能带控制字符，它们多半是复制时混进来的",
            "XML and PDF can't carry control characters; most slipped in by copying",
        ),
        ("从原文里删去", "remove them"),
    ),
    page(
        "unreadable-file",
        ("文件读不了", "a file can't be read"),
        ("没有它，书不完整", "without it the book is not whole"),
        (
            "检查文件是否存在、大小（64 MiB 以内）和权限",
            "check that it is there, its size (at most 64 MiB) and its permissions",
        ),
    ),
    page(
        "unsafe-link",
        ("链接会运行程序或读本机文件", "a link runs code or reads local files"),
        ("阅读器会拦下它，校验也通不过", "reading systems block it, and validators reject it"),
        ("用 `https:`、`mailto:`，或书内文章的路径", "use `https:`, `mailto:`, or the path of an article"),
    ),
    page(
        "wrong-type",
        ("值的种类不对", "a value is of the wrong kind"),
        ("种类不对就不知道是什么意思", "its meaning can't be known"),
        ("照提示改正", "correct it as the hint says"),
    ),
    page(
        "wrong-value",
        ("值不在可用的之中", "a value is none of those that are known"),
        ("写错的值不会起作用", "a wrong value does nothing"),
        ("从列出的里面选", "choose one of those listed"),
    ),
];
