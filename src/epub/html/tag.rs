//! A tag of raw HTML: where it ends, what it names, and the few attributes that are kept. In: markup of any kind. Out: what is safe to say of it.

/// Longer tags are none; it bounds the search for their ends.
const LONGEST_TAG: usize = 1024;

/// The end of a tag that begins here, one past its `>`: brackets in quoted values don't count.
pub(super) fn tag_end(text: &str) -> Option<usize> {
    if !text.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return None;
    }
    let mut quote = None;
    for (at, character) in text.char_indices().take(LONGEST_TAG) {
        match (quote, character) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

/// A tag, as far as it matters here.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closing: bool,
    pub(super) language: String,
    pub(super) alt: String,
}

impl Tag {
    pub(super) fn read(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix('<')?.strip_suffix('>')?;
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(end);
        if name.is_empty() {
            return None;
        }
        let language = attribute(attributes, "lang").filter(|tag| is_language(tag)).unwrap_or_default();
        let alt = attribute(attributes, "alt").unwrap_or_default();
        Some(Self { name: name.to_ascii_lowercase(), closing, language, alt })
    }
}

/// The value of a quoted attribute.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.find(&format!(" {name}="))? + name.len() + 2;
    let quote = attributes[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = &attributes[at + 1..];
    value.find(quote).map(|end| unescaped(&value[..end]))
}

/// Whether a word has the form of a BCP 47 tag.
pub(in crate::epub) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Text with its character references resolved; those that are not known stay as they are.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, reference(&rest[1..end])?))) {
            Some((end, character)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "copy" => '©',
        "times" => '×',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        _ => return None,
    })
}
