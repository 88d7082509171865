//! Pages of the findings that covers, releases and shelves leave: what `banxin explain` shows of them. In: a code. Out: its page.

use super::reading::page;
use super::rule::Page;

/// Every page, in the order of its code.
pub(super) const PAGES: &[Page] = &[
    page(
        "bad-key",
        ("密钥或公钥读不出，或口令不对", "a key can't be read, or its password is wrong"),
        ("不能用的密钥签不出可核对的签名", "a key that can't be used signs nothing that can be checked"),
        (
            "用 `minisign -G` 生成密钥；口令写在环境变量 BANXIN_KEY_PASSWORD 里",
            "`minisign -G` makes keys; the password is read from BANXIN_KEY_PASSWORD",
        ),
    ),
    page(
        "bad-signature",
        (
            "签名与校验和清单不符，或要求签名而没有",
            "the signature doesn't fit the list of sums, or there is none where a key was given",
        ),
        ("文件可能被人换过", "someone may have put other files in their place"),
        ("核对公钥，重新下载；不要使用这些文件", "check the public key and fetch the files again; don't use these"),
    ),
    page(
        "bad-version",
        ("版本号不能作文件夹的名字", "a version can't be a part of a folder's name"),
        ("每个版本有自己的文件夹", "each version has a folder of its own"),
        (
            "只用字母、数字和 `. - _ +`，以字母或数字开头",
            "use letters, digits and `. - _ +`, beginning with a letter or digit",
        ),
    ),
    page(
        "cover-attribute",
        ("封面模板里的属性值不能用", "an attribute of a cover template has a value that can't be used"),
        ("不认识的值画不出来", "what isn't understood can't be drawn"),
        ("照提示改正", "correct it as the hint says"),
    ),
    page(
        "cover-back-long",
        ("封底的文字放不下", "the text of the back doesn't fit"),
        ("再小就看不清了", "smaller type can't be read"),
        ("缩短 `back` 或 `description`", "shorten `back` or `description`"),
    ),
    page(
        "cover-color",
        ("封面模板没有这个颜色名", "the cover template has no colour of this name"),
        ("颜色按模板里的名字改", "colours are changed by their names in the template"),
        ("从列出的名字里选", "choose one of the names listed"),
    ),
    page(
        "cover-element",
        ("封面模板里有不能用的元素", "a cover template has an element that can't be used"),
        ("脚本、外部内容和滤镜不画", "scripts, outside content and filters are not drawn"),
        ("在绘图软件里转成路径", "turn it into paths in the drawing program"),
    ),
    page(
        "cover-extent",
        ("封面模板里有图形远在页面之外", "a shape of a cover template lies far outside the page"),
        ("多半是坐标写错了", "its coordinates are most likely wrong"),
        ("移回页面，或删去", "move it back, or remove it"),
    ),
    page(
        "cover-field-place",
        ("带 data-field 的矩形放错了地方", "a rectangle with data-field is in the wrong place"),
        ("文字只填在最外层没有变换的矩形里", "text fills rectangles that no group transforms"),
        ("放到最外层", "move it to the outermost level"),
    ),
    page(
        "cover-not-svg",
        ("封面模板不是可用的 SVG", "a cover template is not usable SVG"),
        ("读不懂就画不出", "what can't be read can't be drawn"),
        ("照提示改正，或用自带的 `design`", "correct it as the hint says, or use a `design`"),
    ),
    page(
        "cover-picture",
        ("封面图片读不出，或这个模板不放图片", "the cover's picture can't be read, or the design shows none"),
        ("封面不能缺图", "a cover can't lack its picture"),
        ("换一张图片，或换一个 `design`", "use another picture or another `design`"),
    ),
    page(
        "cover-picture-small",
        ("封面图片裁切后像素不够", "the cover's picture has too few pixels when cropped"),
        ("印出来会发虚", "it will look soft in print"),
        ("换一张大些的图片", "use a larger picture"),
    ),
    page(
        "cover-reference",
        ("封面模板引用了别处的内容", "a cover template points elsewhere"),
        ("封面只用模板自己有的东西", "a cover has only what its template has"),
        ("把内容放进模板", "put the content into the template"),
    ),
    page(
        "cover-text-small",
        ("封面上有文字只能排得很小", "a text on the cover fits only in very small type"),
        ("书店的缩略图里看不清", "it can't be read in a shop's thumbnails"),
        ("缩短它，或换一个 `design`", "shorten it, or use another `design`"),
    ),
    page(
        "cover-text-too-long",
        ("封面上的文字太长", "a text is too long for a cover"),
        ("一页放不下", "it doesn't fit the page"),
        ("缩短它", "shorten it"),
    ),
    page(
        "cover-too-large",
        ("封面模板过大", "a cover template is too large"),
        ("过大的模板多半是描摹出来的，画起来很慢", "templates this large are traced pictures, and slow"),
        ("简化路径：最多 1 MiB、5000 个元素、64 层", "simplify its paths: at most 1 MiB, 5,000 elements, 64 levels"),
    ),
    page(
        "cover-type-small",
        ("书封上有不到 6 pt 的字", "the wrap has type below 6 pt"),
        ("印出来看不清", "no press holds it well"),
        ("缩短文字，或加宽书脊", "shorten the text, or widen the spine"),
    ),
    page(
        "cover-unsafe",
        ("书封上有文字离裁切线太近", "a text on the wrap is too near to the cut"),
        ("裁切会偏，文字会被切掉", "cutting drifts, and may cut it off"),
        ("移进安全区，或缩短文字", "move it into the safe area, or shorten it"),
    ),
    page(
        "file-changed",
        ("发布里有文件与校验和不符", "a file of a release has another sum than it should"),
        ("下载坏了，或被人改过", "it was damaged or changed"),
        ("重新下载，或重新发布", "fetch it again, or release again"),
    ),
    page(
        "file-missing",
        ("发布里少了文件", "a file of a release is missing"),
        ("发布要么完整，要么没有", "a release is whole or not at all"),
        ("重新下载整个文件夹", "fetch the whole folder again"),
    ),
    page(
        "file-stray",
        ("发布的文件夹里有清单外的文件", "a release's folder has a file that the list doesn't name"),
        ("没有校验和的文件不可信", "a file without a sum can't be trusted"),
        ("它不是发布的一部分，请移走", "it is no part of the release: move it away"),
    ),
    page(
        "input-changed",
        ("做发行包的时候源文件变了", "a source changed while the release was being made"),
        ("清单上的校验和会与做成的书不符", "its sum in the manifest would not be that of what was built"),
        ("再运行一次", "run it again"),
    ),
    page(
        "no-paper",
        ("不知道纸有多厚", "the thickness of the paper isn't known"),
        ("书脊宽由页数和纸厚算出", "the spine's width follows from pages and paper"),
        ("写 `sheet`、`printer` 或 `spine`", "write `sheet`, `printer` or `spine`"),
    ),
    page(
        "no-release",
        ("文件夹不是一个发布", "a folder is no release"),
        ("没有校验和与清单就无从核对", "without sums and manifest nothing can be checked"),
        ("指明 `banxin release` 写成的文件夹", "name a folder that `banxin release` wrote"),
    ),
    page(
        "no-version",
        ("发布没有版本号", "a release has no version"),
        ("读者要知道手里是哪一版", "readers must know which one they hold"),
        (
            "写 `[release] version`，或给 git 打标签，或用 `--as`",
            "write `[release] version`, tag the commit, or say `--as`",
        ),
    ),
    page(
        "other-tool",
        ("重建用的程序与发布时不同", "a rebuild is done by another program than the release"),
        ("换了版本，字节会不同", "another version makes other bytes"),
        ("用同一版本重建", "rebuild with the same version"),
    ),
    page(
        "print-plain-picture",
        ("彩色图片按简单公式换成四色", "a coloured picture becomes inks by a plain formula"),
        (
            "没有印刷厂的特性文件，不知道这台机器的油墨；书封可以先看样，印刷版则不收 RGB 图片",
            "without the printer's profile its inks aren't known; a wrap may be looked at so, a print edition takes no RGB picture",
        ),
        ("付印前写 `[print] profile`", "name `[print] profile` before it is printed"),
    ),
    page(
        "print-rgb-picture",
        ("印刷版里有 RGB 图片", "there is an RGB picture in the print edition"),
        (
            "印刷用四色油墨；怎样换算由印刷厂的特性文件决定",
            "a press prints inks; the printer's profile says how light becomes ink",
        ),
        (
            "写 `[print] profile = \"印刷厂给的.icc\"`，或 `pictures = \"grey\"`，或换用 CMYK 的 JPEG",
            "write `[print] profile`, or `pictures = \"grey\"`, or use a CMYK JPEG",
        ),
    ),
    page(
        "qr-too-long",
        ("二维码装不下这么长的文字", "a text is too long for a QR code"),
        ("太密的码扫不出", "a code that dense can't be read"),
        ("用短一些的网址", "use a shorter address"),
    ),
    page(
        "rebuild-differs",
        ("重建得到的文件不同", "a file rebuilds to other bytes"),
        ("发布与它的源文件对不上", "the release doesn't come from these sources"),
        ("看 source-changed 和 other-tool 说了什么", "see what source-changed and other-tool say"),
    ),
    page(
        "release-exists",
        ("这个版本已经发布过", "this version is released already"),
        ("发布过的版本不再改动", "a release stays as it is"),
        ("换一个版本号，或用 `--replace`", "take another version, or say `--replace`"),
    ),
    page(
        "shelf-empty",
        ("指明的地方没有书", "there is no book in the places that were named"),
        ("书是有 book.toml 的文件夹", "a book is a folder with a book.toml"),
        ("指明书的文件夹，或放书的文件夹", "name books' folders, or a folder of them"),
    ),
    page(
        "source-changed",
        ("源文件与发布时不同", "a source is not what it was when released"),
        ("源文件变了，重建就不同", "other sources make other editions"),
        ("检出发布时的状态", "check out the state of the release"),
    ),
    page(
        "spine-estimated",
        ("书脊的宽是估算的", "the width of the spine is an estimate"),
        (
            "这家印厂不公布纸厚；书脊不准，字会偏到封面上",
            "this printer doesn't publish its paper; a wrong spine moves words to the front",
        ),
        (
            "用印厂的模板查出书脊宽，写 `spine = \"…mm\"`",
            "read the spine off the printer's template and write `spine = \"…mm\"`",
        ),
    ),
    page(
        "spine-narrow",
        ("书脊太窄或页数太少，不印字", "the spine is too narrow for words, or the book too short"),
        ("装订会偏，字会跑到封面上", "binding drifts, and the words would move to the front"),
        ("不必改；页数多了就有", "nothing to do: a thicker book has them"),
    ),
    page(
        "tag-passed",
        ("标签以后又改了文件", "files were changed after the tag"),
        ("同一个版本号不能指两样东西", "one version can't be two things"),
        ("提交并打新的标签，或用 `--as`", "commit and tag again, or say `--as`"),
    ),
    page(
        "title-failed",
        ("书架上有一本没有做成", "a title of a shelf was not made"),
        ("别的书不受影响", "the others are not affected"),
        ("改正它自己的问题，再运行一次", "mend what it says, and run again"),
    ),
    page(
        "title-twice",
        ("书架上有两本同名", "two titles of a shelf have one name"),
        ("版本放在各书名下的文件夹里", "editions go to a folder of the title's name"),
        ("改一个文件夹的名字", "rename one of the folders"),
    ),
    page(
        "waived-nothing",
        ("`[release] waive` 里的代码没有遇到", "a code in `[release] waive` meets no finding"),
        ("多余的豁免会放过以后的问题", "a waiver that is left over lets a later fault pass"),
        ("删去它", "remove it"),
    ),
    page(
        "warnings-left",
        ("严格的发布里还有警告", "a strict release has warnings left"),
        ("`strict` 要求一条不剩", "`strict` asks that none be left"),
        ("改正它们，或写进 `[release] waive`", "mend them, or name them in `[release] waive`"),
    ),
    page(
        "wrap-addon",
        ("附加码没有条码可附", "an add-on without bars"),
        ("没有印刷版的 ISBN 就不印条码", "without an ISBN of the print edition no bars are printed"),
        (
            "在 `[book]` 里写 `isbn = { print = \"…\" }`，或删去 `addon`",
            "write `isbn = { print = \"…\" }` under `[book]`, or remove `addon`",
        ),
    ),
    page(
        "wrap-code",
        ("封底的条码或二维码放不下", "bar code or QR code don't fit the back"),
        ("切掉或重叠的码扫不出来", "no scanner reads a code that is cut or overlapped"),
        ("删去 `qr` 或 `addon`，或用宽一些的开本", "remove `qr` or `addon`, or take a wider trim"),
    ),
    page(
        "wrap-flap",
        ("KDP 平装书没有勒口", "a KDP paperback has no flaps"),
        ("KDP 会退回", "KDP would send it back"),
        ("删去 `flap`", "remove `flap`"),
    ),
    page(
        "wrap-flap-width",
        ("勒口太窄或太宽", "the flaps are too narrow or too wide"),
        ("窄了会滑出来，宽了会顶到书脊", "narrow ones slip out, wide ones reach the spine"),
        ("在 `[cover.wrap]` 里改 `flap`", "change `flap` under `[cover.wrap]`"),
    ),
    page(
        "wrap-pages",
        ("页数不合印厂的规定", "the number of pages is none that the printer binds"),
        ("印厂会退回", "the printer would send it back"),
        ("换一家印厂，或改变页数", "choose another printer, or change the number of pages"),
    ),
    page(
        "wrap-trim",
        ("KDP 不裁这样的开本", "KDP doesn't cut this trim"),
        ("KDP 会退回", "KDP would send it back"),
        ("在 `[page]` 里换一种 `trim`，或换一家印厂", "choose another `trim` under `[page]`, or another printer"),
    ),
];
