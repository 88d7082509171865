//! Dates without a clock. In: `YYYY-MM-DD` as sources write it, or seconds since 1970. Out: checked dates and time stamps.

/// The first second of 1980, the earliest that an entry of a zip file can carry.
const EARLIEST: i64 = 315_532_800;
/// The last second of 2107, the latest that it can carry.
const LATEST: i64 = 4_354_819_199;
/// Seconds in a day.
const DAY: i64 = 86_400;

/// The date that a text gives: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a time of day after it is dropped.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2).filter(|month| (1..=12).contains(month)));
    let date = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() || year == 0 {
        return None;
    }
    if let Some(month) = month {
        let month = month?;
        if let Some(date) = date {
            (1..=days_in(year, month)).contains(&date?).then_some(())?;
        }
    }
    Some(day.to_owned())
}

fn number(digits: &str, length: usize) -> Option<i64> {
    (digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// When a book was made, as `YYYY-MM-DDThh:mm:ssZ`: `epoch` in seconds since 1970, else its date, else the first day of 1980. What a
/// zip file can't carry becomes the nearest that it can.
pub(super) fn modified(epoch: Option<i64>, date: Option<&str>) -> String {
    let seconds = epoch.or_else(|| date.and_then(seconds_of)).unwrap_or(EARLIEST).clamp(EARLIEST, LATEST);
    let (days, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

fn seconds_of(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten().unwrap_or(1);
    let day = parts.next().flatten().unwrap_or(1);
    Some(days_from_civil(year, month, day) * DAY)
}

/// Days since 1970 of a date in the Gregorian calendar; years begin in March, so that the leap day is the last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day since 1970: the inverse of `days_from_civil`.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked() {
        for (text, expected) in [
            ("2024", Some("2024")),
            ("2024-02", Some("2024-02")),
            ("2024-02-29", Some("2024-02-29")),
            ("2024-02-29 10:00:00", Some("2024-02-29")),
            ("2024-02-29T10:00:00+08:00", Some("2024-02-29")),
            ("2023-02-29", None),
            ("2024-13", None),
            ("24-01-01", None),
            ("2024-1-1", None),
            ("soon", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_state_of_a_book_comes_from_its_input() {
        for (epoch, day, expected) in [
            (None, None, "1980-01-01T00:00:00Z"),
            (None, Some("2024"), "2024-01-01T00:00:00Z"),
            (None, Some("2024-02-29"), "2024-02-29T00:00:00Z"),
            (None, Some("1911-10-10"), "1980-01-01T00:00:00Z"),
            (Some(1_700_000_000), Some("2024"), "2023-11-14T22:13:20Z"),
            (Some(i64::MAX), None, "2107-12-31T23:59:59Z"),
        ] {
            assert_eq!(modified(epoch, day), expected);
        }
    }
}
