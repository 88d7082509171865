//! Build files for engines: titles in, a `build.ninja` or a Snakefile out. Each job runs `banxin shelf` itself, which knows what changed
//! and writes whole files, so that an engine's idea of what is old may be too cautious but never wrong.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{DEPFILE, STAMP, Title};

/// Titles of one Snakemake job: its own cost is about 90 ms a job.
const BATCH: usize = 100;

/// How a batch finds its inputs: all files below the titles' folders and below what lies outside, and what the last build's depfiles name.
const FINDING: &str = r##"
def read_depfile(path):
    if not path.is_file():
        return []
    inputs = path.read_text(encoding="utf-8").rstrip("\n").split(": ", 1)[1].split(" \\\n  ")
    return [Path(name.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$")) for name in inputs]


def files(wildcards):
    found = set()
    for name in BATCHES[wildcards.batch] + OUTSIDE[wildcards.batch]:
        path = Path(name)
        found.update([path] if path.is_file() else path.rglob("*"))
    for name in BATCHES[wildcards.batch]:
        found.update(read_depfile(Path(DEPFILES[name])))
    # Many titles have the same fonts, each by its own way.
    return sorted({os.path.realpath(path) for path in found if path.is_file()})


"##;

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

/// A Snakefile over batches of titles. `outside` are the files and folders outside their own folders that titles are made of, in the titles' order:
/// fonts, a theme, a profile. Files in a title's folder are found when the Snakefile is read, and those that only a build knows of are in its depfile.
pub fn snakemake(titles: &[Title], outside: &[Vec<PathBuf>], program: &Path, output: &Path, editions: &str) -> String {
    // A string of JSON is one of Python.
    let python = |text: &str| serde_json::Value::from(text).to_string();
    let list = |paths: &mut dyn Iterator<Item = &Path>| {
        paths.map(|path| python(&path.display().to_string())).collect::<Vec<_>>().join(", ")
    };
    let mut out = String::from(
        "# Written by banxin shelf --snakemake.\nimport os\nimport shlex\nfrom pathlib import Path\n\nBATCHES = {\n",
    );
    for (number, batch) in titles.chunks(BATCH).enumerate() {
        let _ = writeln!(out, "    \"{number:04}\": [{}],", list(&mut batch.iter().map(|title| title.dir.as_path())));
    }
    out.push_str("}\n\nDEPFILES = {\n");
    for title in titles {
        let depfile = output.join(&title.name).join(DEPFILE);
        let _ = writeln!(
            out,
            "    {}: {},",
            list(&mut [title.dir.as_path()].into_iter()),
            list(&mut [depfile.as_path()].into_iter())
        );
    }
    out.push_str("}\n\nOUTSIDE = {\n");
    for (number, batch) in outside.chunks(BATCH).enumerate() {
        let paths: BTreeSet<&Path> = batch.iter().flatten().map(PathBuf::as_path).collect();
        let _ = writeln!(out, "    \"{number:04}\": [{}],", list(&mut paths.into_iter()));
    }
    let done = output.join(".batches").join("{batch}.done").display().to_string();
    let _ = write!(
        out,
        "}}\n\n{FINDING}rule all:\n    input:\n        expand({done}, batch=BATCHES),\n\n\n\
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
        let outside: Vec<Vec<PathBuf>> =
            (0..250).map(|n| vec!["fonts".into(), format!("{}.icc", n % 2).into()]).collect();
        let text = snakemake(&titles, &outside, Path::new("banxin"), Path::new("out"), "");
        assert_eq!(text.matches("\": [\"in/").count(), 3);
        assert_eq!(text.matches("[\"0.icc\", \"1.icc\", \"fonts\"]").count(), 3, "{text}");
    }
}
