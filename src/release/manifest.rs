//! `manifest.json`: what a release is, what it was made of and by, and what was known about it. Values in, JSON out, and back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::checksum::sha256;
use crate::diag::{Severity, Sink};
use crate::pdf;
use crate::pipeline::{Artifact, Made};
use crate::source::filing;

/// The form of the file; another number is another form.
const FORM: &str = "banxin-release/1";

/// A file with its sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileRecord {
    /// Its name, with `/` between parts.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its media type, for a file of the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// How many pages it has, where it has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The standards that it says it keeps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conforms_to: Vec<String>,
}

/// Someone with a part in the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The name.
    pub name: String,
    /// MARC relator code.
    pub role: String,
    /// The name as sorted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_as: Option<String>,
}

/// A release. What the book doesn't say is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The form of this file.
    pub form: String,
    /// The tool that made it, with its version.
    pub tool: String,
    /// The name of its files.
    pub slug: String,
    /// The version.
    pub version: String,
    /// The title.
    pub title: String,
    /// The subtitle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Authors and others.
    #[serde(default)]
    pub contributors: Vec<Person>,
    /// BCP 47.
    pub language: String,
    /// A URI of the publication.
    pub identifier: String,
    /// ISBN by edition.
    #[serde(default)]
    pub isbn: BTreeMap<String, String>,
    /// A paragraph for catalogues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The publication date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The rights statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// When this state was made: `SOURCE_DATE_EPOCH`, else the manifest's date.
    pub modified: String,
    /// `SOURCE_DATE_EPOCH`, where it was set: a rebuild sets it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_date_epoch: Option<i64>,
    /// The files of the release, but for this one, sums and signature.
    pub files: Vec<FileRecord>,
    /// What it was made of.
    pub inputs: Vec<FileRecord>,
    /// How many warnings of each code it went out with.
    pub findings: BTreeMap<String, usize>,
    /// Codes that the editor lets pass.
    pub waived: Vec<String>,
    /// How many claims have each status.
    pub facts: BTreeMap<String, usize>,
}

impl FileRecord {
    /// The record of `bytes`.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let (size, sha256) = (bytes.len() as u64, sha256(bytes));
        Self { path: path.to_owned(), size, sha256, media_type: None, pages: None, conforms_to: Vec::new() }
    }
}

/// The media type of a file of a release.
pub(super) fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "epub" => "application/epub+zip",
        "pdf" => "application/pdf",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "json" => "application/json",
        "md" => "text/markdown",
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// What a PDF says of itself in its XMP, and what every EPUB of ours is.
fn conforms_to(file: &Artifact) -> Vec<String> {
    if file.name.ends_with(".epub") {
        return vec!["EPUB 3.3".to_owned()];
    }
    if !file.name.ends_with(".pdf") {
        return Vec::new();
    }
    pdf::claims(&file.bytes)
}

/// The manifest of a release.
pub(super) fn manifest(
    made: &Made,
    version: &str,
    files: &[Artifact],
    inputs: Vec<FileRecord>,
    findings: &Sink,
    epoch: Option<i64>,
) -> Manifest {
    let metadata = &made.project.metadata;
    let mut warnings = BTreeMap::new();
    for finding in findings.findings().iter().filter(|finding| finding.severity == Severity::Warning) {
        *warnings.entry(finding.code.to_owned()).or_insert(0) += 1;
    }
    let mut facts = BTreeMap::new();
    for claim in &made.claims {
        *facts.entry(claim.status.word().to_owned()).or_insert(0) += 1;
    }
    let record = |file: &Artifact| FileRecord {
        media_type: Some(media_type(&file.name).to_owned()),
        pages: file.pages,
        conforms_to: conforms_to(file),
        ..FileRecord::of(&file.name, &file.bytes)
    };
    let person = |person: &crate::project::Contributor| Person {
        name: person.name.clone(),
        role: person.role.clone(),
        file_as: person.file_as.clone().or_else(|| filing::author(&person.name)),
    };
    Manifest {
        form: FORM.to_owned(),
        tool: format!("banxin {}", env!("CARGO_PKG_VERSION")),
        slug: made.project.slug.clone(),
        version: version.to_owned(),
        title: metadata.title.clone(),
        subtitle: metadata.subtitle.clone(),
        contributors: metadata.contributors.iter().map(person).collect(),
        language: metadata.language.clone(),
        identifier: metadata.identifier.clone(),
        isbn: metadata.isbn.iter().cloned().collect(),
        description: metadata.description.clone(),
        publisher: metadata.publisher.clone(),
        date: metadata.date.clone(),
        rights: metadata.rights.clone(),
        keywords: made.keywords.clone(),
        modified: metadata.modified.clone(),
        source_date_epoch: epoch,
        files: files.iter().map(record).collect(),
        inputs,
        findings: warnings,
        waived: made.project.release.waive.clone(),
        facts,
    }
}

/// The manifest as text.
pub(super) fn to_json(manifest: &Manifest) -> String {
    let mut text = serde_json::to_string_pretty(manifest).unwrap_or_default();
    text.push('\n');
    text
}

/// A manifest from its text; `None` for another form.
pub(super) fn from_json(text: &str) -> Option<Manifest> {
    serde_json::from_str::<Manifest>(text).ok().filter(|manifest| manifest.form == FORM)
}
