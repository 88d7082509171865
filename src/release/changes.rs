//! The changes of one version: a changelog and a version in, the text below that version's heading out.

use std::fs;
use std::path::Path;

use crate::project::Project;

/// The largest changelog that is read.
const LARGEST: u64 = 4 << 20;

/// The excerpt; `None` where there is no changelog, or it doesn't name the version.
pub(super) fn excerpt(project: &Project, version: &str) -> Option<String> {
    let path = project.root.join(project.release.changelog.as_deref().unwrap_or("CHANGELOG.md"));
    below_heading(&read(&path)?, version)
}

fn read(path: &Path) -> Option<String> {
    let small = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
    if small { fs::read_to_string(path).ok() } else { None }
}

/// What stands between the heading that names `version` and the next one of its level or a higher one.
fn below_heading(text: &str, version: &str) -> Option<String> {
    let level = |line: &str| {
        let marks = line.chars().take_while(|&c| c == '#').count();
        ((1..=6).contains(&marks) && line[marks..].starts_with(' ')).then_some(marks)
    };
    let names = |line: &str| {
        line.split(|c: char| c.is_whitespace() || "[]（）()：:，,".contains(c))
            .any(|word| word == version || word.strip_prefix('v') == Some(version))
    };
    let mut lines = text.lines().skip_while(|line| level(line).is_none() || !names(line));
    let own = level(lines.next()?)?;
    let body: Vec<&str> = lines.take_while(|line| level(line).is_none_or(|next| next > own)).collect();
    let body = body.join("\n");
    let body = body.trim();
    (!body.is_empty()).then(|| format!("{body}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_its_own_part() {
        let text =
            "# Changes\n\n## Unreleased\n\nx\n\n## [1.1.0] - 2026\n\n- 甲\n\n### Notes\n\n- 乙\n\n## v1.0.0\n\n- 丙\n";
        assert_eq!(below_heading(text, "1.1.0").unwrap(), "- 甲\n\n### Notes\n\n- 乙\n");
        assert_eq!(below_heading(text, "1.0.0").unwrap(), "- 丙\n");
        assert_eq!(below_heading(text, "1.0"), None);
        assert_eq!(below_heading("", "1.0"), None);
    }
}
