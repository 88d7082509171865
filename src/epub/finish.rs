//! The finishing pass. In: an archive, and the files that take the place of the packer's own. Out: the same files in a
//! fixed order with fixed dates: the same input gives the same bytes (EPUB requirements 2 and 3).

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// What an EPUB's first entry says.
const MIMETYPE: &[u8] = b"application/epub+zip";
/// The strongest level is also the one whose matches don't depend on the processor.
const LEVEL: i64 = 9;

/// Completes an archive.
///
/// # Errors
/// The library's reason.
pub(super) fn finish(archive: &[u8], completed: &BTreeMap<&str, String>) -> Result<Vec<u8>, String> {
    let mut files = read(archive).map_err(|error| error.to_string())?;
    for (path, text) in completed {
        files.insert((*path).to_owned(), text.clone().into_bytes());
    }
    files.remove("mimetype");
    write(&files).map_err(|error| error.to_string())
}

fn read(archive: &[u8]) -> zip::result::ZipResult<BTreeMap<String, Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let path = file.name()?.into_owned();
        files.insert(path, bytes);
    }
    Ok(files)
}

fn write(files: &BTreeMap<String, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let stored = options.compression_method(CompressionMethod::Stored);
    let deflated = options.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("mimetype", stored)?;
    writer.write_all(MIMETYPE)?;
    // META-INF sorts first, so that a streaming reader meets the container before the rest.
    for (path, bytes) in files {
        let is_compressed = [".jpg", ".png", ".webp", ".gif"].iter().any(|end| path.ends_with(end));
        writer.start_file(path.as_str(), if is_compressed { stored } else { deflated })?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
