//! What no line breaks 分离禁则 (CLR-E01, E03, E08): neighbours in, whether they stay together out.

use super::Class;

/// Symbols of units that stay with the number before them.
const UNITS: [&str; 63] = [
    "A", "B", "C", "F", "GB", "GHz", "Gbps", "GW", "Hz", "J", "K", "KB", "KiB", "L", "MB", "MHz", "MPa", "MW", "MiB",
    "N", "Pa", "PB", "TB", "TW", "V", "W", "bit", "cal", "cd", "cm", "d", "dB", "dm", "eV", "em", "fps", "g", "h",
    "ha", "kB", "kHz", "kJ", "kPa", "kV", "kW", "kWh", "kcal", "kg", "km", "m", "mA", "mL", "mg", "min", "ml", "mm",
    "mol", "ms", "nm", "ns", "pt", "px", "s",
];

/// Whether `word` is the symbol of a unit, a point after it left aside.
pub fn is_unit(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', '²', '³']);
    UNITS.contains(&word) || matches!(word, "%" | "‰" | "°C" | "℃" | "Ω" | "μm" | "µm" | "km/h" | "m/s")
}

/// Whether two neighbours belong to one expression: a number with its prefix, sign or suffix.
pub const fn joins(first: Class, second: Class) -> bool {
    matches!(
        (first, second),
        (Class::Prefix | Class::Digit | Class::Operator, Class::Digit)
            | (Class::Digit | Class::Letter, Class::Postfix | Class::Operator)
            | (Class::Operator, Class::Operator | Class::Letter)
    )
}

/// Whether two equal long marks are one unit of two em: `——`, `……`.
pub const fn is_long_mark(class: Class) -> bool {
    matches!(class, Class::Dash | Class::Ellipsis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_sorted_and_found() {
        assert!(is_unit("km") && is_unit("kg.") && is_unit("m²") && !is_unit("kmx") && !is_unit("the"));
        assert!(joins(Class::Digit, Class::Postfix) && !joins(Class::Han, Class::Digit));
    }
}
