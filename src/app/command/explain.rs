//! `banxin explain`. In: the code of a finding. Out: its page on stdout: what it means, why it matters, what to do.

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::ExplainConfig;
use crate::check;
use crate::diag::{Diagnostic, Said};

/// Prints the page of a code.
pub(crate) fn explain(config: &ExplainConfig, console: &mut Console) -> Exit {
    match page(&config.code) {
        Some(page) => {
            console.data(&format!("{}\n", page.get(console.look().language).trim_end()));
            Exit::Done
        }
        None => console.stop(unknown(&config.code)),
    }
}

/// The page of a code: the app's own are here, the rules' are in their rooms.
fn page(code: &str) -> Option<Said> {
    OWN_PAGES
        .iter()
        .find(|page| page.code == code)
        .map(|page| Said::new(page.zh, page.en))
        .or_else(|| check::page(code).map(|page| rule_page(&page)))
}

/// A rule's page in one text: code and clause, what it finds, why that matters, what to do.
fn rule_page(page: &check::Page) -> Said {
    let clause = if page.clause.is_empty() { String::new() } else { format!(" ({})", page.clause) };
    let text = |what: &str, why: &str, remedy: &str| format!("{}{clause}: {what}\n\n{why}\n\n{remedy}", page.code);
    Said::new(text(page.what.0, page.why.0, page.remedy.0), text(page.what.1, page.why.1, page.remedy.1))
}

fn unknown(code: &str) -> Diagnostic {
    Diagnostic::error("unknown-code", format!("没有「{code}」这个代码"), format!("there is no code `{code}`")).hint(
        "代码是「错误」或「警告」后面方括号里的词，例如 `no-book`",
        "a code is the word in brackets after `error` or `warning`, for example `no-book`",
    )
}

/// What a code of this room means.
struct Page {
    code: &'static str,
    zh: &'static str,
    en: &'static str,
}

const OWN_PAGES: &[Page] = &[
    Page {
        code: "no-book",
        zh: "no-book：没有找到 book.toml\n\n\
            每本书的文件夹里都有一个 book.toml。`banxin build` 先看指明的文件夹；没有指明时看当前文件夹，再看其中的 book/。\n\n\
            最短的 book.toml：\n\n    [book]\n    title = \"书名\"\n\n文章放在旁边的 articles/ 里。",
        en: "no-book: no `book.toml` was found\n\n\
            Every book has a book.toml in its folder. `banxin build` looks in the folder that you name; without one it looks\n\
            in the current folder and then in book/ in it.\n\n\
            The shortest book.toml:\n\n    [book]\n    title = \"...\"\n\nThe articles are in articles/ beside it.",
    },
    Page {
        code: "source-date",
        zh: "source-date：SOURCE_DATE_EPOCH 不是秒数\n\n\
            版心从不看时钟，同样的输入总得到同样的字节。要在版本里写入时间，请把 SOURCE_DATE_EPOCH 设为 1970 年起的秒数。",
        en: "source-date: `SOURCE_DATE_EPOCH` is not a number of seconds\n\n\
            banxin never looks at the clock, so that the same input gives the same bytes. To have a time in the editions,\n\
            set SOURCE_DATE_EPOCH to seconds since 1970.",
    },
    Page {
        code: "cannot-write",
        zh: "cannot-write：无法写入文件\n\n\
            版本先写到同一文件夹的临时文件里，全部写好后才改名，所以写入失败时原有的版本还在。请检查权限和磁盘空间。",
        en: "cannot-write: a file can't be written\n\n\
            An edition is written to a temporary file in its folder and takes its name when all of it is on the disk, so the\n\
            edition that was there before is still whole. Check the folder's permissions and the space on the disk.",
    },
    Page {
        code: "article-exists",
        zh: "article-exists：已有同名的文章\n\n\
            导入从不覆盖已有的文章，以免丢掉修改。文件名取自标题：请先把那篇文章移走，或改了原稿的标题再导入。",
        en: "article-exists: there is an article of that name\n\n\
            Importing never overwrites an article, so that no edit is lost. The name comes from the title: move that\n\
            article away first, or change the title in the source file and import it again.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Language;

    #[test]
    fn every_page_opens_with_its_code_in_both_languages() {
        for own in OWN_PAGES {
            let page = page(own.code).unwrap();
            assert!(page.get(Language::Chinese).starts_with(&format!("{}：", own.code)), "{}", own.code);
            assert!(page.get(Language::English).starts_with(&format!("{}: ", own.code)), "{}", own.code);
        }
    }
}
