//! MathML for readers that lay formulas out themselves. In: LaTeX. Out: elements and texts, for a writer that escapes them.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{LONGEST, MathPart, Unreadable};

/// The elements that formulas are made of (MathML Core), and how they are told apart here.
const ELEMENTS: [&str; 28] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "ms",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "semantics",
    "none",
];
/// Their attributes that a reader may see; classes and inline styles are the edition's affair.
const ATTRIBUTES: [&str; 24] = [
    "display",
    "mathvariant",
    "stretchy",
    "symmetric",
    "largeop",
    "movablelimits",
    "accent",
    "accentunder",
    "fence",
    "separator",
    "form",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "width",
    "height",
    "depth",
    "voffset",
    "linethickness",
    "displaystyle",
    "scriptlevel",
    "columnspan",
    "rowspan",
];
/// How deep elements may lie in one another.
const DEEPEST: usize = 200;

/// The formula as MathML.
///
/// # Errors
///
/// What is not understood, or too large.
pub fn mathml(latex: &str, display: bool) -> Result<Vec<MathPart>, Unreadable> {
    if latex.len() > LONGEST {
        return Err(Unreadable::TooLarge);
    }
    let storage = Storage::new();
    // The writer shows what it can't read in red; asked first, it says so.
    let events: Result<Vec<_>, _> = Parser::new(latex, &storage).collect();
    let events = events.map_err(|error| Unreadable::Wrong(error.to_string(), None))?;
    let mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode: mode, ..RenderConfig::default() };
    let mut out = String::new();
    let events = events.into_iter().map(Ok::<_, std::io::Error>);
    push_mathml(&mut out, events, config).map_err(|error| Unreadable::Wrong(error.to_string(), None))?;
    parts(&escaped(&out)).ok_or_else(|| Unreadable::Wrong("no well-formed MathML".to_owned(), None))
}

/// The writer leaves `<` and `&` of operators as they are: what opens no tag is text.
fn escaped(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    for (at, character) in markup.char_indices() {
        let next = markup[at + character.len_utf8()..].chars().next();
        let is_tag = next.is_some_and(|next| next.is_ascii_alphabetic() || next == '/');
        match character {
            '<' if !is_tag => out.push_str("&lt;"),
            '&' if !["&amp;", "&lt;", "&gt;", "&quot;", "&#"].iter().any(|known| markup[at..].starts_with(known)) => {
                out.push_str("&amp;");
            }
            _ => out.push(character),
        }
    }
    out
}

fn parts(markup: &str) -> Option<Vec<MathPart>> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().expand_empty_elements = true;
    let mut out = Vec::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let element = ELEMENTS.into_iter().find(|name| *name == start.local_name().as_ref())?;
                let mut attributes = Vec::new();
                for attribute in start.attributes() {
                    let attribute = attribute.ok()?;
                    if let Some(name) = ATTRIBUTES.into_iter().find(|name| *name == attribute.key.as_ref()) {
                        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
                        attributes.push((name, value.into_owned()));
                    }
                }
                out.push(MathPart::Open(element, attributes));
                depth += 1;
                if depth > DEEPEST {
                    return None;
                }
            }
            Event::End(_) => {
                out.push(MathPart::Close);
                depth = depth.checked_sub(1)?;
            }
            Event::Text(text) => push_text(&mut out, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.xml10_content().as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    _ => reference.resolve_char_ref().ok()??,
                };
                push_text(&mut out, character.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            Event::Empty(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    (depth == 0 && !out.is_empty()).then_some(out)
}

fn push_text(out: &mut Vec<MathPart>, text: &str) {
    match out.last_mut() {
        Some(MathPart::Text(last)) => last.push_str(text),
        _ => out.push(MathPart::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(latex: &str) -> String {
        let part = |part: &MathPart| match part {
            MathPart::Open(element, _) => format!("({element} "),
            MathPart::Text(text) => text.clone(),
            MathPart::Close => ")".to_owned(),
        };
        mathml(latex, true).unwrap().iter().map(part).collect()
    }

    #[test]
    fn elements_are_told_apart_from_text() {
        assert_eq!(shown("a < b"), "(math (mi a)(mo <)(mi b))");
        assert!(shown(r"\frac{a}{b}").starts_with("(math (mfrac "), "{}", shown(r"\frac{a}{b}"));
        assert!(shown(r"\text{速度 <x>}").contains("速度 <x>"), "{}", shown(r"\text{速度 <x>}"));
        assert!(mathml(r"a + \nonsense", false).is_err());
    }

    #[test]
    fn what_formulas_are_made_of_is_known() {
        for latex in [
            r"\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases}",
            r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
            r"\sqrt[3]{x} \quad \overline{AB} \quad \hat{x} \vec{v} \underbrace{a+b}_{2}",
            r"\lim_{x \to \infty} \int_0^1 f(x)\,\mathrm{d}x \in \mathbb{R}",
            r"\left( \frac{1}{2} \right] \cdots \textbf{x} \mathcal{L}",
        ] {
            assert!(mathml(latex, true).is_ok(), "{latex} {:?}", mathml(latex, true));
        }
    }
}
