//! Dates as the package document takes them. In: words of the metadata. Out: the same if their form is right.

/// Fixed forms: a `d` stands for a digit.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(byte, form)| if form == b'd' { byte.is_ascii_digit() } else { byte == form })
}

/// A date of publication: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub(super) fn published(text: &str) -> Option<&str> {
    let month = |text: &str| matches!(text.get(5..7).map(str::parse), Some(Ok(1..=12)));
    let day = |text: &str| matches!(text.get(8..10).map(str::parse), Some(Ok(1..=31)));
    let ok = has_form(text, "dddd")
        || has_form(text, "dddd-dd") && month(text)
        || has_form(text, "dddd-dd-dd") && month(text) && day(text);
    ok.then_some(text)
}

/// When the edition was made: `YYYY-MM-DDThh:mm:ssZ`; the first day that a zip entry can carry for any other form.
pub(super) fn modified(text: &str) -> &str {
    if has_form(text, "dddd-dd-ddTdd:dd:ddZ") { text } else { "1980-01-01T00:00:00Z" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_pass() {
        for (text, ok) in [("2026", true), ("2026-11", true), ("2026-11-23", true), ("2026-13", false), ("去年", false)]
        {
            assert_eq!(published(text).is_some(), ok, "{text}");
        }
        assert_eq!(modified("2026-11-23T00:00:00Z"), "2026-11-23T00:00:00Z");
        assert_eq!(modified("yesterday"), "1980-01-01T00:00:00Z");
    }
}
