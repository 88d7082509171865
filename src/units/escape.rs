//! Text as it stands in XML 1.0 and HTML: any string in, what an element or a quoted attribute holds out.

/// Text for an element or a quoted attribute. Characters that XML 1.0 has no place for are left out (XML 1.0 §2.2).
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(character),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_marks_up_is_escaped_and_what_xml_lacks_is_left_out() {
        assert_eq!(escaped("甲 & <乙> \"丙\"\n\t'"), "甲 &amp; &lt;乙&gt; &quot;丙&quot;\n\t'");
        assert_eq!(escaped("a\u{0}\u{1}\u{B}\u{FFFE}\u{FFFF}b\u{FFFD}"), "ab\u{FFFD}");
    }
}
