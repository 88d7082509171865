//! Numbers as they are printed: 一二三, ①②③, i ii iii.

const HAN_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const HAN_PLACES: [(u32, &str); 4] = [(10_000, "万"), (1_000, "千"), (100, "百"), (10, "十")];

/// A counting numeral in Han characters: 12 is 十二, 105 is 一百零五. Numbers from 100,000 on are written digit by digit.
pub fn han_numeral(number: u32) -> String {
    if number >= 100_000 {
        return number.to_string().bytes().map(|digit| HAN_DIGITS[usize::from(digit - b'0')]).collect();
    }
    if number == 0 {
        return "〇".to_owned();
    }
    let mut rest = number;
    let mut out = String::new();
    let mut skipped = false;
    for (value, name) in HAN_PLACES {
        let digit = rest / value;
        rest %= value;
        if digit > 0 {
            push_digit(&mut out, skipped, digit);
            out.push_str(name);
        }
        skipped = digit == 0 && !out.is_empty();
    }
    if rest > 0 {
        push_digit(&mut out, skipped, rest);
    }
    // 一十二 is read and written 十二 where it opens the number.
    match out.strip_prefix("一十") {
        Some(tail) => format!("十{tail}"),
        None => out,
    }
}

fn push_digit(out: &mut String, skipped: bool, digit: u32) {
    if skipped {
        out.push('零');
    }
    out.push(HAN_DIGITS[digit as usize]);
}

/// The figures of a text in Han characters, each by itself: 105 is 一〇五, as years and pages are written in vertical text.
pub fn han_digits(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).map_or(c, |digit| HAN_DIGITS[digit as usize])).collect()
}

/// The circled number ①…㊿ (CLR-O08), or the plain number in brackets above fifty.
pub fn circled(number: u32) -> String {
    let code = match number {
        0 => 0x24EA,
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return format!("({number})"),
    };
    char::from_u32(code).map_or_else(|| format!("({number})"), String::from)
}

/// Lower-case Roman numerals for front matter (CLR-O06); zero and numbers above 3,999 stay arabic.
pub fn roman_lower(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, name) in PARTS {
        while rest >= value {
            out.push_str(name);
            rest -= value;
        }
    }
    out
}

/// Counting by letters: a, b, … z, aa, ab, … Zero has none.
pub fn letters(number: u32) -> String {
    let mut rest = number;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    out.iter().rev().collect()
}

/// The value of a lower-case Roman numeral in its usual form.
pub fn roman_value(label: &str) -> Option<u32> {
    let values: Vec<u32> = label
        .chars()
        .map(|letter| match letter {
            'i' => Some(1),
            'v' => Some(5),
            'x' => Some(10),
            'l' => Some(50),
            'c' => Some(100),
            'd' => Some(500),
            'm' => Some(1000),
            _ => None,
        })
        .collect::<Option<_>>()?;
    if values.is_empty() || values.len() > 15 {
        return None;
    }
    let mut sum = 0_i64;
    for (at, &value) in values.iter().enumerate() {
        let is_less = values.get(at + 1).is_some_and(|&next| value < next);
        sum += if is_less { -i64::from(value) } else { i64::from(value) };
    }
    let number = u32::try_from(sum).ok()?;
    (roman_lower(number) == label).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_past_z() {
        let counted: Vec<String> = [0, 1, 26, 27, 28, 702, 703].into_iter().map(letters).collect();
        assert_eq!(counted, ["", "a", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn han_numerals_read_as_spoken() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1_001, "一千零一"),
            (10_010, "一万零一十"),
        ];
        for (number, expected) in cases {
            assert_eq!(han_numeral(number), expected);
        }
    }

    #[test]
    fn han_digits_stand_for_themselves() {
        assert_eq!((han_digits("105"), han_digits("iv")), ("一〇五".into(), "iv".into()));
    }

    #[test]
    fn circled_numbers_run_to_fifty() {
        assert_eq!(
            (circled(1), circled(21), circled(50), circled(51)),
            ("①".into(), "㉑".into(), "㊿".into(), "(51)".into())
        );
    }

    #[test]
    fn roman_numerals_subtract() {
        assert_eq!((roman_lower(4), roman_lower(1994)), ("iv".into(), "mcmxciv".into()));
    }
}
