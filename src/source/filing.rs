//! Names and titles as catalogues file them. In: a name. Out: its pinyin without tones, `Ouyang Xiu`, `Musk, Elon`; for shops and shelves that
//! sort by letters (EPUB 3.3, `file-as`).

use super::letter::is_han;
use super::reading::of_term;

/// Surnames of two characters, the common ones.
const DOUBLE: [&str; 20] = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "公孙", "公孫", "慕容", "令狐",
    "宇文", "长孙", "司徒", "司空", "东方", "独孤",
];

/// Surnames that are read in a way of their own.
const READ: [(&str, &str); 18] = [
    ("单", "Shan"),
    ("曾", "Zeng"),
    ("解", "Xie"),
    ("仇", "Qiu"),
    ("任", "Ren"),
    ("查", "Zha"),
    ("区", "Ou"),
    ("朴", "Piao"),
    ("盖", "Ge"),
    ("翟", "Zhai"),
    ("缪", "Miao"),
    ("覃", "Qin"),
    ("乐", "Yue"),
    ("华", "Hua"),
    ("尉迟", "Yuchi"),
    ("令狐", "Linghu"),
    ("长孙", "Zhangsun"),
    ("冼", "Xian"),
];

/// The last words of what isn't a person's name.
const BODIES: [&str; 23] = [
    "项目",
    "項目",
    "项目组",
    "編輯部",
    "编辑部",
    "委员会",
    "委員會",
    "公司",
    "学会",
    "學會",
    "协会",
    "協會",
    "研究所",
    "研究院",
    "大学",
    "大學",
    "出版社",
    "杂志社",
    "雜誌社",
    "工作室",
    "编写组",
    "课题组",
    "基金会",
];

/// An author's name: an organisation's as a title; of a Chinese person the surname, then the given name; of a Western one the last word
/// first. `None` where it is filed as it is written.
pub fn author(name: &str) -> Option<String> {
    if is_body(name) { title(name) } else { person(name) }
}

/// Whether no person has such a name: its last words say so, with two characters or more before them (王大学 may be a person), or it is longer
/// than two characters of surname and two of given name.
pub fn is_body(name: &str) -> bool {
    let name = name.trim();
    let named = |body: &str| name.strip_suffix(body).is_some_and(|rest| rest.chars().count() > 1);
    name.chars().all(is_han) && (name.chars().count() > 4 || BODIES.iter().any(|body| named(body)))
}

/// A person's name: of a Chinese one the surname, then the given name; of a Western one the last word first. `None` where it is filed as it
/// is written.
fn person(name: &str) -> Option<String> {
    let name = name.trim();
    if !name.chars().all(is_han) {
        if name.chars().any(is_han) {
            return title(name);
        }
        let (given, last) = name.rsplit_once(' ')?;
        return name.chars().all(|letter| !letter.is_numeric()).then(|| format!("{last}, {}", given.trim()));
    }
    let count = name.chars().count();
    let length = if count > 2 && DOUBLE.iter().any(|double| name.starts_with(double)) { 2 } else { 1 };
    let cut = name.char_indices().nth(length).map_or(name.len(), |(at, _)| at);
    let (surname, given) = name.split_at(cut);
    let known = READ.iter().find(|(own, _)| *own == surname).map(|(_, reading)| (*reading).to_owned());
    let surname = match known {
        Some(surname) => surname,
        None => joined(surname)?,
    };
    if given.is_empty() {
        return Some(surname);
    }
    Some(format!("{surname} {}", joined(given)?))
}

/// A title: a word of pinyin for each character, everything else as it is. `None` for one without Han.
pub fn title(words: &str) -> Option<String> {
    if !words.chars().any(is_han) {
        return None;
    }
    let mut out = String::new();
    let mut after_han = false;
    for (letter, syllable) in words.trim().chars().zip(of_term(words.trim())) {
        let is_read = is_han(letter) && syllable.is_some();
        let is_word = letter.is_alphanumeric();
        if is_word && out.ends_with(char::is_alphanumeric) && (is_read || after_han) {
            out.push(' ');
        }
        match syllable.filter(|_| is_read) {
            Some(syllable) => out.push_str(&syllable.letters.replace('ü', "v")),
            None => out.push(letter),
        }
        after_han = is_read;
    }
    let mut letters = out.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The syllables of a name as one word.
fn joined(name: &str) -> Option<String> {
    let syllables: Option<Vec<_>> = of_term(name).into_iter().collect();
    let word: String = syllables?.into_iter().map(|syllable| syllable.letters.replace('ü', "v")).collect();
    let mut letters = word.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_by_pinyin() {
        let cases = [
            ("张三", Some("Zhang San")),
            ("欧阳修", Some("Ouyang Xiu")),
            ("曾国藩", Some("Zeng Guofan")),
            ("吕布", Some("Lv Bu")),
            ("欧阳", Some("Ou Yang")),
            ("Elon Musk", Some("Musk, Elon")),
            ("Ursula K. Le Guin", Some("Guin, Ursula K. Le")),
            ("老舍", Some("Lao She")),
            ("佚", Some("Yi")),
            ("Plato", None),
            ("马克·吐温", Some("Ma ke·tu wen")),
            ("版心项目", Some("Ban xin xiang mu")),
            ("王大学", Some("Wang Daxue")),
            ("司马相如", Some("Sima Xiangru")),
            ("中国版本图书馆", Some("Zhong guo ban ben tu shu guan")),
        ];
        for (name, expected) in cases {
            assert_eq!(author(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn titles_are_filed_by_pinyin() {
        let cases = [
            ("红楼梦", Some("Hong lou meng")),
            ("重庆的音乐", Some("Chong qing de yin yue")),
            ("从5百万美元到AI", Some("Cong 5 bai wan mei yuan dao AI")),
            ("Rust", None),
        ];
        for (words, expected) in cases {
            assert_eq!(title(words).as_deref(), expected, "{words}");
        }
    }
}
