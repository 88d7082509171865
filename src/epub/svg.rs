//! Drawings. In: an SVG file as it was found. Out: the same drawing without scripts, event handlers, foreign content and
//! references that leave the file; `None` for what is not well-formed XML with an `svg` root.

use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

/// Elements that run, or that hold other languages or files.
const UNSAFE: [&str; 9] =
    ["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "metadata"];
/// Deeper drawings are nobody's work.
const DEEPEST: usize = 256;

/// Writes a drawing anew from what is safe of it.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut writer = Writer::new(Vec::from(*b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    // Whether each open element is written.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut roots = 0;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                if open.is_empty() {
                    roots += 1;
                }
                if open.len() == DEEPEST || roots > 1 || open.is_empty() && start.local_name().as_ref() != "svg" {
                    return None;
                }
                let kept = open.last().is_none_or(|(_, kept)| *kept) && is_safe(start.name().as_ref());
                if kept {
                    writer.write_event(Event::Start(safe_attributes(&start)?)).ok()?;
                }
                open.push((start.name().as_ref().to_owned(), kept));
            }
            Event::End(_) => {
                let (name, kept) = open.pop()?;
                if kept {
                    writer.write_event(Event::End(BytesEnd::new(name))).ok()?;
                }
            }
            Event::Text(text) => keep_text(&mut writer, &open, &text.xml10_content())?,
            Event::CData(text) => keep_text(&mut writer, &open, &text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let character = resolved(&reference)?;
                keep_text(&mut writer, &open, &character.to_string())?;
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    (roots == 1 && open.is_empty()).then(|| writer.into_inner())
}

/// The character of a reference; a drawing may not name entities of its own.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    Some(match reference.xml10_content().as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => reference.resolve_char_ref().ok()??,
    })
}

/// Whether an element stays: those of other vocabularies carry a prefix.
fn is_safe(name: &str) -> bool {
    let (prefix, local) = name.split_once(':').unwrap_or(("svg", name));
    prefix == "svg" && !UNSAFE.contains(&local)
}

fn safe_attributes(start: &BytesStart<'_>) -> Option<BytesStart<'static>> {
    let mut out = BytesStart::new(start.name().as_ref().to_owned());
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        // Resolved first: `&#106;avascript:` is a script too.
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        let (name, value) = (attribute.key.as_ref(), value.as_ref());
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let lower = value.trim_start().to_ascii_lowercase();
        let stays = match (prefix, local) {
            (_, "href") => lower.starts_with('#') || lower.starts_with("data:image/"),
            ("xmlns" | "xlink" | "xml", _) => local != "base",
            ("", _) => !local.to_ascii_lowercase().starts_with("on") && !leaves_the_file(&lower),
            _ => false,
        };
        if stays {
            out.push_attribute((name, value));
        }
    }
    Some(out)
}

fn keep_text(writer: &mut Writer<Vec<u8>>, open: &[(String, bool)], text: &str) -> Option<()> {
    let Some((name, true)) = open.last() else { return Some(()) };
    if name == "style" && leaves_the_file(&text.to_ascii_lowercase()) {
        return Some(());
    }
    let text: String = text.chars().filter(|&c| c >= ' ' || matches!(c, '\t' | '\n' | '\r')).collect();
    writer.write_event(Event::Text(BytesText::new(&text))).ok()
}

/// Whether a style reaches for something outside: an import, or a URL that is not a fragment.
fn leaves_the_file(style: &str) -> bool {
    let outside = |at: usize| !style[at + 4..].trim_start_matches([' ', '"', '\'']).starts_with('#');
    style.contains("@import") || style.match_indices("url(").any(|(at, _)| outside(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(drawing: &str, expected: Option<&str>) {
        let out = cleaned(drawing.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(out.as_deref().map(|out| out.split_once("?>\n").unwrap().1), expected, "{drawing}");
    }

    #[test]
    fn drawings_keep_their_shapes_and_lose_what_runs() {
        check(
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns='s' onload=\"x()\"><script>a</script><a href='javascript:x'>\
             <g fill='url(#g)' style='fill:url(http://x)'/></a><x:y/>&lt;</svg>",
            Some("<svg xmlns=\"s\"><a><g fill=\"url(#g)\"></g></a>&lt;</svg>"),
        );
        check("<svg><g></svg>", None);
        check("<svg>&x;</svg>", None);
        check("<html/>", None);
        check("", None);
    }
}
