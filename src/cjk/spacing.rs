//! The gap between Han and Latin 中西间距 (CLR-H01, H02, H04): classes of two neighbours in, what stands between them out.

use super::Class;

/// What stands between two neighbours that are not squeezed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Between {
    /// Nothing.
    Solid,
    /// The gap of the house style.
    Gap,
    /// The space between words.
    WordSpace,
}

/// What stands between two neighbours; `spaced` tells whether the author typed a space there.
///
/// A typed space between Han and Latin is replaced by the gap (CLR-H04), one beside a mark by the mark's own blank (CLR-H02).
pub const fn between(first: Class, second: Class, spaced: bool) -> Between {
    if ideographic_beside_latin(first, second) || ideographic_beside_latin(second, first) {
        return Between::Gap;
    }
    if !spaced || has_room(first) || has_room(second) {
        return Between::Solid;
    }
    match (is_western(first), is_western(second)) {
        (true, true) => Between::WordSpace,
        (false, false) if first.is_ideographic() && second.is_ideographic() => Between::WordSpace,
        _ => Between::Gap,
    }
}

/// Letters, figures and signs take the gap; Latin points, brackets, hyphens and the solidus do not.
const fn ideographic_beside_latin(ideograph: Class, latin: Class) -> bool {
    matches!(ideograph, Class::Han | Class::Kana | Class::SmallKana | Class::Hangul | Class::Iteration)
        && matches!(latin, Class::Letter | Class::Digit | Class::LatinSymbol)
}

const fn is_western(class: Class) -> bool {
    class.is_latin() || matches!(class, Class::Solidus)
}

/// Marks bring their own blank, and long marks reach from text to text.
const fn has_room(class: Class) -> bool {
    class.is_mark() || matches!(class, Class::Dash | Class::Ellipsis | Class::Connector)
}

#[cfg(test)]
mod tests {
    use super::super::class::classify;
    use super::*;

    #[test]
    fn gaps_and_spaces() {
        let table = [
            ("汉A", Between::Gap),
            ("1汉", Between::Gap),
            ("%的", Between::Gap),
            ("汉 A", Between::Gap),
            ("，A", Between::Solid),
            ("（A", Between::Solid),
            ("A）", Between::Solid),
            ("， A", Between::Solid),
            ("汉汉", Between::Solid),
            ("汉 汉", Between::WordSpace),
            ("A B", Between::WordSpace),
            ("AB", Between::Solid),
            ("汉(", Between::Solid),
            ("汉 (", Between::Gap),
            ("汉-", Between::Solid),
            ("汉 —", Between::Solid),
        ];
        for (text, expected) in table {
            let classes: Vec<Class> = text.chars().filter(|&c| c != ' ').map(classify).collect();
            assert_eq!(between(classes[0], classes[1], text.contains(' ')), expected, "CLR-H {text}");
        }
    }
}
