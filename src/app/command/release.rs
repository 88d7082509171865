//! `banxin release`. In: a request, a version, a key. Out: a folder with everything that a release holds, or none; with `--site`, the catalogue
//! of all releases beside it.

use std::fs;

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::ReleaseConfig;
use crate::app::write;
use crate::diag::{Diagnostic, Files, Said, Sink};
use crate::pipeline::{self, Artifact, Made};
use crate::project;
use crate::release::{self, Key, catalogue};

/// Makes a release, tells its findings, and names its folder on stdout.
pub(crate) fn release(config: &ReleaseConfig, console: &mut Console) -> Exit {
    let key = match config.key.as_ref().map(|path| open_key(config, path)).transpose() {
        Ok(key) => key,
        Err(finding) => return console.stop(finding),
    };
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let made = match nameless(config) {
        Some(finding) => {
            sink.push(finding);
            None
        }
        None => pipeline::release(&config.request, &mut files, &mut sink),
    };
    let sealed = made.and_then(|made| match sealed(&made, config, key.as_ref(), &files, &mut sink) {
        Ok(sealed) => Some(sealed),
        Err(finding) => {
            sink.push(finding);
            None
        }
    });
    let failed = sink.has_errors();
    console.report(&sink.into_sorted(), &files, &config.request.dir);
    let Some((name, files)) = sealed.filter(|_| !failed) else {
        console.say(&Said::new("没有发布任何东西", "nothing was released"));
        return Exit::Findings;
    };
    let written = release::write(&config.output, &name, &files, config.replace);
    match written.and_then(|folder| site(config).map(|()| folder)) {
        Ok(folder) => {
            console.data(&format!("{}\n", folder.display()));
            Exit::Done
        }
        Err(finding) => console.stop(finding),
    }
}

/// Why the release has no version: said before anything is made. A book that can't be opened is for the pipeline to tell.
fn nameless(config: &ReleaseConfig) -> Option<Diagnostic> {
    let request = &config.request;
    let opened = project::open(&request.dir, request.source_date, &mut Files::default(), &mut Sink::default())?;
    release::version(config.version.as_deref(), &opened).err()
}

fn open_key(config: &ReleaseConfig, path: &std::path::Path) -> Result<Key, Diagnostic> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        Diagnostic::error(
            "bad-key",
            format!("读不了密钥「{shown}」：{error}"),
            format!("can't read key `{shown}`: {error}"),
        )
        .hint("密钥由 `minisign -G` 生成", "`minisign -G` makes keys")
    })?;
    Key::open(&text, config.password.as_deref())
}

/// The folder's name and all its files. What the release's policy has to say goes to `sink`.
fn sealed(
    made: &Made,
    config: &ReleaseConfig,
    key: Option<&Key>,
    read: &Files,
    sink: &mut Sink,
) -> Result<(String, Vec<Artifact>), Diagnostic> {
    for finding in release::gate(&made.project.release, sink) {
        sink.push(finding);
    }
    let version = release::version(config.version.as_deref(), &made.project)?;
    let outputs = std::slice::from_ref(&config.output);
    let files = release::files(made, &version, read, sink, outputs, config.request.source_date)?;
    let name = format!("{}-{version}", made.project.slug);
    let files = release::sealed(files, key, &name)?;
    Ok((name, files))
}

/// The catalogue of all releases in the folder, where it was asked for.
fn site(config: &ReleaseConfig) -> Result<(), Diagnostic> {
    if !config.site {
        return Ok(());
    }
    let files = catalogue::catalogue(&catalogue::entries(&config.output));
    let named = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
    write::replace_all(&config.output, named).map(|_| ())
}
