//! Lines of code that readers are not shown, as in rustdoc and mdBook. In: the text of a code block. Out: the lines that are shown.
//!
//! In Rust a line that begins with `# `, or is `#` alone, is for the compiler; `##` stands for `#`. Other languages hide lines by a
//! prefix that the fence or `[output.html.code.hidelines]` names.

/// The lines of a code block that readers are shown.
pub(super) fn without_hidden(text: String, language: Option<&str>, prefix: Option<&str>) -> String {
    let is_rust = language == Some("rust") && text.contains('#');
    if !is_rust && prefix.is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        if let Some(prefix) = prefix {
            if !code.starts_with(prefix) {
                out.push_str(line);
            }
            continue;
        }
        match code.trim_end_matches(['\n', '\r']).strip_prefix('#') {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => {}
            Some(rest) if rest.starts_with('#') => {
                out.push_str(&line[..line.len() - code.len()]);
                out.push_str(&code[1..]);
            }
            _ => out.push_str(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_the_compiler_are_hidden() {
        let rust = "# use a;\n#\n#[derive(A)]\n  # b\n  ##c\nd # e\n";
        assert_eq!(without_hidden(rust.to_owned(), Some("rust"), None), "#[derive(A)]\n  #c\nd # e\n");
        assert_eq!(without_hidden(rust.to_owned(), Some("python"), None), rust);
        assert_eq!(without_hidden("~a\nb\n".to_owned(), Some("python"), Some("~")), "b\n");
    }
}
