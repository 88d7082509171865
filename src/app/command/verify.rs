//! `banxin verify`. In: a release's folder, perhaps a public key, perhaps its book. Out: what is wrong with it, and what was looked at.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::Exit;
use crate::app::console::Console;
use crate::app::meant::VerifyConfig;
use crate::diag::{Diagnostic, Files, Said, Severity, Sink};
use crate::pipeline::{self, Request};
use crate::release::{self, Manifest, PublicKey, Verdict};

/// Checks a release, and says what was found to be good.
pub(crate) fn verify(config: &VerifyConfig, console: &mut Console) -> Exit {
    let key = match config.key.as_deref().map(open_key).transpose() {
        Ok(key) => key,
        Err(finding) => return console.stop(finding),
    };
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let verdict = release::verify(&config.folder, key.as_ref(), &mut sink);
    if let (Some(request), Some(verdict)) = (&config.rebuild, &verdict) {
        rebuild(request, &config.folder, &verdict.manifest, &mut files, &mut sink);
    }
    let failed = sink.has_errors();
    console.report(&sink.into_sorted(), &files, &config.folder);
    match verdict.filter(|_| !failed) {
        Some(verdict) => {
            tell(&verdict, config.rebuild.is_some(), console);
            Exit::Done
        }
        None => Exit::Findings,
    }
}

/// A file that there is holds the key; any other word is the key.
fn open_key(given: &str) -> Result<PublicKey, Diagnostic> {
    let text = fs::read_to_string(given).unwrap_or_else(|_| given.to_owned());
    PublicKey::open(&text)
}

/// Builds again as the release was built, and compares.
fn rebuild(request: &Request, folder: &Path, manifest: &Manifest, files: &mut Files, sink: &mut Sink) {
    let request = Request { source_date: manifest.source_date_epoch, ..request.clone() };
    let mut found = Sink::default();
    let made = pipeline::release(&request, files, &mut found);
    let Some(made) = made else {
        sink.append(found);
        return;
    };
    for finding in release::gate(&made.project.release, &found) {
        found.push(finding);
    }
    let outputs: Vec<PathBuf> =
        folder.canonicalize().ok().and_then(|real| real.parent().map(Path::to_path_buf)).into_iter().collect();
    match release::files(&made, &manifest.version, files, &found, &outputs, request.source_date) {
        Ok(made) => release::rebuilt(folder, manifest, &made, sink),
        Err(finding) => sink.push(finding),
    }
    // The book's own warnings were told when it was released.
    for finding in found.into_sorted().into_iter().filter(|finding| finding.severity == Severity::Error) {
        sink.push(finding);
    }
}

fn tell(verdict: &Verdict, was_rebuilt: bool, console: &mut Console) {
    let Verdict { manifest, good, signed, has_signature } = verdict;
    console.data(&format!("{} {}\n", manifest.slug, manifest.version));
    console.say(&Said::new(
        format!("{good} 个文件与校验和相符"),
        format!("{good} files have the sums that they should have"),
    ));
    if let Some(comment) = signed {
        console.say(&Said::new(format!("签名有效：{comment}"), format!("the signature is good: {comment}")));
    } else if *has_signature {
        console.say(&Said::new(
            "有签名，但没有给公钥，未核对",
            "there is a signature; name a public key with `--key` to have it checked",
        ));
    }
    if was_rebuilt {
        console.say(&Said::new("由源文件重建，字节相同", "its sources give the same bytes"));
    }
}
