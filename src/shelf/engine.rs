//! Build files for engines: titles in, a `build.ninja` or a Snakefile out. Each job runs `banxin shelf` itself, which knows what changed
//! and writes whole files, so that an engine's idea of what is old may be too cautious but never wrong.

use std::fmt::Write;
use std::path::Path;

use super::{DEPFILE, STAMP, Title};

/// Titles of one Snakemake job: its own cost is about 90 ms a job.
const BATCH: usize = 100;

/// What every job says besides its titles.
fn command(program: &Path, output: &Path, editions: &str) -> String {
    let mut out = format!(
        "{} shelf --quiet --output {}",
        quoted(&program.display().to_string()),
        quoted(&output.display().to_string())
    );
    if !editions.is_empty() {
        // Writing to a string can't fail.
        let _ = write!(out, " --edition {editions}");
    }
    out
}

/// A word for the shell.
fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "/._-+=:,@%".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// `build.ninja`: a job a title, its inputs by depfile.
pub fn ninja(titles: &[Title], program: &Path, output: &Path, editions: &str) -> String {
    let path = |text: &str| text.replace('$', "$$").replace(':', "$:").replace(' ', "$ ");
    let shell = |text: &str| text.replace('$', "$$");
    let mut out = String::from("# Written by banxin shelf --ninja.\nninja_required_version = 1.7\n\n");
    let _ = writeln!(out, "rule title\n  command = {} --jobs 1 -- $dir", shell(&command(program, output, editions)));
    out.push_str("  description = $name\n  depfile = $depfile\n  deps = gcc\n  restat = 1\n\n");
    for title in titles {
        let folder = output.join(&title.name);
        let stamp = path(&folder.join(STAMP).display().to_string());
        let manifest = path(&title.dir.join("book.toml").display().to_string());
        let _ = writeln!(out, "build {stamp}: title {manifest}");
        let _ = writeln!(out, "  dir = {}", shell(&quoted(&title.dir.display().to_string())));
        let _ = writeln!(out, "  name = {}", shell(&title.name));
        let _ = writeln!(out, "  depfile = {}\n", shell(&folder.join(DEPFILE).display().to_string()));
    }
    out
}

/// A Snakefile over batches of titles.
pub fn snakemake(titles: &[Title], program: &Path, output: &Path, editions: &str) -> String {
    // A string of JSON is one of Python.
    let python = |text: &str| serde_json::Value::from(text).to_string();
    let mut out =
        String::from("# Written by banxin shelf --snakemake.\nimport shlex\nfrom pathlib import Path\n\nBATCHES = {\n");
    for (number, batch) in titles.chunks(BATCH).enumerate() {
        let dirs: Vec<String> = batch.iter().map(|title| python(&title.dir.display().to_string())).collect();
        let _ = writeln!(out, "    \"{number:04}\": [{}],", dirs.join(", "));
    }
    let done = output.join(".batches").join("{batch}.done").display().to_string();
    let _ = write!(
        out,
        "}}\n\n\ndef files(wildcards):\n    found = (p for d in BATCHES[wildcards.batch] for p in Path(d).rglob(\"*\") if p.is_file())\n    \
         return sorted(str(p) for p in found)\n\n\nrule all:\n    input:\n        expand({done}, batch=BATCHES),\n\n\n\
         rule titles:\n    input:\n        files,\n    output:\n        touch({done}),\n    params:\n        \
         dirs=lambda wildcards: shlex.join(BATCHES[wildcards.batch]),\n    threads: 2\n    shell:\n        {command}\n",
        done = python(&done),
        command = python(&format!(
            "{} --jobs {{threads}} -- {{params.dirs}}",
            command(program, output, editions).replace('{', "{{").replace('}', "}}")
        )),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn names_with_spaces_and_quotes_stay_one_word() {
        assert_eq!(quoted("a/b-1.toml"), "a/b-1.toml");
        assert_eq!(quoted("它's a"), "'它'\\''s a'");
        let title = Title { dir: PathBuf::from("in/a b"), name: "a b".into() };
        let text = ninja(&[title], Path::new("banxin"), Path::new("out"), "epub");
        assert!(text.contains("build out/a$ b/.banxin-stamp.json: title in/a$ b/book.toml\n"), "{text}");
        assert!(text.contains("  dir = 'in/a b'\n"), "{text}");
    }

    #[test]
    fn batches_hold_a_hundred() {
        let title = |n: usize| Title { dir: PathBuf::from(format!("in/{n}")), name: n.to_string() };
        let titles: Vec<Title> = (0..250).map(title).collect();
        let text = snakemake(&titles, Path::new("banxin"), Path::new("out"), "");
        assert_eq!(text.matches("\": [").count(), 3);
    }
}
