//! What a title is made of, as one sum: every input file's name and content, the editions, the tool, the date. In: a project. Out: a
//! fingerprint, and the files for a depfile. A font is read once, however many titles have it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::project::{self, Project};

/// A title's inputs, and their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The sum in hexadecimal.
    pub sum: String,
    /// The files.
    pub files: Vec<PathBuf>,
    /// Bytes of the files that are not fonts: how large the title is.
    pub size: u64,
}

/// Sums of files outside books, which many titles have in common.
#[derive(Default)]
pub struct Fingerprints(Mutex<BTreeMap<PathBuf, [u8; 32]>>);

impl Fingerprints {
    /// The fingerprint of a project. `also` is what else decides what is built; `outputs` are folders that are no input.
    pub fn of(&self, project: &Project, also: &str, outputs: &[PathBuf]) -> io::Result<Fingerprint> {
        let inputs = project::inputs(project, outputs)?;
        let mut all = Sha256::new();
        all.update(format!("banxin {}\n{also}\n", env!("CARGO_PKG_VERSION")));
        let (mut files, mut size) = (Vec::new(), 0);
        for input in inputs {
            let shared = ["fonts:", "cover:", "theme:", "print:"].iter().any(|kind| input.name.starts_with(kind));
            let sum = if shared { self.shared(&input.path)? } else { sum(&input.path)? };
            if !shared {
                size += fs::metadata(&input.path)?.len();
            }
            all.update(input.name.as_bytes());
            all.update([0]);
            all.update(sum);
            files.push(input.path);
        }
        let sum = all.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Fingerprint { sum, files, size })
    }

    fn shared(&self, path: &Path) -> io::Result<[u8; 32]> {
        let real = path.canonicalize()?;
        let known = |sums: &BTreeMap<PathBuf, [u8; 32]>| sums.get(&real).copied();
        if let Some(sum) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(sum);
        }
        let sum = sum(&real)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(real, sum);
        Ok(sum)
    }
}

fn sum(path: &Path) -> io::Result<[u8; 32]> {
    Ok(Sha256::digest(fs::read(path)?).into())
}
