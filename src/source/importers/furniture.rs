//! What a web page puts around an article. In: a line. Out: whether it is furniture, and of what sort.
//!
//! A line is furniture only as a whole: a sentence that mentions 广告 stays. Each pattern says where it was met.

/// What a piece of furniture says about the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Furniture {
    /// A video stood here.
    Video,
    /// A button, a notice or a link to elsewhere.
    Control,
}

/// How a pattern is compared with a line, which has lost its final dots and marks and is in lower case.
enum Match {
    Whole,
    Start,
}

use Furniture::{Control, Video};
use Match::{Start, Whole};

const PATTERNS: [(&str, Match, Furniture); 38] = [
    // The project's own article: a page with a player above the text.
    ("正在加载视频", Start, Video),
    ("视频章节", Whole, Video),
    // The players' own words: Bilibili, Tencent Video, YouTube.
    ("视频加载中", Start, Video),
    ("视频加载失败", Start, Video),
    ("加载视频", Whole, Video),
    ("播放视频", Whole, Video),
    ("点击播放", Whole, Video),
    ("当前浏览器不支持播放", Start, Video),
    ("您的浏览器不支持 video 标签", Start, Video),
    ("您的浏览器不支持video标签", Start, Video),
    ("loading video", Start, Video),
    ("play video", Whole, Video),
    // HTML Living Standard, 4.8.9 "The audio element" and the fallback texts that pages put into `video`.
    ("your browser does not support the video tag", Start, Video),
    // WeChat article pages 公众号.
    ("点击上方蓝字关注", Start, Control),
    ("点击蓝字关注", Start, Control),
    ("长按识别二维码", Start, Control),
    ("长按二维码", Start, Control),
    ("扫码关注", Start, Control),
    ("扫描二维码", Start, Control),
    ("微信扫一扫", Start, Control),
    ("阅读原文", Whole, Control),
    ("点击阅读原文", Whole, Control),
    ("在小说阅读器读本章", Whole, Control),
    ("轻触阅读原文", Whole, Control),
    // News sites and blogs.
    ("展开全文", Whole, Control),
    ("阅读全文", Whole, Control),
    ("返回顶部", Whole, Control),
    ("分享到", Whole, Control),
    ("分享至", Whole, Control),
    ("相关阅读", Whole, Control),
    ("推荐阅读", Whole, Control),
    ("收藏本文", Whole, Control),
    ("打印本页", Whole, Control),
    ("广告", Whole, Control),
    ("正在加载", Whole, Control),
    ("加载中", Whole, Control),
    ("advertisement", Whole, Control),
    ("back to top", Whole, Control),
];

/// The longest line that is furniture, in characters: what is longer has something to say.
const MAX_LENGTH: usize = 40;

/// What furniture `line` is.
pub(super) fn furniture(line: &str) -> Option<Furniture> {
    if line.chars().count() > MAX_LENGTH {
        return None;
    }
    let line = line.trim_end_matches(['.', '…', '。', '!', '！', '：', ':', '>', '»', '→', ' ']).to_lowercase();
    let fits = |(words, how, _): &&(&str, Match, Furniture)| match how {
        Whole => line == *words,
        // The rest of the line may say a percentage or a name, but not a sentence of its own.
        Start => {
            line.strip_prefix(words).is_some_and(|rest| rest.chars().count() <= 12 && !rest.contains(['。', '，', ',']))
        }
    };
    PATTERNS.iter().find(fits).map(|(_, _, furniture)| *furniture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_furniture() {
        assert_eq!(furniture("正在加载视频..."), Some(Video));
        assert_eq!(furniture("视频章节"), Some(Video));
        assert_eq!(furniture("展开全文 >"), Some(Control));
        assert_eq!(furniture("广告是门生意。"), None);
        assert_eq!(furniture("正在加载视频时，他走了。"), None);
    }
}
