//! Hanging marks 行尾点号悬挂 (CLR-G05, G06): a class in, whether it may hang in the margin out.

use super::Class;
use crate::units::{Region, Writing};

/// Whether a mark may hang past the line end. Mainland: any point; Taiwan and Hong Kong: 、，。 in vertical lines alone;
/// elsewhere 、，。. Dashes and brackets never do.
pub const fn may_hang(class: Class, region: Region, writing: Writing) -> bool {
    match region {
        Region::Mainland => class.is_point(),
        Region::Taiwan | Region::HongKong => {
            matches!(writing, Writing::Vertical) && matches!(class, Class::Pause | Class::Stop)
        }
        Region::Japan | Region::Korea => matches!(class, Class::Pause | Class::Stop),
    }
}

#[cfg(test)]
mod tests {
    use super::super::class::classify;
    use super::*;

    #[test]
    fn who_hangs_where() {
        let hangs = |c: char, region, writing| may_hang(classify(c), region, writing);
        assert!("，。、？！；：".chars().all(|c| hangs(c, Region::Mainland, Writing::Horizontal)));
        assert!(!"”）—…汉".chars().any(|c| hangs(c, Region::Mainland, Writing::Horizontal)), "CLR-G06");
        assert!(!hangs('，', Region::Taiwan, Writing::Horizontal) && hangs('，', Region::Taiwan, Writing::Vertical));
        assert!(hangs('。', Region::Japan, Writing::Horizontal) && !hangs('！', Region::Japan, Writing::Horizontal));
    }
}
