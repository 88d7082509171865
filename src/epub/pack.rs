//! Packing. In: pages and resources. Out: the archive that `epub-builder` makes of them, which `finish` completes: its
//! package document and navigation are stand-ins until then.

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::page::Page;
use super::{Edition, Resource};

/// Packs an edition.
///
/// # Errors
/// The library's reason.
pub(super) fn pack(edition: &Edition<'_>, pages: &[Page], resources: &[Resource]) -> Result<Vec<u8>, String> {
    build(edition, pages, resources).map_err(|error| error.to_string())
}

fn build(edition: &Edition<'_>, pages: &[Page], resources: &[Resource]) -> epub_builder::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title(&edition.input.metadata.title);
    builder.add_language(&edition.language);
    builder.set_toc_name(edition.words.contents);
    for resource in resources {
        if resource.path == "stylesheet.css" {
            builder.stylesheet(resource.bytes.as_slice())?;
        } else if resource.is_cover {
            builder.add_cover_image(&resource.path, resource.bytes.as_slice(), resource.media_type)?;
        } else {
            builder.add_resource(&resource.path, resource.bytes.as_slice(), resource.media_type)?;
        }
    }
    // The navigation is a page of ours, and a file of the builder's.
    for page in pages.iter().filter(|page| page.path != "nav.xhtml") {
        builder.add_content(EpubContent::new(&page.path, page.xhtml.as_bytes()).title(&page.title))?;
    }
    let mut archive = Vec::new();
    builder.generate(&mut archive)?;
    Ok(archive)
}
