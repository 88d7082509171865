//! `Abs`, an absolute length, and `Em`, a length relative to a type size. The one becomes the other through `Em::at` alone.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Units in a point, and in an em: 1/65,536, as in TeX's scaled points.
const ONE: i64 = 1 << 16;

/// Points in a millimetre: 72 / 25.4.
const PT_PER_MM: f64 = 72.0 / 25.4;

/// An absolute length in 1/65,536 of a PostScript point (1/72 inch).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Abs(i64);

/// A length relative to the type size, in 1/65,536 em.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Em(i64);

impl Abs {
    /// No length.
    pub const ZERO: Self = Self(0);
    /// Longer than anything laid out, and still safe to add to.
    pub const HUGE: Self = Self(i64::MAX / 8);

    /// From 1/65,536 points.
    pub const fn raw(units: i64) -> Self {
        Self(units)
    }

    /// From points, rounded to the nearest unit.
    pub fn pt(points: f64) -> Self {
        Self((points * ONE as f64).round() as i64)
    }

    /// From millimetres, rounded to the nearest unit.
    pub fn mm(millimetres: f64) -> Self {
        Self::pt(millimetres * PT_PER_MM)
    }

    /// In 1/65,536 points.
    pub const fn to_raw(self) -> i64 {
        self.0
    }

    /// In points, for writers of file formats.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// In millimetres.
    pub fn to_mm(self) -> f64 {
        self.to_pt() / PT_PER_MM
    }

    /// The part `numerator / denominator` of this length, rounded towards zero.
    pub fn part(self, numerator: i64, denominator: i64) -> Self {
        Self((i128::from(self.0) * i128::from(numerator) / i128::from(denominator)) as i64)
    }

    /// How many ems of `size` this length is.
    pub fn in_ems(self, size: Self) -> Em {
        if size.0 == 0 { Em::ZERO } else { Em((i128::from(self.0) * i128::from(ONE) / i128::from(size.0)) as i64) }
    }

    /// The absolute value.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }
}

impl Em {
    /// No length.
    pub const ZERO: Self = Self(0);
    /// One em: the advance of a Han character.
    pub const ONE: Self = Self(ONE);
    /// Half an em 半角.
    pub const HALF: Self = Self(ONE / 2);
    /// A quarter em 四分.
    pub const QUARTER: Self = Self(ONE / 4);
    /// An eighth of an em 八分.
    pub const EIGHTH: Self = Self(ONE / 8);

    /// From 1/65,536 em.
    pub const fn raw(units: i64) -> Self {
        Self(units)
    }

    /// From ems, rounded to the nearest unit.
    pub fn new(ems: f64) -> Self {
        Self((ems * ONE as f64).round() as i64)
    }

    /// From a font's design units.
    pub fn from_units(units: i64, units_per_em: u16) -> Self {
        let upem = i64::from(units_per_em.max(1));
        // Rounded to nearest, so that 1000/1000 and 2048/2048 are exactly one em.
        Self((units * ONE * 2 + upem * units.signum()) / (upem * 2))
    }

    /// In 1/65,536 em.
    pub const fn to_raw(self) -> i64 {
        self.0
    }

    /// In ems, for writers of file formats.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// This length at a type size.
    pub fn at(self, size: Abs) -> Abs {
        Abs(((i128::from(self.0) * i128::from(size.0)) >> 16) as i64)
    }
}

macro_rules! arithmetic {
    ($length:ident, $suffix:literal, $value:ident) => {
        impl Add for $length {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $length {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Neg for $length {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl Mul<i64> for $length {
            type Output = Self;
            fn mul(self, factor: i64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Div<i64> for $length {
            type Output = Self;
            fn div(self, divisor: i64) -> Self {
                Self(self.0 / divisor)
            }
        }
        impl AddAssign for $length {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $length {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }
        impl Sum for $length {
            fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
                Self(lengths.map(|length| length.0).sum())
            }
        }
        impl fmt::Debug for $length {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{:.3}", $suffix), self.$value())
            }
        }
    };
}

arithmetic!(Abs, "pt", to_pt);
arithmetic!(Em, "em", to_f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_em_at_a_size_is_exact() {
        assert_eq!(Em::ONE.at(Abs::pt(10.5)), Abs::pt(10.5));
        assert_eq!(Em::HALF.at(Abs::pt(10.5)) * 2, Abs::pt(10.5));
        assert_eq!(Em::from_units(1000, 1000), Em::ONE);
        assert_eq!(Em::from_units(-500, 1000), -Em::HALF);
    }

    #[test]
    fn millimetres_and_points_agree() {
        assert!((Abs::mm(25.4) - Abs::pt(72.0)).abs() <= Abs::raw(1));
        assert_eq!(Abs::pt(315.0).in_ems(Abs::pt(10.5)), Em::ONE * 30);
    }
}
