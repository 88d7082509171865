//! Lines of code stand closer than rows, and the lines of each page fill whole rows together (CLR-N01).

use std::fs;

use banxin::display::ItemKind;

use super::set;

/// Rows of a page.
const ROWS: u32 = 16;

/// Where the lines of a book of one article begin: page and baseline, in points from the baseline of the first row.
fn baselines(theme: &str, article: &str) -> Vec<(usize, f64, String)> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let manifest = format!(
        "[book]\ntitle = \"码\"\n[page]\ntype-size = \"10pt\"\nline-pitch = \"18pt\"\ncharacters = 20\nlines = {ROWS}\n[theme]\nparts = {{ front = [], back = [] }}\n{theme}\n"
    );
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("articles/a.md"), format!("# 题\n\n{article}\n")).unwrap();
    let made = set(folder.path());
    let head = made.project.page.margins().head.to_pt() + 8.8;
    let mut found = Vec::new();
    for (at, page) in made.paged.pages.iter().enumerate() {
        for item in &page.items {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            let y = ((run.origin.y.to_pt() - head) * 100.0).round() / 100.0;
            if run.text.starts_with(['v', '天', '地']) && y > -4.0 {
                found.push((at, y, run.text.to_string()));
            }
        }
    }
    found
}

fn code(lines: usize) -> String {
    let lines: Vec<String> = (0..lines).map(|line| format!("v{line}")).collect();
    format!("天。\n\n```text\n{}\n```\n\n地。", lines.join("\n"))
}

/// From the first line of code to each of the others, and from the paragraph before to the one after.
fn steps(theme: &str, lines: usize) -> (Vec<f64>, f64, f64) {
    let found = baselines(theme, &code(lines));
    assert_eq!(found.len(), lines + 2, "{found:?}");
    let (before, after) = (found[0].1, found[lines + 1].1);
    let first = found[1].1;
    (found[1..=lines].iter().map(|line| line.1 - first).collect(), first - before, after - before)
}

const CLOSE: &str = "code = { text = { size = \"8pt\", pitch = \"12pt\" } }";

#[test]
fn three_lines_fill_two_rows() {
    // Rows of the code, with an empty one before and after: the next paragraph is on the grid again.
    for (lines, rows) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5)] {
        let (steps, first, after) = steps(CLOSE, lines);
        let close = |a: f64, b: f64| (a - b).abs() < 0.03;
        assert!(steps.iter().enumerate().all(|(at, step)| close(*step, 12.0 * at as f64)), "{steps:?}");
        assert!(close(after, 18.0 * f64::from(rows + 3)), "{lines} lines: {after}");
        // In the middle: as much free before them as behind.
        let free = 18.0 * f64::from(rows) - 12.0 * lines as f64;
        let head = 36.0 - 8.8 - 4.0 + free / 2.0 + 2.0 + 0.88 * 8.0;
        assert!(close(first, head), "{lines} lines: {first} where {head} was expected");
    }
}

#[test]
fn a_tint_is_seen_above_and_below_its_lines() {
    let tinted = "code = { ground = \"black 5%\", text = { size = \"8pt\", pitch = \"12pt\" } }";
    let (_, _, bare) = steps(CLOSE, 3);
    let (_, _, after) = steps(tinted, 3);
    assert!((after - bare - 18.0).abs() < 0.03, "{bare} {after}");
    assert!((steps(tinted, 4).2 - steps(CLOSE, 4).2).abs() < 0.03);
}

#[test]
fn a_pitch_of_the_body_is_a_row_a_line() {
    let (steps, _, _) = steps("code = { text = { pitch = \"body\" } }", 3);
    assert!(steps.iter().enumerate().all(|(at, step)| (step - 18.0 * at as f64).abs() < 0.03), "{steps:?}");
}

#[test]
fn pages_break_between_lines_that_fill_rows() {
    let found = baselines(CLOSE, &code(60));
    let lines: Vec<usize> = found
        .chunk_by(|a, b| a.0 == b.0)
        .map(|page| page.iter().filter(|line| line.2.starts_with('v')).count())
        .collect();
    assert!(lines.len() > 2 && lines.iter().sum::<usize>() == 60, "{lines:?}");
    let (_, others) = lines.split_last().unwrap();
    assert!(others.iter().all(|count| count % 3 == 0), "{lines:?}");
    for page in found.chunk_by(|a, b| a.0 == b.0) {
        // Nothing past the type area: its rows, and descenders.
        assert!(page.iter().all(|line| line.1 < f64::from(ROWS - 1) * 18.0 + 4.0), "{page:?}");
    }
}
