//! Bars of an ISBN: its digits in, modules out (ISO/IEC 15420: EAN-13 with an add-on of two or five digits; GB/T 12906).

/// Modules from left to right, true where there is ink.
pub(super) type Modules = Vec<bool>;

/// The odd (L) set; the even (G) one is its complement read backwards, the right (R) one its complement.
const ODD: [u8; 10] = [
    0b000_1101, 0b001_1001, 0b001_0011, 0b011_1101, 0b010_0011, 0b011_0001, 0b010_1111, 0b011_1011, 0b011_0111,
    0b000_1011,
];

/// Which of the six left digits are even, by the first digit.
const LEFT: [u8; 10] =
    [0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101, 0b01_0110, 0b01_1010];

/// Which digits of a five-digit add-on are even, by its check value.
const FIVE: [u8; 10] =
    [0b1_1000, 0b1_0100, 0b1_0010, 0b1_0001, 0b0_1100, 0b0_0110, 0b0_0011, 0b0_1010, 0b0_1001, 0b0_0101];

fn seven(bits: u8) -> impl Iterator<Item = bool> {
    (0..7).rev().map(move |at| bits >> at & 1 == 1)
}

fn odd(digit: u8) -> u8 {
    ODD[usize::from(digit)]
}

fn right(digit: u8) -> u8 {
    !odd(digit) & 0x7F
}

fn even(digit: u8) -> u8 {
    right(digit).reverse_bits() >> 1
}

fn digits(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|digit| digit.to_digit(10).map(|digit| digit as u8)).collect()
}

/// The 95 modules of thirteen digits. `None` if they aren't, or if the last doesn't check.
pub(super) fn ean13(text: &str) -> Option<Modules> {
    let digits = digits(text).filter(|digits| digits.len() == 13)?;
    let sum: u32 =
        digits.iter().enumerate().map(|(at, &digit)| u32::from(digit) * if at % 2 == 0 { 1 } else { 3 }).sum();
    if !sum.is_multiple_of(10) {
        return None;
    }
    let parity = LEFT[usize::from(digits[0])];
    let mut modules = vec![true, false, true];
    for (at, &digit) in digits[1..7].iter().enumerate() {
        modules.extend(seven(if parity >> (5 - at) & 1 == 1 { even(digit) } else { odd(digit) }));
    }
    modules.extend([false, true, false, true, false]);
    for &digit in &digits[7..] {
        modules.extend(seven(right(digit)));
    }
    modules.extend([true, false, true]);
    Some(modules)
}

/// The modules of an add-on of two or five digits.
pub(super) fn addon(text: &str) -> Option<Modules> {
    let digits = digits(text)?;
    let value = |at: usize| u32::from(digits[at]);
    let parity = match digits.len() {
        2 => [0b00, 0b01, 0b10, 0b11][((value(0) * 10 + value(1)) % 4) as usize],
        5 => FIVE[((3 * (value(0) + value(2) + value(4)) + 9 * (value(1) + value(3))) % 10) as usize],
        _ => return None,
    };
    let mut modules = vec![true, false, true, true];
    for (at, &digit) in digits.iter().enumerate() {
        if at > 0 {
            modules.extend([false, true]);
        }
        let is_even = parity >> (digits.len() - 1 - at) & 1 == 1;
        modules.extend(seven(if is_even { even(digit) } else { odd(digit) }));
    }
    Some(modules)
}

/// Whether a module of `ean13` belongs to a guard, whose bars are longer.
pub(super) fn is_guard(at: usize) -> bool {
    at < 3 || (45..50).contains(&at) || at >= 92
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars back to digits, by the set that each pattern is found in.
    fn read(modules: &[bool]) -> String {
        let digit = |cell: &[bool]| {
            let bits = cell.iter().fold(0, |bits, &ink| bits << 1 | u8::from(ink));
            (0..10).find_map(|d| match bits {
                b if b == odd(d) => Some((d, false)),
                b if b == even(d) => Some((d, true)),
                b if b == right(d) => Some((d, false)),
                _ => None,
            })
        };
        let cells = modules[3..45].chunks(7).chain(modules[50..92].chunks(7));
        let read: Vec<(u8, bool)> = cells.map(|cell| digit(cell).unwrap()).collect();
        let parity = read[..6].iter().fold(0, |bits, &(_, even)| bits << 1 | u8::from(even));
        let first = LEFT.iter().position(|&known| known == parity).unwrap();
        std::iter::once(first.to_string()).chain(read.iter().map(|(d, _)| d.to_string())).collect()
    }

    #[test]
    fn what_is_written_can_be_read() {
        for isbn in ["9787532706907", "9787101003048", "9780306406157", "4006381333931"] {
            let modules = ean13(isbn).unwrap();
            assert_eq!(modules.len(), 95);
            assert_eq!(read(&modules), isbn);
        }
        for wrong in ["9787532706908", "978753270690", "97875327O6907", ""] {
            assert_eq!(ean13(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_sets_are_those_of_the_standard() {
        let text = |bits: u8| seven(bits).map(|ink| if ink { '1' } else { '0' }).collect::<String>();
        assert_eq!(
            (text(odd(0)), text(even(0)), text(right(0))),
            ("0001101".into(), "0100111".into(), "1110010".into())
        );
        assert_eq!(
            (text(odd(9)), text(even(9)), text(right(9))),
            ("0001011".into(), "0010111".into(), "1110100".into())
        );
        assert_eq!(addon("52499").unwrap().len(), 47);
        assert_eq!(addon("01").unwrap().len(), 20);
        assert_eq!(addon("123"), None);
    }
}
