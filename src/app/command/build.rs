//! `banxin build` and `banxin cover`. In: a request and a folder. Out: the editions in it, all of them or none, and their names on stdout.

use std::path::{Path, PathBuf};

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::BuildConfig;
use crate::app::write;
use crate::diag::{Files, Said, Sink};
use crate::pipeline::{self, Artifact, Request};

/// Builds; writes nothing when there are errors.
pub(crate) fn build(config: &BuildConfig, console: &mut Console) -> Exit {
    make(config, pipeline::build, console)
}

/// Makes the covers, in the same way.
pub(crate) fn cover(config: &BuildConfig, console: &mut Console) -> Exit {
    make(config, pipeline::covers, console)
}

/// How the pipeline makes files.
type Maker = fn(&Request, &mut Files, &mut Sink) -> Option<Vec<Artifact>>;

fn make(config: &BuildConfig, maker: Maker, console: &mut Console) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let artifacts = maker(&config.request, &mut files, &mut sink);
    let failed = sink.has_errors();
    console.report(&sink.into_sorted(), &files, &config.request.dir);
    for file in files.iter() {
        console.detail(&Said::new(format!("读了「{}」", file.path), format!("read `{}`", file.path)));
    }
    let Some(artifacts) = artifacts.filter(|_| !failed) else {
        console.say(&Said::new(
            format!("没有写任何文件；「{}」里原有的版本未动", config.output.display()),
            format!("nothing was written; the editions in `{}` are as they were", config.output.display()),
        ));
        return Exit::Findings;
    };
    let named = artifacts.iter().map(|artifact| (artifact.name.as_str(), artifact.bytes.as_slice()));
    match write::replace_all(&config.output, named) {
        Ok(paths) => {
            tell(&artifacts, &paths, console);
            Exit::Done
        }
        Err(finding) => console.stop(finding),
    }
}

fn tell(artifacts: &[Artifact], paths: &[PathBuf], console: &mut Console) {
    // Of a folder its first page is named alone.
    let is_told = |artifact: &Artifact| !artifact.name.contains('/') || artifact.name.ends_with("/index.html");
    for (artifact, path) in artifacts.iter().zip(paths).filter(|(artifact, _)| is_told(artifact)) {
        console.data(&format!("{}\n", path.display()));
        let name = path.file_name().map_or(path.as_path(), Path::new).display();
        let (size, pages) = (kilobytes(size(artifact, artifacts)), artifact.pages);
        console.detail(&match pages {
            Some(pages) => Said::new(format!("{name}：{size}，{pages} 页"), format!("{name}: {size}, {pages} pages")),
            None => Said::new(format!("{name}：{size}"), format!("{name}: {size}")),
        });
    }
}

/// The bytes of an artifact; those of all files in its folder for one that stands for a folder.
fn size(artifact: &Artifact, all: &[Artifact]) -> usize {
    match artifact.name.split_once('/') {
        None => artifact.bytes.len(),
        Some((folder, _)) => {
            let own = |other: &&Artifact| other.name.split_once('/').is_some_and(|(other, _)| other == folder);
            all.iter().filter(own).map(|artifact| artifact.bytes.len()).sum()
        }
    }
}

/// A size as people read it: in thousands of bytes, rounded up.
fn kilobytes(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
