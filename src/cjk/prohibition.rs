//! Which characters may not begin or end a line 避头尾 (CLR-D01, E04, E09): a class in, a yes or no out.

use super::Class;

/// How much is forbidden at line edges (CLR-D01).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ProhibitionLevel {
    /// Nothing.
    None,
    /// Marks and brackets.
    Basic,
    /// And the solidus.
    Gb,
    /// And the dash and ellipsis at a line start.
    Strict,
}

/// Each class with the level from which it may not begin a line.
const START: [(Class, ProhibitionLevel); 16] = [
    (Class::Closing, ProhibitionLevel::Basic),
    (Class::Pause, ProhibitionLevel::Basic),
    (Class::Colon, ProhibitionLevel::Basic),
    (Class::Stop, ProhibitionLevel::Basic),
    (Class::Exclamation, ProhibitionLevel::Basic),
    (Class::Interpunct, ProhibitionLevel::Basic),
    (Class::Connector, ProhibitionLevel::Basic),
    (Class::Hyphen, ProhibitionLevel::Basic),
    (Class::LatinClosing, ProhibitionLevel::Basic),
    (Class::Iteration, ProhibitionLevel::Basic),
    (Class::Postfix, ProhibitionLevel::Basic),
    (Class::SoftHyphen, ProhibitionLevel::Basic),
    // The two texts of clreq differ on the solidus; GB 5.1.9 forbids it at both edges.
    (Class::Solidus, ProhibitionLevel::Basic),
    (Class::Dash, ProhibitionLevel::Strict),
    (Class::Ellipsis, ProhibitionLevel::Strict),
    // JLReq relaxes small kana outside of strict setting.
    (Class::SmallKana, ProhibitionLevel::Strict),
];

/// Each class with the level from which it may not end a line.
const END: [(Class, ProhibitionLevel); 4] = [
    (Class::Opening, ProhibitionLevel::Basic),
    (Class::LatinOpening, ProhibitionLevel::Basic),
    (Class::Prefix, ProhibitionLevel::Basic),
    (Class::Solidus, ProhibitionLevel::Gb),
];

/// Whether `class` may not begin a line.
pub fn forbidden_at_start(class: Class, level: ProhibitionLevel) -> bool {
    START.iter().any(|&(member, from)| member == class && level >= from)
}

/// Whether `class` may not end a line.
pub fn forbidden_at_end(class: Class, level: ProhibitionLevel) -> bool {
    END.iter().any(|&(member, from)| member == class && level >= from)
}

#[cfg(test)]
mod tests {
    use super::super::class::classify;
    use super::*;

    #[test]
    fn the_sets_of_each_level() {
        let starts = |level, set: &str| set.chars().all(|c| forbidden_at_start(classify(c), level));
        let ends = |level, set: &str| set.chars().all(|c| forbidden_at_end(classify(c), level));
        let basic = "、，。．：；！？‼⁇⁈⁉”’」』）》〉】〗〕］｝–～-·・‧/／々";
        for level in [ProhibitionLevel::Basic, ProhibitionLevel::Gb, ProhibitionLevel::Strict] {
            assert!(starts(level, basic), "CLR-D01 {level:?}");
            assert!(ends(level, "“‘「『（《〈【〖〔［｛"), "CLR-D01 {level:?}");
        }
        assert!(!ends(ProhibitionLevel::Basic, "/") && ends(ProhibitionLevel::Gb, "/／"));
        assert!(!starts(ProhibitionLevel::Gb, "—") && starts(ProhibitionLevel::Strict, "—…"));
        assert!(!basic.chars().any(|c| forbidden_at_start(classify(c), ProhibitionLevel::None)));
        assert!(!"汉A1".chars().any(|c| forbidden_at_start(classify(c), ProhibitionLevel::Strict)));
    }
}
